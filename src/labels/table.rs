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
    Touchpoints "touchpoints" ["Touchpoints", "Kontaktpunkte", "Points de contact", "Puntos de contacto", "Punti di contatto", "Contactpunten", "Pontos de contato"];
    Actions "actions" ["Customer", "Kundschaft", "Client", "Cliente", "Cliente", "Klant", "Cliente"];
    Business "business" ["Business", "Unternehmen", "Entreprise", "Empresa", "Azienda", "Bedrijf", "Empresa"];
    Frontstage "frontstage" ["Frontstage", "Sichtbar", "En scène", "En escena", "In scena", "Zichtbaar", "Em cena"];
    Backstage "backstage" ["Backstage", "Dahinter", "En coulisses", "Entre bastidores", "Dietro le quinte", "Achter de schermen", "Nos bastidores"];
    Support "support" ["Support", "Unterstützung", "Support", "Soporte", "Supporto", "Ondersteuning", "Suporte"];
    Thoughts "thoughts" ["Thoughts", "Gedanken", "Pensées", "Pensamientos", "Pensieri", "Gedachten", "Pensamentos"];
    Quotes "quotes" ["Quotes", "Zitate", "Citations", "Citas", "Citazioni", "Citaten", "Citações"];
    Emotion "emotion" ["Emotion", "Gefühl", "Émotion", "Emoción", "Emozione", "Emotie", "Emoção"];
    Pains "pains" ["Pain points", "Schmerzpunkte", "Irritants", "Puntos de dolor", "Punti critici", "Pijnpunten", "Pontos de dor"];
    Gains "gains" ["Gains", "Was hilft", "Bénéfices", "Beneficios", "Vantaggi", "Wat helpt", "Ganhos"];
    Opportunities "opportunities" ["Opportunities", "Chancen", "Opportunités", "Oportunidades", "Opportunità", "Kansen", "Oportunidades"];
    Metrics "metrics" ["Metrics", "Kennzahlen", "Indicateurs", "Indicadores", "Indicatori", "Meetwaarden", "Indicadores"];
    Risks "risks" ["Risks", "Risiken", "Risques", "Riesgos", "Rischi", "Risico's", "Riscos"];
    Owners "owners" ["Owners", "Zuständig", "Responsables", "Responsables", "Responsabili", "Verantwoordelijk", "Responsáveis"];
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
