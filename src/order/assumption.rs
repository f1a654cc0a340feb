//! What an answer takes for granted: the days that words were counted from, the clocks, the leeway of approximate
//! dates, doubtful dates, and what the editor decided between sources.

use crate::date::zone::Zone;
use crate::date::{AnchorOrigin, Reading};
use crate::order::passage::dated_steps;
use crate::order::{Answer, Claim, FactId, FactKind, OrderNetwork, Verdict};
use crate::timeline::{EventId, Timeline};

/// Sorts of assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The day that a relative date was counted from.
    Anchor,
    /// The clock that dates were read on.
    Zone,
    /// How far an approximate date was taken to reach.
    Padding,
    /// A date that is marked as doubtful, and was taken at its word.
    Doubt,
    /// A source was believed before another.
    Preference,
    /// What a source says was set aside.
    Rejection,
}

impl Ground {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Ground::Anchor => "anchor",
            Ground::Zone => "zone",
            Ground::Padding => "padding",
            Ground::Doubt => "doubt",
            Ground::Preference => "prefer",
            Ground::Rejection => "reject",
        }
    }
}

/// Something that an answer takes for granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// What sort.
    pub ground: Ground,
    /// The events whose dates or relations are concerned, in the order of the file.
    pub events: Vec<EventId>,
    /// What is assumed, in words.
    pub says: String,
}

/// A date that an answer rests on.
struct Dated<'t> {
    event: EventId,
    text: &'t str,
    reading: &'t Reading,
}

impl OrderNetwork {
    /// What the answer to "did `a` end before `b` began?" takes for granted: of the dates of its proof or, where
    /// both ways are possible, of the dates of both events.
    pub fn assumptions(
        &self,
        timeline: &Timeline,
        (a, b): (EventId, EventId),
        answer: &Answer,
    ) -> Vec<Assumption> {
        let mut facts = answer.proof.clone();
        if answer.verdict == Verdict::Possible {
            let about = |fact: &FactId| match self.fact(*fact).kind {
                FactKind::Date(event) | FactKind::Passage(event, _) => event == a || event == b,
                FactKind::Relation(..)
                | FactKind::End(_)
                | FactKind::Duration(_)
                | FactKind::Claim(..)
                | FactKind::Published(..) => false,
            };
            facts = (0..self.facts().len() as u32).map(FactId).filter(about).collect();
        }
        let mut dates: Vec<Dated<'_>> =
            facts.iter().filter_map(|&fact| self.dated(timeline, fact)).collect();
        dates.sort_by_key(|dated| dated.event);
        let key = |event: EventId| timeline.event(event).key.as_str();
        let mut found = Vec::new();
        for dated in &dates {
            let one = |ground, says| Assumption { ground, events: vec![dated.event], says };
            let (key, text) = (key(dated.event), dated.text);
            if let Some(anchor) = dated.reading.anchor {
                let (day, whose) = (anchor.day, whose(anchor.origin));
                let says = format!("`{text}` of {key} is counted from {day}, {whose}");
                found.push(one(Ground::Anchor, says));
            }
            let civil = &dated.reading.civil;
            if civil.approximate {
                let reach = reach(dated.reading);
                let says = format!("`{text}` of {key} is taken to reach {reach}");
                found.push(one(Ground::Padding, says));
            }
            if civil.uncertain {
                let says = match answer.verdict {
                    Verdict::Certain | Verdict::Impossible => {
                        format!(
                            "`{text}` of {key} is marked as doubtful: without it the answer is open"
                        )
                    }
                    Verdict::Possible | Verdict::Contested => {
                        format!("`{text}` of {key} is marked as doubtful, and taken at its word")
                    }
                };
                found.push(one(Ground::Doubt, says));
            }
        }
        found.extend(zones(timeline, &dates));
        found.extend(self.decisions(timeline, (a, b), answer));
        found.sort_by_key(|assumption| assumption.ground);
        found.dedup();
        found
    }

    /// The date behind a fact.
    fn dated<'t>(&self, timeline: &'t Timeline, fact: FactId) -> Option<Dated<'t>> {
        let (event, when) = match self.fact(fact).kind {
            FactKind::Date(event) | FactKind::End(event) => {
                (event, timeline.event(event).when.as_ref()?)
            }
            FactKind::Passage(event, step) => {
                let mut steps = dated_steps(timeline, event);
                (event, &steps.find(|(_, passage)| passage.step == step)?.1.when)
            }
            FactKind::Claim(event, number, Claim::Date) => {
                let account = timeline.event(event).accounts.get(number as usize)?;
                (event, account.when.as_ref()?)
            }
            FactKind::Claim(_, _, Claim::Duration | Claim::Relation(_))
            | FactKind::Relation(..)
            | FactKind::Duration(_)
            | FactKind::Published(..) => return None,
        };
        Some(Dated { event, text: &when.text, reading: when.reading.as_ref()? })
    }

    /// What the editor decided that bears on the two events or on the proof.
    fn decisions(
        &self,
        timeline: &Timeline,
        (a, b): (EventId, EventId),
        answer: &Answer,
    ) -> Vec<Assumption> {
        let mut concerned: Vec<EventId> =
            answer.proof.iter().filter_map(|&fact| event_of(self.fact(fact).kind)).collect();
        concerned.extend([a, b]);
        let mut found = Vec::new();
        for clash in self.contradictions().iter().filter(|clash| clash.is_decided) {
            let events: Vec<EventId> =
                clash.facts.iter().filter_map(|&fact| event_of(self.fact(fact).kind)).collect();
            if events.iter().any(|event| concerned.contains(event)) {
                let aside = self.describe(timeline, clash.withdrawn);
                let whose = self.teller(clash.withdrawn);
                let whose = whose.map_or("the file itself", |source| &timeline.source(source).key);
                let says = format!("`prefer` sets aside what {whose} says: {aside}");
                found.push(Assumption { ground: Ground::Preference, events, says });
            }
        }
        concerned.sort();
        concerned.dedup();
        for rejection in timeline.rejections() {
            if rejection.events.iter().any(|event| concerned.contains(event)) {
                let source = &timeline.source(rejection.source).key;
                let says = format!(
                    "`reject` sets aside what {source} says: {} ({})",
                    rejection.says, rejection.reason
                );
                let events = rejection.events;
                found.push(Assumption { ground: Ground::Rejection, events, says });
            }
        }
        found
    }
}

/// The event that a fact speaks of.
fn event_of(kind: FactKind) -> Option<EventId> {
    match kind {
        FactKind::Date(event)
        | FactKind::End(event)
        | FactKind::Relation(event, _)
        | FactKind::Duration(event)
        | FactKind::Passage(event, _)
        | FactKind::Claim(event, _, _)
        | FactKind::Published(_, event) => Some(event),
    }
}

/// The clocks of dates, each with the events that are dated on it.
fn zones(timeline: &Timeline, dates: &[Dated<'_>]) -> Vec<Assumption> {
    let mut clocks: Vec<(Zone, Vec<EventId>)> = Vec::new();
    for dated in dates {
        let zone = dated.reading.zone;
        match clocks.iter_mut().find(|(known, _)| *known == zone) {
            Some((_, events)) if events.contains(&dated.event) => {}
            Some((_, events)) => events.push(dated.event),
            None => clocks.push((zone, vec![dated.event])),
        }
    }
    let mut scales = dates.iter().map(|dated| dated.reading.frame());
    let first = scales.next();
    let mixed = scales.any(|scale| Some(scale) != first);
    let says = |(zone, events): (Zone, Vec<EventId>)| {
        let keys: Vec<&str> = events.iter().map(|&id| timeline.event(id).key.as_str()).collect();
        let keys = keys.join(", ");
        let says = match zone {
            Zone::Floating(_) if mixed => {
                format!("no zone is known for {keys}: any from UTC−12 to UTC+14 is allowed")
            }
            Zone::Floating(_) if events.len() > 1 => {
                format!("no zone is known for {keys}: their clocks are taken to be one")
            }
            Zone::Floating(_) => format!("no zone is known for {keys}"),
            Zone::Fixed(_) | Zone::Named(_) => format!("{keys}: clocks of {zone}"),
        };
        Assumption { ground: Ground::Zone, events, says }
    };
    clocks.into_iter().map(says).collect()
}

/// Whose day was counted from.
fn whose(origin: AnchorOrigin) -> &'static str {
    match origin {
        AnchorOrigin::Event => "the event's anchor",
        AnchorOrigin::Timeline => "the timeline's anchor",
        AnchorOrigin::Dateline => "the source's dateline",
        AnchorOrigin::Published => "the source's day of publication",
    }
}

/// From which day to which a date reaches, leeway included.
fn reach(reading: &Reading) -> String {
    let day = |at: Option<crate::date::Instant>| at.map(|at| reading.zone.local(at).day());
    match (day(reading.hard.start_min), day(reading.hard.end_max)) {
        (Some(first), Some(last)) => format!("from {first} to {last}"),
        (Some(first), None) => format!("from {first} on"),
        (None, Some(last)) => format!("to {last}"),
        (None, None) => "without bounds".to_owned(),
    }
}
