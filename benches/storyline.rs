//! How few crossings the line order needs on the storyline benchmark, and whether that is proved.
//!
//! `cargo bench --bench storyline -- [FILE…]`; with no file, every `.txt` of `../shared/benchmarks/storyline`. A
//! file has the number of actors and of layers in its first line, then a line a layer: the actors alive, `|`, and
//! the meetings, separated by `;`. One thread; seconds are of one run.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and its arguments")]

use demarche::layout::line_order::story::{Layer, Story};
use demarche::layout::line_order::{THOROUGH, solve};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn numbers(text: &str) -> Option<Vec<u16>> {
    text.split_whitespace().map(|word| word.parse().ok()).collect()
}

fn story(text: &str) -> Option<Story> {
    let layer = |line: &str| {
        let (alive, meetings) = line.split_once('|')?;
        let meetings = meetings.split(';').map(numbers).collect::<Option<Vec<_>>>()?;
        Some(Layer { alive: numbers(alive)?, meetings })
    };
    Story::new(text.lines().skip(1).map(layer).collect::<Option<Vec<_>>>()?)
}

/// The benchmark beside the project, if it is there.
fn benchmark() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/storyline");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files
}

fn main() {
    let arguments = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    let mut files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if files.is_empty() {
        files = benchmark();
    }
    if files.is_empty() {
        println!("no file given, and no benchmark in ../shared/benchmarks/storyline: skipped");
        return;
    }
    println!("{:<12} crossings  lower bound  proven  seconds", "instance");
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(story) = std::fs::read_to_string(&file).ok().as_deref().and_then(story) else {
            println!("{name:<12} is not a storyline instance");
            continue;
        };
        let start: Vec<u16> = (0..story.lines() as u16).collect();
        let clock = Instant::now();
        let found = solve(&story, &start, None, THOROUGH);
        let seconds = clock.elapsed().as_secs_f64();
        let valid = if story.admits(&found.orders) { "" } else { "  INVALID ORDER" };
        let quality = found.quality;
        println!(
            "{name:<12} {:>9} {:>12} {:>7} {seconds:>8.2}{valid}",
            quality.crossings,
            quality.lower_bound,
            if quality.proven { "yes" } else { "no" },
        );
    }
}
