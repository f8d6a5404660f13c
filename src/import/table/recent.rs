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
        self.made.iter().find(|(own, _)| *own == text).map(|(_, made)| made.clone())
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
