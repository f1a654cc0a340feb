//! The other ways out of each contradiction.
//!
//! Where facts contradict each other, [`super::conflict`] gives one of them up; an answer that depends on this
//! choice is contested. A [`Repair`] is the network with another fact of the same contradiction given up instead.

use crate::order::conflict::{Ground, Settled, least_trusted, ways_out};
use crate::order::core::{facts_of, minimal};
use crate::order::network::{Network, Node};
use crate::order::points::{UTC, end, start};
use crate::order::relax::Relaxation;
use crate::order::solution::Solution;
use crate::order::{Clash, Contradiction, FactId};
use crate::timeline::EventId;

/// How many facts of one contradiction are tried.
const TRIED_PER_CONTRADICTION: usize = 12;
/// How many facts more may be given up for one repair to work.
const FURTHER_LIMIT: usize = 20;
/// How many points all repairs together may hold in memory.
const POINT_LIMIT: usize = 8_000_000;

/// A way out of a contradiction.
pub(super) struct Repair {
    /// The number of the contradiction.
    pub contradiction: usize,
    /// The fact of it that is given up.
    pub given_up: FactId,
    /// What is left in force.
    pub solution: Solution,
}

/// The ways out of contradictions.
pub(super) struct Repairs {
    /// Every other way out of every listed contradiction, in their order, as far as the limits allow.
    pub list: Vec<Repair>,
    /// Whether the limits kept some from being tried.
    pub is_cut: bool,
}

/// Finds the other ways out of every contradiction that nothing decides.
pub(super) fn repairs(ground: Ground<'_>, settled: &Settled) -> Repairs {
    let mut list = Vec::new();
    let mut is_cut = false;
    let affordable = POINT_LIMIT / ground.network.node_count();
    for (number, contradiction) in settled.contradictions.iter().enumerate() {
        let kept = contradiction.withdrawn;
        let others: Vec<FactId> = ways_out(ground, contradiction);
        let others: Vec<FactId> = others.into_iter().filter(|&fact| fact != kept).collect();
        is_cut |= others.len() > TRIED_PER_CONTRADICTION;
        for &given_up in others.iter().take(TRIED_PER_CONTRADICTION) {
            if list.len() >= affordable {
                return Repairs { list, is_cut: true };
            }
            let among_versions = contradiction.clash != Clash::Author;
            if let Some(solution) =
                repair(ground, &settled.solution, kept, given_up, among_versions)
            {
                list.push(Repair { contradiction: number, given_up, solution });
            }
        }
    }
    Repairs { list, is_cut }
}

/// The solution with one fact given up instead of another; `None` if that other cannot hold at all.
fn repair(
    ground: Ground<'_>,
    settled: &Solution,
    kept: FactId,
    given_up: FactId,
    among_versions: bool,
) -> Option<Solution> {
    let network = ground.network;
    let mut relaxation =
        Relaxation::new(network, settled.withdrawn().clone(), settled.potentials());
    relaxation.withdraw(given_up);
    relaxation.restore(kept);
    for _ in 0..=FURTHER_LIMIT {
        let Err(cycle) = relaxation.resume() else {
            let (withdrawn, potentials) = relaxation.into_parts();
            return Some(Solution::new(withdrawn, potentials));
        };
        let core = minimal(network, &facts_of(network, &cycle), &[])?;
        let others: Vec<FactId> = core.facts.into_iter().filter(|&fact| fact != kept).collect();
        let further = least_trusted(ground, &others, among_versions)?;
        if among_versions && !ground.voices.is_version(further) {
            // What must hold refutes the version.
            return None;
        }
        relaxation.withdraw(further);
    }
    None
}

/// Groups of events that facts join without the help of the calendar.
///
/// Facts about one group cannot change what is known between events of other groups.
pub(super) struct Islands(Vec<u32>);

impl Islands {
    /// The islands of a network.
    pub fn of(network: &Network) -> Islands {
        let mut islands = Islands((0..network.node_count() as u32).collect());
        for edge in network.edges() {
            // The local origin joins what hangs on it: facts can narrow where it lies.
            if edge.from != UTC && edge.to != UTC {
                islands.join(edge.from, edge.to);
            }
        }
        for node in 0..network.node_count() as u32 {
            islands.0[node as usize] = islands.find(Node(node)).0;
        }
        islands
    }

    /// Whether a contradiction can bear on what is known between two events.
    pub fn touches(
        &self,
        network: &Network,
        contradiction: &Contradiction,
        a: EventId,
        b: EventId,
    ) -> bool {
        let near = [self.0[end(a).index()], self.0[start(b).index()]];
        let edges = contradiction.facts.iter().flat_map(|&fact| network.of_fact(fact));
        edges
            .map(|&edge| network.edge(edge))
            .flat_map(|edge| [edge.from, edge.to])
            .any(|node| near.contains(&self.0[node.index()]))
    }

    fn find(&self, node: Node) -> Node {
        let mut at = node.0;
        while self.0[at as usize] != at {
            at = self.0[at as usize];
        }
        Node(at)
    }

    fn join(&mut self, a: Node, b: Node) {
        let (top_a, top_b) = (self.find(a).0, self.find(b).0);
        let top = top_a.min(top_b);
        self.0[top_a as usize] = top;
        self.0[top_b as usize] = top;
        // Shortens the way for those who ask later.
        self.0[a.index()] = top;
        self.0[b.index()] = top;
    }
}
