//! Drawing the flow beside Graphviz: CPU time of whole processes, `journey compile --view flow -f svg` and `dot -Tsvg` on the clustered
//! graph that `journey compile -f dot` writes of the same map; and on sheets of paper, `-f pdf`.
//!
//! `cargo bench --bench flow` prints all for 100, 1,000 and 3,000 touchpoints, our own for 10,000, and how that grows. Without
//! Graphviz only our own time is measured. Graphviz is stopped after a minute; its time and the ratio are then at least what is printed.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Graphviz is stopped after so many seconds.
const PATIENCE: u32 = 60;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for files");
    let program = env!("CARGO_BIN_EXE_journey");
    let graphviz = Command::new("dot").arg("-V").output().is_ok_and(|output| output.status.success());
    println!("| touchpoints | `journey compile --view flow` | `dot -Tsvg` | ratio | on paper |");
    println!("|---|---|---|---|---|");
    let (mut own, mut paper) = (Vec::new(), Vec::new());
    for touchpoints in [100, 1_000, 3_000, 10_000] {
        let map = folder.path().join(format!("{touchpoints}.journey"));
        let graph = map.with_extension("dot");
        std::fs::write(&map, flow(touchpoints)).expect("there is room for files");
        let compile = |options: &str| format!("'{program}' compile {options} '{}'", map.display());
        let runs = if touchpoints < 3_000 { 9 } else { 3 };
        let time = best(runs, &compile("--view flow -f svg"));
        own.push(time);
        let pages = best(3, &compile("--view flow -f pdf"));
        paper.push(pages);
        let pages = pages * 1000.0;
        // Graphviz would take minutes for the largest.
        if !graphviz || touchpoints > 3_000 {
            println!("| {touchpoints} | {:.0} ms | – | – | {pages:.0} ms |", time * 1000.0);
            continue;
        }
        seconds(&format!("{} -o '{}'", compile("-f dot"), graph.display()));
        let other = best(if touchpoints < 1_000 { 5 } else { 1 }, &drawn(&graph));
        let least = if other > 0.9 * f64::from(PATIENCE) { "at least " } else { "" };
        println!(
            "| {touchpoints} | {:.0} ms | {least}{:.0} ms | {least}{:.0} | {pages:.0} ms |",
            time * 1000.0,
            other * 1000.0,
            other / time
        );
    }
    println!("\n10,000 touchpoints take {:.1} times as long as 1,000, on paper {:.1} times", own[3] / own[1], paper[3] / paper[1]);
}

/// A flow of about so many touchpoints, five in each stage: branches, ways back, past and out of stages, influence, personas.
fn flow(touchpoints: usize) -> String {
    let stages = touchpoints.div_ceil(5);
    let mut out = String::from(
        "persona amira \"Amira\"\npersona ben \"Ben\"\nchannel web \"Website\"\n\
         source log \"Log\" { kind: observed; method: event-log }\njourney flow \"A large flow\" {\n  persona: amira, ben\n",
    );
    for stage in 0..stages {
        let _ = writeln!(out, "  stage s{stage} \"Stage {stage}\" {{ goal: \"Gets further\"; channel: web");
        for touchpoint in 0..5 {
            let _ = writeln!(out, "    touchpoint t{touchpoint} \"Does number {touchpoint} of {stage}\"");
        }
        if stage % 3 == 0 {
            out.push_str("    t1 -> { t2 60% \"finds it\"; t3 40% when \"it rains\" }\n    t2 -> t4\n");
        }
        if stage % 4 == 1 {
            out.push_str("    t3 -> t1 10% \"once more\"\n");
        }
        out.push_str("  }\n");
    }
    out.push_str("  outcome won \"Is glad\" success\n  outcome lost \"Leaves\" failure\n");
    for stage in 0..stages {
        if stage % 2 == 0 {
            let _ = writeln!(out, "  s{stage} -> lost {}% \"too hard\" from log", 5 + stage % 7);
        }
        if stage % 5 == 3 {
            let _ = writeln!(out, "  s{stage} -> s{} 8% \"forgot something\" for amira", stage - 2);
        }
        if stage % 7 == 0 && stage + 2 < stages {
            let _ = writeln!(out, "  s{stage}.t2 -> s{} 12% \"knows it\"", stage + 2);
        }
    }
    let _ = writeln!(out, "  influence s{} -> s0 \"tells a friend\"\n}}", stages.saturating_sub(1));
    out
}

fn drawn(graph: &Path) -> String {
    format!("timeout {PATIENCE} dot -Tsvg '{}'", graph.display())
}

/// The least CPU time of several runs of a command, in seconds.
fn best(runs: usize, command: &str) -> f64 {
    (0..runs).map(|_| seconds(command)).fold(f64::MAX, f64::min)
}

/// The CPU time of a command of the shell and its children, in seconds: the shell itself counts it.
fn seconds(command: &str) -> f64 {
    let script = format!("{command} > /dev/null 2>&1; times");
    let output = Command::new("bash").args(["-c", &script]).output().expect("bash is there");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    // The second line is that of the children: `0m1.234s 0m0.056s`.
    let times = said.lines().nth(1).unwrap_or_default().split_whitespace().filter_map(|time| {
        let (minutes, rest) = time.split_once('m')?;
        Some(minutes.parse::<f64>().ok()? * 60.0 + rest.trim_end_matches('s').parse::<f64>().ok()?)
    });
    times.sum()
}
