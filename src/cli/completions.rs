//! `demarche completions`: what a shell needs to complete the command line.

use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;
use clap::CommandFactory;
use clap_complete::Shell;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche completions bash > ~/.local/share/bash-completion/completions/demarche
  demarche completions fish > ~/.config/fish/completions/demarche.fish")]
pub struct Arguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions.
///
/// # Errors
/// Standard output cannot be written to.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    let mut command = super::Cli::command();
    clap_complete::generate(arguments.shell, &mut command, "demarche", &mut script);
    screen.print_data(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
