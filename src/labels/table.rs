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

    // What stands before or after something of the map.
    For "for" ["for", "für", "pour", "para", "per", "voor", "para"];
    By "by" ["by", "von", "par", "por", "da", "door", "por"];
    With "with" ["with", "mit", "avec", "con", "con", "met", "com"];
    Takes "takes" ["takes", "dauert", "prend", "dura", "richiede", "duurt", "leva"];
    When "when" ["when", "wenn", "quand", "cuando", "quando", "als", "quando"];
    After "after" ["after", "nach", "après", "tras", "dopo", "na", "após"];
    Within "within" ["within", "innerhalb von", "en moins de", "en menos de", "entro", "binnen", "em até"];
    Affects "affects" ["affects", "betrifft", "touche", "afecta al", "riguarda", "treft", "afeta"];
    Severity "severity" ["severity", "Schwere", "gravité", "gravedad", "gravità", "ernst", "gravidade"];
    Likelihood "likelihood" ["likelihood", "Wahrscheinlichkeit", "probabilité", "probabilidad", "probabilità", "waarschijnlijkheid", "probabilidade"];
    Impact "impact" ["impact", "Wirkung", "effet", "impacto", "impatto", "impact", "impacto"];
    Effort "effort" ["effort", "Aufwand", "effort", "esfuerzo", "sforzo", "inspanning", "esforço"];
    Rank "rank" ["rank", "Rang", "rang", "puesto", "rango", "rang", "posição"];
    Due "due" ["due", "fällig", "échéance", "vence", "scadenza", "uiterlijk", "prazo"];
    Of "of" ["of", "von", "de", "de", "di", "van", "de"];
    Was "was" ["was", "war", "avant", "antes", "prima", "was", "antes"];
    Target "target" ["target", "Ziel", "cible", "objetivo", "obiettivo", "doel", "meta"];
    OwnedBy "owned-by" ["owner", "zuständig", "responsable", "responsable", "responsabile", "verantwoordelijk", "responsável"];
    Feels "feels" ["feels", "fühlt sich an", "ressenti", "se siente", "si sente", "voelt", "sente-se"];
    ToEnter "to-enter" ["to enter", "am Anfang", "à l’entrée", "para entrar", "per entrare", "om te beginnen", "para entrar"];
    ToLeave "to-leave" ["to leave", "am Ende", "à la sortie", "para salir", "per uscire", "om te eindigen", "para sair"];
    AtTheEnd "at-the-end" ["at the end", "am Ende", "à la fin", "al final", "alla fine", "aan het eind", "no fim"];
    WholeJourney "whole-journey" ["whole journey", "ganze Reise", "tout le parcours", "todo el recorrido", "tutto il percorso", "hele reis", "toda a jornada"];
    WholePhase "whole-phase" ["whole phase", "ganze Phase", "toute la phase", "toda la fase", "tutta la fase", "hele fase", "toda a fase"];
    AsAWhole "as-a-whole" ["as a whole", "im Ganzen", "dans l’ensemble", "en conjunto", "nell’insieme", "als geheel", "no conjunto"];
    GoesOn "goes-on" ["goes on", "geht weiter", "continue", "continúa", "continua", "gaat verder", "continua"];
    InAnyOrder "in-any-order" ["in any order", "in beliebiger Reihenfolge", "sans ordre fixe", "en cualquier orden", "in qualsiasi ordine", "in willekeurige volgorde", "em qualquer ordem"];
    GivesUp "gives-up" ["makes people give up", "führt zum Aufgeben", "fait renoncer", "hace abandonar", "fa rinunciare", "doet mensen afhaken", "faz desistir"];
    WorksAround "works-around" ["makes people work around it", "wird umgangen", "se contourne", "se esquiva", "viene aggirato", "wordt omzeild", "é contornado"];
    DoesNotGetHere "does-not-get-here" ["does not get here", "kommt nicht hierher", "n’arrive pas ici", "no llega aquí", "non arriva qui", "komt hier niet", "não chega aqui"];
    OrderImplies "order-implies" ["implied by the order in which they are written", "folgt aus der Reihenfolge im Text", "déduit de l’ordre d’écriture", "se deduce del orden en que están escritas", "dedotto dall’ordine in cui sono scritte", "volgt uit de volgorde in de tekst", "deduzido da ordem em que estão escritas"];

    // What claims rest on.
    BasisAssumed "basis-assumed" ["assumed", "angenommen", "supposé", "supuesto", "supposto", "aangenomen", "suposto"];
    BasisResearched "basis-researched" ["researched", "erforscht", "étudié", "investigado", "da ricerche", "onderzocht", "pesquisado"];
    BasisMeasured "basis-measured" ["measured", "gemessen", "mesuré", "medido", "misurato", "gemeten", "medido"];
    EvidenceNumber "evidence-number" ["evidence", "Beleg", "source", "fuente", "fonte", "bron", "fonte"];
    NoEvidence "no-evidence" ["No source is named: all of this is assumed.", "Keine Quelle ist genannt: all das ist angenommen.", "Aucune source n’est nommée : tout ceci est supposé.", "No se nombra ninguna fuente: todo esto se supone.", "Nessuna fonte è indicata: tutto questo è supposto.", "Er is geen bron genoemd: dit is allemaal aangenomen.", "Nenhuma fonte é citada: tudo isto é suposto."];

    // The legend of the map, and the lines of a blueprint.
    Legend "legend" ["Legend", "Legende", "Légende", "Leyenda", "Legenda", "Legenda", "Legenda"];
    MarkAssumed "mark-assumed" ["assumed, no evidence yet", "angenommen, noch ohne Beleg", "supposé, pas encore de source", "supuesto, aún sin fuente", "supposto, ancora senza fonte", "aangenomen, nog zonder bron", "suposto, ainda sem fonte"];
    MarkRange "mark-range" ["mean and range", "Mittel und Spanne", "moyenne et étendue", "media y rango", "media e intervallo", "gemiddelde en spreiding", "média e intervalo"];
    MarkGap "mark-gap" ["not known in between", "dazwischen nicht bekannt", "inconnu entre les deux", "desconocido entre ambos", "non noto nel mezzo", "daartussen onbekend", "desconhecido no meio"];
    MarkSeverity "mark-severity" ["severity, low to critical", "Schwere, gering bis kritisch", "gravité, faible à critique", "gravedad, de baja a crítica", "gravità, da bassa a critica", "ernst, laag tot kritiek", "gravidade, de baixa a crítica"];
    MarkWhom "mark-whom" ["holds for this persona", "gilt für diese Persona", "vaut pour ce persona", "vale para esta persona", "vale per questa persona", "geldt voor deze persona", "vale para esta persona"];
    MarkShare "mark-share" ["wider: more customers", "breiter: mehr Kundschaft", "plus large : plus de clients", "más ancho: más clientes", "più largo: più clienti", "breder: meer klanten", "mais largo: mais clientes"];
    MarkImplied "mark-implied" ["implied by the order", "folgt aus der Reihenfolge", "déduit de l’ordre", "se deduce del orden", "dedotto dall’ordine", "volgt uit de volgorde", "deduzido da ordem"];
    MarkInfluence "mark-influence" ["influence, nobody moves", "Einfluss, niemand geht", "influence, personne ne passe", "influencia, nadie pasa", "influenza, nessuno passa", "invloed, niemand gaat", "influência, ninguém passa"];
    MarkLoss "mark-loss" ["lost, nobody says where to", "verloren, niemand sagt wohin", "perdus, sans dire où", "perdidos, sin decir adónde", "persi, senza dire dove", "verloren, niemand zegt waarheen", "perdidos, sem dizer para onde"];
    LineOfInteraction "line-of-interaction" ["Line of interaction", "Linie der Interaktion", "Ligne d’interaction", "Línea de interacción", "Linea di interazione", "Interactielijn", "Linha de interação"];
    LineOfVisibility "line-of-visibility" ["Line of visibility", "Linie der Sichtbarkeit", "Ligne de visibilité", "Línea de visibilidad", "Linea di visibilità", "Zichtbaarheidslijn", "Linha de visibilidade"];
    LineOfInternalInteraction "line-of-internal-interaction" ["Line of internal interaction", "Linie der internen Interaktion", "Ligne d’interaction interne", "Línea de interacción interna", "Linea di interazione interna", "Lijn van interne interactie", "Linha de interação interna"];

    // Headings and columns of the report.
    SeverePains "severe-pains" ["Severe pains that nobody addresses", "Schwere Schmerzpunkte ohne Antwort", "Irritants graves sans réponse", "Puntos de dolor graves sin respuesta", "Punti critici gravi senza risposta", "Ernstige pijnpunten zonder antwoord", "Pontos de dor graves sem resposta"];
    Targets "targets" ["Metrics against their targets", "Kennzahlen und ihre Ziele", "Indicateurs et leurs cibles", "Indicadores y sus objetivos", "Indicatori e obiettivi", "Meetwaarden en hun doelen", "Indicadores e suas metas"];
    ResearchPlan "research-plan" ["Research plan", "Forschungsplan", "Plan de recherche", "Plan de investigación", "Piano di ricerca", "Onderzoeksplan", "Plano de pesquisa"];
    Durations "durations" ["Durations", "Dauer", "Durées", "Duraciones", "Durate", "Duur", "Durações"];
    OneOpportunity "one-opportunity" ["opportunity", "Chance", "opportunité", "oportunidad", "opportunità", "kans", "oportunidade"];
    Addresses "addresses" ["addresses", "antwortet auf", "répond à", "responde a", "risponde a", "antwoordt op", "responde a"];
    Status "status" ["status", "Stand", "état", "estado", "stato", "stand", "estado"];
    Done "done" ["done", "erledigt", "fait", "hecho", "fatto", "klaar", "feito"];
    OnePain "one-pain" ["pain", "Schmerzpunkt", "irritant", "punto de dolor", "punto critico", "pijnpunt", "ponto de dor"];
    Where "where" ["where", "wo", "où", "dónde", "dove", "waar", "onde"];
    Whose "whose" ["whose", "wessen", "de qui", "de quién", "di chi", "van wie", "de quem"];
    Consequence "consequence" ["consequence", "Folge", "conséquence", "consecuencia", "conseguenza", "gevolg", "consequência"];
    WayPast "way-past" ["way past it", "Weg daran vorbei", "moyen de l’éviter", "forma de evitarlo", "modo di evitarlo", "weg eromheen", "forma de evitá-lo"];
    RestsOn "rests-on" ["rests on", "beruht auf", "repose sur", "se apoya en", "si basa su", "berust op", "baseia-se em"];
    OneMetric "one-metric" ["metric", "Kennzahl", "indicateur", "indicador", "indicatore", "meetwaarde", "indicador"];
    Value "value" ["value", "Wert", "valeur", "valor", "valore", "waarde", "valor"];
    Verdict "verdict" ["verdict", "Urteil", "verdict", "veredicto", "giudizio", "oordeel", "veredito"];
    Change "change" ["change", "Änderung", "évolution", "cambio", "variazione", "verandering", "variação"];
    Part "part" ["part of the map", "Teil der Karte", "partie de la carte", "parte del mapa", "parte della mappa", "deel van de kaart", "parte do mapa"];
    Claims "claims" ["claims", "Aussagen", "affirmations", "afirmaciones", "affermazioni", "beweringen", "afirmações"];
    Source "source" ["source", "Quelle", "source", "fuente", "fonte", "bron", "fonte"];
    Kind "kind" ["kind", "Art", "type", "tipo", "tipo", "soort", "tipo"];
    Sample "sample" ["sample", "Stichprobe", "échantillon", "muestra", "campione", "steekproef", "amostra"];
    Date "date" ["date", "Datum", "date", "fecha", "data", "datum", "data"];
    WhatToDo "what-to-do" ["what to do", "was zu tun ist", "que faire", "qué hacer", "che cosa fare", "wat te doen", "o que fazer"];
    WithWhom "with-whom" ["with or of whom", "mit wem oder von wem", "avec qui ou de qui", "con quién o de quién", "con chi o di chi", "met of van wie", "com quem ou de quem"];
    Because "because" ["because", "weil", "parce que", "porque", "perché", "omdat", "porque"];
    WhatToFindOut "what-to-find-out" ["what to find out", "was herauszufinden ist", "que découvrir", "qué averiguar", "che cosa scoprire", "wat uit te zoeken", "o que descobrir"];
    End "end" ["end", "Ende", "fin", "final", "fine", "einde", "fim"];
    Outcome "outcome" ["outcome", "Ausgang", "issue", "desenlace", "esito", "uitkomst", "desfecho"];
    Who "who" ["who", "wer", "qui", "quién", "chi", "wie", "quem"];
    Takings "takings" ["time", "Zeit", "temps", "tiempo", "tempo", "tijd", "tempo"];
    OneWay "one-way" ["way", "Weg", "chemin", "camino", "via", "weg", "caminho"];
    Loop "loop" ["loop", "Schleife", "boucle", "bucle", "ciclo", "lus", "ciclo"];
    Share "share" ["share", "Anteil", "part", "parte", "quota", "aandeel", "parcela"];
    LimitAt "limit-at" ["limit at", "Grenze bei", "limite à", "límite en", "limite a", "grens bij", "limite em"];
    Limit "limit" ["limit", "Grenze", "limite", "límite", "limite", "grens", "limite"];
    Promised "promised" ["promised", "zugesagt", "promis", "prometido", "promesso", "beloofd", "prometido"];
    Kept "kept" ["kept", "eingehalten", "tenu", "cumplido", "mantenuto", "gehouden", "cumprido"];

    // The page.
    TheMap "the-map" ["Map", "Karte", "Carte", "Mapa", "Mappa", "Kaart", "Mapa"];
    TheFlow "the-flow" ["Flow", "Ablauf", "Flux", "Flujo", "Flusso", "Stroom", "Fluxo"];
    TheFunnel "the-funnel" ["Funnel", "Trichter", "Entonnoir", "Embudo", "Imbuto", "Trechter", "Funil"];
    InWords "in-words" ["In words", "In Worten", "En mots", "En palabras", "A parole", "In woorden", "Em palavras"];
    Overview "overview" ["Overview", "Überblick", "Vue d’ensemble", "Vista general", "Panoramica", "Overzicht", "Visão geral"];
    Journeys "journeys" ["Journeys", "Reisen", "Parcours", "Recorridos", "Percorsi", "Reizen", "Jornadas"];
    Personas "personas" ["Personas", "Personas", "Personas", "Personas", "Personas", "Persona’s", "Personas"];
    HandOffs "hand-offs" ["Hand-offs", "Übergaben", "Passages de relais", "Traspasos", "Passaggi di consegne", "Overdrachten", "Passagens"];
    Everyone "everyone" ["Everybody", "Alle", "Tous", "Todos", "Tutti", "Iedereen", "Todos"];
    Rows "rows" ["Rows", "Zeilen", "Lignes", "Filas", "Righe", "Rijen", "Linhas"];
    Search "search" ["Search", "Suchen", "Rechercher", "Buscar", "Cerca", "Zoeken", "Pesquisar"];
    NothingFound "nothing-found" ["Nothing found", "Nichts gefunden", "Rien trouvé", "Nada encontrado", "Nessun risultato", "Niets gevonden", "Nada encontrado"];
    Found "found" ["found", "gefunden", "trouvés", "encontrados", "trovati", "gevonden", "encontrados"];
    Details "details" ["Details", "Einzelheiten", "Détails", "Detalles", "Dettagli", "Details", "Detalhes"];
    Close "close" ["Close", "Schließen", "Fermer", "Cerrar", "Chiudi", "Sluiten", "Fechar"];
    LeadsHere "leads-here" ["Leads here", "Führt hierher", "Mène ici", "Lleva aquí", "Porta qui", "Leidt hierheen", "Leva até aqui"];
    LeadsTo "leads-to" ["Leads to", "Führt weiter zu", "Mène à", "Lleva a", "Porta a", "Leidt naar", "Leva a"];
    TheBeginning "the-beginning" ["the beginning", "der Anfang", "le début", "el principio", "l’inizio", "het begin", "o início"];
    ItsEnd "its-end" ["the end", "das Ende", "la fin", "el final", "la fine", "het einde", "o fim"];
    Findings "findings" ["Findings", "Befunde", "Constats", "Observaciones", "Rilievi", "Bevindingen", "Constatações"];
    Dark "dark" ["Dark colours", "Dunkle Farben", "Couleurs sombres", "Colores oscuros", "Colori scuri", "Donkere kleuren", "Cores escuras"];
    ZoomIn "zoom-in" ["Larger", "Größer", "Plus grand", "Más grande", "Più grande", "Groter", "Maior"];
    ZoomOut "zoom-out" ["Smaller", "Kleiner", "Plus petit", "Más pequeño", "Più piccolo", "Kleiner", "Menor"];
    ZoomFit "zoom-fit" ["Fit the width", "An die Breite anpassen", "Ajuster à la largeur", "Ajustar al ancho", "Adatta alla larghezza", "Passend op breedte", "Ajustar à largura"];
    Keyboard "keyboard" ["Keyboard", "Tastatur", "Clavier", "Teclado", "Tastiera", "Toetsenbord", "Teclado"];
    FromCardToCard "from-card-to-card" ["from card to card", "von Karte zu Karte", "de carte en carte", "de tarjeta en tarjeta", "da scheda a scheda", "van kaart naar kaart", "de cartão em cartão"];
    OpenDetails "open-details" ["open the details", "Einzelheiten öffnen", "ouvrir les détails", "abrir los detalles", "apri i dettagli", "details openen", "abrir os detalhes"];
    CloseDetails "close-details" ["close, show everything", "schließen, alles zeigen", "fermer, tout montrer", "cerrar, mostrar todo", "chiudi, mostra tutto", "sluiten, alles tonen", "fechar, mostrar tudo"];
    ThisHelp "this-help" ["this list", "diese Liste", "cette liste", "esta lista", "questo elenco", "deze lijst", "esta lista"];

    // The frame of the preview.
    Preview "preview" ["preview", "Vorschau", "aperçu", "vista previa", "anteprima", "voorbeeld", "pré-visualização"];
    PreviewEnded "preview-ended" ["The preview has ended: what is shown is no longer drawn again.", "Die Vorschau ist beendet: was zu sehen ist, wird nicht mehr neu gezeichnet.", "L’aperçu est terminé : ce qui est affiché n’est plus redessiné.", "La vista previa ha terminado: lo que se ve ya no se vuelve a dibujar.", "L’anteprima è terminata: ciò che si vede non viene più ridisegnato.", "Het voorbeeld is beëindigd: wat te zien is wordt niet meer opnieuw getekend.", "A pré-visualização terminou: o que se vê já não é redesenhado."];
    AsItWas "as-it-was" ["The map is as it was", "Die Karte ist, wie sie war", "La carte est restée telle quelle", "El mapa está como estaba", "La mappa è rimasta com’era", "De kaart is zoals ze was", "O mapa está como estava"];
    NoFindings "no-findings" ["no findings", "keine Befunde", "aucun constat", "sin observaciones", "nessun rilievo", "geen bevindingen", "nenhuma constatação"];
    OneError "one-error" ["error", "Fehler", "erreur", "error", "errore", "fout", "erro"];
    ManyErrors "many-errors" ["errors", "Fehler", "erreurs", "errores", "errori", "fouten", "erros"];
    OneWarning "one-warning" ["warning", "Warnung", "avertissement", "advertencia", "avviso", "waarschuwing", "aviso"];
    ManyWarnings "many-warnings" ["warnings", "Warnungen", "avertissements", "advertencias", "avvisi", "waarschuwingen", "avisos"];
    OneNote "one-note" ["note", "Hinweis", "remarque", "nota", "nota", "opmerking", "nota"];
    ManyNotes "many-notes" ["notes", "Hinweise", "remarques", "notas", "note", "opmerkingen", "notas"];
    Help "help" ["help", "Hilfe", "aide", "ayuda", "aiuto", "hulp", "ajuda"];
    SourceText "source-text" ["Source text", "Quelltext", "Texte source", "Texto fuente", "Testo sorgente", "Brontekst", "Texto-fonte"];

    // Headings of a page of Markdown.
    Outcomes "outcomes" ["Outcomes", "Ausgänge", "Issues", "Desenlaces", "Esiti", "Uitkomsten", "Desfechos"];
    MomentsOfTruth "moments-of-truth" ["Moments of truth", "Momente der Wahrheit", "Moments de vérité", "Momentos de la verdad", "Momenti della verità", "Momenten van de waarheid", "Momentos da verdade"];
    OthersWhoTakePart "others-who-take-part" ["Others who take part", "Andere Beteiligte", "Autres participants", "Otros que participan", "Altri che partecipano", "Anderen die meedoen", "Outros que participam"];
    Teams "teams" ["Teams", "Teams", "Équipes", "Equipos", "Team", "Teams", "Equipes"];
    Lanes "lanes" ["Lanes", "Bahnen", "Lignes propres", "Carriles", "Corsie", "Banen", "Faixas"];
    FindingsOfTheCheck "findings-of-the-check" ["Findings of the check", "Befunde der Prüfung", "Constats de la vérification", "Hallazgos de la comprobación", "Rilievi del controllo", "Bevindingen van de controle", "Constatações da verificação"];

    // The funnel.
    Funnel "funnel" ["Who gets how far", "Wer wie weit kommt", "Qui va jusqu’où", "Quién llega hasta dónde", "Chi arriva fin dove", "Wie hoe ver komt", "Quem chega até onde"];
    GetsHere "gets-here" ["Ever gets here", "Kommt je hierher", "Arrive jusqu’ici", "Llega hasta aquí", "Arriva fin qui", "Komt ooit hier", "Chega até aqui"];
    GetsHereHint "gets-here-hint" ["of all who begin", "von allen, die anfangen", "de tous ceux qui commencent", "de todos los que empiezan", "di tutti quelli che iniziano", "van allen die beginnen", "de todos os que começam"];
    Everybody "everybody" ["all together", "alle zusammen", "tous ensemble", "todos juntos", "tutti insieme", "allen samen", "todos juntos"];
    InTheEnd "in-the-end" ["In the end", "Am Ende", "À la fin", "Al final", "Alla fine", "Aan het eind", "No fim"];
    LeavesHere "leaves-here" ["Leaves here", "Verlässt hier die Reise", "Quitte ici", "Se va aquí", "Esce qui", "Gaat hier weg", "Sai aqui"];
    LeavesHereHint "leaves-here-hint" ["of all who begin", "von allen, die anfangen", "de tous ceux qui commencent", "de todos los que empiezan", "di tutti quelli che iniziano", "van allen die beginnen", "de todos os que começam"];
    Lost "lost" ["nobody says where", "niemand sagt, wohin", "personne ne dit où", "nadie dice adónde", "nessuno dice dove", "niemand zegt waarheen", "ninguém diz para onde"];
    NeverEnds "never-ends" ["goes round for ever", "dreht sich ewig im Kreis", "tourne sans fin", "da vueltas sin fin", "gira senza fine", "draait eeuwig rond", "gira sem fim"];
    TheEnd "the-end" ["gets to the end", "kommt ans Ende", "va jusqu’au bout", "llega al final", "arriva alla fine", "komt aan het einde", "chega ao fim"];
    Unknown "unknown" ["unknown", "unbekannt", "inconnu", "desconocido", "sconosciuto", "onbekend", "desconhecido"];
    AtLeast "at-least" ["at least", "mindestens", "au moins", "al menos", "almeno", "minstens", "pelo menos"];
    UpTo "up-to" ["up to", "bis zu", "jusqu’à", "hasta", "fino a", "tot", "até"];
    Visits "visits" ["Visits", "Besuche", "Visites", "Visitas", "Visite", "Bezoeken", "Visitas"];
    VisitsHint "visits-hint" ["by each who gets there", "von jedem, der hinkommt", "par personne qui y arrive", "por cada uno que llega", "da ognuno che ci arriva", "door ieder die er komt", "por cada um que chega"];
    ExpectedTime "expected-time" ["expected time", "erwartete Zeit", "temps attendu", "tiempo esperado", "tempo atteso", "verwachte tijd", "tempo esperado"];
    RestsUpon "assumptions" ["Assumptions", "Annahmen", "Hypothèses", "Supuestos", "Ipotesi", "Aannames", "Suposições"];
    FunnelBand "funnel-band" ["between the least and the most that may be", "zwischen dem Mindesten und dem Höchsten, was sein kann", "entre le moins et le plus possible", "entre lo mínimo y lo máximo posible", "tra il minimo e il massimo possibile", "tussen het minste en het meeste dat kan", "entre o mínimo e o máximo possível"];
    FunnelLeavesOut "funnel-leaves-out" ["A funnel counts who gets how far. It leaves out what customers feel, ways back, when it happens, and what comes after a hand-off: for these there is the map.", "Ein Trichter zählt, wer wie weit kommt. Er lässt aus, was Menschen fühlen, Wege zurück, wann es geschieht und was nach einer Übergabe kommt: dafür ist die Karte da.", "Un entonnoir compte qui va jusqu’où. Il laisse de côté ce que l’on ressent, les retours, le moment et ce qui suit un passage de relais : pour cela, il y a la carte.", "Un embudo cuenta quién llega hasta dónde. Deja fuera lo que se siente, los caminos de vuelta, cuándo sucede y lo que sigue a una entrega: para eso está el mapa.", "Un imbuto conta chi arriva fin dove. Tralascia che cosa si prova, i ritorni, quando accade e che cosa segue a un passaggio: per questo c’è la mappa.", "Een trechter telt wie hoe ver komt. Hij laat weg wat mensen voelen, wegen terug, wanneer het gebeurt en wat na een overdracht komt: daarvoor is er de kaart.", "Um funil conta quem chega até onde. Deixa de fora o que se sente, os caminhos de volta, quando acontece e o que vem depois de uma passagem: para isso há o mapa."];
    FlowUnknown "flow-unknown" ["errors leave the flow unknown", "Fehler lassen den Verlauf unbekannt", "des erreurs laissent le déroulement inconnu", "los errores dejan el recorrido desconocido", "gli errori lasciano sconosciuto il flusso", "fouten laten het verloop onbekend", "erros deixam o fluxo desconhecido"];
    SharesWithoutSource "shares-without-source" ["shares without a source", "Anteile ohne Beleg", "parts sans source", "partes sin fuente", "quote senza fonte", "aandelen zonder bron", "parcelas sem fonte"];
    AssumesNothing "assumes-nothing" ["The numbers rest on what is written alone.", "Die Zahlen ruhen allein auf dem, was geschrieben ist.", "Les chiffres ne reposent que sur ce qui est écrit.", "Los números se basan solo en lo escrito.", "I numeri si basano solo su ciò che è scritto.", "De getallen rusten alleen op wat geschreven staat.", "Os números baseiam-se apenas no que está escrito."];
    UnknownEntries "unknown-entries" ["how many begin where is unknown", "wie viele wo anfangen, ist unbekannt", "on ignore combien commencent où", "no se sabe cuántos empiezan dónde", "non si sa quanti iniziano dove", "hoeveel waar beginnen is onbekend", "não se sabe quantos começam onde"];
    UnknownOrder "unknown-order" ["how many go to which touchpoint is unknown", "wie viele zu welchem Kontaktpunkt gehen, ist unbekannt", "on ignore combien vont à quel point de contact", "no se sabe cuántos van a qué punto de contacto", "non si sa quanti vanno a quale punto di contatto", "hoeveel naar welk contactpunt gaan is onbekend", "não se sabe quantos vão a que ponto de contato"];
    UnknownPassing "unknown-passing" ["how many pass it by is unknown", "wie viele daran vorbeigehen, ist unbekannt", "on ignore combien passent à côté", "no se sabe cuántos pasan de largo", "non si sa quanti passano oltre", "hoeveel eraan voorbijgaan is onbekend", "não se sabe quantos passam ao lado"];
    UnknownSplit "unknown-split" ["how many take which way is unknown", "wie viele welchen Weg nehmen, ist unbekannt", "on ignore combien prennent quel chemin", "no se sabe cuántos toman qué camino", "non si sa quanti prendono quale via", "hoeveel welke weg nemen is onbekend", "não se sabe quantos tomam que caminho"];
    RestGoesTo "rest-goes-to" ["what the shares leave goes to", "was die Anteile übrig lassen, geht zu", "ce que les parts laissent va à", "lo que dejan las partes va a", "ciò che le quote lasciano va a", "wat de aandelen overlaten gaat naar", "o que as parcelas deixam vai para"];
    RestGoesOn "rest-goes-on" ["what the shares leave goes on", "was die Anteile übrig lassen, geht weiter", "ce que les parts laissent continue", "lo que dejan las partes sigue", "ciò che le quote lasciano prosegue", "wat de aandelen overlaten gaat verder", "o que as parcelas deixam segue"];
    RangesMakeAll "ranges-make-all" ["the ranges are taken to sum to everybody", "die Spannen ergeben zusammen alle", "les fourchettes font ensemble la totalité", "los intervalos suman la totalidad", "gli intervalli danno insieme il totale", "de marges vormen samen allen", "os intervalos somam a totalidade"];
    ConditionsWithinAll "conditions-within-all" ["shares under a condition are taken as shares of all who leave", "Anteile unter einer Bedingung gelten als Anteile aller, die gehen", "les parts sous condition valent pour tous ceux qui partent", "las partes con condición valen para todos los que salen", "le quote con condizione valgono per tutti quelli che escono", "aandelen onder een voorwaarde gelden voor allen die weggaan", "as parcelas com condição valem para todos os que saem"];
    UnknownConditions "unknown-conditions" ["how often which condition holds is unknown", "wie oft welche Bedingung gilt, ist unbekannt", "on ignore quand quelle condition est remplie", "no se sabe cuándo se cumple cada condición", "non si sa quando vale quale condizione", "hoe vaak welke voorwaarde geldt is onbekend", "não se sabe quando vale cada condição"];
    SharesScaled "shares-scaled" ["the shares are more than everybody, and are scaled down", "die Anteile sind mehr als alle und werden verkleinert", "les parts dépassent la totalité et sont réduites", "las partes superan la totalidad y se reducen", "le quote superano il totale e sono ridotte", "de aandelen zijn meer dan allen en worden verkleind", "as parcelas passam da totalidade e são reduzidas"];
    RestIsLost "rest-is-lost" ["the shares are not everybody, and nobody says where the others go", "die Anteile sind nicht alle, und niemand sagt, wohin die anderen gehen", "les parts ne font pas la totalité, et personne ne dit où vont les autres", "las partes no son la totalidad y nadie dice adónde van los demás", "le quote non sono il totale e nessuno dice dove vanno gli altri", "de aandelen zijn niet allen, en niemand zegt waar de anderen heen gaan", "as parcelas não são a totalidade e ninguém diz para onde vão os outros"];
    NoWayOn "no-way-on" ["no way leads on", "kein Weg führt weiter", "aucun chemin ne mène plus loin", "ningún camino sigue", "nessuna via prosegue", "geen weg leidt verder", "nenhum caminho segue"];
    LoopIsLeft "loop-is-left" ["how many go round is unknown; everybody is taken to leave the loop in the end", "wie viele noch einmal herumgehen, ist unbekannt; am Ende verlassen alle die Schleife", "on ignore combien refont un tour ; tous finissent par quitter la boucle", "no se sabe cuántos dan otra vuelta; al final todos salen del bucle", "non si sa quanti rifanno il giro; alla fine tutti escono dal ciclo", "hoeveel nog eens rondgaan is onbekend; uiteindelijk verlaat iedereen de lus", "não se sabe quantos dão outra volta; no fim todos saem do ciclo"];
    NobodyLeaves "nobody-leaves" ["nobody leaves this loop", "niemand verlässt diese Schleife", "personne ne quitte cette boucle", "nadie sale de este bucle", "nessuno esce da questo ciclo", "niemand verlaat deze lus", "ninguém sai deste ciclo"];
    TooLarge "too-large" ["too many places in one loop for exact numbers: the bounds are wider than they could be", "zu viele Orte in einer Schleife für genaue Zahlen: die Grenzen sind weiter als nötig", "trop de lieux dans une boucle pour des chiffres exacts : les bornes sont plus larges que nécessaire", "demasiados lugares en un bucle para números exactos: los límites son más amplios de lo necesario", "troppi luoghi in un ciclo per numeri esatti: i limiti sono più larghi del necessario", "te veel plaatsen in één lus voor precieze getallen: de grenzen zijn ruimer dan nodig", "lugares demais num ciclo para números exatos: os limites são mais largos que o necessário"];
    WholeStage "whole-stage" ["whoever enters is taken to spend all of its duration there", "wer eintritt, verbringt dort die ganze Dauer", "quiconque entre y passe toute sa durée", "quien entra pasa allí toda su duración", "chi entra vi passa tutta la durata", "wie binnenkomt brengt er de hele duur door", "quem entra passa ali toda a duração"];
    PersonaTakesRest "persona-takes-rest" ["the share is what the other personas leave", "der Anteil ist, was die anderen Personas übrig lassen", "la part est ce que laissent les autres personas", "la parte es lo que dejan las otras personas", "la quota è ciò che lasciano le altre personas", "het aandeel is wat de andere persona’s overlaten", "a parcela é o que as outras personas deixam"];
    UnknownPersona "unknown-persona" ["the share of the customers is unknown", "der Anteil an der Kundschaft ist unbekannt", "la part de la clientèle est inconnue", "la parte de la clientela es desconocida", "la quota della clientela è sconosciuta", "het aandeel van de klanten is onbekend", "a parcela da clientela é desconhecida"];
    PersonasScaled "personas-scaled" ["the personas are less than all customers, and are scaled to 100%; all together means these personas", "die Personas sind weniger als die ganze Kundschaft und werden auf 100% vergrößert; alle zusammen heißt diese Personas", "les personas font moins que toute la clientèle et sont ramenées à 100% ; tous ensemble veut dire ces personas", "las personas son menos que toda la clientela y se llevan al 100%; todos juntos son estas personas", "le personas sono meno di tutta la clientela e vengono portate al 100%; tutti insieme sono queste personas", "de persona’s zijn minder dan alle klanten en worden tot 100% vergroot; allen samen zijn deze persona’s", "as personas são menos que toda a clientela e são levadas a 100%; todos juntos são estas personas"];
    PersonasOver "personas-over" ["the personas are more than all customers, and are scaled down to 100%", "die Personas sind mehr als die ganze Kundschaft und werden auf 100% verkleinert", "les personas dépassent toute la clientèle et sont réduites à 100%", "las personas son más que toda la clientela y se reducen al 100%", "le personas sono più di tutta la clientela e vengono ridotte al 100%", "de persona’s zijn meer dan alle klanten en worden tot 100% verkleind", "as personas são mais que toda a clientela e são reduzidas a 100%"];

    // Months and units of time.
    January "january" ["Jan", "Jan.", "janv.", "ene", "gen", "jan", "jan"];
    February "february" ["Feb", "Feb.", "févr.", "feb", "feb", "feb", "fev"];
    March "march" ["Mar", "März", "mars", "mar", "mar", "mrt", "mar"];
    April "april" ["Apr", "Apr.", "avr.", "abr", "apr", "apr", "abr"];
    May "may" ["May", "Mai", "mai", "may", "mag", "mei", "mai"];
    June "june" ["Jun", "Juni", "juin", "jun", "giu", "jun", "jun"];
    July "july" ["Jul", "Juli", "juil.", "jul", "lug", "jul", "jul"];
    August "august" ["Aug", "Aug.", "août", "ago", "ago", "aug", "ago"];
    September "september" ["Sep", "Sept.", "sept.", "sept", "set", "sep", "set"];
    October "october" ["Oct", "Okt.", "oct.", "oct", "ott", "okt", "out"];
    November "november" ["Nov", "Nov.", "nov.", "nov", "nov", "nov", "nov"];
    December "december" ["Dec", "Dez.", "déc.", "dic", "dic", "dec", "dez"];
    Second "second" ["second", "Sekunde", "seconde", "segundo", "secondo", "seconde", "segundo"];
    Seconds "seconds" ["seconds", "Sekunden", "secondes", "segundos", "secondi", "seconden", "segundos"];
    Minute "minute" ["minute", "Minute", "minute", "minuto", "minuto", "minuut", "minuto"];
    Minutes "minutes" ["minutes", "Minuten", "minutes", "minutos", "minuti", "minuten", "minutos"];
    Hour "hour" ["hour", "Stunde", "heure", "hora", "ora", "uur", "hora"];
    Hours "hours" ["hours", "Stunden", "heures", "horas", "ore", "uur", "horas"];
    Day "day" ["day", "Tag", "jour", "día", "giorno", "dag", "dia"];
    Days "days" ["days", "Tage", "jours", "días", "giorni", "dagen", "dias"];
    Week "week" ["week", "Woche", "semaine", "semana", "settimana", "week", "semana"];
    Weeks "weeks" ["weeks", "Wochen", "semaines", "semanas", "settimane", "weken", "semanas"];
    Month "month" ["month", "Monat", "mois", "mes", "mese", "maand", "mês"];
    Months "months" ["months", "Monate", "mois", "meses", "mesi", "maanden", "meses"];
    Quarter "quarter" ["quarter", "Quartal", "trimestre", "trimestre", "trimestre", "kwartaal", "trimestre"];
    Quarters "quarters" ["quarters", "Quartale", "trimestres", "trimestres", "trimestri", "kwartalen", "trimestres"];
    Year "year" ["year", "Jahr", "an", "año", "anno", "jaar", "ano"];
    Years "years" ["years", "Jahre", "ans", "años", "anni", "jaar", "anos"];
}
