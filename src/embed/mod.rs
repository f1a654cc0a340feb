//! Timelines in reports: where they stand, what they ask for, and what is written beside them.
//!
//! A report is a text in one of five languages ([`Language`]). A timeline stands in it as a block,
//!
//! ````text
//! ```timeline
//! file: talks.yaml
//! caption: Two days in Hangzhou
//! ```
//! ````
//!
//! with an event file's name or with the events themselves, or as an image whose address is an event file:
//! `![Two days](talks.yaml?layout=horizontal)`. [`find`] gives all of them, [`request`] says what each asks for,
//! [`mod@reference`] writes what shows the picture, [`apply`] puts it into the report and leaves every other byte
//! alone; [`stamp`] tells whether a picture that is there is still right. Nothing here reads a file or draws.

pub mod inline;
mod lines;
mod markdown;
mod markup;
pub mod mdbook;
pub mod reference;
pub mod request;
pub mod stamp;

use std::ops::Range;

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Language {
    Markdown,
    Html,
    Typst,
    Latex,
    Rst,
}

/// The languages by the extensions of their files.
pub const LANGUAGES: &[(&str, Language)] = &[
    ("md", Language::Markdown),
    ("markdown", Language::Markdown),
    ("qmd", Language::Markdown),
    ("Rmd", Language::Markdown),
    ("html", Language::Html),
    ("htm", Language::Html),
    ("typ", Language::Typst),
    ("tex", Language::Latex),
    ("rst", Language::Rst),
];

/// The language of files with this extension.
pub fn language(extension: &str) -> Option<Language> {
    LANGUAGES.iter().find(|(known, _)| *known == extension).map(|(_, language)| *language)
}

/// A place in a report that holds a timeline, or may hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The bytes of the block with its fences and the comment around it, or of the image's address.
    pub span: Range<usize>,
    /// What stands there.
    pub content: Content,
}

/// What stands in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A block.
    Block(Block),
    /// The address of an image: an event file, or a picture that may have been drawn from one.
    Image(Image),
}

/// An image whose address may name a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The address as written.
    pub address: String,
    /// The bytes of the whole image, with its words; in languages that are not parsed, of the address.
    pub whole: Range<usize>,
}

/// A block between fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The lines between the fences, without what stands before them on every line.
    pub text: String,
    /// The number of the first of them in the report, from 1.
    pub first_line: usize,
    /// What each line of the reference begins with.
    pub indent: String,
    /// The bytes behind the block, up to the end of the reference that stands there; empty if none does.
    pub reference: Range<usize>,
}

/// The filter by which pandoc and Quarto draw timelines, in Lua.
pub const PANDOC_FILTER: &str = include_str!("pandoc.lua");

/// Finds every place, first to last.
pub fn find(report: &str, language: Language) -> Vec<Place> {
    let mut places = match language {
        Language::Markdown => markdown::find(report),
        Language::Html => markup::find(report, 0..report.len()),
        Language::Typst | Language::Latex | Language::Rst => lines::find(report, language),
    };
    places.sort_by_key(|place| place.span.start);
    for place in &mut places {
        if let Content::Block(block) = &mut place.content {
            block.reference = reference::existing(report, place.span.end, language);
        }
    }
    places
}

/// Replaces ranges of a text, which must not overlap.
pub fn apply(report: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut edits: Vec<&(Range<usize>, String)> = edits.iter().collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(report.len());
    let mut at = 0;
    for (range, text) in edits {
        out.push_str(&report[at..range.start]);
        out.push_str(text);
        at = range.end;
    }
    out.push_str(&report[at..]);
    out
}

/// The number of the line that a byte is on, from 1.
pub fn line_of(report: &str, at: usize) -> usize {
    report[..at].bytes().filter(|&b| b == b'\n').count() + 1
}

/// The end of the line that a byte is on, behind its line break.
fn end_of_line(report: &str, at: usize) -> usize {
    report[at..].find('\n').map_or(report.len(), |length| at + length + 1)
}

/// Whether the words behind a fence name a timeline: `timeline`, `{.timeline #fig-talks}`.
fn names_timeline(info: &str) -> bool {
    let info = info.trim_start_matches(['{', ' ']).trim_start_matches('.');
    info.split([' ', ',', '}', '\t']).next() == Some("timeline")
}

/// Whether an image's address can be a timeline's: a file of this computer, an event file or a picture.
fn may_be_timeline(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let local = !address.contains("://") && !address.starts_with("data:");
    local && [".yaml", ".yml", ".svg", ".pdf"].iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests;
