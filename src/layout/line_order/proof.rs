//! The least number of crossings, proved: core-guided MaxSAT over the pairs of lines.
//!
//! Every possible change of a pair's order is assumed not to happen. While the solver refutes that, it names a
//! *core*: changes of which one must happen. Each core raises the lower bound, and a counter over it takes the
//! place of its members, so that the next question is whether one of them is enough (the OLL method of Andres and
//! others, 2012, with the counters of Morgado and others, 2014). When the assumptions hold together, the model is
//! an arrangement with as few crossings as the bound says. Clauses against circles are added when a model needs
//! them.

use crate::layout::line_order::encoding::Encoding;
use crate::layout::line_order::story::{Story, crossings};
use crate::layout::line_order::totalizer::totalizer;
use crate::layout::line_order::{Effort, Order};
use batsat::callbacks::Callbacks;
use batsat::clause::Kind;
use batsat::{Lit, Solver, SolverInterface, SolverOpts, lbool};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Conflicts that a question on the side may take: whether a core can be shorter, or counts for one more.
const SIDE_CONFLICTS: u64 = 200;

/// Steps of the solver's search that it may take beyond its assumptions.
const SIDE_TURNS: u64 = 400;

/// Conflicts of the first attempt at a proof.
const SHORT_CONFLICTS: u64 = 15_000;

/// The longest core that is shortened member by member.
const LONG_CORE: usize = 80;

/// Layers in the stretches that are looked at first.
const FIRST_STRETCH: usize = 16;

/// What a proof found.
pub struct Bounds {
    /// The best orders known, those given if none are better.
    pub orders: Vec<Order>,
    /// No orders have fewer crossings.
    pub lower_bound: usize,
    /// Propagations of the SAT solver that it took.
    pub spent: u64,
}

/// Proves how few crossings a story needs, as far as the effort allows, beginning with known orders.
pub fn prove(story: &Story, rank: &[u16], known: Vec<Order>, effort: Effort) -> Bounds {
    let cost = crossings(&known);
    let pairs: usize = story.layers().iter().map(|l| l.alive.len() * l.alive.len() / 2).sum();
    if cost == 0 || pairs > effort.pairs {
        return Bounds { orders: known, lower_bound: 0, spent: 0 };
    }
    // Which variables the solver may choose makes the one story easy and the other hard; nobody knows which before.
    let short = Effort { conflicts: effort.conflicts.min(SHORT_CONFLICTS), ..effort };
    let mut proof = Proof::begin(story, rank, known, short, Choice::Orders, false);
    proof.run();
    let mut spent = proof.solver.num_propagations();
    let (mut orders, mut lower) = (proof.orders, proof.lower);
    if lower < proof.upper && proof.solver.cb().learnt >= short.conflicts && short != effort {
        let mut proof = Proof::begin(story, rank, orders, effort, Choice::Changes, false);
        proof.run();
        spent += proof.solver.num_propagations();
        (orders, lower) = (proof.orders, lower.max(proof.lower));
    }
    Bounds { orders, lower_bound: lower as usize, spent }
}

/// The best orders of a story whose first or last layer keeps the order it has (`given`), as far as the effort
/// allows. The bound is one for orders that do so.
pub fn between(
    story: &Story,
    rank: &[u16],
    known: Vec<Order>,
    given: (bool, bool),
    effort: Effort,
) -> Bounds {
    let cost = crossings(&known);
    let last = known.len().saturating_sub(1);
    if cost == 0 || last < 2 {
        return Bounds { orders: known, lower_bound: 0, spent: 0 };
    }
    let mut proof = Proof::begin(story, rank, known, effort, Choice::Orders, given.1);
    let mut literals = Vec::new();
    for (at, _) in [(0, given.0), (last, given.1)].into_iter().filter(|(_, given)| *given) {
        literals.extend(proof.encoding.literals_at(at, &proof.orders[at]));
    }
    for literal in literals {
        proof.solver.add_clause_reuse(&mut vec![literal]);
    }
    proof.run();
    let spent = proof.solver.num_propagations();
    Bounds { orders: proof.orders, lower_bound: proof.lower as usize, spent }
}

/// Stops the solver after so many learnt clauses, or turns: steps of its search, decisions and conflicts alike.
#[derive(Default)]
struct Budget {
    learnt: u64,
    limit: u64,
    turns: Cell<u64>,
    turns_limit: u64,
}

impl Callbacks for Budget {
    fn on_new_clause(&mut self, _clause: &[Lit], kind: Kind) {
        self.learnt += u64::from(matches!(kind, Kind::Learnt));
    }

    fn stop(&self) -> bool {
        self.turns.set(self.turns.get() + 1);
        self.learnt >= self.limit || self.turns.get() > self.turns_limit
    }
}

/// Which variables the solver may choose a value for; the others follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Orders of pairs.
    Orders,
    /// Whether a pair changes its order as well.
    Changes,
}

enum Answer {
    Model,
    /// Assumptions that cannot hold together.
    Core(Vec<Lit>),
    /// The budget is spent.
    Unknown,
}

/// Something that is assumed not to happen.
#[derive(Clone, Copy)]
struct Assumed {
    /// What it costs to give the assumption up.
    weight: u64,
    /// The layers that it is about, the first and the last.
    first: usize,
    last: usize,
}

struct Proof<'a> {
    story: &'a Story,
    solver: Solver<Budget>,
    encoding: Encoding,
    effort: Effort,
    /// What is assumed.
    assumed: BTreeMap<Lit, Assumed>,
    /// For an assumption that is an output of a counter: the outputs after it.
    further: BTreeMap<Lit, Vec<Lit>>,
    lower: u64,
    upper: u64,
    orders: Vec<Order>,
}

impl<'a> Proof<'a> {
    fn begin(
        story: &'a Story,
        rank: &[u16],
        orders: Vec<Order>,
        effort: Effort,
        choice: Choice,
        last_is_given: bool,
    ) -> Proof<'a> {
        let mut solver = Solver::new(SolverOpts::default(), Budget::default());
        let encoding = Encoding::build(&mut solver, story, rank, last_is_given);
        let mut assumed = BTreeMap::new();
        for change in encoding.changes() {
            let is_chosen = choice == Choice::Changes;
            let changed = Lit::new(solver.new_var(lbool::UNDEF, is_chosen), true);
            solver.add_clause_reuse(&mut vec![changed, !change.before, change.after]);
            solver.add_clause_reuse(&mut vec![changed, change.before, !change.after]);
            let (first, last) = (change.layer - 1, change.layer);
            assumed.insert(!changed, Assumed { weight: change.weight, first, last });
        }
        let mut proof = Proof {
            story,
            solver,
            encoding,
            effort,
            assumed,
            further: BTreeMap::new(),
            lower: 0,
            upper: crossings(&orders) as u64,
            orders,
        };
        // The solver tries the values first that a variable had last: those of the known orders.
        let known = proof.encoding.literals(&proof.orders);
        proof.ask(&known);
        proof
    }

    /// Asks in short stretches of layers first, where cores are short, then in longer ones, and in all at last.
    fn run(&mut self) {
        let mut width = FIRST_STRETCH.min(self.story.layers().len());
        loop {
            let step = (width / 2).max(1);
            for first in (0..self.story.layers().len()).step_by(step) {
                let end = (first + width).min(self.story.layers().len());
                if !self.settle(first..end) {
                    return;
                }
                if end == self.story.layers().len() {
                    break;
                }
            }
            if width == self.story.layers().len() {
                return;
            }
            width = (2 * width).min(self.story.layers().len());
        }
    }

    /// Finds cores in a stretch of layers until what is still assumed there can hold. Gives whether there is more
    /// to do.
    fn settle(&mut self, layers: Range<usize>) -> bool {
        while self.lower < self.upper && self.affordable() {
            let within = |a: &Assumed| a.first >= layers.start && a.last < layers.end;
            let assumptions: Vec<Lit> =
                self.assumed.iter().filter(|(_, a)| within(a)).map(|(l, _)| *l).collect();
            match self.ask(&assumptions) {
                Answer::Unknown => return false,
                Answer::Core(core) => {
                    if core.is_empty() {
                        return false;
                    }
                    let core = self.shorten(core);
                    self.relax(&core);
                }
                Answer::Model => {
                    if self.learn_from_model(layers.clone()) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether the effort allows another question. A proof that is far from its end after a part of it is given up.
    fn affordable(&self) -> bool {
        let spent = self.solver.num_propagations();
        let hopeless = spent > self.effort.propagations / 4 && self.lower * 5 < self.upper;
        self.solver.cb().learnt < self.effort.conflicts
            && spent < self.effort.propagations
            && !hopeless
    }

    /// Asks whether the assumptions can hold together.
    fn ask(&mut self, assumptions: &[Lit]) -> Answer {
        self.ask_within(assumptions, u64::MAX, u64::MAX)
    }

    /// Asks on the side: an answer is welcome if it comes soon.
    fn ask_aside(&mut self, assumptions: &[Lit]) -> Answer {
        self.ask_within(assumptions, SIDE_CONFLICTS, assumptions.len() as u64 + SIDE_TURNS)
    }

    fn ask_within(&mut self, assumptions: &[Lit], conflicts: u64, turns: u64) -> Answer {
        let budget = self.solver.cb_mut();
        budget.limit = budget.learnt.saturating_add(conflicts).min(self.effort.conflicts);
        budget.turns.set(0);
        budget.turns_limit = turns;
        let answer = self.solver.solve_limited(assumptions);
        if answer == lbool::TRUE {
            Answer::Model
        } else if answer == lbool::FALSE {
            // The solver gives the clause that it derived: the assumptions, negated.
            Answer::Core(self.solver.unsat_core().iter().map(|&lit| !lit).collect())
        } else {
            Answer::Unknown
        }
    }

    /// A part of a core that is a core by itself, as short as little work makes it.
    fn shorten(&mut self, mut core: Vec<Lit>) -> Vec<Lit> {
        while core.len() > 1 && self.affordable() {
            match self.ask_aside(&core) {
                Answer::Core(smaller) if smaller.len() < core.len() => core = smaller,
                Answer::Core(_) | Answer::Model | Answer::Unknown => break,
            }
        }
        if core.len() > LONG_CORE {
            return core;
        }
        let mut at = 0;
        while at < core.len() && core.len() > 1 && self.affordable() {
            let mut rest = core.clone();
            rest.remove(at);
            match self.ask_aside(&rest) {
                // Members before `at` are needed, and stay in front in their order.
                Answer::Core(smaller) => core.retain(|lit| smaller.contains(lit)),
                Answer::Model | Answer::Unknown => at += 1,
            }
        }
        core
    }

    /// Accounts for a core: one of its changes happens. A counter asks from now on whether a second one does.
    fn relax(&mut self, core: &[Lit]) {
        let members: Vec<Assumed> =
            core.iter().filter_map(|lit| self.assumed.get(lit)).copied().collect();
        let Some(weight) = members.iter().map(|a| a.weight).min() else {
            return;
        };
        let first = members.iter().map(|a| a.first).min().unwrap_or(0);
        let last = members.iter().map(|a| a.last).max().unwrap_or(self.story.layers().len());
        let all = Assumed { weight, first, last };
        self.lower += weight;
        for (lit, &member) in core.iter().zip(&members) {
            if member.weight > weight {
                self.assumed.insert(*lit, Assumed { weight: member.weight - weight, ..member });
            } else {
                self.assumed.remove(lit);
            }
            // One more of an earlier counter than was assumed: two more are a question of their own.
            if let Some(outputs) = self.further.get(lit).cloned() {
                self.assume_outputs(&outputs, Assumed { weight, ..member });
            }
        }
        let mut happens: Vec<Lit> = core.iter().map(|&lit| !lit).collect();
        self.solver.add_clause_reuse(&mut happens.clone());
        if happens.len() < 2 {
            return;
        }
        happens = totalizer(&mut self.solver, &happens);
        let mut outputs = happens.split_off(1);
        // Perhaps two of them must happen in any case, or three.
        while let Some(&output) = outputs.first() {
            if !matches!(self.ask_aside(&[!output]), Answer::Core(_)) {
                break;
            }
            self.lower += weight;
            self.solver.add_clause_reuse(&mut vec![output]);
            outputs.remove(0);
        }
        self.assume_outputs(&outputs, all);
    }

    /// Assumes that the first of a counter's outputs is false, and remembers the others.
    fn assume_outputs(&mut self, outputs: &[Lit], assumed: Assumed) {
        if let Some((&first, others)) = outputs.split_first() {
            let known = self.assumed.get(&!first).map_or(0, |a| a.weight);
            let weight = assumed.weight + known;
            self.assumed.insert(!first, Assumed { weight, ..assumed });
            self.further.entry(!first).or_insert_with(|| others.to_vec());
        }
    }

    /// Keeps the model's orders if they are better, and adds the clauses that it breaks in these layers. Gives
    /// whether it breaks none.
    fn learn_from_model(&mut self, layers: Range<usize>) -> bool {
        let solver = &self.solver;
        let holds = |lit: Lit| solver.value_lit(lit) == lbool::TRUE;
        let orders = self.encoding.orders(&holds);
        let broken = self.encoding.broken(layers, &holds);
        let cost = crossings(&orders) as u64;
        // An assignment with circles may break a pin.
        let keeps_pins = |(layer, order): (usize, &Order)| self.story.keeps_pins(layer, order);
        if cost < self.upper && orders.iter().enumerate().all(keeps_pins) {
            (self.upper, self.orders) = (cost, orders);
        }
        for clause in &broken {
            self.solver.add_clause_reuse(&mut clause.to_vec());
        }
        broken.is_empty()
    }
}
