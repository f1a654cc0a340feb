//! Relations between events as brackets beside the life lines: which are drawn, and on which track.

use crate::layout::sequence::Sequence;
use crate::layout::spacing::TRACKS_MAX;
use crate::timeline::{RelationKind, Timeline};
use std::ops::Range;

/// Where a bracket begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At the mark of a row.
    Row(usize),
    /// In a strip before this one: it comes in at the left edge.
    Earlier,
    /// In a strip after this one: it goes out at the right edge.
    Later,
}

impl End {
    /// The row, if it is one.
    pub fn row(self) -> Option<usize> {
        match self {
            End::Row(row) => Some(row),
            End::Earlier | End::Later => None,
        }
    }

    /// The end as seen from some of the rows.
    fn within(self, range: &Range<usize>) -> End {
        match self {
            End::Row(row) if row < range.start => End::Earlier,
            End::Row(row) if row >= range.end => End::Later,
            End::Row(row) => End::Row(row - range.start),
            beyond => beyond,
        }
    }
}

/// A bracket from one row to another; the arrow head is at `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// Which relation.
    pub kind: RelationKind,
    /// Where it begins.
    pub from: End,
    /// Where its head is.
    pub to: End,
    /// Track, 0 nearest to the life lines.
    pub track: usize,
    /// How many brackets already leave from or arrive at the same row before this one: (at `from`, at `to`).
    pub nth: (usize, usize),
}

/// The brackets of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brackets {
    /// Those that are drawn.
    pub drawn: Vec<Bracket>,
    /// Number of tracks in use.
    pub tracks: usize,
    /// Relations that no track was left for.
    pub left_out: usize,
}

impl Brackets {
    /// Those that touch or pass some of the rows, on the tracks that they have.
    pub fn within(&self, range: &Range<usize>) -> Brackets {
        let moved =
            |b: &Bracket| Bracket { from: b.from.within(range), to: b.to.within(range), ..*b };
        let is_here = |b: &Bracket| b.from != b.to;
        let drawn: Vec<Bracket> = self.drawn.iter().map(moved).filter(is_here).collect();
        let tracks = drawn.iter().map(|b| b.track + 1).max().unwrap_or(0);
        Brackets { left_out: self.left_out, tracks, drawn }
    }

    /// The kinds that occur, each once, in the order of the format's page; `before` is drawn as an `after`.
    pub fn kinds(&self) -> Vec<RelationKind> {
        let as_drawn = |kind: RelationKind| match kind {
            RelationKind::Before => RelationKind::After,
            other => other,
        };
        RelationKind::ALL
            .iter()
            .map(|(kind, _)| *kind)
            .filter(|kind| self.drawn.iter().any(|b| as_drawn(b.kind) == *kind))
            .collect()
    }
}

/// Dash and gap of a relation's line, px; `None` is solid. Each kind has its own, so that none needs a colour.
pub fn dash(kind: RelationKind) -> Option<(f64, f64)> {
    match kind {
        RelationKind::Announces => Some((4.0, 3.0)),
        RelationKind::RespondsTo => None,
        RelationKind::After | RelationKind::Before => Some((1.5, 2.5)),
        RelationKind::Quotes => Some((8.0, 3.0)),
        RelationKind::Implements => Some((8.0, 2.0)),
        RelationKind::Supersedes => Some((2.0, 2.0)),
        RelationKind::SameAs => Some((1.0, 1.0)),
        RelationKind::During | RelationKind::PartOf | RelationKind::Reports => Some((3.0, 5.0)),
    }
}

/// Chooses the relations to draw and gives each a track on which it overlaps no other.
pub fn brackets(timeline: &Timeline, sequence: &Sequence) -> Brackets {
    let mut row_of = vec![usize::MAX; timeline.events.len()];
    for (row, id) in sequence.rows.iter().enumerate() {
        row_of[id.0 as usize] = row;
    }
    let mut tie_of = vec![usize::MAX; sequence.rows.len()];
    for (i, tie) in sequence.ties.iter().enumerate() {
        tie_of[tie.clone()].fill(i);
    }
    let mut wanted: Vec<(usize, usize, RelationKind)> = Vec::new();
    for (row, &id) in sequence.rows.iter().enumerate() {
        for relation in &timeline.event(id).relations {
            let target = row_of[relation.target.0 as usize];
            if target == usize::MAX || target == row {
                continue;
            }
            let same_tie = tie_of[row] != usize::MAX && tie_of[row] == tie_of[target];
            let (from, to) = match relation.kind {
                // What came after is only worth a line where the rows alone do not say it.
                RelationKind::After if same_tie => (target, row),
                RelationKind::Before if same_tie => (row, target),
                RelationKind::Announces => (row, target),
                // All arrows run forward in time: from the question to the answer.
                RelationKind::RespondsTo
                | RelationKind::Quotes
                | RelationKind::Supersedes
                | RelationKind::Implements
                | RelationKind::SameAs => (target, row),
                RelationKind::After
                | RelationKind::Before
                | RelationKind::During
                | RelationKind::PartOf
                | RelationKind::Reports => continue,
            };
            let pair = (from.min(to), from.max(to));
            if !wanted.iter().rev().take(64).any(|w| (w.0.min(w.1), w.0.max(w.1)) == pair) {
                wanted.push((from, to, relation.kind));
            }
        }
    }
    // Short ones first, so that they lie nearest to the lines and long ones go around them.
    wanted.sort_by_key(|&(from, to, kind)| (from.abs_diff(to), from.min(to), kind));
    allot(&wanted, sequence.rows.len())
}

fn allot(wanted: &[(usize, usize, RelationKind)], rows: usize) -> Brackets {
    let mut brackets = Brackets::default();
    let mut tracks: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut ends = vec![0usize; rows];
    for &(from, to, kind) in wanted {
        let (first, last) = (from.min(to), from.max(to));
        let is_free = |track: &Vec<(usize, usize)>| {
            let at = track.partition_point(|t| t.1 < first);
            track.get(at).is_none_or(|t| t.0 > last)
        };
        let track = tracks.iter().position(is_free).unwrap_or(tracks.len());
        if track == TRACKS_MAX || ends[from] > 2 || ends[to] > 2 {
            brackets.left_out += 1;
            continue;
        }
        if track == tracks.len() {
            tracks.push(Vec::new());
        }
        let at = tracks[track].partition_point(|t| t.1 < first);
        tracks[track].insert(at, (first, last));
        let nth = (ends[from], ends[to]);
        let (from_end, to_end) = (End::Row(from), End::Row(to));
        brackets.drawn.push(Bracket { kind, from: from_end, to: to_end, track, nth });
        ends[from] += 1;
        ends[to] += 1;
    }
    brackets.tracks = tracks.len();
    brackets
}

/// Distance from a mark's centre, along the axis, at which the `nth` bracket touches it.
pub fn touch_px(nth: usize) -> f64 {
    [0.0, 4.0, -4.0][nth.min(2)]
}
