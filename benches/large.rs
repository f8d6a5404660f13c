//! Maps that are large in one respect only.

/// A journey of so many of something, one a line.
fn many(count: usize, before: &str, line: impl Fn(usize) -> String, after: &str) -> String {
    let mut out = format!("channel web \"Web\"\njourney j \"J\" {{\n{before}");
    for index in 0..count {
        out.push_str(&line(index));
        out.push('\n');
    }
    out.push_str(after);
    out.push_str("}\n");
    out
}

/// So many allow comments of one lint, each with what it allows.
pub fn allowed(count: usize) -> String {
    let pain = |index| format!("pain \"Pain {index}\" // journey: allow(pain-without-opportunity) known");
    many(count, "stage s \"S\" {\n", pain, "}\nopportunity \"O\" { addresses: z }\nstage t \"T\" { pain z \"Z\" }\n")
}

/// So many stages whose touchpoints share a name that arrows use.
pub fn ambiguous(count: usize) -> String {
    let stage =
        |index| format!("stage s{index} \"S\" {{ touchpoint t{index} \"T\"; touchpoint same \"Same\" }}; s{index} -> same 5%");
    many(count, "", stage, "")
}

/// So many outcomes, all reached from one stage.
pub fn outcomes(count: usize) -> String {
    let arms: String = (0..count).fold(String::new(), |arms, index| arms + &format!("o{index}\n"));
    many(
        count,
        "stage s \"S\"\n",
        |index| format!("outcome o{index} \"O\" {}", if index % 2 == 0 { "success" } else { "failure" }),
        &format!("s -> {{\n{arms}}}\n"),
    )
}

/// So many touchpoints, twenty in each stage, with what is usually said of them.
pub fn touchpoints(count: usize) -> String {
    let touchpoint = |index: usize| {
        let (open, close) = (index.is_multiple_of(20), index % 20 == 19 || index + 1 == count);
        format!(
            "{}touchpoint t{index} \"Touchpoint {index}\" {{ channel: web; action: \"Does something there\"; thought: \"Is this right?\"; \
             emotion: {}; pain \"Slow {index}\" {{ severity: high }} }}{}",
            if open { format!("stage s{index} \"Stage {index}\" {{ ") } else { String::new() },
            ["-2", "-1", "0", "+1", "+2"][index % 5],
            if close { " }" } else { "" }
        )
    };
    many(count, "", touchpoint, "")
}

/// So many mistakes of which each has a fix.
pub fn mistakes(count: usize) -> String {
    many(count, "", |index| format!("stage s{index} \"S\" {{ channel = web }}"), "")
}
