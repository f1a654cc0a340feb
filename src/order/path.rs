//! The shortest argument for a bound: a path of few facts, not of least weight.
//!
//! The tightest path is seldom the one that a person would give: a chain of ten relations may be tighter than the
//! two dates that settle the matter. [`fewest_facts`] searches from both ends at once, by the number of facts, so
//! that a short argument is found in its neighbourhood however large the network is. The main origin of dates has
//! an edge to almost every event; a path needs it once at most, and both searches stop there and meet there.

use crate::order::network::{EdgeId, Network, Node};
use crate::order::solution::{Direction, Solution};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// How many labels are made in search of the fewest facts, before the tightest path has to do.
const LABEL_LIMIT: usize = 200_000;

/// A path from one point to another whose weights add up to at most `limit`, with as few facts as possible.
///
/// `None` if there is none.
pub(super) fn fewest_facts(
    network: &Network,
    solution: &Solution,
    from: Node,
    to: Node,
    limit: i64,
) -> Option<Vec<EdgeId>> {
    let potential = |node: Node| solution.potentials()[node.index()];
    let budget = limit.saturating_add(potential(from)).saturating_sub(potential(to));
    if budget < 0 {
        return None;
    }
    let hub = network.hubs().iter().copied().max_by_key(|&hub| network.out_of(hub).len());
    let ground = Ground { network, solution, hub, budget };
    let mut forward = Side::new(from, Direction::From);
    let mut backward = Side::new(to, Direction::To);
    forward.step(&ground, &backward);
    let mut best = backward.step(&ground, &forward).map(Meeting::turned);
    loop {
        // An argument not met yet runs beyond both fronts, or from the hub that one side has reached beyond the
        // front of the other.
        let (ahead, behind) = (forward.front(), backward.front());
        let unmet = ahead
            .saturating_add(behind)
            .min(forward.facts_to_hub.saturating_add(behind))
            .min(ahead.saturating_add(backward.facts_to_hub));
        if best.as_ref().map_or(u32::MAX, |meeting| meeting.facts) <= unmet {
            break;
        }
        if forward.labels.len() + backward.labels.len() > LABEL_LIMIT {
            return tightest(&ground, from, to);
        }
        let found = if ahead <= behind {
            forward.step(&ground, &backward)
        } else {
            backward.step(&ground, &forward).map(Meeting::turned)
        };
        best = best.into_iter().chain(found).min_by_key(|meeting| (meeting.facts, meeting.cost));
    }
    best.map(|meeting| {
        let mut path = forward.trace(meeting.here);
        path.reverse();
        path.extend(backward.trace(meeting.there));
        path
    })
}

/// What both searches walk on.
struct Ground<'a> {
    network: &'a Network,
    solution: &'a Solution,
    /// The origin with the most edges.
    hub: Option<Node>,
    /// What a path may cost.
    budget: i64,
}

/// A search from one end.
struct Side {
    direction: Direction,
    labels: Vec<Label>,
    /// Labels whose edges have not been looked at, those of the fewest facts first.
    open: BinaryHeap<Reverse<(u32, i64, usize)>>,
    /// The labels of each node whose edges have been looked at: ever more facts, ever lower cost.
    closed: HashMap<Node, Vec<usize>>,
    /// The fewest facts that lead to the hub.
    facts_to_hub: u32,
}

/// A way to reach a node: its facts, what it costs, the last edge, and the label it goes on from.
struct Label {
    node: Node,
    facts: u32,
    cost: i64,
    came_by: Option<(EdgeId, usize)>,
}

/// A label of one side and a label of the other that make a path together.
struct Meeting {
    facts: u32,
    cost: i64,
    here: usize,
    there: usize,
}

impl Meeting {
    /// The same, seen from the other side.
    fn turned(self) -> Meeting {
        Meeting { here: self.there, there: self.here, ..self }
    }
}

impl Side {
    fn new(end: Node, direction: Direction) -> Side {
        Side {
            direction,
            labels: vec![Label { node: end, facts: 0, cost: 0, came_by: None }],
            open: BinaryHeap::from([Reverse((0, 0, 0))]),
            closed: HashMap::new(),
            facts_to_hub: u32::MAX,
        }
    }

    /// The number of facts that the search has arrived at.
    fn front(&self) -> u32 {
        self.open.peek().map_or(u32::MAX, |&Reverse((facts, _, _))| facts)
    }

    /// Looks at the edges of the next label; gives the best path that it completes.
    fn step(&mut self, ground: &Ground<'_>, other: &Side) -> Option<Meeting> {
        let Reverse((facts, cost, label)) = self.open.pop()?;
        let node = self.labels[label].node;
        if self.is_known(node, cost) {
            return None;
        }
        self.closed.entry(node).or_default().push(label);
        let mut best = other.meeting(ground, &self.labels[label], label);
        if Some(node) == ground.hub {
            // Whatever lies beyond is left to the other side.
            self.facts_to_hub = self.facts_to_hub.min(facts);
            return best;
        }
        for (id, edge) in ground.solution.edges_at(ground.network, node, self.direction) {
            let next = self.direction.far_end(&edge);
            let reached = cost.saturating_add(ground.solution.cost(&edge));
            if reached > ground.budget || self.is_known(next, reached) {
                continue;
            }
            let facts = facts + u32::from(edge.fact.is_some());
            let index = self.labels.len();
            let label = Label { node: next, facts, cost: reached, came_by: Some((id, label)) };
            let met = other.meeting(ground, &label, index);
            best = best.into_iter().chain(met).min_by_key(|m| (m.facts, m.cost));
            self.labels.push(label);
            self.open.push(Reverse((facts, reached, index)));
        }
        best
    }

    /// Whether a node was reached before at this cost or less: then with no more facts, since these only grow.
    fn is_known(&self, node: Node, cost: i64) -> bool {
        let cheapest = self.closed.get(&node).and_then(|labels| labels.last());
        cheapest.is_some_and(|&label| self.labels[label].cost <= cost)
    }

    /// The path with the fewest facts that a label of the other side makes with one of this side.
    fn meeting(&self, ground: &Ground<'_>, label: &Label, index: usize) -> Option<Meeting> {
        let mut closed = self.closed.get(&label.node)?.iter();
        let there = *closed
            .find(|&&there| self.labels[there].cost.saturating_add(label.cost) <= ground.budget)?;
        Some(Meeting {
            facts: self.labels[there].facts + label.facts,
            cost: self.labels[there].cost + label.cost,
            here: index,
            there,
        })
    }

    /// The edges of a label, the last one first.
    fn trace(&self, label: usize) -> Vec<EdgeId> {
        let mut edges = Vec::new();
        let mut at = label;
        while let Some((edge, before)) = self.labels[at].came_by {
            edges.push(edge);
            at = before;
        }
        edges
    }
}

/// The path of least weight, if it is within the budget.
fn tightest(ground: &Ground<'_>, from: Node, to: Node) -> Option<Vec<EdgeId>> {
    let mut reached: HashMap<Node, (i64, Option<EdgeId>)> = HashMap::from([(from, (0, None))]);
    let mut heap = BinaryHeap::from([Reverse((0i64, from))]);
    while let Some(Reverse((cost, node))) = heap.pop() {
        if node == to {
            break;
        }
        if reached.get(&node).is_some_and(|&(known, _)| known < cost) {
            continue;
        }
        for (id, edge) in ground.solution.edges_at(ground.network, node, Direction::From) {
            let next = cost.saturating_add(ground.solution.cost(&edge));
            let known = reached.get(&edge.to).map_or(i64::MAX, |&(known, _)| known);
            if next < known && next <= ground.budget {
                reached.insert(edge.to, (next, Some(id)));
                heap.push(Reverse((next, edge.to)));
            }
        }
    }
    let mut path = Vec::new();
    let mut at = to;
    while let Some(edge) = reached.get(&at)?.1 {
        path.push(edge);
        at = ground.network.edge(edge).from;
    }
    path.reverse();
    Some(path)
}
