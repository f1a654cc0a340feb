//! The codes of this room, and the list in which it and [`crate::timeline::resolve`] collect what they find.

use crate::diagnostic::{self, Code, Diagnostic, Severity, Span};
use crate::source::MAX_DEPTH;

/// `yaml-ate-date`: a date that YAML has turned into a list or a map.
pub const YAML_ATE_DATE: Code = Code("D002");
/// `yaml-syntax`: the text is not YAML.
pub const YAML_SYNTAX: Code = Code("D701");
/// `duplicate-key`: a key stands twice in one map.
pub const DUPLICATE_KEY: Code = Code("D702");
/// `unknown-key`: a key that means nothing where it stands.
pub const UNKNOWN_KEY: Code = Code("D703");
/// `wrong-shape`: a list where a text belongs, or the like.
pub const WRONG_SHAPE: Code = Code("D704");
/// `missing-key`: a key that has to be there.
pub const MISSING_KEY: Code = Code("D705");
/// `too-much`: a file beyond the limits of size, depth, nodes or aliases.
pub const TOO_MUCH: Code = Code("D706");
/// `unknown-word`: a word that is not one of a closed list. Reported by [`crate::timeline::resolve`].
pub const UNKNOWN_WORD: Code = Code("D707");
/// `include-failed`: a file named under `include` could not be read.
pub const INCLUDE_FAILED: Code = Code("D708");

/// Findings kept of one run. Garbage can have millions; nobody reads more than this.
const MAX_FINDINGS: usize = 1_000;

/// Errors in the order they were found, up to a limit.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    left_out: usize,
}

impl Findings {
    /// Adds a finding. Past the limit it is only counted, and not even made.
    pub fn add(&mut self, finding: impl FnOnce() -> Diagnostic) {
        if self.list.len() < MAX_FINDINGS {
            self.list.push(finding());
        } else {
            self.left_out += 1;
        }
    }

    /// Adds those of another list, up to the limit.
    pub fn append(&mut self, other: Findings) {
        self.left_out += other.left_out;
        for finding in other.list {
            self.add(|| finding);
        }
    }

    /// All of them in reading order; if some were left out, a last one says how many.
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        diagnostic::sort(&mut self.list);
        if self.left_out > 0 {
            let message = format!("{} more errors are not shown", self.left_out);
            self.list.push(Diagnostic::new(TOO_MUCH, Severity::Error, message));
        }
        self.list
    }
}

/// An error at a place.
pub(crate) fn error(
    code: Code,
    message: impl Into<String>,
    span: Span,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, message).at(span, label)
}

/// Too many lists and maps inside each other: the library's own limit and ours say it alike.
pub(crate) fn too_deep(at: Span) -> Diagnostic {
    let message = format!("lists and maps lie more than {MAX_DEPTH} deep inside each other");
    error(TOO_MUCH, message, at, "too deep").help("an event file needs about 6; close a bracket")
}
