//! D306: a quotation comes before the words that it quotes.

use crate::check::{Check, Evidence, Remarks, pairs, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::RelationKind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D306"),
    name: "quoted-first",
    severity: Severity::Error,
    summary: "a quotation comes before the words that it quotes",
    explain: "\
`quotes` says that an event repeats words of another. By their dates, the repetition began before the other
can have begun, or with it. The words of a message are known to others since it was `published`, to those whom it was
for since it was `delivered`.

## Why it matters

Either the words were said earlier than the file says, on an occasion that is missing from it, or one of
the two dates is wrong. Who said a thing first is often what is in dispute.

## What to do

Check the zones of both events. If the words had been said before, add that occasion and quote it.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: speech
    kind: statement
    date: 2016-09-05
  - id: commentary
    kind: statement
    date: 2016-09-04
    quotes: speech
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: speech
    kind: statement
    date: 2016-09-05
  - id: commentary
    kind: statement
    date: 2016-09-06
    quotes: speech
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    pairs::report(&CHECK, evidence.timeline, RelationKind::Quotes, remarks, |pair| {
        let (later, quoted) = (words::quoted(&pair.carrier.key), words::quoted(&pair.target.key));
        let message = match (&pair.by, pair.passed().1) {
            (Some(by), Some(known)) => {
                format!("{later} quotes {quoted} {by} before it was {known}")
            }
            (Some(by), None) => format!("{later} quotes {quoted} {by} before it was said"),
            (None, _) => format!("{later} quotes {quoted}, and begins no later"),
        };
        (message, "correct one of the dates, or quote an earlier occasion".to_owned())
    });
}
