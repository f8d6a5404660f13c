//! What stands in a page, without a browser.

use std::collections::HashSet;

use super::{example, html};
use crate::drawn;
use crate::support::check;

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let begin = format!(" {attribute}=\"");
    page.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_examples_stay_small() {
    for (name, analysis) in drawn::maps() {
        let page = html(&analysis);
        assert!(page.len() < 400_000, "{name}: {} bytes", page.len());
        assert_eq!(page, html(&analysis), "{name}: the same map gives the same page");
    }
}

#[test]
fn ids_are_unique_and_links_within_the_page_lead_somewhere() {
    for (name, analysis) in drawn::maps().into_iter().chain(drawn::made()) {
        let page = html(&analysis);
        let markup = &page[..page.find("<script").expect("there is a script")];
        let ids = values(markup, "id");
        let set: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), set.len(), "{name}");
        for href in values(markup, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(set.contains(href), "{name}: #{href}");
        }
        for attribute in ["aria-controls", "aria-labelledby"] {
            // The picture of a persona's line and the like have none.
            for id in values(markup, attribute) {
                assert!(page.contains(&format!("id=\"{id}\"")), "{name}: {id}");
            }
        }
    }
}

#[test]
fn nothing_in_the_page_needs_more_than_its_policy_allows() {
    let page = example("running-shoes");
    let policy = values(&page, "content").into_iter().find(|value| value.starts_with("default-src")).expect("there is a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    let markup = &page[page.find("<body>").expect("there is a body")..page.find("<script").expect("there is a script")];
    assert!(!markup.contains(" style=") && !markup.contains(" src=") && !markup.contains(" onload="));
}

#[test]
fn the_words_say_all_that_the_map_says() {
    let page = example("running-shoes");
    let words = &page[page.find("data-view=\"words\" role").expect("there are words")..];
    for said in [
        "Types ‘running shoes knee pain’",
        "Every result is an ad",
        "Delivery cost appears only in the cart",
        "gives up at the account",
        "for Amira",
        "Exit survey, Q3",
        "<h2>Purchase</h2>",
        "<h3>Pays</h3>",
        "+2 taken seriously",
    ] {
        assert!(words.contains(said), "{said}");
    }
}

/// Of very many people at very many places a page has no funnel: it would take memory for each of them everywhere.
#[test]
fn a_crowd_has_no_funnel() {
    let map = |count: usize| {
        let each = |line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
        let people = each(&|number| format!("persona p{number} \"P\"\n"));
        let names: Vec<String> = (0..count).map(|number| format!("p{number}")).collect();
        let places = each(&|number| format!("touchpoint t{number} \"T\"\n"));
        format!("{people}journey j \"J\" {{ persona: {}\nstage s \"S\" {{\n{places}}} }}\n", names.join(", "))
    };
    let shows = |count: usize| html(&check(&map(count))).contains("data-view=\"funnel\"");
    assert_eq!([shows(20), shows(800)], [true, false]);
}
