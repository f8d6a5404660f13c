//! The map as a picture: five qualities that can be measured, in all examples and in maps that are made to be hard.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use journey::Analysis;
use journey::emit::{EmitOptions, Format, emit};
use journey::graph::JourneyGraph;
use journey::labels::{LANGUAGES, Labels};
use journey::scene::{Group, Item, Role, Scene, Weight};
use journey::sheet::{Content, Selection, Sheet, sheet};
use journey::source::FileId;

use crate::drawn::{Area, Drawn, all, area, drawn, drawn_with, lines, made, map, maps, of_role, things};
use crate::support::check;

/// Another font is at most so much wider.
const SLACK: f32 = 1.06;

/// The sheet of the first journey.
fn first_sheet(analysis: &Analysis, lanes: Option<Vec<String>>) -> Sheet {
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    sheet(&JourneyGraph::new(journey), &Selection { lanes, ..Selection::default() }).expect("the rows are there")
}

/// Only the first journey of a file, and only some rows.
fn first_only(analysis: &Analysis, lanes: Option<Vec<String>>) -> Scene {
    let journey = analysis.model.journeys(FileId(0)).next().and_then(journey::model::Node::name).map(str::to_owned);
    drawn_with(analysis, &EmitOptions { journey, lanes, ..EmitOptions::default() })
}

/// The first file of a project as SVG.
fn svg(analysis: &Analysis) -> String {
    let bytes = emit(analysis, FileId(0), Format::Svg, &EmitOptions::default()).expect("it is drawn");
    String::from_utf8(bytes).expect("SVG is text")
}

#[test]
fn no_text_covers_another() {
    for Drawn { name, scene, .. } in all() {
        let things = things(scene);
        let mut boxes: Vec<(Area, &str)> = Vec::new();
        for thing in &things {
            if let Item::Text(text) = thing.item {
                boxes.extend(lines(text, 1.0));
            }
        }
        assert!(boxes.len() > 2, "{name} has text");
        boxes.sort_by(|(one, _), (other, _)| one.top.total_cmp(&other.top));
        for (at, (one, said)) in boxes.iter().enumerate() {
            for (other, words) in boxes[at + 1..].iter().take_while(|(other, _)| other.top < one.bottom) {
                assert!(!one.meets(other), "{name}: {said:?} covers {words:?}: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn labels_of_every_language_have_room() {
    let analysis = maps().into_iter().find(|(name, _)| name.contains("bank-account")).expect("it is there").1;
    for (language, code) in LANGUAGES.iter().enumerate() {
        let mut labels = Labels::default();
        labels.set_language(language);
        let scene = drawn_with(&analysis, &EmitOptions { labels, ..EmitOptions::default() });
        let things = things(&scene);
        let texts = |roles: &[Role]| -> Vec<(Area, &str)> {
            let texts = things.iter().filter(|thing| roles.contains(&thing.group.role));
            texts
                .filter_map(|thing| if let Item::Text(text) = thing.item { Some(lines(text, SLACK)) } else { None })
                .flatten()
                .collect()
        };
        let (labels, others) = (texts(&[Role::Label]), texts(&[Role::Plot, Role::Cell, Role::Touchpoint, Role::Evidence]));
        assert!(labels.len() > 10 && others.len() > 50);
        for (one, said) in &labels {
            for (other, words) in &others {
                assert!(!one.meets(other), "{code}: {said:?} covers {words:?}");
            }
        }
    }
}

#[test]
fn no_text_leaves_the_picture() {
    for Drawn { name, scene, .. } in all() {
        let page = Area { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height };
        for thing in things(scene) {
            let area = area(thing.item, SLACK).expect("it stands somewhere");
            assert!(page.holds(&area), "{name}: {:?} is off the page", thing.item);
        }
    }
}

#[test]
fn no_text_leaves_its_box() {
    for Drawn { name, scene, .. } in all() {
        for role in [Role::Touchpoint, Role::Stage, Role::Persona] {
            for group in of_role(scene, role) {
                let Some(frame) = group.items.iter().find(|item| matches!(item, Item::Rect(rect) if rect.height > 30.0)) else {
                    continue;
                };
                let frame = area(frame, 1.0).expect("it stands somewhere");
                let inside = Group {
                    items: group.items.iter().filter(|item| matches!(item, Item::Text(_) | Item::Group(_))).cloned().collect(),
                    ..group.clone()
                };
                let inside = area(&Item::Group(inside), SLACK).expect("it has text");
                assert!(frame.holds(&inside), "{name}: {role:?} {frame:?} {inside:?} {:?}", group.items);
            }
        }
    }
}

/// The left and right edge of each slot, by the boxes that stand in it.
fn slots(sheet: &Sheet, scene: &Scene) -> BTreeMap<usize, (f32, f32)> {
    let edges = |group: &Group| {
        group.items.iter().find_map(|item| match item {
            Item::Rect(rect) => Some((rect.x, rect.x + rect.width)),
            _ => None,
        })
    };
    let mut out = BTreeMap::new();
    for (stage, group) in sheet.stages.iter().zip(of_role(scene, Role::Stage)) {
        if stage.slots.len() == 1 {
            out.extend(edges(group).map(|edges| (stage.slots.start, edges)));
        }
    }
    let cards = sheet.rows.iter().filter_map(|row| match &row.content {
        Content::Cards(cards) => Some(cards),
        _ => None,
    });
    for (card, group) in cards.flatten().zip(of_role(scene, Role::Touchpoint)).filter(|(card, _)| card.slots.len() == 1) {
        out.extend(edges(group).map(|edges| (card.slots.start, edges)));
    }
    out
}

#[test]
fn columns_line_up_over_all_rows() {
    for Drawn { name, analysis, .. } in all() {
        let whole = first_sheet(analysis, None);
        // Words at the curves stand where there is room.
        let lanes: Vec<String> = [
            "touchpoint", "step", "time", "action", "thought", "frontstage", "backstage", "pain", "gain", "opportunity", "metric",
            "risk", "insight", "flow",
        ]
        .iter()
        .map(|&lane| lane.to_owned())
        .collect();
        let (sheet, scene) = (first_sheet(analysis, Some(lanes.clone())), first_only(analysis, Some(lanes)));
        let edges = slots(&sheet, &scene);
        assert_eq!(edges.len(), sheet.slots, "{name}: each slot has a box");
        let cells = sheet.rows.iter().filter_map(|row| match &row.content {
            Content::Cells(cells) => Some(cells),
            _ => None,
        });
        let cells: Vec<_> = cells.flatten().collect();
        let drawn = of_role(&scene, Role::Cell);
        assert_eq!(cells.len(), drawn.len(), "{name}");
        assert!(!cells.is_empty() || whole.rows.iter().all(|row| matches!(row.content, Content::Plot(_))), "{name} says something");
        for (cell, group) in cells.into_iter().zip(drawn) {
            let (left, right) = (edges[&cell.slots.start].0, edges[&(cell.slots.end - 1)].1);
            let inside = area(&Item::Group(group.clone()), SLACK).expect("it stands somewhere");
            let begins = if scene.rtl { inside.right - edges[&cell.slots.start].1 } else { inside.left - left };
            assert!(begins.abs() <= 1.0, "{name}: {:?} begins beside its column by {begins}", cell.entries[0].text);
            let fits = if scene.rtl { inside.left >= edges[&(cell.slots.end - 1)].0 - 0.5 } else { inside.right <= right + 0.5 };
            assert!(fits, "{name}: {:?} leaves its column: {inside:?}, {left} to {right}", cell.entries[0].text);
        }
    }
}

#[test]
fn stages_are_equally_wide_while_none_has_many_touchpoints() {
    for Drawn { name, analysis, .. } in all() {
        let (sheet, scene) = (first_sheet(analysis, None), first_only(analysis, None));
        let widths: Vec<f32> = of_role(&scene, Role::Stage)
            .iter()
            .filter_map(|group| match group.items.first() {
                Some(Item::Rect(rect)) => Some(rect.width),
                _ => None,
            })
            .collect();
        assert_eq!(widths.len(), sheet.stages.len(), "{name}");
        if sheet.stages.iter().all(|stage| stage.slots.len() <= 4) {
            assert!(widths.iter().all(|width| (width - widths[0]).abs() < 0.01), "{name}: {widths:?}");
        }
    }
}

#[test]
fn nothing_is_drawn_twice() {
    for Drawn { name, scene, .. } in all() {
        let mut seen = BTreeSet::new();
        for thing in things(scene) {
            assert!(seen.insert(format!("{:?}", thing.item)), "{name}: {:?} is drawn twice", thing.item);
        }
    }
}

/// The ends of dashes are round, so each reaches into a gap by half its width.
#[test]
fn gaps_between_dashes_are_seen() {
    let mut dashed = 0;
    for Drawn { name, scene, .. } in all() {
        for thing in things(scene) {
            let paint = match thing.item {
                Item::Rect(rect) => &rect.paint,
                Item::Circle(circle) => &circle.paint,
                Item::Path(path) => &path.paint,
                _ => continue,
            };
            let Some(stroke) = paint.stroke.filter(|stroke| !stroke.dash.is_empty()) else { continue };
            dashed += 1;
            let gaps = stroke.dash.chunks(2).map(|pair| pair[1] - stroke.width);
            assert!(gaps.clone().all(|gap| gap >= 1.5), "{name}: {:?}", thing.item);
        }
    }
    assert!(dashed > 100, "{dashed}");
}

#[test]
fn three_levels_of_emphasis() {
    for Drawn { name, analysis, .. } in all() {
        let scene = first_only(analysis, None);
        let mut sizes: BTreeMap<Role, (f32, f32)> = BTreeMap::new();
        for thing in things(&scene) {
            if let Item::Text(text) = thing.item {
                assert!(text.face.size >= 11.0, "{name}: too small: {text:?}");
                let entry = sizes.entry(thing.group.role).or_insert((f32::MAX, 0.0));
                *entry = (entry.0.min(text.face.size), entry.1.max(text.face.size));
            }
        }
        let (header, stage, label) = (sizes[&Role::Header].1, sizes[&Role::Stage].1, sizes[&Role::Label].1);
        assert!(header > 1.5 * stage && stage > label && label > sizes[&Role::Label].0, "{name}: {sizes:?}");
    }
}

#[test]
fn moments_of_truth_and_the_deepest_dip_are_strongest() {
    let analysis = maps().into_iter().find(|(name, _)| name.contains("running-shoes")).expect("it is there").1;
    let scene = drawn(&analysis);
    let outlines: Vec<f32> = of_role(&scene, Role::Touchpoint)
        .iter()
        .filter_map(|group| match group.items.first() {
            Some(Item::Rect(rect)) => rect.paint.stroke.map(|stroke| stroke.width),
            _ => None,
        })
        .collect();
    let strongest = outlines.iter().copied().fold(0.0, f32::max);
    assert_eq!(outlines.iter().filter(|&&width| width >= strongest - 0.01).count(), 2, "{outlines:?}");
    let words = things(&scene);
    let words: Vec<_> = words
        .iter()
        .filter_map(|thing| match thing.item {
            Item::Text(text) if thing.group.role == Role::Feeling => {
                Some((text.face.size, text.face.weight, text.lines[0].text.as_str()))
            }
            _ => None,
        })
        .collect();
    let largest = words.iter().max_by(|one, other| one.0.total_cmp(&other.0)).expect("there are words");
    assert_eq!((largest.1, largest.2), (Weight::Semibold, "annoyed"), "{words:?}");
}

#[test]
fn maps_of_other_scripts_read_from_their_side() {
    for (name, analysis) in made() {
        let scene = drawn(&analysis);
        let from_right = name == "Arabic" || name == "Hebrew";
        assert_eq!(scene.rtl, from_right, "{name}");
        let stages: Vec<f32> = of_role(&scene, Role::Stage)
            .iter()
            .filter_map(|group| group.items.first())
            .filter_map(|item| area(item, 1.0))
            .map(|area| area.left)
            .collect();
        assert!(stages.windows(2).all(|pair| (pair[0] > pair[1]) == from_right), "{name}: {stages:?}");
        let label = of_role(&scene, Role::Label)[0];
        let label = area(&label.items[0], 1.0).expect("it stands somewhere");
        assert_eq!(label.left > scene.width / 2.0, from_right, "{name}");
    }
}

#[test]
fn a_long_title_is_not_lost() {
    let title = "word ".repeat(60);
    let svg = svg(&check(&map(2, 1, title.trim(), "x")));
    assert!(svg.contains(&format!("<title>{}</title>", title.trim())), "a cut title stands whole in a tooltip");
}

/// The elements and attributes that may occur.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "svg",
        &[
            "width",
            "height",
            "viewBox",
            "role",
            "aria-labelledby",
            "aria-describedby",
            "font-family",
            "font-size",
            "stroke-linecap",
            "stroke-linejoin",
            "direction",
        ],
    ),
    ("title", &["id"]),
    ("desc", &["id"]),
    ("defs", &[]),
    ("g", &["class"]),
    ("a", &["class", "href"]),
    ("rect", &["x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "stroke-dasharray"]),
    ("circle", &["cx", "cy", "r", "fill", "stroke", "stroke-width", "stroke-dasharray"]),
    ("path", &["id", "d", "fill", "stroke", "stroke-width", "stroke-dasharray"]),
    ("use", &["href", "transform", "stroke", "stroke-width"]),
    (
        "text",
        &[
            "x",
            "y",
            "text-anchor",
            "direction",
            "font-size",
            "font-weight",
            "letter-spacing",
            "font-feature-settings",
            "textLength",
            "lengthAdjust",
            "fill",
            "stroke",
            "stroke-width",
            "paint-order",
        ],
    ),
];

fn parsed(svg: &str) -> roxmltree::Document<'_> {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let known = KNOWN.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("<{name}> occurs"));
        for attribute in node.attributes() {
            assert!(known.1.contains(&attribute.name()), "<{name} {}=…> occurs", attribute.name());
        }
        if let Some(link) = node.attribute("href") {
            let inside = name == "use" && link.starts_with('#');
            let outside =
                name == "a" && ["http://", "https://", "mailto:"].iter().any(|scheme| link.to_lowercase().starts_with(scheme));
            assert!(inside || outside, "{link}");
        }
    }
    document
}

#[test]
fn hostile_text_stays_text() {
    let hostile = [
        "</text><script>alert(1)</script>",
        "\\\" onload=\\\"alert(1)",
        "]]><!-- --><?x?>&lt;&#60;&nope;",
        "{{7*7}} ${x} %s url(#a) expression(1)",
        "javascript:alert(1)",
        "a\\u{0}b\\u{1b}[31m\\u{202e}c\\u{fffe}",
        "\\\\",
        "   ",
        "",
    ];
    for title in hostile {
        let text = map(2, 2, title, title)
            .replace("goal: ", &format!("link: \"{title}\"; goal: "))
            .replace("pain ", &format!("link: \"javascript:{title}\"\n pain "));
        let analysis = check(&text);
        let svg = svg(&analysis);
        let document = parsed(&svg);
        if title.contains("<script>") {
            let description = document.descendants().find(|node| node.tag_name().name() == "desc");
            let said = description.and_then(|node| node.text()).unwrap_or_default();
            assert!(said.contains(title), "{said}");
        }
    }
}

#[test]
fn links_to_pages_stay() {
    let text = "journey j \"J\" { link: \"https://example.org/?a=1&b=\\\"2\"; stage s \"S\" { link: \"javascript:alert(1)\"; touchpoint t \"T\" { link: \"mailto:us@example.org\" } } }";
    let svg = svg(&check(text));
    let document = parsed(&svg);
    let links: Vec<&str> =
        document.descendants().filter(|node| node.tag_name().name() == "a").filter_map(|node| node.attribute("href")).collect();
    assert_eq!(links, ["https://example.org/?a=1&b=\"2", "mailto:us@example.org"]);
    assert_eq!(document.root_element().attribute("role"), Some("group"), "links can be reached");
}

#[test]
fn a_picture_says_what_it_shows() {
    for Drawn { name, analysis, .. } in all().iter().filter(|drawn| drawn.name.starts_with("examples")) {
        let svg = svg(analysis);
        let document = parsed(&svg);
        let root = document.root_element();
        let id = |of: &str| root.attribute(of).and_then(|id| document.descendants().find(|node| node.attribute("id") == Some(id)));
        let title = id("aria-labelledby").and_then(|node| node.text()).unwrap_or_default();
        let description = id("aria-describedby").and_then(|node| node.text()).unwrap_or_default();
        for journey in analysis.model.journeys(FileId(0)) {
            assert!(title.contains(journey.title().unwrap_or_default().split('"').next().unwrap_or_default()), "{name}: {title}");
            for stage in journey.stages() {
                assert!(description.contains(stage.caption()), "{name}: {}", stage.caption());
            }
        }
    }
}

#[test]
fn two_pictures_fit_on_one_page() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for Drawn { name, analysis, .. } in all().iter().filter(|drawn| drawn.name.starts_with("examples")) {
        let svg = svg(analysis);
        let document = parsed(&svg);
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        assert!(ids.len() >= 2, "{name}");
        for id in &ids {
            assert!(seen.insert((*id).to_owned()), "{name}: {id} occurs elsewhere");
        }
        for link in document.descendants().filter(|node| node.tag_name().name() == "use").filter_map(|node| node.attribute("href"))
        {
            assert!(ids.contains(&link.trim_start_matches('#')), "{name}: {link} leads nowhere");
        }
    }
}

#[test]
fn numbers_are_compact() {
    for Drawn { name, analysis, .. } in all().iter().filter(|drawn| drawn.name.starts_with("examples")) {
        let svg = svg(analysis);
        let document = parsed(&svg);
        for node in document.descendants().filter(|node| ["path", "rect", "text", "use"].contains(&node.tag_name().name())) {
            for attribute in node.attributes().filter(|attribute| !["fill", "stroke", "id", "href"].contains(&attribute.name())) {
                for number in attribute.value().split(|char: char| !(char.is_ascii_digit() || char == '.')) {
                    let decimals = number.split('.').nth(1).unwrap_or_default().len();
                    assert!(decimals <= 2, "{name}: {}", attribute.value());
                }
            }
        }
    }
}

#[test]
fn several_journeys_stand_below_each_other() {
    let analysis = check(&format!("{}\n{}", map(2, 1, "One", "x"), "journey k \"Other\" { stage s \"Only\" { action: \"y\" } }"));
    let scene = drawn(&analysis);
    let titles: Vec<f32> =
        of_role(&scene, Role::Header).iter().filter_map(|group| area(&group.items[0], 1.0)).map(|area| area.top).collect();
    assert!(titles.len() == 2 && titles[1] > titles[0] + 200.0, "{titles:?}");
    assert_eq!(scene.title, "One · Other");
    let one = drawn_with(&analysis, &EmitOptions { journey: Some("k".into()), ..EmitOptions::default() });
    assert_eq!(one.title, "Other");
}

#[test]
fn rows_can_be_chosen_and_ordered() {
    let analysis = check(&map(2, 1, "T", "x"));
    let labels = |lanes: &[&str]| {
        let lanes = Some(lanes.iter().map(|&lane| lane.to_owned()).collect());
        let sheet = first_sheet(&analysis, lanes);
        sheet.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>()
    };
    assert_eq!(labels(&["pains", "Touchpoint", "quotes", "legal", "pain"]), ["Pains", "Touchpoints", "Thoughts", "T"]);
    let wrong = |lane: &str| {
        let options = EmitOptions { lanes: Some(vec![lane.to_owned()]), ..EmitOptions::default() };
        emit(&analysis, FileId(0), Format::Svg, &options).expect_err("there is no such row")
    };
    assert_eq!(wrong("opportunites"), "there is no row `opportunites`; did you mean `opportunity`?");
    assert!(wrong("zzzzzzzz").starts_with("there is no row `zzzzzzzz`; there is `touchpoint`, `time`"), "{}", wrong("zzzzzzzz"));
}

#[test]
fn boxes_and_cells_stand_beside_each_other() {
    for Drawn { name, scene, .. } in all() {
        let roles = [Role::Persona, Role::Stage, Role::Touchpoint, Role::Cell, Role::Label];
        let groups = roles.into_iter().flat_map(|role| of_role(scene, role));
        let mut areas: Vec<(Area, &Group)> =
            groups.filter_map(|group| area(&Item::Group(group.clone()), 1.0).map(|area| (area, group))).collect();
        areas.sort_by(|(one, _), (other, _)| one.top.total_cmp(&other.top));
        for (at, (one, group)) in areas.iter().enumerate() {
            for (other, second) in areas[at + 1..].iter().take_while(|(other, _)| other.top < one.bottom) {
                // Chevrons stand between two stages.
                let chevron = group.role == Role::Stage && second.role == Role::Stage && other.left - one.left > 100.0;
                assert!(chevron || !one.meets(other), "{name}: {group:?} covers {second:?}");
            }
        }
    }
}

#[test]
fn the_range_of_slots_is_whole() {
    for Drawn { name, analysis, .. } in all() {
        let sheet = first_sheet(analysis, None);
        let stages: Vec<Range<usize>> = sheet.stages.iter().map(|stage| stage.slots.clone()).collect();
        let joined = stages.windows(2).all(|pair| pair[0].end == pair[1].start);
        assert!(joined && stages[0].start == 0 && stages[stages.len() - 1].end == sheet.slots, "{name}: {stages:?}");
    }
}

#[test]
fn what_is_understood_of_a_broken_map_is_drawn() {
    let mut drawn = 0;
    for (path, text) in crate::support::examples() {
        let ends = (0..text.len()).step_by(397).filter(|&end| text.is_char_boundary(end));
        for end in ends {
            let analysis = crate::support::check_as(&path, &text[..end], &journey::Options::default());
            if analysis.model.journeys(FileId(0)).next().is_some() {
                parsed(&svg(&analysis));
                let look = journey::emit::Look { colour: true, unicode: true, width: 90 };
                let shown = journey::emit::show(&analysis, FileId(0), &EmitOptions::default(), look).expect("it is shown");
                assert!(!shown.is_empty());
                drawn += 1;
            }
        }
    }
    assert!(drawn > 50, "{drawn} maps");
}

#[test]
fn a_journey_without_stages_is_drawn() {
    for text in [
        "journey j",
        "journey j { pain \"p\"; metric \"m\" 3%; insight: \"i\"; emotion: -1 \"e\" }",
        "journey j { phase \"P\" { pain \"p\" } }",
    ] {
        let picture = svg(&check(text));
        let document = parsed(&picture);
        assert!(document.descendants().any(|node| node.tag_name().name() == "text" && node.text() == Some("j")), "{text}");
    }
}
