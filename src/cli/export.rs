//! `demarche export`: a timeline in another format.

use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;
use crate::cli::{compiled, files};
use crate::export::{FORMATS, Format, Subject};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::path::{Path, PathBuf};

/// Write an event file in another format
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche export talks.yaml --to json
  demarche export talks.yaml --to html -o talks.html
  demarche export talks.yaml --to evidence-csv -o evidence.csv
  demarche export talks.yaml --to dot | dot -Tsvg > graph.svg
  demarche export talks.yaml --to yaml -o talks-whole.yaml")]
pub struct Arguments {
    /// The event file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    to: String,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

fn format_parser() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(
        FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.summary)),
    )
}

/// Writes the format.
///
/// # Errors
/// The file cannot be read, or the result cannot be written.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let format: &Format = crate::export::find(&arguments.to)
        .ok_or_else(|| Failure::new(format!("there is no format `{}`", arguments.to)))?;
    let output = arguments.output.as_deref().filter(|path| !files::is_stream(path));
    if let Some(output) = output
        && !files::is_stream(&arguments.file)
        && files::identity(output) == files::identity(&arguments.file)
    {
        let name = files::name(&arguments.file);
        return Err(Failure::new(format!("the result would replace the event file `{name}`")));
    }
    let compiled = compiled::usable(&arguments.file, screen)?;
    let text = (format.write)(Subject {
        files: &compiled.files,
        timeline: &compiled.timeline,
        graph: &compiled.graph,
        order: &compiled.order,
    });
    match output {
        None => screen.print_data(&text)?,
        Some(output) => {
            let file = place(output, &arguments.file, format);
            files::write(&file, &text)?;
            screen.talk(&format!("wrote {}\n", files::name(&file)));
        }
    }
    Ok(Exit::Done)
}

/// The file to write: in a folder, it is named after the event file.
fn place(output: &Path, input: &Path, format: &Format) -> PathBuf {
    if !files::is_folder(output) {
        return output.to_owned();
    }
    let stem = if files::is_stream(input) { Some("stdin".as_ref()) } else { input.file_stem() };
    let mut name = stem.unwrap_or_default().to_owned();
    name.push(".");
    name.push(format.extension);
    output.join(name)
}
