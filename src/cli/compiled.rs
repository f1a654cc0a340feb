//! From a path on the command line to a compiled timeline: what every verb does first.

use crate::Compiled;
use crate::cli::failure::{Failure, nearest};
use crate::cli::files;
use crate::cli::screen::Screen;
use crate::diagnostic::json::Summary;
use crate::diagnostic::{Diagnostic, Severity, text};
use crate::layout::Pin;
use crate::timeline::{ActorId, EventId, SourceId, Timeline};
use std::path::Path;

/// Reads and compiles an event file, whatever is wrong in it.
///
/// # Errors
/// The file cannot be read.
pub fn compile(path: &Path) -> Result<Compiled, Failure> {
    let source = files::read(path)?;
    Ok(crate::compile(&files::name(path), source, &mut files::read_named))
}

/// Reads and compiles an event file, and insists that there is something in it to work with.
///
/// Findings that make the answer doubtful are counted on standard error, not printed: that is what
/// `demarche check` is for.
///
/// # Errors
/// The file cannot be read, or nothing in it was understood; the findings have then been printed.
pub fn usable(path: &Path, screen: &Screen) -> Result<Compiled, Failure> {
    let compiled = compile(path)?;
    let name = files::name(path);
    if !compiled.readable {
        print_findings(&compiled, Severity::Error, screen);
        return Err(unreadable(&name));
    }
    let errors = Summary::of(&compiled.findings).errors;
    if errors > 0 {
        let them = if errors == 1 { "it" } else { "them" };
        let errors = counted(errors, "error");
        screen.talk(&format!("{errors} in {name}; `demarche check {name}` shows {them}\n"));
    }
    Ok(compiled)
}

/// The failure of a file that nothing could be made of.
pub fn unreadable(name: &str) -> Failure {
    Failure::new(format!("nothing in `{name}` can be read as a timeline"))
        .help("`demarche init` writes an event file to start from")
}

/// How many findings are told beside a picture: more is for `demarche check`.
const TOLD: usize = 20;

/// Prints the findings of at least this weight to standard error, the heaviest first where there are many.
pub fn print_findings(compiled: &Compiled, least: Severity, screen: &Screen) {
    let mut chosen: Vec<&Diagnostic> =
        compiled.findings.iter().filter(|finding| finding.severity <= least).collect();
    if chosen.is_empty() {
        return;
    }
    let untold = chosen.len().saturating_sub(TOLD);
    if untold > 0 {
        chosen.sort_by_key(|finding| finding.severity);
        chosen.truncate(TOLD);
    }
    let told: Vec<Diagnostic> = chosen.into_iter().cloned().collect();
    screen.talk(&text::render(&compiled.files, &told, screen.err_color));
    screen.talk("\n");
    if untold > 0 {
        let more = counted(untold, "more finding");
        screen.talk(&format!("{more}; `demarche check` tells all\n"));
    }
}

/// The findings of at least this weight, in their order.
pub fn weighty(findings: &[Diagnostic], least: Severity) -> Vec<Diagnostic> {
    findings.iter().filter(|d| d.severity <= least).cloned().collect()
}

/// `1 error`, `2 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The event with an id.
///
/// # Errors
/// There is none; names the nearest.
pub fn event(timeline: &Timeline, key: &str) -> Result<EventId, Failure> {
    let found = timeline.event_ids().find(|&id| timeline.event(id).key == key);
    found.ok_or_else(|| {
        let keys = timeline.events.iter().map(|event| event.key.as_str());
        Failure::new(format!("there is no event `{key}`")).did_you_mean(nearest(key, keys))
    })
}

/// The source with an id.
///
/// # Errors
/// There is none; names the nearest.
pub fn source(timeline: &Timeline, key: &str) -> Result<SourceId, Failure> {
    let found = timeline.sources.iter().position(|source| source.key == key);
    found.map(|index| SourceId(index as u32)).ok_or_else(|| {
        let keys = timeline.sources.iter().map(|source| source.key.as_str());
        Failure::new(format!("there is no source `{key}`")).did_you_mean(nearest(key, keys))
    })
}

/// The actor with an id.
///
/// # Errors
/// There is none; names the nearest.
pub fn actor(timeline: &Timeline, key: &str) -> Result<ActorId, Failure> {
    let found = timeline.actor_ids().find(|&id| timeline.actor(id).key == key);
    found.ok_or_else(|| {
        let keys = timeline.actors.iter().map(|actor| actor.key.as_str());
        Failure::new(format!("there is no actor `{key}`")).did_you_mean(nearest(key, keys))
    })
}

/// The order that life lines are to keep, from the words of an option: ids, and `...` for everyone else.
///
/// # Errors
/// An actor is not there, or a word stands twice.
pub fn pins<'a>(
    timeline: &Timeline,
    words: impl Iterator<Item = &'a str>,
) -> Result<Vec<Pin>, Failure> {
    let mut pins: Vec<Pin> = Vec::new();
    for word in words {
        let pin = match word {
            "..." | "…" => Pin::Others,
            key => Pin::Actor(actor(timeline, key)?),
        };
        if pins.contains(&pin) {
            return Err(Failure::new(format!("`{word}` is pinned twice")));
        }
        pins.push(pin);
    }
    Ok(pins)
}
