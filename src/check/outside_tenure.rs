//! D403: someone acts in an office before it was taken up or after it was left.

use crate::check::{Check, Evidence, Remarks, places, presence, times, words};
use crate::date::Reading;
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Actor, Event, EventId, Participant, Party};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D403"),
    name: "outside-tenure",
    severity: Severity::Error,
    summary: "an actor takes part in an event outside the tenure of the office",
    explain: "\
An actor has a `tenure`, and speaks or takes part in an event that certainly lies before it or after it.

An event that gives the actor a role of its own (`actors: [{kerry: former secretary}]`) does not speak of
the office, and is left alone. So are events that did not take place.

## Why it matters

It is the surest trace of a date that is off by years, or of a name that stands for the predecessor.

## What to do

Correct the date, the tenure or the name. If the actor took part in another capacity, say in which.
",
    example: "\
title: Syria talks
timezone: UTC
actors:
  kerry:
    name: John Kerry
    role: US Secretary of State
    tenure: 2013-02-01/2017-01-20
events:
  - id: remarks
    kind: statement
    date: 2017-02-05
    speaker: kerry
",
    cure: "\
title: Syria talks
timezone: UTC
actors:
  kerry:
    name: John Kerry
    role: US Secretary of State
    tenure: 2013-02-01/2017-01-20
events:
  - id: remarks
    kind: statement
    date: 2016-09-05
    speaker: kerry
",
    run: Some(run),
};

/// Which side of a tenure, or of a life, an event lies on.
pub(super) enum Side {
    Before,
    After,
}

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    if timeline.actors.iter().all(|actor| actor.tenure.is_none()) {
        return;
    }
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        if !presence::may_have_taken_place(event) {
            continue;
        }
        let mut seen = Vec::new();
        for participant in event.speaker.iter().chain(&event.participants) {
            match participant.party {
                Party::Actor(actor) if participant.role.is_none() && !seen.contains(&actor) => {
                    seen.push(actor);
                    examine(evidence, id, participant, timeline.actor(actor), remarks);
                }
                Party::Actor(_) | Party::Audience(_) => {}
            }
        }
    }
}

fn examine(
    evidence: &Evidence<'_>,
    id: EventId,
    participant: &Participant,
    actor: &Actor,
    remarks: &mut Remarks,
) {
    let event = evidence.timeline.event(id);
    let (Some(tenure), Some(date)) = (&actor.tenure, event.reading()) else { return };
    let side = match side((Some(&tenure.value), Some(&tenure.value)), event, date) {
        Some(Side::Before) => "was not yet",
        Some(Side::After) => "was no longer",
        None => return,
    };
    let office = actor.role.as_deref().unwrap_or("in office");
    let diagnostic = CHECK
        .says(format!(
            "{} {side} {} when {} took place",
            words::quoted(&actor.key),
            words::plain(office),
            words::quoted(&event.key)
        ))
        .at(participant.span, "")
        .at(places::date(evidence.timeline, id), words::reading(date))
        .at(tenure.span, format!("in office {}", words::reading(&tenure.value)))
        .help(format!(
            "correct the date or the tenure, or say in what role: `{{{}: …}}`",
            words::plain(&actor.key)
        ));
    remarks.add(Some(id), diagnostic);
}

/// Whether a date certainly lies before the start of what one reading gives, or after the end of what another
/// gives: on the scale of instants and on the wall calendar.
///
/// The calendar is asked too, because an office changes hands by the day of its own country, and the file
/// does not say in which zone the tenure was written.
pub(super) fn side(
    (from, until): (Option<&Reading>, Option<&Reading>),
    event: &Event,
    date: &Reading,
) -> Option<Side> {
    let apart = |from: Option<times::Edge>, to: Option<times::Edge>| {
        from.zip(to).is_some_and(|(from, to)| times::least_gap_s(from, to) > 0)
    };
    if let Some(from) = from
        && apart(times::end_max_of(event), times::start_min(from))
        && date.civil.last.zip(from.civil.first).is_some_and(|(last, first)| last < first)
    {
        return Some(Side::Before);
    }
    if let Some(until) = until
        && apart(times::end_max(until), times::start_min(date))
        && date.civil.first.zip(until.civil.last).is_some_and(|(first, last)| last < first)
    {
        return Some(Side::After);
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::check::fixture;
    use crate::date::Reading;
    use crate::diagnostic::Span;
    use crate::timeline::{Spanned, Status, Timeline};

    /// One meeting of an actor who was in office from 10 to 20 September.
    fn office(date: Reading) -> Timeline {
        let mut actor = fixture::person("kerry");
        let tenure = fixture::date("2016-09-10/2016-09-20");
        actor.tenure = Some(Spanned { value: tenure, span: Span::default() }.into());
        let events = vec![fixture::meeting("talks", 0, date)];
        Timeline { actors: vec![actor], events, ..Timeline::default() }
    }

    #[track_caller]
    fn check(text: &str, expected: usize) {
        let timeline = office(fixture::date(text));
        assert_eq!(fixture::found("D403", &timeline).len(), expected);
    }

    #[test]
    fn only_a_date_wholly_outside_counts() {
        check("2016-09-09", 1);
        check("2016-09-09/2016-09-10", 0);
        check("2016-09-20", 0);
        check("2016-09-21", 1);
        check("2016-09", 0);
        check("2016-10", 1);
    }

    #[test]
    fn the_last_day_of_an_office_is_that_of_its_own_country() {
        check("2016-09-20 23:00-10:00", 0);
        check("2016-09-21 01:00+14:00", 0);
    }

    #[test]
    fn another_role_and_a_cancelled_event_are_left_alone() {
        let mut timeline = office(fixture::date("2016-09-21"));
        timeline.events[0].participants[0].role = "former secretary".into();
        assert!(fixture::found("D403", &timeline).is_empty());

        let mut timeline = office(fixture::date("2016-09-21"));
        let status = Spanned { value: Status::Cancelled, span: Span::default() };
        timeline.events[0].status = Some(status);
        assert!(fixture::found("D403", &timeline).is_empty());
    }
}
