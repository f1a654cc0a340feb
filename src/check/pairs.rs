//! Relations that the dates of their two events refute, whatever the rest of the file says.
//!
//! `A reports B` cannot hold if A was over before B can have begun; and so on. The checks that speak of one
//! such relation are more to the point than a list of three facts, so that [`super::contradiction`] leaves
//! these cases to them.

use crate::check::times::{self, Edge};
use crate::check::{Check, Remarks, knowing, places, words};
use crate::date::Reading;
use crate::diagnostic::{Diagnostic, Span};
use crate::order::passage::Moment;
use crate::order::voice;
use crate::timeline::{Event, EventId, Relation, RelationKind, Timeline};

/// By how many seconds at least the dates of two events miss what a relation between them demands; `None`
/// when they may agree with it, or when it is a relation that no check of a pair speaks of.
pub(super) fn refuted_by_s(
    timeline: &Timeline,
    event: EventId,
    relation: &Relation,
) -> Option<i64> {
    let (carrier, target) = (timeline.event(event), timeline.event(relation.target));
    // What accounts tell otherwise is told by the checks of sources.
    if !relation.orders(timeline)
        || voice::is_contested(carrier, relation)
        || [carrier, target]
            .iter()
            .any(|event| voice::date_is_contested(event) || voice::end_is_contested(event))
    {
        return None;
    }
    if matches!(relation.kind, RelationKind::RespondsTo | RelationKind::Quotes) {
        let by_s = knowing::too_early(timeline, event, relation)?.by_s;
        return Some(by_s).filter(|_| event != relation.target);
    }
    let (carrier_date, target_date) = (carrier.reading()?, target.reading()?);
    let miss_s = match relation.kind {
        // What is told of as past has begun when the telling is over.
        RelationKind::Reports => {
            miss_s(times::end_max_of(carrier), times::start_min(target_date), 0)
        }
        RelationKind::RespondsTo | RelationKind::Quotes => None,
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
    miss_s.filter(|_| event != relation.target)
}

/// By how many seconds `to` certainly comes after `from`, if that is more than is allowed.
pub(super) fn miss_s(from: Option<Edge>, to: Option<Edge>, allowed_s: i64) -> Option<i64> {
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
    /// The dates that refute it: of the carrier, of the target.
    pub(super) dates: [Dated<'a>; 2],
}

/// A date of an event, or of a step of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated<'a> {
    pub(super) reading: &'a Reading,
    pub(super) span: Span,
    /// What it dates.
    pub(super) moment: Moment,
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
            let (Some(by_s), Some(dates)) =
                (refuted_by_s(timeline, id, relation), dates(timeline, id, relation))
            else {
                continue;
            };
            let [one, other] = dates.map(|dated| dated.reading);
            let refuted = Refuted {
                carrier: event,
                target: timeline.event(relation.target),
                by: (by_s > 0).then(|| words::distance(one, other, by_s)),
                relation_span: relation.span,
                dates,
            };
            let (message, help) = message(&refuted);
            remarks.add(Some(id), refuted.labelled(check.says(message)).help(help));
        }
    }
}

/// The dates of both that refute a relation.
fn dates<'a>(
    timeline: &'a Timeline,
    carrier: EventId,
    relation: &Relation,
) -> Option<[Dated<'a>; 2]> {
    if let RelationKind::RespondsTo | RelationKind::Quotes = relation.kind {
        return Some(knowing::too_early(timeline, carrier, relation)?.dates);
    }
    let dated = |event: EventId| {
        let reading = timeline.event(event).reading()?;
        Some(Dated { reading, span: places::date(timeline, event), moment: Moment::Start })
    };
    Some([dated(carrier)?, dated(relation.target)?])
}

impl Refuted<'_> {
    /// The words for the steps of messages that the two dates are of, if they are.
    pub(super) fn passed(&self) -> (Option<&'static str>, Option<&'static str>) {
        let word = |dated: &Dated<'_>| match dated.moment {
            Moment::Passing(step) => Some(step.word()),
            Moment::Start | Moment::End => None,
        };
        (word(&self.dates[0]), word(&self.dates[1]))
    }

    fn labelled(&self, diagnostic: Diagnostic) -> Diagnostic {
        let says = |event: &Event, dated: &Dated<'_>| {
            let (key, date) = (words::quoted(&event.key), words::reading(dated.reading));
            match dated.moment {
                Moment::Start | Moment::End => format!("{key}: {date}"),
                Moment::Passing(step) => format!("{key} was {} {date}", step.word()),
            }
        };
        let [own, known] = &self.dates;
        let (own_says, known_says) = (says(self.carrier, own), says(self.target, known));
        diagnostic
            .at(self.relation_span, "")
            .at(own.span, own_says.as_str())
            .at(known.span, known_says.as_str())
            .step(known.span, known_says)
            .step(own.span, own_says)
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
        events[0].relations = vec![relation.clone()].into();
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
        report.duration = Some(Spanned { value: length, span: Span::default() }.into());
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
