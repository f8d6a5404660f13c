//! Mermaid as it is rarely written, against what Mermaid's own parser makes of it.

use journey::diagnostic::Code;
use journey::import::{Format, import};

use super::corpus::differences;
use super::proven;
use crate::export::node;

/// Diagrams in which a word has nothing behind it, whether Mermaid reads them, and what is said of them.
const DIAGRAMS: &[(&str, bool, &[&str])] = &[
    ("journey\ntitle\n  Foo\nsection A\n x: 3: Me\n", true, &[]),
    ("journey\n title\r\nFoo\r\n x: 3: Me\r\n", true, &[]),
    ("journey\n title\n%% c\nFoo\n x: 3: Me\n", true, &[]),
    ("journey\n title A\nsection\nB # c\n x: 3: Me\n", true, &[]),
    ("journey\ntitle\nsection A\n x: 3: Me\n", true, &["`section A` is what the `title` above says, in Mermaid"]),
    ("journey\nsection\n section B\n x: 3: Me\n", true, &["`section B` is what the `section` above says, in Mermaid"]),
    ("journey\n y: 2: Me\n title\n x: 3: Me\n", true, &["`x: 3: Me` is what the `title` above says, in Mermaid"]),
    ("journey\ntitle   \nsection A\n x: 3: Me\n", true, &["the title is empty"]),
    ("journey\ntitle\n  \nsection A\n x: 3: Me\n", true, &["the title is empty"]),
    ("journey\n title  #c\n x: 3: Me\n", true, &["the title is empty"]),
    ("journey\ntitle A\nsection  \n x: 3: Me\n", true, &["the section has no name"]),
    ("journey\ntitle \n  Foo: 3: Me\nsection A\n x: 3: Me\n", false, &["`title` has no score"]),
    ("journey\ntitle\n\nsection A\n x: 3: Me\n", false, &["`title` has no score"]),
    ("journey\nsection\n\n x: 3: Me\n", false, &["`section` has no score"]),
    ("journey\n title # c\n x: 3: Me\n", false, &["`title` has no score"]),
    ("journey\n titles\n x: 3: Me\n", false, &["`titles` has no score"]),
    ("journey\n x: 3: Me\n section", false, &["`section` has no score"]),
];

#[test]
fn words_with_nothing_behind_them() {
    let sources: Vec<String> = DIAGRAMS.iter().map(|(text, ..)| (*text).to_owned()).collect();
    let read = node(&sources);
    for (index, (text, accepted, messages)) in DIAGRAMS.iter().enumerate() {
        let imported = import("a.mmd", text.as_bytes(), Some(Format::Mermaid)).expect(text);
        let (_, analysis) = proven(text, &imported);
        let rejected = imported.findings.iter().any(|found| found.code == Code::RejectedText);
        assert_eq!(rejected, !accepted, "{text:?}: {:?}", imported.findings);
        let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(said, *messages, "{text:?}\n{}", imported.text);
        if let Some(read) = read.as_ref().map(|read| &read[index]) {
            assert_eq!(read["error"].is_null(), *accepted, "{text:?}: {read}");
            assert!(!accepted || differences(read, &analysis).is_empty(), "{text:?}: {read}\n{}", imported.text);
        }
    }
}
