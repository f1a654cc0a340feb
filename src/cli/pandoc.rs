//! `demarche pandoc`: the filter by which pandoc and Quarto draw timelines.

use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;

/// Print the Lua filter that lets pandoc and Quarto draw timelines
///
/// With it, every format that pandoc writes (Word, PowerPoint, LaTeX, HTML, …) has the pictures of blocks between
/// fences (```timeline) and of images of event files. Nothing is written beside the document.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche pandoc > demarche.lua
  pandoc report.md --lua-filter demarche.lua -o report.docx

Quarto: `filters: [demarche.lua]` in the head of the document. In place of the filter, pandoc-ext/diagram can call the
program: `diagram: { engine: { timeline: { package: demarche } } }` beside demarche.lua.")]
pub struct Arguments {}

/// Prints the filter.
///
/// # Errors
/// Standard output cannot be written to.
pub fn run(_: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    screen.print_data(crate::embed::PANDOC_FILTER)?;
    Ok(Exit::Done)
}
