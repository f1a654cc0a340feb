//! D304: a reply comes before what it answers.

use crate::check::{Check, Evidence, Remarks, pairs, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::RelationKind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D304"),
    name: "reply-first",
    severity: Severity::Error,
    summary: "a reply comes before what it answers",
    explain: "\
`responds_to` says that an event answers another. By their dates, the answer began before the other can
have begun, or with it. What answers a message has to wait until that was `delivered` or, if the file does not say
when, `sent` or written; someone whom it was neither from nor to has to wait until it was `published`.

## Why it matters

Who answered whom is what a chronology of a negotiation is read for. Letters that cross in the post,
statements from two time zones and dates of sending taken for dates of receipt all turn it round.

## What to do

Check the zones of both events first. If the two crossed, they are no answer to each other: drop
`responds_to`. If it answers something earlier, name that.
",
    example: "\
title: Notes
timezone: UTC
events:
  - id: note
    kind: message
    date: 2016-09-05 12:00
  - id: reply
    kind: message
    date: 2016-09-05 10:00
    responds_to: note
",
    cure: "\
title: Notes
timezone: UTC
events:
  - id: note
    kind: message
    date: 2016-09-05 12:00
  - id: reply
    kind: message
    date: 2016-09-05 16:00
    responds_to: note
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    pairs::report(&CHECK, evidence.timeline, RelationKind::RespondsTo, remarks, |pair| {
        let (reply, answered) = (words::quoted(&pair.carrier.key), words::quoted(&pair.target.key));
        let message = match (&pair.by, pair.passed()) {
            (Some(by), (own, Some(known))) => {
                let came = own.map_or("comes".to_owned(), |own| format!("was {own}"));
                format!("{reply} {came} {by} before {answered}, which it answers, was {known}")
            }
            (Some(by), (Some(own), None)) => {
                format!("{reply} was {own} {by} before {answered}, which it answers")
            }
            (Some(by), (None, None)) => {
                format!("{reply} comes {by} before {answered}, which it answers")
            }
            (None, _) => format!("{reply} begins no later than {answered}, which it answers"),
        };
        let help = format!(
            "correct one of the dates, or drop `responds_to: {}` if the two crossed",
            pair.target.key
        );
        (message, help)
    });
}
