//! The style and the script of the page, and the colours of the maps as variables of the style.

use std::fmt::Write as _;

use crate::emit::EmitOptions;
use crate::theme::{Colour, Theme};

/// The style: one part for each part of the page.
pub const STYLE: &str = concat!(
    include_str!("../../../assets/page/base.css"),
    include_str!("../../../assets/page/bar.css"),
    include_str!("../../../assets/page/picture.css"),
    include_str!("../../../assets/page/words.css"),
    include_str!("../../../assets/page/panel.css"),
    include_str!("../../../assets/page/index.css"),
    include_str!("../../../assets/page/print.css"),
);

/// The script: one part for each thing that can be done, in one scope.
pub const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../../../assets/page/page.js"),
    include_str!("../../../assets/page/ways.js"),
    include_str!("../../../assets/page/personas.js"),
    include_str!("../../../assets/page/panel.js"),
    include_str!("../../../assets/page/choose.js"),
    include_str!("../../../assets/page/rows.js"),
    include_str!("../../../assets/page/zoom.js"),
    include_str!("../../../assets/page/search.js"),
    include_str!("../../../assets/page/dark.js"),
    include_str!("../../../assets/page/keys.js"),
    include_str!("../../../assets/page/keep.js"),
    include_str!("../../../assets/page/start.js"),
    "})();\n",
);

/// The colours as variables: on dark screens, or when asked for, those of the dark design; on paper always the light ones.
pub fn variables(options: &EmitOptions) -> String {
    let light = colours(&options.theme);
    let Some(dark) = &options.dark else { return format!(":root{{{light}}}\n") };
    let dark = colours(dark);
    format!(
        ":root{{color-scheme:light;{light}}}\n\
         @media screen{{:root[data-colours=dark]{{color-scheme:dark;{dark}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-colours=light]){{color-scheme:dark;{dark}}}}}\n"
    )
}

fn colours(theme: &Theme) -> String {
    let mut out = String::new();
    for colour in Colour::ALL {
        let _ = write!(out, "--{}:{};", colour.name(), theme.rgb(*colour));
    }
    out
}
