//! The order relations that no others imply: what a picture needs to show.

use crate::graph::EventGraph;
use crate::graph::cycles::Knots;
use crate::timeline::EventId;
use std::collections::BTreeSet;

/// How many edges may be looked at for the whole graph.
const EFFORT: usize = 20_000_000;
/// How many edges may be looked at for one event in any case, before its relations are kept as they are.
const LEAST_EFFORT: usize = 1_000;

/// See [`EventGraph::reduced_order`].
pub(super) fn reduced_order(graph: &EventGraph) -> Vec<(EventId, EventId)> {
    let knots = Knots::of(graph);
    let mut search = Search {
        graph,
        knots: &knots,
        reached_by: vec![None; graph.event_count],
        effort: (EFFORT / graph.event_count.max(1)).max(LEAST_EFFORT),
    };
    let mut implied = BTreeSet::new();
    for event in (0..graph.event_count as u32).map(EventId) {
        if !knots.is_tied(event) {
            implied.extend(search.implied_successors(event).into_iter().map(|next| (event, next)));
        }
    }
    let mut given = BTreeSet::new();
    graph.precedences().filter(|pair| !implied.contains(pair) && given.insert(*pair)).collect()
}

/// A search forward from one event after the other.
struct Search<'a> {
    graph: &'a EventGraph,
    knots: &'a Knots,
    /// The event from whose search each event was last reached.
    reached_by: Vec<Option<EventId>>,
    /// How many edges may be looked at for one event.
    effort: usize,
}

impl Search<'_> {
    /// The events next after one that another of them, or one further on, also leads to.
    fn implied_successors(&mut self, event: EventId) -> Vec<EventId> {
        let mut next: Vec<EventId> = self.graph.successors(event).collect();
        // Nearest first: numbers fall along the relations, so that an event can only lead to those behind it here.
        next.sort_by_key(|next| (std::cmp::Reverse(self.number(*next)), *next));
        next.dedup();
        let Some(last) = next.last().map(|last| self.number(*last)) else {
            return Vec::new();
        };
        let mut effort = 0;
        let mut implied = Vec::new();
        for &successor in &next {
            if self.reached_by[successor.0 as usize] == Some(event) {
                if !self.knots.is_tied(successor) {
                    implied.push(successor);
                }
                continue;
            }
            let mut stack = vec![successor];
            // When the effort runs out, what was reached so far is implied all the same.
            while effort <= self.effort
                && let Some(at) = stack.pop()
            {
                for further in self.graph.successors(at) {
                    effort += 1;
                    let seen = &mut self.reached_by[further.0 as usize];
                    if *seen != Some(event) && self.knots.number[further.0 as usize] >= last {
                        *seen = Some(event);
                        stack.push(further);
                    }
                }
            }
        }
        implied
    }

    fn number(&self, event: EventId) -> usize {
        self.knots.number[event.0 as usize]
    }
}
