//! What cannot all be true, what is given up for it, and what else could have been given up.
//!
//! [`settle`] finds one contradiction after the other, reduces each to the facts that are needed for it, and
//! withdraws the least trusted of them, until everything else can hold.

use crate::order::core::{facts_of, minimal};
use crate::order::encode::{Trust, origins};
use crate::order::network::{Network, Withdrawn};
use crate::order::path::fewest_facts;
use crate::order::relax::Relaxation;
use crate::order::solution::Solution;
use crate::order::{Contradiction, FactId};
use std::cmp::Reverse;

/// How many contradictions are written down; the others are only counted.
const LISTED_LIMIT: usize = 20;

/// Facts that can all hold, and what had to be given up for it.
pub(super) struct Settled {
    /// The facts left in force.
    pub solution: Solution,
    /// The contradictions, at most [`LISTED_LIMIT`], in the order of their first facts.
    pub contradictions: Vec<Contradiction>,
    /// How many more facts had to be given up.
    pub unlisted: usize,
}

/// Gives up facts until the others can hold.
pub(super) fn settle(
    network: &Network,
    trust: &[Trust],
    withdrawn: Withdrawn,
    guess: Vec<i64>,
) -> Settled {
    let mut relaxation = Relaxation::new(network, withdrawn, guess);
    let mut contradictions = Vec::new();
    let mut unlisted = 0;
    let mut outcome = relaxation.run();
    while let Err(cycle) = outcome {
        let facts = facts_of(network, &cycle);
        let given_up = if contradictions.len() < LISTED_LIMIT {
            let contradiction = contradiction(network, trust, &facts);
            let given_up = contradiction.as_ref().map(|c| c.withdrawn);
            contradictions.extend(contradiction);
            given_up
        } else {
            unlisted += 1;
            least_trusted(trust, &facts)
        };
        // Definitions alone never contradict each other, so that a cycle always has a fact to give up.
        let Some(fact) = given_up else { break };
        relaxation.withdraw(fact);
        outcome = relaxation.resume();
    }
    let (withdrawn, potentials) = relaxation.into_parts();
    let solution = Solution::new(withdrawn, potentials, origins(network));
    for contradiction in &mut contradictions {
        shorten(network, &solution, contradiction);
    }
    contradictions.sort_by(|a, b| a.facts.iter().min().cmp(&b.facts.iter().min()));
    Settled { solution, contradictions, unlisted }
}

/// The fact to give up: the least trusted, and among equals the last in the file.
pub(super) fn least_trusted(trust: &[Trust], facts: &[FactId]) -> Option<FactId> {
    let key = |fact: &FactId| (trust[fact.0 as usize], Reverse(*fact));
    facts.iter().copied().min_by_key(key)
}

fn contradiction(network: &Network, trust: &[Trust], facts: &[FactId]) -> Option<Contradiction> {
    let core = minimal(network, facts, None)?;
    let withdrawn = least_trusted(trust, &core.facts)?;
    Some(Contradiction { facts: core.facts, short_by_s: core.short_by_s, withdrawn })
}

/// Explains a contradiction by fewer facts, if fewer show that what was given up cannot hold.
///
/// The circle that was met first is often a long way round; with all else settled, the shortest way is a path that
/// closes a circle with the fact that was given up.
fn shorten(network: &Network, solution: &Solution, contradiction: &mut Contradiction) {
    for &id in network.of_fact(contradiction.withdrawn) {
        let edge = network.edge(id);
        let limit = edge.weight.saturating_neg().saturating_sub(1);
        let Some(mut path) = fewest_facts(network, solution, edge.to, edge.from, limit) else {
            continue;
        };
        path.push(id);
        if let Some(core) = minimal(network, &facts_of(network, &path), None)
            && core.facts.len() < contradiction.facts.len()
        {
            contradiction.facts = core.facts;
            contradiction.short_by_s = core.short_by_s;
        }
    }
}
