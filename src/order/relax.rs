//! Can all constraints hold? Potentials that show it, or a circle of edges that shows the contrary.
//!
//! [`Relaxation`] is Bellman and Ford's method with a first-in-first-out queue and Tarjan's disassembly of
//! subtrees: when a point moves, everything that was derived from its old place leaves the [`Forest`] at once, and a
//! point that would be derived from itself is a negative cycle, found at the earliest moment. Nothing recurses.
//! It can be resumed after facts are withdrawn or restored, at the cost of what the change touches: what was derived
//! by a fact is taken back with it.
//!
//! Source: B. V. Cherkassky and A. V. Goldberg, "Negative-cycle detection algorithms", 1999 (method BFCT).

use crate::order::FactId;
use crate::order::forest::{Forest, Waiting};
use crate::order::network::{EdgeId, Network, Node, Withdrawn};
use std::collections::VecDeque;

/// A node with more edges than this is moved only after a look for a cycle through it: to follow them all is dear.
const CROWDED: usize = if cfg!(test) { 3 } else { 64 };

/// A search for potentials: numbers with `potential(to) <= potential(from) + weight` for every edge in force.
pub(super) struct Relaxation<'n> {
    network: &'n Network,
    withdrawn: Withdrawn,
    /// Where the points were to begin with.
    initial: &'n [i64],
    potentials: Vec<i64>,
    queue: VecDeque<Node>,
    waiting: Vec<Waiting>,
    /// Nodes that left the queue unseen, because they were to be moved again.
    skipped: Vec<Node>,
    forest: Forest,
}

impl<'n> Relaxation<'n> {
    /// Starts from potentials that may break some constraints.
    pub fn new(network: &'n Network, withdrawn: Withdrawn, initial: &'n [i64]) -> Relaxation<'n> {
        let nodes = network.node_count();
        Relaxation {
            network,
            withdrawn,
            initial,
            potentials: initial.to_vec(),
            queue: VecDeque::new(),
            waiting: vec![Waiting::No; nodes],
            skipped: Vec::new(),
            forest: Forest::new(nodes),
        }
    }

    /// Takes a fact out of force, and what was derived by it back to where it was at first.
    pub fn withdraw(&mut self, fact: FactId) {
        self.withdrawn.withdraw(fact);
        for &id in self.network.of_fact(fact) {
            let node = self.network.edge(id).to;
            if self.forest.edge_to(node) == Some(id) {
                self.take_back(node);
            }
        }
        // What was to be moved again may now stay where it is.
        for node in &self.queue {
            self.waiting[node.index()] = Waiting::Due;
        }
        for node in std::mem::take(&mut self.skipped) {
            self.look_at(node);
        }
    }

    /// Puts a fact back into force, to be looked at by [`Relaxation::resume`].
    pub fn restore(&mut self, fact: FactId) {
        self.withdrawn.restore(fact);
        for &edge in self.network.of_fact(fact) {
            self.look_at(self.network.edge(edge).from);
        }
    }

    /// Moves points until every constraint in force holds, having looked at all of them.
    ///
    /// # Errors
    /// A simple cycle of edges in force whose weights add up to less than zero. To go on, withdraw a fact of the
    /// cycle and call [`Relaxation::resume`].
    pub fn run(&mut self) -> Result<(), Vec<EdgeId>> {
        for edge in self.network.edges() {
            let reach = self.potentials[edge.from.index()].saturating_add(edge.weight);
            if reach < self.potentials[edge.to.index()] && self.withdrawn.allows(edge) {
                self.look_at(edge.from);
            }
        }
        self.resume()
    }

    /// As [`Relaxation::run`], but looks only at what was left undone or restored since the last call.
    ///
    /// # Errors
    /// As [`Relaxation::run`].
    pub fn resume(&mut self) -> Result<(), Vec<EdgeId>> {
        while let Some(node) = self.queue.pop_front() {
            match std::mem::replace(&mut self.waiting[node.index()], Waiting::No) {
                Waiting::Due => {
                    if let Err(cycle) = self.scan(node) {
                        self.look_at(node);
                        return Err(cycle);
                    }
                }
                Waiting::Stale => self.skipped.push(node),
                Waiting::No => {}
            }
        }
        self.forest.clear();
        self.skipped.clear();
        Ok(())
    }

    /// The facts out of force and the potentials; after a success, these hold every constraint in force.
    pub fn into_parts(self) -> (Withdrawn, Vec<i64>) {
        (self.withdrawn, self.potentials)
    }

    fn look_at(&mut self, node: Node) {
        if self.waiting[node.index()] == Waiting::No {
            self.queue.push_back(node);
        }
        self.waiting[node.index()] = Waiting::Due;
    }

    /// Moves whatever the edges of a node demand to be moved.
    ///
    /// # Errors
    /// A negative cycle.
    fn scan(&mut self, node: Node) -> Result<(), Vec<EdgeId>> {
        self.forest.plant(node);
        for &id in self.network.out_of(node) {
            let edge = self.network.edge(id);
            let reach = self.potentials[node.index()].saturating_add(edge.weight);
            if reach >= self.potentials[edge.to.index()] || !self.withdrawn.allows(&edge) {
                continue;
            }
            if self.forest.is_derived(node, edge.to) {
                let mut cycle = self.forest.path(self.network, edge.to, node);
                cycle.push(id);
                return Err(cycle);
            }
            if let Some(closing) = self.closing_edge(node, edge.to, reach) {
                let first = self.network.edge(closing).to;
                let mut cycle = self.forest.path(self.network, first, node);
                cycle.extend([id, closing]);
                return Err(cycle);
            }
            self.forest.fell(edge.to, &mut self.waiting);
            self.potentials[edge.to.index()] = reach;
            self.forest.graft(edge.to, node, id);
            self.look_at(edge.to);
        }
        Ok(())
    }

    /// An edge from a crowded node, once that is moved, to one that its move is derived from, by which that one would
    /// have to move too.
    fn closing_edge(&self, node: Node, crowded: Node, reach: i64) -> Option<EdgeId> {
        if self.network.out_of(crowded).len() <= CROWDED {
            return None;
        }
        let mut at = node;
        loop {
            let closes = |&&id: &&EdgeId| {
                let edge = self.network.edge(id);
                edge.from == crowded
                    && reach.saturating_add(edge.weight) < self.potentials[at.index()]
                    && self.withdrawn.allows(&edge)
            };
            if let Some(&closing) = self.network.into(at).iter().find(closes) {
                return Some(closing);
            }
            at = self.network.edge(self.forest.edge_to(at)?).from;
        }
    }

    /// Moves a node, and all that was derived from it, back to where it was at first, and looks at what that breaks.
    fn take_back(&mut self, node: Node) {
        let moved: Vec<Node> = std::iter::once(node).chain(self.forest.below(node)).collect();
        self.forest.fell(node, &mut self.waiting);
        for &node in &moved {
            self.potentials[node.index()] = self.initial[node.index()];
        }
        for &node in &moved {
            for &id in self.network.into(node) {
                let edge = self.network.edge(id);
                let reach = self.potentials[edge.from.index()].saturating_add(edge.weight);
                if reach < self.potentials[node.index()] && self.withdrawn.allows(&edge) {
                    self.look_at(edge.from);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Relaxation;
    use crate::order::FactId;
    use crate::order::network::{Edge, EdgeId, Network, Node, Withdrawn};

    /// Numbers that look random, from a seed.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, below: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_041);
            (self.0 >> 33) % below
        }
    }

    const FACTS: u64 = 12;

    fn network(dice: &mut Dice, nodes: u64) -> Network {
        let edge = |_| Edge {
            from: Node(dice.roll(nodes) as u32),
            to: Node(dice.roll(nodes) as u32),
            weight: dice.roll(12) as i64 - 3,
            fact: Some(FactId(dice.roll(FACTS) as u32)),
        };
        Network::new(nodes as usize, FACTS as usize, (0..nodes * 2).map(edge).collect())
    }

    fn assert_negative_cycle(network: &Network, withdrawn: &[bool], cycle: &[EdgeId]) {
        let edges: Vec<Edge> = cycle.iter().map(|&id| network.edge(id)).collect();
        for (edge, next) in edges.iter().zip(edges.iter().cycle().skip(1)) {
            assert_eq!(edge.to, next.from);
            assert!(edge.fact.is_none_or(|fact| !withdrawn[fact.0 as usize]));
        }
        let mut nodes: Vec<Node> = edges.iter().map(|edge| edge.from).collect();
        nodes.sort();
        nodes.dedup();
        assert_eq!(nodes.len(), edges.len(), "the cycle is simple");
        assert!(edges.iter().map(|edge| edge.weight).sum::<i64>() < 0);
    }

    /// Facts come and go; each time the potentials hold what is in force, or a cycle shows that nothing can.
    #[test]
    fn whatever_is_withdrawn_and_restored_the_outcome_is_right() {
        for seed in 0..2_000 {
            let mut dice = Dice(seed);
            let nodes = 2 + dice.roll(10);
            let network = network(&mut dice, nodes);
            let mut withdrawn = [false; FACTS as usize];
            let none = Withdrawn::none(FACTS as usize);
            let initial = vec![0; nodes as usize];
            let mut relaxation = Relaxation::new(&network, none, &initial);
            let mut outcome = relaxation.run();
            for _ in 0..30 {
                match outcome {
                    Ok(()) => {
                        for edge in network.edges() {
                            let fact = edge.fact.map_or(0, |fact| fact.0 as usize);
                            let reach = relaxation.potentials[edge.from.index()] + edge.weight;
                            let holds = relaxation.potentials[edge.to.index()] <= reach;
                            assert!(holds || withdrawn[fact], "seed {seed}: {edge:?}");
                        }
                        let back = dice.roll(FACTS) as usize;
                        withdrawn[back] = false;
                        relaxation.restore(FactId(back as u32));
                    }
                    Err(cycle) => {
                        assert_negative_cycle(&network, &withdrawn, &cycle);
                        let given_up = cycle[dice.roll(cycle.len() as u64) as usize];
                        let Some(fact) = network.edge(given_up).fact else { unreachable!() };
                        withdrawn[fact.0 as usize] = true;
                        relaxation.withdraw(fact);
                    }
                }
                outcome = relaxation.resume();
            }
        }
    }
}
