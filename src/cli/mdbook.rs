//! `demarche mdbook`: a preprocessor of mdBook that draws the timelines of a book into its pages.

use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;
use crate::cli::{compiled, drawing, files};
use crate::diagnostic::Severity;
use crate::embed::inline::inline;
use crate::embed::mdbook::{Wanted, rewrite, sources};
use std::path::{Path, PathBuf};

/// Draw the timelines of an mdBook, as its preprocessor
///
/// mdBook calls it when `book.toml` has the two lines
///
/// ```toml
/// [preprocessor.timeline]
/// command = "demarche mdbook"
/// ```
///
/// Blocks between fences (```timeline) and images of event files become pictures in the page, with text that can be
/// searched and selected. A timeline that cannot be drawn ends the build with a message.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    #[command(subcommand)]
    question: Option<Question>,
}

#[derive(Debug, clap::Subcommand)]
enum Question {
    /// Whether a renderer is supported: the exit code says it
    Supports {
        /// Name of the renderer
        renderer: String,
    },
}

/// Answers mdBook's question, or rewrites the book on standard input.
///
/// # Errors
/// The input is no book, or a timeline cannot be drawn.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    if let Some(Question::Supports { renderer }) = &arguments.question {
        // Pictures stand in the page as HTML; a renderer for something else shows the blocks as they are.
        return Ok(if renderer == "html" { Exit::Done } else { Exit::Found });
    }
    let input = files::read(Path::new("-"))?;
    let folder = sources(&input).map_or_else(PathBuf::new, PathBuf::from);
    let mut draw = |wanted: &Wanted<'_>| {
        let chapter = folder.join(wanted.chapter);
        let place = format!("{}:{}", files::name(&chapter), wanted.line);
        let drawn = one(wanted, &chapter, screen);
        drawn.map_err(|failure| match failure.help {
            Some(help) => format!("{place}: {}; {help}", failure.message),
            None => format!("{place}: {}", failure.message),
        })
    };
    let book = rewrite(&input, &mut draw).map_err(Failure::new)?;
    screen.print_data(&book)?;
    Ok(Exit::Done)
}

fn one(wanted: &Wanted<'_>, chapter: &Path, screen: &Screen) -> Result<String, Failure> {
    let (name, text) = drawing::events(wanted.request, chapter)?;
    let compiled = crate::compile(&name, text, &mut files::read_named);
    compiled::print_findings(&compiled, Severity::Warning, screen);
    if !compiled.readable {
        return Err(compiled::unreadable(&name));
    }
    let svg = drawing::draw(&compiled, wanted.request)?;
    let svg = inline(&svg, wanted.number);
    // On a narrow page the picture becomes smaller as a whole.
    Ok(svg.replacen("<svg ", "<svg style=\"max-width:100%;height:auto\" ", 1))
}
