//! The forms that can be written.

/// What can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A picture in the language of Graphviz.
    Dot,
    /// Model, graph, places and findings as JSON.
    Json,
    /// The map as a picture.
    Svg,
    /// The map as a page, with all that it says in words.
    Html,
    /// The map as a picture of pixels.
    #[cfg(feature = "cli")]
    Png,
    /// The map on pages to print.
    #[cfg(feature = "cli")]
    Pdf,
    /// A Mermaid journey.
    Mermaid,
    /// The flow as a Mermaid flowchart.
    Flowchart,
    /// A page for a wiki.
    Markdown,
    /// A table as text.
    Csv,
    /// A table in a workbook.
    #[cfg(feature = "cli")]
    Xlsx,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] = &[
        Format::Dot,
        Format::Json,
        Format::Svg,
        Format::Html,
        #[cfg(feature = "cli")]
        Format::Png,
        #[cfg(feature = "cli")]
        Format::Pdf,
        Format::Mermaid,
        Format::Flowchart,
        Format::Markdown,
        Format::Csv,
        #[cfg(feature = "cli")]
        Format::Xlsx,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Html => "html",
            #[cfg(feature = "cli")]
            Self::Png => "png",
            #[cfg(feature = "cli")]
            Self::Pdf => "pdf",
            Self::Mermaid => "mermaid",
            Self::Flowchart => "flowchart",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            #[cfg(feature = "cli")]
            Self::Xlsx => "xlsx",
        }
    }

    /// The ending of files that are written in it.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Mermaid | Self::Flowchart => "mmd",
            Self::Markdown => "md",
            other => other.name(),
        }
    }

    /// What it is called in a sentence, if it comes with an account of what it could not carry.
    pub const fn noun(self) -> Option<&'static str> {
        match self {
            Self::Mermaid => Some("Mermaid"),
            Self::Flowchart => Some("the flowchart"),
            Self::Markdown => Some("Markdown"),
            Self::Csv => Some("the table"),
            #[cfg(feature = "cli")]
            Self::Xlsx => Some("the workbook"),
            _ => None,
        }
    }

    /// The ending of its files, where that is another word than its name and is taken for it.
    pub const fn alias(self) -> Option<&'static str> {
        match self {
            Self::Mermaid => Some("mmd"),
            Self::Markdown => Some("md"),
            _ => None,
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name || format.alias() == Some(name))
    }

    /// The format of a file by the ending of its name, written without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "dot" | "gv" => Some(Self::Dot),
            "json" => Some(Self::Json),
            "svg" => Some(Self::Svg),
            "html" | "htm" => Some(Self::Html),
            #[cfg(feature = "cli")]
            "png" => Some(Self::Png),
            #[cfg(feature = "cli")]
            "pdf" => Some(Self::Pdf),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            #[cfg(feature = "cli")]
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// Whether it is a picture that this program draws itself, of whatever [view](super::View).
    pub const fn is_picture(self) -> bool {
        match self {
            Self::Svg | Self::Html => true,
            #[cfg(feature = "cli")]
            Self::Png | Self::Pdf => true,
            _ => false,
        }
    }

    /// Whether it is for people's eyes and programs only, and no text.
    pub const fn is_binary(self) -> bool {
        match self {
            Self::Dot | Self::Json | Self::Svg | Self::Html | Self::Mermaid | Self::Flowchart | Self::Markdown | Self::Csv => false,
            #[cfg(feature = "cli")]
            Self::Png | Self::Pdf | Self::Xlsx => true,
        }
    }
}
