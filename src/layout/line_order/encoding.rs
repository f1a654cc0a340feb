//! Orders of a story as variables: "this line stands above that one", for every pair of every layer.
//!
//! Members of a meeting share their variable against an outsider, so that nothing can come between them. A pair
//! that meets keeps its order from the layer before if the whole meeting was alive there: whoever would swap them
//! on the way in can swap them on the way out at no more cost. What remains is that the variables of a layer
//! describe an order at all, without circles; those clauses are so many that they are added only when an
//! assignment breaks one. Pinned lines are clauses of one literal each.

use crate::layout::line_order::Order;
use crate::layout::line_order::story::{Place, Story};
use batsat::{Lit, SolverInterface, lbool};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The variables of a story.
pub struct Encoding {
    layers: Vec<Pairs>,
}

/// The variables of a layer.
struct Pairs {
    /// The lines that are alive, the preferred order first.
    lines: Vec<u16>,
    /// `above[i * lines.len() + j]` says that line `i` stands above line `j`.
    above: Vec<Lit>,
    /// Blocks of lines that stand together, as indices into `lines`; a line that meets nobody is one of its own.
    blocks: Vec<Vec<usize>>,
    /// Sets of indices that must be free of circles: one line of each block, and the members of each block whose
    /// order is not that of the layer before.
    acyclic: Vec<Vec<usize>>,
}

/// Two variables that had better be equal, and how many crossings it costs if they are not.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// A pair's order in a layer.
    pub before: Lit,
    /// Its order in the next layer.
    pub after: Lit,
    /// Number of pairs that share the two variables.
    pub weight: u64,
    /// The later of the two layers.
    pub layer: usize,
}

impl Encoding {
    /// Makes the variables. A variable that is false puts the line of smaller rank above.
    ///
    /// Where the order of the last layer is given (`last_is_given`), those who meet there cannot simply keep the
    /// order they came with.
    pub fn build(
        solver: &mut impl SolverInterface,
        story: &Story,
        rank: &[u16],
        last_is_given: bool,
    ) -> Encoding {
        let mut layers: Vec<Pairs> = Vec::new();
        let count = story.layers().len();
        for layer in 0..count {
            let mut pairs = Pairs::build(story, layer, rank);
            let is_free = !(last_is_given && layer + 1 == count);
            pairs.fill(solver, layers.last().filter(|_| is_free), |members| {
                // Pins that hold here and not in the layer before may turn members round.
                let holds = |a, b| {
                    !story.is_pinned_above(layer, a, b) || story.is_pinned_above(layer - 1, a, b)
                };
                members.iter().all(|&a| members.iter().all(|&b| holds(a, b)))
            });
            for (upper, lower) in story.pinned_pairs(layer) {
                if let Some((i, j)) = pairs.index(upper).zip(pairs.index(lower)) {
                    solver.add_clause_reuse(&mut vec![pairs.above(i, j)]);
                }
            }
            layers.push(pairs);
        }
        Encoding { layers }
    }

    /// Every change of a pair's order that an assignment may or may not make.
    pub fn changes(&self) -> Vec<Change> {
        let mut weights: Vec<Change> = Vec::new();
        for (at, pair) in self.layers.windows(2).enumerate() {
            let (upper, lower) = (&pair[0], &pair[1]);
            let mut shared: BTreeMap<(Lit, Lit), u64> = BTreeMap::new();
            for (i, a) in upper.lines.iter().enumerate() {
                let Some(ai) = lower.index(*a) else { continue };
                for (j, b) in upper.lines.iter().enumerate().skip(i + 1) {
                    let Some(bi) = lower.index(*b) else { continue };
                    let (before, after) = (upper.above(i, j), lower.above(ai, bi));
                    if before != after {
                        let flipped = (!before, !after);
                        *shared.entry((before, after).min(flipped)).or_default() += 1;
                    }
                }
            }
            let changes = shared.into_iter();
            weights.extend(changes.map(|((before, after), weight)| Change {
                before,
                after,
                weight,
                layer: at + 1,
            }));
        }
        weights
    }

    /// The literals that are true in these orders.
    pub fn literals(&self, orders: &[Order]) -> Vec<Lit> {
        let all = orders.iter().enumerate();
        let mut literals: Vec<Lit> =
            all.flat_map(|(at, order)| self.literals_at(at, order)).collect();
        literals.sort_unstable();
        literals.dedup();
        literals
    }

    /// The literals that are true in one layer if it has this order.
    pub fn literals_at(&self, layer: usize, order: &Order) -> Vec<Lit> {
        let Some(pairs) = self.layers.get(layer) else { return Vec::new() };
        let at: Vec<usize> = order.iter().filter_map(|&line| pairs.index(line)).collect();
        let mut literals = Vec::new();
        for (i, &a) in at.iter().enumerate() {
            literals.extend(at[i + 1..].iter().map(|&b| pairs.above(a, b)));
        }
        literals
    }

    /// The orders that an assignment describes. Where it describes a circle, the line that stands above more of the
    /// others goes first, so that the result holds every meeting together in any case.
    pub fn orders(&self, holds: &dyn Fn(Lit) -> bool) -> Vec<Order> {
        self.layers.iter().map(|pairs| pairs.order(holds)).collect()
    }

    /// Clauses that an assignment breaks in these layers: no circle of three lines. Empty if it describes orders.
    pub fn broken(&self, layers: Range<usize>, holds: &dyn Fn(Lit) -> bool) -> Vec<[Lit; 3]> {
        let mut clauses = BTreeSet::new();
        for pairs in &self.layers[layers] {
            for group in &pairs.acyclic {
                pairs.circles(group, holds, &mut clauses);
            }
        }
        clauses.into_iter().collect()
    }
}

impl Pairs {
    /// Lines and blocks of a layer, with no variable yet.
    fn build(story: &Story, layer: usize, rank: &[u16]) -> Pairs {
        let mut lines = story.layers()[layer].alive.clone();
        lines.sort_by_key(|&line| (rank[line as usize], line));
        let mut blocks = vec![Vec::new(); story.layers()[layer].meetings.len()];
        for (i, &line) in lines.iter().enumerate() {
            match story.place(layer, line) {
                Place::Absent => {}
                Place::Alone => blocks.push(vec![i]),
                Place::Meets(meeting) => blocks[meeting as usize].push(i),
            }
        }
        let above = vec![Lit::UNDEF; lines.len() * lines.len()];
        let acyclic = vec![blocks.iter().map(|block| block[0]).collect()];
        Pairs { lines, above, blocks, acyclic }
    }

    /// Makes the variables, or takes them over from the layer before if its members `may_keep` their order.
    fn fill(
        &mut self,
        solver: &mut impl SolverInterface,
        before: Option<&Pairs>,
        may_keep: impl Fn(&[u16]) -> bool,
    ) {
        let blocks = std::mem::take(&mut self.blocks);
        for (at, block) in blocks.iter().enumerate() {
            for other in &blocks[at + 1..] {
                // The literal says that `block` is above; false is to mean that the smaller rank is.
                let var = solver.new_var(lbool::UNDEF, true);
                let above = Lit::new(var, block[0] > other[0]);
                for &i in block {
                    for &j in other {
                        self.set(i, j, above);
                    }
                }
            }
            let members: Vec<u16> = block.iter().map(|&i| self.lines[i]).collect();
            let kept: Option<Vec<usize>> = before
                .and_then(|before| members.iter().map(|&line| before.index(line)).collect())
                .filter(|_| may_keep(&members));
            if kept.is_none() && block.len() > 2 {
                self.acyclic.push(block.clone());
            }
            for (a, &i) in block.iter().enumerate() {
                for (b, &j) in block.iter().enumerate().skip(a + 1) {
                    let above = match (&kept, before) {
                        (Some(kept), Some(before)) => before.above(kept[a], kept[b]),
                        _ => Lit::new(solver.new_var(lbool::UNDEF, true), false),
                    };
                    self.set(i, j, above);
                }
            }
        }
        self.blocks = blocks;
    }

    fn set(&mut self, i: usize, j: usize, above: Lit) {
        let count = self.lines.len();
        self.above[i * count + j] = above;
        self.above[j * count + i] = !above;
    }

    fn above(&self, i: usize, j: usize) -> Lit {
        self.above[i * self.lines.len() + j]
    }

    fn index(&self, line: u16) -> Option<usize> {
        self.lines.iter().position(|&l| l == line)
    }

    /// How many of the group each of its members stands above.
    fn wins(&self, group: &[usize], holds: &dyn Fn(Lit) -> bool) -> Vec<usize> {
        let beats = |i: usize, j: usize| i != j && holds(self.above(i, j));
        group.iter().map(|&i| group.iter().filter(|&&j| beats(i, j)).count()).collect()
    }

    fn order(&self, holds: &dyn Fn(Lit) -> bool) -> Order {
        let heads: Vec<usize> = self.blocks.iter().map(|block| block[0]).collect();
        let wins = self.wins(&heads, holds);
        let mut blocks: Vec<usize> = (0..heads.len()).collect();
        blocks.sort_by_key(|&b| (usize::MAX - wins[b], heads[b]));
        let mut order = Order::with_capacity(self.lines.len());
        for block in blocks {
            let members = &self.blocks[block];
            let wins = self.wins(members, holds);
            let mut inside: Vec<usize> = (0..members.len()).collect();
            inside.sort_by_key(|&m| (usize::MAX - wins[m], members[m]));
            order.extend(inside.into_iter().map(|m| self.lines[members[m]]));
        }
        order
    }

    /// Adds a clause for circles of three in a group: one at least for each pair that closes a circle.
    fn circles(
        &self,
        group: &[usize],
        holds: &dyn Fn(Lit) -> bool,
        clauses: &mut BTreeSet<[Lit; 3]>,
    ) {
        let wins = self.wins(group, holds);
        let mut seen = vec![false; group.len()];
        wins.iter().for_each(|&w| seen[w] = true);
        // In an order, the numbers of wins are all different.
        if seen.iter().all(|&s| s) {
            return;
        }
        for (u, &i) in group.iter().enumerate() {
            for (v, &j) in group.iter().enumerate() {
                if i == j || wins[u] > wins[v] || !holds(self.above(i, j)) {
                    continue;
                }
                let third = group.iter().find(|&&k| {
                    k != i && k != j && holds(self.above(j, k)) && holds(self.above(k, i))
                });
                if let Some(&k) = third {
                    let mut clause = [!self.above(i, j), !self.above(j, k), !self.above(k, i)];
                    clause.sort_unstable();
                    clauses.insert(clause);
                }
            }
        }
    }
}
