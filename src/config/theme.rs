//! `[theme]`: which design pictures have, and colours of one's own for each.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::one_of;
use crate::theme::{Colour, Design, Rgb, Theme, pairs};

use super::Config;
use super::reader::{Key, Reader, Table, Value};

/// What is set for the colours of pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeSettings {
    /// The design that is taken if none is asked for.
    pub default: Option<Design>,
    /// Other looks for colours of a design.
    pub colours: Vec<(Design, Colour, Rgb)>,
}

impl ThemeSettings {
    /// The colours of the design that is asked for, else of the one that is set, else of the light one.
    pub fn theme(&self, asked: Option<Design>) -> Theme {
        let design = asked.or(self.default).unwrap_or_default();
        let own = self.colours.iter().filter(|(of, ..)| *of == design);
        own.fold(Theme::new(design), |theme, (_, colour, rgb)| theme.with(*colour, *rgb))
    }
}

pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, config: &mut Config) {
    let designs: Vec<(&'static str, Design)> = Design::ALL.iter().map(|design| (design.name(), *design)).collect();
    for (key, value) in table.entries() {
        if key.text == "default" {
            config.theme.default = reader.word(key, value, &designs);
        } else if let Some(design) = Design::from_name(key.text) {
            colours(reader, key, value, design, config);
        } else if Colour::from_name(key.text).is_some() {
            let tables: Vec<String> = Design::ALL.iter().map(|design| format!("[theme.{}]", design.name())).collect();
            let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
            let message = format!("there is no key `{}` in `[theme]`", key.text);
            let help = format!("each design has its own colours: write it below {}", one_of(&tables));
            reader.say(Code::UnknownKey, key.span, message, "a colour of no design", help);
        } else {
            let known: Vec<&str> = designs.iter().map(|(name, _)| *name).chain(["default"]).collect();
            reader.unknown_key(key, "in `[theme]`", &known, table);
        }
    }
}

/// The colours of a design.
fn colours(reader: &mut Reader<'_>, key: Key<'_>, value: Value<'_>, design: Design, config: &mut Config) {
    let mut own = Vec::new();
    let table = reader.table_in(&["theme"], key, value, "persona-1 = \"#0B6E4F\"");
    for (key, value) in table.entries() {
        let Some(colour) = Colour::from_name(key.text) else {
            let known: Vec<&str> = Colour::ALL.iter().map(|colour| colour.name()).collect();
            reader.unknown_key(key, "among the colours", &known, table);
            continue;
        };
        let Some(written) = reader.text(key, value, "#0B6E4F") else { continue };
        match Rgb::parse(written) {
            Some(rgb) => own.push((colour, rgb, value)),
            None => reader.say(
                Code::WrongType,
                value.span(),
                format!("`{written}` is no colour"),
                "`#` and three or six hexadecimal digits",
                format!("write red, green and blue as in `{} = \"{}\"`", key.text, Theme::new(design).rgb(colour)),
            ),
        }
    }
    config.theme.colours.extend(own.iter().map(|(colour, rgb, _)| (design, *colour, *rgb)));
    let theme = config.theme.theme(Some(design));
    for (colour, _, value) in own {
        if let Some(found) = low_contrast(reader, &theme, design, colour, value) {
            reader.push(found);
        }
    }
}

/// The worst pair in which a colour cannot be told from its ground.
fn low_contrast(reader: &Reader<'_>, theme: &Theme, design: Design, colour: Colour, value: Value<'_>) -> Option<Diagnostic> {
    let lacks = |(over, ground, least): &(Colour, Colour, f64)| {
        let contrast = theme.rgb(*over).contrast(theme.rgb(*ground));
        (contrast < *least).then_some((*over, *ground, *least, contrast))
    };
    let meets = pairs(design).filter(|(over, ground, _)| *over == colour || *ground == colour);
    let (over, ground, least, contrast) =
        meets.filter_map(|pair| lacks(&pair)).min_by(|one, other| (one.3 / one.2).total_cmp(&(other.3 / other.2)))?;
    let message = format!("`{}` on `{}` has a contrast of {contrast:.1}", over.name(), ground.name());
    let label = format!("{} on {}; it takes {least}", theme.rgb(over), theme.rgb(ground));
    let help = if over == colour {
        "write a colour that stands out more from that ground"
    } else {
        "write a ground from which what stands on it stands out more"
    };
    Some(Diagnostic::new(Code::LowContrast, reader.id(), value.span(), message, label).help(help))
}
