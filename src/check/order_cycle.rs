//! D302: relations of order alone form a circle.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::order::{Clash, Contradiction, FactKind, OrderNetwork, voice};
use crate::timeline::{EventId, Relation, RelationKind, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D302"),
    name: "order-cycle",
    severity: Severity::Error,
    summary: "relations of order form a circle",
    explain: "\
Relations such as `after`, `before` and `responds_to` lead from an event through others back to itself:
each comes before the next, and the last before the first. No dates are needed to see that this cannot
be. The whole circle is shown, one mark for each step; of a knot of many circles, a shortest one.

## Why it matters

A circle has no first event. Whatever order a picture showed would contradict at least one statement of
the file.

## What to do

One of the steps is the wrong way round, or too strong: `after` says that the other was over, while
`during` and `reports` allow that they overlap. Correct that one. Taking any one step out opens the
circle.
",
    example: "\
title: Shuttle
events:
  - id: first-round
    kind: meeting
    after: third-round
  - id: second-round
    kind: meeting
    after: first-round
  - id: third-round
    kind: meeting
    after: second-round
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

/// Circles of more events than this are shown in part.
const SHOWN: usize = 12;

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    // A circle of relations is a contradiction: without one there is nothing to look for.
    if evidence.order.contradictions().is_empty() {
        return;
    }
    let timeline = evidence.timeline;
    let mut seen: Vec<EventId> = Vec::new();
    // A circle that turns on what sources say is told by the checks of sources.
    for circle in evidence.graph.cycles() {
        if is_the_authors(timeline, &circle) {
            report(timeline, &circle, remarks);
            seen.extend(circle);
        }
    }
    seen.sort_unstable();
    for contradiction in evidence.order.contradictions() {
        let Some(circle) = circle(timeline, evidence.order, contradiction) else { continue };
        // A circle that touches one already shown may open with it.
        let is_the_authors = contradiction.clash == Clash::Author;
        if is_the_authors && circle.iter().all(|event| seen.binary_search(event).is_err()) {
            report(timeline, &circle, remarks);
        }
    }
}

/// The events of a contradiction that consists of order relations alone, each before the next, from the first
/// in file order; `None` for any other contradiction.
pub(super) fn circle(
    timeline: &Timeline,
    order: &OrderNetwork,
    contradiction: &Contradiction,
) -> Option<Vec<EventId>> {
    let mut steps = Vec::with_capacity(contradiction.facts.len());
    for &fact in &contradiction.facts {
        match order.fact(fact).kind {
            FactKind::Relation(event, number) => {
                let relation = timeline.event(event).relations.get(number as usize)?;
                steps.push(step(event, relation)?);
            }
            FactKind::Date(_)
            | FactKind::End(_)
            | FactKind::Duration(_)
            | FactKind::Passage(_, _)
            | FactKind::Claim(_, _, _)
            | FactKind::Published(_, _) => return None,
        }
    }
    steps.sort_unstable();
    let first = steps.first()?.0;
    let mut circle = vec![first];
    loop {
        let at = *circle.last()?;
        let found = steps.binary_search_by_key(&at, |&(earlier, _)| earlier).ok()?;
        let next = steps[found].1;
        if next == first {
            // Facts left over mean that something other than a circle is contradictory.
            return (circle.len() == steps.len()).then_some(circle);
        }
        if circle.len() == steps.len() {
            return None;
        }
        circle.push(next);
    }
}

/// The earlier and the later event of a relation that orders two events.
fn step(carrier: EventId, relation: &Relation) -> Option<(EventId, EventId)> {
    match relation.kind {
        RelationKind::After
        | RelationKind::RespondsTo
        | RelationKind::Quotes
        | RelationKind::Reports
        | RelationKind::Implements => Some((relation.target, carrier)),
        RelationKind::Before | RelationKind::Announces => Some((carrier, relation.target)),
        RelationKind::During
        | RelationKind::PartOf
        | RelationKind::Supersedes
        | RelationKind::SameAs => None,
    }
}

fn report(timeline: &Timeline, circle: &[EventId], remarks: &mut Remarks) {
    let key = |event: EventId| words::quoted(&timeline.event(event).key);
    let mut names: Vec<String> = circle.iter().take(SHOWN).map(|&event| key(event)).collect();
    if circle.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.extend(circle.first().map(|&event| key(event)));
    let message = match circle {
        [one] => format!("{} is said to come before itself", key(*one)),
        _ => format!("the order runs in a circle: {}", names.join(" → ")),
    };
    let mut diagnostic = CHECK.says(message);
    let mut excused_by = None;
    for (i, &earlier) in circle.iter().enumerate().take(SHOWN) {
        let later = circle[(i + 1) % circle.len()];
        let Some((carrier, relation)) = link(timeline, earlier, later) else { continue };
        let span = relation.span;
        excused_by = excused_by.or(Some(carrier));
        let says = format!("{} before {}", key(earlier), key(later));
        diagnostic = diagnostic.at(span, says.as_str()).step(span, says);
    }
    if circle.len() > SHOWN {
        diagnostic = diagnostic.note(format!("the circle has {} events in all", circle.len()));
    }
    let help = match circle {
        [_] => "name another event, or drop the relation",
        _ => "drop or turn round any one of these relations",
    };
    remarks.add(excused_by, diagnostic.help(help));
}

/// Whether no step of a circle rests on a source alone.
fn is_the_authors(timeline: &Timeline, circle: &[EventId]) -> bool {
    circle.iter().enumerate().all(|(i, &earlier)| {
        let later = circle[(i + 1) % circle.len()];
        link(timeline, earlier, later).is_none_or(|(carrier, relation)| {
            relation.per.is_none() && !voice::is_contested(timeline.event(carrier), relation)
        })
    })
}

/// The event that says that one event comes before another, and its relation that does; the author's own word
/// before that of a source.
fn link(timeline: &Timeline, earlier: EventId, later: EventId) -> Option<(EventId, &Relation)> {
    let said_by = |carrier: EventId| {
        let relations = timeline.event(carrier).relations.iter();
        relations
            .filter(move |relation| step(carrier, relation) == Some((earlier, later)))
            .map(move |relation| (carrier, relation))
    };
    said_by(later).chain(said_by(earlier)).min_by_key(|(_, relation)| relation.per.is_some())
}
