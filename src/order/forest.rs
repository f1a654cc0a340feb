//! How points were derived from each other: the forest that [`super::relax`] grows and fells.
//!
//! The trees are one ring in preorder, so that everything below a node is a run behind it, and to take a tree out is
//! to join two links. It knows no weights.

use crate::order::network::{EdgeId, Network, Node};

/// Where a node stands with regard to the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// It is not in the queue.
    No,
    /// It is in the queue, and its edges have to be looked at.
    Due,
    /// It is in the queue, but will be moved again before its edges need to be looked at.
    Stale,
}

/// How each moved node was derived: a forest in preorder as a doubly linked ring through `root`.
pub(super) struct Forest {
    root: usize,
    next: Vec<u32>,
    previous: Vec<u32>,
    /// Distance from the root; 0 is outside the forest (and the root itself).
    depth: Vec<u32>,
    /// The edge that a node was derived by; meaningful below depth 1 only.
    derived_by: Vec<EdgeId>,
}

impl Forest {
    /// An empty forest for so many nodes.
    pub fn new(nodes: usize) -> Forest {
        Forest {
            root: nodes,
            next: vec![nodes as u32; nodes + 1],
            previous: vec![nodes as u32; nodes + 1],
            depth: vec![0; nodes + 1],
            derived_by: vec![EdgeId(0); nodes],
        }
    }

    /// Puts a node that was derived from nothing below the root, unless it is in the forest already.
    pub fn plant(&mut self, node: Node) {
        if self.depth[node.index()] == 0 {
            self.insert_after(self.root, node);
        }
    }

    /// Puts a node that is outside the forest below another that is inside.
    pub fn graft(&mut self, node: Node, parent: Node, edge: EdgeId) {
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
    }

    /// The edge that a node was derived by, if it was derived from another.
    pub fn edge_to(&self, node: Node) -> Option<EdgeId> {
        (self.depth[node.index()] > 1).then(|| self.derived_by[node.index()])
    }

    /// Whether a node is another, or was derived from it.
    pub fn is_derived(&self, node: Node, from: Node) -> bool {
        node == from || self.below(from).any(|other| other == node)
    }

    /// The nodes below a node in the forest, in preorder.
    pub fn below(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let top = self.depth[node.index()];
        let first = if top == 0 { self.root } else { self.next[node.index()] as usize };
        std::iter::successors(Some(first), |&at| Some(self.next[at] as usize))
            .take_while(move |&at| self.depth[at] > top)
            .map(|at| Node(at as u32))
    }

    /// Takes a node and all that was derived from it out of the forest.
    pub fn fell(&mut self, node: Node, waiting: &mut [Waiting]) {
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
    pub fn path(&self, network: &Network, from: Node, to: Node) -> Vec<EdgeId> {
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

    /// Takes every node out.
    pub fn clear(&mut self) {
        let mut at = self.next[self.root] as usize;
        while at != self.root {
            self.depth[at] = 0;
            at = self.next[at] as usize;
        }
        self.next[self.root] = self.root as u32;
        self.previous[self.root] = self.root as u32;
    }
}
