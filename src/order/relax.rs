//! Can all constraints hold? Potentials that show it, or a circle of edges that shows the contrary.
//!
//! [`Relaxation`] is Bellman and Ford's method with a first-in-first-out queue and Tarjan's disassembly of
//! subtrees: when a point moves, everything that was derived from its old place leaves the tree at once, and a
//! point that would be derived from itself is a negative cycle, found at the earliest moment. Nothing recurses.
//! It can be resumed after facts are withdrawn or restored, at the cost of what the change touches: what was derived
//! by a fact is taken back with it.
//!
//! Source: B. V. Cherkassky and A. V. Goldberg, "Negative-cycle detection algorithms", 1999 (method BFCT).

use crate::order::FactId;
use crate::order::network::{EdgeId, Network, Node, Withdrawn};
use std::collections::VecDeque;

/// A node with more edges than this is moved only after a look for a cycle through it: to follow them all is dear.
const CROWDED: usize = 64;

/// A search for potentials: numbers with `potential(to) <= potential(from) + weight` for every edge in force.
pub(super) struct Relaxation<'n> {
    network: &'n Network,
    withdrawn: Withdrawn,
    /// Where the points were to begin with.
    initial: Vec<i64>,
    potentials: Vec<i64>,
    queue: VecDeque<Node>,
    waiting: Vec<Waiting>,
    /// Nodes that left the queue unseen, because they were to be moved again.
    skipped: Vec<Node>,
    tree: Tree,
}

/// Where a node stands with regard to the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// It is not in the queue.
    No,
    /// It is in the queue, and its edges have to be looked at.
    Due,
    /// It is in the queue, but will be moved again before its edges need to be looked at.
    Stale,
}

/// How each moved node was derived: a forest in preorder as a doubly linked ring through `root`.
struct Tree {
    root: usize,
    next: Vec<u32>,
    previous: Vec<u32>,
    /// Distance from the root; 0 is outside the forest (and the root itself).
    depth: Vec<u32>,
    /// The edge that a node was derived by; meaningful below depth 1 only.
    derived_by: Vec<EdgeId>,
    /// Every node that entered the forest, so that clearing costs no more than filling did.
    entered: Vec<Node>,
}

impl<'n> Relaxation<'n> {
    /// Starts from potentials that may break some constraints.
    pub fn new(network: &'n Network, withdrawn: Withdrawn, potentials: Vec<i64>) -> Relaxation<'n> {
        let nodes = network.node_count();
        Relaxation {
            network,
            withdrawn,
            initial: potentials.clone(),
            potentials,
            queue: VecDeque::new(),
            waiting: vec![Waiting::No; nodes],
            skipped: Vec::new(),
            tree: Tree::new(nodes),
        }
    }

    /// Takes a fact out of force, and what was derived by it back to where it was at first.
    pub fn withdraw(&mut self, fact: FactId) {
        self.withdrawn.withdraw(fact);
        for &id in self.network.of_fact(fact) {
            let node = self.network.edge(id).to;
            if self.tree.edge_to(node) == Some(id) {
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
        self.tree.clear();
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
        self.tree.plant(node);
        for &id in self.network.out_of(node) {
            let edge = self.network.edge(id);
            let reach = self.potentials[node.index()].saturating_add(edge.weight);
            if reach >= self.potentials[edge.to.index()] || !self.withdrawn.allows(&edge) {
                continue;
            }
            if self.tree.is_derived(node, edge.to) {
                let mut cycle = self.tree.path(self.network, edge.to, node);
                cycle.push(id);
                return Err(cycle);
            }
            if let Some(closing) = self.closing_edge(node, edge.to, reach) {
                let first = self.network.edge(closing).to;
                let mut cycle = self.tree.path(self.network, first, node);
                cycle.extend([id, closing]);
                return Err(cycle);
            }
            self.tree.fell(edge.to, &mut self.waiting);
            self.potentials[edge.to.index()] = reach;
            self.tree.graft(edge.to, node, id);
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
            at = self.network.edge(self.tree.edge_to(at)?).from;
        }
    }

    /// Moves a node, and all that was derived from it, back to where it was at first, and looks at what that breaks.
    fn take_back(&mut self, node: Node) {
        let moved: Vec<Node> = std::iter::once(node).chain(self.tree.below(node)).collect();
        self.tree.fell(node, &mut self.waiting);
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

impl Tree {
    fn new(nodes: usize) -> Tree {
        Tree {
            root: nodes,
            next: vec![nodes as u32; nodes + 1],
            previous: vec![nodes as u32; nodes + 1],
            depth: vec![0; nodes + 1],
            derived_by: vec![EdgeId(0); nodes],
            entered: Vec::new(),
        }
    }

    /// Puts a node that was derived from nothing below the root, unless it is in the forest already.
    fn plant(&mut self, node: Node) {
        if self.depth[node.index()] == 0 {
            self.insert_after(self.root, node);
        }
    }

    /// Puts a node that is outside the forest below another that is inside.
    fn graft(&mut self, node: Node, parent: Node, edge: EdgeId) {
        self.insert_after(parent.index(), node);
        self.derived_by[node.index()] = edge;
    }

    fn insert_after(&mut self, parent: usize, node: Node) {
        let after = self.next[parent];
        self.next[parent] = node.0;
        self.previous[node.index()] = parent as u32;
        self.next[node.index()] = after;
        self.previous[after as usize] = node.0;
        self.depth[node.index()] = self.depth[parent] + 1;
        self.entered.push(node);
    }

    /// The edge that a node was derived by, if it was derived from another.
    fn edge_to(&self, node: Node) -> Option<EdgeId> {
        (self.depth[node.index()] > 1).then(|| self.derived_by[node.index()])
    }

    /// Whether a node is, or was derived from, another.
    fn is_derived(&self, node: Node, from: Node) -> bool {
        node == from || self.below(from).any(|other| other == node)
    }

    /// The nodes below a node in the forest, in preorder.
    fn below(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let top = self.depth[node.index()];
        let first = if top == 0 { self.root } else { self.next[node.index()] as usize };
        std::iter::successors(Some(first), |&at| Some(self.next[at] as usize))
            .take_while(move |&at| self.depth[at] > top)
            .map(|at| Node(at as u32))
    }

    /// Takes a node and all that was derived from it out of the forest.
    fn fell(&mut self, node: Node, waiting: &mut [Waiting]) {
        let top = self.depth[node.index()];
        if top == 0 {
            return;
        }
        let before = self.previous[node.index()] as usize;
        let mut at = node.index();
        loop {
            self.depth[at] = 0;
            if waiting[at] == Waiting::Due {
                waiting[at] = Waiting::Stale;
            }
            at = self.next[at] as usize;
            if self.depth[at] <= top {
                break;
            }
        }
        self.next[before] = at as u32;
        self.previous[at] = before as u32;
    }

    /// The edges by which one node was derived from another.
    fn path(&self, network: &Network, from: Node, to: Node) -> Vec<EdgeId> {
        let mut path = Vec::new();
        let mut at = to;
        while at != from {
            let edge = self.derived_by[at.index()];
            path.push(edge);
            at = network.edge(edge).from;
        }
        path.reverse();
        path
    }

    fn clear(&mut self) {
        for node in self.entered.drain(..) {
            self.depth[node.index()] = 0;
        }
        self.next[self.root] = self.root as u32;
        self.previous[self.root] = self.root as u32;
    }
}
