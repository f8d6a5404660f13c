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

/// What is said of a document, and the map that is made of it.
fn of_document(inside: &str) -> (Vec<String>, String) {
    let text = format!("<CJML version=\"2.0\">{inside}</CJML>");
    let imported = import("a.xml", text.as_bytes(), None).expect("it is read");
    proven(inside, &imported);
    (imported.findings.into_iter().map(|found| found.message).collect(), imported.text)
}

/// A journey whose actors are these, of whom one acts.
fn of_actors(actors: &str, acting: &str) -> String {
    format!(
        "<actualJourney><actors>{actors}</actors><touchpoints><actualAction><initiator><refersTo actorIDref=\"{acting}\"/>\
         <initiatorLabel>Acts</initiatorLabel></initiator></actualAction></touchpoints></actualJourney>"
    )
}

/// Who is declared with an id and refers to another one loses neither.
#[test]
fn an_actor_with_an_id_refers_to_nobody() {
    let (said, map) =
        of_document(&of_actors("<endUser actorID=\"a\" actorIDref=\"zzz\"><actorName>Ann</actorName></endUser>", "a"));
    assert!(said.iter().any(|said| said == "the attribute `actorIDref` of `endUser` is left out"), "{said:?}\n{map}");
}

/// Actors without an id are known by name and kind, and by nothing else.
#[test]
fn actors_without_an_id_are_known_by_name() {
    let user = |id: &str, name: &str| format!("<endUser{id}><actorName>{name}</actorName></endUser>");
    let journeys = |one: &str, two: &str| of_document(&(of_actors(one, "a1") + &of_actors(two, "a1")));
    // One who is called like the id of another one is somebody else.
    let (said, map) = of_document(&of_actors(&(user(" actorID=\"a\"", "Ann") + &user("", "a")), "a"));
    assert_eq!((said, map.matches("persona a \"a\"").count(), map.matches("persona ann \"Ann\"").count()), (vec![], 1, 1), "{map}");
    // In whatever order they come.
    let with_id = user(" actorID=\"a1\"", "Ann");
    for (one, two) in [(with_id.clone(), user("", "Ann")), (user("", "Ann"), with_id.clone())] {
        let (said, map) = journeys(&one, &two);
        assert_eq!((said, map.matches("\"Ann\"").count()), (vec![], 1), "{map}");
    }
    // Of two with one name nobody knows who is meant, and a provider is no end user.
    let (said, map) = journeys(&(with_id.clone() + &user(" actorID=\"a2\"", "Ann")), &user("", "Ann"));
    assert_eq!((said, map.matches("\"Ann\"").count()), (vec![], 3), "{map}");
    let provider = "<serviceProvider><actorName>Ann</actorName></serviceProvider>";
    let (said, map) = journeys(&with_id, provider);
    assert_eq!((said, map.matches("\"Ann\"").count()), (vec![], 2), "{map}");
}

/// Of two phases with one id the first one is that of the touchpoints, and that is said of the other one.
#[test]
fn the_second_phase_of_an_id() {
    let phase = |title: &str| format!("<journeyPhase phaseID=\"p\"><phaseName>{title}</phaseName></journeyPhase>");
    let unused = "<journeyPhase phaseID=\"q\"><phaseName>Never</phaseName></journeyPhase>";
    let text = format!(
        "<CJML version=\"2.0\"><actualJourney><journeyPhases>{}{}{unused}</journeyPhases><touchpoints><actualAction>\
         <belongsTo phaseIDref=\"p\"/><description>x</description></actualAction></touchpoints></actualJourney></CJML>",
        phase("One"),
        phase("Two")
    );
    let imported = import("a.xml", text.as_bytes(), None).expect("it is read");
    proven("two phases", &imported);
    let said = |title: &str| {
        let found = imported.findings.iter().find(|found| found.message == format!("the phase `{title}` is left out"));
        found.map(|found| found.primary().text.clone())
    };
    assert_eq!(said("Two").as_deref(), Some("the first phase of the id `p` counts"));
    assert_eq!(said("Never").as_deref(), Some("no touchpoint belongs to it"));
}

/// The planned journey of an actual one is a planned one, in whatever order they stand.
#[test]
fn a_planned_journey_is_a_planned_one() {
    let journey = |kind: &str, inside: &str| {
        format!("<{kind}>{inside}<touchpoints><actualAction><description>x</description></actualAction></touchpoints></{kind}>")
    };
    let was = |id: &str| {
        let inside = format!("{id}<journeyTitle>What was</journeyTitle><plannedReference>J1</plannedReference>");
        journey("actualJourney", &inside)
    };
    let plan = journey("plannedJourney", "<journeyID>J1</journeyID><journeyTitle>Plan</journeyTitle>");
    for id in ["<journeyID>J1</journeyID>", "", "<journeyID>J2</journeyID>"] {
        let (said, map) = of_document(&(was(id) + &plan));
        assert!(map.contains("note: \"The planned journey is `plan`\""), "{id}: {map}");
        assert!(!said.iter().any(|said| said.contains("no planned journey")), "{id}: {said:?}");
    }
    let (said, map) = of_document(&was("<journeyID>J1</journeyID>"));
    assert!(said.iter().any(|said| said == "no planned journey has the id `J1`"), "{said:?}");
    assert!(map.contains("note: \"Planned journey: J1\""), "{map}");
}
