//! `demarche gallery`: every layout of several event files, and a contact sheet of them.

use crate::cli::failure::{Exit, Failure};
use crate::cli::paper::Paper;
use crate::cli::screen::Screen;
use crate::cli::{compiled, files};
use crate::diagnostic::Severity;
use crate::export::gallery::{self, Entry};
use crate::layout::{LAYOUTS, Options};
use std::path::{Component, Path, PathBuf};

/// The contact sheet's name: what code hosts show of a folder.
const PAGE: &str = "README.md";

/// Draw event files in every layout, with a contact sheet
///
/// `talks.yaml` becomes `talks.svg`, `talks-horizontal.svg` and so on, and a page `README.md` shows them all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  demarche gallery timelines/*.yaml -o output/

Exit code: 0 drawn, 1 drawn although errors were found, 2 not everything could be drawn.")]
pub struct Arguments {
    /// Event files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The folder to write to
    #[arg(short, long, value_name = "FOLDER", default_value = "output")]
    output: PathBuf,

    #[command(flatten)]
    paper: Paper,
}

/// Draws every file and writes the contact sheet last.
///
/// # Errors
/// Two files have one name, or something can neither be read nor written.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let press = arguments.paper.prepare(None, screen)?;
    let stems = stems(&arguments.files)?;
    let folder = &arguments.output;
    files::make_folder(folder)?;
    let mut exit = press.exit;
    let mut entries = Vec::with_capacity(stems.len());
    for (path, stem) in arguments.files.iter().zip(&stems) {
        let mut compiled = compiled::compile(path)?;
        press.restyle(&mut compiled);
        compiled::print_findings(&compiled, Severity::Error, screen);
        if compiled.findings.iter().any(|finding| finding.severity == Severity::Error) {
            exit = exit.max(Exit::Found);
        }
        let name = files::name(path);
        if !compiled.readable {
            return Err(compiled::unreadable(&name));
        }
        let mut entry = Entry {
            title: compiled.timeline.title.to_string(),
            subtitle: String::new(),
            source: seen_from(folder, path),
            pictures: Vec::new(),
        };
        for (number, (layout, design)) in LAYOUTS.iter().enumerate() {
            let options = Options { design: *design, ..Options::default() };
            let empty = || Failure::new(format!("there is nothing to draw in `{name}`"));
            let arranged = press.arrange(&compiled, &options);
            let (whole, pages) = arranged.map_err(|failure| failure.unwrap_or_else(empty))?;
            if number == 0 {
                entry.subtitle = compiled.covers(&whole);
            }
            let suffix = if number == 0 { String::new() } else { format!("-{layout}") };
            for (page, bytes) in press.write(&compiled, &pages, screen)?.iter().enumerate() {
                let page = if pages.len() == 1 { String::new() } else { format!("-{}", page + 1) };
                let file = format!("{stem}{suffix}{page}.{}", press.format.name);
                files::write(&folder.join(&file), bytes)?;
                entry.pictures.push((file, layout));
            }
        }
        entries.push(entry);
    }
    let page = folder.join(PAGE);
    files::write(&page, gallery::write(&entries))?;
    let pictures = entries.iter().map(|entry| entry.pictures.len()).sum();
    let pictures = compiled::counted(pictures, "picture");
    screen.talk(&format!("wrote {pictures} and {}\n", files::name(&page)));
    Ok(exit)
}

/// The names of files without folder and extension.
///
/// # Errors
/// Two are the same, or one is standard input, which has none.
fn stems(paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let mut stems: Vec<String> = Vec::with_capacity(paths.len());
    for path in paths {
        let stem = path.file_stem().filter(|_| !files::is_stream(path));
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
        let stem =
            stem.ok_or_else(|| Failure::new("a gallery is made of files, which have names"))?;
        if stems.contains(&stem) {
            return Err(Failure::new(format!("two files would be drawn to `{stem}`")));
        }
        stems.push(stem);
    }
    Ok(stems)
}

/// A path as it is seen from a folder, where both are relative and go down only; else as it is.
fn seen_from(folder: &Path, path: &Path) -> String {
    let plain = |path: &Path| {
        path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
    };
    if !plain(folder) || !plain(path) {
        return path.display().to_string();
    }
    let depth = folder.components().filter(|part| matches!(part, Component::Normal(_))).count();
    format!("{}{}", "../".repeat(depth), path.display())
}

#[cfg(test)]
mod tests {
    use super::{seen_from, stems};
    use std::path::{Path, PathBuf};

    #[test]
    fn the_page_finds_the_event_file() {
        let seen = |folder: &str, path: &str| seen_from(Path::new(folder), Path::new(path));
        assert_eq!(seen("output/", "timelines/a.yaml"), "../timelines/a.yaml");
        assert_eq!(seen(".", "a.yaml"), "a.yaml");
        assert_eq!(seen("/tmp/x", "a.yaml"), "a.yaml");
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let paths = ["a/talks.yaml", "b/talks.yaml"].map(PathBuf::from);
        assert!(stems(&paths).is_err() && stems(&paths[..1]).is_ok());
        assert!(stems(&[PathBuf::from("-")]).is_err());
    }
}
