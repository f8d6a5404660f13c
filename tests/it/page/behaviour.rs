//! Pages in real Chromium: what can be done with them, by mouse and by keys, on screens and on paper.

use serde_json::{Value, json};

use super::{example, html, open, put, walk};
use crate::support::check_as;

const CARD: &str = "document.activeElement.getAttribute('href')";
const PANEL: &str = "document.querySelector('.panel').hidden ? null : document.querySelector('.panel h2').textContent";
const HASH: &str = "decodeURIComponent(location.hash)";

#[test]
fn nothing_that_axe_knows_of_is_wrong() {
    let folder = tempfile::tempdir().expect("there is room");
    let one = put(folder.path(), "one", &example("running-shoes"));
    let blueprint = put(folder.path(), "blueprint", &example("customer-support"));
    let several = put(folder.path(), "several", &example("marketplace"));
    let states = json!([
        { "axe": true },
        { "click": ".view.now a.touchpoint", "nth": 1 }, { "axe": true },
        { "press": "/" }, { "type": "a" }, { "axe": true }, { "press": "Escape" },
        { "click": ".views [data-view=flow]" }, { "axe": true },
        { "click": ".views [data-view=funnel]" }, { "axe": true },
        { "click": ".views [data-view=words]" }, { "axe": true },
        { "press": "?" }, { "axe": true },
    ]);
    let overview = json!([{ "axe": true }, { "select": [".who", "1"] }, { "axe": true }]);
    let mut jobs = Vec::new();
    for scheme in ["light", "dark"] {
        for (width, height) in [(1440, 900), (390, 844)] {
            for file in [&one, &blueprint] {
                jobs.push(json!({ "file": file, "scheme": scheme, "width": width, "height": height, "steps": states }));
            }
            jobs.push(json!({ "file": several, "scheme": scheme, "width": width, "height": height, "steps": overview }));
        }
    }
    let Some(all) = open(&jobs) else { return };
    for (job, seen) in jobs.iter().zip(all) {
        assert!(seen.is_quiet(), "{seen:?}");
        for found in seen.looks.iter().filter(|seen| !seen.is_null()) {
            assert_eq!(found, &json!([]), "{job}");
        }
    }
}

#[test]
fn a_place_is_chosen_by_mouse_and_by_keys() {
    let looks = [HASH, PANEL, CARD];
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "click": ".view.now a.touchpoint" }, { "look": looks },
            { "press": "ArrowRight" }, { "look": looks },
            { "press": "ArrowUp" }, { "look": looks },
            { "press": "Escape" }, { "look": looks },
            { "press": "ArrowDown" }, { "press": "ArrowRight" }, { "look": looks },
            { "press": "Enter" }, { "look": [HASH, PANEL, "document.activeElement.className"] },
            { "press": "Escape" }, { "look": looks },
        ]),
    ) else {
        return;
    };
    let looked: Vec<&Value> = seen.iter().filter(|seen| !seen.is_null()).collect();
    let (search, guide) = ("#buy-shoes.awareness.search", "#buy-shoes.awareness.guide");
    assert_eq!(looked[0], &json!([search, "Searches for help", search]));
    assert_eq!(looked[1], &json!([guide, "Reads the guide", guide]));
    assert_eq!(looked[2], &json!(["#buy-shoes.awareness", "Awareness", "#buy-shoes.awareness"]));
    assert_eq!(looked[3], &json!(["#buy-shoes", null, "#buy-shoes.awareness"]), "the card keeps the focus");
    assert_eq!(looked[4][2], json!(guide), "arrows go on without the panel");
    assert_eq!(looked[5], &json!([guide, "Reads the guide", "inside"]), "Enter goes into the panel");
    assert_eq!(looked[6], &json!(["#buy-shoes", null, guide]), "Esc goes back");
}

#[test]
fn only_one_card_is_in_the_way_of_the_tab_key() {
    let stops = "document.querySelectorAll('.view.now a[data-place][tabindex=\"0\"]').length";
    let Some(seen) = walk(&example("running-shoes"), &json!([{ "look": [stops] }, { "press": "Tab" }, { "look": [CARD] }])) else {
        return;
    };
    assert_eq!(seen[0], json!([1]));
}

#[test]
fn the_panel_tells_the_ways_and_what_claims_rest_on() {
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "click": ".view.now a.touchpoint", "nth": 4 },
            { "look": ["document.querySelector('.panel .inside').innerText"] },
            { "look": [
                "[...document.querySelectorAll('.map .before')].filter((n) => n.matches('a')).map((n) => n.getAttribute('href'))",
                "[...document.querySelectorAll('.map .after')].filter((n) => n.matches('a')).map((n) => n.getAttribute('href'))",
                "document.querySelectorAll('.map .chosen').length > 3",
            ] },
            { "click": ".panel .ways a" }, { "look": [HASH] },
            { "click": ".panel small a" }, { "look": ["document.querySelector('.words.now') !== null"] },
        ]),
    ) else {
        return;
    };
    let text = seen[1][0].as_str().expect("it is text");
    for said in [
        "Pays",
        "Has to create an account",
        "severity critical",
        "measured: ",
        "Leads here",
        "Compares prices",
        "Leads to",
        "34% · gives up at the account",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(seen[2][0].as_array().is_some_and(|all| all.contains(&json!("#buy-shoes.consideration.compare"))), "{}", seen[2]);
    assert!(seen[2][1].as_array().is_some_and(|all| all.contains(&json!("#buy-shoes.purchase.receipt"))), "{}", seen[2]);
    assert_eq!(seen[2][2], json!(true));
    assert_ne!(seen[4][0], json!("#buy-shoes.purchase.pay"), "a link in the panel leads on");
    assert_eq!(seen[6], json!([true]), "a source is shown among the evidence");
}

#[test]
fn what_is_chosen_stays_chosen_in_all_views() {
    let chosen = "[...document.querySelectorAll('.view.now a.chosen')].map((n) => n.getAttribute('href'))";
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "click": ".view.now a.touchpoint", "nth": 2 }, { "look": [chosen] },
            { "click": ".views [data-view=flow]" }, { "look": [chosen, PANEL] },
            { "press": "ArrowRight" }, { "look": [chosen, CARD] },
            { "click": ".views [data-view=map]" }, { "look": [chosen] },
            { "click": ".views [data-view=words]" }, { "look": [PANEL] },
        ]),
    ) else {
        return;
    };
    let (advice, compare) = ("#buy-shoes.consideration.advice", "#buy-shoes.consideration.compare");
    assert_eq!(seen[1], json!([[advice]]));
    assert_eq!(seen[3], json!([[advice], "Asks in the shop"]));
    assert_eq!(seen[5], json!([[compare], compare]));
    assert_eq!(seen[7], json!([[compare]]));
    assert_eq!(seen[9], json!([null]), "the words need no panel");
}

#[test]
fn what_has_nothing_to_do_with_a_place_steps_aside() {
    let map = "journey j \"J\" { stage a \"A\" { action: \"x\"; touchpoint p \"P\"; touchpoint q \"Q\"; p -> exit; q -> exit; order: any }\n\
               stage b \"B\" { action: \"y\" } }";
    let aside = "[...document.querySelectorAll('.view.now a.aside')].map((n) => n.getAttribute('href'))";
    let Some(seen) = walk(
        &html(&crate::support::check(map)),
        &json!([{ "click": ".view.now a.touchpoint" }, { "look": [aside] }, { "press": "Escape" }, { "look": [aside] }]),
    ) else {
        return;
    };
    assert_eq!(seen[1], json!([["#j.a.q"]]), "the alternative is on no way through it");
    assert_eq!(seen[3], json!([[]]));
}

/// Where one persona goes and where another one goes on from there is a way for neither.
#[test]
fn what_only_several_personas_together_could_reach_steps_aside() {
    let map = "persona amira \"Amira\"\npersona ben \"Ben\"\njourney j \"J\" { persona: amira, ben\n\
               stage s \"S\"; stage p \"P\"; stage q \"Q\"; stage x \"X\"; stage y \"Y\"; stage z \"Z\"\n\
               s -> p; s -> q for ben; p -> x for amira; p -> z for ben; q -> x for ben; x -> y for ben; x -> z for amira\n\
               y -> won; z -> won; outcome won \"Won\" success }";
    let aside = "[...document.querySelectorAll('.view.now a.aside')].map((n) => n.getAttribute('href'))";
    let steps = json!([{ "click": ".view.now a.stage", "nth": 1 }, { "look": [HASH, aside] }]);
    let Some(seen) = walk(&html(&crate::support::check(map)), &steps) else { return };
    assert_eq!(seen[1], json!(["#j.p", ["#j.q", "#j.y"]]));
}

#[test]
fn an_address_leads_to_its_place() {
    let folder = tempfile::tempdir().expect("there is room");
    let map = "journey café \"Café\" { stage größe \"Größe\" { action: \"x\" } }";
    let page = put(folder.path(), "page", &html(&crate::support::check(map)));
    let several = put(folder.path(), "several", &example("marketplace"));
    let journey = "document.querySelector('main > .now').id";
    let jobs = [
        json!({ "file": page, "hash": "#café.größe", "steps": [{ "look": [PANEL] }] }),
        json!({ "file": page, "hash": "#nobody.knows", "steps": [{ "look": [PANEL] }] }),
        json!({ "file": several, "hash": "", "steps": [{ "look": ["document.querySelector('main > .now h1').textContent"] }] }),
        json!({ "file": several, "hash": "#rental", "steps": [{ "look": [journey] }] }),
    ];
    let Some(all) = open(&jobs) else { return };
    assert!(all.iter().all(super::Seen::is_quiet), "{all:?}");
    let seen: Vec<&Value> = all.iter().map(|seen| &seen.looks[0][0]).collect();
    assert_eq!(seen, [&json!("Größe"), &json!(null), &json!("Overview"), &json!("rental")]);
}

#[test]
fn a_persona_is_shown_alone() {
    let shown = "[...document.querySelectorAll('.map .curve')].map((n) => n.classList.contains('off'))";
    let words = "[...document.querySelectorAll('.words li[data-for]')].filter((n) => getComputedStyle(n).display !== 'none').every((n) => n.dataset.for.split(' ').includes('1'))";
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "click": ".who label", "nth": 2 }, { "look": [shown] },
            { "click": ".views [data-view=words]" }, { "look": [words] },
            { "click": ".who label", "nth": 0 }, { "look": [shown] },
        ]),
    ) else {
        return;
    };
    let curves = |seen: &Value| seen[0].as_array().expect("a list").iter().filter(|off| **off == json!(true)).count();
    assert_eq!(curves(&seen[1]), 1, "{}", seen[1]);
    assert_eq!(seen[3], json!([true]));
    assert_eq!(curves(&seen[5]), 0);
}

const WAYS: &str =
    "[...document.querySelectorAll('.panel .ways li')].map((n) => [...n.childNodes].map((c) => c.textContent).join(': '))";

#[test]
fn ways_say_whose_they_are_and_stay_apart() {
    let map = "persona amira \"Amira, runner\" { goal: \"x\" }\npersona ben \"Ben, walker\" { goal: \"x\" }\n\
        journey j \"J\" {\n persona: amira, ben\n stage a \"A\" { action: \"x\" }\n stage b \"B\" { action: \"y\" }\n\
        stage c \"C\" { thought: \"z\" for ben }\n outcome won \"Won\" success\n outcome lost \"Lost\" failure\n\
        a -> b 70% \"by card\" for amira\n a -> lost 30% \"price\" for amira\n a -> b 40% \"by bill\" for ben\n\
        a -> lost 60% \"price\" for ben\n a -> lost 0.1% \"fire\"\n}\n";
    let Some(seen) = walk(
        &html(&crate::support::check(map)),
        &json!([
            { "click": ".view.now a.stage" }, { "look": [WAYS] },
            { "press": "ArrowRight" }, { "look": [WAYS] },
            { "click": ".who label", "nth": 2 }, { "look": [WAYS] },
        ]),
    ) else {
        return;
    };
    let all = json!([[
        "the beginning",
        "B: 70% · by card · for Amira",
        "Lost: 30% · price · for Amira",
        "Lost: 0.1% · fire",
        "B: 40% · by bill · for Ben",
        "Lost: 60% · price · for Ben",
    ]]);
    assert_eq!(seen[1], all);
    assert_eq!(seen[3], json!([["A: 70% · by card · for Amira", "A: 40% · by bill · for Ben", "C"]]));
    assert_eq!(seen[5], json!([["A: 40% · by bill", "C"]]), "of one persona nothing needs a name");
}

#[test]
fn the_funnel_of_a_persona_has_the_bars_of_that_persona() {
    let shown = "[...document.querySelectorAll('.view.now .map text')].map((n) => n.textContent).join(' ')";
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "click": ".views [data-view=funnel]" }, { "look": [shown] },
            { "click": ".who label", "nth": 1 }, { "look": [shown, "document.querySelectorAll('.journey.now > .view.now').length"] },
            { "click": ".views [data-view=map]" }, { "look": ["document.querySelectorAll('.journey.now > .view.now').length"] },
            { "click": ".views [data-view=funnel]" }, { "click": ".who label", "nth": 0 }, { "look": [shown] },
        ]),
    ) else {
        return;
    };
    let (all, amira) = (seen[1][0].as_str().expect("it is text"), seen[3][0].as_str().expect("it is text"));
    assert!(all.contains("all together") && all.contains("Ben"), "{all}");
    assert!(amira.contains("Amira") && !amira.contains("Ben") && !amira.contains("all together"), "{amira}");
    assert_eq!((&seen[3][1], &seen[5]), (&json!(1), &json!([1])));
    assert_eq!(seen[8][0], json!(all));
}

#[test]
fn a_heading_of_which_nothing_is_left_is_hidden() {
    let map = "persona amira \"Amira\" { goal: \"x\" }\npersona ben \"Ben\" { goal: \"x\" }\n\
        journey j \"J\" {\n persona: amira, ben\n stage a \"A\" { action: \"x\"; thought: \"z\" for ben }\n}\n";
    let of = |within: &str| {
        format!(
            "[...document.querySelectorAll('{within} th')].filter((n) => n.getBoundingClientRect().height > 0).map((n) => n.firstChild.data.trim())"
        )
    };
    let look = json!({ "look": [of(".panel")] });
    let Some(seen) = walk(
        &html(&crate::support::check(map)),
        &json!([
            { "click": ".view.now a.stage" }, look,
            { "click": ".who label", "nth": 1 }, look,
            { "click": ".views [data-view=words]" }, { "look": [of(".place.stage")] },
            { "click": ".who label", "nth": 2 }, { "look": [of(".place.stage")] },
        ]),
    ) else {
        return;
    };
    assert_eq!(seen[1], json!([["Customer", "Thoughts"]]));
    assert_eq!(seen[3], json!([["Customer"]]));
    assert_eq!((&seen[5], &seen[7]), (&json!([["Customer"]]), &json!([["Customer", "Thoughts"]])));
}

#[test]
fn another_view_is_scrolled_to_what_is_chosen() {
    let seen_whole = "(() => { const around = document.querySelector('.view.now').getBoundingClientRect(); \
        const own = document.querySelector('.view.now a.chosen').getBoundingClientRect(); \
        return own.left >= around.left && own.right <= around.right && own.top >= around.top && own.bottom <= around.bottom; })()";
    let top = "new Promise((done) => setTimeout(() => done(document.querySelector('.words [id=\"buy-shoes.purchase.receipt\"]').getBoundingClientRect().top < 120), 200))";
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("running-shoes"));
    let steps = json!([
        { "look": [seen_whole] },
        { "click": ".views [data-view=flow]" }, { "look": [seen_whole] },
        { "click": ".views [data-view=words]" }, { "look": [top] },
        { "click": ".views [data-view=map]" }, { "look": [seen_whole] },
    ]);
    let Some(all) =
        open(&[json!({ "file": file, "width": 900, "height": 500, "hash": "#buy-shoes.purchase.receipt", "steps": steps })])
    else {
        return;
    };
    assert!(all[0].is_quiet(), "{all:?}");
    let looked: Vec<&Value> = all[0].looks.iter().filter(|seen| !seen.is_null()).collect();
    assert_eq!(looked, [&json!([true]), &json!([true]), &json!([true]), &json!([true])]);
}

#[test]
fn a_link_to_a_source_leads_to_the_source() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("running-shoes"));
    let source = "(window.source = document.querySelector('.panel small a').hash.slice(1)).length > 0";
    let seen = "new Promise((done) => setTimeout(() => { const { top, bottom } = document.getElementById(source).getBoundingClientRect(); \
        done(top >= 0 && bottom <= innerHeight); }, 200))";
    let steps = json!([{ "look": [source] }, { "click": ".panel small a" }, { "look": [seen] }]);
    let job = json!({ "file": file, "width": 900, "height": 500, "hash": "#buy-shoes.purchase.pay", "steps": steps });
    let Some(all) = open(&[job]) else { return };
    assert!(all[0].is_quiet(), "{all:?}");
    assert_eq!((&all[0].looks[0], &all[0].looks[2]), (&json!([true]), &json!([true])));
}

#[test]
fn rows_are_switched_off_and_those_below_move_up() {
    let look = "(() => { const map = document.querySelector('.map'); const rows = [...map.querySelectorAll(':scope > .row')]; \
                return [map.viewBox.baseVal.height, rows.filter((row) => row.getBoundingClientRect().height > 0).length, \
                Math.round(rows.at(-1).getBoundingClientRect().top + document.querySelector('.now > .now').scrollTop)]; })()";
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "look": [look] },
            { "click": ".rows summary" }, { "check": ".rows input", "nth": 4, "on": false }, { "look": [look] },
            { "check": ".rows input", "nth": 4, "on": true }, { "look": [look] },
        ]),
    ) else {
        return;
    };
    let numbers = |seen: &Value| -> Vec<f64> { seen[0].as_array().expect("a list").iter().filter_map(Value::as_f64).collect() };
    let (before, without, again) = (numbers(&seen[0]), numbers(&seen[3]), numbers(&seen[5]));
    assert!((without[1] - before[1] + 1.0).abs() < f64::EPSILON);
    let gone = before[0] - without[0];
    assert!(gone > 100.0 && (before[2] - without[2] - gone).abs() < 2.0, "{before:?} {without:?}");
    assert_eq!(before, again);
}

#[test]
fn the_search_finds_what_is_said_and_goes_there() {
    let Some(seen) = walk(
        &example("running-shoes"),
        &json!([
            { "press": "/" }, { "type": "delivery COST" },
            { "look": [
                "[...document.querySelectorAll('#ui\\\\:found li')].map((n) => n.firstChild.textContent)",
                "document.querySelectorAll('.map a.found').length",
                "document.querySelector('[role=status]').textContent",
            ] },
            { "press": "Enter" }, { "look": [HASH, PANEL, "document.querySelectorAll('.found').length"] },
            { "press": "/" }, { "type": "zzz" }, { "look": ["document.querySelector('#ui\\\\:found').textContent"] },
            { "press": "Escape" }, { "look": ["document.querySelector('#ui\\\\:found').hidden"] },
        ]),
    ) else {
        return;
    };
    assert_eq!(seen[2], json!([["Compares prices"], 1, "1 found"]));
    assert_eq!(seen[4], json!(["#buy-shoes.consideration.compare", "Compares prices", 0]));
    assert_eq!(seen[7], json!(["Nothing found"]));
    assert_eq!(seen[9], json!([true]));
}

#[test]
fn colours_follow_the_system_and_the_switch() {
    let paper = "getComputedStyle(document.documentElement).backgroundColor";
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("museum-visit"));
    let steps = json!([
        { "look": [paper] }, { "click": ".dark" }, { "look": [paper, "document.querySelector('.dark').getAttribute('aria-pressed')"] },
    ]);
    let jobs: Vec<Value> =
        ["light", "dark"].iter().map(|scheme| json!({ "file": file, "scheme": scheme, "steps": steps })).collect();
    let Some(all) = open(&jobs) else { return };
    let (light, dark) = (json!("rgb(255, 255, 255)"), json!("rgb(17, 22, 29)"));
    assert_eq!((&all[0].looks[0][0], &all[0].looks[2]), (&light, &json!([dark, "true"])));
    assert_eq!((&all[1].looks[0][0], &all[1].looks[2]), (&dark, &json!([light, "false"])));
}

#[test]
fn on_paper_there_is_the_map_on_one_page_and_then_the_words() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("running-shoes"));
    let look = json!({ "look": [
        "getComputedStyle(document.documentElement).backgroundColor",
        "[...document.querySelectorAll('.bar, .panel')].every((n) => getComputedStyle(n).display === 'none')",
        "[...document.querySelectorAll('.view')].every((n) => (n.getBoundingClientRect().height > 100) === !n.dataset.whom)",
        "[...document.querySelectorAll('.words *')].filter((n) => n.childNodes.length && n.getBoundingClientRect().height > 0).every((n) => parseFloat(getComputedStyle(n).fontSize) >= 8 * 96 / 72)",
    ] });
    let jobs = [
        json!({ "file": file, "scheme": "dark", "media": "print", "steps": [look] }),
        json!({ "file": file, "steps": [{ "click": ".view.now a.touchpoint" }, { "pdf": "A4" }, { "pdf": "A3" }] }),
    ];
    let Some(all) = open(&jobs) else { return };
    assert_eq!(all[0].looks[0], json!(["rgb(255, 255, 255)", true, true, true]));
    let pages = |seen: &Value| seen["pages"].as_u64().expect("a number");
    let (a4, a3) = (&all[1].looks[1], &all[1].looks[2]);
    assert!(pages(a3) >= 2 && pages(a3) <= pages(a4) && pages(a4) < 8, "{a4} {a3}");
}

#[test]
fn what_is_chosen_is_not_printed() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("running-shoes"));
    let drawn = "[...document.querySelectorAll('.map [data-place]')].map((n) => { \
        const [box, group] = [n.querySelector(':scope > rect'), getComputedStyle(n)]; const own = box && getComputedStyle(box); \
        return [group.opacity, own && [own.stroke, own.strokeWidth, own.strokeDasharray].join()].join(); })";
    let job = |hash: &str| json!({ "file": file, "hash": hash, "media": "print", "steps": [{ "look": [drawn] }] });
    let Some(all) = open(&[job(""), job("#buy-shoes.purchase.pay")]) else { return };
    assert!(all[0].looks[0][0].as_array().is_some_and(|all| all.len() > 50));
    assert_eq!(all[0].looks, all[1].looks);
}

/// Each map has one funnel on paper, whatever is on screen: that of the chosen persona, else that of all.
#[test]
fn one_funnel_of_each_map_is_printed() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("marketplace"));
    let printed = "[...document.querySelectorAll('main [data-journey]')].map((map) => [...map.querySelectorAll('.view[data-view=funnel]')] \
        .filter((n) => n.getBoundingClientRect().height > 0).map((n) => n.dataset.whom ?? 'all').join()).filter(Boolean)";
    let job = |hash: &str, steps: Value| json!({ "file": file, "media": "print", "hash": hash, "steps": steps });
    let funnel = json!({ "look": ["document.querySelector('.views [data-view=funnel]').click()"] });
    let look = json!({ "look": [printed, "document.querySelectorAll('.view[data-whom]').length > 1"] });
    let one = json!({ "look": ["{ const who = document.querySelector('.who'); who.value = '1'; who.dispatchEvent(new Event('change', { bubbles: true })); }"] });
    let jobs = [
        job("#searching", json!([look])),
        job("#rental", json!([look])),
        job("#rental", json!([one, funnel, look])),
        job("#rental", json!([one, look])),
    ];
    let Some(all) = open(&jobs) else { return };
    let last: Vec<&Value> = all.iter().filter_map(|seen| seen.looks.last()).collect();
    let (everybody, own) = (json!([["all", "all", "all"], true]), json!([["all", "all", "1"], true]));
    assert_eq!(last, [&everybody, &everybody, &own, &own]);
}

#[test]
fn without_a_script_it_can_be_read() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = put(folder.path(), "page", &example("marketplace"));
    let seen = |what: &str| format!("[...document.querySelectorAll('{what}')].every((n) => n.getBoundingClientRect().height > 0)");
    let steps = json!([{ "look": [
        seen(".view:not([data-whom]) .map"), seen(".words table"), seen("main h2, main h3, main h4"),
        "getComputedStyle(document.querySelector('.bar')).display",
        "document.querySelector('.map').getBoundingClientRect().bottom <= document.querySelector('.words').getBoundingClientRect().top",
    ] }]);
    let Some(all) = open(&[json!({ "file": file, "script": false, "steps": steps })]) else { return };
    assert!(all[0].is_quiet(), "{all:?}");
    assert_eq!(all[0].looks[0], json!([true, true, true, "none", true]));
}

#[test]
fn a_thousand_touchpoints_are_no_trouble() {
    let analysis =
        check_as("map.journey", &crate::drawn::map(25, 20, "Touchpoint", "Does something there"), &journey::Options::default());
    let Some(seen) = walk(
        &html(&analysis),
        &json!([
            { "look": ["document.querySelectorAll('.view.now a.touchpoint').length"] },
            { "click": ".view.now a.touchpoint", "nth": 500 },
            { "look": ["document.querySelector('.panel h2').textContent"] },
        ]),
    ) else {
        return;
    };
    // Half of them are steps.
    assert_eq!(seen[0][0], 1000);
    assert_eq!(seen.last().expect("it was looked at")[0], "Touchpoint");
}
