//! D503: a source that was published before the event that it reports.

use crate::check::{Check, Evidence, Remarks, places, times, words};
use crate::date::Reading;
use crate::diagnostic::{Code, Severity};
use crate::order::{Contradiction, FactKind, OrderNetwork};
use crate::timeline::{EventId, SourceId};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D503"),
    name: "published-first",
    severity: Severity::Error,
    summary: "a source that was published before the event that it reports as past",
    explain: "\
The event is told of as past by a source whose day of publication was over, by every reading of the two
dates, before the event can have begun. What a source announces may of course lie ahead: give such an event
`status: announced`.

## Why it matters

One of the two days is wrong. Often `published` is that of another version of the page, or the event's weekday
was counted from the wrong day.

## What to do

Look the day of publication up, not the day that a web page prints at its head; or correct the date of the event.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, published: 2016-09-04 }
events:
  - id: talks
    kind: meeting
    date: 2016-09-06
    source: wire
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, published: 2016-09-06 }
events:
  - id: talks
    kind: meeting
    date: 2016-09-06
    source: wire
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for contradiction in evidence.order.contradictions() {
        let Some((source, event)) = pair(evidence.order, contradiction) else { continue };
        let (Some(published), Some(reading)) =
            (&timeline.source(source).published, timeline.event(event).reading())
        else {
            continue;
        };
        let message = format!(
            "{} was published {} before {}, which it reports",
            words::quoted(&timeline.source(source).key),
            words::distance(&published.value, reading, gap_s(&published.value, reading)),
            words::quoted(&timeline.event(event).key),
        );
        let diagnostic = CHECK
            .says(message)
            .at(places::date(timeline, event), words::reading(reading))
            .at(published.span, format!("published {}", words::reading(&published.value)))
            .help("correct one of the two days, or write `status: announced`");
        remarks.add(Some(event), diagnostic);
    }
}

/// Seconds from the end of the day of publication to the beginning of the event, at least.
fn gap_s(published: &Reading, event: &Reading) -> i64 {
    let edges = times::end_max(published).zip(times::start_min(event));
    edges.map_or(0, |(end, start)| times::least_gap_s(end, start))
}

/// The source and the event of a contradiction that is nothing but a day of publication and a date.
pub(super) fn pair(
    order: &OrderNetwork,
    contradiction: &Contradiction,
) -> Option<(SourceId, EventId)> {
    let [one, other] = contradiction.facts[..] else { return None };
    match (order.fact(one).kind, order.fact(other).kind) {
        (FactKind::Published(source, event), FactKind::Date(dated))
        | (FactKind::Date(dated), FactKind::Published(source, event)) => {
            (event == dated).then_some((source, event))
        }
        _ => None,
    }
}
