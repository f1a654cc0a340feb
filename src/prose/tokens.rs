//! Words and sentences, by the boundaries of Unicode (UAX 29), mended where English abbreviates.

use crate::prose::blocks::Block;
use crate::prose::lexicon::Lexicon;
use crate::quotation::Passage;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A word, a number or a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its text in lower case, apostrophes straight.
    pub lower: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
            && self.lower.chars().any(char::is_alphanumeric)
    }
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The block that it stands in.
    pub block: usize,
}

/// The words of a name, in lower case, as [`Token::lower`] has them.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    push_tokens(text, 0..text.len(), &mut tokens);
    tokens.into_iter().map(|token| token.lower).collect()
}

/// The tokens and sentences of every block of the article.
pub fn sentences(
    text: &str,
    blocks: &[Block],
    passages: &[Passage],
    lexicon: &Lexicon,
) -> (Vec<Token>, Vec<Sentence>) {
    let mut tokens: Vec<Token> = Vec::new();
    let mut sentences = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        if !block.role.is_read() {
            continue;
        }
        for bytes in in_block(text, &block.bytes, lexicon) {
            let first = tokens.len();
            push_tokens(text, bytes.clone(), &mut tokens);
            if first < tokens.len() {
                let tokens = first..tokens.len();
                sentences.push(Sentence { bytes, tokens, block: number });
            }
        }
    }
    let mut passage = 0;
    for token in &mut tokens {
        while passages.get(passage).is_some_and(|p| p.outer.end <= token.start) {
            passage += 1;
        }
        token.quoted = passages.get(passage).is_some_and(|p| p.outer.start <= token.start);
    }
    (tokens, sentences)
}

/// Sentences of a paragraph. One that ends in an abbreviation goes on; so does one that is followed by a small letter, or
/// that ends in a question and is followed by who asked it.
fn in_block(text: &str, block: &Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let body = &text[block.clone()];
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, sentence) in body.split_sentence_bound_indices() {
        let end = at + sentence.len();
        let rest = &body[end..];
        let whole = body[start..end].trim();
        if !rest.trim().is_empty() && goes_on(whole, rest, lexicon) {
            continue;
        }
        let lead = body[start..end].len() - body[start..end].trim_start().len();
        if !whole.is_empty() {
            let from = block.start + start + lead;
            found.push(from..from + whole.len());
        }
        start = end;
    }
    found
}

fn goes_on(sentence: &str, rest: &str, lexicon: &Lexicon) -> bool {
    let next = rest.trim_start();
    if next.starts_with(char::is_lowercase) {
        return true;
    }
    let last = sentence.rsplit(char::is_whitespace).next().unwrap_or("");
    let last = last.trim_start_matches(['(', '“', '"', '‘', '\'', '[']).to_lowercase();
    if lexicon.is_abbreviation(&last) || is_initial(&last) {
        // `the U.S. The next day`: a capital article begins a sentence all the same.
        let first = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let opens = ["The", "A", "In", "On", "He", "She", "It", "They", "But", "This"];
        let title =
            matches!(last.as_str(), "u.s." | "u.n." | "u.k." | "p.m." | "a.m." | "d.c." | "etc.");
        return !(title && opens.contains(&first));
    }
    if sentence.ends_with(['”', '"', '’']) {
        let inside = sentence.trim_end_matches(['”', '"', '’']);
        if inside.ends_with(['?', '!', ',', '-', '—', '–'])
            || inside.ends_with("...")
            || inside.ends_with('…')
        {
            let mut words = next
                .split_whitespace()
                .take(7)
                .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
            let quoted = next.starts_with(['“', '"', '‘']);
            return !quoted
                && words.any(|w| {
                    lexicon.verb_forms(&w).iter().any(|(verb, _)| {
                        matches!(
                            verb.as_str(),
                            "say" | "ask" | "tell" | "add" | "warn" | "reply" | "declare"
                        )
                    })
                });
        }
    }
    false
}

/// `f.`, as in `John F. Kennedy`; not `i.` nor a list's `a.` at the beginning of a line.
fn is_initial(word: &str) -> bool {
    let mut characters = word.chars();
    matches!((characters.next(), characters.next(), characters.next()),
        (Some(letter), Some('.'), None) if letter.is_alphabetic())
}

/// Cuts a text into tokens: `cease-fire`, `U.S.` and `al-Assad` are one, `Russia’s` is two.
fn push_tokens(text: &str, bytes: Range<usize>, tokens: &mut Vec<Token>) {
    let body = &text[bytes.clone()];
    let first = tokens.len();
    for (at, piece) in body.split_word_bound_indices() {
        if piece.trim().is_empty() {
            continue;
        }
        let (start, end) = (bytes.start + at, bytes.start + at + piece.len());
        let count = tokens.len();
        let word = piece.starts_with(char::is_alphanumeric);
        if count > first {
            let touches = |token: &Token| token.end == start;
            let previous = &tokens[count - 1];
            // `U.S` and its full stop, or `F` and its.
            if piece == "." && touches(previous) && takes_stop(&previous.lower) {
                extend(text, &mut tokens[count - 1], end);
                continue;
            }
            let hyphen = matches!(previous.lower.as_str(), "-" | "\u{2010}" | "\u{2011}");
            if word
                && hyphen
                && touches(previous)
                && count > first + 1
                && tokens[count - 2].end == previous.start
                && tokens[count - 2].is_word()
            {
                tokens.pop();
                if let Some(stem) = tokens.last_mut() {
                    extend(text, stem, end);
                }
                split_possessive(text, tokens);
                continue;
            }
        }
        tokens.push(token(text, start, end));
        if word {
            split_possessive(text, tokens);
        }
    }
}

fn takes_stop(lower: &str) -> bool {
    let single = lower.chars().count() == 1 && lower.starts_with(char::is_alphabetic);
    let dotted = lower.contains('.') && lower.ends_with(char::is_alphabetic);
    single || dotted || ABBREVIATED.contains(&lower)
}

/// Words that keep their full stop; those of the word lists matter for sentences, these for names and dates.
const ABBREVIATED: [&str; 33] = [
    "mr", "mrs", "ms", "dr", "gen", "lt", "col", "adm", "sen", "rep", "gov", "amb", "st", "jr",
    "sr", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tues",
    "wed", "thurs", "fri", "sat", "sun", "capt",
];

fn token(text: &str, start: usize, end: usize) -> Token {
    let word = &text[start..end];
    let lower = word.to_lowercase().replace(['’', '‘'], "'");
    Token { start, end, lower, capital: word.starts_with(char::is_uppercase), quoted: false }
}

fn extend(text: &str, token: &mut Token, end: usize) {
    *token = self::token(text, token.start, end);
}

/// Cuts `’s` off the last token.
fn split_possessive(text: &str, tokens: &mut Vec<Token>) {
    let Some(last) = tokens.last() else { return };
    let (start, end) = (last.start, last.end);
    let word = &text[start..end];
    for mark in ["'s", "’s"] {
        if let Some(stem) = word.strip_suffix(mark)
            && !stem.is_empty()
        {
            let middle = start + stem.len();
            tokens.pop();
            tokens.push(token(text, start, middle));
            tokens.push(token(text, middle, end));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{in_block, words_of};
    use crate::prose::lexicon::Lexicon;

    #[test]
    fn words_keep_hyphens_and_lose_possessives() {
        assert_eq!(
            words_of("Russia’s al-Assad, U.S. cease-fire"),
            ["russia", "'s", "al-assad", ",", "u.s.", "cease-fire"]
        );
        assert_eq!(
            words_of("John F. Kennedy, Sept. 5"),
            ["john", "f.", "kennedy", ",", "sept.", "5"]
        );
    }

    #[track_caller]
    fn splits(text: &str, expected: usize) {
        let lexicon = Lexicon::english();
        let found = in_block(text, &(0..text.len()), &lexicon);
        assert_eq!(found.len(), expected, "{found:?}");
    }

    #[test]
    fn sentences_end_where_english_ends_them() {
        splits("U.S. Secretary of State John F. Kerry met Gen. Smith on Sept. 5. He left.", 2);
        splits("“Is it over?” asked Kerry. “No.” He left.", 3);
        splits("“It is over!” Kerry said.", 1);
        splits("They met at 5 p.m. The talks ended.", 2);
    }
}
