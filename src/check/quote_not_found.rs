//! D501: a quotation that does not stand in the saved text.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::quotation::{Nearest, Verdict};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D501"),
    name: "quote-not-found",
    severity: Severity::Error,
    summary: "a quotation that does not stand in the saved text of its source",
    explain: "\
The event cites a source with a saved `text`, and the words of its `quote` do not stand there. Quotation
marks, dashes, blanks, line breaks and composed letters make no difference; a single word does. `…` stands
for words left out, `[…]` for words put in; each piece between them has to be there as one run.

The nearest passage is shown with the first difference, and it is said when that is a negation: a sentence
and its contrary differ in one word. Nothing is accepted because it is similar.

## Why it matters

Words between quotation marks are evidence. A quotation that nobody can find is the end of the report's
credit, and one that lacks a `not` is worse.

## What to do

Copy the words from the text. If they are reported speech, write them under `note`. If they stand in
another source, cite that one.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, text: texts/wire.txt }
actors:
  obama: { name: Barack Obama }
events:
  - id: remark
    kind: statement
    date: 2016-09-05
    speaker: obama
    quote: Given the gap of trust that exists, that is a tough negotiation
    source: wire
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, text: texts/wire.txt }
actors:
  obama: { name: Barack Obama }
events:
  - id: remark
    kind: statement
    date: 2016-09-05
    speaker: obama
    quote: Given the gaps of trust that exist, that’s a tough negotiation
    source: wire
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for checked in evidence.quotations {
        let Verdict::NotFound(nearest) = &checked.found.verdict else { continue };
        // Found in another source that the event cites, it is that source's.
        let elsewhere = evidence.quotations.iter().any(|other| {
            other.event == checked.event && !matches!(other.found.verdict, Verdict::NotFound(_))
        });
        let Some(quote) = &timeline.event(checked.event).quote else { continue };
        if elsewhere {
            continue;
        }
        let source = words::quoted(&timeline.source(checked.source).key);
        let message = format!("the quotation does not stand in the text of {source}");
        let mut diagnostic = CHECK.says(message);
        match nearest {
            Some(nearest) => {
                diagnostic = diagnostic
                    .at(quote.span, says(&nearest.difference.0, "here"))
                    .at(
                        checked.span(&nearest.at),
                        says(&nearest.difference.1, "the nearest passage"),
                    )
                    .note(difference(nearest));
                if nearest.negated {
                    diagnostic =
                        diagnostic.note("one of the two has a negation that the other has not");
                }
                diagnostic =
                    diagnostic.help("copy the words from the text, or report them under `note`");
            }
            None => {
                diagnostic = diagnostic
                    .at(quote.span, "no passage of the text has half of these words")
                    .help("cite the source that has them, or report them under `note`");
            }
        }
        remarks.add(Some(checked.event), diagnostic);
    }
}

fn says(words: &str, otherwise: &str) -> String {
    if words.is_empty() { otherwise.to_owned() } else { format!("says {}", words::quoted(words)) }
}

fn difference(nearest: &Nearest) -> String {
    let (quote, text) = &nearest.difference;
    let share = format!("{} of {} words agree", nearest.shared_words, nearest.quoted_words);
    match (quote.is_empty(), text.is_empty()) {
        (true, true) => share,
        (true, false) => format!("{share}; the quotation leaves out {}", words::quoted(text)),
        (false, true) => format!("{share}; the text does not have {}", words::quoted(quote)),
        (false, false) => {
            format!("{share}; the text has {} for {}", words::quoted(text), words::quoted(quote))
        }
    }
}
