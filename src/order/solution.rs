//! Tightest bounds between points of a network that can hold.
//!
//! A [`Solution`] is a set of facts in force together with potentials that satisfy them. The potentials turn
//! every weight into a cost of zero or more (Johnson 1977), so that Dijkstra's method gives tightest bounds. Most
//! questions are about neighbours and end after a few steps; what runs through the origins of the calendars is
//! answered from two tables made once.

use crate::order::network::{Edge, EdgeId, Network, Node, Withdrawn};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::OnceLock;

/// A bound that is none.
pub(super) const UNBOUNDED: i64 = i64::MAX;

/// Facts that can all hold, with numbers that prove it.
pub(super) struct Solution {
    withdrawn: Withdrawn,
    potentials: Vec<i64>,
    to_hubs: OnceLock<Vec<HubBounds>>,
}

/// The tightest bounds between one origin and every point, in seconds; [`UNBOUNDED`] where there is none.
pub(super) struct HubBounds {
    /// Upper bounds of `point − hub`, by point.
    pub latest: Vec<i64>,
    /// Upper bounds of `hub − point`, by point: minus the earliest.
    pub earliest_negated: Vec<i64>,
}

/// Whether distances are from the sources to all points or from all points to the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// From the sources, along the edges.
    From,
    /// To the sources, against the edges.
    To,
}

impl Solution {
    /// A solution from potentials that satisfy every edge in force.
    pub fn new(withdrawn: Withdrawn, potentials: Vec<i64>) -> Solution {
        Solution { withdrawn, potentials, to_hubs: OnceLock::new() }
    }

    /// The facts that are not in force.
    pub fn withdrawn(&self) -> &Withdrawn {
        &self.withdrawn
    }

    /// The potentials.
    pub fn potentials(&self) -> &[i64] {
        &self.potentials
    }

    /// Bounds between each hub and every point, in the order of the hubs; made at the first call.
    fn hub_bounds(&self, network: &Network) -> &[HubBounds] {
        self.to_hubs.get_or_init(|| {
            let bounds = |&hub| HubBounds {
                latest: self.distances(network, &[(hub, 0)], Direction::From),
                earliest_negated: self.distances(network, &[(hub, 0)], Direction::To),
            };
            network.hubs().iter().map(bounds).collect()
        })
    }

    /// Bounds between one hub and every point; `None` if it is no hub.
    pub fn bounds_from(&self, network: &Network, hub: Node) -> Option<&HubBounds> {
        let place = network.hubs().iter().position(|&other| other == hub)?;
        self.hub_bounds(network).get(place)
    }

    /// For every point the least of `offset + distance` over all sources; [`UNBOUNDED`] where none is reached.
    pub fn distances(
        &self,
        network: &Network,
        sources: &[(Node, i64)],
        direction: Direction,
    ) -> Vec<i64> {
        let mut costs = vec![UNBOUNDED; network.node_count()];
        let mut heap = BinaryHeap::new();
        for &(node, offset) in sources {
            let cost = offset.saturating_add(self.signed_potential(node, direction));
            if cost < costs[node.index()] {
                costs[node.index()] = cost;
                heap.push(Reverse((cost, node)));
            }
        }
        while let Some(Reverse((cost, node))) = heap.pop() {
            if cost > costs[node.index()] {
                continue;
            }
            for (_, edge) in self.edges_at(network, node, direction) {
                let next = direction.far_end(&edge);
                let reached = cost.saturating_add(self.cost(&edge));
                if reached < costs[next.index()] {
                    costs[next.index()] = reached;
                    heap.push(Reverse((reached, next)));
                }
            }
        }
        for (index, cost) in costs.iter_mut().enumerate() {
            if *cost != UNBOUNDED {
                *cost = cost.saturating_sub(self.signed_potential(Node(index as u32), direction));
            }
        }
        costs
    }

    /// The tightest upper bound of `to − from`; `None` if there is none.
    pub fn distance(&self, network: &Network, from: Node, to: Node) -> Option<i64> {
        let through_hub = self.distance_through_hubs(network, from, to);
        if network.hubs().contains(&from) || network.hubs().contains(&to) {
            return (through_hub != UNBOUNDED).then_some(through_hub);
        }
        match self.distance_aside(network, from, to, through_hub) {
            Some(distance) => Some(distance),
            None => (through_hub != UNBOUNDED).then_some(through_hub),
        }
    }

    /// Whether `to − from <= limit` follows from the facts in force.
    pub fn implies(&self, network: &Network, from: Node, to: Node, limit: i64) -> bool {
        // No distance is less than the difference of the potentials.
        if self.potentials[to.index()].saturating_sub(self.potentials[from.index()]) > limit {
            return false;
        }
        self.distance_through_hubs(network, from, to) <= limit
            || self.distance_aside(network, from, to, limit).is_some()
    }

    /// The tightest bound on paths that touch an origin.
    fn distance_through_hubs(&self, network: &Network, from: Node, to: Node) -> i64 {
        let through = |bounds: &HubBounds| {
            let (out, back) = (bounds.earliest_negated[from.index()], bounds.latest[to.index()]);
            if out == UNBOUNDED || back == UNBOUNDED { UNBOUNDED } else { out.saturating_add(back) }
        };
        self.hub_bounds(network).iter().map(through).min().unwrap_or(UNBOUNDED)
    }

    /// The tightest bound, if at most `limit`, on paths that touch no origin.
    fn distance_aside(&self, network: &Network, from: Node, to: Node, limit: i64) -> Option<i64> {
        let shift = self.potentials[to.index()].saturating_sub(self.potentials[from.index()]);
        let budget = limit.saturating_sub(shift);
        let mut costs = HashMap::from([(from, 0i64)]);
        let mut heap = BinaryHeap::from([Reverse((0i64, from))]);
        while let Some(Reverse((cost, node))) = heap.pop() {
            if node == to {
                return Some(cost.saturating_add(shift));
            }
            if costs.get(&node).is_some_and(|&known| known < cost) {
                continue;
            }
            for (_, edge) in self.edges_at(network, node, Direction::From) {
                let reached = cost.saturating_add(self.cost(&edge));
                if reached > budget
                    || network.hubs().contains(&edge.to)
                    || costs.get(&edge.to).is_some_and(|&known| known <= reached)
                {
                    continue;
                }
                costs.insert(edge.to, reached);
                heap.push(Reverse((reached, edge.to)));
            }
        }
        None
    }

    /// What an edge costs beyond what the potentials already account for; never negative.
    pub fn cost(&self, edge: &Edge) -> i64 {
        let gain =
            self.potentials[edge.from.index()].saturating_sub(self.potentials[edge.to.index()]);
        edge.weight.saturating_add(gain)
    }

    /// The edges in force that leave or enter a node, as the direction demands.
    pub fn edges_at<'a>(
        &'a self,
        network: &'a Network,
        node: Node,
        direction: Direction,
    ) -> impl Iterator<Item = (EdgeId, Edge)> + 'a {
        let ids = match direction {
            Direction::From => network.out_of(node),
            Direction::To => network.into(node),
        };
        ids.iter().map(|&id| (id, network.edge(id))).filter(|(_, edge)| self.withdrawn.allows(edge))
    }

    /// What turns a distance into a sum of costs when added to it.
    fn signed_potential(&self, node: Node, direction: Direction) -> i64 {
        let potential = self.potentials[node.index()];
        match direction {
            Direction::From => potential.saturating_neg(),
            Direction::To => potential,
        }
    }
}

impl Direction {
    /// The end of an edge that a search in this direction arrives at.
    pub fn far_end(self, edge: &Edge) -> Node {
        match self {
            Direction::From => edge.to,
            Direction::To => edge.from,
        }
    }
}
