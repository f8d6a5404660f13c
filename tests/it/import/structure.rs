//! The structure of tables: which rows and columns there are, what stands beside the cells, and what is said where a table is not as it seems.

use std::fmt::Write as _;

use journey::import::{Format, Imported, import};

use super::proven;
use super::xlsx::{of_parts, of_xml};

fn of_table(table: &str) -> Imported {
    let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
    proven(table, &imported);
    imported
}

fn of_book(book: &[u8]) -> Imported {
    let imported = import("t.xlsx", book, None).expect("it is read");
    proven("a workbook", &imported);
    imported
}

fn messages(imported: &Imported) -> Vec<&str> {
    imported.findings.iter().map(|found| found.message.as_str()).collect()
}

/// The XML of a sheet of texts, and what stands behind its cells.
fn sheet(rows: &[&[&str]], after: &str) -> String {
    let mut out = String::from("<worksheet><sheetData>");
    for (row, cells) in (1..).zip(rows) {
        let _ = write!(out, "<row r=\"{row}\">");
        for (column, cell) in ('A'..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
            let _ = write!(out, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        }
        out.push_str("</row>");
    }
    out + "</sheetData>" + after + "</worksheet>"
}

/// A program for tables keeps the text of merged cells in the first of them, and people see it in all rows.
#[test]
fn merged_cells_say_the_same_in_all_their_rows() {
    let rows: &[&[&str]] = &[
        &["Stage", "Touchpoint", "Channel", "Owner", "Persona", "Pain"],
        &["A", "T1", "Web", "Ops", "Ann"],
        &["", "T2", "", "", "", "slow"],
        &["A", "", "", "", "Bob", "dear"],
        &["B", "T3", "Shop", "Sales"],
    ];
    // The last reaches far below the rows; another one beside each other; one is about headings, and one begins with nothing.
    let merged = ["A2:A3", "B3:B4", "C2:C4", "D2:D3", "E2:E3", "C5:D5", "C5:C1048576", "A1:A9", "F2:F3"];
    let tags: String = merged.iter().fold(String::new(), |tags, range| format!("{tags}<mergeCell ref=\"{range}\"/>"));
    let imported = of_book(&of_xml(&[("A", &sheet(rows, &format!("<mergeCells count=\"9\">{tags}</mergeCells>")))]));
    for said in [
        "touchpoint t1 \"T1\" for ann { channel: web; owner: ops }",
        "touchpoint t2 \"T2\" for ann, bob {\n      channel: web\n      owner: ops for ann\n",
        "touchpoint t3 \"T3\" { channel: shop; owner: sales }",
    ] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
    assert_eq!(messages(&imported), ["what 3 merged cells say is repeated in each of their rows"]);
    let place = imported.findings[0].primary();
    assert_eq!(imported.sources.get(place.file).slice(place.span), "Web");
}

/// Ranges that no program writes are gone through in the time of the cells.
#[test]
fn merged_cells_that_nobody_could_have_merged() {
    let all: Vec<String> = (0..3000).map(|row| format!("T{row}")).collect();
    let cells: Vec<[&str; 3]> = all.iter().map(|title| ["A", title.as_str(), if title == "T0" { "Web" } else { "" }]).collect();
    let rows: Vec<&[&str]> =
        std::iter::once(&["Stage", "Touchpoint", "Channel"][..]).chain(cells.iter().map(|row| &row[..])).collect();
    let tags = "<mergeCell ref=\"C2:C1048576\"/><mergeCell ref=\"B2:XFD4294967295\"/>".repeat(100_000);
    let start = std::time::Instant::now();
    let imported = import("t.xlsx", of_xml(&[("A", &sheet(&rows, &format!("<mergeCells>{tags}</mergeCells>")))]), None);
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    let text = imported.expect("it is read").text;
    assert_eq!(text.matches("touchpoint ").count(), 3000);
    assert_eq!(text.matches("channel: web").count(), 3000);
}

/// Notes stuck on a sheet, pictures and charts are named where they lie.
#[test]
fn what_lies_on_a_sheet_is_named() {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let anchor = |row: usize, inside: &str| {
        format!("<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>{row}</xdr:row></xdr:from>{inside}</xdr:oneCellAnchor>")
    };
    let text = |text: &str| {
        format!(
            "<xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p><a:p><a:r><a:t>Mo</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        )
    };
    let shapes = [
        anchor(1, &text("Ask &lt;them&gt;")),
        anchor(2, &format!("<xdr:grpSp><xdr:pic/>{}</xdr:grpSp>", text(&"long ".repeat(20)))),
        anchor(
            3,
            &format!(
                "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
                text("One")
            ),
        ),
        anchor(9, "<xdr:sp><xdr:txBody><a:p/></xdr:txBody></xdr:sp><xdr:graphicFrame/>"),
    ];
    let drawing = format!("<xdr:wsDr>{}</xdr:wsDr>", shapes.concat());
    let relations = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>"
    );
    let rows: &[&[&str]] = &[&["Stage", "Touchpoint"], &["A", "T1"], &["", "T2"], &["", "T3"]];
    let parts = [("xl/worksheets/_rels/sheet1.xml.rels", relations.as_str()), ("xl/drawings/drawing1.xml", &drawing)];
    let imported = of_book(&of_parts(&[("A", &sheet(rows, ""))], &parts));
    assert_eq!(
        messages(&imported),
        [
            "the text `Ask <them> Mo` that lies on the sheet is left out",
            "2 pictures and charts that lie on the sheet are left out",
            "the text `long long long long long long long long long long long long…` that lies on the sheet is left out",
            "the text `One Mo` that lies on the sheet is left out",
        ]
    );
    let places: Vec<&str> = imported.findings.iter().map(|found| found.primary().text.as_str()).collect();
    assert_eq!(
        places,
        [
            "cell B2: write it into a cell",
            "cell B3: the first of them",
            "cell B3: write it into a cell",
            "cell B4: write it into a cell"
        ]
    );
}

/// Headings on each page are no stage.
#[test]
fn headings_that_are_said_again() {
    let once = of_table("Stage,Touchpoint,Emotion (1-5),Pain\nA,T1,3,slow\nB,T2,2,\n");
    assert_eq!(messages(&once), [""; 0]);
    let twice = of_table(
        "Stage,Touchpoint,Emotion (1-5),Pain\nA,T1,3,slow\n\nStage,Touchpoint,Emotion (1-5),Pain\nB,T2,2,\nStage,Touchpoint\n",
    );
    assert_eq!(messages(&twice), ["2 rows that say the headings again are left out"]);
    assert_eq!(twice.text, once.text);
    for again in ["STAGE,touchpoint,EMOTION,Pains", "Stage:,Touchpoints:,Emotion (1-5):,Pain points", "stage,Step,Feeling,Pain"] {
        let said = of_table(&format!("Stage,Touchpoint,Emotion (1-5),Pain\nA,T1,3,slow\n\n{again}\nB,T2,2,\n"));
        assert_eq!((messages(&said), &said.text), (vec!["a row that says the headings again is left out"], &once.text), "{again}");
    }
    let heads = "Stage,Touchpoint,Customer,\n,,Action,Pains\n";
    let groups = of_table(&format!("{heads}A,T1,reads,slow\n{heads}B,T2,pays,\n"));
    assert_eq!(messages(&groups), ["`Customer` is left out", "2 rows that say the headings again are left out"]);
    assert_eq!(groups.text, of_table(&format!("{heads}A,T1,reads,slow\nB,T2,pays,\n")).text);
    let word = of_table("Stage,Touchpoint,Pain\nStage,,\nStage,Build-up,Pain\n");
    assert_eq!(messages(&word), [""; 0], "a single word may be meant");
    assert!(word.text.contains("stage stage \"Stage\""), "{}", word.text);
}

/// A second table below has columns of its own: read by the first headings it would say something else.
#[test]
fn two_tables_below_each_other_are_refused() {
    let two = "Stage,Touchpoint,Emotion (1-5)\nA,T1,3\n\nStage,Touchpoint,Pain\nB,T2,slow\n";
    let turned = "Stage,Touchpoint,Pain\nA,T1,slow\nTouchpoint,Stage,Pain\nT2,B,dear\n";
    let scale = "Stage,Touchpoint,Emotion (1-5)\nA,T,3\n\nStage,Touchpoint,Emotion (1-10)\nB,U,5\n";
    let severe = "Stage,Pain,Severity (1 = low)\nA,x,3\nStage,Pain,Severity (1 = highest)\nB,y,5\n";
    let named_later = "Stage,Emotion\nA,3\nStage,Emotion (1-10)\nB,5\n";
    let more_below = "Title\nStage,Touchpoint,Pain\nA,\"T\n1\",slow\n\nStage,Touchpoint,Emotion,Channel\nB,T2,1,Web\n";
    for (table, places) in [
        (two, "line 4 has other headings than line 1"),
        (turned, "line 3 has other headings than line 1"),
        (scale, "line 4 has other headings than line 1"),
        (severe, "line 3 has other headings than line 1"),
        (named_later, "line 3 has other headings than line 1"),
        (more_below, "line 6 has other headings than line 2"),
    ] {
        let refused = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect_err(table);
        assert!(refused.0.contains(places), "{table}: {}", refused.0);
    }
    let rows: &[&[&str]] = &[
        &["Stage", "Touchpoint", "Pain"],
        &["A", "T1", "slow"],
        &[],
        &[],
        &[],
        &["Stage", "Touchpoint", "Emotion"],
        &["B", "T2", "1"],
    ];
    let refused = import("t.xlsx", of_xml(&[("A", &sheet(rows, ""))]), None).expect_err("it is two");
    assert!(refused.0.contains("row 6 has other headings than row 1"), "{}", refused.0);
    // The same scale in other words is no other one, nor is what stands in brackets behind other headings.
    for again in ["Stage,Step (all),Emotion (1 to 5)", "Stage,Touchpoint,Emotion", "Stage,Touchpoint,Emotion ( 1-5 )"] {
        let table = format!("Stage,Touchpoint,Emotion (1-5)\nA,T,3\n{again}\nB,U,5\n");
        assert_eq!(messages(&of_table(&table)), ["a row that says the headings again is left out"], "{again}");
    }
    let groups = of_table("Stage,Touchpoint,Customer,,\n,,Action,Pain,Quote\nA,T1,reads,slow,oh\n");
    assert_eq!(messages(&groups), ["`Customer` is left out"]);
}

/// A block of rows may have whose they are above its headings.
#[test]
fn blocks_of_people() {
    let blocks = of_table(
        "Shop,,\nPersona: Ann,,\nStage,Touchpoint,Pain\nA,T1,slow\nA,T2,\n,,\nPersona: Ben,,\nStage,Touchpoint,Pain\nB,T3,dear\n",
    );
    assert_eq!(messages(&blocks), ["a row that says the headings again is left out"]);
    for said in
        ["journey shop \"Shop\" {\n  persona: ann, ben\n", "t1 \"T1\" for ann {", "t2 \"T2\" for ann\n", "t3 \"T3\" for ben {"]
    {
        assert!(blocks.text.contains(said), "{said}: {}", blocks.text);
    }
    let beside = of_table("Customer:,\"Ann, Ben\"\nStage,Touchpoint\nA,T1\n\nWho:,Cy\nStage,Touchpoint\nB,T2\n");
    assert!(beside.text.contains("t1 \"T1\" for ann, ben\n") && beside.text.contains("t2 \"T2\" for cy\n"), "{}", beside.text);
    let own = of_table("Persona: Ann,,\nStage,Touchpoint,Persona\nA,T1,Ben\nA,T2,\n");
    assert!(own.text.contains("t1 \"T1\" for ben\n") && own.text.contains("t2 \"T2\" for ann\n"), "{}", own.text);
    let title = of_table("Persona: the shopper's way\n\nStage,Touchpoint\nA,T1\n");
    assert!(title.text.contains("persona the-shopper-s-way"), "{}", title.text);
}

/// Notes below a table are none of its stages.
#[test]
fn notes_below_a_table_are_named() {
    for empty in ["\n", ",,\n"] {
        let notes = of_table(&format!("Stage,Touchpoint,Pain\nA,T1,slow\n{empty}Source: Survey 2024,,\n* n = 12,,\n"));
        assert_eq!(messages(&notes), ["`Source: Survey 2024` is left out", "`* n = 12` is left out"]);
        assert_eq!(notes.text, of_table("Stage,Touchpoint,Pain\nA,T1,slow\n").text);
    }
    for stage in
        ["A,T1,slow\nSource: x,,\n", "A,T1,slow\n\nAftercare,,\n", "A,T1,slow\n\nStep 3: Aftercare,,\n", "A,T1,\n\nNote: b,T,\n"]
    {
        let imported = of_table(&format!("Stage,Touchpoint,Pain\n{stage}"));
        assert_eq!((messages(&imported), imported.text.matches("stage ").count()), (vec![], 2), "{stage}");
    }
}

/// Lists and boards call what each row is about by a column of names.
#[test]
fn a_column_of_names_is_that_of_touchpoints() {
    for (table, heading) in [
        ("Name,Stage,Channel\nSees ad,Aware,Web\nPays,Buy,Shop\n", "Name"),
        ("Phase,Titel,Channel\nAware,Sees ad,Web\nBuy,Pays,Shop\n", "Titel"),
    ] {
        let imported = of_table(table);
        assert_eq!(messages(&imported), [format!("`{heading}` is read as the touchpoint of each row")]);
        assert!(imported.text.contains("touchpoint sees-ad \"Sees ad\" { channel: web }"), "{}", imported.text);
    }
    let both = of_table("Name,Stage,Touchpoint\nx,A,T\n");
    assert_eq!(messages(&both), ["the heading `Name` is not known"]);
    assert!(both.text.contains("lane name \"Name\""), "{}", both.text);
}

/// Sums and means of columns end a table, and are none of its stages.
#[test]
fn rows_of_totals_are_named() {
    let table = "Stage,Touchpoint,Cost\nA,T1,5\nB,T2,7\n";
    let totals = of_table(&format!("{table}Total:,,12\n,Durchschnitt,EUR 6.0\n"));
    assert_eq!(messages(&totals)[1..], ["the row of `Total:` is left out", "the row of `Durchschnitt` is left out"]);
    assert_eq!(totals.text, of_table(table).text);
    for stage in ["Total,,all of it\n", "Total,Pays,12\n", "Total,,12\nC,T3,4\n", "Totals paid,,12\n"] {
        let imported = of_table(&format!("{table}{stage}"));
        assert!(imported.text.contains("stage total"), "{stage}: {}", imported.text);
    }
}

/// What is merged over all columns stands above the rows of a stage, where no column names that.
#[test]
fn banners_are_stages() {
    let rows: &[&[&str]] =
        &[&["Touchpoint", "Channel", "Pain"], &["Before"], &["T1", "Web", "slow"], &["T2"], &["After"], &["T3", "Shop"], &["Last"]];
    let tags = |last: &str| {
        format!(
            "<mergeCells><mergeCell ref=\"A2:{last}2\"/><mergeCell ref=\"A5:{last}5\"/><mergeCell ref=\"A7:{last}7\"/></mergeCells>"
        )
    };
    let imported = of_book(&of_xml(&[("A", &sheet(rows, &tags("C")))]));
    assert_eq!(messages(&imported), ["what is merged over all columns became the stages of the rows below"]);
    let places = [
        "stage before \"Before\" {",
        "touchpoint t1 ",
        "touchpoint t2 ",
        "stage after \"After\" {",
        "touchpoint t3 ",
        "stage last \"Last\"",
    ];
    let mut rest = imported.text.as_str();
    for place in places {
        let at = rest.find(place).unwrap_or_else(|| panic!("{place}: {}", imported.text));
        rest = &rest[at..];
    }
    let partly = of_book(&of_xml(&[("A", &sheet(rows, &tags("B")))]));
    assert!(partly.text.contains("touchpoint before"), "{}", partly.text);
}

/// The rows of a stage stand together in a map; where that is another order than that of the table, it is said once.
#[test]
fn a_stage_that_comes_again_is_named() {
    let said = |table: &str| messages(&of_table(table)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let again = of_table("Stage,Touchpoint\nBrowse,Home\nBuy,Cart\nbrowse,More items\nBuy,Pay\n");
    assert_eq!(messages(&again), ["the stage `browse` and 1 more come again, and their rows are put together"]);
    assert!(again.findings[0].help.as_deref().is_some_and(|help| help.contains("a name of its own")));
    for in_order in [
        "Stage,Touchpoint\nBrowse,Home\nBROWSE,More\n,Most\nBuy,Pay\n",
        "Journey,Stage,Touchpoint\nOne,Browse,Home\nOne,Buy,Pay\nTwo,Browse,Home\nTwo,Buy,Pay\n",
        "Journey,Stage,Touchpoint\nOne,Browse,Home\nTwo,Browse,Home\nOne,Browse,More\nTwo,Buy,Pay\nOne,Buy,Pay\n",
        "Persona,Stage,Touchpoint\nAnn,Browse,Home\nAnn,Buy,Pay\nBob,Browse,Home\nBob,Buy,Pay\n",
        "Persona,Stage,Touchpoint\nAnn,Browse,Home\n,Buy,Pay\nBob,Browse,Home\n,Buy,Pay\n",
        "Phase,Stage,Touchpoint\nBefore,Talk,Call\nBefore,Buy,Pay\nAfter,Talk,Call\n",
    ] {
        assert_eq!(said(in_order), [""; 0], "{in_order}");
    }
    let one =
        "Persona,Stage,Touchpoint\nAnn,Browse,Home\nAnn,Buy,Pay\nBob,Browse,Home\nBob,Buy,Pay\nBob,Browse,More\nBob,Buy,Cart\n";
    assert_eq!(said(one), ["the stage `Browse` and 1 more come again, and their rows are put together"]);
    let first = "Persona,Stage,Touchpoint\nAnn,Browse,Home\nAnn,Buy,Pay\nBob,Browse,Home\nBob,Buy,Pay\nAnn,Browse,More\n";
    assert_eq!(said(first), ["the stage `Browse` comes again, and its rows are put together"]);
    let more = "Stage,Touchpoint\nA,a\nB,b\nA,c\nB,d\nC,e\nA,f\nC,g\n";
    assert_eq!(said(more), ["the stage `A` and 2 more come again, and their rows are put together"]);
    let journey = "Journey,Stage,Touchpoint\nOne,Browse,Home\nTwo,Buy,Home\nOne,Buy,Pay\nTwo,Go,Home\nOne,Browse,More\n";
    assert_eq!(said(journey), ["the stage `Browse` comes again, and its rows are put together"]);
}

/// That the order of rows tells what their numbers tell is said only where it is so.
#[test]
fn numbers_of_rows_that_tell_another_order() {
    let why = |rows: &str| {
        let imported = of_table(&format!("#,Stage,Touchpoint\n{rows}"));
        imported
            .findings
            .iter()
            .find(|found| found.message == "the column `#` is left out")
            .map(|found| found.primary().text.clone())
    };
    let same = "the order of rows tells";
    let other = "its numbers differ from the order of the rows, which counts";
    for (rows, expected) in [
        ("1,Buy,Pay\n2,Go,Home\n10,Go,Cart\n", same),
        ("1,Buy,Pay\n2,Buy,Cart\n1,Go,Home\n", same),
        ("1.1,Buy,Pay\n1.2,Buy,Cart\n,Buy,Ask\n2.1.,Go,Home\n", same),
        ("3,Buy,Pay\n1,Go,Home\n2,Go,Cart\n", other),
        ("1.2,Buy,Pay\n1.1,Go,Home\n", other),
        ("1,Buy,Pay\n2,Go,Home\n3,Buy,Cart\n", "they count the rows, and rows of a stage are put together"),
    ] {
        assert_eq!(why(rows).as_deref(), Some(expected), "{rows}");
    }
    for (words, kept) in
        [("B7,Buy,Pay\nA3,Buy,Cart\n", "\"B7\""), ("C-12 see invoice,A,T\nA-3 urgent,A,U\n", "\"C-12 see invoice\"")]
    {
        let imported = of_table(&format!("No,Stage,Touchpoint\n{words}"));
        assert_eq!(messages(&imported), ["`No` holds words, and no numbers of rows"]);
        assert!(imported.text.contains(&format!("no: {kept}")), "{}", imported.text);
    }
}

/// On a wall each stage has a column. Names of stages may be known words, and so may those of a table that stands as it should.
#[test]
fn walls_are_refused() {
    for wall in [
        "Stage,Aware,Buy\nAction,sees,pays\n",
        "Phase,Research,Experience,Comment\nTouchpoint,Google,Shop,Review page\nPain,too much,slow,spam\n",
        "Stage,Research,Experience,Support\nActions,googles,uses it,calls\nPain points,too much,slow,queue\n",
        "Stage,Interest,Research,Idea,Experience,Support\nActions,sees,googles,sketches,tries,calls\nEmotion,1,2,3,4,5\n",
        ",Stage,Aware,Consider,Buy\n,Actions,sees,reads,pays\n,Pains,none,slow,queue\n",
        "Anna,,\nCustomer,Stage,Aware,Buy\n,Actions,sees,pays\nBusiness,Support,x,y\n,Pains,none,slow\n",
        ",Aware,,Buy\nTouchpoints,Ad,Friend,Shop\nActions,sees,hears,pays\nMood board,x,y,z\n",
        "Needs,a,b\nActions,c,d\nPains,e,f\n",
        "Phase,Bedarf,Kauf\nHandlung,sucht,zahlt\nSchmerzpunkte,a,b\nStimmung,1,2\n",
        "Stage,Aware,Buy\nNeeds,a,b\nQuotes,c,d\n",
    ] {
        let refusal = import("t.csv", wall.as_bytes(), Some(Format::Csv)).expect_err(wall);
        assert!(refusal.0.contains("stand below each other"), "{wall}: {}", refusal.0);
    }
    for table in [
        "Stage,Touchpoint,Emotion\nResearch,Ad,1\nSupport,Call,2\nIdea,Sketch,3\nExperience,Shop,4\nOrder,Cart,5\n",
        "Stage,Touchpoint\nResearch,Ad\nResearch,Call\nResearch,Rating\nUse,Comment\n",
        "Touchpoint,Emotion (1-5)\nAd,1\nShop,2\nRating,3\nComment,4\nCart,5\nPay,1\nHelp,2\n",
        "Stage,Wer macht das\nBedarf,Kunde\nKauf,Kunde\nNutzung,Kunde\n",
        "Stage,Wer macht das\nVorschlag,Kunde\nBewertung,Kunde\n",
        "Phase,Beschreibung,Dauer\nBedarf,a,1 h\nSupport,b,2 h\nErfahrung,c,3 h\n",
        "Touchpoint,Emotion (1-5)\nAd,1\nShop,2\nRating,3\nComment,4\nCart,5\n",
        "Stage,Goal,Note\nAttention,a,b\nInterest,a,b\nDesire,a,b\nAction,a,b\n",
        "Who,Stage,Touchpoint\nCustomer,Buy,Pay\nUser,Use,Start\nTeam,Use,Help\n",
    ] {
        of_table(table);
    }
}

/// What the tables of this text become: the map, and what is said.
fn of(table: &str) -> (String, Vec<String>) {
    let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
    proven(table, &imported);
    (imported.text, imported.findings.into_iter().map(|found| found.message).collect())
}

/// Names of groups of columns stand apart, and are nobody's names; a label and a name stand beside each other.
#[test]
fn groups_of_columns_are_no_people() {
    for above in ["Customer;;;;Company;", "Kunde;;;;Bank;"] {
        let (map, said) = of(&format!(
            "{above}\nStage;Touchpoint;Persona;Emotion (1-5);Backstage;Pain\nInfo;Site;Anna;3;CMS;x\nBuy;Pays;all;2;Till;y\n"
        ));
        assert_eq!((map.matches("persona ").count(), said.len()), (1, 2), "{map}{said:?}");
        assert!(map.contains("touchpoint pays \"Pays\" {\n"), "{map}");
    }
    let (map, said) = of("Persona:;Lisa;;\nDate:;5 May;;\nStage;Touchpoint;Emotion (1-5);Pain\nInfo;Site;3;x\n");
    assert!(map.contains("persona lisa \"Lisa\"") && said.iter().any(|said| said.contains("5 May")), "{map}{said:?}");
}

/// Sums may have notes below them, and what stands among notes is one.
#[test]
fn sums_and_notes_end_a_table() {
    let table = "Stage;Touchpoint;Emotion (1-5);Pain\nInfo;Site;3;\nBuy;Pays;2;Slow\n";
    for (end, left) in [
        ("Average;;2.5;\n\nCollected by Jo on the fifth of May\n", 2),
        (";Average rating;2.5;\nLegend: 1 is bad;;;\n", 2),
        ("Ø;;2,5;\nMin;;2;\nMax;;3;\n", 3),
        ("\nLegend: 1 is bad\nWho answers?\nParking lot\n", 3),
    ] {
        let (map, said) = of(&format!("{table}{end}"));
        assert_eq!((map.matches("stage ").count(), said.len()), (2, left), "{end}{map}{said:?}");
    }
    // A stage to be filled is none of that.
    let (map, said) = of(&format!("{table}\nStays;;;\n"));
    assert_eq!((map.matches("stage ").count(), said), (3, vec![]), "{map}");
}

/// The line below the headings of a table of Markdown.
#[test]
fn the_rule_of_a_table_of_markdown() {
    let (map, said) = of("Stage|Touchpoint|Emotion (1-5)\n:---|:-:|---:\nInfo|Site|3\n");
    assert_eq!((map.matches("stage ").count(), said), (1, vec![]), "{map}");
}

/// Whoever adds a row with a short name may mean the person of the whole one.
#[test]
fn people_who_are_called_alike_are_named() {
    let table =
        |first: &str, second: &str| format!("Stage,Touchpoint,Persona,Pain\nInfo,Site,{first},Amira: ads\nBuy,Pays,{second},\n");
    let whole = "\"\"\"Amira, first-time runner\"\"\"";
    for (first, second, name, other) in
        [(whole, "Amira", "Amira", "Amira, first-time runner"), ("Amira", whole, "Amira, first-time runner", "Amira")]
    {
        let (_, said) = of(&table(first, second));
        assert_eq!(said, [format!("`{name}` is somebody else than `{other}`")]);
    }
    assert_eq!(of(&table(whole, "Ben")).1, [""; 0]);
    assert_eq!(of(&table(whole, "\"\"\"Amira, pro\"\"\"")).1, [""; 0]);
}

/// A range in words is no number.
#[test]
fn ranges_in_words_are_no_numbers() {
    for range in ["4 to 5", "4 bis 5", "1 or 2"] {
        let (map, said) = of(&format!("Stage,Touchpoint,Emotion (1-5)\nInfo,Site,{range}\nBuy,Pays,2\n"));
        assert_eq!(said, [format!("`{range}` is not one number")], "{map}");
        assert!(map.contains(&format!("note: \"Emotion (1-5): {range}\"")), "{map}");
    }
    let (map, said) = of("Stage,Touchpoint,Emotion (1-5)\nInfo,Site,4 to be sure\n");
    assert!(said.is_empty() && map.contains("emotion: +1 \"to be sure\""), "{map}");
}
