//! D309: an `after` or `before` that other relations imply.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity, Span};
use crate::timeline::{EventId, Relation, RelationKind, Timeline};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D309"),
    name: "redundant-relation",
    severity: Severity::Note,
    summary: "an `after` or `before` that other relations imply",
    explain: "\
Other relations lead from the one event to the other, so that this `after` or `before` adds nothing. They
are marked. Relations with a `gap` or a `per` say more, and so do `responds_to` and the like: only a bare
`after` or `before` is looked at, and only relations count against it, not dates.

## Why it matters

It does no harm. But when an order has to be corrected, it has to be corrected in every place that states
it.

## What to do

Remove it, or leave it as a remark.
",
    example: "\
title: Shuttle
events:
  - id: first-round
    kind: meeting
  - id: second-round
    kind: meeting
    after: first-round
  - id: third-round
    kind: meeting
    after: [first-round, second-round]
",
    cure: "\
title: Shuttle
events:
  - id: first-round
    kind: meeting
  - id: second-round
    kind: meeting
    after: first-round
  - id: third-round
    kind: meeting
    after: second-round
",
    run: Some(run),
};

/// How many events may be looked at for one relation.
const EFFORT: usize = 500;

/// A relation as a step from an earlier event to a later one.
#[derive(Debug, Clone, Copy)]
struct Step {
    later: EventId,
    /// Whether the earlier ends before the later begins; otherwise only their beginnings are in order.
    is_whole: bool,
    /// The event that carries the relation, and its number there.
    name: (EventId, u32),
}

impl Step {
    fn span(&self, timeline: &Timeline) -> Span {
        timeline.event(self.name.0).relations[self.name.1 as usize].span
    }
}

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    // In a circle everything follows from everything.
    if !evidence.order.contradictions().is_empty() {
        return;
    }
    let mut steps = Steps::of(timeline);
    for id in timeline.event_ids() {
        for (number, relation) in timeline.event(id).relations.iter().enumerate() {
            let is_bare = matches!(relation.kind, RelationKind::After | RelationKind::Before)
                && relation.gap.is_none()
                && relation.per.is_none();
            let found = step(id, number, relation).filter(|_| is_bare);
            let Some((earlier, step)) = found else { continue };
            let Some(way) = way_around(&steps, earlier, step) else { continue };
            // What is found redundant does not count for the next, so that both of two equal relations are not.
            steps.remove(&step);
            report(timeline, (earlier, step), &way, remarks);
        }
    }
}

/// All steps, by the event that they leave.
struct Steps {
    /// Where the steps of each event begin in `all`, and behind them the end of the last.
    first: Vec<u32>,
    all: Vec<Step>,
    /// How many steps lead to each event.
    arrivals: Vec<u32>,
    /// The names of those that do not count any more.
    removed: BTreeSet<(EventId, u32)>,
}

impl Steps {
    fn of(timeline: &Timeline) -> Steps {
        let mut found: Vec<(EventId, Step)> = Vec::new();
        for id in timeline.event_ids() {
            let relations = timeline.event(id).relations.iter().enumerate();
            let ordering = relations.filter(|(_, relation)| relation.orders(timeline));
            found.extend(ordering.filter_map(|(number, relation)| step(id, number, relation)));
        }
        found.sort_by_key(|&(earlier, _)| earlier);
        let mut first = vec![0_u32; timeline.events.len() + 1];
        for (earlier, _) in &found {
            first[earlier.0 as usize + 1] += 1;
        }
        for event in 1..first.len() {
            first[event] += first[event - 1];
        }
        let all: Vec<Step> = found.into_iter().map(|(_, step)| step).collect();
        let mut arrivals = vec![0; timeline.events.len()];
        for step in &all {
            arrivals[step.later.0 as usize] += 1;
        }
        Steps { first, all, arrivals, removed: BTreeSet::new() }
    }

    /// The steps that leave an event, those that were removed among them.
    fn from(&self, event: EventId) -> &[Step] {
        let event = event.0 as usize;
        &self.all[self.first[event] as usize..self.first[event + 1] as usize]
    }

    fn remove(&mut self, step: &Step) {
        self.removed.insert(step.name);
        self.arrivals[step.later.0 as usize] -= 1;
    }
}

fn step(carrier: EventId, number: usize, relation: &Relation) -> Option<(EventId, Step)> {
    let (name, target) = ((carrier, number as u32), relation.target);
    let step = |later, is_whole| Step { later, is_whole, name };
    match relation.kind {
        RelationKind::After => Some((target, step(carrier, true))),
        RelationKind::Before => Some((carrier, step(target, true))),
        RelationKind::RespondsTo | RelationKind::Quotes | RelationKind::Implements => {
            Some((target, step(carrier, false)))
        }
        // What has begun when it is announced or told may touch it.
        RelationKind::Announces
        | RelationKind::Reports
        | RelationKind::During
        | RelationKind::PartOf
        | RelationKind::Supersedes
        | RelationKind::SameAs => None,
    }
}

/// The fewest other relations that lead from one event to the end of a step, and prove as much.
fn way_around(steps: &Steps, earlier: EventId, step: Step) -> Option<Vec<Step>> {
    // Another way leaves by another step and arrives by another one.
    if steps.from(earlier).len() < 2 || steps.arrivals[step.later.0 as usize] < 2 {
        return None;
    }
    let mut came_by: BTreeMap<EventId, (EventId, Step)> = BTreeMap::new();
    let mut queue = VecDeque::from([earlier]);
    let mut effort = 0;
    while let Some(at) = queue.pop_front() {
        for &next in steps.from(at) {
            effort += 1;
            // The first step has to see the earlier event over; after it, beginnings will do.
            let counts = (at != earlier || next.is_whole)
                && next.name != step.name
                && !steps.removed.contains(&next.name);
            if !counts || next.later == earlier || came_by.contains_key(&next.later) {
                continue;
            }
            came_by.insert(next.later, (at, next));
            if next.later == step.later {
                return Some(trace(&came_by, earlier, step.later));
            }
            queue.push_back(next.later);
        }
        if effort > EFFORT {
            return None;
        }
    }
    None
}

fn trace(
    came_by: &BTreeMap<EventId, (EventId, Step)>,
    earlier: EventId,
    later: EventId,
) -> Vec<Step> {
    let mut way = Vec::new();
    let mut at = later;
    while at != earlier {
        let Some(&(before, step)) = came_by.get(&at) else { break };
        way.push(step);
        at = before;
    }
    way.reverse();
    way
}

fn report(
    timeline: &Timeline,
    (earlier, step): (EventId, Step),
    way: &[Step],
    remarks: &mut Remarks,
) {
    let key = |event: EventId| words::quoted(&timeline.event(event).key);
    let others = match way.len() {
        1 => "another relation".to_owned(),
        count => format!("{count} other relations"),
    };
    let mut diagnostic = CHECK
        .says(format!(
            "that {} comes before {} follows from {others}",
            key(earlier),
            key(step.later)
        ))
        .at(step.span(timeline), "");
    let mut from = earlier;
    for other in way {
        let says = format!("{} before {}", key(from), key(other.later));
        diagnostic = diagnostic.at(other.span(timeline), says);
        from = other.later;
    }
    remarks.add(Some(step.name.0), diagnostic.help("remove it, or leave it as a remark"));
}
