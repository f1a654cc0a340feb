//! D101: a weekday and a date stand side by side and disagree.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D101"),
    name: "weekday-mismatch",
    severity: Severity::Error,
    summary: "a weekday and its date disagree",
    explain: "\
A weekday stands beside a date, and that day was another day of the week.

## Why it matters

One of the two is wrong, and the other tells by how much. A source that says `Monday` and a date that
was a Sunday is the commonest trace of a date taken from a page header, or from another time zone: a
Monday morning in Hangzhou is still Sunday in Washington.

## What to do

Decide which of the two the source gives. The help line names the nearest date that fits the weekday.
To keep the date, correct the weekday or leave it out.
",
    example: "\
title: Syria talks at the Hangzhou summit
timezone: Asia/Shanghai
events:
  - id: press-conference
    kind: statement
    date: Monday, 2016-09-04
",
    cure: "\
title: Syria talks at the Hangzhou summit
timezone: Asia/Shanghai
events:
  - id: press-conference
    kind: statement
    date: Monday, 2016-09-05
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for dated in &timeline.date_findings {
        let Finding::WeekdayMismatch { weekday_range, date_range, stated, date, nearest } =
            &dated.finding
        else {
            continue;
        };
        let (actual, day) = (date.weekday(), print::day(*date));
        let message = match dated.event {
            Some(event) => {
                let key = words::quoted(&timeline.event(event).key);
                format!("{key} is dated {stated} {day}, but that day was a {actual}")
            }
            None => format!("this date says {stated} {day}, but that day was a {actual}"),
        };
        let diagnostic = CHECK
            .says(message)
            .at(places::within(dated, weekday_range), "")
            .at(places::within(dated, date_range), format!("a {actual}"))
            .help(format!("{stated} was {nearest}"));
        remarks.add(dated.event, diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture;
    use crate::date::Finding;
    use crate::date::civil::{Day, Weekday};
    use crate::diagnostic::{FileId, Span};
    use crate::timeline::{DateFinding, Timeline};

    #[test]
    fn both_places_are_shown() {
        let finding = Finding::WeekdayMismatch {
            weekday_range: 0..6,
            date_range: 8..18,
            stated: Weekday::Monday,
            date: Day(17_048),
            nearest: Day(17_049),
        };
        let dated = DateFinding {
            event: None,
            span: Span::new(FileId::FIRST, 100, 118),
            text: "Monday, 2016-09-04".into(),
            finding,
        };
        let timeline = Timeline { date_findings: vec![dated], ..Timeline::default() };
        let found = fixture::found("D101", &timeline);
        assert_eq!(
            found[0].message,
            "this date says Monday 4 September 2016, but that day was a Sunday"
        );
        assert_eq!(found[0].help.as_deref(), Some("Monday was 2016-09-05"));
        let places: Vec<_> = found[0].labels.iter().map(|l| (l.span.start, l.span.end)).collect();
        assert_eq!(places, [(100, 106), (108, 118)]);
    }
}
