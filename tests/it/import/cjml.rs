//! Documents of CJML that contradict themselves.

use journey::import::import;

use super::proven;

/// Nothing vanishes silently where two journeys of a document call one actor differently.
#[test]
fn one_actor_of_two_names() {
    let journey = |name: &str, actor: &str| {
        format!(
            "<actualJourney><journeyID>{name}</journeyID><actors>{actor}</actors><touchpoints><actualAction><initiator>\
             <refersTo actorIDref=\"U\"/><initiatorLabel>Acts</initiatorLabel></initiator></actualAction></touchpoints></actualJourney>"
        )
    };
    let user = |name: &str| format!("<endUser actorID=\"U\"><actorName>{name}</actorName></endUser>");
    let provider = "<serviceProvider actorID=\"U\"><actorName>Nora</actorName></serviceProvider>".to_owned();
    for (second, message) in [
        (user("Ola"), Some("the name `Ola` is left out: the actor `U` is called `Nora` elsewhere")),
        (provider, Some("the actor `U` is a service provider here, and an end user elsewhere")),
        (user("Nora"), None),
    ] {
        let text = format!("<CJML version=\"2.0\">{}{}</CJML>", journey("P", &user("Nora")), journey("A", &second));
        let imported = import("a.xml", text.as_bytes(), None).expect("it is read");
        let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(said, message.into_iter().collect::<Vec<_>>(), "{second}");
        proven(&second, &imported);
    }
}

/// A document with something before its first element.
fn document(before: &str, title: &str) -> String {
    format!("{before}<CJML><actualJourney><journeyTitle>{title}</journeyTitle></actualJourney></CJML>")
}

/// What is said, with the text that it is said of.
fn said(bytes: &[u8]) -> Vec<String> {
    let imported = import("a.xml", bytes, None).expect("it is read");
    let place = |found: &journey::diagnostic::Diagnostic| {
        let primary = found.primary();
        let text = imported.sources.get(primary.file).slice(primary.span);
        format!("{text}: {}, {}", found.message, primary.text)
    };
    imported.findings.iter().map(place).collect()
}

#[test]
fn a_document_that_is_not_in_the_encoding_that_it_names() {
    let named = |name: &str, title: &str| document(&format!("<?xml version='1.0' encoding='{name}'?>"), title);
    let taken = "it says that it is `ISO-8859-1`, and is read as UTF-8";
    assert_eq!(said(named("ISO-8859-1", "Schön").as_bytes()), [format!("ISO-8859-1: {taken}, all its bytes are UTF-8")]);
    assert_eq!(said(named("Shift_JIS", "都").as_bytes()).len(), 1);
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(named("latin1", "Schön").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(said(&wide), ["latin1: it says that it is `latin1`, and is read as UTF-16LE, it begins with the mark of UTF-16"]);
    let western = named("ISO-8859-1", "Sch#n").bytes().map(|byte| if byte == b'#' { 0xF6 } else { byte }).collect::<Vec<u8>>();
    for right in [western, named("ISO-8859-1", "Plain").into_bytes(), named("utf-8", "Schön").into_bytes()] {
        assert_eq!(said(&right), [""; 0], "{}", String::from_utf8_lossy(&right));
    }
}

#[test]
fn instructions_to_programs_are_named() {
    let one = document("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>", "A");
    let left = "<?xml-stylesheet: the processing instruction `xml-stylesheet` is left out";
    assert_eq!(said(one.as_bytes()), [format!("{left}, meant for a program")]);
    assert_eq!(said(one.replace("</CJML>", "<?b?></CJML><?c d?>").as_bytes()), [format!("{left}, the first of 3")]);
}
