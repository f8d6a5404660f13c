mod maps;
use journey::*;
use std::time::Instant;
fn t(name: &str, mut f: impl FnMut()) {
    let mut v: Vec<f64> = (0..200)
        .map(|_| {
            let s = Instant::now();
            f();
            s.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    v.sort_by(f64::total_cmp);
    println!("{name}: {:.3}", v[100]);
}
fn main() {
    for lines in [100, 1000] {
        let text = maps::map(lines);
        let loader = MemoryLoader::from([("m.journey", text.clone())]);
        let n = vec!["m.journey".to_string()];
        t("check", || drop(analyse(&loader, &n, &Options::default())));
        t("understand", || drop(understand(&loader, &n)));
        let (a, _) = analyse(&loader, &n, &Options::default());
        let at = text.find("    duration: 2").unwrap() as u32 + 4;
        let view = ide::View::of(&a, "m.journey").unwrap();
        t("items", || drop(ide::completion::complete(view, at, &[])));
        t("tokens", || drop(ide::tokens::tokens(view)));
        let items = ide::completion::complete(view, at, &[]);
        println!("{} items", items.len());
    }
}
