//! How long an editor waits, over the real protocol.
//!
//! `cargo bench --bench editor` starts the server as an editor does, and prints, for maps of 100 to 100,000 lines: the time of a check within
//! one process, the time from a change to its published findings, and from a change to an answered completion, each as median and 99th
//! percentile; then the memory of the server after 1,000 and after 10,000 changes. `cargo bench --bench editor -- 1000` leaves out larger
//! maps and takes a tenth of the changes. What is promised: findings take at most twice as long as a check, a completion no longer than
//! one, and memory grows by no more than a tenth; what is not kept ends it with 1.

mod maps;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::time::Instant;

use journey::{MemoryLoader, Options, analyse};
use serde_json::{Value, json};

const URI: &str = "untitled:map.journey";

/// An editor with its server.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: i64,
    /// The last version of which findings were published.
    said: i64,
}

impl Editor {
    fn open(text: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journey"));
        let mut child = command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
        let input = child.stdin.take().expect("it reads");
        let output = BufReader::new(child.stdout.take().expect("it writes"));
        let mut editor = Self { child, input, output, version: 1, said: 0 };
        // As editors have them.
        let resolved = json!({ "properties": ["documentation", "detail"] });
        let completion = json!({ "completionItem": { "snippetSupport": true, "resolveSupport": resolved } });
        let capabilities = json!({ "textDocument": { "completion": completion } });
        editor.send(&json!({ "id": "begin", "method": "initialize", "params": { "capabilities": capabilities } }));
        editor.until(|message| message["id"] == "begin");
        let document = json!({ "uri": URI, "languageId": "journey", "version": 1, "text": text });
        editor.send(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
        editor.published();
        editor
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it reads");
        self.input.flush().expect("it reads");
    }

    fn until(&mut self, is_awaited: impl Fn(&Value) -> bool) {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                assert!(self.output.read_line(&mut line).expect("it writes") > 0, "it has ended");
                match line.strip_prefix("Content-Length: ") {
                    Some(number) => length = number.trim().parse().expect("a number"),
                    None => break,
                }
            }
            let mut body = vec![0; length];
            self.output.read_exact(&mut body).expect("it writes");
            let message: Value = serde_json::from_slice(&body).expect("it is JSON");
            self.said = message["params"]["version"].as_i64().unwrap_or(self.said);
            if is_awaited(&message) {
                return;
            }
        }
    }

    fn published(&mut self) {
        let version = self.version;
        if self.said < version {
            self.until(|message| message["params"]["version"] == version);
        }
    }

    /// Writes a letter at the end of a line, or deletes it again.
    fn change(&mut self, line: usize, column: usize) {
        self.version += 1;
        let written = self.version % 2 == 0;
        let end = if written { column } else { column + 1 };
        let range = json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": end } });
        let change = json!([{ "range": range, "text": if written { "x" } else { "" } }]);
        let document = json!({ "uri": URI, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": change });
        self.send(&json!({ "method": "textDocument/didChange", "params": params }));
    }

    fn complete(&mut self, line: usize, column: usize) {
        let position = json!({ "line": line, "character": column });
        let params = json!({ "textDocument": { "uri": URI }, "position": position });
        let id = format!("complete-{}", self.version);
        self.send(&json!({ "id": id, "method": "textDocument/completion", "params": params }));
        self.until(|message| message["id"] == id.as_str());
    }

    /// What the server holds in memory, in kB; none where the system does not tell.
    fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The milliseconds that something takes.
fn timed(f: impl FnOnce()) -> f64 {
    let start = Instant::now();
    f();
    start.elapsed().as_secs_f64() * 1000.0
}

/// Median and 99th percentile of some times.
fn spread(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[(times.len() * 99 / 100).min(times.len() - 1)])
}

/// The times of one map, in milliseconds.
struct Times {
    check: f64,
    findings: (f64, f64),
    completion: (f64, f64),
}

fn times(lines: usize) -> Times {
    let text = maps::map(lines);
    let runs = if lines < 10_000 { 200 } else { 30 };
    let loader = MemoryLoader::from([("map.journey", text.clone())]);
    // The text of a goal in the middle of the map.
    let middle = text.lines().count() / 2;
    let (line, written) = text.lines().enumerate().skip(middle).find(|(_, line)| line.contains("goal:")).expect("it has goals");
    let column = written.len() - 1;
    let mut editor = Editor::open(&text);
    let (mut check, mut findings, mut completion) = (Vec::new(), Vec::new(), Vec::new());
    // In turn, so that whatever else the machine does falls on all of them alike.
    for _ in 0..runs {
        check.push(timed(|| drop(analyse(&loader, &["map.journey".into()], &Options::default()))));
        findings.push(timed(|| {
            editor.change(line, column);
            editor.published();
        }));
        completion.push(timed(|| {
            editor.change(line, column);
            editor.complete(line + 1, 4);
        }));
        // What the server says afterwards is not waited for by who asked.
        editor.published();
    }
    Times { check: spread(check).0, findings: spread(findings), completion: spread(completion) }
}

fn main() -> ExitCode {
    let largest: usize = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    println!("| lines | check | change to findings | median / check | change to completion | median / check |");
    println!("|---|---|---|---|---|---|");
    let mut kept = true;
    for lines in [100, 1_000, 10_000, 100_000].into_iter().filter(|lines| *lines <= largest) {
        let Times { check, findings, completion } = times(lines);
        println!(
            "| {lines} | {check:.2} ms | {:.2} ms (99 %: {:.2} ms) | {:.2} | {:.2} ms (99 %: {:.2} ms) | {:.2} |",
            findings.0,
            findings.1,
            findings.0 / check,
            completion.0,
            completion.1,
            completion.0 / check
        );
        kept &= findings.0 <= 2.0 * check && completion.0 <= check;
    }
    let changes = if largest < 100_000 { 1_000 } else { 10_000 };
    if let Some((early, late)) = memory(changes) {
        let growth = late as f64 / early as f64;
        println!("\nmemory after {} changes {early} kB, after {changes} {late} kB ({growth:.2} times)", changes / 10);
        kept &= growth <= 1.1;
    }
    if kept {
        return ExitCode::SUCCESS;
    }
    println!("\nThis is more than is promised.");
    ExitCode::FAILURE
}

/// The memory of the server after a tenth of many changes and after all of them.
fn memory(changes: i64) -> Option<(u64, u64)> {
    let text = maps::map(1_000);
    let mut editor = Editor::open(&text);
    let (line, written) = text.lines().enumerate().find(|(_, line)| line.contains("goal: \"U")).expect("it has goals");
    let mut after = |changes: i64| {
        while editor.version < changes {
            editor.change(line, written.len() - 1);
            editor.published();
        }
        editor.memory()
    };
    Some((after(changes / 10)?, after(changes)?))
}
