//! The shortest argument for a bound: a path of few facts, not of least weight.
//!
//! The tightest path is seldom the one that a person would give: a chain of ten relations may be tighter than the
//! two dates that settle the matter. [`fewest_facts`] gives a path that is tight enough and uses as few facts as
//! possible.

use crate::order::network::{Edge, EdgeId, Network, Node};
use crate::order::solution::{Direction, Solution};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// How many steps are tried for the fewest facts before the tightest path has to do.
const STEP_LIMIT: usize = 1 << 20;

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
    let rest = costs_to(network, solution, to, budget);
    let least = *rest.get(&from)?;
    let search = Search { network, solution, rest: &rest, from, to };
    // On tightest paths alone every point is reached at one cost only, so that this search is quick.
    search.run(budget).or_else(|| search.run(least))
}

/// What it costs to reach a point from every point that can reach it within the budget.
fn costs_to(network: &Network, solution: &Solution, to: Node, budget: i64) -> HashMap<Node, i64> {
    let mut settled = HashMap::new();
    let mut heap = BinaryHeap::new();
    if budget >= 0 {
        heap.push(Reverse((0i64, to)));
    }
    while let Some(Reverse((cost, node))) = heap.pop() {
        if settled.contains_key(&node) {
            continue;
        }
        settled.insert(node, cost);
        for (_, edge) in solution.edges_at(network, node, Direction::To) {
            let reached = cost.saturating_add(solution.cost(&edge));
            if reached <= budget && !settled.contains_key(&edge.from) {
                heap.push(Reverse((reached, edge.from)));
            }
        }
    }
    settled
}

/// What a search for a path needs to know.
struct Search<'a> {
    network: &'a Network,
    solution: &'a Solution,
    rest: &'a HashMap<Node, i64>,
    from: Node,
    to: Node,
}

/// One way to reach a point: the edge, and the label that it goes on from.
#[derive(Debug, Clone, Copy)]
struct Label {
    node: Node,
    came_by: Option<(EdgeId, usize)>,
}

impl Search<'_> {
    /// The path; `None` when the budget is too small or the steps run out.
    fn run(&self, budget: i64) -> Option<Vec<EdgeId>> {
        let mut labels = vec![Label { node: self.from, came_by: None }];
        let mut cheapest: HashMap<Node, i64> = HashMap::new();
        let mut heap = BinaryHeap::from([Reverse((0u32, 0i64, 0usize))]);
        while let Some(Reverse((facts, cost, label))) = heap.pop() {
            let node = labels[label].node;
            if node == self.to {
                return Some(trace(&labels, label));
            }
            // Labels come with ever more facts: one that is not cheaper than an earlier one is of no use.
            if cheapest.get(&node).is_some_and(|&known| known <= cost) {
                continue;
            }
            cheapest.insert(node, cost);
            for (id, edge) in self.solution.edges_at(self.network, node, Direction::From) {
                let reached = cost.saturating_add(self.solution.cost(&edge));
                if !self.leads_on(&edge, reached, budget, &cheapest) {
                    continue;
                }
                if labels.len() >= STEP_LIMIT {
                    return None;
                }
                let facts = facts + u32::from(edge.fact.is_some());
                heap.push(Reverse((facts, reached, labels.len())));
                labels.push(Label { node: edge.to, came_by: Some((id, label)) });
            }
        }
        None
    }

    /// Whether the goal can still be reached within the budget.
    fn leads_on(
        &self,
        edge: &Edge,
        reached: i64,
        budget: i64,
        cheapest: &HashMap<Node, i64>,
    ) -> bool {
        self.rest.get(&edge.to).is_some_and(|&rest| reached.saturating_add(rest) <= budget)
            && cheapest.get(&edge.to).is_none_or(|&known| reached < known)
    }
}

/// The edges that lead to a label, in order.
fn trace(labels: &[Label], last: usize) -> Vec<EdgeId> {
    let mut edges = Vec::new();
    let mut at = last;
    while let Some((edge, before)) = labels[at].came_by {
        edges.push(edge);
        at = before;
    }
    edges.reverse();
    edges
}
