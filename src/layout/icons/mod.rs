//! Signs for channels, chosen by their ids and titles.

mod shapes;

use crate::scene::{Icon, Item};
use crate::sheet::Channel;
use crate::theme::Colour;

use shapes as icon;
pub use shapes::CHECK;

/// Which words an icon stands for, the most particular first. A word counts at the beginning of a word of the channel.
const WORDS: &[(&str, &[&str])] = &[
    (icon::BOT, &["bot", "chatbot", "assistant", "assistent"]),
    (
        icon::MESSAGE_CIRCLE,
        &["chat", "sms", "whatsapp", "messenger", "mattermost", "slack", "teams", "signal", "telegram", "message"],
    ),
    (icon::VIDEO, &["video", "zoom", "webinar", "visio", "webex"]),
    (icon::MAIL, &["mail", "e-mail", "email", "newsletter", "inbox", "correo", "courriel"]),
    (icon::MAILBOX, &["post", "letter", "brief", "postal", "lettre", "carta"]),
    (icon::PACKAGE, &["parcel", "package", "paket", "box", "colis", "delivery", "courier"]),
    (icon::BELL, &["push", "notification", "reminder", "alert"]),
    (icon::SMARTPHONE, &["app", "mobile", "smartphone", "handy"]),
    (icon::PHONE, &["phone", "telephone", "telefon", "call", "hotline", "ivr", "anruf", "telefono", "téléphone", "teléfono"]),
    (icon::SEARCH, &["search", "seo", "google", "suche", "recherche", "búsqueda"]),
    (
        icon::SHARE_2,
        &["social", "instagram", "facebook", "linkedin", "tiktok", "mastodon", "reddit", "twitter", "community", "forum"],
    ),
    (icon::MEGAPHONE, &["ad", "ads", "advert", "campaign", "werbung", "banner", "poster", "billboard", "publicité", "anuncio"]),
    (icon::TV, &["tv", "television", "radio", "fernsehen", "podcast", "cinema"]),
    (icon::NEWSPAPER, &["press", "print", "magazine", "newspaper", "zeitung", "brochure", "flyer", "catalogue", "catalog"]),
    (
        icon::FILE_TEXT,
        &["document", "contract", "invoice", "form", "formular", "pdf", "wiki", "confluence", "help", "docs", "manual"],
    ),
    (icon::CALENDAR_DAYS, &["event", "fair", "messe", "workshop", "training", "conference", "meeting"]),
    (icon::TERMINAL, &["terminal", "cli", "laptop", "console", "api", "kubectl"]),
    (icon::GIT_BRANCH, &["git", "github", "gitlab", "repository", "jenkins", "pipeline", "argocd", "argo"]),
    (icon::CHART_LINE, &["dashboard", "grafana", "report", "analytics"]),
    (icon::MONITOR, &["kiosk", "screen", "terminalgerät", "display", "desktop", "atm"]),
    (icon::STORE, &["shop", "store", "market", "laden", "geschäft", "boutique", "tienda", "magasin", "counter"]),
    (icon::LANDMARK, &["bank", "branch", "filiale", "office", "museum", "embassy", "amt", "agence", "oficina"]),
    (icon::HOUSE, &["home", "house", "haus", "zuhause", "maison", "casa"]),
    (icon::USERS_ROUND, &["friend", "word of mouth", "family", "freunde", "amis", "amigos", "team"]),
    (icon::USER_ROUND, &["person", "visit", "desk", "besuch", "agent", "advisor", "consultant", "staff", "colleague", "sales"]),
    (icon::APP_WINDOW, &["web", "website", "online", "portal", "site", "browser", "page", "internet", "landing"]),
];

/// The shape for a channel: by its title, else by its id, else by how people meet there.
pub fn shape(channel: &Channel) -> &'static str {
    let by_kind = match channel.kind {
        Some("digital") => icon::APP_WINDOW,
        Some("physical") => icon::MAP_PIN,
        Some("human") => icon::USER_ROUND,
        _ => icon::CIRCLE_DOT,
    };
    by_words(&channel.title).or_else(|| by_words(&channel.id)).unwrap_or(by_kind)
}

fn by_words(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let stands = |word: &&str| {
        name.match_indices(*word).any(|(at, word)| begins(&name, at) && (word.len() > 3 || ends(&name, at + word.len())))
    };
    WORDS.iter().find(|(_, words)| words.iter().any(&stands)).map(|(shape, _)| *shape)
}

/// Whether a word begins at a place. Short words must end, too: an app is no apple.
fn begins(name: &str, at: usize) -> bool {
    !name[..at].ends_with(char::is_alphanumeric)
}

fn ends(name: &str, at: usize) -> bool {
    let rest = name[at..].strip_prefix('s').unwrap_or(&name[at..]);
    !rest.starts_with(char::is_alphanumeric)
}

/// The sign of a channel, its upper left corner at a point.
pub fn channel(channel: &Channel, (x, y): (f32, f32)) -> Item {
    Item::Icon(Icon { x, y, size: 14.0, shape: shape(channel), colour: Colour::Second, width: 1.2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, id: &str, kind: Option<&'static str>) -> &'static str {
        shape(&Channel { id: id.into(), title: title.into(), kind })
    }

    #[test]
    fn words_choose_the_sign() {
        for (title, shape) in [
            ("Website", icon::APP_WINDOW),
            ("Banking app", icon::SMARTPHONE),
            ("Video call", icon::VIDEO),
            ("E-mail", icon::MAIL),
            ("Word of mouth", icon::USERS_ROUND),
            ("Museum shop", icon::STORE),
            ("Filiale Mitte", icon::LANDMARK),
            ("Apple grove", icon::CIRCLE_DOT),
        ] {
            assert_eq!(of(title, "x", None), shape, "{title}");
        }
    }

    #[test]
    fn what_no_word_says_the_id_or_the_kind_does() {
        assert_eq!(of("Musterweg 3", "store", None), icon::STORE);
        assert_eq!(of("Musterweg 3", "x", Some("physical")), icon::MAP_PIN);
        assert_eq!(of("", "", Some("human")), icon::USER_ROUND);
    }

    #[test]
    fn shapes_have_absolute_commands_only() {
        for (shape, _) in WORDS {
            assert!(
                shape.starts_with('M') && shape.chars().all(|char| "MLCZ .-".contains(char) || char.is_ascii_digit()),
                "{shape}"
            );
        }
    }
}
