//! Who takes part in a journey, and whether each place has to say who is there.

use std::collections::HashSet;

/// The personas of a journey, by their numbers.
#[derive(Debug, PartialEq, Eq)]
pub struct Cast {
    /// All of them, in the order in which they come.
    pub walkers: Vec<usize>,
    /// Whether all places name the same ones, so that the journey alone says it.
    pub same: bool,
}

/// The cast of the people at all places, of whom each is named once at a place.
pub fn cast<'p>(places: impl Iterator<Item = &'p [usize]>) -> Cast {
    let mut seen = HashSet::new();
    let mut cast = Cast { walkers: Vec::new(), same: true };
    let mut first = true;
    for place in places {
        let before = cast.walkers.len();
        cast.walkers.extend(place.iter().copied().filter(|&person| seen.insert(person)));
        let new = cast.walkers.len() > before;
        cast.same &= place.len() == cast.walkers.len() && (first || !new);
        first = false;
    }
    cast
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journey_speaks_for_all_places_or_for_none() {
        let of = |places: &[&[usize]]| cast(places.iter().copied());
        assert_eq!(of(&[&[0, 1], &[1, 0]]), Cast { walkers: vec![0, 1], same: true });
        assert_eq!(of(&[&[0], &[0, 1]]), Cast { walkers: vec![0, 1], same: false });
        assert_eq!(of(&[&[0, 1], &[]]), Cast { walkers: vec![0, 1], same: false });
        assert_eq!(of(&[&[0], &[1]]), Cast { walkers: vec![0, 1], same: false });
        assert!(of(&[&[], &[]]).same);
    }
}
