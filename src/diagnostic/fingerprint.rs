//! What makes a finding the same one in another version of its file.
//!
//! A fingerprint is made of code, file and message, not of lines: a finding stays the same one when the text
//! above it grows. Equal findings of one file are told apart by their number.

use crate::diagnostic::{Diagnostic, Files};
use std::collections::BTreeMap;

/// Gives out fingerprints, and remembers how often each was given.
#[derive(Debug, Default)]
pub struct Fingerprints {
    given: BTreeMap<u64, usize>,
}

impl Fingerprints {
    /// Sixteen digits for a finding, and a number behind them for a second one of the same words.
    pub fn of(&mut self, files: &Files, diagnostic: &Diagnostic) -> String {
        let hash = fnv1a(&[diagnostic.code.0, file(files, diagnostic), &diagnostic.message]);
        let seen = self.given.entry(hash).or_default();
        *seen += 1;
        if *seen == 1 { format!("{hash:016x}") } else { format!("{hash:016x}:{seen}") }
    }
}

/// The name of the file that a finding points at.
pub(super) fn file<'a>(files: &'a Files, diagnostic: &Diagnostic) -> &'a str {
    diagnostic.primary().map_or("", |span| files.get(span.file).name.as_str())
}

/// The 64-bit FNV-1a hash of some texts, each closed by a byte that no text contains.
fn fnv1a(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
