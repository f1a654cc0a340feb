//! What a timeline asserts about time, as facts and as constraints between points.
//!
//! Every event has two points, `start <= end`, and a message one more for each step of its way that bears a date:
//! `end <= sent <= delivered`, `end <= published`. Dates are bounds against an origin: [`UTC`] where the zone was
//! known, and otherwise that of the clock that they were read off ([`LocalClock`](crate::date::zone::LocalClock)).
//! Origins of local clocks float against UTC by what the world's zones allow, so that two dates on one such clock
//! compare exactly, and all others only as far as it is certain.
//!
//! | what the file says | constraint |
//! |---|---|
//! | a date | hard bounds of start and end |
//! | `earlier` or `later` in the date of A, and B reports, quotes or announces A | `A.end < B.start`, or `B.end < A.start` |
//! | `A after B`, `gap: min..max` | `B.end < A.start`, `min <= A.start − B.end <= max` |
//! | `A before B` | the same, the other way round |
//! | `A during B`, `A part_of B` | `B.start <= A.start`, `A.end <= B.end` |
//! | `A implements B` | `B.start < A.start` |
//! | `A responds_to B`, `A quotes B` | the same; of a message, the step that [`passage`] names is before `A.start` |
//! | `sent`, `delivered`, `published` of a message | bounds of that step |
//! | `A announces B` | `A.end <= B.start` |
//! | `A reports B` | `B.start <= A.end` |
//! | `A same_as B` | equal starts, equal ends |
//! | `duration: min..max` | `min <= end − start <= max` |
//! | a claim of an account | what the same words say at the event, as one version |
//! | a source that reports A was published | `A.start <=` the end of the day of publication |

use crate::date::duration::SecondsRange;
use crate::date::{Bounds, Edge as TellingEdge, Frame, Instant, Reading};
use crate::order::choice::Choices;
use crate::order::implied::{Implied, end_of_publication};
use crate::order::network::{Edge, Network, Node, WEIGHT_LIMIT_S};
use crate::order::padding::at_its_word;
use crate::order::passage::{self, awaited, dated_steps};
use crate::order::points::{self, UTC, end, start};
use crate::order::voice::{self, Voices};
use crate::order::{Claim, Fact, FactId, FactKind};
use crate::timeline::{Account, Event, EventId, Relation, RelationKind, SourceId, Step, Timeline};
use std::collections::HashMap;

const HOUR_S: i64 = 3_600;

/// How far west a clock can lie: UTC−12.
pub(super) const WEST_S: i64 = 12 * HOUR_S;
/// How far east a clock can lie: UTC+14.
const EAST_S: i64 = 14 * HOUR_S;

/// How long after the last date undated events are put, in seconds: room for chains of gaps, some 30 years.
const ROOM_S: i64 = 1_000_000_000;

/// How far a fact is relied on when one of several has to be given up; from little to much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Trust {
    /// Nobody wrote it: it follows from what was written, such as a weekday counted from an anchor.
    Inferred,
    /// A date that is marked as doubtful.
    Doubtful,
    /// A date that is marked as approximate.
    Approximate,
    /// One version among several, by how much it is preferred; among equals the one that the event itself tells.
    Version {
        /// See [`Voices::preference`].
        preference: u32,
        /// Whether it is what the event itself says.
        is_own: bool,
    },
    /// The author of the file says so.
    Stated,
}

/// A timeline as facts and constraints.
pub(super) struct Encoded {
    /// The facts, in file order.
    pub facts: Vec<Fact>,
    /// How far each is relied on.
    pub trust: Vec<Trust>,
    /// Who tells those that are versions.
    pub voices: Voices,
    /// What approximate dates say beyond that without their leeway.
    pub unpadded: Vec<Edge>,
    /// The dates that are one of several.
    pub choices: Choices,
    /// The constraints; nodes are numbered by [`points`](crate::order::points).
    pub network: Network,
    /// A guess at a schedule, by node: everything as late as its own date allows, and the others after all dates.
    ///
    /// The latest schedule lies below it, close by, and the search for one only ever moves points down: unless
    /// something is wrong, the origins, which all dates hang on, stay where they are.
    pub guess: Vec<i64>,
}

/// Everything that a timeline asserts about time.
pub(super) fn encode(timeline: &Timeline) -> Encoded {
    let mut encoder = Encoder {
        timeline,
        // Most events give a date and a relation, and with that five edges.
        facts: Vec::with_capacity(2 * timeline.events.len()),
        trust: Vec::with_capacity(2 * timeline.events.len()),
        voices: Voices::default(),
        edges: Vec::with_capacity(5 * timeline.events.len()),
        unpadded: Vec::new(),
        choices: Choices::default(),
    };
    // A clock that shows `utc + offset` counts from an origin that lies `offset` before the other.
    for local in points::local_origins(timeline) {
        encoder.between(UTC, local, (Some(-EAST_S), Some(WEST_S)), None);
    }
    let implied = Implied::of(timeline);
    let told_by = told_by(timeline);
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        encoder.at_most(end(id), start(id), 0, None);
        if implied.is_moment(timeline, id) {
            encoder.at_most(start(id), end(id), 0, None);
        }
        encoder.date(id, event, told_by.get(&id).map_or(&[], Vec::as_slice));
        encoder.duration(id, event);
        encoder.passages(id);
        for (index, relation) in event.relations.iter().enumerate() {
            encoder.own_relation(id, index as u32, relation);
        }
        encoder.accounts(id, event);
        for source in implied.reporting_sources(timeline, id) {
            encoder.published(source, id);
        }
    }
    let Encoder { facts, trust, voices, edges, unpadded, choices, .. } = encoder;
    let hubs = points::hubs(timeline, &edges);
    let network = Network::new(points::count(timeline), facts.len(), edges).with_hubs(hubs);
    Encoded { guess: guess(timeline), facts, trust, voices, unpadded, choices, network }
}

/// Facts and edges as they come.
struct Encoder<'t> {
    timeline: &'t Timeline,
    facts: Vec<Fact>,
    trust: Vec<Trust>,
    voices: Voices,
    edges: Vec<Edge>,
    unpadded: Vec<Edge>,
    choices: Choices,
}

impl Encoder<'_> {
    /// The origin that instants of a frame are counted from.
    fn origin(&self, frame: Frame) -> Node {
        points::origin(frame, points::count(self.timeline))
    }

    /// A fact that must hold.
    fn fact(&mut self, kind: FactKind, trust: Trust) -> Option<FactId> {
        self.facts.push(Fact { kind, per: None, is_version: false });
        self.trust.push(trust);
        Some(FactId(self.facts.len() as u32 - 1))
    }

    /// What a source says.
    fn told(&mut self, kind: FactKind, source: SourceId) -> Option<FactId> {
        let version = self.version(kind, &[source], false);
        let fact = FactId(self.facts.len() as u32 - 1);
        self.facts[fact.0 as usize].per = Some(source);
        version
    }

    /// What an event itself says, and accounts tell otherwise.
    fn own(&mut self, kind: FactKind, backers: &[SourceId]) -> Option<FactId> {
        let fact = self.version(kind, backers, true);
        self.voices.told.entry(None).or_default().extend(fact);
        fact
    }

    fn version(&mut self, kind: FactKind, voices: &[SourceId], is_own: bool) -> Option<FactId> {
        let id = FactId(self.facts.len() as u32);
        let preferences = voices.iter().map(|&source| voice::preference(self.timeline, source));
        let preference = preferences.max().unwrap_or(0);
        self.facts.push(Fact { kind, per: None, is_version: true });
        self.trust.push(Trust::Version { preference, is_own });
        self.voices.preference.insert(id, preference);
        for &source in voices {
            self.voices.told.entry(Some(source)).or_default().push(id);
        }
        Some(id)
    }

    /// `to − from <= weight`
    fn at_most(&mut self, from: Node, to: Node, weight: i64, fact: Option<FactId>) {
        self.edges.push(Edge { from, to, weight, fact });
    }

    /// `min <= to − from <= max`
    fn between(
        &mut self,
        from: Node,
        to: Node,
        (min, max): (Option<i64>, Option<i64>),
        fact: Option<FactId>,
    ) {
        if let Some(max) = max {
            self.at_most(from, to, max, fact);
        }
        if let Some(min) = min {
            self.at_most(to, from, min.saturating_neg(), fact);
        }
    }

    fn date(&mut self, id: EventId, event: &Event, told_by: &[EventId]) {
        let Some(reading) = event.reading() else { return };
        let hard = dated_bounds(reading.hard, event.dates_only_its_start());
        if hard == Bounds::default() {
            return;
        }
        if voice::date_is_contested(event) {
            let otherwise = |account: &Account| account.when.is_some();
            let fact = self.own(FactKind::Date(id), &voice::backers(event, otherwise));
            self.dated(id, reading.frame(), hard, fact);
            self.members(id, reading, event.dates_only_its_start(), fact);
            self.tellers(id, reading, told_by, fact);
            return;
        }
        let begins = Bounds { end_min: None, end_max: None, ..hard };
        let ends = Bounds { start_min: None, start_max: None, ..hard };
        if !voice::end_is_contested(event) || ends == Bounds::default() {
            let fact = self.fact(FactKind::Date(id), trust_in(reading));
            self.dated(id, reading.frame(), hard, fact);
            self.members(id, reading, event.dates_only_its_start(), fact);
            self.tellers(id, reading, told_by, fact);
            if let Some(bounds) = at_its_word(reading) {
                let given = self.edges.len();
                self.dated(id, reading.frame(), bounds, fact);
                self.unpadded.extend(self.edges.drain(given..));
            }
            return;
        }
        if begins != Bounds::default() {
            let fact = self.fact(FactKind::Date(id), trust_in(reading));
            self.dated(id, reading.frame(), begins, fact);
            self.tellers(id, reading, told_by, fact);
        }
        let otherwise = |account: &Account| account.duration.is_some();
        let fact = self.own(FactKind::End(id), &voice::backers(event, otherwise));
        self.dated(id, reading.frame(), ends, fact);
    }

    fn dated(&mut self, id: EventId, frame: Frame, hard: Bounds, fact: Option<FactId>) {
        let Bounds { start_min, start_max, end_min, end_max } = hard;
        let from = self.origin(frame);
        // What begins before it ends begins by the time at which it has ended: of most dates, two bounds say all.
        let start_max = start_max.filter(|&start| end_max.is_none_or(|end| start < end));
        let end_min = end_min.filter(|&end| start_min.is_none_or(|start| start < end));
        self.between(from, start(id), (seconds(start_min), seconds(start_max)), fact);
        self.between(from, end(id), (seconds(end_min), seconds(end_max)), fact);
    }

    /// What each member says of a date that is one of several.
    fn members(
        &mut self,
        id: EventId,
        reading: &Reading,
        only_the_start: bool,
        fact: Option<FactId>,
    ) {
        let members = &reading.members;
        let Some(date) = fact.filter(|_| !members.is_empty()) else { return };
        let given = self.edges.len();
        let mut edges = Vec::with_capacity(members.len());
        for &member in members {
            self.dated(id, reading.frame(), dated_bounds(member, only_the_start), fact);
            edges.push(self.edges.drain(given..).collect());
        }
        self.choices.add(id, date, edges);
    }

    /// What `earlier on Monday` and `later on Monday` say of the events that tell of this one.
    fn tellers(
        &mut self,
        id: EventId,
        reading: &Reading,
        told_by: &[EventId],
        fact: Option<FactId>,
    ) {
        for &teller in told_by {
            match reading.edge {
                Some(TellingEdge::Earlier) => self.at_most(start(teller), end(id), -1, fact),
                Some(TellingEdge::Later) => self.at_most(start(id), end(teller), -1, fact),
                None => {}
            }
        }
    }

    fn duration(&mut self, id: EventId, event: &Event) {
        let Some(duration) = &event.duration else { return };
        let fact = if voice::duration_is_contested(event) {
            let otherwise = |account: &Account| account.duration.is_some();
            self.own(FactKind::Duration(id), &voice::backers(event, otherwise))
        } else {
            self.fact(FactKind::Duration(id), Trust::Stated)
        };
        self.lasts(id, duration.value, fact);
    }

    fn lasts(&mut self, id: EventId, range: SecondsRange, fact: Option<FactId>) {
        self.between(start(id), end(id), (Some(range.min_s), range.max_s), fact);
    }

    /// The dated steps of a message: each by its date, and none before the one before it.
    fn passages(&mut self, id: EventId) {
        let timeline = self.timeline;
        let mut before = end(id);
        for (index, passage) in dated_steps(timeline, id) {
            let point = points::passing(timeline, index);
            let Some(reading) = &passage.when.reading else { continue };
            match passage.step {
                Step::Sent | Step::Delivered => {
                    self.at_most(point, before, 0, None);
                    before = point;
                }
                // A message can be public before it arrives, but not before it is written.
                Step::Published => self.at_most(point, end(id), 0, None),
            }
            let bounds = (seconds(reading.hard.start_min), seconds(reading.hard.end_max));
            if bounds != (None, None) {
                let fact = self.fact(FactKind::Passage(id, passage.step), trust_in(reading));
                self.between(self.origin(reading.frame()), point, bounds, fact);
            }
        }
    }

    fn own_relation(&mut self, a: EventId, index: u32, relation: &Relation) {
        if !relation.orders(self.timeline) {
            return;
        }
        let kind = FactKind::Relation(a, index);
        let event = self.timeline.event(a);
        let fact = match relation.per {
            Some(source) => self.told(kind, source),
            None if voice::is_contested(event, relation) => {
                self.own(kind, &self.backers(a, relation))
            }
            None => self.fact(kind, Trust::Stated),
        };
        self.relation(a, relation, fact);
    }

    /// The sources that an event cites and that do not relate it otherwise to the target of a relation.
    fn backers(&self, a: EventId, relation: &Relation) -> Vec<SourceId> {
        let event = self.timeline.event(a);
        let mut backers = voice::backers(event, |_| false);
        backers.retain(|&source| {
            !voice::accounts(event)
                .any(|(_, told)| told.source == source && voice::relates_to(told, relation))
        });
        backers
    }

    fn relation(&mut self, a: EventId, relation: &Relation, fact: Option<FactId>) {
        let b = relation.target;
        let gap = relation.gap.as_ref().map_or((None, None), |gap| (Some(gap.min_s), gap.max_s));
        match relation.kind {
            RelationKind::After => {
                self.at_most(start(a), end(b), -1, fact);
                self.between(end(b), start(a), gap, fact);
            }
            RelationKind::Before => {
                self.at_most(start(b), end(a), -1, fact);
                self.between(end(a), start(b), gap, fact);
            }
            RelationKind::During | RelationKind::PartOf => {
                self.at_most(start(a), start(b), 0, fact);
                self.at_most(end(b), end(a), 0, fact);
            }
            RelationKind::RespondsTo | RelationKind::Quotes | RelationKind::Implements => {
                let moment = awaited(self.timeline, a, relation);
                let known = passage::node(self.timeline, b, moment);
                self.at_most(start(a), known, -1, fact);
            }
            RelationKind::Announces => self.at_most(start(b), end(a), 0, fact),
            RelationKind::Reports => self.at_most(end(a), start(b), 0, fact),
            RelationKind::SameAs => {
                self.between(start(a), start(b), (Some(0), Some(0)), fact);
                self.between(end(a), end(b), (Some(0), Some(0)), fact);
            }
            RelationKind::Supersedes => {}
        }
    }

    /// What accounts claim.
    fn accounts(&mut self, id: EventId, event: &Event) {
        for (number, account) in voice::accounts(event) {
            let claim = |claim| FactKind::Claim(id, number as u32, claim);
            if let Some(reading) = account.when.as_ref().and_then(|when| when.reading.as_ref()) {
                let has_length = account.duration.is_some() || event.duration.is_some();
                let only_the_start = has_length && reading.is_clock_time();
                let hard = dated_bounds(reading.hard, only_the_start);
                if hard != Bounds::default() {
                    let fact = self.told(claim(Claim::Date), account.source);
                    self.dated(id, reading.frame(), hard, fact);
                    self.members(id, reading, only_the_start, fact);
                }
            }
            if let Some(duration) = &account.duration {
                let fact = self.told(claim(Claim::Duration), account.source);
                self.lasts(id, duration.value, fact);
            }
            for (index, relation) in account.relations.iter().enumerate() {
                if relation.orders(self.timeline) {
                    let fact = self.told(claim(Claim::Relation(index as u32)), account.source);
                    self.relation(id, relation, fact);
                }
            }
        }
    }

    fn published(&mut self, source: SourceId, event: EventId) {
        let Some(published) = &self.timeline.source(source).published else { return };
        let Some((frame, latest_s)) = end_of_publication(&published.value) else { return };
        let fact = self.fact(FactKind::Published(source, event), Trust::Inferred);
        self.at_most(self.origin(frame), start(event), latest_s, fact);
    }
}

/// For every event dated by one side of what tells of it, the events that tell: who says `earlier Monday` means earlier
/// than the telling.
fn told_by(timeline: &Timeline) -> HashMap<EventId, Vec<EventId>> {
    let mut told_by: HashMap<EventId, Vec<EventId>> = HashMap::new();
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            let tells = matches!(
                relation.kind,
                RelationKind::Reports | RelationKind::Quotes | RelationKind::Announces
            );
            let told = timeline.event(relation.target).reading();
            if tells && relation.rejected.is_none() && told.is_some_and(|told| told.edge.is_some())
            {
                told_by.entry(relation.target).or_default().push(id);
            }
        }
    }
    told_by
}

/// How far a date of the author is relied on.
fn trust_in(reading: &Reading) -> Trust {
    match (reading.civil.uncertain, reading.civil.approximate) {
        _ if reading.rule.is_counted() => Trust::Inferred,
        (true, _) => Trust::Doubtful,
        (false, true) => Trust::Approximate,
        (false, false) => Trust::Stated,
    }
}

/// What a date says of start and end.
fn dated_bounds(hard: Bounds, only_the_start: bool) -> Bounds {
    if only_the_start { Bounds { end_min: None, end_max: None, ..hard } } else { hard }
}

fn seconds(instant: Option<Instant>) -> Option<i64> {
    instant.map(|instant| instant.seconds())
}

/// See [`Encoded::guess`].
fn guess(timeline: &Timeline) -> Vec<i64> {
    let mut latest = vec![None; points::count(timeline)];
    latest[UTC.index()] = Some(0);
    for local in points::local_origins(timeline) {
        latest[local.index()] = Some(WEST_S);
    }
    let mut end_of_time_s = 0;
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        if let Some(reading) = event.reading() {
            let Bounds { start_min, start_max, end_min, end_max } =
                dated_bounds(reading.hard, event.dates_only_its_start());
            let origin_s = match reading.frame() {
                Frame::Utc => 0,
                Frame::Floating(_) => WEST_S,
            };
            let since = |bound: Option<Instant>| Some(bound?.seconds().saturating_add(origin_s));
            latest[start(id).index()] = since(start_max.or(end_max));
            latest[end(id).index()] = since(end_max);
            let bounds = [start_min, start_max, end_min, end_max];
            end_of_time_s = bounds.into_iter().filter_map(since).fold(end_of_time_s, i64::max);
        }
    }
    for (index, passage) in timeline.passages.iter().enumerate() {
        let Some(reading) = &passage.when.reading else { continue };
        let origin_s = match reading.frame() {
            Frame::Utc => 0,
            Frame::Floating(_) => WEST_S,
        };
        let last = reading.hard.end_max.map(|at| at.seconds().saturating_add(origin_s));
        latest[points::passing(timeline, index).index()] = last;
        end_of_time_s = last.unwrap_or(0).max(end_of_time_s);
    }
    let open_s = end_of_time_s.saturating_add(ROOM_S);
    let within = |time: Option<i64>| time.unwrap_or(open_s).clamp(-WEIGHT_LIMIT_S, WEIGHT_LIMIT_S);
    latest.iter().map(|&time| within(time)).collect()
}
