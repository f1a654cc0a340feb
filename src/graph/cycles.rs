//! Circles of `after` and `before`: which events wait for each other, and one shortest circle of them.

use crate::graph::{Edge, EventGraph};
use crate::timeline::EventId;
use petgraph::algo::kosaraju_scc;
use petgraph::visit::EdgeFiltered;
use std::collections::VecDeque;

/// How many edges may be looked at for the shortest circle of one knot, before the first found has to do.
const EFFORT: usize = 2_000_000;

/// The knots of the order relations, by event.
pub(super) struct Knots {
    /// The number of each event's knot; an event that is in no circle has a number of its own. Along an order
    /// relation numbers never grow.
    pub number: Vec<usize>,
    /// Whether each number is that of a circle.
    pub tied: Vec<bool>,
}

impl Knots {
    /// The knots of a graph: its strongly connected components.
    pub fn of(graph: &EventGraph) -> Knots {
        let order =
            EdgeFiltered::from_fn(&graph.graph, |edge| matches!(edge.weight(), Edge::Precedes(_)));
        let components = kosaraju_scc(&order);
        let mut number = vec![0; graph.event_count];
        let mut tied = vec![false; components.len()];
        for (index, component) in components.iter().enumerate() {
            tied[index] = component.len() > 1;
            for node in component {
                if node.index() < graph.event_count {
                    number[node.index()] = index;
                }
            }
        }
        for (a, b) in graph.precedences() {
            if a == b {
                tied[number[a.0 as usize]] = true;
            }
        }
        Knots { number, tied }
    }

    /// Whether an event is in a circle.
    pub fn is_tied(&self, event: EventId) -> bool {
        self.tied[self.number[event.0 as usize]]
    }
}

/// One shortest circle for each knot, in file order; each begins with its first event in file order.
pub(super) fn cycles(graph: &EventGraph) -> Vec<Vec<EventId>> {
    let knots = Knots::of(graph);
    let mut members: Vec<Vec<EventId>> = vec![Vec::new(); knots.tied.len()];
    for event in (0..graph.event_count as u32).map(EventId) {
        if knots.is_tied(event) {
            members[knots.number[event.0 as usize]].push(event);
        }
    }
    let mut parents = vec![None; graph.event_count];
    let mut cycles: Vec<Vec<EventId>> = members
        .iter()
        .filter(|events| !events.is_empty())
        .filter_map(|events| shortest_cycle(graph, &knots, events, &mut parents))
        .collect();
    cycles.sort();
    cycles
}

/// The shortest circle in one knot; among equals the one found from the earliest event.
fn shortest_cycle(
    graph: &EventGraph,
    knots: &Knots,
    events: &[EventId],
    parents: &mut [Option<EventId>],
) -> Option<Vec<EventId>> {
    let mut best: Option<Vec<EventId>> = None;
    let mut effort = 0;
    for &event in events {
        if effort > EFFORT || best.as_ref().is_some_and(|cycle| cycle.len() <= 1) {
            break;
        }
        let limit = best.as_ref().map_or(usize::MAX, |cycle| cycle.len() - 1);
        if let Some(cycle) = cycle_through(graph, knots, event, limit, parents, &mut effort) {
            best = Some(cycle);
        }
    }
    let mut cycle = best?;
    let first = (0..cycle.len()).min_by_key(|&place| cycle[place])?;
    cycle.rotate_left(first);
    Some(cycle)
}

/// The shortest circle through one event, if it has at most `limit` events, beginning with that event.
fn cycle_through(
    graph: &EventGraph,
    knots: &Knots,
    start: EventId,
    limit: usize,
    parents: &mut [Option<EventId>],
    effort: &mut usize,
) -> Option<Vec<EventId>> {
    let knot = knots.number[start.0 as usize];
    let mut queue = VecDeque::from([(start, 1usize)]);
    let mut reached = Vec::new();
    let mut found = None;
    'search: while let Some((event, length)) = queue.pop_front() {
        if length > limit {
            break;
        }
        for next in graph.successors(event) {
            *effort += 1;
            if next == start {
                found = Some(event);
                break 'search;
            }
            if knots.number[next.0 as usize] == knot && parents[next.0 as usize].is_none() {
                parents[next.0 as usize] = Some(event);
                reached.push(next);
                queue.push_back((next, length + 1));
            }
        }
    }
    let cycle = found.map(|last| {
        let mut cycle = vec![last];
        let mut at = last;
        while let Some(parent) = parents[at.0 as usize] {
            cycle.push(parent);
            at = parent;
        }
        cycle.reverse();
        cycle
    });
    for event in reached {
        parents[event.0 as usize] = None;
    }
    cycle
}
