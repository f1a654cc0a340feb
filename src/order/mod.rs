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
pub mod assumption;
mod choice;
mod conflict;
mod core;
mod encode;
mod forest;
mod implied;
mod network;
mod padding;
pub mod passage;
mod path;
mod points;
mod relax;
mod repair;
mod solution;
pub mod steps;
pub mod voice;
mod witness;
pub mod words;

use crate::date::{Bounds, Frame, Instant};
use crate::order::choice::{Choices, World};
use crate::order::conflict::{Ground, Settled, settle, settle_choices};
use crate::order::encode::{Trust, encode};
use crate::order::network::{Network, Node};
use crate::order::padding::Unpadded;
use crate::order::points::{end, origin, start};
use crate::order::repair::{Islands, Repairs};
use crate::order::solution::Solution;
use crate::order::voice::Voices;
use crate::timeline::{Event, EventId, SourceId, Step, Timeline};
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
    /// When an event ended, by its date; apart from [`FactKind::Date`] only where accounts tell otherwise how long it
    /// took.
    End(EventId),
    /// How long an event took.
    Duration(EventId),
    /// When a message came to a step of its way.
    Passage(EventId, Step),
    /// Something that account number `1` of an event tells.
    Claim(EventId, u32, Claim),
    /// An event that a source reports (and does not announce) began before the source's day of publication was over.
    Published(SourceId, EventId),
}

/// What an account tells otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// When it was.
    Date,
    /// How long it took.
    Duration,
    /// Relation number `0` of the account.
    Relation(u32),
}

/// Something the file asserts about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Who says so, by `per` or by an account; `None` is the author of the file.
    pub per: Option<SourceId>,
    /// Whether it is one version among several: what a source says, or what accounts tell otherwise. All other
    /// facts must hold.
    pub is_version: bool,
}

/// Whose facts contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clash {
    /// Those of the author, whatever sources say.
    Author,
    /// Those of one source, by itself or with what the author says.
    Source(SourceId),
    /// Those of several accounts, each of which can hold alone.
    Accounts,
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
    /// How far the clocks of the two events are ahead of UTC in this schedule, in seconds; `None` for an event in UTC.
    /// The instants of an event are on the scale that [`OrderNetwork::frame`] names.
    pub ahead_s: [Option<i64>; 2],
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
    /// When possible: the verdict if approximate dates are taken at their word, where that settles it.
    pub if_unpadded: Option<Verdict>,
}

/// Facts that cannot all hold, and hold if any one of them is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The facts, in the order of the circle that they form.
    pub facts: Vec<FactId>,
    /// By how many seconds they miss; at least 1.
    pub short_by_s: i64,
    /// The one of them that is left out when questions are answered: the least trusted, and among equals the last
    /// in the file. What nobody wrote is trusted least, then a date marked `?`, then one marked `~`, then what a
    /// source says, then what the author says. Where accounts clash it is always the word of one of them.
    pub withdrawn: FactId,
    /// Whose facts they are.
    pub clash: Clash,
    /// Whether `prefer` says which of the accounts to believe, so that nothing is left open by it.
    pub is_decided: bool,
}

/// The network of one timeline.
pub struct OrderNetwork {
    facts: Vec<Fact>,
    trust: Vec<Trust>,
    voices: Voices,
    network: Network,
    settled: Settled,
    /// What approximate dates say without their leeway.
    unpadded: Unpadded,
    choices: Choices,
    /// Made when a question first needs them.
    worlds: OnceLock<Vec<World>>,
    guess: Vec<i64>,
    frames: Vec<Frame>,
    /// Where a schedule puts events that nothing dates, in seconds.
    reference_s: i64,
    /// Made when a question first needs it, which none does in a timeline without contradictions.
    ways_out: OnceLock<(Islands, Repairs)>,
    /// As the ways out.
    undisputed: OnceLock<Solution>,
}

impl OrderNetwork {
    /// Builds the network from everything that the timeline asserts.
    pub fn build(timeline: &Timeline) -> OrderNetwork {
        let encoded = encode(timeline);
        let ground =
            Ground { network: &encoded.network, trust: &encoded.trust, voices: &encoded.voices };
        let mut settled = settle(ground, &encoded.guess);
        settle_choices(ground, &encoded.choices, &mut settled);
        OrderNetwork {
            facts: encoded.facts,
            trust: encoded.trust,
            voices: encoded.voices,
            network: encoded.network,
            settled,
            unpadded: Unpadded::new(encoded.unpadded),
            choices: encoded.choices,
            worlds: OnceLock::new(),
            guess: encoded.guess,
            frames: frames(timeline),
            reference_s: reference_s(timeline),
            ways_out: OnceLock::new(),
            undisputed: OnceLock::new(),
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

    /// Whether a contradiction is a dispute: one of its facts is told by a source, so that the file may be right and a
    /// source wrong.
    pub fn is_dispute(&self, contradiction: &Contradiction) -> bool {
        contradiction.facts.iter().any(|&fact| self.fact(fact).per.is_some())
    }

    /// How many contradictions there are, worked out anew from the same facts: for measurements.
    pub fn settle_again(&self) -> usize {
        let settled = settle(self.ground(), &self.guess);
        settled.contradictions.len() + settled.unlisted
    }

    /// Every constraint as `(from, to, seconds)`: `to − from` is at most so many seconds. Points are numbers; for
    /// comparison with other solvers.
    pub fn constraints(&self) -> impl Iterator<Item = (u32, u32, i64)> + '_ {
        self.network.edges().iter().map(|edge| (edge.from.0, edge.to.0, edge.weight))
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

    /// The versions that a contradiction turns on, by those who tell them: the sources in the order of the file,
    /// before them (`None`) what events themselves say without citing anyone.
    pub fn voices_of(&self, contradiction: &Contradiction) -> Vec<(Option<SourceId>, Vec<FactId>)> {
        let mut voices: BTreeMap<Option<SourceId>, Vec<FactId>> = BTreeMap::new();
        for &fact in contradiction.facts.iter().filter(|&&fact| self.voices.is_version(fact)) {
            let named: Vec<Option<SourceId>> = self.voices.of(fact).collect();
            let has_source = named.iter().any(Option::is_some);
            for voice in named.into_iter().filter(|voice| voice.is_some() || !has_source) {
                voices.entry(voice).or_default().push(fact);
            }
        }
        voices.into_iter().collect()
    }

    /// The source that tells a fact: by `per` or an account or, of what an event itself says and accounts tell
    /// otherwise, the first that it cites.
    pub fn teller(&self, fact: FactId) -> Option<SourceId> {
        let cited = || self.voices.of(fact).flatten().next();
        self.fact(fact).per.or_else(|| self.voices.is_version(fact).then(cited).flatten())
    }

    /// The origin of an event's scale.
    fn origin(&self, event: EventId) -> Node {
        origin(self.frame(event), self.network.node_count())
    }

    fn ground(&self) -> Ground<'_> {
        Ground { network: &self.network, trust: &self.trust, voices: &self.voices }
    }

    /// What all facts together leave of an event's bounds, on the scale of [`OrderNetwork::frame`]; of a contradiction
    /// all facts but the one given up.
    pub fn bounds(&self, event: EventId) -> Bounds {
        let origin = self.origin(event);
        let distance = |from, to| self.greatest(&self.settled.solution, &[event], (from, to));
        let earliest = |point| distance(point, origin).map(|s| Instant::new(s.saturating_neg()));
        let latest = |point| distance(origin, point).map(Instant::new);
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
        let reading = event.reading()?;
        (reading.hard != Bounds::default()).then(|| reading.frame())
    };
    let frames: Vec<Option<Frame>> = timeline.events.iter().map(dated).collect();
    let mut scales = frames.iter().flatten();
    let first = scales.next().copied().unwrap_or(Frame::Utc);
    let undated = if scales.all(|&scale| scale == first) { first } else { Frame::Utc };
    frames.iter().map(|frame| frame.unwrap_or(undated)).collect()
}

/// The timeline's own day, or its first date, or 1970.
fn reference_s(timeline: &Timeline) -> i64 {
    const DAY_S: i64 = 86_400;
    let day = timeline.anchor.or(timeline.as_of).map(|day| i64::from(day.0) * DAY_S);
    let first = timeline.events.iter().filter_map(|event| {
        let hard = event.reading()?.hard;
        hard.start_min.or(hard.end_min).or(hard.end_max).map(|instant| instant.seconds())
    });
    day.or_else(|| first.min()).unwrap_or(0)
}
