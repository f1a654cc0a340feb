//! Questions about two events: verdicts, gaps, proofs, witnesses.

use crate::date::{Frame, Instant};
use crate::order::choice::{Choices, World};
use crate::order::conflict::believing;
use crate::order::core::{facts_of, minimal};
use crate::order::network::{Edge, Network, Node};
use crate::order::padding::Unpadded;
use crate::order::path::fewest_facts;
use crate::order::points::{UTC, end, start};
use crate::order::repair::{Islands, Repairs, repairs};
use crate::order::solution::{Direction, Solution, UNBOUNDED};
use crate::order::witness::{Schedule, both_ways};
use crate::order::{Answer, Clash, FactId, OrderNetwork, Verdict, Witness};
use crate::timeline::{EventId, SourceId};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

impl OrderNetwork {
    /// Did `a` end before `b` began? With proof, gap and witnesses.
    pub fn order(&self, a: EventId, b: EventId) -> Answer {
        let solution = &self.settled.solution;
        let verdict = self.verdict_in(solution, a, b);
        let mut answer = Answer {
            verdict,
            gap_s: self.gap_in(solution, a, b),
            proof: Vec::new(),
            witnesses: Vec::new(),
            alternatives: Vec::new(),
            if_unpadded: None,
        };
        if let Some(number) = self.contested_by(verdict, a, b) {
            self.tell_ways_out(number, (a, b), &mut answer);
            return answer;
        }
        // An argument for what is certain runs back from `b`; it is told from `a` on.
        let certain = Edge { from: start(b), to: end(a), weight: -1, fact: None };
        let impossible = Edge { from: end(a), to: start(b), weight: 0, fact: None };
        match verdict {
            Verdict::Certain => {
                answer.proof = self.proof(&[a, b], certain, impossible);
                answer.proof.reverse();
            }
            Verdict::Impossible => answer.proof = self.proof(&[a, b], impossible, certain),
            Verdict::Possible | Verdict::Contested => {
                answer.witnesses = self.witnesses((a, b));
                answer.if_unpadded = self.verdict_if_unpadded(a, b);
            }
        }
        answer
    }

    /// The verdict alone, without proof: cheap, for asking often.
    pub fn verdict(&self, a: EventId, b: EventId) -> Verdict {
        let verdict = self.verdict_in(&self.settled.solution, a, b);
        match self.contested_by(verdict, a, b) {
            Some(_) => Verdict::Contested,
            None => verdict,
        }
    }

    /// The verdict by what each source tells together with what must hold, and by what the file itself tells (`None`);
    /// sources in the order of the file, those that say nothing of time left out.
    pub fn order_per_source(&self, a: EventId, b: EventId) -> Vec<(Option<SourceId>, Verdict)> {
        let told = self.voices.told.keys().copied().filter(Option::is_some);
        let verdict = |voice| {
            let given_up = &self.settled.given_up;
            let solution = believing(self.ground(), voice, given_up, &self.guess);
            (voice, self.verdict_in(&solution, a, b))
        };
        std::iter::once(None).chain(told).map(verdict).collect()
    }

    /// The network of one who believes one source, beside what must hold.
    pub fn as_told_by(mut self, source: SourceId) -> OrderNetwork {
        let given_up = &self.settled.given_up;
        let solution = believing(self.ground(), Some(source), given_up, &self.guess);
        self.settled.solution = solution;
        self.settled.contradictions.retain(|found| {
            matches!(found.clash, Clash::Author) || found.clash == Clash::Source(source)
        });
        self.worlds = OnceLock::new();
        self.ways_out = OnceLock::new();
        self.undisputed = OnceLock::new();
        self.unpadded = Unpadded::new(Vec::new());
        self
    }

    fn verdict_in(&self, solution: &Solution, a: EventId, b: EventId) -> Verdict {
        let verdict = verdict_by(&self.network, solution, a, b);
        if verdict != Verdict::Possible || self.choices.is_empty() {
            return verdict;
        }
        let choices = self.choices.of(&[a, b]);
        let worlds = self.worlds(&choices, solution);
        let on = (&self.network, solution);
        let all = |from, to, limit: i64| {
            let mut distances = choices.distances(on, &worlds, from, to).into_iter();
            distances.all(|distance| distance.is_some_and(|distance| distance <= limit))
        };
        if worlds.is_empty() {
            verdict
        } else if all(start(b), end(a), -1) {
            Verdict::Certain
        } else if all(end(a), start(b), 0) {
            Verdict::Impossible
        } else {
            verdict
        }
    }

    /// The greatest possible value of `to − from`, points of these events; `None` is unbounded.
    pub(super) fn greatest(
        &self,
        solution: &Solution,
        events: &[EventId],
        (from, to): (Node, Node),
    ) -> Option<i64> {
        let distance = solution.distance(&self.network, from, to);
        if self.choices.is_empty() {
            return distance;
        }
        let choices = self.choices.of(events);
        let worlds = self.worlds(&choices, solution);
        let on = (&self.network, solution);
        let mut distances = choices.distances(on, &worlds, from, to).into_iter();
        let first = distances.next().unwrap_or(distance)?;
        distances.try_fold(first, |most, distance| Some(most.max(distance?)))
    }

    /// The worlds that facts allow.
    fn worlds(&self, choices: &Choices, solution: &Solution) -> Cow<'_, [World]> {
        let worlds = || choices.worlds(&self.network, solution);
        let settled = std::ptr::eq(solution, &self.settled.solution);
        if settled && std::ptr::eq(choices, &self.choices) {
            Cow::Borrowed(self.worlds.get_or_init(worlds))
        } else {
            Cow::Owned(worlds())
        }
    }

    /// The verdict if approximate dates are taken at their word, where that settles it.
    fn verdict_if_unpadded(&self, a: EventId, b: EventId) -> Option<Verdict> {
        let (network, solution) =
            self.unpadded.solution(self.ground(), &self.settled, &self.guess)?;
        Some(verdict_by(network, solution, a, b)).filter(|&verdict| verdict != Verdict::Possible)
    }

    fn gap_in(&self, solution: &Solution, a: EventId, b: EventId) -> (Option<i64>, Option<i64>) {
        let greatest = |from, to| self.greatest(solution, &[a, b], (from, to));
        (greatest(start(b), end(a)).map(i64::saturating_neg), greatest(end(a), start(b)))
    }

    /// The facts that force `claim.to − claim.from <= claim.weight`, along the edges; `opposite` denies it.
    fn proof(&self, events: &[EventId], claim: Edge, opposite: Edge) -> Vec<FactId> {
        let solution = &self.settled.solution;
        let choices = self.choices.of(events);
        let path = fewest_facts(&self.network, solution, claim.from, claim.to, claim.weight);
        if path.is_none()
            && let Some((facts, _)) = choices.refutation((&self.network, solution), Some(opposite))
        {
            return facts;
        }
        let facts = facts_of(&self.network, &path.unwrap_or_default());
        let facts = minimal(&self.network, &facts, &[opposite]).map_or(facts, |core| core.facts);
        if choices.concern(&facts) {
            return choices.needed(&self.network, &facts, Some(opposite)).0;
        }
        facts
    }

    fn witnesses(&self, (a, b): (EventId, EventId)) -> Vec<Witness> {
        let bounds = [self.bounds(a), self.bounds(b)];
        let known = bounds.iter().find_map(|bounds| bounds.start_min.or(bounds.end_max));
        let near_s = known.map_or(self.reference_s, |instant| instant.seconds());
        let solution = &self.settled.solution;
        let origins = [self.origin(a), self.origin(b)];
        let on = (&self.network, solution);
        let choices = self.choices.of(&[a, b]);
        let worlds = self.worlds(&choices, solution);
        // The worlds in which the first is over before the second begins by most, and by least.
        let by_most = world_of_most(choices.distances(on, &worlds, end(a), start(b)));
        let by_least = world_of_most(choices.distances(on, &worlds, start(b), end(a)));
        let distance = |world: Option<usize>| {
            let world = world.map_or(&[][..], |world| &worlds[world..=world]);
            let choices = &choices;
            move |from, to| match world {
                [] => solution.distance(on.0, from, to),
                _ => choices.distances(on, world, from, to).into_iter().next().flatten(),
            }
        };
        let distances = [distance(by_most), distance(by_least)];
        let schedules = both_ways(distances, (a, b), origins, near_s);
        schedules.iter().map(|schedule| self.witness(schedule, a, b)).collect()
    }

    fn witness(&self, schedule: &Schedule, a: EventId, b: EventId) -> Witness {
        let [of_a_s, of_b_s] = schedule.origins_s;
        let span = |origin_s: i64, (start_s, end_s): (i64, i64)| {
            (
                Instant::new(start_s.saturating_sub(origin_s)),
                Instant::new(end_s.saturating_sub(origin_s)),
            )
        };
        let ahead = |event: EventId, origin_s: i64| {
            (self.frame(event) != Frame::Utc).then(|| origin_s.saturating_neg())
        };
        Witness {
            first: span(of_a_s, schedule.first_s),
            second: span(of_b_s, schedule.second_s),
            before: schedule.first_s.1 < schedule.second_s.0,
            ahead_s: [ahead(a, of_a_s), ahead(b, of_b_s)],
        }
    }

    /// Other events for which a witness leaves less room than there was, in the order of the file, each with beginning
    /// and end on its own scale as late as the witness allows; at most `limit`. All of these times fit together; none
    /// are given where dates are one of several, which may not fit together.
    pub fn moved(
        &self,
        (a, b): (EventId, EventId),
        witness: &Witness,
        limit: usize,
    ) -> Vec<(EventId, (Instant, Instant))> {
        if !self.choices.is_empty() {
            return Vec::new();
        }
        let [of_a_s, of_b_s] = witness.ahead_s.map(|ahead_s| ahead_s.unwrap_or(0).saturating_neg());
        let pinned = |event: EventId, origin_s: i64, (starts, ends): (Instant, Instant)| {
            let at = |time: Instant| time.seconds().saturating_add(origin_s);
            [(start(event), at(starts)), (end(event), at(ends))]
        };
        let mut pins = vec![(UTC, 0), (self.origin(a), of_a_s), (self.origin(b), of_b_s)];
        pins.extend(pinned(a, of_a_s, witness.first));
        pins.extend(pinned(b, of_b_s, witness.second));
        let (network, solution) = (&self.network, &self.settled.solution);
        let latest = solution.distances(network, &pins, Direction::From);
        let back: Vec<(Node, i64)> =
            pins.iter().map(|&(node, at)| (node, at.saturating_neg())).collect();
        let earliest_negated = solution.distances(network, &back, Direction::To);
        let Some(free) = solution.bounds_from(network, UTC) else { return Vec::new() };
        let is_moved = |node: Node| {
            let index = node.index();
            latest[index] < free.latest[index]
                || earliest_negated[index] < free.earliest_negated[index]
        };
        let others = (0..self.frames.len() as u32).map(EventId);
        others
            .filter(|&event| event != a && event != b)
            .filter(|&event| is_moved(start(event)) || is_moved(end(event)))
            .filter(|&event| latest[end(event).index()] != UNBOUNDED)
            .take(limit)
            .map(|event| {
                let origin_s = latest[self.origin(event).index()];
                let at = |node: Node| Instant::new(latest[node.index()].saturating_sub(origin_s));
                (event, (at(start(event)), at(end(event))))
            })
            .collect()
    }

    fn ways_out(&self) -> &(Islands, Repairs) {
        self.ways_out.get_or_init(|| {
            let mut found = repairs(self.ground(), &self.settled);
            // No way out leaves a date without any of its members.
            found.list.retain(|repair| {
                self.choices.is_empty() || !self.worlds(&self.choices, &repair.solution).is_empty()
            });
            (Islands::of(&self.network), found)
        })
    }

    /// What is left when every fact is given up that a contradiction needs, listed or not.
    fn undisputed(&self) -> &Solution {
        self.undisputed.get_or_init(|| {
            let settled = &self.settled.solution;
            let mut withdrawn = settled.withdrawn().clone();
            for contradiction in self.contradictions() {
                contradiction.facts.iter().for_each(|&fact| withdrawn.withdraw(fact));
            }
            self.settled.suspected.iter().for_each(|&fact| withdrawn.withdraw(fact));
            let potentials = settled.potentials().to_vec();
            Solution::new(withdrawn, potentials)
        })
    }

    /// The number of the first contradiction of which another way out gives another verdict, or may give one where
    /// not all could be tried.
    fn contested_by(&self, verdict: Verdict, a: EventId, b: EventId) -> Option<usize> {
        let contradictions = self.contradictions();
        if contradictions.is_empty()
            || verdict != Verdict::Possible && self.verdict_in(self.undisputed(), a, b) == verdict
        {
            return None;
        }
        let (islands, repairs) = self.ways_out();
        let touched: Vec<bool> = contradictions
            .iter()
            .map(|contradiction| islands.touches(&self.network, contradiction, a, b))
            .collect();
        let differs = repairs.list.iter().find(|repair| {
            touched[repair.contradiction] && self.verdict_in(&repair.solution, a, b) != verdict
        });
        // Where not everything was tried, an answer that rests on disputed facts is not relied on.
        let touching = (0..touched.len())
            .find(|&number| touched[number] && !contradictions[number].is_decided);
        let untried = match verdict {
            Verdict::Possible => None,
            Verdict::Certain | Verdict::Impossible | Verdict::Contested => {
                let unlisted = (self.settled.unlisted > 0).then_some(0);
                touching.filter(|_| repairs.is_cut).or(unlisted)
            }
        };
        differs.map(|repair| repair.contradiction).or(untried)
    }

    /// Turns an answer into a contested one: the contradiction, the verdict by each way out, the hull of the gaps.
    fn tell_ways_out(&self, number: usize, (a, b): (EventId, EventId), answer: &mut Answer) {
        let contradiction = &self.contradictions()[number];
        answer.alternatives = vec![(contradiction.withdrawn, answer.verdict)];
        answer.verdict = Verdict::Contested;
        answer.proof = contradiction.facts.clone();
        for repair in self.ways_out().1.list.iter().filter(|repair| repair.contradiction == number)
        {
            let (least, most) = self.gap_in(&repair.solution, a, b);
            answer.gap_s.0 = answer.gap_s.0.zip(least).map(|(x, y)| x.min(y));
            answer.gap_s.1 = answer.gap_s.1.zip(most).map(|(x, y)| x.max(y));
            let verdict = self.verdict_in(&repair.solution, a, b);
            answer.alternatives.push((repair.given_up, verdict));
        }
    }
}

/// The number of the greatest of some distances, the first of equals; unbounded is greatest.
fn world_of_most(distances: Vec<Option<i64>>) -> Option<usize> {
    let key = |&(number, distance): &(usize, Option<i64>)| {
        (distance.unwrap_or(i64::MAX), Reverse(number))
    };
    distances.into_iter().enumerate().max_by_key(key).map(|(number, _)| number)
}

fn verdict_by(network: &Network, solution: &Solution, a: EventId, b: EventId) -> Verdict {
    if solution.implies(network, start(b), end(a), -1) {
        Verdict::Certain
    } else if solution.implies(network, end(a), start(b), 0) {
        Verdict::Impossible
    } else {
        Verdict::Possible
    }
}
