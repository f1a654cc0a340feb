//! What is wrong with a file, where, and what to do about it.
//!
//! A [`Diagnostic`] is plain data: a code, a severity, a message, labelled places, a remedy. The other
//! files of this room print it: [`text`] for people, [`json`] for programs, [`sarif`] and [`github`] for code hosts.
//! [`baseline`] keeps known findings apart from new ones.
//!
//! Positions are byte spans into the texts held by [`Files`]; lines and columns are worked out only
//! when something is printed. This room knows no YAML, no dates and no events.

pub mod baseline;
pub mod fingerprint;
pub mod github;
pub mod json;
pub mod printable;
pub mod sarif;
pub mod text;

use std::fmt;
use std::num::NonZeroU32;

/// Index of a text in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(
    // One more than the index, so that an optional text needs no room to say that it is there.
    NonZeroU32,
);

impl FileId {
    /// The file that was read first.
    pub const FIRST: FileId = FileId(NonZeroU32::MIN);

    fn of_index(index: usize) -> FileId {
        FileId(FileId::FIRST.0.saturating_add(index as u32))
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Default for FileId {
    fn default() -> FileId {
        FileId::FIRST
    }
}

/// A half-open range of bytes, `start..end`, in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file that the bytes are in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// One text that was read, with the name a person knows it by.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path as given on the command line, or a name such as `<stdin>`.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Where lines 1, 1 + [`MILE`], 1 + 2 × [`MILE`] … begin: a file has a million lines, and few are asked for.
    milestones: Vec<u32>,
}

/// Lines from one milestone to the next.
const MILE: usize = 64;

/// All the texts that took part, in the order they were read.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<SourceFile>,
}

/// A place for people: file name, line and column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Files {
    /// Adds a text and gives its id.
    pub fn add(&mut self, name: &str, text: String) -> FileId {
        let mut milestones = vec![0];
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        milestones.extend(breaks.skip(MILE - 1).step_by(MILE).map(|at| at as u32 + 1));
        self.files.push(SourceFile { name: name.to_owned(), text, milestones });
        FileId::of_index(self.files.len() - 1)
    }

    /// The file behind an id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// Every file, in the order it was read.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of the first byte of a span.
    pub fn position(&self, span: Span) -> Position<'_> {
        let file = self.get(span.file);
        let (line, start) = file.line_at(span.start as usize);
        let before = file.text.get(start..span.start as usize).unwrap_or("");
        Position { file: &file.name, line, column: before.chars().count() + 1 }
    }
}

impl SourceFile {
    /// The line that a byte is in, counted from 1, and where that line begins.
    fn line_at(&self, byte: usize) -> (usize, usize) {
        let miles = self.milestones.partition_point(|&start| start as usize <= byte).max(1) - 1;
        let (mut line, mut start) = (1 + miles * MILE, self.milestones[miles] as usize);
        let end = byte.min(self.text.len());
        for at in memchr::memchr_iter(b'\n', &self.text.as_bytes()[start..end]) {
            line += 1;
            start = self.milestones[miles] as usize + at + 1;
        }
        (line, start)
    }

    /// Bytes `start..end` of a line counted from 1, without its line break.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let milestone = self.milestones[(line - 1) / MILE] as usize;
        let mut rest = &self.text[milestone..];
        for _ in 0..(line - 1) % MILE {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        }
        let start = self.text.len() - rest.len();
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        start..start + line.trim_end_matches('\r').len()
    }
}

/// The stable name of a finding, such as `D101`; its meaning is in [`crate::check::CHECKS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How much a finding weighs. The order is from heavy to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Certainly wrong: the file cannot be right as it stands.
    Error,
    /// Probably not what the author meant.
    Warning,
    /// Worth knowing; nothing needs to change.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// A place that a finding points at, with a few words about it (which may be empty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in a few words.
    pub text: String,
    /// Whether this is the place to look first; each finding has exactly one such label, or no label at all.
    pub primary: bool,
}

/// One fact of a chain, in words, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub text: String,
}

/// One finding: the fact, the places that show it, the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check found it.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// The fact in one line: lower case, no full stop, names in backticks.
    pub message: String,
    /// The places, the primary one first.
    pub labels: Vec<Label>,
    /// The chain of facts that leads to the finding, in the order of the argument; empty when there is none.
    pub steps: Vec<Step>,
    /// Further lines: the chain of facts, what was understood.
    pub notes: Vec<String>,
    /// A remedy that a person can type.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without a place yet.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity,
            message: message.into(),
            labels: Vec::new(),
            steps: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Adds a place; the first one added is the primary one.
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        let primary = self.labels.is_empty();
        // A file can have a hundred thousand findings, most of them with one place.
        self.labels.reserve_exact(usize::from(primary));
        self.labels.push(Label { span, text: text.into(), primary });
        self
    }

    /// Adds a fact to the chain.
    pub fn step(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.steps.push(Step { span, text: text.into() });
        self
    }

    /// Adds a line under the places.
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Sets the remedy.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// The primary place, if there is one.
    pub fn primary(&self) -> Option<Span> {
        self.labels.iter().find(|l| l.primary).map(|l| l.span)
    }
}

/// Puts findings in reading order: by file and place, errors first where places are equal, then by code.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.primary().unwrap_or_default(), d.severity, d.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}

#[cfg(test)]
mod tests {
    use super::{Files, MILE, Span};

    #[test]
    fn lines_are_found_from_the_nearest_milestone() {
        let text: String = (1..=3 * MILE + 1).map(|line| format!("é{line}\r\n")).collect();
        let mut files = Files::default();
        let id = files.add("t", text.clone());
        let mut start = 0;
        for (line, words) in text.split_inclusive('\n').enumerate() {
            let last = start + words.len() - 1;
            for (byte, column) in [(start, 1), (start + 2, 2), (last, words.chars().count())] {
                let position = files.position(Span::new(id, byte, byte));
                assert_eq!((position.line, position.column), (line + 1, column), "byte {byte}");
            }
            assert_eq!(&text[files.get(id).line_range(line + 1)], words.trim_end());
            start += words.len();
        }
        let end = files.position(Span::new(id, text.len(), text.len()));
        assert_eq!((end.line, end.column), (3 * MILE + 2, 1));
    }
}
