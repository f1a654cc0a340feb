//! `demarche check`: what is wrong in event files.

use crate::Compiled;
use crate::check::{CHECKS, Check, Evidence, not_edtf, possible};
use crate::cli::compiled::{self, counted};
use crate::cli::deny::{self, Deny};
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::screen::Screen;
use crate::diagnostic::baseline::{Baseline, Entry};
use crate::diagnostic::github::Annotations;
use crate::diagnostic::json::{Report, Summary};
use crate::diagnostic::sarif::{Log, Rule};
use crate::diagnostic::{self, Code, Diagnostic, Severity, printable, text};
use clap::ValueEnum;
use clap::builder::styling::AnsiColor;
use std::path::{Path, PathBuf};

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
  demarche check talks.yaml --deny warnings --deny unanswered
  demarche check talks.yaml --baseline known.json --write-baseline   keep what is there
  demarche check talks.yaml --baseline known.json                    fail on what is new

Exit code: 0 no errors, 1 errors (or what `--deny` names), 2 a file could not be read.")]
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

    /// Note what is merely possible, too: what holds under one reading of the dates and not under another
    #[arg(long)]
    possible: bool,

    /// What fails the check beside errors: `warnings`, `notes` (and warnings), or a check by code or name
    #[arg(long, value_parser = Deny::parse, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<Deny>,

    /// Known findings: only others are reported, and fail
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings of this run to the baseline, notes included, and report none
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
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

/// Checks every file; one that cannot be read does not keep the others from being checked.
///
/// # Errors
/// Standard output cannot be written to.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    let mut report = Report::new();
    let mut log = Log::new(CHECKS.iter().map(rule).collect());
    let mut annotations = Annotations::default();
    let mut baseline = Baseline::default();
    if let Some(path) = arguments.baseline.as_ref().filter(|_| !arguments.write_baseline) {
        baseline = read_baseline(path)?;
    }
    let wants_notes = arguments.notes || arguments.strict_edtf || arguments.possible;
    for path in &arguments.files {
        let mut compiled = match compiled::compile(path) {
            Ok(compiled) => on_request(compiled, arguments),
            Err(failure) => {
                screen.fail(&failure);
                exit = Exit::Failed;
                continue;
            }
        };
        if arguments.write_baseline {
            baseline.add(&compiled.files, &compiled.findings);
            continue;
        }
        let all = compiled.findings.len();
        if arguments.baseline.is_some() {
            compiled.findings = baseline.unknown(&compiled.files, &compiled.findings);
        }
        let known = all - compiled.findings.len();
        let fails = |finding: &&Diagnostic| deny::fails(finding, &arguments.deny);
        let failing = compiled.findings.iter().filter(fails).count();
        exit = exit.max(if failing > 0 { Exit::Found } else { Exit::Done });
        // What fails the check is shown, whatever it weighs.
        let is_shown = |d: &Diagnostic| wants_notes || d.severity <= Severity::Warning || fails(&d);
        let summary = Summary::of(&compiled.findings);
        let shown =
            || compiled.findings.iter().filter(|d| is_shown(d)).cloned().collect::<Vec<_>>();
        match arguments.format {
            Format::Json => report.add(&compiled.files, &compiled.findings, name_of),
            Format::Sarif => log.add(&compiled.files, &compiled.findings),
            Format::Github => annotations.add(&compiled.files, &shown(), summary, name_of),
            Format::Text => {
                let shown = shown();
                let mut out = text::render(&compiled.files, &shown, screen.out_color);
                if !shown.is_empty() {
                    out.push('\n');
                }
                let hidden = compiled.findings.len() - shown.len();
                let denied = failing - summary.errors;
                out.push_str(&summary_line(
                    Counts { summary, hidden, known, denied },
                    &files::name(path),
                    screen,
                ));
                screen.print(&out)?;
            }
        }
    }
    if let Some(path) = &arguments.baseline {
        if arguments.write_baseline {
            if exit == Exit::Done {
                files::write(path, baseline.to_json())?;
                let count = counted(baseline.len(), "known finding");
                screen.talk(&format!("wrote {} ({count})\n", files::name(path)));
            }
            return Ok(exit);
        }
        report_stale(&baseline, &files::name(path), screen);
    }
    match arguments.format {
        Format::Json => screen.print_data(&report.to_json())?,
        Format::Sarif => screen.print_data(&log.to_json())?,
        Format::Github => screen.print_data(&annotations.to_text())?,
        Format::Text => {}
    }
    Ok(exit)
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let name = files::name(path);
    if !path.exists() {
        return Err(Failure::new(format!("there is no baseline `{name}`"))
            .help("`--write-baseline` beside it writes one"));
    }
    Baseline::parse(&files::read(path)?).map_err(|why| {
        Failure::new(format!("`{name}` is not a baseline: {why}"))
            .help("`--write-baseline` beside it writes it anew")
    })
}

/// Says which known findings are gone: a baseline shall shrink.
fn report_stale(baseline: &Baseline, name: &str, screen: &Screen) {
    /// So many are named, the others counted.
    const NAMED: usize = 10;
    let stale: Vec<&Entry> = baseline.stale().collect();
    if stale.is_empty() {
        return;
    }
    let verb = if stale.len() == 1 { "is" } else { "are" };
    let count = counted(stale.len(), "finding");
    screen.talk(&format!(
        "{count} of {} {verb} no longer there; `--write-baseline` writes it anew\n",
        printable::one_line(name)
    ));
    for entry in stale.iter().take(NAMED) {
        let line = format!("  {} {}: {}", entry.code, entry.file, entry.message);
        screen.talk(&format!("{}\n", printable::one_line(&line)));
    }
    if stale.len() > NAMED {
        screen.talk(&format!("  and {} more\n", stale.len() - NAMED));
    }
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

/// With the notes that are given on request alone.
fn on_request(mut compiled: Compiled, arguments: &Arguments) -> Compiled {
    if arguments.strict_edtf {
        compiled.findings.extend(not_edtf::find(&compiled.timeline));
    }
    if arguments.possible {
        let Compiled { files, timeline, graph, order, .. } = &compiled;
        compiled.findings.extend(possible::find(&Evidence {
            timeline,
            graph,
            order,
            files,
            quotations: &[],
        }));
    }
    diagnostic::sort(&mut compiled.findings);
    compiled
}

/// What the last line of a report counts.
struct Counts {
    summary: Summary,
    /// Notes that are not shown.
    hidden: usize,
    /// Findings of the baseline.
    known: usize,
    /// Findings that are no errors and fail the check.
    denied: usize,
}

/// `2 errors, 1 warning in timelines/talks.yaml`
fn summary_line(counts: Counts, name: &str, screen: &Screen) -> String {
    let Counts { summary, hidden, known, denied } = counts;
    let mut parts = Vec::new();
    let mut add = |count: usize, noun: &str, color| {
        if count > 0 {
            let style = screen.tint(color);
            parts.push(format!("{style}{}{style:#}", counted(count, noun)));
        }
    };
    add(summary.errors, "error", AnsiColor::Red);
    add(summary.warnings, "warning", AnsiColor::Yellow);
    add(summary.notes - hidden, "note", AnsiColor::Green);
    let name = printable::one_line(name);
    let mut more = Vec::new();
    match hidden {
        0 => {}
        1 => more.push("1 note; `--notes` shows it".to_owned()),
        count => more.push(format!("{}; `--notes` shows them", counted(count, "note"))),
    }
    if denied > 0 {
        more.push(format!("{denied} denied by `--deny`"));
    }
    if known > 0 {
        more.push(format!("{known} known from the baseline"));
    }
    let none = if known > 0 { "no new errors" } else { "no errors" };
    let counts = if parts.is_empty() { none.to_owned() } else { parts.join(", ") };
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join("; ")) };
    format!("{counts} in {name}{more}\n")
}

#[cfg(test)]
mod tests {
    use super::{Counts, summary_line};
    use crate::cli::screen::{ColorWhen, Screen};
    use crate::diagnostic::json::Summary;

    #[test]
    fn the_summary_counts_what_is_there() {
        let screen = Screen::new(ColorWhen::Never);
        let line = |(errors, warnings, notes), hidden, known, denied| {
            let summary = Summary { files: 1, errors, warnings, notes };
            summary_line(Counts { summary, hidden, known, denied }, "x.yaml", &screen)
        };
        assert_eq!(line((2, 1, 0), 0, 0, 0), "2 errors, 1 warning in x.yaml\n");
        assert_eq!(line((0, 0, 0), 0, 0, 0), "no errors in x.yaml\n");
        assert_eq!(line((0, 0, 3), 0, 0, 0), "3 notes in x.yaml\n");
        assert_eq!(line((0, 0, 1), 1, 0, 0), "no errors in x.yaml (1 note; `--notes` shows it)\n");
        assert_eq!(line((0, 1, 0), 0, 0, 1), "1 warning in x.yaml (1 denied by `--deny`)\n");
        assert_eq!(
            line((0, 0, 0), 0, 4, 0),
            "no new errors in x.yaml (4 known from the baseline)\n"
        );
    }
}
