//! Which facts force something, and none too many.
//!
//! A negative cycle is a least set of edges, but not of facts: one fact gives several edges, and another choice of
//! them may do with fewer facts. [`minimal`] leaves out one fact after the other and keeps those without which
//! everything can hold.

use crate::order::FactId;
use crate::order::network::{Edge, EdgeId, Network, Node, Withdrawn};
use crate::order::relax::Relaxation;
use std::collections::{BTreeSet, HashSet};

/// Facts that cannot all hold, every one needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Core {
    /// The facts, once each, in the order of the circle that they form.
    pub facts: Vec<FactId>,
    /// By how much the circle misses, in seconds; at least 1.
    pub short_by_s: i64,
}

/// The facts behind edges, once each, in the order of the edges.
pub(super) fn facts_of(network: &Network, edges: &[EdgeId]) -> Vec<FactId> {
    let mut seen = BTreeSet::new();
    let facts = edges.iter().filter_map(|&edge| network.edge(edge).fact);
    facts.filter(|&fact| seen.insert(fact)).collect()
}

/// The facts among `facts` that cannot hold together, or not under the hypotheses if there are any.
///
/// The circle is given from the last hypothesis on if it runs through it. Hypotheses that carry a fact are those of
/// that fact, if it is among `facts`. `None` when they can all hold.
pub(super) fn minimal(network: &Network, facts: &[FactId], hypotheses: &[Edge]) -> Option<Core> {
    let part = Part::of(network, facts, hypotheses);
    let count = part.facts.len();
    let potentials = vec![0; part.network.node_count()];
    let mut relaxation = Relaxation::new(&part.network, Withdrawn::none(count), &potentials);
    let mut cycle = relaxation.run().err()?;
    let mut kept = facts_of(&part.network, &cycle);
    let mut needed = vec![false; count];
    keep_only(&mut relaxation, &kept, count);
    let mut at = 0;
    while let Some(&fact) = kept.get(at) {
        at += 1;
        if needed[fact.0 as usize] {
            continue;
        }
        relaxation.withdraw(fact);
        match relaxation.resume() {
            Ok(()) => {
                needed[fact.0 as usize] = true;
                relaxation.restore(fact);
            }
            Err(smaller) => {
                // Whatever was needed before is part of every smaller cycle too.
                cycle = smaller;
                kept = facts_of(&part.network, &cycle);
                keep_only(&mut relaxation, &kept, count);
                at = 0;
            }
        }
    }
    let total: i64 = cycle.iter().map(|&edge| part.network.edge(edge).weight).sum();
    if let Some(place) = cycle.iter().position(|&edge| Some(edge) == part.hypothesis) {
        cycle.rotate_left(place + 1);
    } else if let Some(place) = first_fact(&part.network, &cycle) {
        cycle.rotate_left(place);
    }
    let facts = facts_of(&part.network, &cycle);
    Some(Core {
        facts: facts.iter().map(|fact| part.facts[fact.0 as usize]).collect(),
        short_by_s: total.saturating_neg(),
    })
}

/// Where in a cycle the run of edges of its first fact begins.
fn first_fact(network: &Network, cycle: &[EdgeId]) -> Option<usize> {
    let fact = |place: usize| network.edge(cycle[place]).fact;
    let first = (0..cycle.len()).filter_map(fact).min()?;
    (0..cycle.len()).find(|&place| {
        let before = if place == 0 { cycle.len() - 1 } else { place - 1 };
        fact(place) == Some(first) && (fact(before) != Some(first) || cycle.len() == 1)
    })
}

fn keep_only(relaxation: &mut Relaxation<'_>, kept: &[FactId], count: usize) {
    let mut keep = vec![false; count];
    for fact in kept {
        keep[fact.0 as usize] = true;
    }
    for (fact, keep) in keep.iter().enumerate() {
        if !keep {
            relaxation.withdraw(FactId(fact as u32));
        }
    }
}

/// The part of a network that some facts speak of, with nodes and facts of its own.
struct Part {
    network: Network,
    /// The fact that each fact of the part stands for.
    facts: Vec<FactId>,
    /// The last of the hypotheses.
    hypothesis: Option<EdgeId>,
}

impl Part {
    fn of(network: &Network, facts: &[FactId], hypotheses: &[Edge]) -> Part {
        let mut facts = facts.to_vec();
        facts.sort();
        facts.dedup();
        let is_made =
            |edge: &&Edge| edge.fact.is_none_or(|fact| facts.binary_search(&fact).is_ok());
        let hypotheses: Vec<Edge> = hypotheses.iter().filter(is_made).copied().collect();
        let mut edges: Vec<Edge> = facts
            .iter()
            .flat_map(|&fact| network.of_fact(fact))
            .map(|&edge| network.edge(edge))
            .collect();
        let mut nodes: Vec<Node> =
            edges.iter().chain(&hypotheses).flat_map(|edge| [edge.from, edge.to]).collect();
        nodes.sort();
        nodes.dedup();
        let mut seen: HashSet<Node> = nodes.iter().copied().collect();
        // Definitions lead on to other points: from the end to the start, from the delivery of a message to its sending.
        let mut reached = 0;
        while reached < nodes.len() {
            let further = network.definitions_at(nodes[reached]).map(|edge| edge.to);
            let further: Vec<Node> = further.collect();
            nodes.extend(further.into_iter().filter(|node| seen.insert(*node)));
            reached += 1;
        }
        nodes.sort();
        let definitions = nodes.iter().flat_map(|&node| network.definitions_at(node));
        edges.extend(definitions);
        edges.extend(&hypotheses);
        let node = |node: Node| Node(nodes.partition_point(|&other| other < node) as u32);
        for edge in &mut edges {
            edge.from = node(edge.from);
            edge.to = node(edge.to);
            edge.fact =
                edge.fact.map(|fact| FactId(facts.partition_point(|&other| other < fact) as u32));
        }
        let last = EdgeId(edges.len().saturating_sub(1) as u32);
        let hypothesis = (!hypotheses.is_empty()).then_some(last);
        Part { network: Network::new(nodes.len(), facts.len(), edges), facts, hypothesis }
    }
}
