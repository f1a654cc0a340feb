//! A stretch of a picture's rows as a picture's content of its own.
//!
//! Whoever has left before or comes only later is not in it, headings that go on say so, and relations that lead out of it
//! end at its edge.

use crate::layout::line_order::Order;
use crate::layout::lives::Life;
use crate::layout::scene::Scene;
use crate::layout::sequence::{Group, Sequence};
use crate::timeline::ActorId;
use std::ops::Range;

/// The rows of `whole` in `range`, which has one at least.
pub fn part<'a>(whole: &Scene<'a>, range: Range<usize>) -> Scene<'a> {
    let stays: Vec<bool> = whole.lives.iter().map(|life| touches(&life.rows, &range)).collect();
    let mut number = 0;
    // Indices into the actors that are left.
    let index: Vec<u16> = stays
        .iter()
        .map(|&stays| {
            number += u16::from(stays);
            if stays { number - 1 } else { u16::MAX }
        })
        .collect();
    let kept = |lines: &Vec<u16>| -> Order {
        let there = lines.iter().filter(|&&line| stays[line as usize]);
        there.map(|&line| index[line as usize]).collect()
    };
    let of_stay = |(at, _): &(usize, ActorId)| stays[*at];
    let actors = whole.actors.iter().copied().enumerate().filter(of_stay).map(|(_, id)| id);
    let lives = whole.lives.iter().filter(|life| touches(&life.rows, &range));
    // Slots that are left, of those of the first row.
    let order = whole.orders.get(range.start).into_iter().flatten().enumerate();
    let slots: Vec<usize> =
        order.filter(|(_, line)| stays[**line as usize]).map(|(slot, _)| slot).collect();
    let heading = |&(at, id): &(usize, ActorId)| {
        // The room before a slot is the same for all of a delegation.
        let is_of = |slot: &usize| *slot >= at && whole.indents[*slot] == whole.indents[at];
        slots.iter().position(is_of).map(|slot| (slot, id))
    };
    Scene {
        timeline: whole.timeline,
        sequence: sequence(&whole.sequence, &range),
        actors: actors.collect(),
        lives: lives.map(|life| life_within(life, &range)).collect(),
        straight: whole.straight,
        indents: slots.iter().map(|&slot| whole.indents[slot]).collect(),
        headings: whole.headings.iter().filter_map(heading).collect(),
        orders: whole.orders[range.clone()].iter().map(kept).collect(),
        quality: whole.quality,
        meetings: whole.meetings[range.clone()].iter().map(kept).collect(),
        brackets: whole.brackets.within(&range),
        filter: whole.filter.clone(),
        focus: whole.focus.clone(),
        left_out: whole.left_out,
        condensed: whole.condensed,
        source_numbers: whole.source_numbers.clone(),
    }
}

/// The overlap of two ranges, counted from the start of the second.
fn within(rows: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let (start, end) = (rows.start.max(range.start), rows.end.min(range.end));
    start - range.start..end.max(start) - range.start
}

fn touches(rows: &Range<usize>, range: &Range<usize>) -> bool {
    rows.start < range.end && rows.end > range.start
}

fn sequence(whole: &Sequence, range: &Range<usize>) -> Sequence {
    let groups = whole.groups.iter().filter(|group| touches(&group.rows, range));
    let group = |group: &Group| {
        let goes_on = group.rows.start < range.start;
        Group {
            heading: group.heading,
            rows: within(&group.rows, range),
            skipped_days: group.skipped_days.filter(|_| !goes_on),
            continued: group.continued || goes_on,
        }
    };
    let ties = whole.ties.iter().filter(|tie| touches(tie, range)).map(|tie| within(tie, range));
    Sequence {
        rows: whole.rows[range.clone()].to_vec(),
        groups: groups.map(group).collect(),
        ties: ties.collect(),
    }
}

fn life_within<'a>(life: &Life<'a>, range: &Range<usize>) -> Life<'a> {
    let rows = within(&life.rows, range);
    Life {
        begins: life.begins.filter(|_| rows.start > 0),
        ends: life.ends.filter(|_| life.rows.end <= range.end),
        rows,
    }
}
