//! Tables as people in workshops write them: what stands beside and above them, and how they say what they mean.

use journey::import::{Format, Imported, import};

use super::proven;
use super::xlsx::{of_xml, workbook};

fn of_table(table: &str) -> Imported {
    let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
    proven(table, &imported);
    imported
}

fn of_sheets(sheets: &[(&str, &[Vec<&str>])]) -> Imported {
    let imported = import("t.xlsx", workbook(sheets), None).expect("it is read");
    proven("a workbook", &imported);
    imported
}

fn messages(imported: &Imported) -> Vec<&str> {
    imported.findings.iter().map(|found| found.message.as_str()).collect()
}

#[test]
fn a_second_column_of_phases_is_a_lane() {
    for heads in ["Phase,Journey phase,Touchpoint", "Phase,Phase,Touchpoint"] {
        let imported = of_table(&format!("{heads}\nBefore,Search,Ad\nBefore,Book,Site\n"));
        assert!(imported.text.contains("\"Search\"") && imported.text.contains("\"Book\""), "{}", imported.text);
        assert_eq!(imported.findings.len(), 1, "{:?}", imported.findings);
    }
}

/// The title above a table is that of the journey, unless the rows say another one.
#[test]
fn a_title_above_a_column_of_journeys_is_named() {
    let imported = of_table("Checkout workshop 2026\nJourney,Stage,Touchpoint\nAs-is,Pay,Enters card\n");
    assert_eq!(messages(&imported), ["`Checkout workshop 2026` is left out"]);
    let same = of_table("As-is\nJourney,Stage,Touchpoint\nAs-is,Pay,Enters card\n");
    assert!(same.findings.is_empty(), "{:?}", same.findings);
}

#[test]
fn texts_without_a_heading_are_named() {
    let imported = of_table("Stage,,Touchpoint\nPay,remember the elderly,a\nPay,ask Mara,b\n");
    assert_eq!(messages(&imported), ["`remember the elderly` and 1 more text in column 2 are left out"]);
    let one = of_table("Stage,,Touchpoint\nPay,ask Mara,b\n");
    assert_eq!(messages(&one), ["`ask Mara` in column 2 is left out"]);
}

/// A heading that is merged over columns stands over each of them.
#[test]
fn merged_headings_stand_over_all_their_columns() {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows = [
        [cell("A1", "Stage"), cell("B1", "Pains"), cell("D1", "Action")].concat(),
        [cell("A2", "Pay"), cell("B2", "dear"), cell("C2", "dark"), cell("D2", "pays")].concat(),
    ];
    let xml = format!(
        "<worksheet><sheetData><row r=\"1\">{}</row><row r=\"2\">{}</row></sheetData><mergeCells><mergeCell ref=\"B1:C1\"/>\
         </mergeCells></worksheet>",
        rows[0], rows[1]
    );
    let imported = import("t.xlsx", of_xml(&[("A", &xml)]), None).expect("it is read");
    assert!(imported.text.contains("pain \"dear\"") && imported.text.contains("pain \"dark\""), "{}", imported.text);
    assert_eq!(messages(&imported), [""; 0]);
}

/// Names of sheets tell journeys of one title apart, and are titles where there is none.
#[test]
fn names_of_sheets_are_kept() {
    let rows = |title: &'static str| vec![vec![title], vec!["Stage", "Touchpoint"], vec!["A", "T"]];
    let both = of_sheets(&[("As-is", &rows("Hotel")), ("To-be", &rows("Hotel"))]);
    assert!(both.text.contains("\"Hotel – As-is\"") && both.text.contains("\"Hotel – To-be\""), "{}", both.text);
    let plain = &rows("")[1..];
    assert!(of_sheets(&[("Hotel booking", plain)]).text.contains("\"Hotel booking\""));
    for usual in ["Sheet1", "Tabelle 2", "Map"] {
        assert!(of_sheets(&[(usual, plain)]).text.contains("journey t \"T\""), "{usual}");
    }
}

/// A sheet of something else beside a table of touchpoints is named, and a refusal says of which sheet it is.
#[test]
fn sheets_beside_the_table_do_not_stop_it() {
    let map = vec![vec!["Stage", "Touchpoint"], vec!["A", "T"]];
    let values = vec![vec!["Stage", "KPI", "Value"], vec!["A", "NPS", "x"], vec!["A", "CSAT", "y"]];
    let imported = of_sheets(&[("Journey", &map), ("KPIs", &values)]);
    assert_eq!(messages(&imported), ["the sheet `KPIs` is left out"]);
    let refusal = import("t.xlsx", workbook(&[("KPIs", &values)]), None).expect_err("rows of one stage would become one");
    assert!(refusal.0.starts_with("the sheet `KPIs`: no heading says `Touchpoint`"), "{}", refusal.0);
}

/// A column that a sheet of details does not know is kept.
#[test]
fn sheets_of_details_may_say_more() {
    let map = vec![vec!["Stage", "Touchpoint", "Persona", "Pain"], vec!["A", "T", "Ann", "Slow"]];
    let people = vec![vec!["Persona", "Age", "Goal"], vec!["Ann", "34", "Run"], vec!["Ben", "28-35", "Look good"]];
    let pains = vec![vec!["Pain", "Place", "Affects", "Votes"], vec!["Slow", "T › A › T", "34%", "7"]];
    let imported = of_sheets(&[("Map", &map), ("Personas", &people), ("Pains", &pains)]);
    for said in
        ["persona ben \"Ben\"", "goal: \"Run\"", "note: \"Age: 34\"", "note: \"Age: 28-35\"", "affects: 34%", "note: \"Votes: 7\""]
    {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
    assert_eq!(messages(&imported), ["the column `Age` is kept in notes", "the column `Votes` is kept in notes"]);
}

/// A map below a word or a small table of something else is a map.
#[test]
fn a_map_below_something_else_is_a_map() {
    let map = vec![vec!["Stage", "Touchpoint", "Pain"], vec!["A", "x", "p"]];
    let below = [vec!["Persona"], vec!["Ann"], vec![""], vec!["Stage", "Touchpoint", "Pain"], vec!["C", "z", "r"]];
    for sheets in [&[("Map", &map[..]), ("S", &below[..])][..], &[("S", &below[..])]] {
        let imported = of_sheets(sheets);
        assert!(imported.text.contains("touchpoint z \"z\"") && imported.text.contains("pain \"r\""), "{}", imported.text);
        assert!(!imported.text.contains("persona stage"), "{}", imported.text);
    }
    let wider = vec![vec!["Persona", "Goal"], vec!["Ann", "Run", "beside"]];
    let imported = of_sheets(&[("Map", &map), ("Personas", &wider)]);
    assert!(imported.text.contains("goal: \"Run\"") && imported.text.contains("note: \"beside\""), "{}", imported.text);
    assert_eq!(messages(&imported), ["a column without a heading is kept in notes"]);
}

/// A sign for nothing under *Phase* beside no stage repeats the stage above.
#[test]
fn nothing_under_phase_ends_no_stage() {
    for row in ["-,,y", "n/a,-,y"] {
        let imported = of_table(&format!("Phase,Stage,Touchpoint\nP,A,x\n{row}\n"));
        assert_eq!(imported.text.matches("stage ").count(), 1, "{}", imported.text);
    }
}

/// Shares from one to another, however that is written.
#[test]
fn ranges_of_shares_are_read() {
    let map = vec![vec!["Stage", "Touchpoint", "Pain"], vec!["A", "T", "Slow"]];
    for range in ["10–20%", "10% - 20%", "10%..20%", "10 to 20%", "10—20 %"] {
        let pains = vec![vec!["Pain", "Place", "Affects"], vec!["Slow", "T › A › T", range]];
        let imported = of_sheets(&[("Map", &map), ("Pains", &pains)]);
        assert!(imported.text.contains("affects: 10%..20%") && imported.findings.is_empty(), "{range}: {}", imported.text);
    }
}

/// Times of day that rise are no lengths of time.
#[test]
fn times_of_day_are_a_lane() {
    let day = of_table("Time,Stage,Touchpoint\n08:00,Morning,Wakes up\n09:30,,Takes bus\n17:45,Evening,Goes home\n");
    assert_eq!(messages(&day), ["`Time` holds times of day, and no lengths of time"]);
    assert!(day.text.contains("time: \"17:45\"") && !day.text.contains("duration"), "{}", day.text);
    for lengths in ["Time,Stage,Touchpoint\n0:05,A,T\n0:10,,U\n", "Duration,Stage,Touchpoint\n08:00,A,T\n09:30,,U\n"] {
        assert!(of_table(lengths).text.contains("duration: "), "{lengths}");
    }
}

/// What one says is not said of another one.
#[test]
fn commas_part_what_people_say() {
    let table = |emotion: &str, thought: &str| {
        of_table(&format!(
            "Stage,Touchpoint,Persona,Emotion (1-5),Thought\nA,T,\"Anna, Ben\",\"{emotion}\",\"{thought}\"\nA,U,Anna,5,\nA,V,Ben,1,\n"
        ))
    };
    let told = table("Anna: 2, Ben: 4", "Anna: fine, thanks, Ben: awful");
    for said in ["emotion: -1 for anna", "emotion: +1 for ben", "thought: \"fine, thanks\" for anna", "thought: \"awful\" for ben"]
    {
        assert!(told.text.contains(said), "{said}: {}", told.text);
    }
    for unclear in ["Anna 2, Ben 4", "2 (Anna), 4 (Ben)"] {
        let imported = table(unclear, "x");
        assert!(imported.text.contains(&format!("note: \"Emotion (1-5): {unclear}\"")), "{}", imported.text);
        assert_eq!(imported.findings.len(), 1, "{unclear}: {:?}", imported.findings);
    }
    let decimal = table("lost, 2,5", "x");
    assert!(decimal.text.contains("emotion: -0.5 \"lost\""), "{}", decimal.text);
    let together = of_table("Stage,Touchpoint,Persona\nA,T,Anna\nA,U,Ben\nA,V,Anna & Ben\nA,W,Anna and Ben\nA,X,R & D\n");
    assert_eq!(together.text.matches("\npersona ").count() + 1, 3, "{}", together.text);
    assert!(together.text.contains("touchpoint v \"V\" for anna, ben"), "{}", together.text);
}

/// Errors of a program for tables say nothing, and a bound is no number of a feeling.
#[test]
fn errors_and_bounds_are_no_values() {
    let imported = of_table("Stage,Touchpoint,Emotion (1-5),Action\nA,T,#N/A,#REF!\nA,U,> 3,x\n");
    assert_eq!(messages(&imported), ["`> 3` is not one number"]);
    assert!(imported.text.contains("touchpoint t \"T\"\n") && !imported.text.contains('#'), "{}", imported.text);
}

/// Values of metrics are not torn.
#[test]
fn metrics_stay_whole() {
    let imported = of_table(
        "Stage,Touchpoint,KPI\nA,T,\"EUR 12.5\n1h 30min\n5 of 10\nConversion: 12%, up from 8%\nPrice EUR 4.90\nNPS 34\"\n",
    );
    for metric in [
        "metric \"EUR 12.5\"\n",
        "metric \"1h 30min\"\n",
        "metric \"5 of 10\"\n",
        "metric \"Conversion: 12%, up from 8%\"\n",
        "metric \"Price\" EUR 4.9\n",
        "metric \"NPS\" 34\n",
    ] {
        assert!(imported.text.contains(metric), "{metric}: {}", imported.text);
    }
}

/// The sign between cells is that between headings, whatever stands in a title above them.
#[test]
fn titles_with_commas_do_not_part_cells() {
    for table in [
        "Ziel: schnell, gut, günstig, einfach;;\nPhase;Kontaktpunkt;Emotion\nKauf;Zahlt;2\n",
        "Workshop, 12. März 2026\nPhase;Kontaktpunkt;Emotion\nKauf;Zahlt;2\n",
        "Phase;Kontaktpunkt, Schritt\nKauf;Zahlt\n",
    ] {
        let imported = of_table(table);
        assert!(imported.text.contains("stage kauf \"Kauf\""), "{table}: {}", imported.text);
    }
}
