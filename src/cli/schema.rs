//! `demarche schema`: the format of event files, for editors.

use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;

/// Print the format of event files as JSON Schema, for editors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche schema > demarche.schema.json

With this as the first line of an event file, editors with the YAML language server (VS Code: the YAML extension)
complete its keys, explain them and underline mistakes:

  # yaml-language-server: $schema=demarche.schema.json")]
pub struct Arguments {}

/// Prints the schema.
///
/// # Errors
/// Standard output cannot be written to.
pub fn run(_: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    screen.print_data(&crate::export::schema::write())?;
    Ok(Exit::Done)
}
