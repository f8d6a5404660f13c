//! What of a journey a picture shows.

/// A view of a journey: what a picture of it is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum View {
    /// The map: what is said of each place, in rows.
    #[default]
    Map,
    /// The flow: where customers go from each place.
    Flow,
    /// The funnel: how many of them get how far.
    Funnel,
}

impl View {
    /// All of them.
    pub const ALL: &'static [View] = &[View::Map, View::Flow, View::Funnel];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Flow => "flow",
            Self::Funnel => "funnel",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|view| view.name() == name)
    }
}
