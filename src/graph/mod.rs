//! The petgraph of events and actors.
//!
//! [`EventGraph::build`] puts every event and actor of a [`Timeline`] into one directed graph with typed
//! nodes and edges, and answers questions of shape: cycles of order relations, reachability, connected
//! components, the transitive reduction that a picture shows. It knows no dates: what dates prove is the
//! business of [`crate::order`].

mod cycles;
mod reduction;

use crate::timeline::{ActorId, EventId, Party, RelationKind, Timeline};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use std::collections::VecDeque;

/// A node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An event.
    Event(EventId),
    /// An actor.
    Actor(ActorId),
}

/// An edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// Actor → event: takes part.
    TakesPart,
    /// Actor → event: speaks, writes or sends.
    Speaks,
    /// Event → actor: is addressed to.
    Addresses,
    /// Actor → actor: belongs to.
    MemberOf,
    /// Event → event: the first is over before the second begins, by the relation so named.
    Precedes(RelationKind),
    /// Event → event: a relation that says less than that, from the event that carries it to its target.
    Relates(RelationKind),
}

/// The graph of one timeline.
pub struct EventGraph {
    /// Events first, then actors, each in file order.
    graph: DiGraph<Node, Edge>,
    event_count: usize,
}

impl EventGraph {
    /// Builds the graph of a timeline.
    pub fn build(timeline: &Timeline) -> EventGraph {
        let event_count = timeline.events.len();
        let mut graph =
            DiGraph::with_capacity(event_count + timeline.actors.len(), event_count * 4);
        for event in timeline.event_ids() {
            graph.add_node(Node::Event(event));
        }
        for actor in timeline.actor_ids() {
            graph.add_node(Node::Actor(actor));
        }
        let mut built = EventGraph { graph, event_count };
        for actor in timeline.actor_ids() {
            if let Some(group) = timeline.actor(actor).member_of {
                built.link(Node::Actor(actor), Node::Actor(group), Edge::MemberOf);
            }
        }
        for event in timeline.event_ids() {
            built.add_parties(timeline, event);
            built.add_relations(timeline, event);
        }
        built
    }

    /// Every node: events, then actors, each in file order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.graph.node_weights().copied()
    }

    /// Every edge: memberships, then event by event its actors and its relations, in file order.
    pub fn edges(&self) -> impl Iterator<Item = (Node, Node, Edge)> + '_ {
        self.graph
            .edge_references()
            .map(|edge| (self.graph[edge.source()], self.graph[edge.target()], *edge.weight()))
    }

    /// Whether `after` and `before` relations lead from `a` to `b`, in one step or several.
    pub fn reaches(&self, a: EventId, b: EventId) -> bool {
        let mut seen = vec![false; self.event_count];
        let mut queue = VecDeque::from([a]);
        while let Some(event) = queue.pop_front() {
            for next in self.successors(event) {
                if next == b {
                    return true;
                }
                if !std::mem::replace(&mut seen[next.0 as usize], true) {
                    queue.push_back(next);
                }
            }
        }
        false
    }

    /// Events that hang together by relations or by actors who take part in both; each group and the list of
    /// groups in file order.
    pub fn components(&self) -> Vec<Vec<EventId>> {
        let mut sets = UnionFind::new(self.graph.node_count());
        for edge in self.graph.edge_references() {
            match edge.weight() {
                Edge::TakesPart
                | Edge::Speaks
                | Edge::Addresses
                | Edge::Precedes(_)
                | Edge::Relates(_) => {
                    sets.union(edge.source().index(), edge.target().index());
                }
                Edge::MemberOf => {}
            }
        }
        let mut group_of: Vec<Option<usize>> = vec![None; self.graph.node_count()];
        let mut groups: Vec<Vec<EventId>> = Vec::new();
        for event in (0..self.event_count as u32).map(EventId) {
            let set = sets.find(event.0 as usize);
            let group = *group_of[set].get_or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(event);
        }
        groups
    }

    /// The edges `a before b` that remain when every edge that others imply is dropped; in file order.
    ///
    /// Edges that begin or end in a cycle are kept: there, each may imply the other. So are those of an event whose
    /// search would take too long; an edge too many is true all the same.
    pub fn reduced_order(&self) -> Vec<(EventId, EventId)> {
        reduction::reduced_order(self)
    }

    /// One shortest cycle for each knot of `after`/`before` relations; empty when there is none. Each cycle
    /// starts at its first event in file order.
    pub fn cycles(&self) -> Vec<Vec<EventId>> {
        cycles::cycles(self)
    }

    /// The events that `after` and `before` relations put next after one, in file order of the relations.
    fn successors(&self, event: EventId) -> impl Iterator<Item = EventId> + '_ {
        let mut targets: Vec<EventId> = self
            .graph
            .edges(NodeIndex::new(event.0 as usize))
            .filter(|edge| matches!(edge.weight(), Edge::Precedes(_)))
            .map(|edge| EventId(edge.target().index() as u32))
            .collect();
        // petgraph gives the edges of a node last first.
        targets.reverse();
        targets.into_iter()
    }

    /// Every `Precedes` edge, in file order.
    fn precedences(&self) -> impl Iterator<Item = (EventId, EventId)> + '_ {
        self.edges().filter_map(|edge| {
            let (Node::Event(from), Node::Event(to), Edge::Precedes(_)) = edge else {
                return None;
            };
            Some((from, to))
        })
    }

    fn index(&self, node: Node) -> NodeIndex {
        match node {
            Node::Event(event) => NodeIndex::new(event.0 as usize),
            Node::Actor(actor) => NodeIndex::new(self.event_count + actor.0 as usize),
        }
    }

    fn link(&mut self, from: Node, to: Node, edge: Edge) {
        let (from, to) = (self.index(from), self.index(to));
        self.graph.add_edge(from, to, edge);
    }

    fn add_parties(&mut self, timeline: &Timeline, id: EventId) {
        let event = timeline.event(id);
        let actor = |party: Party| match party {
            Party::Actor(actor) => Some(Node::Actor(actor)),
            Party::Audience(_) => None,
        };
        for speaker in event.speaker.iter().filter_map(|p| actor(p.party)) {
            self.link(speaker, Node::Event(id), Edge::Speaks);
        }
        for participant in event.participants.iter().filter_map(|p| actor(p.party)) {
            self.link(participant, Node::Event(id), Edge::TakesPart);
        }
        for addressee in event.to.iter().filter_map(|p| actor(p.party)) {
            self.link(Node::Event(id), addressee, Edge::Addresses);
        }
    }

    fn add_relations(&mut self, timeline: &Timeline, id: EventId) {
        let relations = timeline.event(id).relations.iter();
        // What the editor set aside orders nothing.
        for relation in relations.filter(|relation| relation.rejected.is_none()) {
            let (a, b) = (Node::Event(id), Node::Event(relation.target));
            match relation.kind {
                RelationKind::After => self.link(b, a, Edge::Precedes(relation.kind)),
                RelationKind::Before => self.link(a, b, Edge::Precedes(relation.kind)),
                RelationKind::During
                | RelationKind::PartOf
                | RelationKind::RespondsTo
                | RelationKind::Announces
                | RelationKind::Quotes
                | RelationKind::Reports
                | RelationKind::Supersedes
                | RelationKind::Implements
                | RelationKind::SameAs => self.link(a, b, Edge::Relates(relation.kind)),
            }
        }
    }
}
