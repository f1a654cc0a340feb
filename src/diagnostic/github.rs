//! Findings as commands that GitHub turns into annotations beside the lines of a pull request.
//!
//! GitHub shows at most ten annotations of each kind from one step and drops the others without a word. So the
//! heaviest come first, no more than ten of a kind are written, and a last line counts them all.
//!
//! # Source
//! GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit,
//! `packages/core/src/command.ts`.

use crate::diagnostic::json::Summary;
use crate::diagnostic::{Diagnostic, Files, Severity, Span, printable};

/// How many annotations of one kind GitHub shows.
const SHOWN_OF_A_KIND: usize = 10;

/// Annotations on one or several event files; filled by [`Annotations::add`].
#[derive(Debug, Default)]
pub struct Annotations {
    commands: Vec<(Severity, String)>,
    summary: Summary,
}

impl Annotations {
    /// Adds the findings of one event file that are to be shown; `summary` counts all of them. `name_of` gives the
    /// name of the check behind a code.
    pub fn add(
        &mut self,
        files: &Files,
        diagnostics: &[Diagnostic],
        summary: Summary,
        name_of: impl Fn(crate::diagnostic::Code) -> Option<&'static str>,
    ) {
        for diagnostic in diagnostics {
            let title = match name_of(diagnostic.code) {
                Some(name) => format!("{} {name}", diagnostic.code),
                None => diagnostic.code.to_string(),
            };
            self.commands.push((diagnostic.severity, command(files, diagnostic, &title)));
        }
        self.summary.files += summary.files;
        self.summary.errors += summary.errors;
        self.summary.warnings += summary.warnings;
        self.summary.notes += summary.notes;
    }

    /// The commands, one a line, and a line that counts.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let mut shown = 0;
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let of_kind = self.commands.iter().filter(|(kind, _)| *kind == severity);
            for (_, command) in of_kind.take(SHOWN_OF_A_KIND) {
                out.push_str(command);
                out.push('\n');
                shown += 1;
            }
        }
        let Summary { files, errors, warnings, notes } = self.summary;
        let counted = |count: usize, noun: &str| {
            if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
        };
        let all = [(errors, "error"), (warnings, "warning"), (notes, "note")];
        let all: Vec<String> = all.map(|(count, noun)| counted(count, noun)).to_vec();
        out.push_str(&format!("{} in {}", all.join(", "), counted(files, "file")));
        let hidden = (errors + warnings + notes).saturating_sub(shown);
        if hidden > 0 {
            out.push_str(&format!("; {hidden} not annotated"));
        }
        out.push('\n');
        out
    }
}

/// `::error file=talks.yaml,line=9,endLine=9,col=11,endColumn=17,title=D101 weekday-mismatch::…`
fn command(files: &Files, diagnostic: &Diagnostic, title: &str) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = diagnostic.primary().map(|span| place(files, span)).unwrap_or_default();
    properties.push(format!("title={}", property(title)));
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.notes.iter().cloned());
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    format!("::{kind} {}::{}", properties.join(","), data(&lines.join("\n")))
}

/// File, lines and columns. Columns mean something to GitHub only inside one line.
fn place(files: &Files, span: Span) -> Vec<String> {
    let start = files.position(span);
    let end = files.position(Span { start: span.end.max(span.start), ..span });
    let mut place = vec![
        format!("file={}", property(start.file)),
        format!("line={}", start.line),
        format!("endLine={}", end.line),
    ];
    if start.line == end.line {
        place.push(format!("col={}", start.column));
        place.push(format!("endColumn={}", end.column));
    }
    place
}

/// Text behind the second `::`. What could end the command is escaped, other control characters are made visible.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    printable::one_line(&escaped).into_owned()
}

/// The value of a property: a colon or a comma would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Annotations, property};
    use crate::diagnostic::json::Summary;
    use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span};

    fn text(files: &Files, findings: &[Diagnostic]) -> String {
        let mut annotations = Annotations::default();
        annotations.add(files, findings, Summary::of(findings), |_| Some("a-check"));
        annotations.to_text()
    }

    #[test]
    fn a_finding_is_a_command() {
        let mut files = Files::default();
        let file = files.add("a,b.yaml", "title: Переговоры\ndate: Monday\n".to_owned());
        let finding = Diagnostic::new(Code("D101"), Severity::Error, "100 %\r\nwrong: yes")
            .at(Span::new(file, 34, 40), "")
            .help("do this");
        assert_eq!(
            text(&files, &[finding]),
            "::error file=a%2Cb.yaml,line=2,endLine=2,col=7,endColumn=13,title=D101 a-check\
             ::100 %25%0D%0Awrong: yes%0Ahelp: do this\n1 error, 0 warnings, 0 notes in 1 file\n"
        );
    }

    #[test]
    fn a_place_of_several_lines_has_no_columns() {
        let mut files = Files::default();
        let file = files.add("a.yaml", "one\ntwo\n".to_owned());
        let finding =
            Diagnostic::new(Code("D1"), Severity::Note, "x").at(Span::new(file, 1, 6), "");
        let expected = "::notice file=a.yaml,line=1,endLine=2,title=D1 a-check::x\n";
        assert!(text(&files, &[finding]).starts_with(expected));
    }

    #[test]
    fn ten_of_a_kind_the_heaviest_first_and_the_rest_counted() {
        let finding = |severity| Diagnostic::new(Code("D1"), severity, "x");
        let mut findings = vec![finding(Severity::Warning); 3];
        findings.extend(vec![finding(Severity::Error); 12]);
        let text = text(&Files::default(), &findings);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 14);
        assert!(lines[..10].iter().all(|line| line.starts_with("::error ")));
        assert!(lines[10..13].iter().all(|line| line.starts_with("::warning ")));
        assert_eq!(lines[13], "12 errors, 3 warnings, 0 notes in 1 file; 2 not annotated");
    }

    #[test]
    fn a_property_cannot_end_early() {
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
