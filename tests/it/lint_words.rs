//! What lints say where it depends on whom a finding holds for.

use journey::diagnostic::{Code, Diagnostic, Level};
use journey::{MemoryLoader, Options, analyse};

/// The findings of one lint in a map of two personas.
fn found(code: Code, flow: &str) -> Vec<Diagnostic> {
    let text = format!("persona amira \"Amira\"\npersona ben \"Ben\"\njourney j \"J\" {{\n  persona: amira, ben\n{flow}\n}}\n");
    let loader = MemoryLoader::from([("map.journey", text.as_str())]);
    let options = Options { levels: vec![(code, Level::Warning)], ..Options::default() };
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &options);
    analysis.findings.into_iter().filter(|found| found.code == code).collect()
}

/// Their messages.
fn messages(code: Code, flow: &str) -> Vec<String> {
    found(code, flow).into_iter().map(|found| found.message).collect()
}

const STAGES: &str = "stage a \"A\"; stage b \"B\"; outcome done \"Done\" success\n";

#[test]
fn shares_over_100_say_for_whom_and_when() {
    let over = |arrows: &str| messages(Code::SharesOver100, &format!("{STAGES}outcome lost \"Lost\" failure\n{arrows}"));
    assert_eq!(over("a -> b 80%; a -> lost 30%"), ["more customers leave `a` than arrive: 110%"]);
    assert_eq!(over("a -> b 80%; a -> lost 30% for ben"), ["more customers leave `a` than arrive: 110% for `ben`"]);
    assert_eq!(over("a -> b 80%; a -> lost 30%; a -> a for ben"), ["more customers leave `a` than arrive: 110%"]);
    assert_eq!(
        over("a -> b 80%; a -> lost 30% when \"it rains\""),
        ["more customers leave `a` than arrive: 110% when \"it rains\""]
    );
    let both = "a -> b 80% for ben, amira; a -> lost 30% for ben when \"it rains\"";
    assert_eq!(over(both), ["more customers leave `a` than arrive: 110% for `ben` when \"it rains\""]);
}

#[test]
fn lost_shares_say_of_whom() {
    let lost = |arrows: &str| messages(Code::LostShare, &format!("{STAGES}outcome lost \"Lost\" failure\n{arrows}"));
    assert_eq!(lost("a -> { b 60%; lost 30% }"), ["10% of those who leave `a` are lost"]);
    assert_eq!(lost("a -> b 60%; a -> lost 40% for amira"), ["for `ben`, 40% of those who leave `a` are lost"]);
    let apart = ["for `amira`, 30% of those who leave `a` are lost", "for `ben`, 20% of those who leave `a` are lost"];
    assert_eq!(lost("a -> b 70% for amira; a -> b 80% for ben"), apart);
    assert_eq!(lost("a -> b 70% for amira, ben"), ["30% of those who leave `a` are lost"]);
}

#[test]
fn lost_shares_are_sent_to_an_outcome_that_there_is() {
    let help = |outcome: &str| {
        let mut found = found(Code::LostShare, &format!("{STAGES}{outcome}\na -> b 60%"));
        found.pop().and_then(|found| found.help).unwrap_or_default()
    };
    assert_eq!(help("outcome gone \"Gone\" failure"), "write where they go, as in `-> gone`, if it is known");
    assert_eq!(help("outcome waits \"Waits\" neutral"), "write where they go, as in `-> waits`, if it is known");
    let declare = "write where they go, if it is known; where they give up, declare it, as in `outcome lost \"Leaves\" failure`";
    assert_eq!(help(""), declare);
}

#[test]
fn forced_channel_switches_say_who_has_to() {
    let forced = |flow: &str| {
        let channels = "channel web \"Web\" { kind: digital }; channel shop \"Shop\" { kind: physical }";
        messages(Code::ForcedChannelSwitch, &format!("{channels}\n{flow}; outcome done \"Done\" success"))
    };
    let order = "stage a \"A\" { channel: web }; stage b \"B\" { channel: shop }; stage c \"C\"";
    assert_eq!(forced(order), ["nobody gets to `done` without leaving the digital channels"]);
    let ben = format!("{order}; a -> b; a -> c for amira");
    assert_eq!(forced(&ben), ["`ben` never gets to `done` without leaving the digital channels"]);
    let both = "stage a \"A\" { channel: web for amira; channel: shop for ben }; stage b \"B\" { channel: shop }";
    assert_eq!(forced(both), ["`amira` never gets to `done` without leaving the digital channels"]);
}

#[test]
fn a_pain_that_one_persona_cannot_avoid_is_not_said_of_all() {
    let flow = "stage a \"A\"; stage b \"B\" { pain \"An hour\" for amira, ben { severity: critical } }; stage c \"C\"\n\
                a -> b -> c; a -> c for ben; outcome done \"Done\" success";
    assert_eq!(messages(Code::MandatoryPain, flow), ["for `amira`, every way to `done` passes \"An hour\""]);
    let all = flow.replace(" for amira, ben", "").replace("; a -> c for ben", "");
    assert_eq!(messages(Code::MandatoryPain, &all), ["every way to `done` passes \"An hour\""]);
}

#[test]
fn who_never_reaches_a_place_is_told_what_took_the_order_over() {
    let labels = |flow: &str| -> Vec<String> {
        let found = found(Code::UnreachableForPersona, &format!("stage a \"A\"; stage b \"B\"; stage c \"C\"\n{flow}"));
        let said = |found: &Diagnostic| found.labels.iter().map(|label| label.text.clone()).collect::<Vec<_>>();
        let help = found.iter().filter_map(|found| found.help.clone());
        found.iter().flat_map(said).chain(help).collect()
    };
    let place = "outcome done \"Done\" success\n";
    assert_eq!(
        labels(&format!("{place}a -> b; a -> c for amira")),
        [
            "others get here",
            "only `amira` goes on from here; because of this the order does not lead from `b` to `c`",
            "write a transition for `ben`, as in `b -> c for ben`, if it should get there"
        ]
    );
    assert_eq!(
        labels(&format!("{place}outcome lost \"Lost\" failure; b -> lost 100% for ben; a -> lost for amira")),
        [
            "others get here",
            "the shares leave nobody of `ben` to go on from `b`",
            "write a transition for `ben`, if it should get there"
        ]
    );
    let without: [String; 0] = [];
    assert_eq!(labels(&format!("{place}b -> a 20%")), without);
}
