//! `demarche man`: manual pages.

use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::screen::Screen;
use clap::CommandFactory;
use std::path::PathBuf;

/// Print the manual page, or write one for each verb
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche man | man -l -
  demarche man -o ~/.local/share/man/man1/")]
pub struct Arguments {
    /// The folder to write all pages to: demarche.1, demarche-render.1, …
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// Prints the page of the program, or writes all pages.
///
/// # Errors
/// Standard output or the folder cannot be written to.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut command = super::Cli::command();
    command.build();
    let Some(folder) = &arguments.output else {
        screen.print_data(&page(command)?)?;
        return Ok(Exit::Done);
    };
    files::make_folder(folder)?;
    let mut count = 0;
    let verbs: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    for verb in std::iter::once(command).chain(verbs) {
        let name = verb.get_display_name().unwrap_or_else(|| verb.get_name()).to_owned();
        files::write(&folder.join(format!("{name}.1")), &page(verb)?)?;
        count += 1;
    }
    screen.talk(&format!("wrote {count} pages to {}\n", files::name(folder)));
    Ok(Exit::Done)
}

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    // The date of a page is none of the program's knowledge: same program, same bytes.
    let man = clap_mangen::Man::new(command);
    man.render(&mut page)
        .map_err(|error| Failure::new(format!("cannot write the page: {error}")))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
