//! Timelines of negotiations: an event file becomes a checked order and a picture.
//!
//! One way leads through the house, and each stage is a room of its own:
//!
//! ```text
//!  text ──source──▶ Document ──resolve──▶ Timeline ──graph──▶ EventGraph ──order──▶ OrderNetwork
//!                                             │                   │                     │
//!                                             └────── check ◀─────┴─────────────────────┘ ──▶ [Diagnostic]
//!                                             │
//!                                             └────── layout ──▶ Layout (geometry) ──draw──▶ SVG ──export──▶ …
//! ```
//!
//! - [`source`] reads YAML into spanned documents and knows no date;
//! - [`date`] reads dates into four bounds and knows no file;
//! - [`timeline`] holds what was understood, as plain data; [`timeline::resolve`] makes it;
//! - [`graph`] is the petgraph of events and actors;
//! - [`order`] proves what came first; [`commitments`] tells what became of what was announced;
//! - [`check`] says what is wrong, [`diagnostic`] prints it;
//! - [`quotation`] says whether words stand in a text; [`prose`] reads English; [`draft`] makes an event file of an article;
//! - [`layout`] is geometry without colour; [`mod@draw`] puts it on paper with plotters;
//! - [`export`] writes other formats; [`embed`] finds the timelines of reports and shows their pictures there;
//! - [`cli`] is the only room that touches files, terminal and environment.
//!
//! Imports go down only: `cli` sees everything; `export` → `draw` → `layout` → `order`, `graph`, `timeline`, `date`;
//! `check` and `layout` never meet. `tests/house.rs` holds this against the code.
//!
//! # Example
//!
//! Reads, checks, orders and draws without touching a file:
//!
//! ```
//! use demarche::{compile, draw};
//! use demarche::order::Verdict;
//!
//! let text = "
//! title: Two meetings
//! timezone: Europe/Zurich
//! actors:
//!   kerry: { name: John Kerry }
//!   lavrov: { name: Sergei Lavrov }
//! events:
//!   - { id: talks, kind: meeting, date: 2013-09-12, title: Talks open, actors: [kerry, lavrov] }
//!   - { id: deal, kind: agreement, date: 2013-09-14, title: Framework agreed, actors: [kerry, lavrov] }
//! ";
//! let compiled = compile("talks.yaml", text.to_string(), &mut |_| Err("no includes here".into()));
//! assert!(compiled.findings.is_empty());
//!
//! let talks = compiled.event("talks").unwrap();
//! let deal = compiled.event("deal").unwrap();
//! assert_eq!(compiled.order.order(talks, deal).verdict, Verdict::Certain);
//!
//! let svg = draw(&compiled, &Default::default(), &demarche::draw::theme::THEMES[0]).unwrap();
//! assert!(svg.starts_with("<svg") && svg.contains("Framework agreed"));
//! ```

pub mod check;
pub mod cli;
pub mod commitments;
pub mod date;
pub mod diagnostic;
pub mod draft;
pub mod draw;
pub mod embed;
pub mod export;
pub mod graph;
pub mod layout;
pub mod order;
pub mod prose;
pub mod quotation;
pub mod source;
pub mod timeline;

use crate::diagnostic::{Diagnostic, Files};
use crate::draw::text::FontMeasure;
use crate::draw::theme::{Theme, actor_colors};
use crate::graph::EventGraph;
use crate::layout::Layout;
use crate::order::OrderNetwork;
use crate::timeline::{EventId, Timeline};

/// An event file after every stage but drawing.
pub struct Compiled {
    /// The texts that were read.
    pub files: Files,
    /// What was understood.
    pub timeline: Timeline,
    /// Events and actors as a graph.
    pub graph: EventGraph,
    /// What came first, and why.
    pub order: OrderNetwork,
    /// Everything that was found, of reading and of checking, in reading order.
    pub findings: Vec<Diagnostic>,
    /// Whether there is a timeline to work with. If not, only `files` and `findings` mean anything.
    pub readable: bool,
}

/// Reads an event file, understands it and checks it.
///
/// `name` is what findings call the file; `load` fetches the text of an included file by its path, relative to
/// the file that includes it, or says in words why it cannot. Broken input is no error here: what is wrong is in
/// [`Compiled::findings`].
pub fn compile(name: &str, text: String, load: &mut source::Loader<'_>) -> Compiled {
    let mut files = Files::default();
    let (documents, mut findings) = source::read(&mut files, name, text, load);
    let readable = !documents.is_empty();
    let (mut timeline, found) = timeline::resolve::resolve(documents);
    findings.extend(found);
    fetch_saved_texts(&mut timeline, &mut files, load);
    let graph = EventGraph::build(&timeline);
    let order = OrderNetwork::build(&timeline);
    findings.extend(check::check(&timeline, &graph, &order, &files));
    diagnostic::sort(&mut findings);
    Compiled { files, timeline, graph, order, findings, readable }
}

/// Fetches the saved texts of sources, which quotations and fingerprints are held against.
fn fetch_saved_texts(timeline: &mut Timeline, files: &mut Files, load: &mut source::Loader<'_>) {
    let mut known: Vec<(String, diagnostic::FileId)> = Vec::new();
    for source in &mut timeline.sources {
        let Some(text) = &source.text else { continue };
        let path = source::beside(&files.get(text.span.file).name, &text.value);
        if let Some((_, file)) = known.iter().find(|(name, _)| *name == path) {
            source.saved = Some(*file);
            continue;
        }
        match load(&path) {
            Ok(text) => {
                let file = files.add(&path, text);
                source.saved = Some(file);
                known.push((path, file));
            }
            Err(reason) => source.unread = reason.as_str().into(),
        }
    }
}

/// Arranges a compiled timeline: the geometry of its picture.
///
/// # Errors
/// [`layout::Nothing`] if there is no event to draw, or the filter leaves none.
pub fn arrange(compiled: &Compiled, options: &layout::Options) -> Result<Layout, layout::Nothing> {
    arrange_with(compiled, options, &FontMeasure::new())
}

/// Arranges a compiled timeline with fonts of the caller's.
///
/// # Errors
/// As [`arrange`].
pub fn arrange_with(
    compiled: &Compiled,
    options: &layout::Options,
    measure: &FontMeasure,
) -> Result<Layout, layout::Nothing> {
    layout::arrange(&compiled.timeline, &compiled.order, options, measure)
}

/// Puts an arranged timeline on paper and gives the text of the SVG.
pub fn paint(compiled: &Compiled, layout: &Layout, theme: &Theme) -> String {
    let colors = actor_colors(&compiled.timeline, theme);
    draw::draw(layout, &|actor| colors.get(actor.0 as usize).cloned(), theme)
}

/// Draws a compiled timeline: [`arrange`], then [`paint`].
///
/// # Errors
/// [`layout::Nothing`] if there is no event to draw, or the filter leaves none.
pub fn draw(
    compiled: &Compiled,
    options: &layout::Options,
    theme: &Theme,
) -> Result<String, layout::Nothing> {
    arrange(compiled, options).map(|layout| paint(compiled, &layout, theme))
}

impl Compiled {
    /// The same timeline, ordered and checked again after it was changed.
    pub fn checked_again(mut self) -> Compiled {
        self.graph = EventGraph::build(&self.timeline);
        self.order = OrderNetwork::build(&self.timeline);
        self.findings = check::check(&self.timeline, &self.graph, &self.order, &self.files);
        diagnostic::sort(&mut self.findings);
        self
    }

    /// What there is to draw: the timeline itself or, of one with very many events, a condensed one, with what its rows
    /// stand for.
    pub fn condensed(self, filter: &layout::Filter) -> (Compiled, Option<layout::Condensed>) {
        match layout::condensed::condensed(&self.timeline, &self.order, filter) {
            Some((timeline, condensed)) => {
                let graph = EventGraph::build(&timeline);
                let order = OrderNetwork::build(&timeline);
                (Compiled { timeline, graph, order, ..self }, Some(condensed))
            }
            None => (self, None),
        }
    }

    /// What a picture covers, in one line: `4–5 September 2016 · 9 events · 5 actors`.
    pub fn covers(&self, layout: &Layout) -> String {
        layout::words::covers(&self.timeline, layout)
    }

    /// The event with this id in the file.
    pub fn event(&self, key: &str) -> Option<EventId> {
        self.timeline.event_ids().find(|&id| self.timeline.event(id).key == key)
    }

    /// The actor with this id in the file.
    pub fn actor(&self, key: &str) -> Option<timeline::ActorId> {
        self.timeline.actor_ids().find(|&id| self.timeline.actor(id).key == key)
    }
}
