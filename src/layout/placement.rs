//! Which of its possible places each label takes: exact, by a SAT solver.
//!
//! Each label has some places, of which some clash with places of others, and a last resort is among them (a
//! number that stands for the label). Wanted are places that do not clash, with the fewest last resorts, and among
//! those with the least cost. Labels whose places never clash do not touch each other's choice; what hangs together
//! is solved at once. Work is counted in conflicts, never in time: where they run out, the best choice found stays.

use crate::layout::line_order::totalizer::totalizer;
use batsat::callbacks::Callbacks;
use batsat::clause::Kind;
use batsat::{Lit, Solver, SolverInterface, SolverOpts, lbool};

/// Conflicts of the solver for labels that hang together.
const CONFLICTS: u64 = 4_000;

/// A place that a label may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What it costs: 0 is as good as can be, and no more than 3.
    pub cost: u8,
    /// Whether it is a last resort.
    pub last_resort: bool,
}

/// Two places that cannot both be taken: of label and place, twice.
pub type Clash = ((usize, usize), (usize, usize));

/// The place of each label, by its index in `places[label]`; `None` for a label that can have none.
///
/// Labels of which the solver finds no choice at all (their last resorts clash, too) have none either.
pub fn choose(places: &[Vec<Place>], clashes: &[Clash]) -> Vec<Option<usize>> {
    let mut group: Vec<usize> = (0..places.len()).collect();
    for &((one, _), (other, _)) in clashes {
        let (a, b) = (root(&mut group, one), root(&mut group, other));
        group[a.max(b)] = a.min(b);
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
    for label in 0..places.len() {
        members[root(&mut group, label)].push(label);
    }
    let mut of_group: Vec<Vec<Clash>> = vec![Vec::new(); places.len()];
    for &clash in clashes {
        of_group[root(&mut group, clash.0.0)].push(clash);
    }
    let mut chosen = vec![None; places.len()];
    for (members, clashes) in
        members.iter().zip(of_group).filter(|(members, _)| !members.is_empty())
    {
        match members.as_slice() {
            [alone] if clashes.is_empty() => {
                let ways = places[*alone].iter().enumerate();
                chosen[*alone] =
                    ways.min_by_key(|(_, p)| (p.last_resort, p.cost)).map(|(at, _)| at);
            }
            _ => {
                if let Some(found) = Problem::new(places, members, &clashes).solve() {
                    for (label, place) in found {
                        chosen[label] = Some(place);
                    }
                }
            }
        }
    }
    chosen
}

fn root(group: &mut [usize], mut label: usize) -> usize {
    while group[label] != label {
        group[label] = group[group[label]];
        label = group[label];
    }
    label
}

/// Stops the solver after so many learnt clauses.
#[derive(Default)]
struct Budget {
    learnt: u64,
}

impl Callbacks for Budget {
    fn on_new_clause(&mut self, _clause: &[Lit], kind: Kind) {
        self.learnt += u64::from(matches!(kind, Kind::Learnt));
    }

    fn stop(&self) -> bool {
        self.learnt >= CONFLICTS
    }
}

struct Problem<'a> {
    solver: Solver<Budget>,
    places: &'a [Vec<Place>],
    members: &'a [usize],
    /// For each member, a literal for each of its places.
    taken: Vec<Vec<Lit>>,
    /// For each member, that it takes a last resort.
    resorts: Vec<Lit>,
    /// Units of cost: each says that a member costs at least so much.
    costs: Vec<Lit>,
}

impl<'a> Problem<'a> {
    fn new(places: &'a [Vec<Place>], members: &'a [usize], clashes: &[Clash]) -> Problem<'a> {
        let mut solver = Solver::new(SolverOpts::default(), Budget::default());
        let new = |solver: &mut Solver<Budget>| Lit::new(solver.new_var(lbool::UNDEF, true), true);
        let (mut taken, mut resorts, mut costs) = (Vec::new(), Vec::new(), Vec::new());
        for &member in members {
            let literals: Vec<Lit> = places[member].iter().map(|_| new(&mut solver)).collect();
            solver.add_clause_reuse(&mut literals.clone());
            let resort = new(&mut solver);
            let ways = || literals.iter().copied().zip(&places[member]);
            // Whoever takes no place of a kind pays for it.
            let pay = |solver: &mut Solver<Budget>, price: &[Lit], most: u8| {
                let cheap = ways().filter(|(_, p)| !p.last_resort && p.cost <= most);
                let mut clause: Vec<Lit> = cheap.map(|(literal, _)| literal).collect();
                clause.extend(price);
                solver.add_clause_reuse(&mut clause);
            };
            pay(&mut solver, &[resort], u8::MAX);
            for most in 0..3 {
                let dearer = ways().any(|(_, p)| !p.last_resort && p.cost > most);
                if dearer {
                    let unit = new(&mut solver);
                    pay(&mut solver, &[resort, unit], most);
                    costs.push(unit);
                }
            }
            taken.push(literals);
            resorts.push(resort);
        }
        let literal = |(label, place): (usize, usize)| {
            members.binary_search(&label).ok().map(|at| taken[at][place])
        };
        for &(one, other) in clashes {
            if let Some((one, other)) = literal(one).zip(literal(other)) {
                solver.add_clause_reuse(&mut vec![!one, !other]);
            }
        }
        Problem { solver, places, members, taken, resorts, costs }
    }

    /// A place for each member; `None` if there is no choice without a clash.
    fn solve(mut self) -> Option<Vec<(usize, usize)>> {
        let first = self.ask(&[])?;
        let (resorts, costs) = (self.resorts.clone(), self.costs.clone());
        let (best, reached) = self.lower(&resorts, None, first, |price| price.0);
        let (best, _) = self.lower(&costs, reached, best, |price| price.1);
        Some(self.members.iter().copied().zip(best).collect())
    }

    /// Lowers one part of the price, of which each unit has a literal, while `held` stays true. Gives the best choice
    /// found, and what has to hold for a choice to be no dearer in this part.
    fn lower(
        &mut self,
        units: &[Lit],
        held: Option<Lit>,
        mut best: Vec<usize>,
        part: impl Fn((usize, usize)) -> usize,
    ) -> (Vec<usize>, Option<Lit>) {
        let outputs = totalizer(&mut self.solver, units);
        loop {
            let price = part(self.price(&best));
            let better =
                price.checked_sub(1).and_then(|less| outputs.get(less)).and_then(|&less| {
                    let assumed: Vec<Lit> = held.into_iter().chain([!less]).collect();
                    self.ask(&assumed)
                });
            match better {
                Some(better) => best = better,
                None => return (best, outputs.get(price).map(|&output| !output)),
            }
        }
    }

    /// A choice that fulfils the assumptions: the best of the places that each member may take in it.
    fn ask(&mut self, assumptions: &[Lit]) -> Option<Vec<usize>> {
        if self.solver.solve_limited(assumptions) != lbool::TRUE {
            return None;
        }
        let choice = self.members.iter().zip(&self.taken).map(|(&member, literals)| {
            let holds = |at: &usize| self.solver.value_lit(literals[*at]) == lbool::TRUE;
            let order =
                |&at: &usize| (self.places[member][at].last_resort, self.places[member][at].cost);
            (0..literals.len()).filter(holds).min_by_key(order)
        });
        choice.collect()
    }

    /// How many last resorts a choice takes, and what the rest costs.
    fn price(&self, choice: &[usize]) -> (usize, usize) {
        let taken =
            || self.members.iter().zip(choice).map(|(&member, &at)| self.places[member][at]);
        let resorts = taken().filter(|place| place.last_resort).count();
        let cost = taken().filter(|place| !place.last_resort).map(|place| usize::from(place.cost));
        (resorts, cost.sum())
    }
}

#[cfg(test)]
mod tests {
    use super::{Clash, Place, choose};

    /// The least price of all choices without a clash, by trying all.
    fn oracle(places: &[Vec<Place>], clashes: &[Clash]) -> Option<(usize, usize)> {
        let mut best = None;
        let mut choice = vec![0; places.len()];
        loop {
            let clashes_not = |&((a, i), (b, j)): &Clash| choice[a] != i || choice[b] != j;
            if clashes.iter().all(clashes_not) {
                let taken = || choice.iter().zip(places).map(|(&at, places)| places[at]);
                let resorts = taken().filter(|p| p.last_resort).count();
                let costs = taken().filter(|p| !p.last_resort).map(|p| usize::from(p.cost));
                let price = (resorts, costs.sum());
                best = Some(best.map_or(price, |best: (usize, usize)| best.min(price)));
            }
            let Some(next) = (0..choice.len()).find(|&at| choice[at] + 1 < places[at].len()) else {
                return best;
            };
            choice[next] += 1;
            choice[..next].fill(0);
        }
    }

    #[test]
    fn no_choice_is_better() {
        let mut seed = 5u64;
        let mut roll = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            (seed >> 33) % below
        };
        let mut with_resorts = 0;
        for round in 0..150 {
            let places: Vec<Vec<Place>> = (0..5)
                .map(|_| {
                    let mut places: Vec<Place> = (0..1 + roll(3))
                        .map(|_| Place { cost: roll(4) as u8, last_resort: false })
                        .collect();
                    places.push(Place { cost: 0, last_resort: true });
                    places
                })
                .collect();
            let mut clashes = Vec::new();
            for a in 0..5 {
                for b in a + 1..5 {
                    for i in 0..places[a].len() - 1 {
                        for j in 0..places[b].len() {
                            if roll(2) == 0 {
                                clashes.push(((a, i), (b, j)));
                            }
                        }
                    }
                }
            }
            let choice = choose(&places, &clashes);
            let at: Vec<usize> = choice.iter().map(|at| at.expect("a place")).collect();
            assert!(clashes.iter().all(|&((a, i), (b, j))| at[a] != i || at[b] != j), "{round}");
            let taken = || at.iter().zip(&places).map(|(&at, places)| places[at]);
            let resorts = taken().filter(|p| p.last_resort).count();
            let cost: usize = taken().filter(|p| !p.last_resort).map(|p| usize::from(p.cost)).sum();
            assert_eq!(Some((resorts, cost)), oracle(&places, &clashes), "{round}: {places:?}");
            with_resorts += usize::from(resorts > 0);
        }
        assert!(with_resorts > 30, "{with_resorts}");
    }

    #[test]
    fn what_cannot_be_placed_has_no_place() {
        let only = vec![Place { cost: 0, last_resort: true }];
        let clash = ((0, 0), (1, 0));
        let free = vec![Place { cost: 0, last_resort: false }];
        assert_eq!(choose(&[only.clone(), only, free], &[clash]), [None, None, Some(0)]);
        assert_eq!(choose(&[vec![]], &[]), [None]);
    }
}
