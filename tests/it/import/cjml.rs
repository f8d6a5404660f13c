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
    let provider = |name: &str| format!("<serviceProvider actorID=\"U\"><actorName>{name}</actorName></serviceProvider>");
    let other_name = "the name `Ola` is left out: the actor `U` is called `Nora` elsewhere";
    let other_kind = "the actor `U` is a service provider here, and an end user elsewhere";
    for (second, messages) in [
        (user("Ola"), vec![other_name]),
        (provider("Nora"), vec![other_kind]),
        (provider("Ola"), vec![other_kind, other_name]),
        (user("Nora"), vec![]),
    ] {
        let text = format!("<CJML version=\"2.0\">{}{}</CJML>", journey("P", &user("Nora")), journey("A", &second));
        let imported = import("a.xml", text.as_bytes(), None).expect("it is read");
        let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(said, messages, "{second}");
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

/// A touchpoint of two sides, each with the actors that it refers to.
fn communication(initiators: &[&str], receivers: &[&str]) -> String {
    let side = |name: &str, keys: &[&str]| {
        let refers: Vec<String> = keys.iter().map(|key| format!("<refersTo actorIDref=\"{key}\"/>")).collect();
        format!("<{name}>{}<{name}Label>Says {name}</{name}Label></{name}>", refers.concat())
    };
    let sides = side("initiator", initiators) + &side("receiver", receivers);
    format!("<actualCommunicationPoint>{sides}</actualCommunicationPoint>")
}

/// The personas of a document with these actors and touchpoints, and the labels of all that is said.
fn personas(actors: &str, points: &str) -> (Vec<String>, Vec<String>) {
    let text = format!("<CJML><actualJourney><actors>{actors}</actors><touchpoints>{points}</touchpoints></actualJourney></CJML>");
    let imported = import("a.xml", text.as_bytes(), None).expect("it is read");
    proven(&text, &imported);
    let personas = imported.text.lines().filter_map(|line| line.strip_prefix("persona "));
    (personas.map(str::to_owned).collect(), imported.findings.iter().map(|found| found.primary().text.clone()).collect())
}

/// Whom nobody has declared is what the other side makes of it: end users meet providers.
#[test]
fn actors_that_nobody_has_declared() {
    let user = r#"<endUser actorID="u"><actorName>Ann</actorName></endUser>"#;
    let desk = r#"<serviceProvider actorID="p"><actorName>Desk</actorName></serviceProvider>"#;
    let (ann, courier) = (r#"ann "Ann" { tag: "u" }"#, r#"courier-x "Courier X" { kind: provider }"#);
    let provider = "declared as a service provider";
    let both = communication(&["u"], &["Courier X"]) + &communication(&["Courier X"], &["u"]);
    assert_eq!(personas(user, &both), (vec![ann.to_owned(), courier.to_owned()], vec![provider.to_owned()]));
    let beside = communication(&["u"], &["p", "Courier X"]);
    let (who, said) = personas(&(user.to_owned() + desk), &beside);
    assert_eq!((who[2].as_str(), said.as_slice()), (courier, [provider.to_owned()].as_slice()));
    let (who, said) = personas(desk, &communication(&["Bea"], &["p"]));
    assert_eq!((who[1].as_str(), said.as_slice()), ("bea \"Bea\"", ["declared as an end user".to_owned()].as_slice()));
    let (who, _) = personas("", &communication(&["a", "b"], &["c"]));
    assert_eq!(who, ["a \"a\"", "b \"b\"", "c \"c\" { kind: provider }"]);
}

/// A provider is known by its own name and by that of its company.
#[test]
fn a_provider_is_known_by_its_company() {
    let actors = "<endUser actorID=\"u\"><actorName>Ann</actorName></endUser><serviceProvider actorID=\"p\"><companyName>Shop</companyName>\
                  <actorName>Desk</actorName></serviceProvider>";
    for (key, taken) in [("Shop", "taken for `p`, whose company is called so"), ("Desk", "taken for `p`, which is called so")] {
        let (who, said) = personas(actors, &communication(&["u"], &[key]));
        assert_eq!((who.len(), said.as_slice()), (2, [taken.to_owned()].as_slice()), "{key}: {who:?}");
    }
}

#[test]
fn ratings_as_people_write_them() {
    for (rating, emotion, message) in [
        ("4,5", "+1.5", None),
        ("4.5", "+1.5", None),
        ("5/5", "+2", None),
        ("1", "-2", None),
        ("five", "\"Fine\"", Some("`five` is no rating from 1 to 5")),
        ("7/5", "\"Fine\"", Some("`7/5` is no rating from 1 to 5")),
        ("4,5,6", "\"Fine\"", Some("`4,5,6` is no rating from 1 to 5")),
    ] {
        let experience = format!(
            "<touchpointExperience><experienceRating>{rating}</experienceRating>\
             <experienceDescription>Fine</experienceDescription></touchpointExperience></actualCommunicationPoint>"
        );
        let point = communication(&["u"], &[]).replace("</actualCommunicationPoint>", &experience);
        let (said, map) =
            of_document(&of_actors("<endUser actorID=\"u\"/>", "u").replace("</touchpoints>", &(point + "</touchpoints>")));
        let written = if emotion.starts_with('"') { emotion.to_owned() } else { format!("{emotion} \"Fine\"") };
        assert!(map.contains(&format!("emotion: {written}")), "{rating}: {map}");
        assert_eq!(said, message.into_iter().collect::<Vec<_>>(), "{rating}");
    }
}
