//! JSON that somebody or something has edited: what is said twice and differs, and what has no place in a map, is said.

use journey::import::{Imported, import};

use super::proven;

/// What a document with these elements and ways becomes.
fn of(elements: &str, ways: &str) -> Imported {
    let json = format!("{{\"version\":1,\"model\":{{\"elements\":[{elements}]}},\"graph\":[{ways}]}}");
    let imported = import("map.json", json.as_bytes(), None).unwrap_or_else(|refusal| panic!("{json}: {refusal:?}"));
    proven(elements, &imported);
    imported
}

/// What is said of it.
fn said(imported: &Imported) -> Vec<&str> {
    imported.findings.iter().map(|found| found.message.as_str()).collect()
}

/// What a journey with a stage becomes, of which these are the members, and what is said of it.
fn stage(members: &str) -> (String, Vec<String>) {
    let people = r#"{"kind":"persona","id":"ann"},{"kind":"persona","id":"ben"},{"kind":"source","id":"log","fields":{"kind":[{"type":"word","value":"observed"}]}}"#;
    let journey = format!(r#"{{"kind":"journey","id":"j","elements":[{{"kind":"stage","id":"j.s",{members}}}]}}"#);
    let imported = of(&format!("{people},{journey}"), "");
    let block = imported.text.split_once("journey j {\n").map_or("", |(_, block)| block);
    let lines: Vec<&str> = block.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "}").collect();
    (lines.join(" "), said(&imported).into_iter().map(str::to_owned).collect())
}

#[track_caller]
fn stage_is(members: &str, text: &str, findings: &[&str]) {
    let (is, said) = stage(members);
    assert_eq!((is.as_str(), said.iter().map(String::as_str).collect::<Vec<_>>().as_slice()), (text, findings), "{members}");
}

/// A field that may stand once stands once for the same people under one condition.
#[test]
fn once_for_each_under_each_condition() {
    let days = |days: u32, more: &str| format!(r#"{{"type":"quantity","value":{{"low":{days},"unit":"days"}}{more}}}"#);
    let durations = |claims: &[String]| format!("\"fields\":{{\"duration\":[{}]}}", claims.join(","));
    let (x, y) = (r#","when":"x""#, r#","when":"y""#);
    let (ann, both, both_again) = (r#","for":["ann"]"#, r#","for":["ann","ben"]"#, r#","for":["ben","ann","ben"]"#);
    stage_is(
        &durations(&[days(5, x), days(6, y), days(7, ann), days(8, both)]),
        r#"stage s { duration: 5 days when "x" duration: 6 days when "y" duration: 7 days for ann duration: 8 days for ann, ben"#,
        &[],
    );
    stage_is(
        &durations(&[days(5, x), days(6, both), days(7, x), days(8, both_again), days(9, "")]),
        r#"stage s { duration: 5 days when "x"; duration: 6 days for ann, ben }"#,
        &["`duration: 7 days` is left out", "`duration: 8 days` is left out", "`duration: 9 days` is left out"],
    );
}

/// Who is not declared is, since a statement without its people would be said of all.
#[test]
fn people_who_are_not_there_are_declared() {
    let imported = of(
        r#"{"kind":"journey","id":"j","elements":[{"kind":"stage","id":"j.s","fields":{"thought":[
        {"type":"text","value":"Mine","for":["zed","x.zed"],"from":["log"]},{"type":"text","value":"Ours","for":["zed"]}]}}]}"#,
        "",
    );
    assert_eq!(
        said(&imported),
        ["`x.zed` is declared as the persona `zed-2`", "`zed` is declared as the persona `zed`", "`from log` is left out"]
    );
    assert!(imported.text.starts_with("persona zed\npersona zed-2\n"), "{}", imported.text);
    assert!(imported.text.contains("{ thought: \"Mine\" for zed, zed-2; thought: \"Ours\" for zed }"), "{}", imported.text);
}

/// The language has no words for what holds for all in the block of some.
#[test]
fn what_is_for_all_within_what_is_for_some() {
    let claims = r#""fields":{"thought":[{"type":"text","value":"a"},{"type":"text","value":"b","for":["ben"],"from":["log"]}]}"#;
    stage_is(
        &format!(r#""for":["ann"],"from":["log"],{claims}"#),
        r#"stage s for ann from log { thought: "a"; thought: "b" for ben }"#,
        &[
            "what names nobody in `for` is for them as all around it, `ann`",
            "what names nothing in `from` rests on that as all around it, `log`",
        ],
    );
}

/// The data counts; that the text beside it says something else is said.
#[test]
fn values_and_texts_that_differ() {
    let claim = |field: &str, value: &str| format!(r#""fields":{{"{field}":[{value}]}}"#);
    for (members, text, finding) in [
        (
            claim("duration", r#"{"type":"quantity","value":{"low":5,"unit":"days"},"text":"6 days"}"#),
            "stage s { duration: 5 days }",
            "`5 days` is taken, and not the text `6 days`",
        ),
        (
            claim("duration", r#"{"type":"quantity","value":{"low":5,"unit":"days"},"text":"[["}"#),
            "stage s { duration: 5 days }",
            "`5 days` is taken, and not the text `[[`",
        ),
        (
            claim("emotion", r#"{"type":"emotion","value":[{"value":1}],"text":"+2"}"#),
            "stage s { emotion: +1 }",
            "`+1` is taken, and not the text `+2`",
        ),
        (
            claim("order", r#"{"type":"word","value":"any","text":"sequence"}"#),
            "stage s { order: any }",
            "`any` is taken, and not the text `sequence`",
        ),
        (
            claim("note", r#"{"type":"text","value":"a","text":"b"}"#),
            "stage s { note: \"a\" }",
            "`a` is taken, and not the text `b`",
        ),
    ] {
        stage_is(&members, text, &[finding]);
    }
    // The same, written otherwise.
    for (members, text) in [
        (claim("duration", r#"{"type":"quantity","value":{"low":1,"unit":"days"},"text":"1 day"}"#), "stage s { duration: 1 day }"),
        (claim("emotion", r#"{"type":"emotion","value":[{"value":1}],"text":"1.0"}"#), "stage s { emotion: 1.0 }"),
    ] {
        stage_is(&members, text, &[]);
    }
    let price = claim("frequency", r#"{"type":"quantity","value":{"low":2,"high":3,"unit":"EUR"},"text":"EUR 2..3 weeks"}"#);
    let imported = of(&format!(r#"{{"kind":"journey","id":"j",{price}}}"#), "");
    assert_eq!(said(&imported), ["`EUR 2..3` is taken, and not the text `EUR 2..3 weeks`"]);
    let target = |sign: &str| {
        format!(
            r#""elements":[{{"kind":"metric","id":"j.s.m","title":"M","fields":{{"target":[{{"type":"quantity","value":{{"low":5,"comparison":"{sign}"}},"text":"< 5"}}]}}}}]"#
        )
    };
    stage_is(&target("<"), "stage s { metric m \"M\" { target: < 5 }", &[]);
    stage_is(&target(">="), "stage s { metric m \"M\" { target: >= 5 }", &["`>= 5` is taken, and not the text `< 5`"]);
}

#[test]
fn a_place_is_the_one_of_its_id() {
    let start = |value: &str, text: &str| {
        format!(
            r#"{{"kind":"journey","id":"j","fields":{{"start":[{{"type":"reference","value":"{value}","text":"{text}"}}]}},"elements":[
            {{"kind":"stage","id":"j.s1","elements":[{{"kind":"touchpoint","id":"j.s1.x"}},{{"kind":"touchpoint","id":"j.s1.only"}}]}},
            {{"kind":"stage","id":"j.s2","elements":[{{"kind":"touchpoint","id":"j.s2.x"}}]}}]}}"#
        )
    };
    for (value, text, written, findings) in [
        ("j.s1.x", "s2.x", "s1.x", vec!["`s1.x` is taken, and not the text `s2.x`"]),
        ("j.s1.x", "s1.x", "s1.x", vec![]),
        ("j.s1.x", "x", "s1.x", vec![]),
        ("j.s1.only", "only", "only", vec![]),
        ("j.s1.only", "j.s1.only", "j.s1.only", vec![]),
    ] {
        let imported = of(&start(value, text), "");
        assert!(imported.text.contains(&format!("  start: {written}\n")), "{value} {text}: {}", imported.text);
        assert_eq!(said(&imported), findings, "{value} {text}");
    }
}

/// What nothing in a map could hold.
#[test]
fn what_has_no_place_is_named() {
    for (members, text, findings) in [
        (
            r#""elements":[{"kind":"touchpoint","id":"j.s.t","fields":{"optional":[{"type":"flag","value":false}]}}]"#,
            "stage s { touchpoint t",
            vec!["`optional: false` is left out"],
        ),
        (
            r#""elements":[{"kind":"touchpoint","id":"j.s.t","fields":{"optional":[{"type":"flag","value":true,"for":["zed"],"when":"w","remarks":{"note":[{"type":"text","value":"n"}]}}]}}]"#,
            "stage s { touchpoint t { optional }",
            vec!["`for zed`, `when \"w\"` and `note: \"n\"` are left out"],
        ),
        (
            r#""fields":{"note":[{"type":"text","value":"a","remarks":{"link":[{"type":"text","value":"https://example.org","from":["log"]}],"colour":[{"type":"text","value":"red"}]}}]}"#,
            "stage s { note: \"a\" { link: \"https://example.org\" }",
            vec!["`from log` is left out", "the remark `colour: \"red\"` is left out"],
        ),
        (r#""fields":{"value":[{"type":"word","value":"high"}]}"#, "stage s", vec!["the value `\"high\"` of a stage is left out"]),
        (
            r#""elements":[{"kind":"metric","id":"j.s.m","title":"M","fields":{"value":[{"type":"quantity","value":{"low":5},"when":"w"}]}}]"#,
            "stage s { metric m \"M\" 5",
            vec!["`when \"w\"` is left out"],
        ),
        (
            r#""elements":[{"kind":"metric","id":"j.s.m","title":"M","fields":{"target":[{"type":"quantity","value":{"low":-5,"unit":"EUR"},"text":"EUR -5"}]}}]"#,
            "stage s { metric m \"M\"",
            vec!["`target: EUR -5` is left out"],
        ),
        (
            r#""elements":[{"kind":"Touch-point","id":"j.s.t","title":"Pays","fields":{"note":[{"type":"text","value":"a"}]},"elements":[{"kind":"pain","id":"j.s.t.p"}]}]"#,
            "stage s",
            vec!["the Touch-point `j.s.t` `Pays` is left out, with the 2 statements in it"],
        ),
        (
            r#""elements":[{"kind":"pain","id":"j.s.no id","title":"P"},{"kind":"pain","id":"k.p","title":"P"},{"kind":"pain","id":"j.s.p#2","title":"P"},{"kind":"pain","id":"j.s.#4","title":"P"}]"#,
            "stage s { pain \"P\" pain p \"P\" pain p-2 \"P\" pain \"P\"",
            vec!["the id `j.s.no id` is left out", "`k.p` is called `p` in the map", "`j.s.p#2` is called `p-2` in the map"],
        ),
    ] {
        stage_is(members, text, &findings);
    }
}

#[test]
fn unknown_kinds_have_near_names() {
    let imported = of(r#"{"kind":"persona","id":"a"},{"kind":"Chanel","id":"c"},{"kind":"touchpoint","id":"t"}"#, "");
    let help: Vec<(&str, Option<&str>)> =
        imported.findings.iter().map(|found| (found.message.as_str(), found.help.as_deref())).collect();
    assert_eq!(help, [("the Chanel `c` is left out", Some("did you mean `channel`?")), ("the touchpoint `t` is left out", None)]);
}

#[test]
fn ways_are_named_with_all_that_is_on_them() {
    let journey = r#"{"kind":"persona","id":"ann"},{"kind":"journey","id":"j","elements":[{"kind":"stage","id":"j.a"},{"kind":"stage","id":"j.b"}]}"#;
    let ways = r#"{"journey":"j","edges":[
        {"source":"j.a","target":"j.nope","kind":"flow","implied":false,"label":"L","share":{"low":12,"unit":"%"},"takes":{"low":2,"high":3,"unit":"days"},"for":["ann","zed"],"from":["log"],"when":"w"},
        {"source":"j.a","target":"j.b","kind":"teleport","implied":false},
        {"source":"j.a","target":"j.b","kind":"flow","implied":true,"label":"L"},
        {"source":"j.a","target":"j.b","kind":"flow","implied":false,"share":{"low":140,"unit":"%"},"takes":{"low":3,"unit":"EUR"}},
        {"source":"j.b","target":"elsewhere","kind":"flow","implied":false,"exit":true}]},
        {"journey":"gone","edges":[{"source":"gone.a","target":"gone.b","kind":"flow","implied":false,"label":"L"}]}"#;
    let imported = of(journey, ways);
    assert_eq!(
        said(&imported),
        [
            "the way from `j.a` to `j.nope` is left out, with `L`, `12%`, `2..3 days`, `for ann, zed`, `from log`, `when \"w\"`",
            "the way from `j.a` to `j.b` is left out",
            "`L` on a way that the order implies is left out",
            "`140%` of the way from `j.a` to `j.b` is left out",
            "`EUR 3` of the way from `j.a` to `j.b` is left out",
            "`elsewhere` is left out",
            "the way from `gone.a` to `gone.b` is left out, with `L`",
        ]
    );
    assert!(imported.text.ends_with("  a -> b\n  b -> exit\n}\n"), "{}", imported.text);
}

/// A journey of three stages, with one of two touchpoints, and these ways.
fn ways(edges: &str) -> (String, Vec<String>) {
    let stages = r#"{"kind":"stage","id":"j.a"},{"kind":"stage","id":"j.b","elements":[{"kind":"touchpoint","id":"j.b.x"},{"kind":"touchpoint","id":"j.b.y"}]},
        {"kind":"stage","id":"j.c"},{"kind":"outcome","id":"j.o","fields":{"value":[{"type":"word","value":"success"}]}}"#;
    let journey = format!(r#"{{"kind":"persona","id":"ann"}},{{"kind":"journey","id":"j","elements":[{stages}]}}"#);
    let imported = of(&journey, &format!(r#"{{"journey":"j","edges":[{edges}]}}"#));
    let arrows: Vec<&str> = imported.text.lines().map(str::trim).filter(|line| line.contains("->")).collect();
    (arrows.join("; "), said(&imported).into_iter().map(str::to_owned).collect())
}

fn way(source: &str, target: &str, more: &str) -> String {
    format!(r#"{{"source":"{source}","target":"{target}","kind":"flow","implied":false{more}}}"#)
}

#[test]
fn ways_that_contradict_the_map_are_named() {
    let share = |percent: u32, more: &str| format!(r#","share":{{"low":{percent},"unit":"%"}}{more}"#);
    let implied = |source: &str, target: &str| way(source, target, "").replace("\"implied\":false", "\"implied\":true");
    let (ann, exit) = (r#","for":["ann"]"#, r#","exit":true"#);
    for (edges, written, findings) in [
        (way("j", "j.a", ""), "", vec!["the way from `j` to `j.a` is left out"]),
        (
            [way("j.a", "j.b", &share(60, "")), way("j.a", "j.c", &share(60, ""))].join(","),
            "a -> b 60%; a -> c",
            vec!["`60%` of the way from `j.a` to `j.c` is left out"],
        ),
        (
            [
                way("j.a", "j.b", &share(60, ann)),
                way("j.a", "j.c", &share(60, r#","when":"late""#)),
                way("j.a", "j.o", &share(40, "")),
            ]
            .join(","),
            "a -> b 60% for ann; a -> c when \"late\"; a -> o 40%",
            vec!["`60%` of the way from `j.a` to `j.c` is left out"],
        ),
        (way("j.b.x", "j.c", exit), "b.x -> exit", vec!["`j.c` is left out"]),
        (way("j.b.x", "j.b", exit), "b.x -> exit", vec![]),
        (way("j.a", "j.a", exit), "a -> exit", vec![]),
        ([implied("j.a", "j.b"), implied("j.b.x", "j.b.y"), implied("j.c", "j.o")].join(","), "", vec![]),
        (implied("j.a", "j.c"), "", vec!["the way from `j.a` to `j.c` is left out"]),
        (implied("j.b.y", "j.b.x"), "", vec!["the way from `j.b.y` to `j.b.x` is left out"]),
        (implied("j.a", "nowhere"), "", vec!["the way from `j.a` to `nowhere` is left out"]),
    ] {
        let (is, said) = ways(&edges);
        assert_eq!((is.as_str(), said), (written, findings.into_iter().map(str::to_owned).collect()), "{edges}");
    }
    let twice = format!(r#"{{"journey":"j","edges":[{0}]}},{{"journey":"j","edges":[{0}]}}"#, way("j.a", "j.b", ""));
    let imported =
        of(r#"{"kind":"journey","id":"j","elements":[{"kind":"stage","id":"j.a"},{"kind":"stage","id":"j.b"}]}"#, &twice);
    assert_eq!((said(&imported), imported.text.matches("->").count()), (vec!["the way from `j.a` to `j.b` is left out"], 1));
}

/// The list says the order, whatever the places in the file say that was compiled.
#[test]
fn the_order_is_that_of_the_document() {
    let stage = |id: &str, span: &str| format!(r#"{{"kind":"stage","id":"j.{id}"{span}}}"#);
    let at = |start: u32| format!(r#","span":{{"file":0,"start":{start},"end":{}}}"#, start + 5);
    let note = |text: &str, span: &str| format!(r#"{{"type":"text","value":"{text}"{span}}}"#);
    let notes = [note("one", &at(30)), note("two", ""), note("three", &at(12))].join(",");
    for (stages, order) in [
        (
            [stage("a", &at(50)), stage("b", &at(20)), stage("c", "")],
            "note: \"one\" note: \"two\" note: \"three\" stage a stage b stage c",
        ),
        (
            [stage("a", ""), stage("b", &at(20)), stage("c", "")],
            "stage a stage b stage c note: \"one\" note: \"two\" note: \"three\"",
        ),
    ] {
        let journey = format!(r#"{{"kind":"journey","id":"j","fields":{{"note":[{notes}]}},"elements":[{}]}}"#, stages.join(","));
        let imported = of(&journey, "");
        let lines: Vec<&str> =
            imported.text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && *line != "}").collect();
        assert_eq!((lines.join(" ").as_str(), said(&imported)), (order, vec![]), "{}", imported.text);
    }
}

/// The same people in another order, or twice, are the same, and what is for nobody in particular is for those around it.
#[test]
fn clauses_where_there_are_none() {
    let outcome = |whom: &str| {
        format!(
            r#"{{"kind":"persona","id":"a"}},{{"kind":"persona","id":"b"}},{{"kind":"journey","id":"j","elements":[{{"kind":"outcome","id":"j.o",
            "for":["a","b"],"when":"w","fields":{{"value":[{{"type":"word","value":"success","when":"w","for":{whom}}}]}}}}]}}"#
        )
    };
    for (whom, findings) in [
        (r#"["b","a","b"]"#, vec![]),
        (r#"["b"]"#, vec!["`for b` is left out"]),
        ("[]", vec!["what names nobody in `for` is for them as all around it, `a, b`"]),
    ] {
        assert_eq!(said(&of(&outcome(whom), "")), findings, "{whom}");
    }
    stage_is(
        r#""for":["ann"],"fields":{"limit":[{"type":"quantity","value":{"low":1,"unit":"days"},"for":["ben"]},{"type":"quantity","value":{"low":2,"unit":"days"},"when":"x"}]}"#,
        "stage s for ann { limit: 1 day for ben; limit: 2 days when \"x\" }",
        &["what names nobody in `for` is for them as all around it, `ann`"],
    );
}

/// Values that are none in a map, and names that mean two things there.
#[test]
fn values_that_do_not_check() {
    let metric = |unit: &str| {
        format!(
            r#""elements":[{{"kind":"metric","id":"j.s.m","title":"M","fields":{{"value":[{{"type":"quantity","value":{{"low":3,"unit":"{unit}"}}}}]}}}}]"#
        )
    };
    stage_is(&metric("/5"), "stage s { metric m \"M\" 3/5", &[]);
    for unit in ["/1e3", "/+5", "/"] {
        let (text, _) = stage(&metric(unit));
        assert!(text == "stage s { metric m \"M\"" || text == format!("stage s {{ metric m \"M\" 3 \"{unit}\""), "{text}");
    }
    let source = |date: &str| {
        format!(
            r#"{{"kind":"source","id":"s","fields":{{"kind":[{{"type":"word","value":"observed"}}],"date":[{{"type":"date","value":"{date}"}}]}}}}"#
        )
    };
    for date in ["2026-2-3", "2026-1", "2026-1-01"] {
        assert_eq!(said(&of(&source(date), "")), [format!("`date: \"{date}\"` is left out")], "{date}");
    }
    assert_eq!(said(&of(&source("2026-02-03"), "")), [""; 0]);
    let two = r#"{"kind":"persona","id":"a"},{"kind":"team","id":"a#2"},{"kind":"journey","id":"j","elements":[{"kind":"stage","id":"j.s","elements":[
        {"kind":"touchpoint","id":"j.s.t","fields":{"by":[{"type":"reference","value":"a#2"}]}}]}]}"#;
    assert_eq!(said(&of(two, "")), ["`by: a#2` is left out"]);
    let number = r#""elements":[{"kind":"touchpoint","id":12,"title":"T"}]"#;
    stage_is(number, "stage s { touchpoint \"T\"", &["the id `12` is left out"]);
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let twice = |name: &str, own: &str| {
        format!(
            r#"{{"version":1,"model":{{"elements":[{{"kind":"journey","id":"j","{name}":{own},"{name}":{own}}}]}},"graph":[]}}"#
        )
    };
    let not_ours = "it is JSON, and not as `journey compile -f json` writes it: ";
    for (json, why) in [
        (twice("title", "\"a\""), "the member `title` stands there twice in line 1"),
        (twice("fields", "{}"), "the member `fields` stands there twice in line 1"),
        (
            r#"{"version":1,"model":{"elements":[{"kind":"persona","id":"p","fields":{"need":[],"n\u0065ed":[]}}]},"graph":[]}"#
                .to_owned(),
            "the member `need` stands there twice in line 1",
        ),
        (
            "{\"version\":1,\n\"model\":{\"elements\":[[\"persona\",\"p\"]]},\"graph\":[]}".to_owned(),
            "a list stands where an object is expected in line 2",
        ),
        (r#"{"version":1,"model":[[],[]],"graph":[]}"#.to_owned(), "a list stands where an object is expected in line 1"),
        (
            r#"{"version":1,"model":{"elements":[{"kind":"persona","id":"p","span":[]}]},"graph":[]}"#.to_owned(),
            "a list stands where an object is expected in line 1",
        ),
    ] {
        let refusal = import("map.json", json.as_bytes(), None).err().unwrap_or_else(|| panic!("{json}"));
        assert_eq!(refusal.0, format!("{not_ours}{why}"), "{json}");
    }
    let refusal = import("map.json", b"[1, {\"elements\": []}, []]", None).expect_err("it is no object");
    assert!(refusal.0.contains("JSON of something else"), "{}", refusal.0);
    // A list is no quantity, either.
    stage_is(
        r#""fields":{"duration":[{"type":"quantity","value":[5,null,"days"]}]}"#,
        "stage s",
        &["`duration: [5,null,\"days\"]` is left out"],
    );
}

/// A name with escapes stands somewhere, too.
#[test]
fn unknown_members_are_shown_where_they_stand() {
    let json = "{\"version\":1,\"graph\":[],\n\"model\":{\"elements\":[],\"m\\u00e9mo\":1}}";
    let imported = import("map.json", json.as_bytes(), None).expect("it is read");
    let span = imported.findings[0].primary().span;
    assert_eq!((said(&imported).as_slice(), &json[span.range()]), (["the member `mémo` is left out"].as_slice(), "m\\u00e9mo"));
}
