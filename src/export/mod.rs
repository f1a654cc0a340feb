//! Other formats: one file a format, one table.
//!
//! A format takes a timeline with what is known of its order and gives a text. The same timeline gives the
//! same bytes. Pictures have a table of their own, in [`picture`]; a text may hold one.

pub mod dot;
pub mod escape;
pub mod evidence;
pub mod gallery;
pub mod html;
pub mod instant;
pub mod json;
pub mod picture;
#[cfg(feature = "png")]
pub mod png;
pub mod schema;
pub mod yaml;

use crate::diagnostic::Files;
use crate::graph::EventGraph;
use crate::order::OrderNetwork;
use crate::timeline::Timeline;

/// What is exported.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The texts that the timeline was read from.
    pub files: &'a Files,
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its graph.
    pub graph: &'a EventGraph,
    /// Its temporal network.
    pub order: &'a OrderNetwork,
}

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes it.
    pub write: fn(Subject<'_>) -> String,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format {
        name: "dot",
        extension: "dot",
        summary: "the graph of events, for Graphviz",
        write: dot::write,
    },
    Format {
        name: "evidence",
        extension: "md",
        summary: "event by source, with words, place and check, as a Markdown table",
        write: evidence::markdown,
    },
    Format {
        name: "evidence-csv",
        extension: "csv",
        summary: "the same for a spreadsheet",
        write: evidence::csv,
    },
    Format {
        name: "evidence-latex",
        extension: "tex",
        summary: "the same for LaTeX",
        write: evidence::latex,
    },
    Format {
        name: "evidence-typst",
        extension: "typ",
        summary: "the same for Typst",
        write: evidence::typst,
    },
    Format {
        name: "html",
        extension: "html",
        summary: "a page with the picture and everything behind it, in one file",
        write: html::write,
    },
    Format {
        name: "json",
        extension: "json",
        summary: "the timeline as understood, for programs",
        write: json::write,
    },
    Format {
        name: "yaml",
        extension: "yaml",
        summary: "one event file with every include and relative date worked in",
        write: yaml::write,
    },
];

/// The format of a name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
