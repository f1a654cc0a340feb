//! A baseline: findings that were there when somebody began to look, and that shall not fail a run.
//!
//! It is JSON for a repository: one entry a finding, sorted, with code, file and message for those who review it
//! and a fingerprint ([`crate::diagnostic::fingerprint`]) by which it is found again. Lines are not part of it.

use crate::diagnostic::fingerprint::{self, Fingerprints};
use crate::diagnostic::{Diagnostic, Files, printable};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the format.
const VERSION: u32 = 1;

/// Known findings.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// Index into `entries` by fingerprint.
    numbers: BTreeMap<String, usize>,
    /// Which entries were found again.
    found: Vec<bool>,
    fingerprints: Fingerprints,
}

/// One known finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file that it points at.
    pub file: String,
    /// The code of the check.
    pub code: String,
    /// What it says.
    pub message: String,
    /// By what it is recognised.
    pub fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// The text is no baseline, or one of a later version; says in words what is wrong.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.version != VERSION {
            return Err(format!("it is of version {}, not {VERSION}", document.version));
        }
        let entries = document.findings;
        let numbers = entries.iter().enumerate();
        let numbers = numbers.map(|(number, entry)| (entry.fingerprint.clone(), number)).collect();
        let found = vec![false; entries.len()];
        Ok(Baseline { entries, numbers, found, fingerprints: Fingerprints::default() })
    }

    /// The findings of one event file that are not known, in their order; the others count as found again.
    pub fn unknown(&mut self, files: &Files, findings: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut unknown = Vec::new();
        for finding in findings {
            let fingerprint = self.fingerprints.of(files, finding);
            match self.numbers.get(&fingerprint) {
                Some(&number) => self.found[number] = true,
                None => unknown.push(finding.clone()),
            }
        }
        unknown
    }

    /// Adds the findings of one event file.
    pub fn add(&mut self, files: &Files, findings: &[Diagnostic]) {
        for finding in findings {
            self.entries.push(Entry {
                file: fingerprint::file(files, finding).to_owned(),
                code: finding.code.to_string(),
                message: finding.message.clone(),
                fingerprint: self.fingerprints.of(files, finding),
            });
        }
    }

    /// Known findings that were not found again.
    pub fn stale(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().zip(&self.found).filter(|(_, found)| !**found).map(|(entry, _)| entry)
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The baseline as indented JSON, sorted by file, code and message, with a line break at its end.
    pub fn to_json(&self) -> String {
        let mut findings = self.entries.clone();
        findings.sort();
        // Strings and numbers alone cannot fail to be written.
        let mut text = serde_json::to_string_pretty(&Document { version: VERSION, findings })
            .unwrap_or_default();
        text.push('\n');
        printable::json(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Baseline;
    use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span};

    /// A file with so many lines above a finding of these words.
    fn finding(lines: usize, message: &str) -> (Files, Diagnostic) {
        let mut files = Files::default();
        let file = files.add("a.yaml", format!("{}date: Monday\n", "#\n".repeat(lines)));
        let at = Span::new(file, 2 * lines, 2 * lines + 4);
        (files, Diagnostic::new(Code("D101"), Severity::Error, message).at(at, ""))
    }

    #[test]
    fn a_known_finding_stays_known_when_lines_move() {
        let (files, old) = finding(0, "a fact");
        let mut written = Baseline::default();
        written.add(&files, &[old.clone(), old]);
        let mut read = Baseline::parse(&written.to_json()).expect("a baseline");
        let (files, moved) = finding(7, "a fact");
        // Two were known; of three equal ones, one is new.
        assert_eq!(read.unknown(&files, &[moved.clone(), moved.clone(), moved]).len(), 1);
        assert_eq!(read.stale().count(), 0);
    }

    #[test]
    fn what_is_gone_is_stale() {
        let (files, old) = finding(0, "a fact");
        let mut written = Baseline::default();
        written.add(&files, &[old]);
        let mut read = Baseline::parse(&written.to_json()).expect("a baseline");
        let (files, other) = finding(0, "another fact");
        assert_eq!(read.unknown(&files, &[other]).len(), 1);
        assert_eq!(
            read.stale().map(|entry| entry.message.as_str()).collect::<Vec<_>>(),
            ["a fact"]
        );
    }

    #[test]
    fn what_is_no_baseline_says_why() {
        assert!(Baseline::parse("[]").is_err());
        let later = Baseline::parse("{\"version\": 9, \"findings\": []}");
        assert_eq!(later.err().as_deref(), Some("it is of version 9, not 1"));
    }
}
