//! The table of words.

/// The languages, by their BCP 47 codes, in the order of the columns below.
pub const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "it", "nl", "pt"];

macro_rules! words {
    ($($variant:ident $key:literal [$($text:literal),*];)*) => {
        /// A word that pictures and reports bring along.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[allow(missing_docs)]
        pub enum Word { $($variant),* }

        impl Word {
            /// All words.
            pub const ALL: &'static [Word] = &[$(Word::$variant),*];

            /// The name in the configuration.
            pub const fn key(self) -> &'static str {
                match self { $(Word::$variant => $key),* }
            }

            /// The text in each of [`LANGUAGES`].
            pub const fn texts(self) -> [&'static str; LANGUAGES.len()] {
                match self { $(Word::$variant => [$($text),*]),* }
            }
        }
    };
}

words! {
    Touchpoint "touchpoint" ["Touchpoints", "Kontaktpunkte", "Points de contact", "Puntos de contacto", "Punti di contatto", "Contactpunten", "Pontos de contato"];
    Channels "channels" ["Channels", "Kanäle", "Canaux", "Canales", "Canali", "Kanalen", "Canais"];
    Time "time" ["Time", "Zeit", "Temps", "Tiempo", "Tempo", "Tijd", "Tempo"];
    TimeHint "time-hint" ["taken and promised", "gebraucht und zugesagt", "pris et promis", "empleado y prometido", "impiegato e promesso", "nodig en beloofd", "gasto e prometido"];
    Action "action" ["Customer", "Kundschaft", "Client", "Cliente", "Cliente", "Klant", "Cliente"];
    ActionHint "action-hint" ["does", "tut", "fait", "hace", "fa", "doet", "faz"];
    Business "business" ["Business", "Unternehmen", "Entreprise", "Empresa", "Azienda", "Bedrijf", "Empresa"];
    BusinessHint "business-hint" ["has to do", "muss tun", "doit faire", "debe hacer", "deve fare", "moet doen", "deve fazer"];
    Thought "thought" ["Thoughts", "Gedanken", "Pensées", "Pensamientos", "Pensieri", "Gedachten", "Pensamentos"];
    ThoughtHint "thought-hint" ["and quotes", "und Zitate", "et citations", "y citas", "e citazioni", "en citaten", "e citações"];
    Emotion "emotion" ["Emotion", "Gefühl", "Émotion", "Emoción", "Emozione", "Emotie", "Emoção"];
    EmotionHint "emotion-hint" ["how it feels", "wie es sich anfühlt", "ce qui est ressenti", "cómo se siente", "come ci si sente", "hoe het voelt", "como se sente"];
    Pain "pain" ["Pains", "Schmerzpunkte", "Irritants", "Puntos de dolor", "Punti critici", "Pijnpunten", "Pontos de dor"];
    PainHint "pain-hint" ["by severity", "nach Schwere", "par gravité", "por gravedad", "per gravità", "naar ernst", "por gravidade"];
    Gain "gain" ["Gains", "Was hilft", "Bénéfices", "Beneficios", "Vantaggi", "Wat helpt", "Ganhos"];
    Frontstage "frontstage" ["Frontstage", "Sichtbar", "En scène", "En escena", "In scena", "Zichtbaar", "Em cena"];
    FrontstageHint "frontstage-hint" ["in sight", "vor den Augen der Kundschaft", "à la vue du client", "a la vista", "in vista", "in het zicht", "à vista"];
    Step "step" ["Steps", "Schritte", "Étapes internes", "Pasos", "Passi", "Stappen", "Passos"];
    StepHint "step-hint" ["out of sight", "außer Sicht", "hors de vue", "fuera de la vista", "fuori vista", "uit het zicht", "fora de vista"];
    Backstage "backstage" ["Backstage", "Dahinter", "En coulisses", "Entre bastidores", "Dietro le quinte", "Achter de schermen", "Nos bastidores"];
    BackstageHint "backstage-hint" ["out of sight", "außer Sicht", "hors de vue", "fuera de la vista", "fuori vista", "uit het zicht", "fora de vista"];
    Support "support" ["Support", "Unterstützung", "Support", "Soporte", "Supporto", "Ondersteuning", "Suporte"];
    SupportHint "support-hint" ["processes and systems", "Abläufe und Systeme", "processus et systèmes", "procesos y sistemas", "processi e sistemi", "processen en systemen", "processos e sistemas"];
    Opportunity "opportunity" ["Opportunities", "Chancen", "Opportunités", "Oportunidades", "Opportunità", "Kansen", "Oportunidades"];
    OpportunityHint "opportunity-hint" ["and what they answer", "und worauf sie antworten", "et à quoi elles répondent", "y a qué responden", "e a che cosa rispondono", "en waarop ze antwoorden", "e a que respondem"];
    Metric "metric" ["Metrics", "Kennzahlen", "Indicateurs", "Indicadores", "Indicatori", "Meetwaarden", "Indicadores"];
    Risk "risk" ["Risks", "Risiken", "Risques", "Riesgos", "Rischi", "Risico's", "Riscos"];
    RiskHint "risk-hint" ["by severity", "nach Schwere", "par gravité", "por gravedad", "per gravità", "naar ernst", "por gravidade"];
    Insight "insight" ["Insights", "Einsichten", "Enseignements", "Hallazgos", "Scoperte", "Inzichten", "Descobertas"];
    InsightHint "insight-hint" ["from research", "aus der Forschung", "de la recherche", "de la investigación", "dalla ricerca", "uit onderzoek", "da pesquisa"];
    Context "context" ["Context", "Umstände", "Contexte", "Contexto", "Contesto", "Context", "Contexto"];
    Flow "flow" ["Ways", "Wege", "Chemins", "Caminos", "Vie", "Wegen", "Caminhos"];
    FlowHint "flow-hint" ["out, back and past", "hinaus, zurück und vorbei", "dehors, retour et à côté", "fuera, atrás y de paso", "fuori, indietro e oltre", "eruit, terug en voorbij", "fora, de volta e além"];
    Owner "owner" ["Owner", "Zuständig", "Responsable", "Responsable", "Responsabile", "Verantwoordelijk", "Responsável"];
    OwnerHint "owner-hint" ["answers for it", "steht dafür ein", "en répond", "responde de ello", "ne risponde", "staat ervoor in", "responde por isso"];
    Need "need" ["Needs", "Bedürfnisse", "Besoins", "Necesidades", "Bisogni", "Behoeften", "Necessidades"];
    Trigger "trigger" ["Triggers", "Auslöser", "Déclencheurs", "Desencadenantes", "Inneschi", "Aanleidingen", "Gatilhos"];
    Criteria "criteria" ["Criteria", "Kriterien", "Critères", "Criterios", "Criteri", "Criteria", "Critérios"];
    CriteriaHint "criteria-hint" ["to enter and to leave", "für Anfang und Ende", "d’entrée et de sortie", "de entrada y de salida", "di entrata e di uscita", "voor begin en einde", "de entrada e de saída"];
    BusinessGoal "business-goal" ["Business", "Unternehmen", "Entreprise", "Empresa", "Azienda", "Bedrijf", "Empresa"];
    BusinessGoalHint "business-goal-hint" ["wants", "will", "veut", "quiere", "vuole", "wil", "quer"];
    Evidence "evidence" ["Evidence", "Belege", "Sources", "Evidencia", "Prove", "Bewijs", "Evidências"];
    MomentOfTruth "moment-of-truth" ["moment of truth", "Moment der Wahrheit", "moment de vérité", "momento de la verdad", "momento della verità", "moment van de waarheid", "momento da verdade"];
    Assumed "assumed" ["dashed: assumed, no source", "gestrichelt: angenommen, ohne Beleg", "pointillé : supposé, sans source", "discontinuo: supuesto, sin fuente", "tratteggiato: ipotesi, senza fonte", "gestreept: aanname, zonder bron", "tracejado: suposto, sem fonte"];
    Unseen "unseen" ["grey note: not seen by the customer", "graue Notiz: für die Kundschaft unsichtbar", "note grise : invisible pour le client", "nota gris: no la ve el cliente", "nota grigia: il cliente non la vede", "grijze notitie: onzichtbaar voor de klant", "nota cinza: o cliente não vê"];
    ImpliedArrow "implied-arrow" ["thin grey arrow: implied by the order", "dünner grauer Pfeil: folgt aus der Reihenfolge", "flèche grise fine : déduite de l’ordre", "flecha gris fina: se deduce del orden", "freccia grigia sottile: dedotta dall’ordine", "dunne grijze pijl: volgt uit de volgorde", "seta cinza fina: deduzida da ordem"];
    InfluenceArrow "influence-arrow" ["dotted violet: influence, nobody moves", "violett gepunktet: Einfluss, niemand geht", "violet pointillé : influence, personne ne passe", "violeta punteado: influencia, nadie pasa", "viola punteggiato: influenza, nessuno passa", "violet gestippeld: invloed, niemand gaat", "violeta pontilhado: influência, ninguém passa"];
    Striped "striped" ["striped", "schraffiert", "hachuré", "rayado", "a righe", "gearceerd", "listrado"];
    NobodyGetsHere "nobody-gets-here" ["nobody gets here", "niemand kommt hierher", "personne n’arrive ici", "nadie llega aquí", "nessuno arriva qui", "niemand komt hier", "ninguém chega aqui"];
    FeelsBad "feels-bad" ["feels bad", "fühlt sich schlecht an", "ressenti mauvais", "se siente mal", "si sente male", "voelt slecht", "sente-se mal"];
    FeelsGood "feels-good" ["feels good", "fühlt sich gut an", "ressenti bon", "se siente bien", "si sente bene", "voelt goed", "sente-se bem"];
    NothingSaidYet "nothing-said-yet" ["nothing said yet", "noch nichts gesagt", "rien de dit encore", "nada dicho todavía", "ancora niente di detto", "nog niets gezegd", "nada dito ainda"];
    AnotherMap "another-map" ["another map", "andere Karte", "autre carte", "otro mapa", "altra mappa", "andere kaart", "outro mapa"];
    Optional "optional" ["optional", "freiwillig", "facultatif", "opcional", "facoltativo", "optioneel", "opcional"];
    Implied "implied" ["implied", "gefolgert", "déduit", "implícito", "implicito", "afgeleid", "implícito"];
    Influences "influences" ["influences", "beeinflusst", "influence", "influye en", "influenza", "beïnvloedt", "influencia"];
    HandsOver "hands-over" ["hands over to", "übergibt an", "passe à", "pasa a", "passa a", "draagt over aan", "passa para"];
    Version "version" ["version", "Version", "version", "versión", "versione", "versie", "versão"];
    Reviewed "reviewed" ["reviewed", "geprüft", "revu", "revisado", "rivisto", "herzien", "revisto"];
    Only "only" ["only", "nur", "seulement", "solo", "solo", "alleen", "somente"];
}
