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
use std::collections::BTreeMap;

/// Conflicts that shortening a core by one member, or counting one further in it, may take.
const SIDE_QUESTION: u64 = 200;

/// The longest core that is shortened member by member.
const LONG_CORE: usize = 80;

/// What a proof found.
pub struct Bounds {
    /// The best orders known, those given if none are better.
    pub orders: Vec<Order>,
    /// No orders have fewer crossings.
    pub lower_bound: usize,
}

/// Proves how few crossings a story needs, as far as the effort allows, beginning with known orders.
pub fn prove(story: &Story, rank: &[u16], known: Vec<Order>, effort: Effort) -> Bounds {
    let cost = crossings(&known);
    let pairs: usize = story.layers().iter().map(|l| l.alive.len() * l.alive.len() / 2).sum();
    if cost == 0 || pairs > effort.pairs {
        return Bounds { orders: known, lower_bound: 0 };
    }
    let mut proof = Proof::begin(story, rank, known, cost, effort);
    proof.run();
    Bounds { orders: proof.orders, lower_bound: proof.lower as usize }
}

/// Stops the solver after so many learnt clauses.
#[derive(Default)]
struct Budget {
    learnt: u64,
    limit: u64,
}

impl Callbacks for Budget {
    fn on_new_clause(&mut self, _clause: &[Lit], kind: Kind) {
        self.learnt += u64::from(matches!(kind, Kind::Learnt));
    }

    fn stop(&self) -> bool {
        self.learnt >= self.limit
    }
}

enum Answer {
    Model,
    /// Assumptions that cannot hold together.
    Core(Vec<Lit>),
    /// The budget is spent.
    Unknown,
}

struct Proof {
    solver: Solver<Budget>,
    encoding: Encoding,
    effort: Effort,
    /// What is assumed, and what it costs to give it up.
    assumed: BTreeMap<Lit, u64>,
    /// For an assumption that is an output of a counter: the outputs after it.
    further: BTreeMap<Lit, Vec<Lit>>,
    lower: u64,
    upper: u64,
    orders: Vec<Order>,
}

impl Proof {
    fn begin(
        story: &Story,
        rank: &[u16],
        orders: Vec<Order>,
        cost: usize,
        effort: Effort,
    ) -> Proof {
        let mut solver = Solver::new(SolverOpts::default(), Budget::default());
        let encoding = Encoding::build(&mut solver, story, rank);
        let mut assumed = BTreeMap::new();
        for change in encoding.changes() {
            let changed = Lit::new(solver.new_var(lbool::UNDEF, true), true);
            solver.add_clause_reuse(&mut vec![changed, !change.before, change.after]);
            solver.add_clause_reuse(&mut vec![changed, change.before, !change.after]);
            assumed.insert(!changed, change.weight);
        }
        let mut proof = Proof {
            solver,
            encoding,
            effort,
            assumed,
            further: BTreeMap::new(),
            lower: 0,
            upper: cost as u64,
            orders,
        };
        // The solver tries the values first that a variable had last: those of the known orders.
        let known = proof.encoding.literals(&proof.orders);
        proof.ask(&known, u64::MAX);
        proof
    }

    fn run(&mut self) {
        let mut least = self.assumed.values().copied().max().unwrap_or(1);
        while self.lower < self.upper && self.affordable() {
            let assumptions: Vec<Lit> =
                self.assumed.iter().filter(|(_, w)| **w >= least).map(|(l, _)| *l).collect();
            match self.ask(&assumptions, u64::MAX) {
                Answer::Unknown => return,
                Answer::Core(core) => {
                    if core.is_empty() {
                        return;
                    }
                    let core = self.shorten(core);
                    self.relax(&core);
                }
                Answer::Model => {
                    if self.learn_from_model() {
                        // An arrangement. Heavy changes come first; now the lighter ones as well.
                        match self.assumed.values().copied().filter(|w| *w < least).max() {
                            Some(lighter) => least = lighter,
                            None => return,
                        }
                    }
                }
            }
        }
    }

    /// Whether the effort allows another question. A proof that is far from its end after a part of it is given up.
    fn affordable(&self) -> bool {
        let spent = self.solver.num_propagations();
        let hopeless = spent > self.effort.propagations / 4 && self.lower * 5 < self.upper;
        self.solver.cb().learnt < self.effort.conflicts
            && spent < self.effort.propagations
            && !hopeless
    }

    /// Asks whether the assumptions can hold together, with so many conflicts at most.
    fn ask(&mut self, assumptions: &[Lit], conflicts: u64) -> Answer {
        let budget = self.solver.cb_mut();
        budget.limit = budget.learnt.saturating_add(conflicts).min(self.effort.conflicts);
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
            match self.ask(&core, SIDE_QUESTION) {
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
            match self.ask(&rest, SIDE_QUESTION) {
                // Members before `at` are needed, and stay in front in their order.
                Answer::Core(smaller) => core.retain(|lit| smaller.contains(lit)),
                Answer::Model | Answer::Unknown => at += 1,
            }
        }
        core
    }

    /// Accounts for a core: one of its changes happens. A counter asks from now on whether a second one does.
    fn relax(&mut self, core: &[Lit]) {
        let weight = core.iter().filter_map(|lit| self.assumed.get(lit)).copied().min();
        let Some(weight) = weight else {
            return;
        };
        self.lower += weight;
        for lit in core {
            let left = self.assumed.get(lit).map_or(0, |w| w - weight);
            if left > 0 {
                self.assumed.insert(*lit, left);
            } else {
                self.assumed.remove(lit);
            }
            // One more of an earlier counter than was assumed: two more are a question of their own.
            if let Some(outputs) = self.further.get(lit).cloned() {
                self.assume_outputs(&outputs, weight);
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
            if !matches!(self.ask(&[!output], SIDE_QUESTION), Answer::Core(_)) {
                break;
            }
            self.lower += weight;
            self.solver.add_clause_reuse(&mut vec![output]);
            outputs.remove(0);
        }
        self.assume_outputs(&outputs, weight);
    }

    /// Assumes that the first of a counter's outputs is false, and remembers the others.
    fn assume_outputs(&mut self, outputs: &[Lit], weight: u64) {
        if let Some((&first, others)) = outputs.split_first() {
            *self.assumed.entry(!first).or_default() += weight;
            self.further.entry(!first).or_insert_with(|| others.to_vec());
        }
    }

    /// Keeps the model's orders if they are better, and adds the clauses that it breaks. Gives whether it breaks
    /// none.
    fn learn_from_model(&mut self) -> bool {
        let solver = &self.solver;
        let holds = |lit: Lit| solver.value_lit(lit) == lbool::TRUE;
        let orders = self.encoding.orders(&holds);
        let broken = self.encoding.broken(&holds);
        let cost = crossings(&orders) as u64;
        if cost < self.upper {
            (self.upper, self.orders) = (cost, orders);
        }
        for clause in &broken {
            self.solver.add_clause_reuse(&mut clause.to_vec());
        }
        broken.is_empty()
    }
}
