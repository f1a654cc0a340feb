//! What a file implies without saying: which events are moments, which sources tell of an event as begun, and when a
//! source was published at the latest.
//!
//! Each is held to what is certain: a doubtful case implies nothing.

use crate::date::{Bounds, Frame, Precision, Reading};
use crate::order::encode::WEST_S;
use crate::order::voice::accounts;
use crate::timeline::{EventId, Kind, RelationKind, SourceId, Status, Timeline};

const DAY_S: i64 = 86_400;

/// What the relations of a timeline imply about each event.
pub(super) struct Implied {
    /// Whether something takes place within it, or it is told twice: then it takes time, as far as anyone knows.
    extended: Vec<bool>,
    /// The events that announce it.
    announcers: Vec<Vec<EventId>>,
}

impl Implied {
    /// Looks through the relations of a timeline.
    pub fn of(timeline: &Timeline) -> Implied {
        let count = timeline.events.len();
        let mut implied =
            Implied { extended: vec![false; count], announcers: vec![Vec::new(); count] };
        for id in timeline.event_ids() {
            let event = timeline.event(id);
            let claimed = accounts(event).flat_map(|(_, account)| &account.relations);
            let all = event.relations.iter().chain(claimed);
            for relation in all.filter(|relation| relation.rejected.is_none()) {
                let (a, b) = (id.0 as usize, relation.target.0 as usize);
                match relation.kind {
                    RelationKind::During | RelationKind::PartOf => implied.extended[b] = true,
                    RelationKind::SameAs => {
                        implied.extended[a] = true;
                        implied.extended[b] = true;
                    }
                    RelationKind::Announces => implied.announcers[b].push(id),
                    RelationKind::After
                    | RelationKind::Before
                    | RelationKind::RespondsTo
                    | RelationKind::Quotes
                    | RelationKind::Reports
                    | RelationKind::Supersedes
                    | RelationKind::Implements => {}
                }
            }
        }
        implied
    }

    /// Whether an event starts and ends at once: something said, and nothing in the file says that it took time.
    pub fn is_moment(&self, timeline: &Timeline, id: EventId) -> bool {
        let event = timeline.event(id);
        let is_said = match event.kind {
            Kind::Statement | Kind::Announcement => true,
            Kind::Meeting
            | Kind::Call
            | Kind::Visit
            | Kind::Message
            | Kind::Proposal
            | Kind::Demand
            | Kind::Agreement
            | Kind::Ceasefire
            | Kind::Deadline
            | Kind::Decision
            | Kind::Breakdown
            | Kind::Incident
            | Kind::Milestone
            | Kind::Background => false,
        };
        let one_window = event.reading().is_none_or(|reading| {
            let Bounds { start_min, start_max, end_min, end_max } = reading.hard;
            !reading.civil.interval && (start_min, start_max) == (end_min, end_max)
        });
        let takes_time = accounts(event).any(|(_, account)| {
            let reading = account.when.as_ref().and_then(|when| when.reading.as_ref());
            account.duration.is_some() || reading.is_some_and(|reading| reading.civil.interval)
        });
        is_said
            && one_window
            && event.duration.is_none()
            && !takes_time
            && !self.extended[id.0 as usize]
    }

    /// The cited sources that certainly tell of an event as begun, once each.
    ///
    /// None for an event that is only known to have been planned. A source that is also cited for an announcement of
    /// the event may speak of it as yet to come.
    pub fn reporting_sources(&self, timeline: &Timeline, id: EventId) -> Vec<SourceId> {
        let event = timeline.event(id);
        let announcers = &self.announcers[id.0 as usize];
        let has_begun = match event.status.as_ref().map(|status| status.value) {
            Some(
                Status::Held
                | Status::Reported
                | Status::Met
                | Status::Missed
                | Status::Extended
                | Status::Superseded,
            ) => true,
            Some(Status::Announced | Status::Postponed | Status::Cancelled | Status::NotHeld) => {
                false
            }
            None => announcers.is_empty(),
        };
        let mut sources = Vec::new();
        if !has_begun || event.kind == Kind::Deadline {
            return sources;
        }
        for citation in &event.citations {
            let cites = |&announcer: &EventId| {
                let citations = &timeline.event(announcer).citations;
                citations.iter().any(|other| other.source == citation.source)
            };
            if !sources.contains(&citation.source) && !announcers.iter().any(cites) {
                sources.push(citation.source);
            }
        }
        sources
    }
}

/// The last second in which something was published that bears this date.
///
/// A day in a known zone is that of the events, not of the publisher: a paper of 4 September in Washington tells
/// of a morning that is 5 September in Hangzhou. Such a day ends when it ends in the westernmost zone.
pub(super) fn end_of_publication(reading: &Reading) -> Option<(Frame, i64)> {
    let end_s = reading.hard.end_max?.seconds();
    let last_day = match (reading.frame(), reading.civil.precision) {
        (Frame::Utc, Precision::Year | Precision::Month | Precision::Day) => reading.civil.last,
        (Frame::Utc, Precision::PartOfDay | Precision::Minute | Precision::Second)
        | (Frame::Floating(_), _) => None,
    };
    let west_end_s = last_day.map_or(end_s, |day| (i64::from(day.0) + 1) * DAY_S - 1 + WEST_S);
    Some((reading.frame(), end_s.max(west_end_s)))
}
