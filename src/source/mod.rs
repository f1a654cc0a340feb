//! YAML text → spanned [`Document`]s. The only room that knows the YAML crate.
//!
//! ```text
//!  text ──parse──▶ Node ──decode──▶ Document
//! ```
//!
//! `parse` reads the common form of an event file by itself (`plain`), and whatever
//! else YAML allows by the library (`library`); both build the tree in one place (`builder`).
//!
//! [`read`] reads an event file and the files that it includes. Every finding of one run is collected: several
//! per record, if there are several. A value is kept as the text that was written, with its bytes; nothing is
//! looked up, and no date is read, before [`crate::timeline::resolve`].
//!
//! Input is never trusted: [`MAX_BYTES`], [`MAX_FILES`], [`MAX_DEPTH`], [`MAX_NODES`] and [`MAX_COPIED`] bound
//! time and memory for whatever stands in a file.

mod blocks;
mod builder;
mod decode;
pub mod document;
mod fields;
pub mod findings;
mod include;
mod library;
pub mod nearest;
mod parse;
mod plain;
mod reader;
mod syntax;
pub mod theme;
mod tree;

use crate::diagnostic::{Diagnostic, Files};
use crate::source::document::Document;

/// Bytes of all files of one run together, at most.
pub const MAX_BYTES: usize = 64 << 20;
/// Files of one run, at most.
pub const MAX_FILES: usize = 256;
/// Lists and maps inside each other, at most.
pub const MAX_DEPTH: usize = 64;
/// Texts, lists and maps of one file, at most: about 200 000 events.
pub const MAX_NODES: usize = 4_000_000;
/// Nodes and bytes of text that the aliases of one file repeat, at most.
pub const MAX_COPIED: usize = 4_000_000;

/// Fetches an included file: its path, already taken relative to the including file, gives its text or the
/// reason why there is none.
pub type Loader<'a> = dyn FnMut(&str) -> Result<String, String> + 'a;

/// The path of a file that an event file names, as a [`Loader`] is given it.
pub fn beside(event_file: &str, named: &str) -> String {
    include::beside(std::path::Path::new(event_file), named).display().to_string()
}

/// Reads an event file and what it includes.
///
/// The first document is the main one; after it come the included ones, in the order in which they are named, then
/// those that these include. A file that is named twice is read once; a circle is an error. Texts are added
/// to `files`, `text` under `name`.
///
/// Findings are in reading order. If any file is not YAML, is beyond
/// the limits or cannot be fetched, there are no documents: what is missing would only be reported again as
/// names that nothing answers to.
pub fn read(
    files: &mut Files,
    name: &str,
    text: String,
    load: &mut Loader<'_>,
) -> (Vec<Document>, Vec<Diagnostic>) {
    include::read_all(files, name, text, load)
}
