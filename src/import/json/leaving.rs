//! The shares of those who leave the places: a map says of nobody that more leave than arrive.

use std::collections::HashMap;

use super::shape;

/// How many sums are made in a whole document; of what is beyond, a check of the map tells.
const MOST_SUMS: usize = 5_000_000;
/// All who leave a place, in percent, and what sums of decimals may be wrong by.
const ALL: f64 = 100.0 + 1e-9;

/// Somebody who is named at a share, or those who are not; and one of the conditions, or none.
type Group<'d> = (Option<&'d str>, Option<&'d str>);

/// The shares of those who leave one place.
#[derive(Default)]
struct Place<'d> {
    /// The sum of all, whomever they are for.
    all: f64,
    /// The sums by whom the shares are for (nobody in particular is none) and by their conditions.
    sums: HashMap<Group<'d>, f64>,
    people: Vec<&'d str>,
    conditions: Vec<&'d str>,
}

/// The shares by the places that they leave.
#[derive(Default)]
pub struct Leaving<'d> {
    places: HashMap<&'d str, Place<'d>>,
    /// How many sums were made.
    count: usize,
}

impl<'d> Leaving<'d> {
    /// Notes the share of a way. Not if with it more than all would leave its place, for somebody under some condition.
    pub fn note(&mut self, edge: &'d shape::Edge<'_>, low: f64) -> bool {
        let place = self.places.entry(&edge.source).or_default();
        let when = edge.when.as_deref();
        if place.all + low > ALL && self.count < MOST_SUMS {
            let own: Vec<Option<&str>> = match edge.personas.as_slice() {
                [] => place.people.iter().copied().map(Some).chain([None]).collect(),
                own => own.iter().map(|id| Some(id.as_str())).collect(),
            };
            let conditions: Vec<Option<&str>> = match when {
                None => place.conditions.iter().copied().map(Some).chain([None]).collect(),
                some => vec![some],
            };
            self.count += own.len() * conditions.len();
            let exceeds = |person| conditions.iter().any(|condition| place.sum(person, *condition) + low > ALL);
            if own.into_iter().any(exceeds) {
                return false;
            }
        }
        place.add(edge, when, low);
        true
    }
}

impl<'d> Place<'d> {
    /// How many leave, of those for whom and when a group holds.
    fn sum(&self, person: Option<&str>, condition: Option<&str>) -> f64 {
        let mut groups = vec![(None, None)];
        groups.extend(person.map(|_| (person, None)));
        groups.extend(condition.map(|_| (None, condition)));
        groups.extend(person.and(condition).map(|_| (person, condition)));
        groups.iter().filter_map(|group| self.sums.get(group)).sum()
    }

    fn add(&mut self, edge: &'d shape::Edge<'_>, when: Option<&'d str>, low: f64) {
        self.all += low;
        self.conditions.extend(when.filter(|_| !self.sums.contains_key(&(None, when))));
        self.sums.entry((None, when)).or_default();
        let mut whom: Vec<Option<&str>> = edge.personas.iter().map(|id| Some(id.as_str())).collect();
        whom.sort_unstable();
        whom.dedup();
        if whom.is_empty() {
            whom.push(None);
        }
        for person in whom {
            let new = person.filter(|_| !self.sums.contains_key(&(person, None)));
            self.people.extend(new);
            // What is known of somebody is known under no condition, too.
            self.sums.entry((person, None)).or_default();
            *self.sums.entry((person, when)).or_default() += low;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(ways: &[(&[&str], &str, f64)]) -> Vec<bool> {
        let edge = |(personas, when, _): &(&[&str], &str, f64)| {
            let when = if when.is_empty() { "null".to_owned() } else { format!("{when:?}") };
            format!(
                "{{\"source\":\"j.s\",\"target\":\"j.t\",\"kind\":\"flow\",\"implied\":false,\"for\":{personas:?},\"when\":{when}}}"
            )
        };
        let texts: Vec<String> = ways.iter().map(edge).collect();
        let edges: Vec<shape::Edge<'_>> = texts.iter().map(|text| serde_json::from_str(text).expect("an edge")).collect();
        let mut leaving = Leaving::default();
        edges.iter().zip(ways).map(|(edge, (.., low))| leaving.note(edge, *low)).collect()
    }

    #[test]
    fn nobody_leaves_twice() {
        assert_eq!(fits(&[(&[], "", 60.0), (&[], "", 60.0), (&[], "", 40.0)]), [true, false, true]);
        assert_eq!(fits(&[(&["a"], "", 60.0), (&["b"], "", 60.0), (&[], "", 60.0), (&[], "", 40.0)]), [true, true, false, true]);
        assert_eq!(
            fits(&[(&["a"], "x", 60.0), (&["a"], "y", 60.0), (&["a"], "", 60.0), (&["b"], "", 60.0)]),
            [true, true, false, true]
        );
        assert_eq!(fits(&[(&[], "x", 60.0), (&["a"], "x", 60.0), (&["a"], "y", 60.0)]), [true, false, true]);
        assert_eq!(fits(&[(&["a", "a"], "", 60.0)]), [true]);
        let thirds = 100.0 / 3.0;
        assert_eq!(fits(&[(&[], "", thirds), (&[], "", thirds), (&[], "", thirds)]), [true; 3]);
    }
}
