//! A list in blocks: one that is emptied from the front gives its room back on the way.
//!
//! A vector keeps the room of all its entries until the last is taken, and moves them all when it grows. Of a hundred
//! thousand event records, each is done with as soon as its event is made.

use std::ops::Index;

/// Entries of one block: of event records three megabytes, which an allocator takes from the system and gives back as a
/// whole. Blocks of a thousand stayed with the allocator of glibc.
const BLOCK: usize = 8192;

/// A list of which entries are added at the end and taken from the front.
#[derive(Debug, Clone)]
pub struct Blocks<T>(Vec<Vec<T>>);

impl<T> Default for Blocks<T> {
    fn default() -> Blocks<T> {
        Blocks(Vec::new())
    }
}

impl<T> Blocks<T> {
    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        match self.0.last_mut() {
            Some(last) if last.len() < BLOCK => last.push(entry),
            Some(_) => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(entry);
                self.0.push(block);
            }
            // The first block grows as any list does: most lists need no other.
            None => self.0.push(vec![entry]),
        }
    }

    /// The entries in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Index<usize> for Blocks<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at / BLOCK][at % BLOCK]
    }
}

impl<T> Extend<T> for Blocks<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, entries: I) {
        entries.into_iter().for_each(|entry| self.push(entry));
    }
}

impl<T> FromIterator<T> for Blocks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Blocks<T> {
        let mut blocks = Blocks::default();
        blocks.extend(entries);
        blocks
    }
}

impl<T> IntoIterator for Blocks<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Blocks};

    #[test]
    fn entries_keep_their_order_across_blocks() {
        let count = 2 * BLOCK + 1;
        let blocks: Blocks<usize> = (0..count).collect();
        assert!(!blocks.is_empty() && Blocks::<usize>::default().is_empty());
        assert!(blocks.iter().copied().eq(0..count));
        assert_eq!((blocks[BLOCK - 1], blocks[BLOCK]), (BLOCK - 1, BLOCK));
        assert!(blocks.into_iter().eq(0..count));
    }
}
