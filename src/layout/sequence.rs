//! Rows of a picture: which event comes where, under which heading, and what about their order is open.
//!
//! Rows stand in an order that respects everything the network proves. Where nothing orders two events, their rows
//! still have to stand one above the other; such rows form a *tie* ([`Sequence::ties`]), which the picture marks, so
//! that standing above is not mistaken for having come first.

use crate::date::civil::Day;
use crate::date::{Civil, Limit, Precision, Reading};
use crate::order::{OrderNetwork, Verdict};
use crate::timeline::{EventId, RelationKind, Timeline};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Ties are looked for pair by pair among up to so many rows whose dates overlap.
const PAIRWISE_MAX: usize = 64;

/// What stands at the head of a group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// One day, or the days from the first to the last; either may be open.
    Days(Option<Day>, Option<Day>),
    /// A day, a month or a year that something is known to lie before, or after.
    Limit(Limit, Day, Precision),
    /// A month that the day is not known of; any day of it.
    Month(Day),
    /// A year that the month is not known of; any day of it.
    Year(Day),
    /// Neither a date nor a relation to something dated.
    Undated,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The heading.
    pub heading: Heading,
    /// The rows.
    pub rows: Range<usize>,
    /// Whole days between the days before and this group's, if there are some to speak of.
    pub skipped_days: Option<i32>,
    /// Whether it began in a part of the picture before this one.
    pub continued: bool,
}

/// All rows of a picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sequence {
    /// The events, first row first.
    pub rows: Vec<EventId>,
    /// The groups, one after the other.
    pub groups: Vec<Group>,
    /// Runs of two or more rows between which something about the order is open.
    pub ties: Vec<Range<usize>>,
}

/// Puts the chosen events in rows.
pub fn sequence(timeline: &Timeline, order: &OrderNetwork, chosen: &[EventId]) -> Sequence {
    let rows = linear_order(timeline, order, chosen);
    let groups = groups(timeline, order, &rows);
    let ties = ties(order, &rows, &groups);
    Sequence { rows, groups, ties }
}

/// A pair of events `(first, second)` that the relation puts in this order, if it does.
pub fn precedence(
    kind: RelationKind,
    carrier: EventId,
    target: EventId,
) -> Option<(EventId, EventId)> {
    match kind {
        RelationKind::After
        | RelationKind::RespondsTo
        | RelationKind::Quotes
        | RelationKind::Reports
        | RelationKind::Implements
        | RelationKind::During
        | RelationKind::PartOf => Some((target, carrier)),
        RelationKind::Before | RelationKind::Announces => Some((carrier, target)),
        RelationKind::Supersedes | RelationKind::SameAs => None,
    }
}

/// Where a row would like to stand: in seconds, then by position in the file.
type Key = (i64, u32);

/// A linear order of the chosen events: relations first, then shown time, then file order.
///
/// The key of an event is no later than the network lets it begin, and relations hold back what comes after; so
/// whatever is certainly before another event, by dates, relations or both, stands above it.
fn linear_order(timeline: &Timeline, order: &OrderNetwork, chosen: &[EventId]) -> Vec<EventId> {
    let count = timeline.events.len();
    let mut slot = vec![usize::MAX; count];
    for (i, id) in chosen.iter().enumerate() {
        slot[id.0 as usize] = i;
    }
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); chosen.len()];
    let mut waits_for = vec![0usize; chosen.len()];
    for &id in chosen {
        for relation in &timeline.event(id).relations {
            if let Some((first, second)) = precedence(relation.kind, id, relation.target) {
                let (first, second) = (slot[first.0 as usize], slot[second.0 as usize]);
                if first != usize::MAX && second != usize::MAX && first != second {
                    after[first].push(second);
                    waits_for[second] += 1;
                }
            }
        }
    }
    let keys = keys(timeline, order, chosen, &after);
    let mut ready: BinaryHeap<Reverse<(Key, usize)>> = BinaryHeap::new();
    // Everything waits here as well, so that a circle of relations is broken at its earliest event.
    let mut stuck: BinaryHeap<Reverse<(Key, usize)>> =
        (0..chosen.len()).map(|i| Reverse((keys[i], i))).collect();
    ready.extend((0..chosen.len()).filter(|&i| waits_for[i] == 0).map(|i| Reverse((keys[i], i))));
    let mut placed = vec![false; chosen.len()];
    let mut rows = Vec::with_capacity(chosen.len());
    while rows.len() < chosen.len() {
        let Some(Reverse((_, i))) = ready.pop().or_else(|| stuck.pop()) else { break };
        if placed[i] {
            continue;
        }
        placed[i] = true;
        rows.push(chosen[i]);
        for &next in &after[i] {
            waits_for[next] = waits_for[next].saturating_sub(1);
            if waits_for[next] == 0 && !placed[next] {
                ready.push(Reverse((keys[next], next)));
            }
        }
    }
    rows
}

fn keys(
    timeline: &Timeline,
    order: &OrderNetwork,
    chosen: &[EventId],
    after: &[Vec<usize>],
) -> Vec<Key> {
    let mut keys: Vec<Key> =
        chosen.iter().map(|&id| (second(timeline, order, id).unwrap_or(i64::MAX), id.0)).collect();
    // An undated event that only has to be over before something dated stands directly above it.
    for i in (0..keys.len()).rev() {
        if keys[i].0 == i64::MAX
            && let Some(first) = after[i].iter().map(|&n| keys[n].0).min()
        {
            keys[i].0 = first;
        }
    }
    keys
}

/// The second at which an event would like to stand: never later than it can begin.
pub fn second(timeline: &Timeline, order: &OrderNetwork, id: EventId) -> Option<i64> {
    let bounds = order.bounds(id);
    let shown = timeline.event(id).reading().and_then(shown_s);
    let latest = bounds.start_max.map_or(i64::MAX, |i| i.seconds());
    shown.map(|at| at.min(latest)).or(bounds.start_min.map(|i| i.seconds()))
}

/// The second at which a dated event would like to stand. On a day whose hour is not known that is noon: after
/// what happened in the morning, before what happened in the evening.
fn shown_s(reading: &Reading) -> Option<i64> {
    let shown = reading.shown();
    let is_day = reading.civil.precision == Precision::Day && !reading.civil.interval;
    match (shown.start_min, shown.end_max) {
        (Some(start), Some(end)) if is_day => {
            Some(start.seconds() + (end.seconds() - start.seconds()) / 2)
        }
        (start, end) => start.or(shown.end_min).or(end).map(|instant| instant.seconds()),
    }
}

fn heading(civil: Option<&Civil>) -> Option<Heading> {
    let civil = civil?;
    let (first, last) = (civil.first, civil.last);
    let edge = match civil.limit {
        Some(Limit::By | Limit::Before) => last,
        Some(Limit::After) => first,
        None => None,
    };
    if let Some((limit, day)) = civil.limit.zip(edge) {
        return Some(Heading::Limit(limit, day, civil.precision));
    }
    Some(match (civil.precision, civil.interval, first) {
        (Precision::Year, false, Some(day)) => Heading::Year(day),
        (Precision::Month, false, Some(day)) => Heading::Month(day),
        // A night reaches into the next morning and still belongs to its evening.
        (Precision::PartOfDay, false, Some(day)) => Heading::Days(Some(day), Some(day)),
        (
            Precision::Year
            | Precision::Month
            | Precision::Day
            | Precision::PartOfDay
            | Precision::Minute
            | Precision::Second,
            _,
            _,
        ) => Heading::Days(first, last),
    })
}

fn groups(timeline: &Timeline, order: &OrderNetwork, rows: &[EventId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last_day: Option<Day> = None;
    for (row, &id) in rows.iter().enumerate() {
        let civil = timeline.event(id).reading().map(|r| &r.civil);
        let heading = heading(civil).unwrap_or_else(|| match groups.last() {
            // A relation holds an undated event to the rows before it.
            Some(group) if order.bounds(id).start_min.is_some() => group.heading,
            Some(_) | None => Heading::Undated,
        });
        if let Some(group) = groups.last_mut()
            && group.heading == heading
        {
            group.rows.end = row + 1;
        } else {
            let first = civil.and_then(|c| c.first);
            let is_day = matches!(heading, Heading::Days(..) | Heading::Limit(..));
            let skipped_days = match (last_day, first.filter(|_| is_day)) {
                (Some(last), Some(first)) => Some(first.0 - last.0).filter(|&days| days > 1),
                _ => None,
            };
            groups.push(Group { heading, rows: row..row + 1, skipped_days, continued: false });
        }
        // What is known to a month or a year only fills no gap: it may lie anywhere in it.
        let to_the_day =
            civil.filter(|_| matches!(heading, Heading::Days(..) | Heading::Limit(..)));
        if let Some(day) = to_the_day.and_then(|c| c.last.or(c.first)) {
            last_day = Some(last_day.map_or(day, |last| last.max(day)));
        }
    }
    groups
}

/// The ties of a picture: of the dated rows together, and of the undated ones at its end.
///
/// The bounds of single events cut the rows into runs that certainly follow one another. A short run is compared
/// pair by pair; a longer one heading by heading, so that the work stays in proportion to the rows.
fn ties(order: &OrderNetwork, rows: &[EventId], groups: &[Group]) -> Vec<Range<usize>> {
    let dated = groups.iter().rfind(|g| g.heading != Heading::Undated).map_or(0, |g| g.rows.end);
    let mut runs = overlapping_runs(order, &rows[..dated]);
    runs.push(dated..rows.len());
    let mut ties = Vec::new();
    for run in runs {
        if run.len() <= PAIRWISE_MAX {
            ties.extend(ties_of(order, rows, run));
            continue;
        }
        for group in groups {
            let part = group.rows.start.max(run.start)..group.rows.end.min(run.end);
            if part.len() > PAIRWISE_MAX {
                ties.push(part);
            } else {
                ties.extend(ties_of(order, rows, part));
            }
        }
    }
    ties
}

/// Cuts rows where all above can only end before any below begins, by their bounds alone.
fn overlapping_runs(order: &OrderNetwork, rows: &[EventId]) -> Vec<Range<usize>> {
    let mut earliest_below = vec![i64::MAX; rows.len() + 1];
    for (i, &id) in rows.iter().enumerate().rev() {
        let start = order.bounds(id).start_min.map_or(i64::MIN, |instant| instant.seconds());
        earliest_below[i] = start.min(earliest_below[i + 1]);
    }
    let mut runs = Vec::new();
    let (mut start, mut latest_above) = (0, i64::MIN);
    for (i, &id) in rows.iter().enumerate() {
        let end = order.bounds(id).end_max.map_or(i64::MAX, |instant| instant.seconds());
        latest_above = latest_above.max(end);
        if latest_above < earliest_below[i + 1] || i + 1 == rows.len() {
            runs.push(start..i + 1);
            start = i + 1;
        }
    }
    runs
}

/// Splits a run of rows where nothing is open between what stands above and what stands below.
fn ties_of(order: &OrderNetwork, rows: &[EventId], run: Range<usize>) -> Vec<Range<usize>> {
    // Two events that certainly overlap are in no open order: a meeting, and what was said in it.
    let is_open = |above: usize, below: usize| match order.verdict(rows[above], rows[below]) {
        Verdict::Possible | Verdict::Contested => true,
        Verdict::Certain | Verdict::Impossible => false,
    };
    let mut ties = Vec::new();
    let mut start = run.start;
    // The furthest row that something above the cut is in open order with.
    let mut open_until = run.start;
    for row in run.clone() {
        if row > open_until {
            if row - start > 1 {
                ties.push(start..row);
            }
            start = row;
            open_until = row;
        }
        if let Some(last) = (row + 1..run.end).rev().find(|&below| is_open(row, below)) {
            open_until = open_until.max(last);
        }
    }
    if run.end.saturating_sub(start) > 1 && open_until > start {
        ties.push(start..run.end);
    }
    ties
}
