//! What cannot all be true, what is given up for it, and what else could have been given up.
//!
//! [`settle`] finds one contradiction after the other, reduces each to the facts that are needed for it, and
//! withdraws the least trusted of them, until everything else can hold.

use crate::order::choice::Choices;
use crate::order::core::{facts_of, minimal};
use crate::order::encode::Trust;
use crate::order::network::{EdgeId, Network, Withdrawn};
use crate::order::path::fewest_facts;
use crate::order::relax::Relaxation;
use crate::order::solution::Solution;
use crate::order::voice::Voices;
use crate::order::{Clash, Contradiction, FactId};
use crate::timeline::SourceId;
use std::cmp::Reverse;
use std::collections::{BTreeSet, VecDeque};

/// How many contradictions are written down; the others are only counted.
const LISTED_LIMIT: usize = 20;

/// What is reasoned on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The constraints.
    pub network: &'a Network,
    /// How far each fact is relied on.
    pub trust: &'a [Trust],
    /// Who tells the versions.
    pub voices: &'a Voices,
}

/// Facts that can all hold, and what had to be given up for it.
pub(super) struct Settled {
    /// The facts left in force.
    pub solution: Solution,
    /// The contradictions, at most [`LISTED_LIMIT`], in the order of their first facts.
    pub contradictions: Vec<Contradiction>,
    /// How many more facts had to be given up.
    pub unlisted: usize,
    /// The facts of the contradictions that are not listed, as far as they were met: some may not be to blame.
    pub suspected: Vec<FactId>,
    /// What had to be given up of the facts that must hold.
    pub given_up: Vec<FactId>,
}

/// Gives up facts until the others can hold: first among those that must hold, then for each source among what it
/// tells, then among what all tell.
pub(super) fn settle(ground: Ground<'_>, guess: &[i64]) -> Settled {
    let mut withdrawn = Withdrawn::none(ground.trust.len());
    let versions: Vec<FactId> = (0..ground.trust.len() as u32)
        .map(FactId)
        .filter(|&fact| ground.voices.is_version(fact))
        .collect();
    for &version in &versions {
        withdrawn.withdraw(version);
    }
    let mut settling = Settling {
        ground,
        relaxation: Relaxation::new(ground.network, withdrawn, guess),
        contradictions: Vec::new(),
        unlisted: 0,
        suspected: Vec::new(),
        given_up: BTreeSet::new(),
    };
    let outcome = settling.relaxation.run();
    settling.clear(Clash::Author, outcome);
    let given_up = settling.given_up.iter().copied().collect();
    for (&voice, told) in &ground.voices.told {
        settling.restore(told);
        let outcome = settling.relaxation.resume();
        settling.clear(voice.map_or(Clash::Author, Clash::Source), outcome);
        for &fact in told {
            settling.relaxation.withdraw(fact);
        }
    }
    settling.restore(&versions);
    let outcome = settling.relaxation.resume();
    settling.clear(Clash::Accounts, outcome);
    settling.finish(given_up)
}

/// The facts that must hold and the versions of one voice, so far as they can all hold; `given_up` of the former
/// cannot.
pub(super) fn believing(
    ground: Ground<'_>,
    voice: Option<SourceId>,
    given_up: &[FactId],
    guess: &[i64],
) -> Solution {
    let mut withdrawn = Withdrawn::none(ground.trust.len());
    let told = ground.voices.told.get(&voice).map_or(&[][..], Vec::as_slice);
    for fact in (0..ground.trust.len() as u32).map(FactId) {
        if ground.voices.is_version(fact) && told.binary_search(&fact).is_err()
            || given_up.contains(&fact)
        {
            withdrawn.withdraw(fact);
        }
    }
    let mut relaxation = Relaxation::new(ground.network, withdrawn, guess);
    let mut outcome = relaxation.run();
    while let Err(cycle) = outcome {
        let facts = facts_of(ground.network, &cycle);
        let Some(fact) = least_trusted(ground, &facts, true) else { break };
        relaxation.withdraw(fact);
        outcome = relaxation.resume();
    }
    let (withdrawn, potentials) = relaxation.into_parts();
    Solution::new(withdrawn, potentials)
}

/// Contradictions as they are met.
struct Settling<'a> {
    ground: Ground<'a>,
    relaxation: Relaxation<'a>,
    contradictions: Vec<Contradiction>,
    unlisted: usize,
    suspected: Vec<FactId>,
    given_up: BTreeSet<FactId>,
}

impl Settling<'_> {
    fn restore(&mut self, facts: &[FactId]) {
        for &fact in facts.iter().filter(|fact| !self.given_up.contains(fact)) {
            self.relaxation.restore(fact);
        }
    }

    /// Gives up one fact of each contradiction until there is none.
    fn clear(&mut self, clash: Clash, mut outcome: Result<(), Vec<EdgeId>>) {
        let among_versions = clash != Clash::Author;
        while let Err(cycle) = outcome {
            let facts = facts_of(self.ground.network, &cycle);
            let given_up = if self.contradictions.len() < LISTED_LIMIT {
                let contradiction = contradiction(self.ground, &facts, clash);
                let given_up = contradiction.as_ref().map(|c| c.withdrawn);
                self.contradictions.extend(contradiction);
                given_up
            } else {
                self.unlisted += 1;
                self.suspected.extend(&facts);
                least_trusted(self.ground, &facts, among_versions)
            };
            // Definitions alone never contradict each other, so that a cycle always has a fact to give up.
            let Some(fact) = given_up else { break };
            self.given_up.insert(fact);
            self.relaxation.withdraw(fact);
            outcome = self.relaxation.resume();
        }
    }

    fn finish(self, given_up: Vec<FactId>) -> Settled {
        let Settling { ground, relaxation, mut contradictions, unlisted, mut suspected, .. } = self;
        let (withdrawn, potentials) = relaxation.into_parts();
        let solution = Solution::new(withdrawn, potentials);
        for contradiction in &mut contradictions {
            shorten(ground, &solution, contradiction);
        }
        contradictions.sort_by(|a, b| a.facts.iter().min().cmp(&b.facts.iter().min()));
        suspected.sort();
        suspected.dedup();
        Settled { solution, contradictions, unlisted, suspected, given_up }
    }
}

/// The fact to give up: the least trusted, and among equals the last in the file; of versions, if there are any and
/// the choice is to be `among_versions`.
pub(super) fn least_trusted(
    ground: Ground<'_>,
    facts: &[FactId],
    among_versions: bool,
) -> Option<FactId> {
    let key = |fact: &FactId| {
        let spared = among_versions && !ground.voices.is_version(*fact);
        (spared, ground.trust[fact.0 as usize], Reverse(*fact))
    };
    facts.iter().copied().min_by_key(key)
}

fn contradiction(ground: Ground<'_>, facts: &[FactId], clash: Clash) -> Option<Contradiction> {
    let core = minimal(ground.network, facts, &[])?;
    let withdrawn = least_trusted(ground, &core.facts, clash != Clash::Author)?;
    let is_decided = is_decided(ground.voices, &core.facts);
    Some(Contradiction {
        facts: core.facts,
        short_by_s: core.short_by_s,
        withdrawn,
        clash,
        is_decided: is_decided && clash == Clash::Accounts,
    })
}

/// Gives up facts until the dates that are one of several leave a world.
pub(super) fn settle_choices(ground: Ground<'_>, choices: &Choices, settled: &mut Settled) {
    if choices.is_empty() {
        return;
    }
    shorten_by_choices(ground, choices, settled);
    for part in choices.parts() {
        settle_part(ground, &part, settled);
    }
    settled.contradictions.sort_by(|a, b| a.facts.iter().min().cmp(&b.facts.iter().min()));
}

fn settle_part(ground: Ground<'_>, choices: &Choices, settled: &mut Settled) {
    while choices.worlds(ground.network, &settled.solution).is_empty() {
        let on = (ground.network, &settled.solution);
        let Some((facts, short_by_s)) = choices.refutation(on, None) else { return };
        let clash = clash_of(ground.voices, &facts);
        let Some(given_up) = least_trusted(ground, &facts, clash != Clash::Author) else { return };
        let mut withdrawn = settled.solution.withdrawn().clone();
        withdrawn.withdraw(given_up);
        settled.solution = Solution::new(withdrawn, settled.solution.potentials().to_vec());
        if clash == Clash::Author {
            settled.given_up.push(given_up);
        }
        if settled.contradictions.len() < LISTED_LIMIT {
            let is_decided = clash == Clash::Accounts && is_decided(ground.voices, &facts);
            let withdrawn = given_up;
            settled.contradictions.push(Contradiction {
                facts,
                short_by_s,
                withdrawn,
                clash,
                is_decided,
            });
        } else {
            settled.unlisted += 1;
            settled.suspected.extend(&facts);
        }
    }
}

/// Leaves out of contradictions what no member of a date needs. Where that is the very fact that was given up, one of
/// the facts that are needed goes instead, and it is put back into force, with what that brings to light.
fn shorten_by_choices(ground: Ground<'_>, choices: &Choices, settled: &mut Settled) {
    /// How many contradictions are looked at: each exchange can bring others to light.
    const ROUNDS: usize = 64;
    let solution = &settled.solution;
    let (withdrawn, potentials) = (solution.withdrawn().clone(), solution.potentials().to_vec());
    let mut relaxation = Relaxation::new(ground.network, withdrawn, &potentials);
    let mut open: VecDeque<Contradiction> = std::mem::take(&mut settled.contradictions).into();
    for round in 0.. {
        let Some(mut found) = open.pop_front() else { break };
        if round >= ROUNDS || !choices.concern(&found.facts) {
            settled.contradictions.push(found);
            continue;
        }
        let (facts, short_by_s) = choices.needed(ground.network, &found.facts, None);
        let put_back = (!facts.contains(&found.withdrawn)).then_some(found.withdrawn);
        if put_back.is_some() {
            found.clash = clash_of(ground.voices, &facts);
            let among_versions = found.clash != Clash::Author;
            let given_up = least_trusted(ground, &facts, among_versions);
            found.withdrawn = given_up.unwrap_or(found.withdrawn);
            relaxation.withdraw(found.withdrawn);
        }
        found.is_decided = found.clash == Clash::Accounts && is_decided(ground.voices, &facts);
        (found.facts, found.short_by_s) = (facts, short_by_s);
        settled.contradictions.push(found);
        let Some(put_back) = put_back else { continue };
        relaxation.restore(put_back);
        while let Err(cycle) = relaxation.resume() {
            let facts = facts_of(ground.network, &cycle);
            let clash = clash_of(ground.voices, &facts);
            let Some(further) = contradiction(ground, &facts, clash) else { break };
            relaxation.withdraw(further.withdrawn);
            open.push_back(further);
        }
    }
    let (withdrawn, potentials) = relaxation.into_parts();
    settled.solution = Solution::new(withdrawn, potentials);
    let authors = settled.contradictions.iter().filter(|found| found.clash == Clash::Author);
    settled.given_up = authors.map(|found| found.withdrawn).collect();
}

/// Whose facts clash: the author's alone, or one source's with them, or those of several.
fn clash_of(voices: &Voices, facts: &[FactId]) -> Clash {
    let told = voices.told.keys().map(|voice| voice.map_or(Clash::Author, Clash::Source));
    let mut alone = std::iter::once(Clash::Author).chain(told);
    alone.find(|&clash| is_told_by(voices, facts, clash)).unwrap_or(Clash::Accounts)
}

/// Whether one version alone is preferred least, so that it is the one to go.
fn is_decided(voices: &Voices, facts: &[FactId]) -> bool {
    let mut preferences: Vec<u32> =
        facts.iter().filter_map(|fact| voices.preference.get(fact).copied()).collect();
    preferences.sort_unstable();
    matches!(preferences[..], [least, next, ..] if least < next)
}

/// The facts of a contradiction that can be given up for it: of a clash of accounts, what they tell; where some are
/// preferred, what the least preferred tell.
pub(super) fn ways_out(ground: Ground<'_>, contradiction: &Contradiction) -> Vec<FactId> {
    let facts = contradiction.facts.iter().copied();
    if contradiction.clash == Clash::Author {
        return facts.collect();
    }
    let preference = |fact: FactId| ground.voices.preference.get(&fact);
    let least = facts.clone().filter_map(preference).min();
    facts.filter(|&fact| preference(fact).is_some() && preference(fact) == least).collect()
}

/// Explains a contradiction by fewer facts, if fewer show that what was given up cannot hold.
///
/// The circle that was met first is often a long way round; with all else settled, the shortest way is a path that
/// closes a circle with the fact that was given up.
fn shorten(ground: Ground<'_>, solution: &Solution, contradiction: &mut Contradiction) {
    let network = ground.network;
    for &id in network.of_fact(contradiction.withdrawn) {
        let edge = network.edge(id);
        let limit = edge.weight.saturating_neg().saturating_sub(1);
        let Some(mut path) = fewest_facts(network, solution, edge.to, edge.from, limit) else {
            continue;
        };
        path.push(id);
        if let Some(core) = minimal(network, &facts_of(network, &path), &[])
            && core.facts.len() < contradiction.facts.len()
            && is_told_by(ground.voices, &core.facts, contradiction.clash)
        {
            contradiction.is_decided =
                contradiction.clash == Clash::Accounts && is_decided(ground.voices, &core.facts);
            contradiction.facts = core.facts;
            contradiction.short_by_s = core.short_by_s;
        }
    }
}

/// Whether the versions among facts are those of one side alone, if the clash is one of that side.
fn is_told_by(voices: &Voices, facts: &[FactId], clash: Clash) -> bool {
    let voice = match clash {
        Clash::Author => None,
        Clash::Source(source) => Some(source),
        Clash::Accounts => return true,
    };
    let told = voices.told.get(&voice).map_or(&[][..], Vec::as_slice);
    facts.iter().all(|fact| !voices.is_version(*fact) || told.binary_search(fact).is_ok())
}
