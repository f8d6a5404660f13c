//! The program.
use journey::project::Loader;
struct Disk;
impl Loader for Disk {
    fn resolve(&self, from: &str, written: &str) -> Result<String, journey::project::ImportError> {
        let p = std::path::Path::new(from).parent().unwrap().join(written);
        if p.exists() { Ok(p.to_string_lossy().into_owned()) } else { Err(journey::project::ImportError::NotFound { near: None }) }
    }
    fn load(&self, path: &str) -> Result<Vec<u8>, String> { std::fs::read(path).map_err(|e| e.to_string()) }
}
fn main() {
    for path in std::env::args().skip(1) {
        let (a, _) = journey::analyse(&Disk, &[path], &journey::Options::default());
        for d in a.findings { let file = a.sources.get(d.primary().file); let l = file.lines().in_characters(file.text(), d.primary().span.start); println!("  {}:{}:{} {} {} | {} | {:?}", file.path(), l.line+1, l.column+1, d.code.name(), d.message, d.primary().text, d.help); }
    }
}
