//! The passage that has most words of a quotation that is not there.

use crate::quotation::{Folded, Nearest, is_negation};
use std::collections::HashMap;
use std::ops::Range;

/// Words that stand more often than this in a text say little about where to look.
const COMMON: usize = 400;
/// Places that are compared, at most.
const MAX_TRIES: usize = 300;
/// Words of a quotation that are compared, at most.
const MAX_WORDS: usize = 80;
/// Share of the quotation's words, in percent, that a passage must have to be worth showing.
const LEAST_SHARE: usize = 50;

/// The nearest passage to `needle`; both folded.
pub(super) fn nearest(haystack: &str, needle: &str, folded: &Folded) -> Option<Nearest> {
    let mut quoted = words(needle);
    quoted.truncate(MAX_WORDS);
    let text = words(haystack);
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    let lower_text: Vec<String> = text.iter().map(|r| haystack[r.clone()].to_lowercase()).collect();
    let lower: Vec<String> = quoted.iter().map(|r| needle[r.clone()].to_lowercase()).collect();
    for word in &lower {
        places.insert(word, Vec::new());
    }
    for (at, word) in lower_text.iter().enumerate() {
        if let Some(list) = places.get_mut(word.as_str()) {
            list.push(at);
        }
    }
    // The rarest words first: they lead to the fewest places.
    let mut seeds: Vec<usize> = (0..lower.len()).collect();
    seeds.sort_by_key(|&at| (places[lower[at].as_str()].len(), at));
    let mut starts: Vec<usize> = Vec::new();
    for seed in seeds {
        let list = &places[lower[seed].as_str()];
        if list.len() > COMMON || starts.len() > MAX_TRIES {
            break;
        }
        starts.extend(list.iter().map(|at| at.saturating_sub(seed)));
    }
    starts.sort_unstable();
    starts.dedup();
    starts.truncate(MAX_TRIES);

    let reach = lower.len() + lower.len() / 2 + 3;
    let mut best: Option<(usize, Vec<(usize, usize)>)> = None;
    for start in starts {
        let from = start.saturating_sub(2);
        let window = &lower_text[from..(start + reach).min(lower_text.len())];
        let pairs = common(&lower, window);
        if best.as_ref().is_none_or(|(_, known)| pairs.len() > known.len()) {
            best = Some((from, pairs));
        }
    }
    let (from, pairs) = best?;
    if pairs.is_empty() || pairs.len() * 100 < lower.len() * LEAST_SHARE {
        return None;
    }
    let (first, last) = (from + pairs[0].1, from + pairs[pairs.len() - 1].1);
    let (says, has) = difference(&pairs, lower.len());
    let slice = |of: &str, list: &[Range<usize>], range: Range<usize>| match (
        list.get(range.start),
        list.get(range.end.wrapping_sub(1)),
    ) {
        (Some(a), Some(b)) if range.start < range.end => of[a.start..b.end].to_owned(),
        _ => String::new(),
    };
    let negations = |words: &[String]| words.iter().filter(|word| is_negation(word)).count();
    Some(Nearest {
        at: folded.original(&(text[first].start..text[last].end)),
        shared_words: pairs.len(),
        quoted_words: lower.len(),
        difference: (
            slice(needle, &quoted, says),
            slice(haystack, &text, from + has.start..from + has.end),
        ),
        negated: negations(&lower) != negations(&lower_text[first..=last]),
    })
}

/// Bytes of the words of a folded text; an apostrophe inside a word belongs to it.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inner = character == '\''
            && start.is_some()
            && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if character.is_alphanumeric() || inner {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            found.push(from..at);
        }
    }
    if let Some(from) = start {
        found.push(from..text.len());
    }
    found
}

/// A longest common subsequence, as pairs of positions.
fn common(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut best = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The first words that differ, in the quotation and in the window.
fn difference(pairs: &[(usize, usize)], quoted: usize) -> (Range<usize>, Range<usize>) {
    if pairs[0].0 > 0 {
        return (0..pairs[0].0, pairs[0].1..pairs[0].1);
    }
    for two in pairs.windows(2) {
        let ((a, b), (next_a, next_b)) = (two[0], two[1]);
        if next_a > a + 1 || next_b > b + 1 {
            return (a + 1..next_a, b + 1..next_b);
        }
    }
    let (a, b) = pairs[pairs.len() - 1];
    (a + 1..quoted, b + 1..b + 1)
}
