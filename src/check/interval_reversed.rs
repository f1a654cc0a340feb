//! D102: an interval ends before it starts.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Finding;
use crate::diagnostic::{Code, Severity};
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D102"),
    name: "interval-reversed",
    severity: Severity::Error,
    summary: "an interval ends before it starts",
    explain: "\
An interval `A/B` runs from some moment of `A` to some moment of `B`. Here every moment of `B` lies
before every moment of `A`, so that no such stretch of time exists.

## Why it matters

Nothing can be placed on an interval that runs backwards, and everything that was said to come after
its end or before its start would be proved from nonsense.

## What to do

Swap the two ends, or correct the one that is wrong. Where the two are clock times of different places,
check their zones: 08:00 in Hangzhou comes before 07:00 in Geneva.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: round
    kind: meeting
    date: 2016-09-09/2016-09-06
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: round
    kind: meeting
    date: 2016-09-06/2016-09-09
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for dated in &timeline.date_findings {
        let Finding::IntervalReversed { range, by_s } = &dated.finding else {
            continue;
        };
        let subject = match dated.event {
            Some(event) => words::quoted(&timeline.event(event).key),
            None => "this interval".to_owned(),
        };
        let by =
            if dated.text.contains(':') { words::length(*by_s) } else { words::days_apart(*by_s) };
        let mut diagnostic = CHECK
            .says(format!("{subject} ends {by} before it starts"))
            .at(places::within(dated, range), "the end");
        if let Some(swapped) = swapped(&dated.text, range) {
            let swapped = words::quoted(&swapped);
            diagnostic = diagnostic.help(format!("if the two ends are swapped, write {swapped}"));
        }
        remarks.add(dated.event, diagnostic);
    }
}

/// The interval the other way round; `None` for one whose end leans on its start (`2016-09-05 17:00/16:00`).
fn swapped(text: &str, end: &Range<usize>) -> Option<String> {
    let start = text.get(..end.start)?.trim_end().strip_suffix('/')?.trim();
    let end = text.get(end.clone())?.trim();
    let leans = end.contains(':') && !end.contains('-');
    (!leans).then(|| format!("{end}/{start}"))
}

#[cfg(test)]
mod tests {
    use super::swapped;

    #[test]
    fn an_interval_is_turned_round_at_its_own_stroke() {
        let swapped = |text: &str, end: &str| swapped(text, &(text.len() - end.len()..text.len()));
        assert_eq!(
            swapped("2016-09-09/2016-09-06", "2016-09-06").as_deref(),
            Some("2016-09-06/2016-09-09")
        );
        assert_eq!(
            swapped("2016-09-09 10:00 Europe/Paris/2016-09-08", "2016-09-08").as_deref(),
            Some("2016-09-08/2016-09-09 10:00 Europe/Paris")
        );
        assert_eq!(swapped("2016-09-05 17:00/16:00", "16:00"), None);
    }
}
