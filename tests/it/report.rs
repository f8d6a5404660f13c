//! The report: what it says of maps that are known, and what always holds of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use journey::graph::JourneyGraph;
use journey::labels::Labels;
use journey::render::human::Style;
use journey::report::{Passing, Promise, Report, Verdict, json, markdown, report, terminal};
use journey::source::FileId;
use journey::{Analysis, MemoryLoader, Options, analyse};
use pulldown_cmark::{Event, Parser, Tag};
use serde_json::Value;

use crate::cli::{folder, say};
use crate::labels::keys;
use crate::support::{Numbers, check, check_as, examples, root};

#[path = "../../benches/maps.rs"]
pub mod maps;

const HOSTILE: &[&str] = &[
    "*bold* _soft_ ~~gone~~ `code` ``` # head",
    "<script>alert(1)</script><b>& &amp; &#60;",
    "[link](https://evil.example) ![picture](x.png) <https://evil.example> [^1]",
    "https://evil.example www.evil.example me@evil.example @team #12 :smile: $x^2$",
    "a | b || c |---| d",
    "- item",
    "1. item",
    "+ item",
    "=====",
    "> quoted",
    "\\\\ back\\\\slash \\\\| \\\\",
    "line\\nbreak\\n\\n# head\\n- item\\n\\tand tab",
    "nul\\u{0} bell\\u{7} escape\\u{1b}[31m delete\\u{7f} c1\\u{9b}31m \\u{202e}back\\u{2066} \\u{200b}",
    "``` \\n ```",
    "<!-- --> ]]> <?x?>",
    "رحلة العميل إلى المتجر",
    "顧客体験の地図を描くための非常に長い題名であり、どこかで折り返さなければならない、そうでなければ行が長すぎる",
    "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword🎉👩‍👩‍👧‍👦é",
    "   ",
    "",
];

const PLAIN: Style = Style { colour: false, unicode: true, width: 100 };

/// The reports of all journeys of the first file.
fn reports(analysis: &Analysis) -> Vec<Report> {
    let journeys = analysis.model.journeys(FileId(0));
    journeys.map(|journey| report(&analysis.sources, &JourneyGraph::new(journey), None)).collect()
}

/// The one report of a map.
fn of(text: &str) -> Report {
    reports(&check(text)).remove(0)
}

fn edges() -> String {
    fs::read_to_string(root().join("tests/report/edges.journey")).expect("it is there")
}

/// An example or the map of rare things.
fn known(name: &str) -> Vec<Report> {
    if name == "edges" {
        return reports(
            &analyse(&MemoryLoader::from([("edges.journey", edges())]), &["edges.journey".into()], &Options::default()).0,
        );
    }
    let path = format!("examples/{name}.journey");
    let text = fs::read_to_string(root().join(&path)).expect("it is there");
    reports(&check_as(&path, &text, &Options::default()))
}

/// In every form, also for each persona.
fn write_all(analysis: &Analysis) -> Vec<String> {
    let mut out = Vec::new();
    for journey in analysis.model.journeys(FileId(0)) {
        let graph = JourneyGraph::new(journey);
        for persona in std::iter::once(None).chain(graph.personas.iter().copied().map(Some)) {
            let report = [report(&analysis.sources, &graph, persona)];
            for (colour, unicode, width, all) in [(false, true, 100, false), (true, false, 40, true)] {
                out.push(terminal::render(&report, &Labels::default(), Style { colour, unicode, width }, all));
            }
            out.push(markdown::render(&report, &Labels::default()));
            out.push(json::render(&report).expect("it can be written"));
        }
    }
    out
}

#[test]
fn known_maps_in_three_forms() {
    for name in ["running-shoes", "customer-support", "edges"] {
        let reports = known(name);
        insta::assert_snapshot!(format!("{name}-human"), terminal::render(&reports, &Labels::default(), PLAIN, name == "edges"));
        insta::assert_snapshot!(format!("{name}-markdown"), markdown::render(&reports, &Labels::default()));
        insta::assert_snapshot!(format!("{name}-json"), json::render(&reports).expect("it can be written"));
    }
}

#[test]
fn a_normal_map_is_one_screen() {
    for (path, text) in examples() {
        for report in reports(&check_as(&path, &text, &Options::default())) {
            let title = report.heading.journey.title.clone();
            let lines = terminal::render(&[report], &Labels::default(), PLAIN, false).lines().count();
            assert!(lines <= 70, "{path}: {title} has {lines} lines");
        }
    }
}

#[test]
fn opportunities_by_severity_then_rank_impact_and_effort() {
    let said = |one: &journey::report::Opportunity| one.name.title.clone();
    let opportunity = |title: &str, fields: &str| format!("opportunity \"{title}\" {{ addresses: {fields} }}\n");
    let text = format!(
        "journey j {{ stage s {{ pain low {{ severity: low }}; pain high {{ severity: high }}; pain worst {{ severity: critical }}; pain bare \
         \n{}{}{}{}{}{}{}{}opportunity \"free\" {{ impact: high }}\n}} }}",
        opportunity("low rank 1", "low; rank: 1"),
        opportunity("high no effort", "high; impact: high"),
        opportunity("high cheap", "high; impact: high; effort: low"),
        opportunity("high amount", "high; impact: EUR 100; effort: low"),
        opportunity("high rank 3", "high; rank: 3; impact: low"),
        opportunity("worst of several", "low, worst"),
        opportunity("bare", "bare; impact: low"),
        opportunity("rejected", "worst; status: rejected"),
    );
    let all = of(&text).opportunities;
    let order: Vec<String> = all.open.iter().map(said).collect();
    let expected = ["worst of several", "high rank 3", "high cheap", "high no effort", "high amount", "low rank 1", "bare", "free"];
    assert_eq!(order, expected);
    assert_eq!((all.done.len(), all.rejected), (0, 1));
}

#[test]
fn an_owner_is_inherited_from_the_nearest_place() {
    let text = "team a \"A\"\nteam b \"B\"\njourney j { owner: a; stage s { owner: b; touchpoint t { pain p { opportunity \"x\" } } }\n\
                stage u { opportunity \"y\"; opportunity \"z\" { owner: \"Somebody\" } } }";
    let owners: Vec<_> = of(text).opportunities.open.into_iter().map(|one| one.owner.expect("it has one")).collect();
    let said: Vec<(&str, Option<&str>)> = owners.iter().map(|owner| (&*owner.name, owner.inherited)).collect();
    assert_eq!(said, [("B", Some("stage")), ("A", Some("journey")), ("Somebody", None)]);
}

#[test]
fn pains_know_who_has_to_pass_them() {
    let text = "persona a \"A\"\npersona b \"B\"\njourney j { persona: a, b\nstage s { touchpoint t for a { pain own { severity: high } }\n\
                touchpoint o { optional; pain free { severity: high } }; touchpoint u { pain all { severity: critical } } }\n\
                outcome won success; outcome lost failure { pain late { severity: high } }\n s -> { won 50%; lost 50% } }";
    let found = of(text).pains;
    let said: Vec<(&str, &Passing)> = found.unaddressed.iter().map(|pain| (&*pain.name.title, &pain.passing)).collect();
    let expected =
        [("all", &Passing::Everybody), ("own", &Passing::Everybody), ("free", &Passing::Nobody), ("late", &Passing::Nobody)];
    assert_eq!(said, expected);
    assert_eq!(found.unaddressed[1].personas.len(), 1, "for whom it is unavoidable");
    let around = of(
        "journey j { phase f \"F\" { pain yes { severity: high }\nstage s }\nphase g \"G\" { pain no { severity: high }\nstage t }\nstage u\n\
                     outcome won success { pain end { severity: high } }\n s -> { t 50%; u 50% }\n t -> u }",
    );
    let said: Vec<(&str, &Passing)> = around.pains.unaddressed.iter().map(|pain| (&*pain.name.title, &pain.passing)).collect();
    assert_eq!(said, [("yes", &Passing::Everybody), ("end", &Passing::Everybody), ("no", &Passing::Nobody)]);
    let lost = of("journey j { stage s { pain p { severity: high } }; outcome lost failure; s -> lost }");
    assert_eq!(lost.pains.unaddressed[0].passing, Passing::Unknown, "nobody gets to a success");
}

#[test]
fn claims_are_counted_once_where_they_are_made() {
    let text = "source log { kind: observed }\nsource talk { kind: solicited }\npersona a \"A\" { share: 50%; quote: \"q\" from talk }\n\
                journey j { persona: a\n metric m \"M\" { target: 5 }\n metric n \"N\" 4\n stage s from talk { emotion: -1 -> +1; thought: \"t\"; limit: 1 hour; action: \"x\"\n\
                touchpoint t { duration: 2 hours from log; pain p { severity: low; affects: 5% }; gain g } }\n stage u { quote: \"q\" }\n\
                outcome won success { emotion: 1 }\n s -> u 30% takes 2 days from log\n influence u -> s \"x\" }";
    let evidence = of(text).evidence;
    let said: Vec<_> = evidence
        .rows
        .iter()
        .map(|row| (&*row.name.title, row.counts.measured, row.counts.researched, row.counts.assumed))
        .collect();
    let expected = [("s", 3, 4, 0), ("u", 0, 0, 1), ("the outcomes", 0, 0, 1), ("the journey as a whole", 0, 1, 2)];
    assert_eq!(said, expected);
    assert_eq!(evidence.all.all(), 12);
    let uses: Vec<_> = evidence.sources.iter().map(|source| (&*source.name.title, source.claims)).collect();
    assert_eq!(uses, [("talk", 5), ("log", 3)]);
}

#[test]
fn the_weightiest_question_comes_first() {
    let text = "source log { kind: observed }\npersona a \"A\"\npersona b \"B\"\njourney j { persona: a, b\n\
                stage one { thought: \"t\"; duration: 1 hour }\n stage two { emotion: -1 for a; emotion: -1.5 for b from log; emotion: -0.5 for b }\n\
                stage three { moment-of-truth; emotion: +1 for a; pain p { severity: critical } }\n stage four { limit: 1 day; duration: 3 hours }\n\
                outcome won success; outcome lost failure\n four -> { won 50%; lost 50% } }";
    let report = of(text);
    let said: Vec<(&str, &str, u8)> = report
        .research
        .iter()
        .map(|task| (task.place.stage.as_ref().map_or("", |stage| &*stage.title), task.method.word(), task.reason.weight()))
        .collect();
    let expected = [
        ("three", "ask", 10),
        ("four", "measure", 8),
        ("two", "ask", 7),
        ("four", "observe", 4),
        ("one", "ask", 1),
        ("one", "observe", 1),
    ];
    assert_eq!(said, expected);
    let assumed = report.evidence.all.assumed;
    let claimed = report.research.iter().flat_map(|task| &task.questions).filter(|question| question.claimed).count();
    assert_eq!(claimed, assumed, "every assumed claim is asked for once");
}

#[test]
fn durations_add_up_as_bounds() {
    let way = |text: &str| {
        let way = of(text).durations.ways.remove(0);
        (way.time.least, way.time.most, way.time.unknown, way.time.places)
    };
    let hour = 3600.0;
    let stage = "journey j { stage a { duration: 1..2 hours; touchpoint x { duration: 5 hours } } stage b { duration: 3 hours } a -> b takes 1 hour }";
    assert_eq!(way(&stage.replace("} stage", "}\nstage").replace("} a ->", "}\na ->")), (5.0 * hour, 6.0 * hour, 0, 2));
    let touchpoints = "journey j { stage a { touchpoint x { duration: 5 hours }\ntouchpoint y\nx -> y takes 1 hour }\nstage b }";
    assert_eq!(way(touchpoints), (6.0 * hour, 6.0 * hour, 2, 3));
    let left_early = "journey j { stage a { duration: 9 hours; touchpoint x { duration: 1 hour }; touchpoint y\nx -> lost 100% }\noutcome lost failure }";
    assert_eq!(way(left_early), (hour, hour, 0, 1), "a stage that is left in the middle does not take its whole time");
    assert_eq!(way("journey j { stage a; stage b }"), (0.0, 0.0, 2, 2));
}

/// What takes two days and 45 minutes at least does not take two days and an hour at least.
#[test]
fn a_least_time_is_rounded_down() {
    let map = "journey j { stage a { duration: 2 days }\nstage b { duration: 45 minutes; limit: 5 minutes }\nstage c\noutcome won success }";
    let all = |map: &str| terminal::render(&reports(&check(map)), &Labels::default(), PLAIN, true);
    let said = all(map);
    assert!(said.contains("at least 2 days: 1 of 3 places has no duration"), "{said}");
    assert!(said.contains("at least 2 days: 1 place has no duration"), "{said}");
    let known = map.replace("stage c", "stage c { duration: 0 minutes }");
    assert!(all(&known).contains("2 days 1 hour"), "to the nearest where it is known");
}

/// Five personas have room in a normal window; in a narrow one those who have not are named.
#[test]
fn all_personas_stand_in_the_funnel_or_are_named() {
    let names = ["Ada", "Bea", "Cleo", "Dora", "Eve"];
    let personas = names.map(|name| format!("persona {name} \"{name}\" {{ share: 20% }}\n"));
    let mut map = personas.concat();
    let _ = writeln!(map, "journey j {{ persona: {}\nstage a \"Asks\"; stage b \"Buys\"", names.join(", "));
    let _ = writeln!(
        map,
        "outcome won \"Won\" success; outcome lost \"Lost\" failure; a -> lost 20% for Ada; a -> lost 13% for Eve }}"
    );
    let reports = reports(&check(&map));
    let funnel = |width: usize| terminal::funnels(&reports, &Labels::default(), Style { width, ..PLAIN });
    let wide = funnel(100);
    assert!(wide.contains("all together · Ada · Bea · Cleo · Dora · Eve") && !wide.contains("no room"), "{wide}");
    assert!(wide.contains("93.4%   80%  100%  100%  100%   87%  Buys"), "{wide}");
    let narrow = funnel(48);
    assert!(narrow.contains("all together · Ada\n") && narrow.contains("no room for Bea, Cleo, Dora and Eve"), "{narrow}");
    assert!(narrow.contains("93.4%   80%  Buys"), "{narrow}");
    assert!(narrow.lines().all(|line| line.chars().count() <= 48 || line.starts_with("  ")), "{narrow}");
}

#[test]
fn the_main_way_is_the_one_that_most_can_take() {
    let stages = |text: &str, at: usize| -> Vec<String> {
        of(text).durations.ways[at].stages.iter().map(|stage| stage.title.clone()).collect()
    };
    let text = "journey j { stage a; stage b; stage c; stage d; outcome won success; outcome lost failure\n\
                a -> { b 30%; c 70% }\n b -> d\n c -> d 20%\n c -> lost 80%\n d -> won }";
    assert_eq!(stages(text, 0), ["a", "b", "d"], "30% is more than 70% of 20%");
    assert_eq!(stages(text, 1), ["a", "c"]);
    let open = "journey j { stage a; stage b; stage c; outcome won success\n a -> b 40%\n a -> c\n b -> won\n c -> won }";
    assert_eq!(stages(open, 0), ["a", "c"], "60% are left for the arrow without a share");
    let loops = &of("journey j { stage a; stage b; stage c\n b -> a \"again\"\n c -> c takes 1 day }").durations.loops;
    let said: Vec<_> = loops.iter().map(|one| (one.label.as_deref(), one.takes.is_some())).collect();
    assert_eq!(said, [(Some("again"), false), (None, true)]);
}

#[test]
fn limits_are_held_against_what_it_takes() {
    let kept = |fields: &str| of(&format!("journey j {{ stage s {{ {fields} }} }}")).durations.limits.remove(0).kept;
    assert_eq!(kept("limit: 1 hour; duration: 60 minutes"), Promise::Kept);
    assert_eq!(kept("limit: 1 hour; duration: 90..120 minutes"), Promise::Over { least: 1800.0, most: 3600.0 });
    assert_eq!(kept("limit: 1 hour; duration: 30..90 minutes"), Promise::MayBeOver { most: 1800.0 });
    assert_eq!(kept("limit: 1 hour"), Promise::Unknown);
    assert_eq!(kept("limit: 1 hour; touchpoint a { duration: 50 minutes }; touchpoint b"), Promise::Unknown);
    assert_eq!(
        kept("limit: 1 hour; touchpoint a { duration: 2 hours }; touchpoint b"),
        Promise::Over { least: 3600.0, most: 3600.0 }
    );
    assert_eq!(kept("limit: 3 \"mails\"; duration: 60 minutes"), Promise::Unknown);
}

#[test]
fn a_report_of_one_persona_holds_what_is_said_for_it() {
    let analysis = check(&edges());
    let graph = JourneyGraph::new(analysis.model.journeys(FileId(0)).next().expect("it has one"));
    let tom = report(&analysis.sources, &graph, Some(graph.personas[1]));
    let all = terminal::render(&[tom], &Labels::default(), PLAIN, true);
    assert!(all.contains("only Tom") && all.contains("torn") && !all.contains("The light cannot be tried"), "{all}");
}

#[test]
fn nothing_is_known_of_the_flow_where_an_error_hides_it() {
    let report = of("journey j { stage a { pain p { severity: high }; duration: 1 hour }\n a -> \n stage b }");
    assert!(report.durations.uncertain && report.durations.ways.is_empty());
    assert_eq!(report.pains.unaddressed[0].passing, Passing::Unknown);
    assert!(terminal::render(&[report], &Labels::default(), PLAIN, false).contains("errors leave the flow unknown"));
}

#[test]
fn without_a_value_there_is_no_verdict() {
    let metrics = known("developer-onboarding").remove(0).metrics;
    assert!(
        metrics.iter().all(|metric| matches!(metric.verdict, Verdict::NoValue { baseline: Some(_) }) && metric.change.is_none())
    );
    assert_eq!(metrics.len(), 6);
}

/// What stands between white space, without signs that only one of the renderings has.
fn bare(text: &str) -> Vec<String> {
    let text = [("–", "-"), ("−", "-"), ("→", "->"), ("›", ">"), ("≤", "<="), ("≥", ">="), ("×", "x")]
        .iter()
        .fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain));
    text.split_whitespace().filter(|word| !matches!(*word, "·" | "|")).map(str::to_owned).collect()
}

#[test]
fn a_narrow_window_without_colour_and_unicode_says_the_same() {
    for (path, text) in examples() {
        let reports = reports(&check_as(&path, &text, &Options::default()));
        let wide = terminal::render(&reports, &Labels::default(), Style { width: 140, ..PLAIN }, true);
        let narrow = terminal::render(&reports, &Labels::default(), Style { width: 60, unicode: false, colour: false }, true);
        let without_bars = |text: &str| {
            let lines = text.lines().map(|line| line.trim_start_matches([' ', '█', '▓', '░', '#', '=', '.']));
            bare(&lines.collect::<Vec<_>>().join("\n").replace("measured ▓", "measured =").replace("researched ░", "researched ."))
        };
        assert_eq!(without_bars(&narrow), without_bars(&wide), "{path}");
        let long: Vec<&str> = narrow.lines().filter(|line| line.chars().count() > 60).collect();
        assert!(long.is_empty(), "{path}: {long:#?}");
        let signs: BTreeSet<char> = narrow.chars().filter(|sign| !sign.is_ascii() && !text.contains(*sign)).collect();
        assert!(signs.is_empty(), "{path}: {signs:?}");
    }
}

#[test]
fn colours_change_nothing_else() {
    for name in ["running-shoes", "edges"] {
        let reports = known(name);
        let plain = terminal::render(&reports, &Labels::default(), PLAIN, true);
        let mut coloured = terminal::render(&reports, &Labels::default(), Style { colour: true, ..PLAIN }, true);
        assert!(coloured.contains("\u{1b}[1m"));
        for code in ["0", "1", "2", "31", "32", "33", "1;31"] {
            coloured = coloured.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert_eq!(coloured, plain);
    }
}

/// The map of rare things with every text the same.
fn hostile(text: &str) -> String {
    edges().split('"').enumerate().map(|(at, part)| if at % 2 == 1 { format!("\"{text}\"") } else { part.to_owned() }).collect()
}

#[test]
fn text_of_a_map_stays_text_in_markdown() {
    let ours = ["<!-- -->", "<br>"];
    for text in HOSTILE {
        let page = markdown::render(&reports(&check(&hostile(text))), &Labels::default());
        let options = pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
        let mut cells = 0;
        for event in Parser::new_ext(&page, options) {
            match event {
                Event::Start(tag) => {
                    let fine = matches!(
                        tag,
                        Tag::Paragraph
                            | Tag::Table(_)
                            | Tag::TableHead
                            | Tag::TableRow
                            | Tag::TableCell
                            | Tag::List(None)
                            | Tag::Item
                    ) || matches!(tag, Tag::Heading { level, .. } if (level as u8) <= 2);
                    assert!(fine, "{text}: {tag:?}");
                    cells += usize::from(matches!(tag, Tag::TableCell));
                }
                Event::InlineHtml(html) => assert!(ours.contains(&&*html), "{text}: {html}"),
                Event::Text(_) | Event::End(_) => {}
                other => panic!("{text}: {other:?}"),
            }
        }
        let usual = markdown::render(&reports(&check(&hostile("a"))), &Labels::default());
        let usual = Parser::new_ext(&usual, options).filter(|event| matches!(event, Event::Start(Tag::TableCell))).count();
        assert_eq!(cells, usual, "{text}: a cell more or less");
        assert!(!page.contains("://") && !page.contains("www.") && !page.contains("@evil") && !page.contains("@team"), "{text}");
        assert!(page.chars().all(|sign| sign == '\n' || !sign.is_control()), "{text}");
    }
    let page = markdown::render(&reports(&check(&hostile("a \\\"b\\\" <c> & *d* | e"))), &Labels::default());
    let shown: String = Parser::new_ext(&page, pulldown_cmark::Options::ENABLE_TABLES)
        .map(|event| if let Event::Text(text) = event { text.to_string() } else { String::new() })
        .collect();
    assert!(shown.contains("a \"b\" <c> & *d* | e"), "text arrives as it is written: {shown}");
}

#[test]
fn text_of_a_map_does_not_steer_the_terminal() {
    for text in HOSTILE {
        let reports = reports(&check(&hostile(text)));
        for (unicode, width) in [(true, 100), (false, 60), (true, 40)] {
            let shown = terminal::render(&reports, &Labels::default(), Style { colour: false, unicode, width }, true);
            let bad = |sign: &char| *sign != '\n' && (sign.is_control() || matches!(sign, '\u{202e}' | '\u{2066}' | '\u{200b}'));
            assert_eq!(shown.chars().find(bad), None, "{text}");
        }
        let coloured = terminal::render(&reports, &Labels::default(), Style { colour: true, ..PLAIN }, true);
        let codes = coloured
            .split("\u{1b}[")
            .skip(1)
            .all(|part| ["0m", "1m", "2m", "31m", "32m", "33m", "1;31m"].iter().any(|code| part.starts_with(code)));
        assert!(codes && !coloured.contains('\u{9b}'), "{text}");
        let document: Value = serde_json::from_str(&json::render(&reports).expect("it can be written")).expect("it is JSON");
        assert_eq!(document["version"], 1);
    }
}

#[test]
fn json_has_every_section_and_fits_its_schema() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut documents = Vec::new();
    let mut texts: Vec<(String, String)> = examples();
    texts.push(("edges.journey".into(), edges()));
    texts.extend(HOSTILE.iter().map(|text| ("hostile.journey".to_owned(), hostile(text))));
    for (path, text) in texts {
        let written = json::render(&reports(&check_as(&path, &text, &Options::default()))).expect("it can be written");
        let document: Value = serde_json::from_str(&written).expect("it is JSON");
        for journey in document["journeys"].as_array().expect("it is a list") {
            for section in ["opportunities", "pains", "metrics", "evidence", "research", "durations"] {
                assert!(!journey[section].is_null(), "{path}: {section}");
            }
        }
        documents.push(folder.path().join(format!("{}.json", documents.len())));
        fs::write(&documents[documents.len() - 1], written).expect("it can be written");
    }
    let golden = root().join("docs/report.schema.json");
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        fs::write(&golden, json::schema()).expect("it can be written");
    }
    assert!(
        fs::read_to_string(&golden).unwrap_or_default() == json::schema(),
        "JOURNEY_UPDATE=1 writes docs/report.schema.json anew"
    );
    let there = Command::new("python3").args(["-c", "from jsonschema import Draft202012Validator"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(), "the JSON Schema validator does not work");
        eprintln!("skipped: the JSON Schema validator does not work here");
        return;
    }
    let validate = |documents: &[std::path::PathBuf]| {
        let validator = root().join("tests/validate_schema.py");
        Command::new("python3").arg(validator).arg(&golden).args(documents).output().expect("it starts")
    };
    let output = validate(&documents);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let broken = folder.path().join("broken.json");
    let good = fs::read_to_string(&documents[0]).expect("it is there");
    fs::write(&broken, good.replacen("\"assumed\":", "\"felt\":", 1)).expect("it can be written");
    assert!(!validate(&[broken]).status.success(), "a validator that accepts everything proves nothing");
}

#[test]
fn every_map_has_a_report_however_broken() {
    let mut numbers = Numbers(5);
    let mut texts = examples();
    texts.push(("edges.journey".into(), edges()));
    for (path, text) in &texts {
        let first = write_all(&check_as(path, text, &Options::default()));
        assert_eq!(first, write_all(&check_as(path, text, &Options::default())), "{path}: the same map gives the same bytes");
        for _ in 0..25 {
            let at = numbers.below(text.len());
            if text.is_char_boundary(at) {
                write_all(&check_as(path, &text[..at], &Options::default()));
            }
            let mut bytes = text.clone().into_bytes();
            bytes.remove(at);
            write_all(&check_as(path, &String::from_utf8_lossy(&bytes), &Options::default()));
        }
    }
    for lines in [0, 40, 1000] {
        let written = write_all(&check(&maps::map(lines)));
        assert!(written.iter().all(|text| !text.is_empty()));
    }
}

#[test]
fn any_flow_has_a_report() {
    let places = ["a", "b", "c", "a.x", "b.y", "c.z", "won", "lost", "other", "other.s", "exit"];
    let mut numbers = Numbers(23);
    for _ in 0..300 {
        let mut arrows = String::new();
        for _ in 0..numbers.below(8) {
            let (from, to) = (places[numbers.below(6)], places[numbers.below(places.len())]);
            let share = ["", " 10%", " 0%", " 100%", " 20%..90%"][numbers.below(5)];
            let takes = ["", " takes 2 days"][numbers.below(2)];
            let whom = ["", " for p", " when \"it rains\""][numbers.below(3)];
            let _ = writeln!(arrows, "{from} -> {to}{share}{takes}{whom}");
        }
        let order = ["", "order: any\n"][numbers.below(2)];
        let map = format!(
            "persona p \"P\"\npersona q \"Q\"\njourney j {{ persona: p, q\nstage a {{ touchpoint x for p {{ duration: 1 hour }}\ntouchpoint w }}\n\
             stage b {{ {order}touchpoint x {{ optional }}\ntouchpoint y }}\nstage c {{ duration: 1 day; touchpoint z }}\n\
             outcome won success\noutcome lost failure\n{arrows}}}\njourney other {{ stage s }}"
        );
        for text in write_all(&check(&map)) {
            assert!(!text.contains("NaN") && !text.contains("inf "), "{map}\n{text}");
        }
    }
}

#[test]
fn numbers_without_end_are_no_numbers() {
    let huge = "9".repeat(400);
    let text = format!(
        "journey j {{ metric m \"M\" {huge} {{ target: > 5; baseline: {huge} }}\n metric n \"N\" {huge} days {{ target: < {huge} years }}\n\
         stage s {{ duration: {huge} hours; limit: {huge} hours; pain p {{ severity: high; opportunity o {{ rank: {huge} }} }} }}\n\
         stage t {{ duration: {huge} hours }} }}"
    );
    for text in write_all(&check(&text)) {
        assert!(!text.contains("NaN"), "{text}");
    }
}

/// A report is not pushed off the screen by what `check` is for.
#[test]
fn warnings_are_counted_and_errors_are_told() {
    let map = "team old \"Old team\"\nteam new \"New team\"\njourney shop \"Shop\" {\n  objective: \"See who buys\"\n  stage buy \"Buys\" { action: \"Pays\" }\n}\n";
    let place = folder(&[("my shop.journey", map), ("bad.journey", &map.replace("action:", "action"))]);
    for command in [&["report"][..], &["show"], &["compile", "-f", "dot"]] {
        let (code, out, err) = say(place.path(), &[command, &["my shop.journey"]].concat());
        assert_eq!((code, err.as_str()), (0, "2 warnings: `journey check 'my shop.journey'` shows them\n"));
        assert!(out.contains("Shop"), "{out}");
        let (_, _, err) = say(place.path(), &[command, &["bad.journey"]].concat());
        assert!(err.contains("error[missing-colon]") && !err.contains("warning["), "{err}");
        assert!(err.ends_with("1 error in 1 file\n2 warnings: `journey check bad.journey` shows them\n"), "{err}");
    }
    let markdown = |format| say(place.path(), &["report", "-f", format, "my shop.journey"]).1;
    assert!(markdown("md").starts_with("# ") && markdown("md") == markdown("markdown"));
}

/// What is still to be written claims nothing: it is no evidence, no pain and no opportunity.
#[test]
fn placeholders_do_not_count() {
    let place = folder(&[]);
    for template in ["lifecycle", "support", "blueprint", "blank"] {
        let path = format!("{template}.journey");
        assert_eq!(say(place.path(), &["new", "Shop", "-t", template, "-o", &path]).0, 0);
        let (code, out, _) = say(place.path(), &["report", &path, "--all"]);
        assert!(code == 0 && !out.contains('…'), "{template}: {out}");
        assert!(
            out.contains("nothing is claimed that could rest on it") && out.contains("Opportunities: none"),
            "{template}: {out}"
        );
    }
    let map = "source talks \"Talks\" { kind: solicited }\njourney shop \"Shop\" {\n  stage buy \"Buys\" {\n    emotion: 0 \"…\"\n    emotion: -1 \"torn\" from talks\n    pain \"...\" from talks { severity: high }\n  }\n}\n";
    let place = folder(&[("shop.journey", map)]);
    let (_, out, _) = say(place.path(), &["report", "shop.journey", "-f", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    let text = report.to_string();
    assert!(text.contains("\"researched\":1") && text.contains("\"assumed\":0") && !text.contains("..."), "{text}");
}
#[test]
fn headings_and_words_come_from_the_labels() {
    let reports = [of(LABELLED)];
    let terminal = terminal::render(&reports, &keys(), PLAIN, true);
    let markdown = markdown::render(&reports, &keys());
    for heading in ["opportunity", "severe-pains", "targets", "evidence", "research-plan", "durations"] {
        assert!(terminal.contains(&format!("[{heading}]:")), "{heading} in\n{terminal}");
        // What is no letter cannot begin a heading of Markdown unescaped.
        assert!(markdown.contains(&format!("## \\[{heading}\\]")), "{heading} in\n{markdown}");
    }
    for word in
        ["impact", "effort", "owned-by", "rank", "affects", "target", "takes", "promised", "basis-assumed", "days", "loop", "limit"]
    {
        assert!(terminal.contains(&format!("[{word}]")), "{word} in\n{terminal}");
    }
    for word in ["one-opportunity", "rests-on", "way-past", "verdict", "claims", "what-to-do", "outcome", "limit-at", "weeks"] {
        assert!(markdown.contains(&format!("\\[{word}\\]")), "{word} in\n{markdown}");
    }
    let mut german = Labels::default();
    german.set_language(1);
    assert!(markdown::render(&reports, &german).contains("| Chance | antwortet auf |"), "{}", markdown::render(&reports, &german));
}

#[test]
fn a_label_is_no_markup_and_steers_no_terminal() {
    let mut labels = Labels::default();
    labels.set(journey::labels::Word::Opportunity, "<b>|\u{1b}[31m# x");
    let reports = [of(LABELLED)];
    assert!(!terminal::render(&reports, &labels, PLAIN, true).contains('\u{1b}'));
    let markdown = markdown::render(&reports, &labels);
    assert!(!markdown.contains("<b>") && !markdown.contains('\u{1b}'), "{markdown}");
}

const LABELLED: &str = r#"
journey j "J" {
  stage a "A" {
    duration: 3 days
    limit: 2 weeks
    pain "P" { severity: high; affects: 20% }
    metric "M" 3 { target: > 4 }
    opportunity "O" { impact: high; rank: 1 }
    a -> a 10% takes 2 days
  }
  outcome done "Done" success
}
"#;
