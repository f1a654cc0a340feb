//! Findings as text for people, in the manner of a compiler: the fact, the lines it is about, the remedy.
//!
//! Only the lines under a label are handed to the snippet renderer, for it reads everything that it is given;
//! an overlong line is cut to the piece around its label. Whatever a terminal would obey is made visible.

use crate::diagnostic::printable;
use crate::diagnostic::{Diagnostic, FileId, Files, Label, Severity, SourceFile, Span};
use annotate_snippets::renderer::{DEFAULT_EMPHASIS_STYLE, DEFAULT_NONE_STYLE};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// Labels further apart than so many lines are shown as two snippets.
const JOIN_LINES: usize = 500;
/// A line longer than so many bytes is cut to the piece around its label.
const LONG_LINE_BYTES: usize = 400;
/// How much of a cut line is kept before its label, and from there on, in bytes.
const KEPT_BYTES: (usize, usize) = (40, 100);

/// Prints findings in the order given, each followed by a blank line but the last.
pub fn render(files: &Files, diagnostics: &[Diagnostic], color: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&one(files, diagnostic, color));
        out.push('\n');
    }
    out
}

/// Prints an error that has no place in a file: the fact, and the remedy if there is one.
pub fn plain(message: &str, help: Option<&str>, color: bool) -> String {
    let message = printable::one_line(message);
    let title = Group::with_title(Level::ERROR.primary_title(&*message));
    let mut out = renderer(color).render(&[title]);
    if let Some(help) = help {
        let strong = if color { DEFAULT_EMPHASIS_STYLE } else { DEFAULT_NONE_STYLE };
        out.push_str(&format!("\n  = {strong}help{strong:#}: {}", printable::one_line(help)));
    }
    out.push('\n');
    out
}

fn renderer(color: bool) -> Renderer {
    if color { Renderer::styled() } else { Renderer::plain() }
}

fn one(files: &Files, diagnostic: &Diagnostic, color: bool) -> String {
    let message = printable::one_line(&diagnostic.message);
    let labels: Vec<_> = diagnostic.labels.iter().map(|l| printable::one_line(&l.text)).collect();
    let notes: Vec<_> = diagnostic.notes.iter().map(|n| printable::lines(n)).collect();
    let help = diagnostic.help.as_deref().map(printable::lines);
    let windows = windows(files, &diagnostic.labels);

    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&*message).id(diagnostic.code.0);
    let mut group = Group::with_title(title);
    for window in &windows {
        let annotations = window.marks.iter().map(|mark| {
            let kind = if diagnostic.labels[mark.label].primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let annotation = kind.span(mark.range.clone());
            let text = &labels[mark.label];
            if text.is_empty() { annotation } else { annotation.label(&**text) }
        });
        let snippet = Snippet::source(&window.text).line_start(window.first_line);
        group = group.element(snippet.path(&window.name).annotations(annotations));
    }
    let group = group
        .elements(notes.iter().map(|text| Level::NOTE.message(&**text)))
        .elements(help.as_deref().map(|text| Level::HELP.message(text)));
    let mut out = renderer(color).render(&[group]);
    for window in &windows {
        let Some(Cut { line, shown_column, true_column }) = &window.cut else { continue };
        let name = &window.name;
        let place = format!("{name}:{line}:{shown_column}");
        out = out.replacen(&place, &format!("{name}:{line}:{true_column}"), 1);
    }
    out
}

/// Some lines of one file, ready for the renderer.
struct Window {
    /// Name of the file.
    name: String,
    /// Number of the first line of `text`.
    first_line: usize,
    /// The lines; those that are not shown are left empty.
    text: String,
    marks: Vec<Mark>,
    /// Set when the line of the label that the header names was cut.
    cut: Option<Cut>,
}

/// The renderer counts columns in what it was given; in a cut line that is not the column of the file.
struct Cut {
    line: usize,
    shown_column: usize,
    true_column: usize,
}

/// A label's place in the text of a window.
struct Mark {
    range: Range<usize>,
    /// Index of the label.
    label: usize,
}

/// A label's place in a file: a line, and bytes of that line.
struct Place {
    label: usize,
    line: usize,
    bytes: Range<usize>,
}

/// The windows that show all labels, the one with the primary label first.
fn windows(files: &Files, labels: &[Label]) -> Vec<Window> {
    let mut by_file: Vec<(FileId, Vec<Place>)> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let place = place(files, label.span, index);
        match by_file.iter_mut().find(|(file, _)| *file == label.span.file) {
            Some((_, places)) => places.push(place),
            None => by_file.push((label.span.file, vec![place])),
        }
    }
    let mut windows = Vec::new();
    for (file, mut places) in by_file {
        places.sort_by_key(|p| (p.line, p.bytes.start, p.label));
        let clusters = places.chunk_by(|a, b| b.line - a.line <= JOIN_LINES);
        windows.extend(clusters.map(|cluster| window(files.get(file), cluster)));
    }
    let shows_primary = |w: &Window| w.marks.iter().any(|m| labels[m.label].primary);
    windows.sort_by_key(|w| !shows_primary(w));
    windows
}

/// Finds the line of a span. A span of several lines is shown by its first line.
fn place(files: &Files, span: Span, label: usize) -> Place {
    let file = files.get(span.file);
    let start = floor_char(&file.text, span.start as usize);
    let line = files.position(Span::new(span.file, start, start)).line;
    let range = file.line_range(line);
    let start = start.min(range.end);
    let end = floor_char(&file.text, span.end as usize).clamp(start, range.end);
    Place { label, line, bytes: start - range.start..end - range.start }
}

/// Builds the window of labels that stand near each other, sorted by line.
fn window(file: &SourceFile, places: &[Place]) -> Window {
    let first_line = places[0].line;
    let last_line = places[places.len() - 1].line;
    let mut window = Window {
        name: printable::one_line(&file.name).into_owned(),
        first_line,
        text: String::new(),
        marks: Vec::new(),
        cut: None,
    };
    let mut rest = places;
    for line in first_line..=last_line {
        let count = rest.iter().take_while(|p| p.line == line).count();
        let (here, later) = rest.split_at(count);
        // The renderer folds away longer stretches between labels, so they need no text.
        let near = line <= first_line + 2 || later.first().is_some_and(|p| p.line <= line + 2);
        if !here.is_empty() || near {
            add_line(&mut window, file, line, here);
        }
        window.text.push('\n');
        rest = later;
    }
    window
}

/// Adds a line and the marks on it.
fn add_line(window: &mut Window, file: &SourceFile, line: usize, places: &[Place]) {
    let text = &file.text[file.line_range(line)];
    let first = places.iter().min_by_key(|p| p.label);
    let kept = match first {
        _ if text.len() <= LONG_LINE_BYTES => 0..text.len(),
        Some(first) => {
            let from = floor_char(text, first.bytes.start.saturating_sub(KEPT_BYTES.0));
            from..floor_char(text, first.bytes.start + KEPT_BYTES.1)
        }
        None => 0..floor_char(text, KEPT_BYTES.1),
    };
    let line_start = window.text.len();
    if kept.start > 0 {
        window.text.push('…');
    }
    let base = window.text.len();
    window.text.extend(text[kept.clone()].chars().map(shown));
    if kept.end < text.len() {
        window.text.push('…');
    }
    let position = |at: usize| base + shown_len(&text[kept.start..at.clamp(kept.start, kept.end)]);
    if let Some(first) = first
        && kept.start > 0
        && window.cut.is_none()
    {
        let columns = |text: &str| text.chars().count() + 1;
        window.cut = Some(Cut {
            line,
            shown_column: columns(&window.text[line_start..position(first.bytes.start)]),
            true_column: columns(&text[..first.bytes.start]),
        });
    }
    let marks = places
        .iter()
        .map(|p| Mark { range: position(p.bytes.start)..position(p.bytes.end), label: p.label });
    window.marks.extend(marks);
}

/// A character of a source line as it is shown; a tab stays, the renderer knows its width.
fn shown(c: char) -> char {
    if c == '\t' { c } else { printable::visible(c) }
}

fn shown_len(text: &str) -> usize {
    text.chars().map(|c| shown(c).len_utf8()).sum()
}

/// The nearest place at or before `at` where a character begins.
fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
