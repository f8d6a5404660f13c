//! The numbers of assumptions, and what is said with them.

use crate::graph::funnel::Notes;

/// The numbers of assumptions, counted from 1: `1–3, 7`.
pub fn note_numbers(notes: &Notes) -> String {
    let run = |&(first, last): &(u32, u32)| {
        if first == last { format!("{}", first + 1) } else { format!("{}–{}", first + 1, last + 1) }
    };
    notes.runs().iter().map(run).collect::<Vec<_>>().join(", ")
}

/// What is said, with the numbers of the assumptions that it rests on: `62% [1–3, 7]`.
pub fn referring(said: &str, numbers: &str) -> String {
    if numbers.is_empty() { said.to_owned() } else { format!("{said} [{numbers}]") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_from_one() {
        let notes: Notes = [0, 1, 2, 6].into_iter().collect();
        assert_eq!(referring("62%", &note_numbers(&notes)), "62% [1–3, 7]");
        assert_eq!(referring("62%", &note_numbers(&Notes::default())), "62%");
    }
}
