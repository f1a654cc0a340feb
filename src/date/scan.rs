//! A cursor over a date text: the few steps that all forms are read with. It knows no calendar.

use std::ops::Range;

/// Bytes `start..end` of a text: a range that can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bytes {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Bytes> for Range<usize> {
    fn from(bytes: Bytes) -> Range<usize> {
        bytes.start..bytes.end
    }
}

/// Where a form could not go on, and what would have let it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The byte at which it stood.
    pub at: usize,
    /// What could have stood there, in words.
    pub expected: &'static str,
}

/// A place in a text that moves forward as the text is read.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// A cursor before the first byte.
    pub fn new(text: &'t str) -> Cursor<'t> {
        Cursor { text, at: 0 }
    }

    /// The byte it stands before.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What it has not read yet.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Whether all is read.
    pub fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The next byte, unread.
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The bytes from `start` to here.
    pub fn since(&self, start: usize) -> Bytes {
        Bytes { start, end: self.at }
    }

    /// A stop here.
    pub fn stop<T>(&self, expected: &'static str) -> Result<T, Stop> {
        Err(Stop { at: self.at, expected })
    }

    /// Reads one ASCII character if it is the next.
    pub fn eat(&mut self, character: u8) -> bool {
        let next = character.is_ascii() && self.peek() == Some(character);
        self.at += usize::from(next);
        next
    }

    /// Reads a text if it comes next, exactly so.
    pub fn eat_text(&mut self, text: &str) -> bool {
        let next = self.rest().starts_with(text);
        self.at += if next { text.len() } else { 0 };
        next
    }

    /// Reads a text if it comes next in any case and no letter or digit follows its last letter. Blanks in `phrase`
    /// stand for any blanks.
    pub fn eat_phrase(&mut self, phrase: &str) -> bool {
        // Nearly every question ends at the first letter.
        let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
        if first(self.rest()) != first(phrase) {
            return false;
        }
        let mut ahead = *self;
        for (index, word) in phrase.split(' ').enumerate() {
            if index > 0 && !ahead.blanks() {
                return false;
            }
            match ahead.rest().get(..word.len()) {
                Some(next) if next.eq_ignore_ascii_case(word) => ahead.at += word.len(),
                Some(_) | None => return false,
            }
        }
        let ends_in_letter = phrase.ends_with(|c: char| c.is_alphanumeric());
        if ends_in_letter && ahead.rest().starts_with(|c: char| c.is_alphanumeric()) {
            return false;
        }
        *self = ahead;
        true
    }

    /// Reads blanks, if any; whether there were.
    pub fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let after = rest.trim_start();
        self.at += rest.len() - after.len();
        rest.len() != after.len()
    }

    /// Reads a number of exactly `count` digits, at most nine, that no further digit follows.
    pub fn digits(&mut self, count: usize) -> Option<u32> {
        let run = self.digit_run();
        if run != count || run > 9 {
            return None;
        }
        let number = self.rest()[..run].bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
        self.at += run;
        Some(number)
    }

    /// Reads a number of at most `most` digits, that no further digit follows.
    pub fn number(&mut self, most: usize) -> Option<u32> {
        let run = self.digit_run();
        if (1..=most).contains(&run) { self.digits(run) } else { None }
    }

    /// How many digits come next.
    pub fn digit_run(&self) -> usize {
        self.rest().bytes().take_while(u8::is_ascii_digit).count()
    }

    /// The letters that come next, unread.
    pub fn peek_word(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Reads the letters that come next if `known` knows them as a word.
    pub fn eat_word<T>(&mut self, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let word = self.peek_word();
        if word.is_empty() {
            return None;
        }
        let value = known(word)?;
        self.at += word.len();
        Some(value)
    }

    /// Reads with `step`; where that fails, stays as it was.
    pub fn attempt<T>(&mut self, step: impl FnOnce(&mut Cursor<'t>) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let value = step(&mut ahead)?;
        *self = ahead;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use crate::date::scan::Cursor;

    #[test]
    fn numbers_have_a_fixed_width() {
        assert_eq!(Cursor::new("2016-09").digits(4), Some(2016));
        assert_eq!(Cursor::new("20167").digits(4), None);
        assert_eq!(Cursor::new("201").digits(4), None);
        assert_eq!(Cursor::new("99999999999").digits(11), None);
    }

    #[test]
    fn phrases_end_at_a_word_s_end() {
        let mut cursor = Cursor::new("Last  Night");
        assert!(!cursor.eat_phrase("last nigh"));
        assert!(cursor.eat_phrase("last night") && cursor.at_end());
        assert!(Cursor::new("p.m.").eat_phrase("P.M."));
        assert!(!Cursor::new("é").eat_phrase("e"));
    }

    #[test]
    fn words_are_letters() {
        assert_eq!(Cursor::new("März 2016").peek_word(), "März");
        assert_eq!(Cursor::new("2016").peek_word(), "");
    }
}
