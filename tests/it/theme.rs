//! The colours of the map: every pair that meets in a picture has enough contrast, and curves are told apart without their colours.

use std::collections::{BTreeMap, BTreeSet};

use journey::emit::EmitOptions;
use journey::scene::{Item, Paint, Role, Scene, Segment};
use journey::theme::{self, Colour, Design, PERSONAS, Rgb, Theme};

use crate::drawn::{Area, all, area, drawn, drawn_with, flows, maps, of_role, personas, things};
use crate::support::check;

/// Lines and grounds that only order the picture: what they say is said by words and places, too.
const QUIET: &[Colour] = &[
    Colour::Paper,
    Colour::Hairline,
    Colour::Stage,
    Colour::Band,
    Colour::Card,
    Colour::Border,
    Colour::Backstage,
    Colour::Grid,
    Colour::Zero,
    Colour::PainGround,
    Colour::GainGround,
    Colour::MomentGround,
];

/// Colours and the grounds they stand on.
type Pairs = BTreeSet<(Colour, Colour)>;

/// Pairs of what is painted and the ground below its middle: those of text, and those of marks.
fn pairs(scene: &Scene) -> (Pairs, Pairs) {
    let (mut texts, mut marks) = (BTreeSet::new(), BTreeSet::new());
    let mut grounds: Vec<(Area, Colour)> = Vec::new();
    for thing in things(scene) {
        let Some(place) = area(thing.item, 1.0) else { continue };
        let (x, y) = (f32::midpoint(place.left, place.right), f32::midpoint(place.top, place.bottom));
        let below = |x: f32, y: f32| {
            let there =
                grounds.iter().rev().find(|(area, _)| area.left <= x && x <= area.right && area.top <= y && y <= area.bottom);
            there.map_or(Colour::Paper, |(_, colour)| *colour)
        };
        let mut mark = |paint: &Paint| {
            let painted = [paint.fill, paint.stroke.map(|stroke| stroke.colour)].into_iter().flatten();
            marks.extend(painted.filter(|colour| !QUIET.contains(colour)).map(|colour| (colour, below(x, y))));
        };
        match thing.item {
            Item::Text(text) => {
                texts.insert((text.colour, text.halo.unwrap_or_else(|| below(x, y))));
            }
            Item::Icon(icon) => {
                marks.insert((icon.colour, below(x, y)));
            }
            Item::Rect(rect) => mark(&rect.paint),
            Item::Circle(circle) => mark(&circle.paint),
            // A line is on all that it crosses; the bands of the plot are below the curves.
            Item::Path(path) => {
                for segment in &path.segments {
                    if let Segment::Move(point) | Segment::Line(point) | Segment::Cubic(_, _, point) = segment {
                        let colours = path.paint.stroke.map(|stroke| stroke.colour).filter(|colour| !QUIET.contains(colour));
                        marks.extend(colours.map(|colour| (colour, below(point.x, point.y))));
                    }
                }
            }
            Item::Group(_) => {}
        }
        let fill = match thing.item {
            Item::Rect(rect) => rect.paint.fill,
            Item::Circle(circle) => circle.paint.fill,
            // The head of an arrow is no ground: ways that arrive together end in it.
            Item::Path(path) if path.segments.last() == Some(&Segment::Close) && thing.group.role != Role::Way => path.paint.fill,
            _ => None,
        };
        grounds.extend(fill.map(|fill| (place, fill)));
    }
    (texts, marks)
}

#[test]
fn every_pair_that_meets_is_in_the_table() {
    let (mut texts, mut marks) = (BTreeSet::new(), BTreeSet::new());
    // Of many touchpoints the first ones meet everything that the others meet.
    let scenes = all().iter().chain(flows()).filter(|drawn| !drawn.name.contains("hundred")).map(|drawn| &drawn.scene);
    for scene in scenes {
        let (more, other) = pairs(scene);
        texts.extend(more);
        marks.extend(other);
    }
    assert!(texts.len() >= 15 && marks.len() >= 15, "{texts:?} {marks:?}");
    assert_eq!(outside(&texts, &marks), Pairs::new());
}

/// The pairs of texts and marks of a picture that nobody looks after.
pub fn pairs_outside_the_table(scene: &Scene) -> BTreeSet<(Colour, Colour)> {
    let (texts, marks) = pairs(scene);
    outside(&texts, &marks)
}

fn outside(texts: &Pairs, marks: &Pairs) -> Pairs {
    let known: Vec<_> = theme::pairs(Design::Light).collect();
    let unknown = |pairs: &Pairs, least: f64| -> Pairs {
        pairs.iter().copied().filter(|&(over, ground)| !known.contains(&(over, ground, least))).collect()
    };
    unknown(texts, 4.5).union(&unknown(marks, 3.0)).copied().collect()
}

#[test]
fn every_pair_has_contrast() {
    let mut wrong = Vec::new();
    for &design in Design::ALL {
        let theme = Theme::new(design);
        for (colour, ground, least) in theme::pairs(design) {
            let contrast = theme.rgb(colour).contrast(theme.rgb(ground));
            if contrast < least {
                wrong.push(format!("{}: {colour:?} on {ground:?} has {contrast:.2}, not {least}", design.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn curves_are_told_apart_without_colour() {
    let scene = drawn(&check(&personas(usize::from(PERSONAS))));
    let curves = of_role(&scene, Role::Curve);
    assert_eq!(curves.len(), usize::from(PERSONAS));
    let mut dashes = BTreeSet::new();
    let mut shapes = BTreeSet::new();
    for curve in &curves {
        let paths: Vec<_> =
            curve.items.iter().filter_map(|item| if let Item::Path(path) = item { Some(path) } else { None }).collect();
        let line = paths.iter().find(|path| path.paint.fill.is_none()).expect("it has a line");
        dashes.insert(format!("{:?}", line.paint.stroke.expect("it is drawn").dash));
        let marker = curve.items.iter().rev().find(|item| !matches!(item, Item::Text(_))).expect("it has markers");
        let place = area(marker, 1.0).expect("it stands somewhere");
        let (x, y) = (f32::midpoint(place.left, place.right), f32::midpoint(place.top, place.bottom));
        let segments = if let Item::Path(path) = marker { path.segments.as_slice() } else { &[] };
        let shape: Vec<String> = segments
            .iter()
            .map(|segment| match segment {
                Segment::Move(point) | Segment::Line(point) => format!("{:.0} {:.0}", point.x - x, point.y - y),
                Segment::Cubic(..) => "curve".to_owned(),
                Segment::Close => "end".to_owned(),
            })
            .collect();
        shapes.insert(shape);
    }
    assert_eq!(dashes.len(), curves.len(), "each has its own dashes: {dashes:?}");
    assert_eq!(shapes.len(), curves.len(), "each has its own marker");
}

/// The common kinds of colour blindness, complete, in linear light. Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes,
/// "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
const SIMULATED: &[(&str, [[f64; 3]; 3])] = &[
    ("protanopia", [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]]),
    ("deuteranopia", [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]]),
    ("tritanopia", [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]]),
];

/// A colour as somebody sees it, in the space CIE L*a*b*.
fn lab(colour: Rgb, seen: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = [colour.0, colour.1, colour.2].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    let times = |matrix: &[[f64; 3]; 3], vector: [f64; 3]| {
        matrix.map(|row| row.iter().zip(vector).map(|(one, other)| one * other).sum::<f64>())
    };
    let light = times(seen, linear).map(|part| part.max(0.0));
    let xyz =
        times(&[[0.412_456, 0.357_576, 0.180_437], [0.212_673, 0.715_152, 0.072_175], [0.019_334, 0.119_192, 0.950_304]], light);
    let part = |value: f64| if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 };
    let (x, y, z) = (part(xyz[0] / 0.950_47), part(xyz[1]), part(xyz[2] / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn the_first_personas_differ_for_colour_blind_readers() {
    for &design in Design::ALL {
        let theme = Theme::new(design);
        // In print there are two greys; dashes and markers do the rest.
        let personas = if design == Design::Print { 2 } else { 3 };
        for (kind, seen) in SIMULATED {
            for one in 0..personas {
                for other in one + 1..personas {
                    let (first, second) =
                        (lab(theme.rgb(Colour::persona(one)), seen), lab(theme.rgb(Colour::persona(other)), seen));
                    let distance = first.iter().zip(second).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt();
                    assert!(distance >= 15.0, "{} for {kind}: {one} and {other} are {distance:.1} apart", design.name());
                }
            }
        }
    }
}

#[test]
fn a_theme_changes_colours_only() {
    let (_, analysis) = maps().swap_remove(0);
    let light = drawn(&analysis);
    for &design in Design::ALL {
        let theme = Theme::new(design);
        let scene = drawn_with(&analysis, &EmitOptions { theme, ..EmitOptions::default() });
        assert_eq!(scene.items, light.items);
        assert_eq!(scene.theme, theme);
    }
    let own = Theme::default().with(Colour::Persona1, Rgb(1, 2, 3));
    assert_eq!((own.rgb(Colour::Persona1), own.rgb(Colour::Ink)), (Rgb(1, 2, 3), Theme::default().rgb(Colour::Ink)));
}

#[test]
fn every_colour_has_its_place() {
    let mut used: BTreeMap<Colour, usize> = BTreeMap::new();
    for scene in all().iter().chain(flows()).map(|drawn| &drawn.scene) {
        for thing in things(scene) {
            let paint =
                |paint: &Paint| [paint.fill, paint.stroke.map(|stroke| stroke.colour)].into_iter().flatten().collect::<Vec<_>>();
            let colours = match thing.item {
                Item::Text(text) => vec![text.colour],
                Item::Icon(icon) => vec![icon.colour],
                Item::Rect(rect) => paint(&rect.paint),
                Item::Circle(circle) => paint(&circle.paint),
                Item::Path(path) => paint(&path.paint),
                Item::Group(_) => Vec::new(),
            };
            for colour in colours {
                *used.entry(colour).or_default() += 1;
            }
        }
    }
    for &colour in Colour::ALL {
        assert!(used.contains_key(&colour), "{colour:?} is used nowhere");
    }
}
