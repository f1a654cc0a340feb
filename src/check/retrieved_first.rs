//! D504: a source was looked at before it was published.

use crate::check::{Check, Evidence, Remarks, times, words};
use crate::date::Reading;
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D504"),
    name: "retrieved-first",
    severity: Severity::Error,
    summary: "a source was looked at before it was published",
    explain: "\
The day on which a source was `accessed` lies before the day on which it was `published`. Between two days
there must be a whole one: a paper of the 5th in Tokyo can be read on the 4th in Washington.

## Why it matters

One of the two days is wrong; and relative words such as `Monday` may count from the day of publication.

## What to do

Correct the day that is wrong. A page that shows a later day than its text was perhaps published again:
keep the first day.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  voa: { title: No deal, published: 2017-01-19, accessed: 2016-09-06 }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: voa
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  voa: { title: No deal, published: 2016-09-05, accessed: 2016-09-06 }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: voa
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for source in &evidence.timeline.sources {
        let (Some(accessed), Some(published)) = (&source.accessed, &source.published) else {
            continue;
        };
        if is_earlier(&accessed.value, &published.value) {
            let diagnostic = CHECK
                .says(format!(
                    "{} was looked at before it was published",
                    words::quoted(&source.key)
                ))
                .at(accessed.span, words::reading(&accessed.value))
                .at(published.span, format!("published {}", words::reading(&published.value)))
                .help("correct one of the two days");
            remarks.add(None, diagnostic);
        }
    }
}

fn is_earlier(accessed: &Reading, published: &Reading) -> bool {
    let edges = times::end_max(accessed).zip(times::start_min(published));
    let days = accessed.civil.last.zip(published.civil.first);
    edges.is_some_and(|(end, start)| times::least_gap_s(end, start) > 0)
        && days.is_some_and(|(last, first)| last.plus_days(1) < first)
}
