//! What the tests of pictures share: maps to draw, and the things of a scene with their places.

use std::fmt::Write as _;
use std::sync::OnceLock;

use journey::Analysis;
use journey::emit::{EmitOptions, View, scene};
use journey::scene::{Anchor, Group, Item, Role, Scene, Segment, Text};
use journey::source::FileId;

use crate::support::{Numbers, check, check_as, examples};

/// The whole numbers of the scale.
const VALUES: [i32; 5] = [-2, -1, 0, 1, 2];

/// All examples with a journey, and the small map, by name.
pub fn maps() -> Vec<(String, Analysis)> {
    let mut all: Vec<(String, String)> = examples().into_iter().filter(|(path, _)| !path.contains("shared/")).collect();
    let small = std::fs::read_to_string(crate::support::root().join("tests/emit/small.journey")).expect("it is there");
    all.push(("examples/small.journey".into(), small));
    all.into_iter().map(|(path, text)| (path.clone(), check_as(&path, &text, &journey::Options::default()))).collect()
}

/// Maps that are made: of one touchpoint, of many stages, of many touchpoints, with long titles, in many scripts.
pub fn made() -> Vec<(String, Analysis)> {
    let long = "a title that goes on and on about everything that could happen here ".repeat(5);
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrikationsleiterin".repeat(4);
    let mut all = vec![
        ("one touchpoint".to_owned(), map(1, 1, "Buys", "Pays")),
        ("forty stages".to_owned(), map(40, 0, "Stage of the way", "Does something")),
        ("three hundred touchpoints".to_owned(), map(30, 10, "A part", "Looks at the page")),
        ("long titles".to_owned(), map(3, 3, &long, &long)),
        ("long words".to_owned(), map(3, 3, &word, &word)),
        ("six personas".to_owned(), personas(6)),
        ("forty personas".to_owned(), personas(40)),
    ];
    for (name, title, said) in [
        ("Arabic", "رحلة شراء حذاء الجري", "تكتب كلمتين في البحث ثم تقارن الأسعار"),
        ("Hebrew", "קניית נעלי ריצה", "מחפשת עזרה ומשווה מחירים"),
        ("Chinese", "购买跑步鞋的旅程", "在搜索框里输入两个词，然后比较价格"),
        ("Japanese", "ランニングシューズを買う", "検索して、いくつかの店の値段を比べる"),
        ("emoji", "👩‍👩‍👧‍👦 buys 🏳️‍🌈👟", "😀😃😄😁 types 🇩🇪🇫🇷 flags 👩🏽‍💻"),
    ] {
        all.push((name.to_owned(), map(4, 2, title, said)));
    }
    all.into_iter().map(|(name, text)| (name, check(&text))).collect()
}

/// A map with its picture.
pub struct Drawn {
    /// What it is.
    pub name: String,
    /// The map.
    pub analysis: Analysis,
    /// The whole picture.
    pub scene: Scene,
}

/// All maps, drawn once for all tests.
pub fn all() -> &'static [Drawn] {
    static ALL: OnceLock<Vec<Drawn>> = OnceLock::new();
    ALL.get_or_init(|| {
        let maps = maps().into_iter().chain(made());
        maps.map(|(name, analysis)| Drawn { scene: drawn(&analysis), name, analysis }).collect()
    })
}

/// The flows of all maps and of made ones, drawn once for all tests.
pub fn flows() -> &'static [Drawn] {
    static ALL: OnceLock<Vec<Drawn>> = OnceLock::new();
    ALL.get_or_init(|| {
        let random = (0..12).map(|seed| (format!("random flow {seed}"), check(&flow(seed, 6 + 9 * seed as usize))));
        let maps = maps().into_iter().chain(made()).chain(random);
        maps.map(|(name, analysis)| Drawn { scene: drawn_with(&analysis, &as_flow()), name, analysis }).collect()
    })
}

/// What draws the flow of a map.
pub fn as_flow() -> EmitOptions {
    EmitOptions { view: View::Flow, ..EmitOptions::default() }
}

/// A map of about so many touchpoints with ways between them, made of numbers that are the same in every run: shares and conditions, ways
/// back and past, to the same place again, out of any stage, for one persona, influence, other maps, and places that nobody reaches.
pub fn flow(seed: u64, size: usize) -> String {
    let mut numbers = Numbers(seed);
    let mut out = String::from(
        "persona a \"Amira\"\npersona b \"Ben, the other one\"\nchannel web \"Website\"\n\
         source s \"Log\" { kind: observed; method: event-log }\njourney other \"Another one\" { stage there \"There\" }\n\
         journey j \"The flow\" {\n persona: a, b\n",
    );
    let (mut places, mut made) = (Vec::new(), 0);
    while made < size {
        let stage = places.len();
        let inside = numbers.below(6);
        let order = if numbers.below(5) == 0 { " order: any\n" } else { "" };
        let _ = writeln!(out, " stage s{stage} \"Stage {stage}\" {{ goal: \"Gets further\"; channel: web\n{order}");
        for touchpoint in 0..inside {
            let whom = ["", " { optional }", "", " for a"][numbers.below(4)];
            let _ = writeln!(out, "  touchpoint t{touchpoint} \"Does number {touchpoint} of {stage}\"{whom}");
        }
        for _ in 0..numbers.below(3) {
            if inside > 1 {
                let (from, to) = (numbers.below(inside), numbers.below(inside));
                let _ = writeln!(out, "  t{from} -> t{to} {}% \"because it is so\"", 5 + numbers.below(20));
            }
        }
        out.push_str(" }\n");
        places.push(inside);
        made += inside.max(1);
    }
    out.push_str(" outcome won \"Is glad\" success { emotion: +1 \"at last\" }\n outcome lost \"Leaves\" failure\n outcome off \"Waits\" neutral\n");
    let place = |numbers: &mut Numbers| {
        let stage = numbers.below(places.len());
        let inside = places[stage];
        if inside > 0 && numbers.below(2) == 0 { format!("s{stage}.t{}", numbers.below(inside)) } else { format!("s{stage}") }
    };
    for _ in 0..size / 2 + 2 {
        let from = place(&mut numbers);
        let to = match numbers.below(9) {
            0 => "won".to_owned(),
            1 | 2 => "lost".to_owned(),
            3 => "off".to_owned(),
            4 => "other.there".to_owned(),
            _ => place(&mut numbers),
        };
        let said = ["", " \"for a reason that is told in many words\"", " takes 2 days"][numbers.below(3)];
        let clause = ["", "", " for b", " from s", " when \"it rains\""][numbers.below(5)];
        let _ = writeln!(out, " {from} -> {to} {}%{said}{clause}", 1 + numbers.below(12));
    }
    for _ in 0..size / 12 {
        let (from, to) = (place(&mut numbers), place(&mut numbers));
        let _ = writeln!(out, " influence {from} -> {to} \"tells a friend\"");
    }
    out.push_str("}\n");
    out
}

/// A map of so many personas, whose curves meet.
pub fn personas(count: usize) -> String {
    let names: Vec<String> = (0..count).map(|number| format!("p{number}")).collect();
    let declared: Vec<String> = names.iter().map(|name| format!("persona {name} \"Persona {name}\"\n")).collect();
    let emotions = |shift: usize| {
        let emotion = |(number, name): (usize, &String)| {
            let value = VALUES[(number + shift) % VALUES.len()];
            format!("emotion: {value} \"word {number} {shift}\" for {name}\n")
        };
        names.iter().enumerate().map(emotion).collect::<Vec<_>>().concat()
    };
    let stages: Vec<String> = (0..4).map(|stage| format!("stage s{stage} \"Stage\" {{\n{} }}\n", emotions(stage * 2))).collect();
    format!("{}journey j {{ persona: {}\n{} }}", declared.concat(), names.join(", "), stages.concat())
}

/// A map of so many stages with so many touchpoints each, with everything that can be said of them.
pub fn map(stages: usize, touchpoints: usize, title: &str, said: &str) -> String {
    let mut out = format!(
        "persona a \"{title}, one\" {{ goal: \"{said}\" }}\npersona b \"{title}, two\" {{ need: \"{said}\"; share: 40% }}\n\
         channel web \"{title}\"\nteam us \"{title}\"\nlane legal \"{title}\"\n\
         source s \"{title}\" {{ kind: solicited; sample: 1280 }}\nsource o \"{title}\" {{ kind: observed }}\n\
         journey j \"{title}\" {{\n objective: \"{said}\"\n scenario: \"{said}\"\n persona: a, b\n owner: us\n metric \"{title}\" 35% {{ target: > 45% }}\n"
    );
    for stage in 0..stages {
        let phase = stage % 3 == 0;
        if phase {
            let _ = writeln!(out, " phase \"{title}\" {{ insight: \"{said}\"");
        }
        let _ = writeln!(out, " stage s{stage} \"{title}\" {{ goal: \"{said}\"; duration: 2..3 hours; channel: web");
        if touchpoints == 0 {
            experience(&mut out, stage, title, said);
        }
        for touchpoint in 0..touchpoints {
            let _ = writeln!(out, " touchpoint t{touchpoint} \"{title}\" {{ limit: 2 days; by: us");
            experience(&mut out, stage + touchpoint, title, said);
            let _ = writeln!(out, " }}\n step p{touchpoint} \"{title}\" {{ backstage: \"{said}\"; support: \"{said}\" }}");
        }
        out.push_str(if phase { " } }\n" } else { " }\n" });
    }
    let _ =
        write!(out, " outcome won \"{title}\" success\n outcome lost \"{title}\" failure\n s0 -> lost 30% \"{said}\" from s\n}}\n");
    out
}

fn experience(out: &mut String, number: usize, title: &str, said: &str) {
    let (one, two) = (VALUES[number % 5], VALUES[(number * 3) % 5]);
    let _ = writeln!(
        out,
        " action: \"{said}\"; thought: \"{said}\" for a; quote: \"{said}\" for b from s; frontstage: \"{said}\"; legal: \"{said}\"\n\
         emotion: {one} \"{title}\" for a from o\n emotion: {two} \"{title}\" -> {one} for b\n\
         pain \"{title}\" from s {{ severity: high; affects: 20%; opportunity \"{title}\" {{ impact: high; effort: low; owner: us }} }}\n\
         gain \"{title}\" {{ opportunity \"{title}, too\" }}\n risk \"{title}\" {{ severity: low; mitigation: \"{said}\" }}"
    );
    if number.is_multiple_of(4) {
        out.push_str(" moment-of-truth\n");
    }
}

/// Draws the first file of a project.
pub fn drawn(analysis: &Analysis) -> Scene {
    drawn_with(analysis, &EmitOptions::default())
}

/// Draws the first file of a project in some way.
pub fn drawn_with(analysis: &Analysis, options: &EmitOptions) -> Scene {
    scene(analysis, FileId(0), options).expect("there is something to draw")
}

/// A thing of a scene, and in which part of the picture it stands: that of the outermost group.
pub struct Thing<'s> {
    /// The outermost group.
    pub group: &'s Group,
    /// The thing; no group.
    pub item: &'s Item,
}

/// All things of a scene that are no groups, in the order in which they are painted.
pub fn things(scene: &Scene) -> Vec<Thing<'_>> {
    fn add<'s>(out: &mut Vec<Thing<'s>>, group: &'s Group, items: &'s [Item]) {
        for item in items {
            match item {
                Item::Group(inner) => add(out, group, &inner.items),
                item => out.push(Thing { group, item }),
            }
        }
    }
    let mut out = Vec::new();
    for group in groups(scene) {
        add(&mut out, group, &group.items);
    }
    out
}

/// The outermost groups of a scene and of its rows.
pub fn groups(scene: &Scene) -> impl Iterator<Item = &Group> {
    fn only(item: &Item) -> &Group {
        match item {
            Item::Group(group) => group,
            other => panic!("{other:?} stands alone"),
        }
    }
    scene
        .items
        .iter()
        .flat_map(|item| match item {
            Item::Group(group) if group.role == Role::Row => group.items.iter(),
            item => std::slice::from_ref(item).iter(),
        })
        .map(only)
}

/// The outermost groups of a role.
pub fn of_role(scene: &Scene, role: Role) -> Vec<&Group> {
    groups(scene).filter(|group| group.role == role).collect()
}

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    /// Whether two have a place in common.
    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether another one lies in it, up to half a pixel.
    pub fn holds(&self, other: &Area) -> bool {
        let rim = 0.5;
        other.left >= self.left - rim
            && other.right <= self.right + rim
            && other.top >= self.top - rim
            && other.bottom <= self.bottom + rim
    }

    /// The smallest one that holds all.
    pub fn around(areas: impl IntoIterator<Item = Area>) -> Option<Area> {
        areas.into_iter().reduce(|one, other| Area {
            left: one.left.min(other.left),
            top: one.top.min(other.top),
            right: one.right.max(other.right),
            bottom: one.bottom.max(other.bottom),
        })
    }
}

/// Where the letters of each line of a text stand, with their words; `slack` is how much wider another font is.
pub fn lines(text: &Text, slack: f32) -> Vec<(Area, &str)> {
    let mut out = Vec::new();
    for (at, line) in text.lines.iter().enumerate() {
        let width = line.width * slack;
        let left = match text.anchor {
            Anchor::Left => text.x,
            Anchor::Middle => text.x - width / 2.0,
            Anchor::Right => text.x - width,
        };
        let baseline = text.y + at as f32 * text.leading;
        let (top, bottom) = (baseline - text.face.size * 0.76, baseline + text.face.size * 0.22);
        out.push((Area { left, top, right: left + width, bottom }, line.text.as_str()));
    }
    out
}

/// Where a thing stands.
pub fn area(item: &Item, slack: f32) -> Option<Area> {
    match item {
        Item::Group(group) => Area::around(group.items.iter().filter_map(|item| area(item, slack))),
        Item::Rect(rect) => Some(Area { left: rect.x, top: rect.y, right: rect.x + rect.width, bottom: rect.y + rect.height }),
        Item::Circle(circle) => Some(Area {
            left: circle.centre.x - circle.radius,
            top: circle.centre.y - circle.radius,
            right: circle.centre.x + circle.radius,
            bottom: circle.centre.y + circle.radius,
        }),
        Item::Icon(icon) => Some(Area { left: icon.x, top: icon.y, right: icon.x + icon.size, bottom: icon.y + icon.size }),
        Item::Text(text) => Area::around(lines(text, slack).into_iter().map(|(area, _)| area)),
        Item::Path(path) => Area::around(path.segments.iter().filter_map(|segment| match segment {
            Segment::Move(point) | Segment::Line(point) | Segment::Cubic(_, _, point) => {
                Some(Area { left: point.x, top: point.y, right: point.x, bottom: point.y })
            }
            Segment::Close => None,
        })),
    }
}
