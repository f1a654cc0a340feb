//! Whether words stand in a text: the check behind every pair of quotation marks.
//!
//! [`verify`] takes a text and a quotation and says how the one contains the other, strictest first:
//!
//! | [`Verdict`] | the text has the quotation |
//! |---|---|
//! | `Exact` | byte for byte |
//! | `Normalised` | but for quotation marks, dashes, blanks and the spelling of letters in Unicode |
//! | `Split` | in pieces, with nothing but the attribution between them: `“A,” he said. “B.”` as `A … B` |
//! | `Edited` | in pieces, with words left out (`…`) or put in (`[…]`) |
//! | `TooShort` | somewhere, but so few words prove nothing |
//! | `NotFound` | nowhere; the nearest passage is given |
//!
//! Every piece is one contiguous run that begins and ends with a word. Nothing is found by likeness: a sentence and
//! its negation are almost alike. Letters keep their case, but for the first one of a quotation, and that is an edit.
//! This room knows no files and no events.

mod fingerprint;
mod fold;
mod nearest;
mod passages;
mod search;

pub use crate::quotation::fingerprint::fingerprint;
pub use crate::quotation::fold::Folded;
pub use crate::quotation::passages::{Passage, passages};

use std::ops::Range;

/// Fewer words than this prove nothing.
pub const LEAST_WORDS: usize = 3;
/// Fewer letters and digits than this prove nothing.
pub const LEAST_LETTERS: usize = 12;

/// How a text contains a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Byte for byte.
    Exact,
    /// But for typography: quotation marks, dashes, blanks, line breaks, composed letters.
    Normalised,
    /// In whole passages between quotation marks, one after the other, with only the attribution between them.
    Split,
    /// With words left out or put in.
    Edited(Edit),
    /// The words are there, but they are too few to be a proof.
    TooShort,
    /// Not there. The passage that has most of its words, if one has at least half.
    NotFound(Option<Nearest>),
}

/// What an edited quotation does to the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// How many words of the text are left out.
    pub dropped_words: usize,
    /// The words that stand in brackets and not in the text.
    pub inserted: Vec<String>,
    /// Whether the case of the first letter was changed.
    pub recased: bool,
    /// A word of negation among those that are left out: the edit may have turned the sense round.
    pub dropped_negation: Option<String>,
}

/// The passage that comes nearest to a quotation that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// How many words of the quotation it has, in the same order.
    pub shared_words: usize,
    /// How many words the quotation has.
    pub quoted_words: usize,
    /// The first difference: what the quotation says and what the text says; either can be empty.
    pub difference: (String, String),
    /// Whether a word of negation is in one of the two and not in the other.
    pub negated: bool,
}

/// What was found of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How the text contains it.
    pub verdict: Verdict,
    /// The bytes of its pieces in the text, in order; empty if it is not found.
    pub at: Vec<Range<usize>>,
    /// Where else the text has all of it; a quotation that stands twice is ambiguous.
    pub also_at: Vec<Range<usize>>,
    /// Whether every piece stands between quotation marks in the text.
    pub between_marks: bool,
}

impl Found {
    /// Whether the words of the quotation are the words of the text, none left out and none put in.
    pub fn is_verbatim(&self) -> bool {
        match self.verdict {
            Verdict::Exact | Verdict::Normalised | Verdict::Split => true,
            Verdict::Edited(_) | Verdict::TooShort | Verdict::NotFound(_) => false,
        }
    }

    /// The verdict in a word, for tables: `exact`, `normalised`, `split`, `edited`, `too-short`, `not-found`.
    pub fn word(&self) -> &'static str {
        match self.verdict {
            Verdict::Exact => "exact",
            Verdict::Normalised => "normalised",
            Verdict::Split => "split",
            Verdict::Edited(_) => "edited",
            Verdict::TooShort => "too-short",
            Verdict::NotFound(_) => "not-found",
        }
    }
}

/// A text made ready for many quotations.
#[derive(Debug, Clone)]
pub struct Saved<'t> {
    text: &'t str,
    folded: Folded,
    passages: Vec<Passage>,
}

impl<'t> Saved<'t> {
    /// Makes a text ready; takes time in proportion to its length.
    pub fn new(text: &'t str) -> Saved<'t> {
        Saved { text, folded: Folded::of(text), passages: passages(text) }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The passages between quotation marks, in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Says how the text contains a quotation.
    pub fn verify(&self, quote: &str) -> Found {
        search::search(self, quote)
    }

    /// The passage between quotation marks that holds all of these bytes.
    pub fn passage_of(&self, range: &Range<usize>) -> Option<&Passage> {
        let after = self.passages.partition_point(|p| p.outer.start <= range.start);
        let passage = self.passages[..after].last()?;
        (range.end <= passage.outer.end).then_some(passage)
    }
}

/// Says how a text contains a quotation.
///
/// ```
/// use demarche::quotation::{Verdict, verify};
///
/// let text = "“We haven’t yet closed the gaps,” he said.";
/// assert_eq!(verify(text, "We haven't yet closed the gaps").verdict, Verdict::Normalised);
/// assert!(!verify(text, "We have yet closed the gaps").is_verbatim());
/// ```
pub fn verify(text: &str, quote: &str) -> Found {
    Saved::new(text).verify(quote)
}

/// Words that turn the sense of a sentence round.
pub(crate) fn is_negation(word: &str) -> bool {
    const WORDS: [&str; 15] = [
        "not",
        "no",
        "never",
        "cannot",
        "without",
        "neither",
        "nor",
        "none",
        "nothing",
        "nobody",
        "hardly",
        "unlikely",
        "impossible",
        "refuse",
        "reject",
    ];
    let word = word.to_lowercase();
    WORDS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
}

#[cfg(test)]
mod tests;
