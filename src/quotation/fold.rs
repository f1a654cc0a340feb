//! A text with its typography ironed out, and where each byte of it came from.
//!
//! Letters are put into Unicode's compatibility form (NFKC), cluster by cluster; quotation marks and apostrophes become
//! `'`, dashes `-` without blanks around them, ellipses `...`, any run of white space one blank; what has no width
//! goes away. Case stays.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A folded text.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the bytes of the original that it stands for.
    from: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text. Texts longer than 4 GiB are cut.
    pub fn of(text: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(text.len()), from: Vec::new() };
        folded.from.reserve(text.len());
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && at < u32::MAX as usize {
            let plain = bytes[at].is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii);
            if plain {
                folded.push(char::from(bytes[at]), at, at + 1);
                at += 1;
                continue;
            }
            let Some(cluster) = text[at..].graphemes(true).next() else { break };
            let end = at + cluster.len();
            for character in cluster.nfkc() {
                folded.push(character, at, end);
            }
            at = end;
        }
        while folded.text.ends_with(' ') {
            folded.pop();
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the folded text stands for.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        match (self.from.get(range.start), self.from.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => {
                first.0 as usize..last.1 as usize
            }
            _ => 0..0,
        }
    }

    fn push(&mut self, character: char, start: usize, end: usize) {
        match character {
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_whitespace() => {
                if !self.text.is_empty() && !self.text.ends_with([' ', '-']) && !self.ends_in_dots()
                {
                    self.append(' ', start, end);
                }
            }
            '“' | '”' | '„' | '‟' | '"' | '″' | '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '\''
            | '‹' | '›' => self.mark(start, end),
            '«' => self.mark(start, end),
            '»' => {
                self.unblank();
                self.mark(start, end);
            }
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '-' => {
                self.unblank();
                if !self.text.ends_with('-') {
                    self.append('-', start, end);
                }
            }
            '.' => {
                if self.text.ends_with(". ") {
                    self.unblank();
                }
                if self.text.ends_with("...") {
                    return;
                }
                self.append('.', start, end);
                if self.ends_in_dots() {
                    self.close_up_dots();
                }
            }
            c => self.append(c, start, end),
        }
    }

    /// A quotation mark or an apostrophe; two at once are one.
    fn mark(&mut self, start: usize, end: usize) {
        if !self.text.ends_with('\'') {
            self.append('\'', start, end);
        }
    }

    fn ends_in_dots(&self) -> bool {
        self.text.ends_with("...")
    }

    /// Takes away the blank before an ellipsis.
    fn close_up_dots(&mut self) {
        let at = self.text.len() - 3;
        if self.text[..at].ends_with(' ') {
            self.text.remove(at - 1);
            self.from.remove(at - 1);
        }
    }

    fn unblank(&mut self) {
        if self.text.ends_with(' ') {
            self.pop();
        }
    }

    fn append(&mut self, character: char, start: usize, end: usize) {
        self.text.push(character);
        for _ in 0..character.len_utf8() {
            self.from.push((start as u32, end as u32));
        }
    }

    fn pop(&mut self) {
        if let Some(character) = self.text.pop() {
            self.from.truncate(self.from.len() - character.len_utf8());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn typography_goes_and_words_stay() {
        let fold = |text: &str| Folded::of(text).text().to_owned();
        assert_eq!(fold("“We haven’t”  \n yet"), "'We haven't' yet");
        assert_eq!(fold("a gap — and"), "a gap-and");
        assert_eq!(fold("a gap--and"), "a gap-and");
        assert_eq!(fold("brick… We"), fold("brick . . . We"));
        assert_eq!(fold("e\u{301}te\u{301} ﬁn"), "été fin");
        assert_eq!(fold("« mot »"), "' mot'");
        assert_eq!(fold("soft\u{ad}en"), "soften");
    }

    #[test]
    fn every_range_leads_back() {
        let text = "x “We haven’t”";
        let folded = Folded::of(text);
        let at = folded.text().find("haven't").expect("folded");
        assert_eq!(&text[folded.original(&(at..at + 7))], "haven’t");
    }
}
