//! What a timeline asserts about time, as facts and as constraints between points.
//!
//! Every event has two points, `start <= end`. Dates are bounds against an origin: [`UTC`] where the zone was
//! known, and [`LOCAL`] where no zone was given anywhere. The local origin floats against the other by what the
//! world's zones allow, so that two dates without a zone compare exactly and a date without a zone compares with
//! one in UTC only as far as it is certain.
//!
//! | what the file says | constraint |
//! |---|---|
//! | a date | hard bounds of start and end |
//! | `earlier` or `later` in the date of A, and B reports, quotes or announces A | `A.end < B.start`, or `B.end < A.start` |
//! | `A after B`, `gap: min..max` | `B.end < A.start`, `min <= A.start − B.end <= max` |
//! | `A before B` | the same, the other way round |
//! | `A during B`, `A part_of B` | `B.start <= A.start`, `A.end <= B.end` |
//! | `A responds_to B`, `quotes`, `implements` | `B.start < A.start` |
//! | `A announces B` | `A.end <= B.start` |
//! | `A reports B` | `B.start <= A.end` |
//! | `A same_as B` | equal starts, equal ends |
//! | `duration: min..max` | `min <= end − start <= max` |
//! | a source that reports A was published | `A.start <=` the end of the day of publication |

use crate::date::{Bounds, Edge as TellingEdge, Frame, Instant, Reading};
use crate::order::implied::{Implied, end_of_publication};
use crate::order::network::{Edge, Network, Node, WEIGHT_LIMIT_S};
use crate::order::{Fact, FactId, FactKind};
use crate::timeline::{Event, EventId, Relation, RelationKind, SourceId, Timeline};

/// The origin of instants in UTC: 1970-01-01T00:00:00Z.
pub(super) const UTC: Node = Node(0);
/// The origin of local clocks of which no zone is known.
pub(super) const LOCAL: Node = Node(1);

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
    /// A source says so.
    Sourced,
    /// The author of the file says so.
    Stated,
}

/// A timeline as facts and constraints.
pub(super) struct Encoded {
    /// The facts, in file order.
    pub facts: Vec<Fact>,
    /// How far each is relied on.
    pub trust: Vec<Trust>,
    /// The constraints; nodes 0 and 1 are the origins, then start and end of each event.
    pub network: Network,
    /// A guess at a schedule, by node: everything as late as its own date allows, and the others after all dates.
    ///
    /// The latest schedule lies below it, close by, and the search for one only ever moves points down: unless
    /// something is wrong, the origins, which all dates hang on, stay where they are.
    pub guess: Vec<i64>,
}

/// The point at which an event starts.
pub(super) fn start(event: EventId) -> Node {
    Node(2 + 2 * event.0)
}

/// The point at which an event ends.
pub(super) fn end(event: EventId) -> Node {
    Node(3 + 2 * event.0)
}

/// The origin that instants of a frame are counted from.
pub(super) fn origin(frame: Frame) -> Node {
    match frame {
        Frame::Utc => UTC,
        Frame::Floating => LOCAL,
    }
}

/// The origins that events are dated from.
pub(super) fn origins(network: &Network) -> &'static [Node] {
    // The local origin always has one edge, to the other.
    if network.out_of(LOCAL).len() > 1 || network.into(LOCAL).len() > 1 {
        &[UTC, LOCAL]
    } else {
        &[UTC]
    }
}

/// Everything that a timeline asserts about time.
pub(super) fn encode(timeline: &Timeline) -> Encoded {
    let mut encoder = Encoder { facts: Vec::new(), trust: Vec::new(), edges: Vec::new() };
    // A clock that shows `utc + offset` counts from an origin that lies `offset` before the other.
    encoder.between(UTC, LOCAL, (Some(-EAST_S), Some(WEST_S)), None);
    let implied = Implied::of(timeline);
    let told_by = told_by(timeline);
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        encoder.at_most(end(id), start(id), 0, None);
        if implied.is_moment(timeline, id) {
            encoder.at_most(start(id), end(id), 0, None);
        }
        encoder.date(id, event, &told_by[id.0 as usize]);
        encoder.duration(id, event);
        for (index, relation) in event.relations.iter().enumerate() {
            if relation.orders(timeline) {
                encoder.relation(id, index as u32, relation);
            }
        }
        for source in implied.reporting_sources(timeline, id) {
            encoder.published(timeline, source, id);
        }
    }
    let node_count = 2 + 2 * timeline.events.len();
    let network = Network::new(node_count, encoder.facts.len(), encoder.edges);
    Encoded { guess: guess(timeline), facts: encoder.facts, trust: encoder.trust, network }
}

/// Facts and edges as they come.
struct Encoder {
    facts: Vec<Fact>,
    trust: Vec<Trust>,
    edges: Vec<Edge>,
}

impl Encoder {
    fn fact(&mut self, kind: FactKind, per: Option<SourceId>, trust: Trust) -> Option<FactId> {
        self.facts.push(Fact { kind, per });
        self.trust.push(trust);
        Some(FactId(self.facts.len() as u32 - 1))
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
        let trust = if reading.rule.is_counted() { Trust::Inferred } else { Trust::Stated };
        let hard = dated_bounds(event, reading);
        if hard == Bounds::default() {
            return;
        }
        let Bounds { start_min, start_max, end_min, end_max } = hard;
        let fact = self.fact(FactKind::Date(id), None, trust);
        let from = origin(reading.frame);
        self.between(from, start(id), (seconds(start_min), seconds(start_max)), fact);
        self.between(from, end(id), (seconds(end_min), seconds(end_max)), fact);
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
        let fact = self.fact(FactKind::Duration(id), None, Trust::Stated);
        let range = (Some(duration.value.min_s), duration.value.max_s);
        self.between(start(id), end(id), range, fact);
    }

    fn relation(&mut self, a: EventId, index: u32, relation: &Relation) {
        let b = relation.target;
        let trust = if relation.per.is_some() { Trust::Sourced } else { Trust::Stated };
        let fact = self.fact(FactKind::Relation(a, index), relation.per, trust);
        let gap = relation.gap.map_or((None, None), |gap| (Some(gap.min_s), gap.max_s));
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
                self.at_most(start(a), start(b), -1, fact);
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

    fn published(&mut self, timeline: &Timeline, source: SourceId, event: EventId) {
        let Some(published) = &timeline.source(source).published else { return };
        let Some((frame, latest_s)) = end_of_publication(&published.value) else { return };
        let fact = self.fact(FactKind::Published(source, event), None, Trust::Inferred);
        self.at_most(origin(frame), start(event), latest_s, fact);
    }
}

/// For every event those that tell of it: who says `earlier Monday` means earlier than the telling.
fn told_by(timeline: &Timeline) -> Vec<Vec<EventId>> {
    let mut told_by = vec![Vec::new(); timeline.events.len()];
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            let tells = matches!(
                relation.kind,
                RelationKind::Reports | RelationKind::Quotes | RelationKind::Announces
            );
            if tells {
                told_by[relation.target.0 as usize].push(id);
            }
        }
    }
    told_by
}

/// What the date of an event says of its start and its end.
fn dated_bounds(event: &Event, reading: &Reading) -> Bounds {
    if event.dates_only_its_start() {
        Bounds { end_min: None, end_max: None, ..reading.hard }
    } else {
        reading.hard
    }
}

fn seconds(instant: Option<Instant>) -> Option<i64> {
    instant.map(|instant| instant.0)
}

/// See [`Encoded::guess`].
fn guess(timeline: &Timeline) -> Vec<i64> {
    let mut latest = vec![None; 2 + 2 * timeline.events.len()];
    latest[UTC.index()] = Some(0);
    latest[LOCAL.index()] = Some(WEST_S);
    let mut end_of_time_s = 0;
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        if let Some(reading) = event.reading() {
            let Bounds { start_min, start_max, end_min, end_max } = dated_bounds(event, reading);
            let origin_s = match reading.frame {
                Frame::Utc => 0,
                Frame::Floating => WEST_S,
            };
            let since = |bound: Option<Instant>| Some(bound?.0.saturating_add(origin_s));
            latest[start(id).index()] = since(start_max.or(end_max));
            latest[end(id).index()] = since(end_max);
            let bounds = [start_min, start_max, end_min, end_max];
            end_of_time_s = bounds.into_iter().filter_map(since).fold(end_of_time_s, i64::max);
        }
    }
    let open_s = end_of_time_s.saturating_add(ROOM_S);
    let within = |time: Option<i64>| time.unwrap_or(open_s).clamp(-WEIGHT_LIMIT_S, WEIGHT_LIMIT_S);
    latest.into_iter().map(within).collect()
}
