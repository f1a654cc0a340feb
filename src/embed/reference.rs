//! What stands in a report to show a picture: marks of a comment around an image with its words.
//!
//! What is between the marks is the program's, and is written anew when it would differ. A report shows the
//! picture in its own language's way: a figure where there is a caption, an image where there is none.

use crate::embed::{Language, end_of_line};
use std::ops::Range;

/// What the first mark says.
const BEGIN: &str = "timeline: begin (written by `demarche embed`)";
/// How the first mark is recognised.
const BEGINS: &str = "timeline: begin";
/// What the last mark says.
const END: &str = "timeline: end";

/// Height of the text of a page, with room for a caption, mm: what is taller would be cut off.
const TALLEST_MM: f64 = 230.0;

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<'a> {
    /// Path of the picture, relative to the report, with `/` between its parts.
    pub path: &'a str,
    /// What is read to those who do not see it.
    pub alt: &'a str,
    /// The words under it.
    pub caption: Option<&'a str>,
    /// A name for cross-references.
    pub label: Option<&'a str>,
    /// Width and height, px.
    pub size_px: (f64, f64),
}

/// The reference as it stands behind a block: an empty line, the marks, the image between them.
pub fn write(language: Language, indent: &str, shown: &Shown<'_>) -> String {
    let image = match language {
        Language::Markdown => markdown(shown),
        Language::Html => html(shown),
        Language::Typst => typst(shown),
        Language::Latex => latex(shown),
        Language::Rst => rst(shown),
    };
    let gap = if language == Language::Rst { "\n" } else { "" };
    let begin = mark(language, BEGIN);
    let end = mark(language, END);
    let lines = format!("{begin}\n{gap}{image}\n{gap}{end}");
    let mut out = "\n".to_owned();
    if !indent.trim().is_empty() {
        // An empty line would end a quotation.
        out = format!("{}\n", indent.trim_end());
    }
    for line in lines.lines() {
        out.push_str(if line.is_empty() { indent.trim_end() } else { indent });
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The bytes from `at`, behind a block, to the end of the reference that stands there; empty if none does.
pub fn existing(report: &str, at: usize, language: Language) -> Range<usize> {
    let bare = |line: &str| line.trim_start_matches(['>', ' ', '\t']).trim_end().to_owned();
    let begins = mark(language, BEGINS);
    let begins = begins.trim_end_matches(" -->");
    let mut next = at;
    while next < report.len() {
        let end = end_of_line(report, next);
        let line = bare(&report[next..end]);
        if !line.is_empty() {
            if !line.starts_with(begins) {
                break;
            }
            let last = mark(language, END);
            let mut behind = end;
            while behind < report.len() {
                let end = end_of_line(report, behind);
                if bare(&report[behind..end]) == last {
                    return at..end;
                }
                behind = end;
            }
            break;
        }
        next = end;
    }
    at..at
}

fn mark(language: Language, words: &str) -> String {
    match language {
        Language::Markdown | Language::Html => format!("<!-- {words} -->"),
        Language::Typst => format!("// {words}"),
        Language::Latex => format!("% {words}"),
        Language::Rst => format!(".. {words}"),
    }
}

/// Text on one line: what a file says may have several.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Backslashes before characters that a language would obey.
fn escaped(text: &str, obeyed: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        if obeyed.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn escaped_html(text: &str) -> String {
    let text = one_line(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A path as an address: blanks and what would end it are written as `%20` and the like.
pub fn address(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '"' | '%' | '?' | '#' | '\\' | '`' => {
                out.push_str(&format!("%{:02X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}

fn markdown(shown: &Shown<'_>) -> String {
    // A caption stands in a Markdown text and is Markdown; a title comes from an event file and is none.
    let words = shown.caption.map_or_else(|| escaped(shown.alt, "\\[]*_`<>!$"), one_line);
    let label = shown.label.map_or(String::new(), |label| format!("{{#{label}}}"));
    format!("![{words}]({}){label}", address(shown.path))
}

fn html(shown: &Shown<'_>) -> String {
    let (width, height) = shown.size_px;
    let image = format!(
        "<img src=\"{}\" width=\"{width:.0}\" height=\"{height:.0}\" alt=\"{}\">",
        address(shown.path),
        escaped_html(shown.alt)
    );
    let label =
        shown.label.map_or(String::new(), |label| format!(" id=\"{}\"", escaped_html(label)));
    match shown.caption {
        Some(caption) => {
            let caption = escaped_html(caption);
            format!("<figure{label}>\n{image}\n<figcaption>{caption}</figcaption>\n</figure>")
        }
        None => image,
    }
}

fn typst(shown: &Shown<'_>) -> String {
    let string = |text: &str| format!("\"{}\"", escaped(text, "\\\""));
    let (path, alt) = (string(shown.path), string(shown.alt));
    let [width_mm, height_mm] = [shown.size_px.0, shown.size_px.1].map(|px| px / 96.0 * 25.4);
    let width_mm = width_mm * (TALLEST_MM / height_mm.max(1.0)).min(1.0);
    let image = format!("image({path}, width: {width_mm:.1}mm, alt: {alt})");
    let label = shown.label.map_or(String::new(), |label| format!(" <{label}>"));
    match shown.caption {
        Some(caption) => format!("#figure({image}, caption: {}){label}", string(caption)),
        None => format!("#{image}"),
    }
}

fn latex(shown: &Shown<'_>) -> String {
    // Without an extension: each engine takes the file that it can read.
    let path = shown.path.rsplit_once('.').map_or(shown.path, |(stem, _)| stem);
    let image = format!(
        "\\includegraphics[width=\\linewidth,height=0.9\\textheight,keepaspectratio]{{{path}}}"
    );
    match shown.caption {
        Some(caption) => {
            let label = shown.label.map_or(String::new(), |label| format!("\\label{{{label}}}"));
            let caption = crate::export::escape::latex(&one_line(caption));
            format!(
                "\\begin{{figure}}[htbp]\n\\centering\n{image}\n\\caption{{{caption}}}{label}\n\\end{{figure}}"
            )
        }
        None => image,
    }
}

fn rst(shown: &Shown<'_>) -> String {
    let directive = if shown.caption.is_some() { "figure" } else { "image" };
    let mut out = String::new();
    if let Some(label) = shown.label {
        out.push_str(&format!(".. _{label}:\n\n"));
    }
    let (alt, width) = (one_line(shown.alt), shown.size_px.0);
    out.push_str(&format!(
        ".. {directive}:: {}\n   :alt: {alt}\n   :width: {width:.0}px",
        shown.path
    ));
    if let Some(caption) = shown.caption {
        out.push_str(&format!("\n\n   {}", escaped(caption, "\\*`_|")));
    }
    out
}
