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
