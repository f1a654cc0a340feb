//! D308: an event lasts longer or shorter than its own date allows.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Event, EventId, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D308"),
    name: "duration-clash",
    severity: Severity::Warning,
    summary: "an event lasts longer or shorter than its own date allows",
    explain: "\
An event has a `duration` that does not fit into the time between the earliest beginning and the latest
end that its date allows; or its date spans more time than the duration.

A single clock time beside a duration says when the event began, and clashes with no length.

## Why it matters

One of the two is wrong, and while both stand the order of this event cannot be reckoned: the duration is
left out.

## What to do

Correct the end of the date or the duration. Where sources differ about the length, keep the second one
under `accounts`.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-09 10:00/11:00
    duration: 90min
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-09 10:00/11:30
    duration: 90min
",
    run: Some(run),
};

/// How a duration and a date miss each other.
pub(super) enum Clash {
    /// The date leaves at most so many seconds.
    TooLong(i64),
    /// The date spans at least so many seconds.
    TooShort(i64),
}

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for id in timeline.event_ids() {
        report(timeline, id, remarks);
    }
}

fn report(timeline: &Timeline, id: EventId, remarks: &mut Remarks) {
    let event = timeline.event(id);
    let (Some(clash), Some(duration), Some(date)) =
        (clash(event), &event.duration, event.reading())
    else {
        return;
    };
    let (message, help) = match clash {
        Clash::TooLong(most_s) => (
            format!("lasts longer than the {} that its date allows", words::length(most_s)),
            "correct the end of the date, or the duration",
        ),
        Clash::TooShort(least_s) => (
            format!("lasts less than the {} that its date spans", words::length(least_s)),
            "correct the date, or write how long it took",
        ),
    };
    let diagnostic = CHECK
        .says(format!("{} {message}", words::quoted(&event.key)))
        .at(duration.span, "")
        .at(places::date(timeline, id), words::reading(date))
        .help(help);
    remarks.add(Some(id), diagnostic);
}

/// Whether the duration of an event certainly clashes with its date.
pub(super) fn clash(event: &Event) -> Option<Clash> {
    let (lasts, hard) = (event.duration.as_ref()?.value, event.reading()?.hard);
    if event.dates_only_its_start() {
        return None;
    }
    let most_s = hard
        .start_min
        .zip(hard.end_max)
        .map(|(from, to)| to.seconds().saturating_sub(from.seconds()));
    // A date that is reversed has a finding of its own.
    if most_s.is_some_and(|most_s| most_s < 0) {
        return None;
    }
    if let Some(most_s) = most_s.filter(|&most_s| lasts.min_s > most_s) {
        return Some(Clash::TooLong(most_s));
    }
    let (start, end) = (hard.start_max?, hard.end_min?);
    let least_s = end.seconds().saturating_sub(start.seconds());
    lasts.max_s.filter(|&max_s| max_s < least_s).map(|_| Clash::TooShort(least_s))
}
