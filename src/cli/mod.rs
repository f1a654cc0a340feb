//! The command line: the only room that touches files, terminal, clock and environment.
//!
//! [`run`] reads the arguments and hands them to a verb; each verb is one file. Results go to standard
//! output, everything else to standard error; what the exit codes mean is in [`failure::Exit`]. What is
//! shared: [`files`] reads and writes, [`screen`] prints, [`arguments`] reads values, [`compiled`] goes from
//! a path to a timeline, [`table`] and [`when`] put timelines into columns.

pub mod answer;
pub mod arguments;
pub mod check;
pub mod chronicle;
pub mod commitments;
pub mod compiled;
pub mod completions;
pub mod deny;
pub mod draft;
pub mod drawing;
pub mod embed;
pub mod explain;
pub mod export;
pub mod failure;
pub mod files;
pub mod gallery;
pub mod init;
pub mod man;
pub mod mdbook;
pub mod order;
pub mod pandoc;
pub mod paper;
pub mod preview;
pub mod progress;
pub mod render;
pub mod schema;
pub mod screen;
pub mod show;
pub mod table;
pub mod when;

use crate::cli::failure::Exit;
use crate::cli::screen::{ColorWhen, Screen};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Timelines of negotiations: checks the order of events and draws it
///
/// A YAML event file says what happened, when, between whom, and who says so. demarche works out what must
/// have come first, proves it, reports what cannot be, and draws a picture for the report.
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs",
    arg_required_else_help = true,
    after_help = "\
Examples:
  demarche init talks.yaml             write an event file to start from
  demarche check talks.yaml            say what is wrong in it
  demarche render talks.yaml           draw it to output/talks.svg
  demarche order talks.yaml a b        did a end before b began?

`demarche VERB --help` says more about each verb."
)]
struct Cli {
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    color: ColorWhen,

    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Render(Box<render::Arguments>),
    Gallery(Box<gallery::Arguments>),
    Check(check::Arguments),
    Order(order::Arguments),
    Show(show::Arguments),
    Export(export::Arguments),
    Draft(draft::Arguments),
    Preview(preview::Arguments),
    Embed(embed::Arguments),
    Mdbook(mdbook::Arguments),
    Pandoc(pandoc::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the program and gives its exit code.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(talk) => {
            // Help and version are answers; anything else is a request that makes no sense.
            let exit = if talk.use_stderr() { Exit::Failed } else { Exit::Done };
            let _ = talk.print();
            return exit.into();
        }
    };
    let screen = Screen::new(cli.color);
    let result = match cli.verb {
        Verb::Render(arguments) => render::run(&arguments, &screen),
        Verb::Gallery(arguments) => gallery::run(&arguments, &screen),
        Verb::Check(arguments) => check::run(&arguments, &screen),
        Verb::Order(arguments) => order::run(&arguments, &screen),
        Verb::Show(arguments) => show::run(&arguments, &screen),
        Verb::Export(arguments) => export::run(&arguments, &screen),
        Verb::Draft(arguments) => draft::run(&arguments, &screen),
        Verb::Preview(arguments) => preview::run(&arguments, &screen),
        Verb::Embed(arguments) => embed::run(&arguments, &screen),
        Verb::Mdbook(arguments) => mdbook::run(&arguments, &screen),
        Verb::Pandoc(arguments) => pandoc::run(&arguments, &screen),
        Verb::Explain(arguments) => explain::run(&arguments, &screen),
        Verb::Init(arguments) => init::run(&arguments, &screen),
        Verb::Schema(arguments) => schema::run(&arguments, &screen),
        Verb::Completions(arguments) => completions::run(&arguments, &screen),
        Verb::Man(arguments) => man::run(&arguments, &screen),
    };
    let exit = result.unwrap_or_else(|failure| {
        screen.fail(&failure);
        Exit::Failed
    });
    exit.into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        <super::Cli as clap::CommandFactory>::command().debug_assert();
    }
}
