//! `demarche init`: an event file to start from.

use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::screen::Screen;
use std::path::PathBuf;

/// The event file that is written: it explains itself, and checks clean.
pub const STARTER: &str = include_str!("starter.yaml");

/// Write an event file to start from
///
/// It is small, explains itself in comments, and checks clean.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche init
  demarche init timelines/talks.yaml
  demarche init -                      to standard output")]
pub struct Arguments {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "timeline.yaml")]
    file: PathBuf,

    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
}

/// Writes the file and says what to do next.
///
/// # Errors
/// The file exists, or it cannot be written.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let file = &arguments.file;
    if files::is_stream(file) {
        screen.print_data(STARTER)?;
        return Ok(Exit::Done);
    }
    let name = files::name(file);
    if arguments.force {
        files::write(file, STARTER)?;
    } else {
        files::write_new(file, STARTER).map_err(|failure| {
            if file.exists() { failure.help("`--force` replaces it") } else { failure }
        })?;
    }
    screen.talk(&format!("wrote {name}\nnext: demarche render {name}\n"));
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::STARTER;
    use crate::diagnostic::Severity;

    #[test]
    fn the_starter_checks_clean() {
        let load = &mut |_: &str| Err("it includes nothing".to_owned());
        let compiled = crate::compile("timeline.yaml", STARTER.to_owned(), load);
        assert!(compiled.readable);
        let weighty = compiled.findings.iter().filter(|found| found.severity < Severity::Note);
        assert_eq!(weighty.count(), 0, "{:#?}", compiled.findings);
    }
}
