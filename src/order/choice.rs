//! Dates that are one of several: `[1667-08-21,1667-08-31]`.
//!
//! The network knows of such a date only from where to where its members reach. What it leaves open is asked again of
//! every *world*: every way to pick one member of each such date, as far as the other facts allow it. What holds in
//! all worlds is certain. A world is kept as the tightest bounds between the points that the members bound, so that
//! a question costs a few sums a world, whatever the size of the network.
//!
//! The first such dates of a file are picked from together; of further ones only those of the two events asked about,
//! so that a file full of them costs no more. What is left out of a question can make it open, never wrong.

use crate::order::FactId;
use crate::order::core::{facts_of, minimal};
use crate::order::network::{Edge, Network, Node};
use crate::order::path::fewest_facts;
use crate::order::solution::{Solution, UNBOUNDED};
use crate::timeline::EventId;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Of how many members each is tried; a longer list is read as the stretch that it covers.
const MEMBERS_LIMIT: usize = 16;

/// How many worlds are looked at.
const WORLDS_LIMIT: usize = 1_024;

/// From so many dates members are picked together.
const TOGETHER: usize = 6;

/// The dates that are one of several.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices {
    list: Vec<Choice>,
    /// Those that are too many to pick from together, by event.
    further: BTreeMap<EventId, Vec<Choice>>,
    /// The points that members bound, origins among them, in order.
    nodes: Vec<Node>,
    /// The number of worlds if all are possible.
    worlds: usize,
}

/// A date that is one of several.
#[derive(Debug, Clone)]
struct Choice {
    /// The event that is dated.
    event: EventId,
    /// The date.
    fact: FactId,
    /// What each member says, by the fact.
    members: Vec<Vec<Edge>>,
}

/// One way to pick: the greatest possible value of `to − from`, row by row, for the nodes of the choices.
#[derive(Debug, Clone)]
pub(super) struct World(Vec<i64>);

impl Choices {
    /// A further date; the edges of each member carry the fact that the date is.
    pub fn add(&mut self, event: EventId, fact: FactId, members: Vec<Vec<Edge>>) {
        if (2..=MEMBERS_LIMIT).contains(&members.len()) {
            let choice = Choice { event, fact, members };
            if let Some(choice) = self.together(choice) {
                self.further.entry(event).or_default().push(choice);
            }
        }
    }

    /// Takes a date into those that are picked from together; gives it back if they are too many.
    fn together(&mut self, choice: Choice) -> Option<Choice> {
        let worlds = self.worlds.max(1) * choice.members.len();
        if worlds > WORLDS_LIMIT || self.list.len() >= TOGETHER {
            return Some(choice);
        }
        self.worlds = worlds;
        self.nodes.extend(choice.members.iter().flatten().flat_map(|edge| [edge.from, edge.to]));
        self.nodes.sort();
        self.nodes.dedup();
        self.list.push(choice);
        None
    }

    /// What to pick from for a question about some events.
    pub fn of(&self, events: &[EventId]) -> Cow<'_, Choices> {
        if events.iter().all(|event| !self.further.contains_key(event)) {
            return Cow::Borrowed(self);
        }
        let known = self.list.iter().filter(|choice| events.contains(&choice.event));
        let further = events.iter().filter_map(|event| self.further.get(event)).flatten();
        let mut own = Choices::default();
        for choice in known.chain(further) {
            // What is too much even so is read as the stretch that it covers.
            let _ = own.together(choice.clone());
        }
        Cow::Owned(own)
    }

    /// Those that are picked from together, and each further one by itself.
    pub fn parts(&self) -> impl Iterator<Item = Cow<'_, Choices>> {
        let together = std::iter::once(Cow::Borrowed(self));
        together.chain(self.further.keys().map(|&event| self.of(&[event])))
    }

    /// Whether no date is one of several.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.further.is_empty()
    }

    /// The worlds that the facts in force allow; none if whatever is picked contradicts them.
    pub fn worlds(&self, network: &Network, solution: &Solution) -> Vec<World> {
        let distance = |from: Node, to: Node| solution.distance(network, from, to);
        let rows = self.nodes.iter().flat_map(|&from| self.nodes.iter().map(move |&to| (from, to)));
        let bounds = rows.map(|(from, to)| distance(from, to).unwrap_or(UNBOUNDED)).collect();
        let mut found = vec![World(bounds)];
        for choice in &self.list {
            let in_force = |edge: &Edge| solution.withdrawn().allows(edge);
            if !choice.members.iter().flatten().all(in_force) {
                continue;
            }
            let picks = |world: &World| {
                let world = world.clone();
                choice.members.iter().filter_map(move |member| self.picking(world.clone(), member))
            };
            found = found.iter().flat_map(picks).collect();
        }
        found
    }

    /// A world in which one more member is picked; `None` if that cannot be.
    fn picking(&self, mut world: World, member: &[Edge]) -> Option<World> {
        let count = self.nodes.len();
        let place = |node: Node| self.nodes.partition_point(|&other| other < node);
        for edge in member {
            let (from, to) = (place(edge.from), place(edge.to));
            if plus(world.0[to * count + from], edge.weight) < 0 {
                return None;
            }
            for start in 0..count {
                let reached = plus(world.0[start * count + from], edge.weight);
                for end in 0..count {
                    let around = plus(reached, world.0[to * count + end]);
                    let known = &mut world.0[start * count + end];
                    *known = around.min(*known);
                }
            }
        }
        Some(world)
    }

    /// The tightest upper bound of `to − from` in each world; `None` if there is none.
    pub fn distances(
        &self,
        (network, solution): (&Network, &Solution),
        worlds: &[World],
        from: Node,
        to: Node,
    ) -> Vec<Option<i64>> {
        let count = self.nodes.len();
        let distance = |from, to| solution.distance(network, from, to).unwrap_or(UNBOUNDED);
        let direct = distance(from, to);
        let out: Vec<i64> = self.nodes.iter().map(|&node| distance(from, node)).collect();
        let back: Vec<i64> = self.nodes.iter().map(|&node| distance(node, to)).collect();
        let within = |world: &World| {
            let mut least = direct;
            for (row, &out) in world.0.chunks_exact(count.max(1)).zip(&out) {
                for (&through, &back) in row.iter().zip(&back) {
                    least = least.min(plus(plus(out, through), back));
                }
            }
            (least != UNBOUNDED).then_some(least)
        };
        worlds.iter().map(within).collect()
    }

    /// The facts that refute a claim in every world, none too many, in the order of the file, with the least number of
    /// seconds by which a world misses; without a claim, the facts that leave no world. `None` if there is a world.
    pub fn refutation(
        &self,
        (network, solution): (&Network, &Solution),
        claim: Option<Edge>,
    ) -> Option<(Vec<FactId>, i64)> {
        let mut nodes = self.nodes.clone();
        nodes.extend(claim.iter().flat_map(|edge| [edge.from, edge.to]));
        let mut facts: BTreeSet<FactId> = self.list.iter().map(|choice| choice.fact).collect();
        for &from in &nodes {
            for &to in &nodes {
                let Some(limit) = solution.distance(network, from, to) else { continue };
                let path = fewest_facts(network, solution, from, to, limit).unwrap_or_default();
                facts.extend(facts_of(network, &path));
            }
        }
        let in_force = |fact: &FactId| {
            let edges = network.of_fact(*fact).iter();
            edges.map(|&id| network.edge(id)).all(|edge| solution.withdrawn().allows(&edge))
        };
        facts.retain(in_force);
        let mut used = BTreeSet::new();
        let facts: Vec<FactId> = facts.into_iter().collect();
        self.refute(network, &facts, claim, 0, &mut Vec::new(), &mut used)?;
        let used: Vec<FactId> = used.into_iter().collect();
        Some(self.needed(network, &used, claim))
    }

    /// The facts among some that refute a claim in every world which are needed for it, in the order given, with the
    /// least number of seconds by which a world misses. What comes first is left out first.
    pub fn needed(
        &self,
        network: &Network,
        facts: &[FactId],
        claim: Option<Edge>,
    ) -> (Vec<FactId>, i64) {
        let short_by_s = |facts: &[FactId]| {
            let mut sorted = facts.to_vec();
            sorted.sort();
            self.refute(network, &sorted, claim, 0, &mut Vec::new(), &mut BTreeSet::new())
        };
        let mut kept = facts.to_vec();
        for fact in facts {
            let rest: Vec<FactId> = kept.iter().copied().filter(|other| other != fact).collect();
            if short_by_s(&rest).is_some() {
                kept = rest;
            }
        }
        let by_s = short_by_s(&kept).unwrap_or(1);
        (kept, by_s)
    }

    /// Whether a date among some facts is one of several.
    pub fn concern(&self, facts: &[FactId]) -> bool {
        self.list.iter().any(|choice| facts.contains(&choice.fact))
    }

    /// Whether facts refute a claim whatever is picked from the dates from `next` on, and by how many seconds at least.
    fn refute(
        &self,
        network: &Network,
        facts: &[FactId],
        claim: Option<Edge>,
        next: usize,
        picked: &mut Vec<Edge>,
        used: &mut BTreeSet<FactId>,
    ) -> Option<i64> {
        let hypotheses: Vec<Edge> = picked.iter().copied().chain(claim).collect();
        if let Some(core) = minimal(network, facts, &hypotheses) {
            used.extend(core.facts);
            return Some(core.short_by_s);
        }
        let choice = self.list.get(next)?;
        if facts.binary_search(&choice.fact).is_err() {
            return self.refute(network, facts, claim, next + 1, picked, used);
        }
        let mut least = None;
        for member in &choice.members {
            let before = picked.len();
            picked.extend(member);
            let short_by_s = self.refute(network, facts, claim, next + 1, picked, used);
            picked.truncate(before);
            least = Some(short_by_s?.min(least.unwrap_or(i64::MAX)));
        }
        least
    }
}

/// A sum of bounds; none is none.
fn plus(one: i64, other: i64) -> i64 {
    if one == UNBOUNDED || other == UNBOUNDED { UNBOUNDED } else { one.saturating_add(other) }
}
