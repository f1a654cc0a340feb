//! Relations that the dates of their two events refute, whatever the rest of the file says.
//!
//! `A reports B` cannot hold if A was over before B can have begun; and so on. The checks that speak of one
//! such relation are more to the point than a list of three facts, so that [`super::contradiction`] leaves
//! these cases to them.

use crate::check::times::{self, Edge};
use crate::check::{Check, Remarks, places, words};
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
    let (carrier, target) = (timeline.event(event), timeline.event(relation.target));
    let (carrier_date, target_date) = (carrier.reading()?, target.reading()?);
    let miss_s = match relation.kind {
        // What is told of as past has begun when the telling is over.
        RelationKind::Reports => {
            miss_s(times::end_max_of(carrier), times::start_min(target_date), 0)
        }
        // An answer begins later than what it answers, not with it.
        RelationKind::RespondsTo | RelationKind::Quotes => {
            miss_s(times::start_max(carrier_date), times::start_min(target_date), -1)
        }
        // An announcement is over when what it announces begins.
        RelationKind::Announces => {
            miss_s(times::start_max(target_date), times::end_min(carrier_date), 0)
        }
        RelationKind::During | RelationKind::PartOf => {
            let early_s = miss_s(times::start_max(carrier_date), times::start_min(target_date), 0);
            let late_s = miss_s(times::end_max_of(target), times::end_min(carrier_date), 0);
            early_s.max(late_s)
        }
        RelationKind::After
        | RelationKind::Before
        | RelationKind::Supersedes
        | RelationKind::Implements
        | RelationKind::SameAs => None,
    };
    miss_s.filter(|_| event != relation.target && relation.orders(timeline))
}

/// By how many seconds `to` certainly comes after `from`, if that is more than is allowed.
fn miss_s(from: Option<Edge>, to: Option<Edge>, allowed_s: i64) -> Option<i64> {
    let gap_s = times::least_gap_s(from?, to?);
    (gap_s > allowed_s).then_some(gap_s)
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
    use crate::date::duration::SecondsRange;
    use crate::diagnostic::Span;
    use crate::timeline::{EventId, Kind, RelationKind, Spanned, Timeline};

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
    fn a_part_neither_begins_earlier_nor_ends_later() {
        let summit = || date("2016-09-04/2016-09-05");
        check(date("2016-09-06"), RelationKind::PartOf, summit(), Some(1));
        check(date("2016-09-03"), RelationKind::During, summit(), Some(1));
        check(date("2016-09-05/2016-09-07"), RelationKind::PartOf, summit(), Some(DAY_S + 1));
        check(date("2016-09"), RelationKind::PartOf, summit(), None);
    }

    #[test]
    fn a_clock_time_with_a_length_says_when_it_began() {
        let mut report = fixture::event("a", Kind::Statement, date("2016-09-05 17:00"));
        let reported = fixture::event("b", Kind::Meeting, date("2016-09-05 18:00"));
        let relation = fixture::relation(RelationKind::Reports, 1);
        let length = SecondsRange { min_s: 7200, max_s: Some(7200) };
        report.duration = Some(Spanned { value: length, span: Span::default() });
        let timeline = Timeline { events: vec![report, reported], ..Timeline::default() };
        assert_eq!(refuted_by_s(&timeline, EventId(0), &relation), None);
    }

    #[test]
    fn an_unknown_zone_makes_neighbouring_days_uncertain() {
        let nowhere = floating("2016-09-04");
        check(nowhere.clone(), RelationKind::Reports, date("2016-09-05"), None);
        check(nowhere, RelationKind::Reports, date("2016-09-06"), Some(DAY_S / 2 + 1));
    }
}
