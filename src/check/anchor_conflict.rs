//! D202: two days to count from make different weeks of the same words.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::civil::Day;
use crate::date::{self, AnchorOrigin, Context, Finding, Reading, Rule, print};
use crate::diagnostic::{Code, Severity, Span};
use crate::timeline::{DateFinding, EventId, RelationKind, Spanned, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D202"),
    name: "anchor-conflict",
    severity: Severity::Error,
    summary: "two days to count from put the same words more than a week apart",
    explain: "\
A relative date can be counted from more than one day that the file gives (the timeline's `anchor`, the
`dateline` or the `published` day of the event's source), and they lead to days more than a week apart. Or a weekday
leads to a day more than a week from the one that an account of the event, or an event that is the same, writes out.

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
    let same_as = same_as(timeline);
    for id in timeline.event_ids() {
        told_elsewhere(timeline, &same_as, id, remarks);
    }
}

/// The events that the file says are the same, pair by pair.
pub(super) fn same_as(timeline: &Timeline) -> Vec<(EventId, EventId)> {
    let relations = timeline
        .event_ids()
        .flat_map(|id| timeline.event(id).relations.iter().map(move |relation| (id, relation)));
    let same = relations.filter(|(_, relation)| relation.kind == RelationKind::SameAs);
    same.map(|(id, relation)| (id, relation.target)).collect()
}

/// Reports a weekday that was counted, where the same event has a date written out more than a week away: in an
/// account of it, or in an event that is the same.
pub(super) fn told_elsewhere(
    timeline: &Timeline,
    same_as: &[(EventId, EventId)],
    id: EventId,
    remarks: &mut Remarks,
) {
    /// Nobody calls a day by its weekday that lies further off.
    const FAR_DAYS: u32 = 7;
    let event = timeline.event(id);
    let Some((when, reading)) =
        event.when.as_ref().and_then(|when| Some((when, when.reading.as_ref()?)))
    else {
        return;
    };
    let (Some(anchor), Some(day)) = (reading.anchor, reading.civil.first) else { return };
    let is_weekday =
        matches!(reading.rule, Rule::WeekdayPast | Rule::WeekdayFuture | Rule::WeekdayModified);
    // An event's own anchor is the author's decision about these very words.
    if !is_weekday || anchor.origin == AnchorOrigin::Event {
        return;
    }
    let written = explicit_days(timeline, same_as, id);
    let far = written.into_iter().find(|(other, _, _)| other.0.abs_diff(day.0) > FAR_DAYS);
    let Some((other, who, span)) = far else { return };
    let (this, that) = (print::day_with_weekday(day), print::day_with_weekday(other));
    let diagnostic = CHECK
        .says(format!(
            "{} is {this} by {}, but {that} by {who}",
            words::quoted(&when.text),
            origin(anchor.origin)
        ))
        .at(when.span, format!("read as {this}"))
        .at(span, format!("says {that}"))
        .help(format!(
            "that is no day to count from: give the event `anchor: {other}`, or correct the other date"
        ));
    remarks.add(Some(id), diagnostic);
}

/// Days that the file writes out for an event in another place, with who says so and where.
fn explicit_days(
    timeline: &Timeline,
    same_as: &[(EventId, EventId)],
    id: EventId,
) -> Vec<(Day, String, Span)> {
    let event = timeline.event(id);
    let zone = event.reading().map_or(timeline.zone, |reading| reading.zone);
    let mut days = Vec::new();
    for account in &event.accounts {
        for (_, claim) in account.claims.iter().filter(|(field, _)| field == "date") {
            let context = Context { zone, calendar: timeline.calendar, ..Context::default() };
            if let Some(day) = date::read(claim, &context).0.as_ref().and_then(written_day) {
                let source = words::quoted(&timeline.source(account.source).key);
                days.push((day, format!("the account of {source}"), account.span));
            }
        }
    }
    for &(one, two) in same_as {
        let other = if one == id { two } else { one };
        if (one == id || two == id)
            && other != id
            && let Some(when) = &timeline.event(other).when
            && let Some(day) = when.reading.as_ref().and_then(written_day)
        {
            let who = format!("{}, which is the same", words::quoted(&timeline.event(other).key));
            days.push((day, who, when.span));
        }
    }
    days
}

/// The one day that a date names which is written out.
fn written_day(reading: &Reading) -> Option<Day> {
    let one = reading.civil.first.filter(|_| reading.civil.first == reading.civil.last)?;
    (reading.rule == Rule::Written).then_some(one)
}

/// Who named a day to count from.
pub(super) fn origin(origin: AnchorOrigin) -> &'static str {
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
        AnchorOrigin::Dateline => source.dateline.as_ref()?.1.as_deref(),
        AnchorOrigin::Published => source.published.as_deref(),
    });
    days.find(gives).map(|day| day.span)
}
