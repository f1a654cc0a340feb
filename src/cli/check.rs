//! `demarche check`: what is wrong in event files.

use crate::Compiled;
use crate::check::{CHECKS, Check, not_edtf};
use crate::cli::compiled::{self, counted};
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::screen::Screen;

use crate::diagnostic::github::Annotations;
use crate::diagnostic::json::{Report, Summary};
use crate::diagnostic::sarif::{Log, Rule};
use crate::diagnostic::{self, Code, Severity, printable, text};
use clap::ValueEnum;
use clap::builder::styling::AnsiColor;
use std::path::PathBuf;

/// Say what is wrong in event files
///
/// Reports everything in one run, each finding with its place and a remedy. `demarche explain CODE` says
/// more about a finding.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche check timelines/*.yaml
  demarche check talks.yaml --notes
  demarche check talks.yaml --format json | jq '.findings[].code'
  demarche check timelines/*.yaml --format sarif > demarche.sarif

Exit code: 0 no errors, 1 errors (or, with `--deny warnings`, warnings), 2 a file could not be read.")]
pub struct Arguments {
    /// Event files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How findings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Print notes too; without it they are only counted
    #[arg(long)]
    notes: bool,

    /// Note every date that is not EDTF, too
    #[arg(long)]
    strict_edtf: bool,

    /// What counts as an error beside errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs; every finding, notes included
    Json,
    /// For code hosts and editors: SARIF 2.1.0; every finding, notes included
    Sarif,
    /// For workflows on GitHub: annotations, at most ten of a kind
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings
    Warnings,
}

/// Checks every file; one that cannot be read does not keep the others from being checked.
///
/// # Errors
/// Standard output cannot be written to.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    let mut report = Report::new();
    let mut log = Log::new(CHECKS.iter().map(rule).collect());
    let mut annotations = Annotations::default();
    let wants_notes = arguments.notes || arguments.strict_edtf;
    let least = if wants_notes { Severity::Note } else { Severity::Warning };
    for path in &arguments.files {
        let compiled = match compiled::compile(path) {
            Ok(compiled) => strictly(compiled, arguments.strict_edtf),
            Err(failure) => {
                screen.fail(&failure);
                exit = Exit::Failed;
                continue;
            }
        };
        let summary = Summary::of(&compiled.findings);
        exit = exit.max(verdict(summary, arguments.deny));
        match arguments.format {
            Format::Json => report.add(&compiled.files, &compiled.findings, name_of),
            Format::Sarif => log.add(&compiled.files, &compiled.findings),
            Format::Github => {
                let chosen = compiled::weighty(&compiled.findings, least);
                annotations.add(&compiled.files, &chosen, summary, name_of);
            }
            Format::Text => {
                let chosen = compiled::weighty(&compiled.findings, least);
                let mut out = text::render(&compiled.files, &chosen, screen.out_color);
                if !chosen.is_empty() {
                    out.push('\n');
                }
                out.push_str(&summary_line(
                    summary,
                    &files::name(path),
                    least == Severity::Note,
                    screen,
                ));
                screen.print(&out)?;
            }
        }
    }
    match arguments.format {
        Format::Json => screen.print_data(&report.to_json())?,
        Format::Sarif => screen.print_data(&log.to_json())?,
        Format::Github => screen.print_data(&annotations.to_text())?,
        Format::Text => {}
    }
    Ok(exit)
}

/// The name of the check behind a code.
fn name_of(code: Code) -> Option<&'static str> {
    crate::check::find(code.0).map(|check| check.name)
}

/// What a SARIF log says about a check.
fn rule(check: &Check) -> Rule {
    Rule {
        code: check.code,
        name: check.name,
        severity: check.severity,
        summary: check.summary,
        help: check.explain.trim().to_owned(),
    }
}

/// With notes on dates that are not EDTF, if asked for.
fn strictly(mut compiled: Compiled, strict_edtf: bool) -> Compiled {
    if strict_edtf {
        compiled.findings.extend(not_edtf::find(&compiled.timeline));
        diagnostic::sort(&mut compiled.findings);
    }
    compiled
}

fn verdict(summary: Summary, deny: Option<Deny>) -> Exit {
    let denied = match deny {
        Some(Deny::Warnings) => summary.errors + summary.warnings,
        None => summary.errors,
    };
    if denied > 0 { Exit::Found } else { Exit::Done }
}

/// `2 errors, 1 warning in timelines/talks.yaml`
fn summary_line(summary: Summary, name: &str, notes_shown: bool, screen: &Screen) -> String {
    let mut parts = Vec::new();
    let mut add = |count: usize, noun: &str, color| {
        if count > 0 {
            let style = screen.tint(color);
            parts.push(format!("{style}{}{style:#}", counted(count, noun)));
        }
    };
    add(summary.errors, "error", AnsiColor::Red);
    add(summary.warnings, "warning", AnsiColor::Yellow);
    if notes_shown {
        add(summary.notes, "note", AnsiColor::Green);
    }
    let name = printable::one_line(name);
    let counts = if parts.is_empty() { "no errors".to_owned() } else { parts.join(", ") };
    let more = match summary.notes {
        0 => String::new(),
        _ if notes_shown => String::new(),
        1 => " (1 note; `--notes` shows it)".to_owned(),
        count => format!(" ({}; `--notes` shows them)", counted(count, "note")),
    };
    format!("{counts} in {name}{more}\n")
}

#[cfg(test)]
mod tests {
    use super::{Deny, summary_line, verdict};
    use crate::cli::failure::Exit;
    use crate::cli::screen::{ColorWhen, Screen};
    use crate::diagnostic::json::Summary;

    #[test]
    fn the_summary_counts_what_is_there() {
        let screen = Screen::new(ColorWhen::Never);
        let line = |errors, warnings, notes, shown| {
            let summary = Summary { files: 1, errors, warnings, notes };
            summary_line(summary, "x.yaml", shown, &screen)
        };
        assert_eq!(line(2, 1, 0, false), "2 errors, 1 warning in x.yaml\n");
        assert_eq!(line(0, 0, 0, false), "no errors in x.yaml\n");
        assert_eq!(line(0, 0, 3, true), "3 notes in x.yaml\n");
        assert_eq!(line(0, 0, 1, false), "no errors in x.yaml (1 note; `--notes` shows it)\n");
    }

    #[test]
    fn warnings_fail_only_when_denied() {
        let summary = Summary { files: 1, errors: 0, warnings: 1, notes: 1 };
        assert_eq!(verdict(summary, None), Exit::Done);
        assert_eq!(verdict(summary, Some(Deny::Warnings)), Exit::Found);
    }
}
