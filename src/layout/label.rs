//! The words beside an event: title, quotation, note, place, status and source numbers, wrapped into lines.

use crate::layout::direction::{bare, is_flush_right, is_right_to_left, join, line_of};
use crate::layout::marks::is_date_struck;
use crate::layout::spacing::{
    ASCENT, DESCENT, EVENT, META, MIDDLE_TO_BASELINE, NOTE, QUOTE, line_px,
};
use crate::layout::wrap::{Line, wrap};
use crate::layout::{Ink, Measure, Point, Rect, Shape, Text, TextAnchor, TextStyle, words};
use crate::timeline::{Event, EventId, Timeline};

/// A line of a label, relative to the label's own corner.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    line: Line,
    style: TextStyle,
    ink: Ink,
    /// From the label's left edge; from its right edge, for a line of a text that runs right to left.
    dx: f64,
    /// Whether it ends at the right edge of the label.
    flush_right: bool,
    /// Baseline, from the middle of the first line.
    dy: f64,
    /// Struck through: it no longer holds.
    struck: bool,
}

/// Thickness of the line that strikes a text through, px, and its height above the baseline, em.
const STRIKE_PX: f64 = 1.1;
const STRIKE_EM: f64 = 0.28;

/// A wrapped label. Its origin is the left end of the first line, at the line's middle, where its mark stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pieces: Vec<Piece>,
    /// Width of the widest line, px.
    pub width_px: f64,
    /// How far it reaches above its origin, px.
    pub above_px: f64,
    /// How far it reaches below its origin, px.
    pub below_px: f64,
}

/// What all labels of a picture have in common.
pub struct Labels<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Measures the texts.
    pub measure: &'a dyn Measure,
    /// Number of each source in the list below the picture; empty when there is only one source.
    pub source_numbers: Vec<Option<usize>>,
    /// Whether the clock time or part of the day is part of the label.
    pub with_time: bool,
    /// Whether the whole date is, where no heading gives it.
    pub with_date: bool,
}

impl Labels<'_> {
    /// The label of an event, no wider than `width_px`; with its place, unless the reader knows it already.
    pub fn label(&self, id: EventId, with_place: bool, width_px: f64) -> Label {
        let event = self.timeline.event(id);
        let mut label = Label { pieces: Vec::new(), width_px: 0.0, above_px: 0.0, below_px: 0.0 };
        let mut numbers = vec![self.numbers(event)];
        numbers.extend(words::signs(event).into_iter().map(str::to_owned));
        numbers.retain(|part| !part.is_empty());
        let numbers = numbers.join("\u{a0}");
        self.add_title(&mut label, &event.title, &numbers, width_px);
        if let Some(quote) = &event.quote {
            self.add(&mut label, &words::quoted(&quote.value), QUOTE, Ink::Body, width_px);
        }
        if let Some(note) = event.note.as_deref() {
            self.add(&mut label, note, NOTE, Ink::Body, width_px);
        }
        if is_date_struck(event) {
            self.add_struck_date(&mut label, id, width_px);
        }
        self.add(&mut label, &self.meta(id, with_place), META, Ink::Muted, width_px);
        if let Some(accounts) = words::accounts(self.timeline, event) {
            self.add(&mut label, &accounts, META, Ink::Muted, width_px);
        }
        label.above_px = EVENT.size_px * (ASCENT - MIDDLE_TO_BASELINE);
        label
    }

    /// Numbers of the event's sources: `[1, 3]`.
    fn numbers(&self, event: &Event) -> String {
        let mut numbers: Vec<usize> = event
            .citations
            .iter()
            .filter_map(|c| self.source_numbers.get(c.source.0 as usize).copied().flatten())
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        if numbers.is_empty() { String::new() } else { format!("[{}]", numbers.join(",")) }
    }

    /// The date that no longer held, struck through, and what became of it.
    fn add_struck_date(&self, label: &mut Label, id: EventId, width_px: f64) {
        let event = self.timeline.event(id);
        let Some(reading) = event.reading() else { return };
        for line in wrap(&self.timeline.printer.date(&reading.civil), META, width_px, self.measure)
        {
            let dy = next_baseline(label, META);
            label.push(line, META, Ink::Muted, 0.0, dy);
            if let Some(piece) = label.pieces.last_mut() {
                piece.struck = true;
            }
        }
        let status = words::event_status(event).unwrap_or_default();
        let words = match words::new_date(self.timeline, id) {
            Some(date) => format!("{status}: {date}"),
            None => status.to_owned(),
        };
        let words_px = self.measure.width_px(&words, META);
        match label.pieces.last().map(|last| (last.line.width_px + 6.0, last.dy)) {
            Some((dx, dy)) if dx + words_px <= width_px => {
                let line = Line { text: words, width_px: words_px };
                label.push(line, META, Ink::Muted, dx, dy);
            }
            Some(_) | None => self.add(label, &words, META, Ink::Muted, width_px),
        }
    }

    /// Place, length, status, roles.
    fn meta(&self, id: EventId, with_place: bool) -> String {
        let event = self.timeline.event(id);
        let mut parts: Vec<String> = Vec::new();
        if self.with_time && !self.with_date && event.reading().is_some() {
            parts.push(words::time_of_day(self.timeline, event));
            parts.retain(|part| !part.is_empty());
        }
        if let Some(reading) = event.reading().filter(|_| self.with_date) {
            parts.push(self.timeline.printer.full(&reading.civil));
        }
        parts.extend(words::face_date(self.timeline, id));
        if let Some(place) = event.place.filter(|_| with_place) {
            parts.push(self.timeline.place(place).name.to_string());
        }
        let has_clocks = event.reading().is_some_and(|r| r.civil.last_clock.is_some());
        parts.extend(
            event.duration.as_ref().filter(|_| !has_clocks).map(|d| words::duration(d.value)),
        );
        let status = words::event_status(event).filter(|_| !is_date_struck(event));
        parts.extend(status.map(str::to_owned));
        for participant in &event.participants {
            if let (crate::timeline::Party::Actor(id), Some(role)) =
                (participant.party, participant.role.as_deref())
            {
                parts.push(format!("{}: {role}", self.timeline.actor(id).label()));
            }
        }
        if let Some(language) = event.translated_from.as_deref() {
            parts.push(format!("translated from {language}"));
        }
        if parts.is_empty() {
            return String::new();
        }
        // The dot stays at the end of a line. The line runs the way that the title does; in one that runs to the
        // left, a day would else stand behind its month.
        let (mut runs, is_backwards) = ("", is_right_to_left(&event.title));
        if is_backwards {
            runs = "\u{200f}";
            for part in parts.iter_mut().filter(|part| part.starts_with(char::is_numeric)) {
                part.insert(0, '\u{200e}');
            }
        }
        format!("{runs}{}", join(&parts, "\u{a0}· "))
    }

    fn add_title(&self, label: &mut Label, title: &str, numbers: &str, width_px: f64) {
        if numbers.is_empty() {
            self.add(label, title, EVENT, Ink::Strong, width_px);
            return;
        }
        // The numbers stick to the last word; they are wrapped with the title and then set smaller.
        let lines = wrap(&format!("{title}\u{a0}{numbers}"), EVENT, width_px, self.measure);
        for line in lines {
            let backwards = is_flush_right(&line.text);
            match bare(&line.text).strip_suffix(numbers).map(str::trim_end) {
                Some(words) => {
                    let dy = next_baseline(label, EVENT);
                    let words_px = self.measure.width_px(words, EVENT);
                    let words = Line { text: line_of(words, backwards), width_px: words_px };
                    let numbers_px = self.measure.width_px(numbers, META);
                    let tail = Line { text: line_of(numbers, backwards), width_px: numbers_px };
                    let dx = if words_px > 0.0 { words_px + 4.0 } else { 0.0 };
                    if words_px > 0.0 {
                        label.push(words, EVENT, Ink::Strong, 0.0, dy);
                    }
                    label.push(tail, META, Ink::Muted, dx, dy);
                }
                None => {
                    let dy = next_baseline(label, EVENT);
                    label.push(line, EVENT, Ink::Strong, 0.0, dy);
                }
            }
        }
    }

    fn add(&self, label: &mut Label, text: &str, style: TextStyle, ink: Ink, width_px: f64) {
        for line in wrap(text, style, width_px, self.measure) {
            let dy = next_baseline(label, style);
            label.push(line, style, ink, 0.0, dy);
        }
    }
}

fn next_baseline(label: &Label, style: TextStyle) -> f64 {
    match label.pieces.last() {
        // Lines of one style keep their own distance; a change of style takes the mean of both.
        Some(last) => last.dy + (line_px(last.style) + line_px(style)) / 2.0,
        None => style.size_px * MIDDLE_TO_BASELINE,
    }
}

impl Label {
    fn push(&mut self, line: Line, style: TextStyle, ink: Ink, dx: f64, dy: f64) {
        self.width_px = self.width_px.max(dx + line.width_px);
        self.below_px = self.below_px.max(dy + style.size_px * DESCENT);
        let flush_right = is_flush_right(&line.text);
        self.pieces.push(Piece { line, style, ink, dx, flush_right, dy, struck: false });
    }

    /// Height from the highest to the lowest ink, px.
    pub fn height_px(&self) -> f64 {
        self.above_px + self.below_px
    }

    /// The label's lines with its origin at `origin`; those that run right to left end at its right edge.
    pub fn shapes(&self, origin: Point) -> impl Iterator<Item = Shape> + '_ {
        let strikes = self.pieces.iter().filter(|piece| piece.struck).map(move |piece| {
            let y = origin.y + piece.dy - piece.style.size_px * STRIKE_EM - STRIKE_PX / 2.0;
            let x = if piece.flush_right {
                origin.x + self.width_px - piece.dx - piece.line.width_px
            } else {
                origin.x + piece.dx
            };
            let rect = Rect { x, y, width: piece.line.width_px, height: STRIKE_PX };
            Shape::Fill { rect, corner_px: 0.0, ink: Ink::Muted }
        });
        strikes.chain(self.pieces.iter().map(move |piece| {
            let (x, anchor) = if piece.flush_right {
                (origin.x + self.width_px - piece.dx, TextAnchor::End)
            } else {
                (origin.x + piece.dx, TextAnchor::Start)
            };
            Shape::Text(Text {
                at: Point { x, y: origin.y + piece.dy },
                anchor,
                turn_deg: 0,
                style: piece.style,
                ink: piece.ink,
                text: piece.line.text.clone(),
                width_px: piece.line.width_px,
            })
        }))
    }
}
