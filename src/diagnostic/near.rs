//! Near names: what somebody probably meant.

/// The candidate nearest to `word`, if one is near enough to be suggested: at most a third of the letters differ (counting a
/// swap of neighbours as one), and no other candidate is equally near. The case of letters counts half.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = limit(word);
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(word.chars().count()) * 2 > limit {
            continue;
        }
        let distance = distance(word, candidate);
        if distance > limit {
            continue;
        }
        match best {
            Some((other, _)) if distance > other => {}
            Some((other, name)) if distance == other => tie |= name != candidate,
            _ => {
                best = Some((distance, candidate));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, name)| name)
}

/// Twice the number of letters that may differ.
fn limit(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        6..=8 => 4,
        _ => 6,
    }
}

/// Twice the Damerau–Levenshtein distance without regard to case, plus one if the case differs.
fn distance(a: &str, b: &str) -> usize {
    if a == b {
        return 0;
    }
    let (low_a, low_b) = (a.to_lowercase(), b.to_lowercase());
    2 * strsim::damerau_levenshtein(&low_a, &low_b) + usize::from(low_a == low_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        assert_eq!(nearest("wbe", ["web", "store"]), Some("web"));
        assert_eq!(nearest("Stage", ["stage", "persona"]), Some("stage"));
        assert_eq!(nearest("consideraton", ["consideration", "purchase"]), Some("consideration"));
        assert_eq!(nearest("x", ["web", "store"]), None);
        assert_eq!(nearest("cat", ["car", "cap"]), None, "two are equally near");
    }
}
