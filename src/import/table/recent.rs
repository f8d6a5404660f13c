//! What was made of the last few cells of a column: most cells say what one of those just above them says.

/// So many cells are remembered.
const MOST: usize = 8;

/// The last few texts that differ, each with what was made of it.
#[derive(Clone, Debug)]
pub struct Recent<'g, V> {
    made: Vec<(&'g str, V)>,
    /// Which one is forgotten next.
    next: usize,
}

impl<V> Default for Recent<'_, V> {
    fn default() -> Self {
        Self { made: Vec::with_capacity(MOST), next: 0 }
    }
}

impl<'g, V: Clone> Recent<'g, V> {
    /// What was made of a text.
    #[inline]
    pub fn get(&self, text: &str) -> Option<V> {
        self.made.iter().find(|(own, _)| are_same(own.as_bytes(), text.as_bytes())).map(|(_, made)| made.clone())
    }

    /// Remembers what was made of a text, and returns it.
    pub fn keep(&mut self, text: &'g str, made: V) -> V {
        if self.made.len() < MOST {
            self.made.push((text, made.clone()));
        } else {
            self.made[self.next] = (text, made.clone());
            self.next = (self.next + 1) % MOST;
        }
        made
    }
}

/// Whether two texts are the same. Of short ones, as most cells are, it is told here from the first and the last bytes: to call for that
/// takes longer than to look.
#[inline]
fn are_same(one: &[u8], other: &[u8]) -> bool {
    match (one.first_chunk::<8>().zip(other.first_chunk::<8>()), one.last_chunk::<8>().zip(other.last_chunk::<8>())) {
        _ if one.len() != other.len() => false,
        (Some(first), Some(last)) if one.len() <= 16 => first.0 == first.1 && last.0 == last.1,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same() {
        for length in 0..40 {
            let text = "a".repeat(length);
            assert!(are_same(text.as_bytes(), text.as_bytes()));
            assert!(!are_same(text.as_bytes(), "a".repeat(length + 1).as_bytes()));
            for at in 0..length {
                let other = format!("{}b{}", &text[..at], &text[at + 1..]);
                assert!(!are_same(text.as_bytes(), other.as_bytes()), "{other}");
            }
        }
    }
}
