//! Workbooks as a test needs them: sheets of rows, packed as Excel packs them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("it can be added");
        zip.write_all(bytes).expect("it can be written");
    }
    zip.finish().expect("it ends").into_inner()
}

/// The name of a column: `A`, `B`, … `AA`.
fn letters(mut column: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return out;
        }
        column = column / 26 - 1;
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The XML of a sheet. A cell that is a number is one.
fn sheet(rows: &[Vec<&str>]) -> String {
    let mut out = String::from("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        let _ = write!(out, "<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{}{}", letters(column), row + 1);
            if cell.parse::<f64>().is_ok() {
                let _ = write!(out, "<c r=\"{place}\"><v>{cell}</v></c>");
            } else {
                let text = escaped(cell);
                let _ = write!(out, "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
            }
        }
        out.push_str("</row>");
    }
    out + "</sheetData></worksheet>"
}

/// A workbook of sheets: name and rows.
pub fn workbook(sheets: &[(&str, &[Vec<&str>])]) -> Vec<u8> {
    let xml: Vec<String> = sheets.iter().map(|(_, rows)| sheet(rows)).collect();
    let all: Vec<(&str, &str)> = sheets.iter().zip(&xml).map(|((name, _), xml)| (*name, xml.as_str())).collect();
    of_xml(&all)
}

/// A workbook of sheets as XML.
pub fn of_xml(sheets: &[(&str, &str)]) -> Vec<u8> {
    of_parts(sheets, &[])
}

/// A workbook of sheets as XML, with more files beside them, or in the place of others.
pub fn of_parts(sheets: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    for (index, (name, _)) in sheets.iter().enumerate() {
        let number = index + 1;
        let _ = write!(list, "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(name));
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"{DOCUMENT}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
    }
    let workbook = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>");
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{DOCUMENT}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>"
    );
    let names: Vec<String> = (1..=sheets.len()).map(|number| format!("xl/worksheets/sheet{number}.xml")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
    ];
    files.extend(names.iter().zip(sheets).map(|(name, (_, xml))| (name.as_str(), xml.as_bytes())));
    files.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    files.extend(more.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    archive(&files)
}
