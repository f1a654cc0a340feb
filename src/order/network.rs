//! A network of difference constraints between integer points, in flat arrays.
//!
//! A [`Network`] is a list of edges `from → to` of weight `w`, each of which says `to − from <= w`, grouped so
//! that the edges that leave a node, enter it or come from one fact are each a short run. It never changes once
//! built; which facts are in force is said beside it, by [`Withdrawn`], so that one network serves every repair.
//! It knows no events and no dates: [`mod@super::encode`] makes it.

use crate::order::FactId;

/// A point in time, or an origin that points are measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Node(pub u32);

impl Node {
    /// Its place in an array with one entry a node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Index of an edge in its network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EdgeId(pub u32);

/// `to − from <= weight`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// The point measured from.
    pub from: Node,
    /// The point that is bounded.
    pub to: Node,
    /// Seconds.
    pub weight: i64,
    /// The fact that says so; `None` is a definition, such as `start <= end`, and always holds.
    pub fact: Option<FactId>,
}

/// The largest weight, in seconds: some 31,000 years.
///
/// Looser bounds are no bounds, and stricter ones are relaxed to this, so that a path through four million points
/// still adds up within an `i64`. Relaxing is the safe side: it can lose a proof, never invent one.
pub(super) const WEIGHT_LIMIT_S: i64 = 1_000_000_000_000;

/// Constraints, grouped by the node they leave, the node they enter, and the fact they come from.
#[derive(Debug, Clone)]
pub(super) struct Network {
    edges: Vec<Edge>,
    out_of: Groups,
    into: Groups,
    by_fact: Groups,
    hubs: Vec<Node>,
}

/// Which facts are not in force.
#[derive(Debug, Clone)]
pub(super) struct Withdrawn(Vec<bool>);

/// Edge numbers in groups: group `g` is `members[starts[g]..starts[g + 1]]`.
#[derive(Debug, Clone)]
struct Groups {
    starts: Vec<u32>,
    members: Vec<EdgeId>,
}

impl Network {
    /// A network of so many nodes and facts; edges looser than [`WEIGHT_LIMIT_S`] are left out.
    pub fn new(node_count: usize, fact_count: usize, mut edges: Vec<Edge>) -> Network {
        edges.retain(|edge| edge.weight <= WEIGHT_LIMIT_S);
        for edge in &mut edges {
            edge.weight = edge.weight.max(-WEIGHT_LIMIT_S);
        }
        let mut out_of = Groups::new(node_count, &edges, |edge| Some(edge.from.index()));
        out_of.put_first(|id| edges[id.0 as usize].fact.is_none());
        let into = Groups::new(node_count, &edges, |edge| Some(edge.to.index()));
        let by_fact = Groups::new(fact_count, &edges, |edge| edge.fact.map(|f| f.0 as usize));
        Network { edges, out_of, into, by_fact, hubs: Vec::new() }
    }

    /// The same network, of which these nodes have very many edges.
    pub fn with_hubs(self, hubs: Vec<Node>) -> Network {
        Network { hubs, ..self }
    }

    /// The nodes that have very many edges: distances to and from them are kept in tables.
    pub fn hubs(&self) -> &[Node] {
        &self.hubs
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.out_of.count()
    }

    /// The edge behind an id.
    pub fn edge(&self, id: EdgeId) -> Edge {
        self.edges[id.0 as usize]
    }

    /// Every edge, in the order of the facts.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edges that leave a node, definitions first.
    pub fn out_of(&self, node: Node) -> &[EdgeId] {
        self.out_of.group(node.index())
    }

    /// The edges that enter a node.
    pub fn into(&self, node: Node) -> &[EdgeId] {
        self.into.group(node.index())
    }

    /// The edges that a fact gives.
    pub fn of_fact(&self, fact: FactId) -> &[EdgeId] {
        self.by_fact.group(fact.0 as usize)
    }

    /// The edges that leave a node by definition.
    pub fn definitions_at(&self, node: Node) -> impl Iterator<Item = Edge> {
        let leaving = self.out_of(node).iter().map(|&id| self.edge(id));
        leaving.take_while(|edge| edge.fact.is_none())
    }
}

impl Withdrawn {
    /// Every one of so many facts is in force.
    pub fn none(fact_count: usize) -> Withdrawn {
        Withdrawn(vec![false; fact_count])
    }

    /// Takes a fact out of force.
    pub fn withdraw(&mut self, fact: FactId) {
        self.0[fact.0 as usize] = true;
    }

    /// Puts a fact back into force.
    pub fn restore(&mut self, fact: FactId) {
        self.0[fact.0 as usize] = false;
    }

    /// Whether an edge is in force.
    pub fn allows(&self, edge: &Edge) -> bool {
        edge.fact.is_none_or(|fact| !self.0[fact.0 as usize])
    }
}

impl Groups {
    /// Groups edges by a key below `count`, keeping their order within a group; edges without a key are left out.
    fn new(count: usize, edges: &[Edge], key: impl Fn(&Edge) -> Option<usize>) -> Groups {
        let mut starts = vec![0u32; count + 1];
        for k in edges.iter().filter_map(&key) {
            starts[k + 1] += 1;
        }
        for k in 0..count {
            starts[k + 1] += starts[k];
        }
        let mut members = vec![EdgeId(0); starts[count] as usize];
        let mut next = starts.clone();
        for (id, edge) in edges.iter().enumerate() {
            if let Some(k) = key(edge) {
                members[next[k] as usize] = EdgeId(id as u32);
                next[k] += 1;
            }
        }
        Groups { starts, members }
    }

    /// Puts some edges before the others of their group, and changes nothing else about the order.
    fn put_first(&mut self, is_first: impl Fn(EdgeId) -> bool) {
        for bounds in self.starts.windows(2) {
            let group = &mut self.members[bounds[0] as usize..bounds[1] as usize];
            if !group.is_sorted_by_key(|&id| !is_first(id)) {
                group.sort_by_key(|&id| !is_first(id));
            }
        }
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    fn group(&self, key: usize) -> &[EdgeId] {
        &self.members[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}
