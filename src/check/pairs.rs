//! Relations that the dates of their two events refute, whatever the rest of the file says.
//!
//! `A reports B` cannot hold if A was over before B can have begun; and so on. The checks that speak of one
//! such relation are more to the point than a list of three facts, so that [`super::contradiction`] leaves
//! these cases to them.

use crate::check::{Check, Remarks, places, times, words};
use crate::date::Reading;
use crate::diagnostic::{Diagnostic, Span};
use crate::timeline::{Event, EventId, Relation, RelationKind, Timeline};

/// By how many seconds at least the dates of two events miss what a relation between them demands; `None`
/// when they may agree with it, or when it is a relation that no check of a pair speaks of.
pub(super) fn refuted_by_s(
    timeline: &Timeline,
    event: EventId,
    relation: &Relation,
) -> Option<i64> {
    let (carrier, target) = readings(timeline, event, relation.target)?;
    let (from, to, allowed_s) = match relation.kind {
        // The target has begun when the carrier ends; a reply begins after what it answers; an announcement is
        // over when what it announces begins.
        RelationKind::Reports => (times::end_max(carrier)?, times::start_min(target)?, 0),
        RelationKind::RespondsTo => (times::start_max(carrier)?, times::start_min(target)?, -1),
        RelationKind::Announces => (times::start_max(target)?, times::end_min(carrier)?, 0),
        RelationKind::After
        | RelationKind::Before
        | RelationKind::During
        | RelationKind::PartOf
        | RelationKind::Quotes
        | RelationKind::Supersedes
        | RelationKind::Implements
        | RelationKind::SameAs => return None,
    };
    let gap_s = times::least_gap_s(from, to);
    (gap_s > allowed_s && event != relation.target).then_some(gap_s)
}

/// One refuted relation, for a message.
pub(super) struct Refuted<'a> {
    pub(super) carrier: &'a Event,
    pub(super) target: &'a Event,
    /// By how much at least; `None` when it is by nothing, both being forced to one instant.
    pub(super) by: Option<String>,
    relation_span: Span,
    carrier_date: &'a Reading,
    carrier_span: Span,
    target_date: &'a Reading,
    target_span: Span,
}

/// Reports every refuted relation of one kind; `message` words the finding and its help.
pub(super) fn report(
    check: &Check,
    timeline: &Timeline,
    kind: RelationKind,
    remarks: &mut Remarks,
    message: fn(&Refuted<'_>) -> (String, String),
) {
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        for relation in event.relations.iter().filter(|relation| relation.kind == kind) {
            let (Some(by_s), Some((carrier_date, target_date))) =
                (refuted_by_s(timeline, id, relation), readings(timeline, id, relation.target))
            else {
                continue;
            };
            let refuted = Refuted {
                carrier: event,
                target: timeline.event(relation.target),
                by: (by_s > 0).then(|| words::distance(carrier_date, target_date, by_s)),
                relation_span: relation.span,
                carrier_date,
                carrier_span: places::date(timeline, id),
                target_date,
                target_span: places::date(timeline, relation.target),
            };
            let (message, help) = message(&refuted);
            remarks.add(Some(id), refuted.labelled(check.says(message)).help(help));
        }
    }
}

/// What was understood of the dates of both.
fn readings(timeline: &Timeline, a: EventId, b: EventId) -> Option<(&Reading, &Reading)> {
    timeline.event(a).reading().zip(timeline.event(b).reading())
}

impl Refuted<'_> {
    fn labelled(&self, diagnostic: Diagnostic) -> Diagnostic {
        let dated = |event: &Event, reading: &Reading| {
            format!("{}: {}", words::quoted(&event.key), words::reading(reading))
        };
        diagnostic
            .at(self.relation_span, "")
            .at(self.carrier_span, dated(self.carrier, self.carrier_date))
            .at(self.target_span, dated(self.target, self.target_date))
    }
}

#[cfg(test)]
mod tests {
    use super::refuted_by_s;
    use crate::check::fixture::{self, date, floating};
    use crate::date::Reading;
    use crate::date::civil::DAY_S;
    use crate::timeline::{EventId, Kind, RelationKind, Timeline};

    #[track_caller]
    fn check(carrier: Reading, kind: RelationKind, target: Reading, expected: Option<i64>) {
        let mut events = vec![
            fixture::event("a", Kind::Statement, carrier),
            fixture::event("b", Kind::Meeting, target),
        ];
        let relation = fixture::relation(kind, 1);
        events[0].relations = vec![relation.clone()];
        let timeline = Timeline { events, ..Timeline::default() };
        assert_eq!(refuted_by_s(&timeline, EventId(0), &relation), expected);
    }

    #[test]
    fn a_report_needs_something_that_has_begun() {
        check(date("2016-09-04"), RelationKind::Reports, date("2016-09-05"), Some(1));
        check(date("2016-09-04/2016-09-05"), RelationKind::Reports, date("2016-09-05"), None);
    }

    #[test]
    fn a_reply_begins_later_than_what_it_answers() {
        let second = date("2016-09-05 12:00:00");
        check(second.clone(), RelationKind::RespondsTo, second, Some(0));
        check(date("2016-09-05"), RelationKind::RespondsTo, date("2016-09-05"), None);
        check(date("2016-09-03"), RelationKind::RespondsTo, date("2016-09-05"), Some(DAY_S + 1));
    }

    #[test]
    fn an_announcement_is_over_when_the_thing_begins() {
        check(date("2016-09-06"), RelationKind::Announces, date("2016-09-05"), Some(1));
        check(date("2016-09-05"), RelationKind::Announces, date("2016-09-05"), None);
    }

    #[test]
    fn an_unknown_zone_makes_neighbouring_days_uncertain() {
        let nowhere = floating("2016-09-04");
        check(nowhere.clone(), RelationKind::Reports, date("2016-09-05"), None);
        check(nowhere, RelationKind::Reports, date("2016-09-06"), Some(DAY_S / 2 + 1));
    }
}
