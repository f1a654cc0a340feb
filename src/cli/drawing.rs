//! From a request of a report to a picture: what `embed` and `mdbook` share.

use crate::Compiled;
use crate::cli::arguments;
use crate::cli::compiled;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::draw::text::FontMeasure;
use crate::draw::theme::{THEMES, Theme, actor_colors};
use crate::embed::request::{Origin, Request};
use crate::export::picture::{self, Picture};
use crate::layout::{LAYOUTS, Options};
use crate::timeline::{Kind, Timeline};
use std::path::{Path, PathBuf};

/// The text of the events that a request names, and what findings call it.
///
/// `report` is the file that the request stands in.
///
/// # Errors
/// The event file cannot be read.
pub fn events(request: &Request, report: &Path) -> Result<(String, String), Failure> {
    match &request.origin {
        Origin::Here(text) => Ok((files::name(report), text.clone())),
        Origin::File(file) => {
            let path = beside(report, file);
            Ok((files::name(&path), files::read(&path)?))
        }
    }
}

/// A path that a report names, from where the program runs.
pub fn beside(report: &Path, file: &str) -> PathBuf {
    report.parent().map_or_else(|| PathBuf::from(file), |folder| folder.join(file))
}

/// Draws what a request asks for.
///
/// # Errors
/// An option has a value that it cannot have, or there is nothing to draw: one sentence.
pub fn draw(compiled: &Compiled, request: &Request) -> Result<String, Failure> {
    let (options, theme) = options(&compiled.timeline, request)?;
    crate::draw(compiled, &options, theme).map_err(|nothing| {
        let events = compiled::counted(nothing.events, "event");
        Failure::new(format!("there is nothing to draw: {events}, and none is left"))
    })
}

/// Draws what a request asks for as PDF; nothing if this build leaves PDF out.
///
/// # Errors
/// As [`draw`].
pub fn draw_pdf(compiled: &Compiled, request: &Request) -> Result<Option<Vec<u8>>, Failure> {
    let (options, theme) = options(&compiled.timeline, request)?;
    let measure = FontMeasure::new();
    let page = crate::arrange_with(compiled, &options, &measure)
        .map_err(|_| Failure::new("there is nothing to draw"))?;
    let colors = actor_colors(&compiled.timeline, theme);
    let picture = Picture {
        pages: &[page],
        colors: &|actor| colors.get(actor.0 as usize).cloned(),
        theme,
        measure: &measure,
        as_paths: false,
        dpi: 96.0,
    };
    let written = picture::find("pdf").and_then(|format| (format.write)(&picture).ok());
    Ok(written.and_then(|written| written.files.into_iter().next()))
}

fn options(timeline: &Timeline, request: &Request) -> Result<(Options, &'static Theme), Failure> {
    let wrong = |key: &str, reason: String| Failure::new(format!("`{key}`: {reason}"));
    let mut options = Options::default();
    let mut theme = &THEMES[0];
    for (key, value) in &request.options {
        match *key {
            "layout" => {
                let found = LAYOUTS.iter().find(|(name, _)| name == value);
                options.design =
                    found.ok_or_else(|| wrong(key, one_of(value, LAYOUTS.iter().map(|l| l.0))))?.1;
            }
            "theme" => {
                theme = Theme::named(value).ok_or_else(|| {
                    wrong(key, one_of(value, THEMES.iter().map(|theme| theme.name)))
                })?;
            }
            "width" => {
                let width = arguments::width_px(value);
                options.width_px = Some(width.map_err(|reason| wrong(key, reason))?);
            }
            "from" | "to" => {
                let reading = arguments::date(value).map_err(|reason| wrong(key, reason))?;
                if *key == "from" {
                    options.filter.from = reading.civil.first;
                } else {
                    options.filter.to = reading.civil.last;
                }
            }
            "actor" | "focus" => {
                for name in value.split(',').map(str::trim) {
                    let actor = compiled::actor(timeline, name)?;
                    if *key == "focus" {
                        options.focus.push(actor);
                    } else {
                        options.filter.actors.push(actor);
                    }
                }
            }
            "pin" => {
                options.pins = compiled::pins(timeline, value.split(',').map(str::trim))?;
            }
            "kind" => {
                for word in value.split(',').map(str::trim) {
                    let found = Kind::ALL.iter().find(|(_, known)| *known == word);
                    let kinds = Kind::ALL.iter().map(|(_, known)| *known);
                    let (kind, _) = found.ok_or_else(|| wrong(key, one_of(word, kinds)))?;
                    options.filter.kinds.push(*kind);
                }
            }
            _ => {}
        }
    }
    Ok((options, theme))
}

fn one_of<'a>(value: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    format!("there is no `{value}`; there are {}", known.join(", "))
}
