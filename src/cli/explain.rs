//! `demarche explain`: what a finding means.

use crate::check::{CHECKS, Check};
use crate::cli::failure::{Exit, Failure, nearest};
use crate::cli::screen::Screen;
use crate::cli::table::{Column, Table};
use crate::diagnostic::Severity;
use clap::builder::styling::{AnsiColor, Style};

/// Explain a finding, by code or by name; without one, list all
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche explain
  demarche explain D101
  demarche explain weekday-mismatch")]
pub struct Arguments {
    /// A code such as `D101`, or a name such as `weekday-mismatch`
    #[arg(value_name = "CODE|NAME")]
    check: Option<String>,
}

/// Prints the explanation of one check, or the table of all.
///
/// # Errors
/// There is no such check.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let text = match &arguments.check {
        Some(wanted) => explanation(find(wanted)?, screen),
        None => overview(screen),
    };
    screen.print(&text)?;
    Ok(Exit::Done)
}

fn find(wanted: &str) -> Result<&'static Check, Failure> {
    crate::check::find(wanted).ok_or_else(|| {
        let known = CHECKS.iter().flat_map(|check| [check.code.0, check.name]);
        let near = nearest(wanted, known);
        let failure = Failure::new(format!("there is no check `{wanted}`"));
        match near {
            Some(near) => failure.did_you_mean(Some(near)),
            None => failure.help("`demarche explain` lists them all"),
        }
    })
}

/// The check's page, its headings set off.
fn explanation(check: &Check, screen: &Screen) -> String {
    let strong = screen.strong();
    let mut out = String::new();
    for line in check.page().lines() {
        if line.starts_with('#') {
            out.push_str(&format!("{strong}{line}{strong:#}\n"));
        } else {
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

fn overview(screen: &Screen) -> String {
    let mut table = Table::new(vec![
        Column::fixed(""),
        Column::fixed(""),
        Column::fixed(""),
        Column::flexible("", 30),
    ]);
    for check in CHECKS {
        table.row(vec![
            (check.code.0.to_owned(), tint(check.severity, screen)),
            (check.severity.to_string(), screen.dim()),
            (check.name.to_owned(), screen.strong()),
            (check.summary.to_owned(), Style::new()),
        ]);
    }
    table.render(screen)
}

fn tint(severity: Severity, screen: &Screen) -> Style {
    screen.tint(match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Green,
    })
}
