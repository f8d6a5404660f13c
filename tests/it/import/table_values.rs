//! What stands in the cells of a table: ratings, feelings, numbers, and what stands for nothing.

use journey::import::{Format, import};

use super::proven;
use super::table::{messages, of_table};
use super::xlsx::workbook;

#[test]
fn scales_are_told_by_the_heading_or_by_the_numbers() {
    let emotions = |heading: &str, numbers: &[&str]| {
        let rows = numbers.iter().enumerate().map(|(index, number)| format!("S;T{index};{number}\n"));
        let table = format!("Stage;Touchpoint;{heading}\n{}", rows.collect::<String>());
        let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
        proven(&table, &imported);
        let written = imported.text.split("emotion: ").skip(1).map(|rest| rest.split(" }").next().unwrap_or_default().to_owned());
        (written.collect::<Vec<_>>(), imported.findings.len())
    };
    for (heading, numbers, expected, findings) in [
        ("Emotion", &["-2", "0", "1,5"][..], &["-2", "0", "+1.5"][..], 0),
        ("Emotion", &["1", "3", "5"], &["-2", "0", "+2"], 1),
        ("Emotion", &["10", "1"], &["+2", "-2"], 1),
        ("Emotion", &["1", "2"], &["-2", "-1"], 1),
        ("Emotion", &["0", "1", "2"], &["0", "+1", "+2"], 1),
        ("Emotion", &["+1", "+2"], &["+1", "+2"], 0),
        ("\"Emotion (1 = very happy, 5 = very sad)\"", &["1", "5"], &["+2", "-2"], 0),
        ("Emotion (Schulnote 1-6)", &["1", "6"], &["+2", "-2"], 0),
        ("\"Emotion (1 = blue, 5 = green)\"", &["1"], &["-2"], 1),
        ("Emotion (1-5)", &["1", "2"], &["-2", "-1"], 0),
        ("Emotion (5..1)", &["1", "5"], &["+2", "-2"], 0),
        ("Emotion (1-5)", &["6", "5"], &["+2"], 1),
        ("Emotion", &["1/5", "7/7 wow"], &["-2", "+2 \"wow\""], 1),
        ("Feelings", &["lost", "😊"], &["\"lost\"", "\"😊\""], 1),
    ] {
        let expected: Vec<String> = expected.iter().map(|&text| text.to_owned()).collect();
        assert_eq!(emotions(heading, numbers), (expected, findings), "{heading} {numbers:?}");
    }
}

#[test]
fn ratings_of_all_sorts_are_read_and_their_scale_is_said() {
    let numbers = ["4 out of 5", "3/5", "80%", "4", "***", "★★★★★", "lost"];
    let rows = numbers.iter().enumerate().map(|(index, number)| format!("S,T{index},{number}\n"));
    let imported = of_table(&format!("Stage,Touchpoint,Emotion\n{}", rows.collect::<String>()));
    for (index, written) in ["+1", "0", "+1.2", "+1", "0", "+2", "\"lost\""].into_iter().enumerate() {
        assert!(imported.text.contains(&format!("touchpoint t{index} \"T{index}\" {{ emotion: {written} }}")), "{}", imported.text);
    }
    assert_eq!(
        messages(&imported),
        ["the numbers of `Emotion` are read as from 1 (worst) to 5 (best) and from 0 to 100 where `%` stands"]
    );
    let imported = of_table("Stage,Touchpoint,Emotion\nS,T,1\nS,U,2\n");
    assert_eq!(messages(&imported), ["the numbers of `Emotion` are read as from 1 (worst) to 5 (best)"]);
    let imported = of_table("Stage,Touchpoint,Emotion (1-5)\nS,T,3/5\nS,U,0/10\n");
    assert_eq!(
        messages(&imported),
        ["the numbers of `Emotion (1-5)` are read as from 0 to 5 where `/5` stands and from 0 to 10 where `/10` stands"]
    );
    assert!(imported.text.contains("{ emotion: -2 }"), "{}", imported.text);
}

#[test]
fn what_stands_for_nothing_says_nothing() {
    let imported = of_table(
        "Stage,Touchpoint,Persona,Channel,Pain,Thought,Emotion,Severity\nA,x,all,-,none,n/a,?,\nA,y,Mara,n/a,–,TBD,—,\nA,z,\"\"\"all\"\"\",Web,\"slow\n-\",keine,-,'–\n",
    );
    assert_eq!(messages(&imported), Vec::<String>::new());
    for nothing in ["thought", "emotion", "\"-\"", "n-a", "none", "note"] {
        assert!(!imported.text.contains(nothing), "{nothing}: {}", imported.text);
    }
    for said in ["persona mara \"Mara\"", "persona all \"all\"", "channel web \"Web\"", "pain \"slow\""] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
}

#[test]
fn what_is_not_one_number_is_named() {
    for feeling in ["3-4", "4 5", "1→5", "~2"] {
        let imported = of_table(&format!("Stage,Touchpoint,Emotion (1-5)\nA,x,{feeling}\nA,y,3\n"));
        assert_eq!(messages(&imported), [format!("`{feeling}` is not one number")]);
        assert!(imported.text.contains(&format!("note: \"Emotion (1-5): {feeling}\"")), "{}", imported.text);
    }
    let faces = of_table("Stage,Touchpoint,Emotion\nA,x,😡\nA,y,😀\nA,z,+/-\n");
    assert_eq!(messages(&faces), ["`Emotion` has faces and no numbers: they are no points of the curve"]);
    assert!(faces.text.contains("emotion: \"+/-\""), "{}", faces.text);
    let other = of_table("Stage,Touchpoint,Emotion (1-5)\nA,x,2 / 4\n");
    assert!(other.findings[0].help.is_none(), "the heading says a scale already: {:?}", other.findings);
}

/// Signs without numbers are feelings where one of them is good; `-` alone stands for nothing.
#[test]
fn signs_and_faces_are_feelings() {
    let imported = of_table("Stage,Touchpoint,Emotion\nA,a,++\nA,b,+\nA,c,o\nA,d,-\nA,e,--\nA,f,\nA,g,\"+/-\"\n");
    assert_eq!(messages(&imported), ["the signs of `Emotion` are read as from -2 (`--`) to +2 (`++`)"]);
    let felt: Vec<&str> =
        imported.text.split("touchpoint ").skip(1).map(|rest| rest.split(['\n']).next().unwrap_or_default()).collect();
    assert_eq!(
        felt,
        [
            "a \"a\" { emotion: +2 }",
            "b \"b\" { emotion: +1 }",
            "c \"c\" { emotion: 0 }",
            "d \"d\" { emotion: -1 }",
            "e \"e\" { emotion: -2 }",
            "f \"f\"",
            "g \"g\" { emotion: 0 }"
        ]
    );
    let beside = of_table(
        "Persona,Stage,Touchpoint,Emotion\n,A,a,+\n,A,b,-- angry\n,A,c,\"+\n--\"\n,A,d,++ glad\nAnn,A,e,\nBen,A,e,Ann: ++; Ben: --\n\
         ,A,f,Cy: ++; Dan: --\n,A,g,glad (++) [Ann]\n,A,h,angry --\n,A,i,\"- one\n- two\"\n,A,j,ok (+)\n",
    );
    let mut words = beside.text.split("touchpoint ").skip(1).map(|rest| rest.split_whitespace().collect::<Vec<_>>().join(" "));
    for felt in [
        "a \"a\" { emotion: +1 }",
        "b \"b\" { emotion: -2 \"angry\" }",
        "c \"c\" { emotion: +1; emotion: -2 }",
        "d \"d\" { emotion: +2 \"glad\" }",
        "e \"e\" for ann, ben { emotion: +2 for ann; emotion: -2 for ben }",
        "f \"f\" { note: \"Emotion: Cy: ++; Dan: --\" }",
        "g \"g\" { emotion: \"glad (++) [Ann]\" }",
        "h \"h\" { emotion: -2 \"angry\" }",
        "i \"i\" { emotion: \"one\"; emotion: \"two\" }",
        "j \"j\" { emotion: +1 \"ok\" } } }",
    ] {
        assert_eq!(words.next().as_deref(), Some(felt), "{}", beside.text);
    }
    assert_eq!(
        messages(&beside),
        ["the signs of `Emotion` are read as from -2 (`--`) to +2 (`++`)", "`Cy: ++; Dan: --` is not one number"]
    );
    let nothing = of_table("Stage,Touchpoint,Emotion\nA,a,-\nA,b,--\n");
    assert!(!nothing.text.contains("emotion"), "{}", nothing.text);
    let face = of_table("Stage,Touchpoint,Emotion\nA,a,😡 -2 énervée\nA,b,nervous (first time)\n");
    assert!(face.text.contains("emotion: -2 \"😡 énervée\"") && face.text.contains("\"nervous (first time)\""), "{}", face.text);
    let two = of_table("Stage,Touchpoint,Emotion (-2 to 2),Satisfaction (1-5)\nA,a,-2,5\nA,b,2,5\n");
    assert_eq!(messages(&two), ["`5` is another emotion than in another column of the same touchpoint"]);
}

/// Of numbers with a point or comma before three digits nobody knows what they are, so they stay as they are written.
#[test]
fn thousands_are_not_decimals() {
    let imported =
        of_table("Stage,Touchpoint,Metric,Duration\nA,a,\"Visits 1,234\",\"1,000 h\"\nA,b,\"Visits 1,234,567\",\"1,5 h\"\n");
    assert_eq!(messages(&imported), ["`1,000 h` is no length of time such as `2 weeks`"]);
    for kept in ["metric \"Visits 1,234\"", "note: \"Duration: 1,000 h\"", "metric \"Visits\" 1234567", "duration: 1.5 hours"] {
        assert!(imported.text.contains(kept), "{kept}: {}", imported.text);
    }
}

#[test]
fn yes_and_no_of_programs_for_tables() {
    let imported = of_table("Stage,Touchpoint,Moment of truth,Optional\nA,a,WAHR,FALSCH\nA,b,FAUX,VRAI\nA,c,✗,✓\n");
    assert_eq!((imported.text.matches("moment-of-truth").count(), imported.text.matches("optional").count()), (1, 2));
    let names = of_table("Stage,Touchpoint,Persona\nA,a,\"Ann (25, student), Ben\"\n");
    assert!(names.text.contains("persona: ann-25-student, ben"), "{}", names.text);
}

/// Numbers of severity are of a scale that the heading tells; what it does not tell is said.
#[test]
fn numbers_of_severity_have_a_scale() {
    let read = |heading: &str, numbers: &[&str]| {
        let rows = numbers.iter().enumerate().map(|(at, number)| format!("A,t{at},p,{number}\n")).collect::<Vec<_>>().concat();
        let imported = of_table(&format!("Stage,Touchpoint,Pain,{heading}\n{rows}"));
        let words = imported.text.split("severity: ").skip(1).map(|rest| rest.split(' ').next().unwrap_or_default().to_owned());
        (words.collect::<Vec<String>>().join(" "), messages(&imported).join("; "))
    };
    let said = |heading: &str, from: &str, to: &str| {
        format!("the numbers of `{heading}` are read as from {from} (low) to {to} (critical)")
    };
    assert_eq!(read("Severity (1 = highest)", &["1", "4"]), ("critical low".into(), String::new()));
    assert_eq!(read("Severity (1 = low; 5 = critical)", &["1", "3", "5"]), ("low medium critical".into(), String::new()));
    assert_eq!(read("Severity (1-10)", &["4", "10"]), ("medium critical".into(), said("Severity (1-10)", "1", "10")));
    assert_eq!(read("Severity", &["1", "5", "high"]), ("low critical high".into(), said("Severity", "1", "5")));
    assert_eq!(read("Severity", &["1", "3"]), ("low high".into(), said("Severity", "1", "4")));
    assert_eq!(read("Severity (1-5; 1 = worst)", &["1", "5"]), ("critical low".into(), String::new()));
    assert_eq!(read("Severity (1-3; 1 = high)", &["1", "2", "3"]), ("high medium low".into(), String::new()));
    assert_eq!(read("Severity (1 = not critical; 3 = critical)", &["1", "3"]), ("low critical".into(), String::new()));
    let felt = of_table("Stage,Touchpoint,Emotion (1 = best)\nA,a,1\nA,b,5\n");
    assert!(felt.text.contains("a \"a\" { emotion: +2 }") && felt.text.contains("b \"b\" { emotion: -2 }"), "{}", felt.text);
    assert_eq!(read("Severity", &["low", "high"]), ("low high".into(), String::new()));
}

/// Counts of people are no people, and numbers no pains.
#[test]
fn columns_of_numbers_are_no_names() {
    let counts = of_table("Stage,Touchpoint,Users,Frustration (1-5)\nA,a,\"12,345\",1\nA,b,900,5\n");
    assert_eq!(messages(&counts), ["`Users` holds numbers, and no persona", "`Frustration (1-5)` holds numbers, and no pain"]);
    assert!(counts.text.contains("users: \"12,345\"") && !counts.text.contains("persona"), "{}", counts.text);
    let names = of_table("Stage,Touchpoint,Persona\nA,a,\"\"\"900\"\"\"\n");
    assert!(names.text.contains("persona _900 \"900\""), "{}", names.text);
}

/// What tells nothing by itself has one scale in all sheets.
#[test]
fn one_scale_holds_for_all_sheets() {
    let sheet = |numbers: [&'static str; 2]| {
        let [first, second] = numbers;
        vec![vec!["Stage", "Touchpoint", "Emotion"], vec!["S", "T", first], vec!["S", "U", second]]
    };
    for (one, other, expected) in [
        (["1", "2"], ["3", "5"], ["-2", "-1", "0", "+2"]),
        (["1", "2"], ["-1", "0"], ["+1", "+2", "-1", "0"]),
        (["1", "2"], ["7", "10"], ["-2", "-1.56", "+0.67", "+2"]),
    ] {
        let book = workbook(&[("As is", &sheet(one)), ("To be", &sheet(other))]);
        let imported = import("t.xlsx", &book, None).expect("it is read");
        let written: Vec<&str> =
            imported.text.split("emotion: ").skip(1).map(|rest| rest.split(" }").next().unwrap_or_default()).collect();
        assert_eq!(written, expected, "{one:?} {other:?}");
    }
}

#[test]
fn stars_are_kept() {
    let imported = of_table("Stage,Touchpoint,Note,Thought\nS,T,***,* one\n");
    assert!(imported.text.contains("note: \"***\"") && imported.text.contains("thought: \"one\""), "{}", imported.text);
}

/// A formula that nobody has worked out says nothing, and it is said which cell that is.
#[test]
fn formulas_without_a_value_are_named() {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Stage</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Touchpoint</t></is></c></row>";
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{head}\
         <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Search</t></is></c><c r=\"B2\" s=\"0\"/></row>\
         <row r=\"3\"><c r=\"A3\"><f>A2&amp;\"!\"</f></c><c r=\"B3\" t=\"str\"><f>A2</f><v>Reads</v></c></row>\
         <row r=\"4\"><c r=\"A4\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData></worksheet>"
    );
    let imported = import("t.xlsx", super::xlsx::of_xml(&[("A", &sheet)]), None).expect("it is read");
    assert_eq!(messages(&imported), ["the cells `A3`, `A4` hold formulas without a value, or errors, and are read as empty"]);
    let place = imported.findings[0].primary();
    assert_eq!(imported.sources.get(place.file).slice(place.span), "=A2&\"!\"");
    assert!(imported.text.contains("\"Reads\""), "{}", imported.text);
}

/// Times, lengths of time, shares and sums of money are read as their cells show them.
#[test]
fn numbers_are_read_as_they_are_shown() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let cells = ["Stage", "Touchpoint", "Duration", "Emotion", "Note", "Metric"];
    let write = |sheet: &mut rust_xlsxwriter::Worksheet, row: u32, duration: (f64, &str), share: f64, note: (f64, &str)| {
        let format = |code: &str| rust_xlsxwriter::Format::new().set_num_format(code);
        sheet.write_string(row, 1, format!("T{row}")).expect("it fits");
        sheet.write_number_with_format(row, 2, duration.0, &format(duration.1)).expect("it fits");
        sheet.write_number_with_format(row, 3, share, &format("0%")).expect("it fits");
        sheet.write_number_with_format(row, 4, note.0, &format(note.1)).expect("it fits");
    };
    for (at, cell) in cells.iter().enumerate() {
        sheet.write_string(0, at as u16, *cell).expect("it fits");
    }
    sheet.write_string(1, 0, "S").expect("it fits");
    write(sheet, 1, (1.5 / 24.0, "h:mm"), 0.8, (0.354_166_666_7, "hh:mm"));
    write(sheet, 2, (26.0 / 24.0, "[h]:mm"), 0.0, (46_000.5, "yyyy-mm-dd hh:mm"));
    write(sheet, 3, (45.0 / 86_400.0, "h:mm:ss"), 1.0, (4.9, "\"EUR\" #,##0.00"));
    let imported = import("t.xlsx", book.save_to_buffer().expect("it is written"), None).expect("it is read");
    for said in [
        "duration: 90 minutes; emotion: +1.2; note: \"08:30\"",
        "duration: 26 hours; emotion: -2; note: \"2025-12-09 12:00\"",
        "duration: 45 seconds; emotion: +2; note: \"EUR 4.9\"",
    ] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
}

#[test]
fn a_row_that_a_comma_has_shifted_is_pointed_out() {
    let help = |table: &str| -> Vec<(String, Option<String>)> {
        let imported = of_table(table);
        imported.findings.iter().map(|found| (found.message.clone(), found.help.clone())).collect()
    };
    let quotes = |sign: &str| {
        Some(format!(
            "if a {sign} in this row belongs to a text, write quotes around the text: what follows it stands one heading too far"
        ))
    };
    let head = "Stage,Touchpoint,Action,Note\n";
    assert_eq!(help(&format!("{head}S,T,Looks, and asks,loud\nS,U,Pays,\n")), [("`loud` is left out".to_owned(), quotes("comma"))]);
    // What was last is not lost, but stands under another heading.
    assert_eq!(
        help(&format!("{head}S,T,Looks, and asks,\nS,U,Pays,\nS,V,Goes,\n")),
        [("this row has 5 cells, and there are 4 headings".to_owned(), quotes("comma"))]
    );
    let moved = help("Stage,Touchpoint,Who,Note\nS,Sees an ad, on a tram,Mara,\n");
    assert_eq!(moved, [("this row has 5 cells, and there are 4 headings".to_owned(), quotes("comma"))]);
    // Some programs end all rows with a comma.
    assert_eq!(help(&format!("{head}S,T,Looks,,\nS,U,Pays,,\n")), []);
    assert_eq!(
        help("Stage;Touchpoint;Action\nS;T;Looks; asks\nS;U;Pays\n"),
        [("`asks` is left out".to_owned(), quotes("semicolon"))]
    );
}

#[test]
fn an_emotion_in_two_columns_is_one() {
    let of = |head: &str, rows: &str| {
        let imported = of_table(&format!("Stage,Touchpoint,{head}\n{rows}"));
        let emotions = imported.text.lines().flat_map(|line| line.split("emotion: ").skip(1));
        let emotions: Vec<String> =
            emotions.map(|rest| rest.split([';', '}']).next().unwrap_or_default().trim().to_owned()).collect();
        (emotions, messages(&imported))
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(
        of("Rating (1-5),Emotion", "S,A,5,😍\nS,B,1,lost and angry\nS,C,,torn\nS,D,3,\nS,E,4,-\n"),
        (["+2 \"😍\"", "-2 \"lost and angry\"", "\"torn\"", "0", "+1"].map(str::to_owned).to_vec(), none.clone())
    );
    assert_eq!(of("Mood,Score (1-5)", "S,A,glad,5\n").0, ["+2 \"glad\""]);
    // What cannot be one stands by itself.
    assert_eq!(of("Rating (1-5),Emotion", "S,A,5,\"glad\n- torn\"\n").0, ["+2", "\"glad\"", "\"torn\""]);
    assert_eq!(of("Rating (1-5),Emotion", "S,A,7,glad\nS,B,2,sad\n").0, ["\"glad\"", "-1 \"sad\""]);
    assert_eq!(of("Rating (1-5),Emotion", "S,A,5,glad\nS,B,4,-1 sad\n").0, ["+2", "\"glad\"", "+1", "-1 \"sad\""]);
    assert_eq!(of("Rating (1-5),Emotion", "S,A,5,glad\nS,A,4,sad\n").0, ["+2", "+1", "\"glad\"", "\"sad\""]);
}
