//! What must, can and cannot have come first, with the proof.
//!
//! A temporal network (a simple temporal network after Dechter, Meiri and Pearl 1991): each event has two
//! points, start and end, in whole seconds; each fact of the file (a date, a relation, a duration, a day of
//! publication) bounds differences between points. Nothing is guessed: what the facts leave open is
//! [`Verdict::Possible`], with a schedule each way to show it.
//!
//! ```text
//!  Timeline ──encode──▶ facts, Network ──conflict──▶ Contradictions, Solution ──▶ verdicts, proofs, bounds, witnesses
//! ```
//!
//! Only hard bounds enter. What is stated about an event that never took place counts as its plan.

mod answer;
mod conflict;
mod core;
mod encode;
mod forest;
mod implied;
mod network;
mod path;
mod relax;
mod repair;
mod solution;
pub mod steps;
mod witness;
pub mod words;

use crate::date::{Bounds, Frame, Instant, Reading};
use crate::order::conflict::{Settled, settle};
use crate::order::encode::{Trust, encode, end, origin, start};
use crate::order::network::{Network, Node, Withdrawn};
use crate::order::repair::{Islands, Repair};
use crate::order::solution::UNBOUNDED;
use crate::timeline::{Event, EventId, SourceId, Timeline};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Index into [`OrderNetwork::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// What a fact is, and where in the timeline it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// The date of an event.
    Date(EventId),
    /// Relation number `1` of the event's list.
    Relation(EventId, u32),
    /// How long an event took.
    Duration(EventId),
    /// An event that a source reports (and does not announce) began before the source's day of publication was over.
    Published(SourceId, EventId),
}

/// Something the file asserts about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Who says so; `None` is the author of the file.
    pub per: Option<SourceId>,
}

/// The answer to "did A end before B began?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// In every schedule that the facts allow.
    Certain,
    /// In none.
    Impossible,
    /// In some and not in others.
    Possible,
    /// The facts about this pair contradict each other, and the answer depends on which is given up.
    Contested,
}

/// One way that everything can have happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Start and end of the first event asked about.
    pub first: (Instant, Instant),
    /// Start and end of the second.
    pub second: (Instant, Instant),
    /// Whether the first ends before the second begins in this schedule.
    pub before: bool,
    /// How far the clocks without a zone are ahead of UTC in this schedule, in seconds; `None` when both events
    /// are in UTC. The instants of an event are on the scale that [`OrderNetwork::frame`] names.
    pub local_ahead_s: Option<i64>,
}

/// A verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Least and greatest possible value of `start(B) - end(A)` in seconds; `None` is unbounded.
    pub gap_s: (Option<i64>, Option<i64>),
    /// The facts that force the verdict, in the order of the argument, every one needed. Empty when possible; when
    /// contested, the facts that contradict each other.
    pub proof: Vec<FactId>,
    /// When possible: a schedule in which A is before B, and one in which it is not.
    pub witnesses: Vec<Witness>,
    /// When contested: facts of the contradiction, each with the verdict if that one is given up.
    pub alternatives: Vec<(FactId, Verdict)>,
}

/// Facts that cannot all hold, and hold if any one of them is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The facts, in the order of the circle that they form.
    pub facts: Vec<FactId>,
    /// By how many seconds they miss; at least 1.
    pub short_by_s: i64,
    /// The one of them that is left out when questions are answered: the least trusted, and among equals the last
    /// in the file. What nobody wrote is trusted least, then what is said `per` a source, then what the author says.
    pub withdrawn: FactId,
}

/// The network of one timeline.
pub struct OrderNetwork {
    facts: Vec<Fact>,
    trust: Vec<Trust>,
    network: Network,
    settled: Settled,
    guess: Vec<i64>,
    frames: Vec<Frame>,
    /// Where a schedule puts events that nothing dates, in seconds.
    reference_s: i64,
    /// Made when a question first needs it, which none does in a timeline without contradictions.
    ways_out: OnceLock<(Islands, Vec<Repair>)>,
}

impl OrderNetwork {
    /// Builds the network from everything that the timeline asserts.
    pub fn build(timeline: &Timeline) -> OrderNetwork {
        let encoded = encode(timeline);
        let all = Withdrawn::none(encoded.facts.len());
        let settled = settle(&encoded.network, &encoded.trust, all, encoded.guess.clone());
        OrderNetwork {
            facts: encoded.facts,
            trust: encoded.trust,
            network: encoded.network,
            settled,
            guess: encoded.guess,
            frames: frames(timeline),
            reference_s: reference_s(timeline),
            ways_out: OnceLock::new(),
        }
    }

    /// Every fact, by [`FactId`]; in file order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact behind an id.
    pub fn fact(&self, id: FactId) -> Fact {
        self.facts[id.0 as usize]
    }

    /// Contradictions, each minimal in facts; empty when everything can be true. At most 20.
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.settled.contradictions
    }

    /// How many facts more had to be left out for contradictions beyond the first 20.
    pub fn unlisted_contradictions(&self) -> usize {
        self.settled.unlisted
    }

    /// The scale of an event's instants in [`OrderNetwork::bounds`] and in witnesses: that of its date, and for an
    /// event without a date that of the timeline's dates, UTC if there are both.
    pub fn frame(&self, event: EventId) -> Frame {
        self.frames[event.0 as usize]
    }

    /// Facts that several contradictions share, each with their number, the most shared first: where to look for the
    /// mistake, since to withdraw such a fact resolves them all.
    pub fn suspects(&self) -> Vec<(FactId, usize)> {
        let mut counts = BTreeMap::new();
        for fact in self.contradictions().iter().flat_map(|contradiction| &contradiction.facts) {
            *counts.entry(*fact).or_insert(0) += 1;
        }
        let mut shared: Vec<(FactId, usize)> =
            counts.into_iter().filter(|&(_, count)| count > 1).collect();
        shared.sort_by_key(|&(fact, count)| (Reverse(count), fact));
        shared
    }

    /// The sources whose word a contradiction turns on, in the order of the file; empty when it is the author's own.
    pub fn sources_of(&self, contradiction: &Contradiction) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> =
            contradiction.facts.iter().filter_map(|&fact| self.fact(fact).per).collect();
        sources.sort();
        sources.dedup();
        sources
    }

    /// What all facts together leave of an event's bounds, on the scale of [`OrderNetwork::frame`]; of a contradiction
    /// all facts but the one given up.
    pub fn bounds(&self, event: EventId) -> Bounds {
        let origin = origin(self.frame(event));
        let Some(bounds) = self.settled.solution.bounds_from(&self.network, origin) else {
            return Bounds::default();
        };
        let known = |bound: i64| (bound != UNBOUNDED).then_some(bound);
        let earliest = |point: Node| {
            known(bounds.earliest_negated[point.index()]).map(|s| Instant(s.saturating_neg()))
        };
        let latest = |point: Node| known(bounds.latest[point.index()]).map(Instant);
        Bounds {
            start_min: earliest(start(event)),
            start_max: latest(start(event)),
            end_min: earliest(end(event)),
            end_max: latest(end(event)),
        }
    }
}

fn frames(timeline: &Timeline) -> Vec<Frame> {
    let dated = |event: &Event| {
        let Reading { hard, frame, .. } = event.reading()?;
        (*hard != Bounds::default()).then_some(*frame)
    };
    let frames: Vec<Option<Frame>> = timeline.events.iter().map(dated).collect();
    let local = frames.contains(&Some(Frame::Floating)) && !frames.contains(&Some(Frame::Utc));
    let undated = if local { Frame::Floating } else { Frame::Utc };
    frames.iter().map(|frame| frame.unwrap_or(undated)).collect()
}

/// The timeline's own day, or its first date, or 1970.
fn reference_s(timeline: &Timeline) -> i64 {
    const DAY_S: i64 = 86_400;
    let day = timeline.anchor.or(timeline.as_of).map(|day| i64::from(day.0) * DAY_S);
    let first = timeline.events.iter().filter_map(|event| {
        let hard = event.reading()?.hard;
        hard.start_min.or(hard.end_min).or(hard.end_max).map(|instant| instant.0)
    });
    day.or_else(|| first.min()).unwrap_or(0)
}
