//! Maps of any length that use the whole language, the same in every run.

use std::fmt::Write as _;

/// A file of about `lines` lines: personas, channels, sources, teams, a lane and as many journeys as fit.
pub fn map(lines: usize) -> String {
    let mut out = String::from(
        "persona amira \"Amira, first-time runner\" { goal: \"Run 5 km\"; need: \"Advice she can trust\"; share: 60% }\n\
         persona ben \"Ben, club runner\" { goal: \"The same shoe again\"; share: 40% }\n\
         channel web \"Website\" { kind: digital }\nchannel store \"Shop\" { kind: physical; status: live }\n\
         source survey \"Exit survey\" { kind: solicited; method: survey; sample: 412; date: 2026-09-30 }\n\
         source reviews \"Public reviews\" { kind: unsolicited; method: review; sample: 12 }\n\
         source events \"Shop events\" { kind: observed; method: event-log; sample: 18400; expires: 2026-06 }\n\
         team content \"Content team\"\nlane legal \"Compliance\"\n",
    );
    let mut written = 9;
    let mut journey = 0;
    while written < lines {
        let stages = ((lines - written) / 33).clamp(1, 12);
        written += add_journey(&mut out, journey, stages);
        journey += 1;
    }
    out
}

fn add_journey(out: &mut String, number: usize, stages: usize) -> usize {
    let before = out.matches('\n').count();
    // Every third map is one of the future.
    let state = if number % 3 == 2 { "to-be" } else { "as-is" };
    let _ = write!(
        out,
        "\njourney buy-{number} \"Buying shoes, part {number}\" {{\n  objective: \"Find where buyers are lost\"\n  \
         persona: amira, ben\n  state: {state}\n  scale: 1..5; reviewed: 2026-03; review-every: 6 months\n"
    );
    for stage in 0..stages {
        // Every third stage rests on nothing as a whole.
        let from = if stage % 3 == 1 { "" } else { "from survey " };
        let _ = write!(
            out,
            r#"
  stage s{stage} "Stage {stage} of the way" {from}{{
    goal: "Understand which shoe fits"
    duration: 2..3 hours
    touchpoint search "Searches for help" {{
      channel: web
      action: "Types 'running shoes knee pain'", "Reads the first three results"
      business: "Keeps the buying guide at the top of the results"
      thought: "Is this a shop or advice?" for amira
      emotion: -1 "lost" -> +1 "curious" for amira from survey
      emotion: 4/5 for ben
      legal: "Says what is an advertisement"
      pain ads-{stage} "Every result on the first page is an ad, and the guide stands below" {from}{{
        severity: high
        affects: 62%
        opportunity "Rank the guide first" {{ impact: high; effort: low; owner: content }}
      }}
    }}
    touchpoint guide "Reads the guide" {{ channel: web; emotion: +1 "curious"; optional }}
    step stock "Checks the stock" {{
      by: content
      backstage: "Asks the warehouse" // twice a day
      limit: 90 seconds
    }}
    touchpoint advice "Asks in the shop" {{ channel: store, web; emotion: +2 "taken seriously"; moment-of-truth }}
    metric csat-{stage} "CSAT" 4.1/5 from survey {{ baseline: 3.8/5; target: > 4.5/5 }}
    search -> guide "finds it" takes 5 minutes from reviews
    advice -> search 10% for ben when "the size is missing"
  }}
"#
        );
    }
    let _ = write!(
        out,
        "  outcome loyal \"Recommends us\" success\n  outcome lost \"Leaves\" failure\n  \
         s0 -> lost 30% \"delivery cost comes as a surprise\" from events\n}}\n"
    );
    out.matches('\n').count() - before
}
