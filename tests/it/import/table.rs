//! Tables: the same rows as text and in a workbook, and the table of a workshop.

use std::fmt::Write as _;

use journey::diagnostic::Code;
use journey::import::{Format, Imported, import};
use journey::model::vocabulary::ElementKind;
use journey::source::FileId;
use journey::table::{COLUMNS, form, heading};

use crate::support::root;

use super::xlsx::workbook;
use super::{count, proven};

const ROWS: &[&[&str]] = &[
    &["Pain", "Stage", "Emotion", "Touchpoint", "Who"],
    &["Every result is an ad", "Search", "-1", "Searches", "Amira, Ben"],
    &["", "", "1.5", "Reads the guide", "amira"],
    &["", "Buy", "2", "Pays", "Ben"],
];

pub fn csv(rows: &[&[&str]], delimiter: &str) -> String {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &&[&str]| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter);
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn a_workbook_says_the_same_as_a_text() {
    let rows: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    let of_book = import("t.xlsx", workbook(&[("Sheet1", &rows)]), None).expect("it is read");
    for delimiter in [",", ";", "\t"] {
        let of_text = import("t.csv", csv(ROWS, delimiter).as_bytes(), None).expect("it is read");
        assert_eq!(of_text.text, of_book.text, "{delimiter:?}");
        assert!(of_text.findings.is_empty(), "{:?}", of_text.findings);
    }
    let (warnings, analysis) = proven("table", &of_book);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(count(&analysis, ElementKind::Touchpoint), 3);
}

#[test]
fn sheets_become_journeys_that_share_their_people() {
    let rows: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    let other = vec![vec!["Stage", "Touchpoint", "Persona"], vec!["Return", "Packs", "BEN"]];
    let notes = vec![vec!["Just notes"]];
    let book = workbook(&[("Buying", &rows), ("Returning", &other), ("Notes", &notes), ("Empty", &[])]);
    let imported = import("t.xlsx", &book, None).expect("it is read");
    let (_, analysis) = proven("sheets", &imported);
    let titles: Vec<_> = analysis.model.journeys(journey::source::FileId(0)).map(journey::model::Node::caption).collect();
    assert_eq!(titles, ["Buying", "Returning"]);
    assert_eq!(imported.text.matches("persona ben ").count(), 1);
    let codes: Vec<Code> = imported.findings.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::NotImported], "the sheet of notes is named: {:?}", imported.findings);
}

#[test]
fn the_form_is_made_of_headings_that_are_known() {
    let headings: Vec<String> = form().map(std::borrow::Cow::into_owned).collect();
    assert!(headings.len() >= 8 && headings[..2] == ["Stage", "Touchpoint"], "{headings:?}");
    assert!(headings.iter().any(|heading| heading == "Emotion (-2 to +2)"), "it says its scale: {headings:?}");
    for column in COLUMNS {
        assert_eq!(heading(column.heading).map(|known| known.column.heading), Some(column.heading));
    }
    let filled = format!("{}\nSearch,Reads\n", headings.join(","));
    let imported = import("form.csv", filled.as_bytes(), None).expect("it is read");
    assert!(imported.findings.is_empty(), "{:?}", imported.findings);
    let empty = import("form.csv", format!("{}\n", headings.join(",")).as_bytes(), None);
    assert_eq!(empty.expect_err("there is nothing in it").0, "there is no row below its headings");
}

/// The headings as `docs/import.md` lists them.
fn listed() -> String {
    let mut out = String::from("| heading | also |\n|---|---|\n");
    for column in COLUMNS {
        let name = if column.in_form { format!("**{}**", column.heading) } else { column.heading.to_owned() };
        let _ = writeln!(out, "| {name} | {} |", column.synonyms.join(", "));
    }
    out
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
#[test]
fn the_page_lists_all_headings() {
    const BEGIN: &str = "<!-- generated from the table of columns: begin -->";
    const END: &str = "<!-- generated from the table of columns: end -->";
    let path = root().join("docs/import.md");
    let page = std::fs::read_to_string(&path).expect("it is there");
    let (before, rest) = page.split_once(BEGIN).expect("it has the marker");
    let (old, after) = rest.split_once(END).expect("and its end");
    let new = format!("\n\n{}\n", listed());
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{new}{END}{after}")).expect("it can be written");
        return;
    }
    assert_eq!(old, new, "run the tests with JOURNEY_UPDATE=1 and read what changed");
}

pub fn of_table(table: &str) -> journey::import::Imported {
    let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
    proven(table, &imported);
    imported
}

pub fn messages(imported: &journey::import::Imported) -> Vec<String> {
    imported.findings.iter().map(|found| found.message.clone()).collect()
}

/// Two columns of one meaning: both are taken where several things can be said, else the second becomes a lane and is named.
#[test]
fn no_second_column_is_lost() {
    for (heads, second) in [
        ("Stage,Touchpoint,Step", "step"),
        ("Stage,Touchpoint,Pain,Severity,Pain level", "pain-level"),
        ("Journey,Stage,Touchpoint,Map", "map"),
        ("Phase,Stage,Touchpoint,Journey phase", "journey-phase"),
        ("Stage,Touchpoint,Owner,Team", "team"),
        ("Stage,Touchpoint,Duration,Time", "time"),
        ("Stage,Touchpoint,Severity,Pain level", "pain-level"),
        ("Stage,Touchpoint,Status,Availability", "availability"),
    ] {
        let count = heads.split(',').count();
        let cells: Vec<String> = (0..count).map(|at| format!("cell {at}")).collect();
        let imported = of_table(&format!("{heads}\n{}\n", cells.join(",")));
        assert!(imported.text.contains(&format!("\"cell {}\"", count - 1)), "{heads}: {}", imported.text);
        assert!(imported.text.contains(&format!("lane {second} ")), "{heads}: {}", imported.text);
        assert!(messages(&imported).iter().any(|message| message.contains("means the same as")), "{heads}");
    }
    let both = of_table(
        "Step,Stage,Touchpoint,Pain,Severity,Pain point,Pain level,Action,Activity,Who,Actor\nfirst,S,T,Slow,high,Dear,low,Reads,Types,Ida,Milo\n",
    );
    assert!(
        both.text.contains("lane step \"Step\"") && both.text.contains("touchpoint t \"T\""),
        "the usual word is taken: {}",
        both.text
    );
    for said in
        ["pain \"Slow\" { severity: high }", "pain \"Dear\" { severity: low }", "\"Reads\"", "\"Types\"", "persona: ida, milo"]
    {
        assert!(both.text.contains(said), "{said}: {}", both.text);
    }
}

#[test]
fn headings_of_other_languages() {
    for table in [
        "Phase;Kontaktpunkt;Kanal;Handlung;Gefühl (1-5);Schmerzpunkte;Chancen\nSuche;Anzeige;Web;liest;4;zu laut;Rückruf\n",
        "Étape;Point de contact;Canal;Action;Émotion (1-5);Irritants;Opportunités\nSuche;Anzeige;Web;liest;4;zu laut;Rückruf\n",
        "Etapa\tPunto de contacto\tCanal\tAcción\tEmoción (1-5)\tDolor\tOportunidades\nSuche\tAnzeige\tWeb\tliest\t4\tzu laut\tRückruf\n",
    ] {
        let imported = of_table(table);
        assert_eq!(messages(&imported), Vec::<String>::new(), "{table}");
        for said in [
            "touchpoint anzeige",
            "channel: web",
            "action: \"liest\"",
            "emotion: +1",
            "pain \"zu laut\" {",
            "opportunity \"Rückruf\"",
        ] {
            assert!(imported.text.contains(said), "{said}: {}", imported.text);
        }
    }
}

/// Templates of workshops ask questions.
#[test]
fn headings_that_are_questions() {
    let english = "Stage,Touchpoint,What does the customer do?,What does the business do?,How do they feel? (1-5),What are they thinking?,\
                   What hurts?,What could be improved?,Who is responsible?\nBuy,Pays,Pays,Ships,2,Why?,Slow,Faster,Shop\n";
    let german = "Phase;Schritt;Was tut der Kunde?;Was tut das Unternehmen?;Wie fühlt sich der Kunde? (1-5);Was denkt der Kunde?;Schmerzpunkt;\
                  Was könnte besser sein?;Wer ist verantwortlich?\nBuy;Pays;Pays;Ships;2;Why?;Slow;Faster;Shop\n";
    let block = "    touchpoint pays \"Pays\" {\n      action: \"Pays\"\n      business: \"Ships\"\n      emotion: -1\n      thought: \"Why?\"\n      \
                 owner: shop\n      pain \"Slow\" {\n        opportunity \"Faster\"\n      }\n    }\n";
    for table in [english, german] {
        let imported = of_table(table);
        assert_eq!(messages(&imported), [""; 0]);
        let lines = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
            lines.sort();
            lines
        };
        let within =
            imported.text.split("stage buy \"Buy\" {\n").nth(1).and_then(|rest| rest.split("  }\n}").next()).expect("a stage");
        assert_eq!(lines(within), lines(block), "{}", imported.text);
    }
}

/// Without a column of touchpoints nothing tells the rows of a stage apart.
#[test]
fn rows_are_not_stirred_together() {
    let refused = import("t.csv", "Stage,Berührung,Action\nA,x,reads\nA,y,pays\n".as_bytes(), None).expect_err("it is refused");
    assert!(refused.0.contains("`Touchpoint`") && refused.0.contains("`Berührung`"), "{}", refused.0);
    for table in
        ["Stage,Legal,Action\nA,x,reads\nB,y,pays\n", "Stage,Persona,Legal\nA,Mara,x\nA,Tom,y\n", "Stage,Pain\nA,slow\n,dear\n"]
    {
        of_table(table);
    }
}

#[test]
fn rows_of_one_touchpoint_that_contradict_each_other_are_named() {
    let imported = of_table("Stage,Touchpoint,Emotion (1-5)\nA,B,1\nA,B,5\nA,C,2\nA,C,2\nA,D,1\n");
    assert_eq!(messages(&imported), ["`5` is another emotion than in a row above of the same touchpoint"]);
    assert_eq!(imported.findings[0].primary().text, "+2 here, -2 there: the curve has their mean");
    let some = of_table("Stage,Touchpoint,Persona,Emotion (1-5)\nA,B,\"Ann, Ben\",1\nA,B,\"Ann, Cy\",5\n");
    assert_eq!(messages(&some), ["`5` is another emotion than in a row above of the same touchpoint"]);
    for rows in ["A,B,Ann,1\nA,B,Ben,5\n", "A,B,Ann,1\nA,B,\"Ann, Ben\",5\n", "A,B,Ann,\"1\n5\"\n"] {
        let imported = of_table(&format!("Stage,Touchpoint,Persona,Emotion (1-5)\n{rows}"));
        assert_eq!(messages(&imported), [""; 0], "{rows}");
    }
}

/// A touchpoint has no goal, so it becomes one of the stage, for whom it is said of and on what it rests.
#[test]
fn goals_are_those_of_stages_for_their_people() {
    let imported = of_table(
        "Persona,Stage,Touchpoint,Source,Need,Goal\nAnn,Pay,Card,Survey,a receipt,Ben: speed\nBen,Pay,Cash,Survey,a receipt,\nBen,Pay,Invoice,,30 days,\n",
    );
    for said in ["need: \"a receipt\" from survey\n", "need: \"30 days\" for ben\n", "goal: \"speed\" for ben from survey\n"] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
    assert_eq!(messages(&imported), ["what stands under `Need` is said of stages", "what stands under `Goal` is said of stages"]);
    let of_stages = of_table("Stage,Touchpoint,Need\nPay,,a receipt\nPay,Card,\n");
    assert_eq!(messages(&of_stages), [""; 0]);
}

/// What all rows of a stage say is said once, for those whom they are about, also where the stage has touchpoints of other people.
#[test]
fn what_some_say_of_a_stage_is_theirs() {
    let imported = of_table(
        "Persona,Stage,Touchpoint,Channel,Action,Emotion (1-5),Pain,Severity\n\
         Ann,A,,Web,reads,2,slow,high\nBen,A,,Web,reads,2,slow,high\nCy,A,T1,,x,,,\n",
    );
    let lines: Vec<&str> = imported.text.lines().skip_while(|line| !line.contains("stage a")).map(str::trim).collect();
    assert_eq!(
        lines[1..5],
        [
            "channel: web for ann, ben",
            "action: \"reads\" for ann, ben",
            "emotion: -1 for ann, ben",
            "pain \"slow\" for ann, ben { severity: high }"
        ]
    );
    let all = of_table("Persona,Stage,Touchpoint,Action\nAnn,A,,reads\nBen,A,,reads\nAnn,A,T1,x\n");
    assert!(all.text.contains("    action: \"reads\"\n"), "{}", all.text);
    let alone = of_table("Persona,Stage,Touchpoint,Action\nAnn,A,,reads\nBen,A,,reads\nCy,B,T1,x\n");
    assert!(alone.text.contains("stage a \"A\" for ann, ben { action: \"reads\" }"), "{}", alone.text);
}

/// A source that nothing of its row rests on is one of the touchpoint.
#[test]
fn no_source_is_lost() {
    for (table, said) in [
        ("Stage,Touchpoint,Persona,Source\nA,T,Ann,Survey\nA,T,Bob,Interviews\n", "touchpoint t \"T\" from survey, interviews"),
        ("Stage,Touchpoint,Persona,Source\nA,,Ann,Survey\nA,,Bob,Calls\n", "stage a \"A\" from survey, calls"),
        ("Stage,Touchpoint,Source,Goal\nA,T,Survey,g\nA,T,Calls,h\n", "touchpoint t \"T\" from survey, calls"),
        ("Stage,Touchpoint,Source,Pain\nA,T,\"Survey, Calls\",slow [Survey]\n", "touchpoint t \"T\" from calls"),
        ("Stage,Touchpoint,Source,Pain\nA,T,Survey,slow\nA,T,Calls,dear\n", "touchpoint t \"T\" {"),
        (
            "Stage,Touchpoint,Source,Status\nA,T,Survey,live\nA,T,Calls,live\n",
            "touchpoint t \"T\" { status: live from survey, calls }",
        ),
        (
            "Stage,Touchpoint,Source,Duration\nA,T,Survey,1 h\nA,T,Calls,1 hour\n",
            "touchpoint t \"T\" { duration: 1 hour from survey; note: \"Duration: 1 hour\" from calls }",
        ),
        ("Stage,Touchpoint,Source,Owner\nA,T,Survey,Ops\nA,T,Calls,Ops\n", "touchpoint t \"T\" { owner: ops from survey, calls }"),
        (
            "Stage,Touchpoint,Persona,Source,Status\nA,T,,Survey,live\nA,T,Ann,Calls,LIVE\n",
            "touchpoint t \"T\" { status: live from survey; note: \"Status: LIVE\" from calls }",
        ),
        ("Stage,Touchpoint,Source,Action,Goal\nA,,Survey,,g\nA,T,,x,\n", "goal: \"g\" from survey"),
    ] {
        let imported = of_table(table);
        assert!(imported.text.lines().any(|line| line.trim().starts_with(said)), "{said}: {}", imported.text);
    }
    // The head of a stage would say them of its touchpoints, too; of what is not in the map no kind is guessed.
    for (table, said) in [
        ("Stage,Touchpoint,Source,Action\nA,,Calls,\nA,T,,x\n", "`Calls` is left out"),
        ("Stage,Touchpoint,Source,Moment of truth\nA,,\"Calls, Survey\",yes\nA,T,,\n", "`Calls`, `Survey` are left out"),
        ("Stage,Touchpoint,Source,Note\nA,,\"Calls, Survey\",x [Survey]\nA,T,,\n", "`Calls` is left out"),
    ] {
        assert_eq!(messages(&of_table(table)), [said], "{table}");
    }
}

/// Yes and no, two severities, two values: the first one stands, and the other is not lost.
#[test]
fn answers_severities_and_values_that_contradict_each_other_are_named() {
    let imported = of_table(
        "Stage,Touchpoint,Optional,Moment of truth,Pain,Severity,KPI\n\
         A,B,yes,yes,Slow,low,Rate: 5%\nA,B,no,no,Slow,high,Rate: 7%\nA,B,yes,,Slow,high,Rate: 7%\nA,C,no,,Dear,,Rate: 5%\nA,C,yes,,Dear,low,Rate\n",
    );
    let otherwise = "says otherwise than a row above of the same touchpoint";
    assert_eq!(
        messages(&imported),
        [
            &*format!("`no` {otherwise}"),
            &*format!("`no` {otherwise}"),
            "`high` is another severity of `Slow` than in a row above",
            "`Rate: 7%` is another value than in a row above",
            &*format!("`yes` {otherwise}"),
        ]
    );
    let kept = ["note: \"Optional: no\"", "note: \"Moment of truth: no\"", "note: \"Severity: high\"", "note: \"Optional: yes\""];
    for kept in kept.into_iter().chain(["metric \"Rate\" 5%", "metric \"Rate\" 7%", "pain \"Dear\" { severity: low }"]) {
        assert!(imported.text.contains(kept), "{kept}: {}", imported.text);
    }
}

/// Pains are joined over the rows of a touchpoint, and so is what answers them.
#[test]
fn a_row_answers_the_pain_of_another() {
    let imported = of_table(
        "Stage,Touchpoint,Pain,Opportunity\nA,T,Slow,\nA,T,,Cache → Slow\nA,T,Dear,\"Rent → Slow\nSale → Dear\nLess → More\"\nA,U,,Cache → Slow\n",
    );
    let lines: Vec<&str> = imported.text.lines().skip_while(|line| !line.contains("touchpoint t ")).map(str::trim).collect();
    let slow = ["pain \"Slow\" {", "opportunity \"Cache\"", "opportunity \"Rent\"", "}"];
    assert_eq!(lines[1..5], slow, "{}", imported.text);
    let dear = ["pain \"Dear\" {", "opportunity \"Sale\"", "opportunity \"Less → More\"", "}"];
    assert_eq!(lines[5..9], dear, "{}", imported.text);
    assert!(imported.text.contains("opportunity \"Cache → Slow\""), "{}", imported.text);
}

#[test]
fn two_columns_of_one_mark_that_contradict_each_other_are_named() {
    let imported = of_table("Stage,Touchpoint,Moment of truth,MOT\nA,B,yes,no\n");
    assert_eq!(messages(&imported), ["`no` says otherwise than another column of the same touchpoint"]);
}

/// Rows of one touchpoint repeat what they share: the map says it once, of all they are about.
#[test]
fn what_rows_of_one_touchpoint_repeat_is_said_once() {
    let heads = "Stage,Touchpoint,Persona,Optional,Moment of truth,Pain,Severity,Opportunity,KPI,Channel,Action,Emotion (1-5)\n";
    let shared = "yes,the price,Slow,low,Cache,Rate: 5%,\"App, Web\",\"Reads\nAsks\",2\n";
    let one = of_table(&format!("{heads}A,B,,{shared}"));
    let alike = of_table(&format!("{heads}A,B,,{shared}A,B,,{shared}A,B,,{shared}"));
    assert_eq!((&alike.text, messages(&alike).len()), (&one.text, 0));
    let differing = of_table(&format!("{heads}A,B,Ann,{shared}A,B,Ben,{shared}"));
    assert_eq!(
        differing.text,
        one.text.replace("  stage", "  persona: ann, ben\n\n  stage").replacen(
            "channel",
            "persona ann \"Ann\"\npersona ben \"Ben\"\n\nchannel",
            1
        )
    );
    let partly = of_table(
        "Stage,Touchpoint,Channel,Action,Pain,Opportunity\nA,B,App,Reads,\"Slow\nSlow\",Cache → Slow\nA,B,\"App, Web\",\"Reads\nAsks\",Slow,Server → Slow\n",
    );
    let lines: Vec<&str> = partly.text.lines().skip_while(|line| !line.contains("touchpoint")).map(str::trim).collect();
    // A pain that one row names twice is two.
    let pains = ["pain \"Slow\" {", "opportunity \"Cache\"", "opportunity \"Server\"", "}", "pain \"Slow\""];
    assert_eq!(lines[1..5], ["channel: app", "channel: web", "action: \"Reads\"", "action: \"Asks\""]);
    assert_eq!(lines[5..10], pains);
}

#[test]
fn several_lines_in_a_cell_of_touchpoints_are_named() {
    let imported = of_table("Stage,Touchpoint\nA,\"Advertisement\nTV spot\"\n");
    assert_eq!(messages(&imported), ["the lines of a cell became one touchpoint, `Advertisement TV spot`"]);
}

#[test]
fn groups_above_headings() {
    let above = of_table(",,Customer,Business\nStage,Touchpoint,Action,Pain\nA,x,reads,slow\n");
    assert!(above.text.contains("journey t \"T\""), "a group is no title: {}", above.text);
    assert_eq!(messages(&above), ["`Customer` is left out", "`Business` is left out"]);
    let alone = of_table("My map,,,\n,,Customer,\nStage,Touchpoint,Action,Pain\nA,x,reads,slow\n");
    assert!(alone.text.contains("journey my-map \"My map\""), "{}", alone.text);
    assert_eq!(messages(&alone), ["`Customer` is left out"]);
}

/// Numbers before titles say the order, which is said already; an apostrophe says that one belongs to its title.
#[test]
fn numbers_before_titles() {
    let titles = |imported: &Imported| -> Vec<String> {
        let stages = imported.text.lines().filter(|line| ["stage", "touchpoint"].iter().any(|word| line.trim().starts_with(word)));
        stages.filter_map(|line| line.split('"').nth(1).map(str::to_owned)).collect()
    };
    for (rows, expected, said) in [
        (
            "1. Search,a) Reads\n1. Search,b) Asks\n2. Pay,a) Pays\n",
            &["Search", "Reads", "Asks", "Pay", "Pays"][..],
            &["the numbers before 2 stages are left out", "the numbers before 3 touchpoints are left out"][..],
        ),
        (
            "Search,1) Reads\n,2) Asks\nPay,Pays\n",
            &["Search", "Reads", "Asks", "Pay", "Pays"],
            &["the numbers before 2 touchpoints are left out"],
        ),
        (
            "Search,Step 1: Reads\nPay,Step 2: Pays\n",
            &["Search", "Reads", "Pay", "Pays"],
            &["the numbers before 2 touchpoints are left out"],
        ),
        ("1. Search,Reads\nPay,Pays\n", &["1. Search", "Reads", "Pay", "Pays"], &[]),
        ("2. Search,Reads\n1. Pay,Pays\n", &["2. Search", "Reads", "1. Pay", "Pays"], &[]),
        ("1. Pay,Reads\n2. Pay,Pays\n", &["1. Pay", "Reads", "2. Pay", "Pays"], &[]),
        ("'1. Search,Reads\n'2. Pay,'3) Pays\n", &["1. Search", "Reads", "2. Pay", "3) Pays"], &[]),
    ] {
        let imported = of_table(&format!("Stage,Touchpoint\n{rows}"));
        assert_eq!(titles(&imported), expected, "{rows}");
        assert_eq!(messages(&imported), said, "{rows}");
    }
}

/// Headings in two rows are one row: groups stand over several of them, and the others over both rows.
#[test]
fn headings_in_two_rows() {
    let two =
        "Stage,Touchpoint,Customer,,Business,Source\n,,Action,Emotion (-2 to +2),Pains,\nA,x,reads,1,slow,Survey\n,y,pays,2,,\n";
    let csv = of_table(two);
    assert_eq!(messages(&csv), ["`Customer` is left out", "`Business` is left out"]);
    for said in ["touchpoint x \"x\"", "action: \"reads\"", "emotion: +2", "pain \"slow\"", "from survey"] {
        assert!(csv.text.contains(said), "{said}: {}", csv.text);
    }
    assert_eq!(csv.sources.get(FileId(0)).slice(csv.findings[1].primary().span), "Business");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (column, heading) in [(0, "Stage"), (1, "Touchpoint"), (5, "Source"), (6, "Smell")] {
        sheet.merge_range(0, column, 1, column, heading, &plain).expect("it fits");
    }
    sheet.merge_range(0, 2, 0, 3, "Customer", &plain).expect("it fits");
    sheet.write_string(0, 4, "Business").expect("it fits");
    for (column, heading) in [(2, "Action"), (3, "Emotion (-2 to +2)"), (4, "Pains")] {
        sheet.write_string(1, column, heading).expect("it fits");
    }
    for (row, cells) in [(2, ["A", "x", "reads", "1", "slow", "Survey", "wax"]), (3, ["", "y", "pays", "2", "", "", ""])] {
        for (column, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column as u16, cell).expect("it fits");
        }
    }
    let imported = import("t.xlsx", book.save_to_buffer().expect("it is written"), None).expect("it is read");
    assert_eq!(messages(&imported), ["`Customer` is left out", "`Business` is left out", "the heading `Smell` is not known"]);
    let smell = imported.findings[2].primary();
    assert_eq!(
        (imported.sources.get(smell.file).slice(smell.span), smell.text.as_str()),
        ("Smell", "cell G1: became the lane `smell`")
    );
    assert_eq!(
        imported.text.replace("lane smell \"Smell\"\n\n", "").replace("      smell: \"wax\"\n", ""),
        csv.text,
        "{}",
        imported.text
    );
}

#[test]
fn a_line_says_of_several_people_what_holds_for_each() {
    let imported = of_table(
        "Stage,Touchpoint,Persona,Emotion (-2 to +2),Pain,Severity\nA,x,\"Mara, Tom\",Mara: -1; Tom: 2,Mara: slow; Tom: dear,\"high\nlow\"\n",
    );
    for said in [
        "emotion: -1 for mara",
        "emotion: +2 for tom",
        "pain \"slow\" for mara { severity: high }",
        "pain \"dear\" for tom { severity: low }",
    ] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
    let one = of_table("Stage,Touchpoint,Persona,Pain\nA,x,Mara,Mara: slow; dear\n");
    assert!(one.text.contains("pain \"slow; dear\""), "{}", one.text);
}

/// A table is read and written in pieces: rows of every length, with quotes and line ends in cells, lie across their borders.
#[test]
fn no_row_of_a_long_table_is_lost() {
    const ROWS: usize = 100_000;
    let mut table = String::from("Stage,Touchpoint,Action\n");
    for row in 0..ROWS {
        let filling = "é\n\"\",\n".repeat(row % 7);
        let end = if row % 3 == 0 { "\r\n" } else { "\n" };
        let _ = write!(table, "Stage {},\"T{row} \"\"q\"\"\",\"{filling}{row}\"{end}", row / 50);
    }
    let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
    let text = imported.text.as_str();
    let after = |mark: &'static str| text.split(mark).skip(1);
    let number = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<usize>();
    assert!(after("touchpoint t").map(|rest| number(rest).ok()).eq((0..ROWS).map(Some)));
    let actions = text.split("action: ").skip(1).map(|rest| rest.matches("\"é\", \"\\\",\"").count());
    assert!(actions.eq((0..ROWS).map(|row| row % 7)), "each has its own lines");
    assert_eq!((after("\n  stage ").count(), messages(&imported).len()), (ROWS / 50, 0));
}

#[test]
fn what_has_no_title_is_called_like_its_file() {
    let imported = import("maps/rainy_day.csv", b"Stage,Touchpoint\nS,T\n", None).expect("it is read");
    assert!(imported.text.contains("journey rainy-day \"Rainy day\""), "{}", imported.text);
}
