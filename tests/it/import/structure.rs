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
    let imported = import("t.xlsx", &of_xml(&[("A", &sheet(&rows, &format!("<mergeCells>{tags}</mergeCells>")))]), None);
    let text = imported.expect("it is read").text;
    assert_eq!(text.matches("touchpoint ").count(), 3000);
    assert!(text.matches("channel: web").count() == 3000 || text.contains("\n  channel: web"), "{}", &text[..500]);
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
