//! Findings as JSON for programs: the same findings as [`crate::diagnostic::text`] prints, with every position
//! worked out.
//!
//! The schema is `docs/report.schema.json`. Lines and columns count from 1; columns count characters; an end lies behind the last character. The
//! number in `version` changes when a field changes its meaning or goes away, not when one is added.

use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span, printable};
use serde::Serialize;

/// The version of the schema.
pub const VERSION: u32 = 1;

/// A report on one or several event files; filled by [`Report::add`].
#[derive(Debug, Default, Serialize)]
pub struct Report {
    version: u32,
    findings: Vec<Finding>,
    summary: Summary,
}

/// How many findings there are of each weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Event files that were looked at; files that they include are not counted.
    pub files: usize,
    /// Findings of [`Severity::Error`].
    pub errors: usize,
    /// Findings of [`Severity::Warning`].
    pub warnings: usize,
    /// Findings of [`Severity::Note`].
    pub notes: usize,
}

impl Summary {
    /// Counts the findings of one event file.
    pub fn of(diagnostics: &[Diagnostic]) -> Summary {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Summary {
            files: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

#[derive(Debug, Serialize)]
struct Finding {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    severity: String,
    message: String,
    /// Where the primary label is; absent when the finding has no place.
    #[serde(flatten)]
    at: Option<Place>,
    labels: Vec<Label>,
    /// The chain of facts, in the order of the argument.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
    notes: Vec<String>,
    help: Option<String>,
}

#[derive(Debug, Serialize)]
struct Label {
    #[serde(flatten)]
    at: Place,
    text: String,
    primary: bool,
}

#[derive(Debug, Serialize)]
struct Step {
    #[serde(flatten)]
    at: Place,
    text: String,
}

#[derive(Debug, Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Report {
    /// A report on nothing yet.
    pub fn new() -> Report {
        Report { version: VERSION, ..Report::default() }
    }

    /// Adds the findings of one event file; `name_of` gives the name of the check behind a code.
    pub fn add(
        &mut self,
        files: &Files,
        diagnostics: &[Diagnostic],
        name_of: impl Fn(Code) -> Option<&'static str>,
    ) {
        let summary = Summary::of(diagnostics);
        self.summary.files += summary.files;
        self.summary.errors += summary.errors;
        self.summary.warnings += summary.warnings;
        self.summary.notes += summary.notes;
        self.findings.extend(diagnostics.iter().map(|d| finding(files, d, &name_of)));
    }

    /// The report as indented JSON with a line break at its end.
    pub fn to_json(&self) -> String {
        // Strings and numbers alone cannot fail to be written.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        printable::json(text)
    }
}

fn finding(
    files: &Files,
    diagnostic: &Diagnostic,
    name_of: &impl Fn(Code) -> Option<&'static str>,
) -> Finding {
    let label = |l: &crate::diagnostic::Label| Label {
        at: place(files, l.span),
        text: l.text.clone(),
        primary: l.primary,
    };
    Finding {
        code: diagnostic.code.0,
        name: name_of(diagnostic.code),
        severity: diagnostic.severity.to_string(),
        message: diagnostic.message.clone(),
        at: diagnostic.primary().map(|span| place(files, span)),
        labels: diagnostic.labels.iter().map(label).collect(),
        steps: diagnostic
            .steps
            .iter()
            .map(|step| Step { at: place(files, step.span), text: step.text.clone() })
            .collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
    }
}

fn place(files: &Files, span: Span) -> Place {
    let start = files.position(span);
    let end = files.position(Span { start: span.end.max(span.start), ..span });
    Place {
        file: start.file.to_owned(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span};

    #[test]
    fn positions_count_characters_from_one() {
        let mut files = Files::default();
        let file = files.add("talks.yaml", "title: Переговоры\ndate: Monday\n".to_owned());
        let finding = Diagnostic::new(Code("D101"), Severity::Error, "a fact")
            .at(Span::new(file, 34, 40), "here")
            .help("do this");
        let mut report = Report::new();
        report.add(&files, &[finding], |_| Some("weekday-mismatch"));
        let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
        let first = &json["findings"][0];
        assert_eq!(json["version"], 1);
        assert_eq!((&first["line"], &first["column"]), (&2.into(), &7.into()));
        assert_eq!((&first["end_line"], &first["end_column"]), (&2.into(), &13.into()));
        assert_eq!(first["name"], "weekday-mismatch");
        assert_eq!(first["labels"][0]["text"], "here");
        assert_eq!(json["summary"]["errors"], 1);
    }

    #[test]
    fn a_finding_without_a_place_has_no_line() {
        let mut report = Report::new();
        let finding = Diagnostic::new(Code("D001"), Severity::Note, "a fact");
        report.add(&Files::default(), &[finding], |_| None);
        let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
        assert!(json["findings"][0].get("line").is_none());
        assert!(json["findings"][0].get("name").is_none());
    }
}
