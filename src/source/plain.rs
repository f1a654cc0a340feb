//! The form that nearly every event file has, read without the YAML library, in a quarter of its time.
//!
//! The form: maps and lists by indentation, most values on one line: plain, quoted, or in brackets. A value over several
//! lines, and one with escapes, is cut out and given to the library by itself. Tabs, anchors, tags and empty values are
//! not of the form. This reader knows when it does not know: at the first character that is not of the form it gives up,
//! and [`crate::source::parse`] reads the whole text with the library, which alone says what is wrong in a text. What
//! is read here is read by the library alike, byte for byte; the tests of `parse` hold the two side by side.
//!
//! The rules are those of YAML 1.2.2: indentation (§6.1), comments (§6.6), flow and block styles (§7, §8).

use crate::diagnostic::{FileId, Span};
use crate::source::builder::Builder;
use crate::source::findings::Findings;
use crate::source::library;
use crate::source::tree::Parsed;
use granit_parser::{ScalarStyle, StructureStyle};
use std::borrow::Cow;

/// Lists and maps inside each other that are followed here.
const DEPTH: usize = 24;
/// Longest key that is followed here, in bytes; YAML itself allows 1,024 characters.
const LONGEST_KEY: usize = 200;

/// Reads a text of the form described above; nothing as soon as it is not of that form, and then what stands in
/// `findings` means nothing.
pub(super) fn read<'a>(file: FileId, text: &'a str, findings: &mut Findings) -> Option<Parsed<'a>> {
    if !printable(text.as_bytes()) {
        return None;
    }
    let mut builder = Builder::new(file, text, findings);
    let mut plain =
        Plain { text, bytes: text.as_bytes(), at: 0, column: None, builder: &mut builder };
    plain.document()?;
    builder.parsed()
}

/// Whether a text consists of line feeds and of characters that YAML allows everywhere.
fn printable(bytes: &[u8]) -> bool {
    let control = |&byte: &u8| byte < b' ' && byte != b'\n' || byte == 0x7f;
    // The controls U+0080 to U+009F, the byte order mark, U+FFFE and U+FFFF.
    let refused = |three: &[u8]| {
        matches!(three, [0xc2, 0x80..=0x9f, _] | [0xef, 0xbb, 0xbf] | [0xef, 0xbf, 0xbe | 0xbf])
    };
    !bytes.iter().any(control)
        && (bytes.is_ascii() || !bytes.windows(3).any(refused) && !bytes.ends_with(&[0xc2]))
}

/// The first byte of a text with its quotes, the byte behind it, and which quotes they are.
type Scalar = (usize, usize, ScalarStyle);

struct Plain<'a, 'b, 'f> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The column of the content in this line; none at the end of the text.
    column: Option<usize>,
    builder: &'b mut Builder<'a, 'f>,
}

impl<'a> Plain<'a, '_, '_> {
    fn document(&mut self) -> Option<()> {
        self.next_content();
        if self.column != Some(0) {
            return None;
        }
        self.builder.document(self.span(self.at, self.at)).ok()?;
        self.map(0, 0)?;
        self.column.is_none().then_some(())
    }

    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(b'\n')
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.builder.bytes(start, end)
    }

    /// From the beginning of a line to the next content that is no comment.
    fn next_content(&mut self) {
        loop {
            let start = self.at;
            self.blanks();
            if self.at == self.bytes.len() {
                self.column = None;
                return;
            }
            match self.byte() {
                b'\n' => self.at += 1,
                b'#' => self.end_of_line(),
                _ => {
                    self.column = Some(self.at - start);
                    return;
                }
            }
        }
    }

    fn blanks(&mut self) {
        while self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    /// Behind the line feed of this line.
    fn end_of_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at = memchr::memchr(b'\n', rest).map_or(self.bytes.len(), |end| self.at + end + 1);
    }

    /// Past blanks and a comment to the next content; `None` if something else stands in this line.
    fn close_line(&mut self) -> Option<()> {
        let value = self.at;
        self.blanks();
        let comment = self.byte() == b'#' && self.at > value;
        if self.byte() != b'\n' && !comment {
            return None;
        }
        self.end_of_line();
        self.next_content();
        Some(())
    }

    fn dash(&self) -> bool {
        self.byte() == b'-' && matches!(self.bytes.get(self.at + 1), Some(b' '))
    }

    /// A map without brackets, from its first key on.
    fn map(&mut self, indent: usize, depth: usize) -> Option<()> {
        if depth > DEPTH {
            return None;
        }
        let here = self.span(self.at, self.at);
        self.builder.begin_map(here, StructureStyle::Block, 0).ok()?;
        loop {
            self.key()?;
            match self.byte() {
                b' ' => self.blanks(),
                b'\n' => {}
                _ => return None,
            }
            if matches!(self.byte(), b'\n' | b'#') {
                self.below(indent, depth)?;
            } else {
                self.value(indent, depth)?;
            }
            match self.column {
                Some(column) if column == indent => {}
                Some(column) if column > indent => return None,
                _ => break,
            }
            if self.dash() {
                break;
            }
        }
        self.builder.end(self.span(self.at, self.at)).ok()
    }

    /// What stands under a key that has nothing behind it.
    fn below(&mut self, indent: usize, depth: usize) -> Option<()> {
        self.end_of_line();
        self.next_content();
        let column = self.column?;
        if self.dash() && column >= indent {
            self.list(column, column == indent, depth + 1)
        } else if column > indent {
            self.map(column, depth + 1)
        } else {
            None
        }
    }

    /// A list without brackets, from its first dash on. Of one that stands `level` with its key, the library says
    /// that it begins with its first entry.
    fn list(&mut self, indent: usize, level: bool, depth: usize) -> Option<()> {
        if depth > DEPTH {
            return None;
        }
        let blanks = self.bytes[self.at + 1..].iter().take_while(|&&byte| byte == b' ').count();
        let start = if level { self.at + 1 + blanks } else { self.at };
        let here = self.span(start, start);
        self.builder.begin_list(here, StructureStyle::Block, 0).ok()?;
        loop {
            let dash = self.at;
            self.at += 1;
            self.blanks();
            if self.key_end().is_some() {
                self.map(indent + self.at - dash, depth + 1)?;
            } else {
                self.value(indent, depth)?;
            }
            match self.column {
                Some(column) if column == indent && self.dash() => {}
                Some(column) if column > indent => return None,
                _ => break,
            }
        }
        self.builder.end(self.span(self.at, self.at)).ok()
    }

    /// Where the plain key that begins here ends, if one does.
    fn key_end(&self) -> Option<usize> {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        if !letter(self.byte()) {
            return None;
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|&byte| !letter(byte) && byte != b'-')?;
        let ends =
            rest[length] == b':' && matches!(rest.get(length + 1), None | Some(b' ' | b'\n'));
        (ends && length <= LONGEST_KEY).then_some(self.at + length)
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<()> {
        let end = self.key_end()?;
        self.text(self.at, end)?;
        self.at = end + 1;
        Some(())
    }

    /// A plain text.
    fn text(&mut self, start: usize, end: usize) -> Option<()> {
        self.scalar((start, end, ScalarStyle::Plain))
    }

    /// A value that begins in the line of its key or dash, and the rest of its last line.
    fn value(&mut self, indent: usize, depth: usize) -> Option<()> {
        let start = self.at;
        let scalar = match self.byte() {
            b'|' | b'>' => return self.several_lines(start, indent),
            b'[' | b'{' if self.goes_on() => return self.several_lines(start, indent),
            b'[' | b'{' => {
                self.brackets(depth + 1)?;
                None
            }
            b'"' | b'\'' => match self.quoted() {
                Some(quoted) => Some(quoted),
                None => return self.several_lines(start, indent),
            },
            byte if indicator(byte) => return None,
            _ => Some(self.line_text()?),
        };
        self.close_line()?;
        // A deeper line goes on with this value.
        let is_whole = self.column.is_none_or(|column| column <= indent);
        match scalar {
            Some(scalar) if is_whole => self.scalar(scalar),
            Some(_) => self.several_lines(start, indent),
            None => is_whole.then_some(()),
        }
    }

    /// A value from its first byte to the last line that is deeper than its key or dash.
    fn several_lines(&mut self, start: usize, indent: usize) -> Option<()> {
        self.at = start;
        self.end_of_line();
        if matches!(self.bytes[start], b'|' | b'>')
            && self.bytes[start..self.at].iter().any(u8::is_ascii_digit)
        {
            // So many columns deeper than the key, which the library does not see.
            return None;
        }
        while self.at < self.bytes.len() {
            let line = &self.bytes[self.at..];
            let column = line.iter().take_while(|&&byte| byte == b' ').count();
            if column <= indent && !matches!(line.get(column), None | Some(b'\n')) {
                break;
            }
            self.end_of_line();
        }
        library::value(self.builder, &self.text[start..self.at], start)?;
        self.next_content();
        self.column.is_none_or(|column| column <= indent).then_some(())
    }

    /// Whether a list or map in brackets is not closed at the end of its first line.
    fn goes_on(&self) -> bool {
        let line = &self.bytes[self.at..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        matches!(line.trim_ascii_end().last(), Some(b'[' | b'{' | b','))
    }

    fn scalar(&mut self, (start, end, style): Scalar) -> Option<()> {
        let quotes = usize::from(!matches!(style, ScalarStyle::Plain));
        let text = Cow::Borrowed(self.text.get(start + quotes..end - quotes)?);
        self.builder.scalar(text, style, 0, self.span(start, end)).ok()
    }

    /// A plain text outside of brackets.
    fn line_text(&mut self) -> Option<Scalar> {
        let start = self.at;
        let line = &self.bytes[start..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        let mut end = line.len();
        for sign in memchr::memchr2_iter(b':', b'#', line) {
            if line[sign] == b':' {
                if matches!(line.get(sign + 1), None | Some(b' ')) {
                    return None;
                }
            } else if line[sign - 1] == b' ' {
                end = sign;
                break;
            }
        }
        let end = start + line[..end].trim_ascii_end().len();
        self.at = end;
        Some((start, end, ScalarStyle::Plain))
    }

    /// A text in quotes, in one line and without escapes.
    fn quoted(&mut self) -> Option<Scalar> {
        let (mark, start) = (self.byte(), self.at);
        let rest = &self.bytes[start + 1..];
        let end = start + 1 + memchr::memchr3(mark, b'\\', b'\n', rest)?;
        let after = self.bytes.get(end + 1);
        if self.bytes[end] != mark || after == Some(&mark) {
            return None;
        }
        let style =
            if mark == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
        self.at = end + 1;
        Some((start, end + 1, style))
    }

    /// A list or map in brackets, in one line.
    fn brackets(&mut self, depth: usize) -> Option<()> {
        if depth > DEPTH {
            return None;
        }
        let (open, here) = (self.byte(), self.span(self.at, self.at + 1));
        let close = if open == b'[' { b']' } else { b'}' };
        if open == b'[' {
            self.builder.begin_list(here, StructureStyle::Flow, 0).ok()?;
        } else {
            self.builder.begin_map(here, StructureStyle::Flow, 0).ok()?;
        }
        self.at += 1;
        self.blanks();
        if self.byte() != close {
            loop {
                if open == b'{' {
                    self.key()?;
                    self.blanks();
                }
                match self.byte() {
                    b'[' | b'{' => self.brackets(depth + 1)?,
                    b'"' | b'\'' => {
                        let quoted = self.quoted()?;
                        self.scalar(quoted)?;
                    }
                    byte if indicator(byte) => return None,
                    _ => self.bracket_text()?,
                }
                self.blanks();
                match self.byte() {
                    b',' => self.at += 1,
                    byte if byte == close => break,
                    _ => return None,
                }
                self.blanks();
            }
        }
        self.at += 1;
        self.builder.end(self.span(self.at - 1, self.at)).ok()
    }

    /// A plain text inside of brackets.
    fn bracket_text(&mut self) -> Option<()> {
        let rest = &self.bytes[self.at..];
        let mut end = 0;
        loop {
            match *rest.get(end)? {
                b',' | b']' | b'}' => break,
                b'[' | b'{' | b'\n' => return None,
                b'#' if rest[end - 1] == b' ' => return None,
                b':' if matches!(
                    rest.get(end + 1)?,
                    b' ' | b'\n' | b',' | b'[' | b']' | b'{' | b'}'
                ) =>
                {
                    return None;
                }
                _ => end += 1,
            }
        }
        let end = self.at + rest[..end].trim_ascii_end().len();
        self.text(self.at, end)?;
        self.at = end;
        Some(())
    }
}

/// Whether a byte cannot begin a plain text, or not always.
fn indicator(byte: u8) -> bool {
    b"-?:,[]{}#&*!|>'\"%@`\n".contains(&byte)
}
