//! D202: two days to count from make different weeks of the same words.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::civil::Day;
use crate::date::{AnchorOrigin, Finding, Reading, print};
use crate::diagnostic::{Code, Severity, Span};
use crate::timeline::{DateFinding, Spanned, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D202"),
    name: "anchor-conflict",
    severity: Severity::Error,
    summary: "two days to count from put the same words more than a week apart",
    explain: "\
A relative date can be counted from more than one day that the file gives (the timeline's `anchor`, the
`dateline` or the `published` day of the event's source), and they lead to days more than a week apart.

## Why it matters

Page headers often show the day on which a page was archived. Counted from it, `Monday` is a perfectly
good Monday, only months too late: neither the weekday nor the speaker's office gives it away. Two days
that disagree do.

## What to do

Find out which day the text was written on, and correct the other. If both are right (an early event
told by a late source), write the date out, or give the event an `anchor` of its own: it settles the
matter.
",
    example: "\
title: Syria talks at the Hangzhou summit
timezone: Asia/Shanghai
anchor: 2016-09-05
sources:
  page:
    title: No deal after US, Russia Syria meeting
    published: 2017-01-19
events:
  - id: talks
    kind: meeting
    date: Monday morning
    source: page
",
    cure: "\
title: Syria talks at the Hangzhou summit
timezone: Asia/Shanghai
anchor: 2016-09-05
sources:
  page:
    title: No deal after US, Russia Syria meeting
    published: 2016-09-05
events:
  - id: talks
    kind: meeting
    date: Monday morning
    source: page
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for dated in &timeline.date_findings {
        let Finding::AnchorConflict { range, used, other } = &dated.finding else {
            continue;
        };
        // An event's own anchor is the author's decision about these very words.
        if used.0.origin == AnchorOrigin::Event {
            continue;
        }
        let phrase = words::quoted(places::slice(dated, range));
        let (used_day, other_day) =
            (print::day_with_weekday(used.1), print::day_with_weekday(other.1));
        let mut diagnostic = CHECK
            .says(format!(
                "{phrase} is {used_day} by {}, but {other_day} by {}",
                origin(used.0.origin),
                origin(other.0.origin)
            ))
            .at(places::within(dated, range), format!("read as {used_day}"));
        if let Some(span) = other_place(timeline, dated, other.0.origin, other.0.day) {
            diagnostic = diagnostic.at(span, format!("counted from here, {other_day}"));
        }
        diagnostic =
            diagnostic.help(format!("correct the day that is wrong, or write `{}`", used.1));
        remarks.add(dated.event, diagnostic);
    }
}

fn origin(origin: AnchorOrigin) -> &'static str {
    match origin {
        AnchorOrigin::Event => "the event's `anchor`",
        AnchorOrigin::Timeline => "the timeline's `anchor`",
        AnchorOrigin::Dateline => "the `dateline` of its source",
        AnchorOrigin::Published => "the day its source was `published`",
    }
}

/// Where the source stands that gives the other day.
fn other_place(
    timeline: &Timeline,
    dated: &DateFinding,
    origin: AnchorOrigin,
    day: Day,
) -> Option<Span> {
    let gives = |reading: &&Spanned<Reading>| reading.value.civil.first == Some(day);
    let sources = timeline.event(dated.event?).citations.iter().map(|c| timeline.source(c.source));
    let mut days = sources.filter_map(|source| match origin {
        AnchorOrigin::Event | AnchorOrigin::Timeline => None,
        AnchorOrigin::Dateline => source.dateline.as_ref()?.1.as_ref(),
        AnchorOrigin::Published => source.published.as_ref(),
    });
    days.find(gives).map(|day| day.span)
}
