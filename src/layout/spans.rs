//! Bars beside the life lines that say how long an event lasted, or within which time it lies, and how well its
//! limits are known.
//!
//! An event has a bar where its time reaches beyond its own row. A thick bar is an event that lasts; a thin one is a
//! single moment, or a few, somewhere within. Where a limit is not known exactly the bar fades: from the earliest
//! instant that the order network allows to the latest. An approximate date fades at both ends, an open end runs on
//! with an arrow head, and an end that nobody knows fades away.

use crate::date::Instant;
use crate::layout::scene::Scene;
use crate::layout::sequence::second;
use crate::layout::{FAINT, Ink, Orientation, Point, Rect, Shape, Stroke};
use crate::order::OrderNetwork;
use crate::timeline::EventId;
use std::ops::Range;

/// From one track of bars to the next, px.
pub const SPAN_TRACK_PX: f64 = 9.0;
/// At most so many tracks; bars that would need more are told in words.
const SPAN_TRACKS_MAX: usize = 4;
/// Thickness of a bar that lasts, and of one within which something lies, px.
const LASTS_PX: f64 = 5.0;
const WITHIN_PX: f64 = 2.5;
/// A bar whose end nobody knows fades away over this length, px.
const FADES_PX: f64 = 44.0;
/// Longest piece of one shade, px.
const STEP_PX: f64 = 3.0;
/// Length of the arrow at an open end, px.
const ARROW_PX: f64 = 9.0;

/// How an end of a bar is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    /// Between two instants; equal if it is known exactly.
    Between(Instant, Instant),
    /// It goes on beyond the picture.
    Open,
    /// Nobody knows; at least to this instant.
    Unknown(Option<Instant>),
}

/// Where the mark of a bar's event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    /// In this row.
    Row(usize),
    /// In a strip before or after this one.
    Earlier,
    Later,
}

/// A bar, before it has a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    own: Own,
    /// Whether the event lasts, as against lying somewhere within.
    pub lasts: bool,
    /// Rows that it stands beside.
    pub rows: Range<usize>,
    /// Track, 0 nearest to the life lines.
    pub track: usize,
    start: Limit,
    end: Limit,
    /// Whether it goes on in the next strip.
    goes_on: bool,
}

/// The bars of a picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spans {
    /// Those that are drawn, by row.
    pub drawn: Vec<Span>,
    /// Number of tracks in use.
    pub tracks: usize,
    /// Bars that no track was left for.
    pub left_out: usize,
}

/// Positions along the axis, for placing bars.
pub trait Along {
    /// Where an instant begins.
    fn start_px(&self, at: Instant) -> f64;
    /// Where what ends with an instant ends.
    fn end_px(&self, at: Instant) -> f64;
    /// Where a row's mark is.
    fn row_px(&self, row: usize) -> f64;
    /// From the first to the last position that a bar may take.
    fn limits_px(&self) -> (f64, f64);
}

/// When the dated rows begin, for finding the rows that a stretch of time covers.
pub struct Times {
    /// The latest of the earliest beginnings of a row and those above it, seconds.
    begins: Vec<i64>,
    /// The earliest of the latest beginnings of a row and those below it, seconds.
    begun: Vec<i64>,
}

impl Times {
    /// The beginnings of all rows that a date or a relation places.
    pub fn of(scene: &Scene<'_>, order: &OrderNetwork) -> Times {
        let dated = scene.dated_rows();
        let (mut begins, mut begun) = (Vec::with_capacity(dated), Vec::with_capacity(dated));
        let mut latest = i64::MIN;
        for row in 0..dated {
            let id = scene.sequence.rows[row];
            // What only a relation places stands where the rows above it have come to.
            let dated = scene.event(row).reading().and_then(|_| second(scene.timeline, order, id));
            latest = latest.max(dated.unwrap_or(i64::MIN));
            begins.push(latest);
            let bounds = order.bounds(id);
            begun.push(bounds.start_max.map_or(i64::MAX, |at| at.seconds()));
        }
        let mut earliest = i64::MAX;
        for at in begun.iter_mut().rev() {
            earliest = earliest.min(*at);
            *at = earliest;
        }
        Times { begins, begun }
    }

    /// Seconds of the rows that have a time; never before the row above.
    pub fn seconds(&self) -> &[i64] {
        &self.begins
    }

    /// The first row that does not begin before an instant.
    fn first_from(&self, at: Instant) -> usize {
        self.begins.partition_point(|&t| t < at.seconds())
    }

    /// The row after the last one that has certainly begun by an instant. A row that may lie before or after it
    /// does not count: a bar must not say that it lies within.
    fn first_after(&self, at: Instant) -> usize {
        self.begun.partition_point(|&t| t <= at.seconds())
    }
}

/// Positions where the axis is a sequence: instants lie between the rows before and after them.
pub struct Steps<'a> {
    /// When the rows begin.
    pub times: &'a Times,
    /// Position of each row's mark.
    pub rows: &'a [f64],
    /// Edges of the rows: one more than rows.
    pub edges: &'a [f64],
}

impl Along for Steps<'_> {
    fn start_px(&self, at: Instant) -> f64 {
        self.edges[self.times.first_from(at)]
    }

    fn end_px(&self, at: Instant) -> f64 {
        self.edges[self.times.first_after(at)]
    }

    fn row_px(&self, row: usize) -> f64 {
        self.rows[row]
    }

    fn limits_px(&self) -> (f64, f64) {
        (self.edges.first().copied().unwrap_or(0.0), self.edges.last().copied().unwrap_or(0.0))
    }
}

/// Chooses the events that have a bar and gives each a track.
///
/// An event that lasts has one if it reaches beyond its own row; one that lies somewhere within its date, if it
/// reaches beyond the rows under its own heading, which already says as much.
pub fn spans(scene: &Scene<'_>, order: &OrderNetwork, times: &Times) -> Spans {
    let mut spans = Spans::default();
    let dated = times.begins.len();
    let mut busy: Vec<usize> = Vec::new();
    let mut found: Vec<(usize, Span)> = (0..dated)
        .filter_map(|row| Some((row, span(scene, order, times, row)?)))
        .filter(|(row, span)| {
            let own = scene.group_of(*row);
            let tells = own.start > span.rows.start || own.end < span.rows.end;
            if span.lasts { span.rows.len() > 1 } else { tells }
        })
        .collect();
    found.sort_by_key(|(row, span)| (span.rows.start, *row));
    for (_, mut span) in found {
        let track = busy.iter().position(|&until| until <= span.rows.start);
        match track.or((busy.len() < SPAN_TRACKS_MAX).then_some(busy.len())) {
            Some(track) => {
                busy.resize(busy.len().max(track + 1), 0);
                busy[track] = span.rows.end;
                span.track = track;
                spans.drawn.push(span);
            }
            None => spans.left_out += 1,
        }
    }
    spans.tracks = busy.len();
    spans
}

fn span(scene: &Scene<'_>, order: &OrderNetwork, times: &Times, row: usize) -> Option<Span> {
    let id: EventId = scene.sequence.rows[row];
    let reading = scene.event(row).reading()?;
    let (hard, shown) = (order.bounds(id), reading.shown());
    let start_min = hard.start_min.or(reading.hard.start_min);
    let end_max = hard.end_max.or(reading.hard.end_max);
    // It lasts if it certainly had begun before it can have ended.
    let sure = hard.start_max.zip(hard.end_min).filter(|(from, to)| from < to);
    let lasts =
        sure.is_some() || (reading.civil.interval && reading.civil.first != reading.civil.last);
    let (inner_start, inner_end) = match sure {
        Some((from, to)) => (Some(from), Some(to)),
        None if lasts => (hard.start_max.or(hard.start_min), hard.end_min.or(hard.end_max)),
        None => (shown.start_min, shown.end_max),
    };
    let limit = |outer: Option<Instant>, inner: Option<Instant>, is_open: bool| match (outer, inner)
    {
        (Some(outer), Some(inner)) => Limit::Between(outer.min(inner), outer.max(inner)),
        (Some(outer), None) => Limit::Between(outer, outer),
        (None, _) if is_open => Limit::Open,
        (None, inner) => Limit::Unknown(inner),
    };
    let start = limit(start_min, inner_start, false);
    let end = limit(end_max, inner_end, reading.civil.ongoing);
    let dated = times.begins.len();
    let first = match start {
        Limit::Between(from, _) => times.first_from(from).min(row),
        Limit::Open => 0,
        Limit::Unknown(_) => row,
    };
    let last = match end {
        Limit::Between(_, to) => times.first_after(to).max(row + 1),
        Limit::Open => dated,
        // It fades away below its own row.
        Limit::Unknown(at) => {
            at.map_or(row + 1, |at| times.first_after(at)).max(row + 2).min(dated)
        }
    };
    let (own, rows) = (Own::Row(row), first..last.max(row + 1));
    Some(Span { own, lasts, rows, track: 0, start, end, goes_on: false })
}

impl Spans {
    /// The bars beside some of the rows, on the tracks that they have.
    pub fn within(&self, range: &Range<usize>) -> Spans {
        let drawn: Vec<Span> = self.drawn.iter().filter_map(|span| span.within(range)).collect();
        let tracks = drawn.iter().map(|span| span.track + 1).max().unwrap_or(0);
        Spans { drawn, tracks, left_out: self.left_out }
    }
}

impl Span {
    fn within(&self, range: &Range<usize>) -> Option<Span> {
        let Own::Row(row) = self.own else { return None };
        let rows = self.rows.start.max(range.start)..self.rows.end.min(range.end);
        // What fades away behind its own row has done so in the strip of that row.
        let has_faded = matches!(self.end, Limit::Unknown(_)) && self.rows.end <= row + 2;
        if rows.is_empty() || (row < range.start && has_faded) {
            return None;
        }
        let own = match row {
            row if row < range.start => Own::Earlier,
            row if row >= range.end => Own::Later,
            row => Own::Row(row - range.start),
        };
        let goes_on = self.rows.end > range.end;
        let rows = rows.start - range.start..rows.end - range.start;
        Some(Span { own, rows, goes_on, ..self.clone() })
    }

    /// Position of its event's mark, or the end of the strip that is nearest to it.
    fn own_px(&self, along: &dyn Along) -> f64 {
        let (first, last) = along.limits_px();
        match self.own {
            Own::Row(row) => along.row_px(row),
            Own::Earlier => first,
            Own::Later => last,
        }
    }

    /// Positions along the axis: where it begins, where it is sure, up to where it is sure, where it ends.
    fn profile(&self, along: &dyn Along) -> [f64; 4] {
        let (first, last) = along.limits_px();
        let own = self.own_px(along);
        let (mut outer_start, mut inner_start) = match self.start {
            Limit::Between(from, to) => (along.start_px(from), along.start_px(to)),
            Limit::Open => (first, first),
            Limit::Unknown(_) => (own - FADES_PX, own),
        };
        let (mut inner_end, mut outer_end) = match self.end {
            Limit::Between(from, to) => (along.start_px(from), along.end_px(to)),
            Limit::Open => (last, last),
            Limit::Unknown(at) => {
                let from = at.map_or(own, |at| along.end_px(at)).max(own);
                (from, from + FADES_PX)
            }
        };
        if !self.lasts {
            // A window whose limits are known has no soft end.
            if matches!(self.end, Limit::Between(from, to) if from == to) {
                inner_end = outer_end;
            }
            if matches!(self.start, Limit::Between(from, to) if from == to) {
                inner_start = outer_start;
            }
        }
        // What begins with its own row begins at its mark.
        if self.own == Own::Row(self.rows.start) {
            outer_start = own;
            inner_start = own;
        }
        outer_start = outer_start.clamp(first, last).min(own);
        inner_start = inner_start.clamp(outer_start, last);
        outer_end = outer_end.clamp(first, last).max(own).max(inner_start);
        inner_end = inner_end.clamp(inner_start, outer_end);
        [outer_start, inner_start, inner_end, outer_end]
    }

    /// The bar's shapes. `across` is its middle across the axis; `place` turns (along, across) into the canvas.
    pub fn shapes(&self, along: &dyn Along, across: f64, place: &Place<'_>) -> Vec<Shape> {
        let [a, b, c, d] = self.profile(along);
        let mut shapes = Vec::new();
        bar(&mut shapes, (a, b, c, d), self.lasts, across, place);
        if self.end == Limit::Open && !self.goes_on {
            shapes.push(Shape::Stroke(Stroke {
                points: vec![place.point(d - ARROW_PX, across), place.point(d + 1.0, across)],
                corner_px: 0.0,
                width_px: 1.2,
                dash: None,
                ink: Ink::Relation,
                head: true,
            }));
        }
        if let Own::Row(_) = self.own {
            let own = self.own_px(along);
            let knob = place.rect((own - 3.5, own + 3.5), (across - 3.5, across + 3.5));
            shapes.push(Shape::Fill { rect: knob, corner_px: 3.5, ink: Ink::Relation });
        }
        shapes
    }

    /// Whether an end of it fades.
    pub fn fades(&self) -> bool {
        let soft = |limit: Limit| match limit {
            Limit::Between(from, to) => from != to,
            Limit::Open => false,
            Limit::Unknown(_) => true,
        };
        soft(self.start) || soft(self.end)
    }
}

/// Turns positions along and across the axis into the canvas.
pub struct Place<'a> {
    /// Which way time runs.
    pub orientation: Orientation,
    /// Where along 0 and across 0 lie.
    pub origin: &'a Point,
}

impl Place<'_> {
    fn point(&self, along: f64, across: f64) -> Point {
        match self.orientation {
            Orientation::Vertical => Point { x: self.origin.x + across, y: self.origin.y + along },
            Orientation::Horizontal => {
                Point { x: self.origin.x + along, y: self.origin.y + across }
            }
        }
    }

    fn rect(&self, along: (f64, f64), across: (f64, f64)) -> Rect {
        let (a, b) = (self.point(along.0, across.0), self.point(along.1, across.1));
        Rect { x: a.x, y: a.y, width: b.x - a.x, height: b.y - a.y }
    }
}

/// A bar that fades in from `a` to `b`, is whole to `c` and fades out to `d`.
pub fn bar(
    shapes: &mut Vec<Shape>,
    (a, b, c, d): (f64, f64, f64, f64),
    lasts: bool,
    across: f64,
    place: &Place<'_>,
) {
    let half = if lasts { LASTS_PX } else { WITHIN_PX } / 2.0;
    let full = if lasts { FAINT } else { FAINT * 5 / 8 };
    let mut piece = |from: f64, to: f64, shade: u8| {
        if to - from > 0.05 && shade > 0 {
            let rect = place.rect((from, to), (across - half, across + half));
            shapes.push(Shape::Fill { rect, corner_px: 0.0, ink: Ink::Faint(shade) });
        }
    };
    // Each step reaches under all darker ones, so that no paper shows between two of them.
    let fade = |from: f64, to: f64, piece: &mut dyn FnMut(f64, f64, u8)| {
        let steps = (((to - from).abs() / STEP_PX).ceil() as usize).clamp(1, usize::from(full));
        for step in 0..steps {
            let part = (step as f64 + 0.5) / steps as f64;
            let shade = (part * f64::from(full)).round().max(1.0) as u8;
            let begin = from + (to - from) * step as f64 / steps as f64;
            piece(begin.min(to), begin.max(to), shade);
        }
    };
    if b > a {
        fade(a, b, &mut piece);
    }
    if d > c {
        fade(d, c, &mut piece);
    }
    piece(b, c, full);
}
