//! D502: a quotation that stands in the saved text, but not word for word as the file has it, or too short to prove.

use crate::check::quotations::Checked;
use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::quotation::{Edit, Verdict};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D502"),
    name: "quote-edited",
    severity: Severity::Note,
    summary: "a quotation with words left out or put in, too short to prove, or standing twice in the text",
    explain: "\
The words stand in the saved text of the source, but with an ellipsis, with brackets, or with another first
letter; the note says what was left out. It is a warning where a negation is among the words left out.

A quotation of one or two words stands in too many texts to prove anything, and words that stand twice can be
two people's: that is noted, too. So is a quotation that the text has outside of quotation marks while it
has marks around others: it may be the reporter's words.

An attribution between two halves (`“A,” he said. “B.”` quoted as `A … B`) is no edit.

## Why it matters

Every cut is a decision. A reader who compares wants to see at a glance which quotations were cut.

## What to do

Nothing, if the cut is fair. Otherwise quote the whole sentence.
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
    quote: Given the gaps … that’s a tough negotiation
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
    for checked in evidence.quotations {
        let Some(quote) = &evidence.timeline.event(checked.event).quote else { continue };
        let source = words::quoted(&evidence.timeline.source(checked.source).key);
        let diagnostic = match &checked.found.verdict {
            Verdict::Edited(edit) => Some(edited(checked, edit, quote.span)),
            Verdict::TooShort => Some(
                CHECK
                    .says(format!(
                        "the quotation is too short to be proved by the text of {source}"
                    ))
                    .at(quote.span, "stands in many texts")
                    .help("quote more of the sentence"),
            ),
            Verdict::Exact | Verdict::Normalised | Verdict::Split => {
                plain(checked, quote.span, &source)
            }
            Verdict::NotFound(_) => None,
        };
        if let Some(diagnostic) = diagnostic {
            remarks.add(Some(checked.event), diagnostic);
        }
    }
}

fn edited(checked: &Checked, edit: &Edit, quote: Span) -> Diagnostic {
    let mut done = Vec::new();
    match edit.dropped_words {
        0 => {}
        1 => done.push("leaves out 1 word".to_owned()),
        count => done.push(format!("leaves out {count} words")),
    }
    for inserted in &edit.inserted {
        done.push(format!("puts in {}", words::quoted(inserted)));
    }
    if edit.recased {
        done.push("changes the case of the first letter".to_owned());
    }
    if done.is_empty() {
        done.push("joins what the text does not join".to_owned());
    }
    let mut diagnostic = CHECK.says(format!("the quotation {}", words::list(&done)));
    let mut spans = checked.spans().into_iter();
    diagnostic = diagnostic.at(quote, "");
    if let Some(first) = spans.next() {
        diagnostic = diagnostic.at(first, "the text");
    }
    if let Some(negation) = &edit.dropped_negation {
        diagnostic.severity = Severity::Warning;
        diagnostic = diagnostic
            .note(format!("{} is among the words left out", words::quoted(negation)))
            .help("quote the negation, too");
    }
    diagnostic
}

/// What there is to note about words that stand in the text as they are.
fn plain(checked: &Checked, quote: Span, source: &str) -> Option<Diagnostic> {
    if let Some(again) = checked.found.also_at.first() {
        let first = checked.spans().into_iter().next()?;
        return Some(
            CHECK
                .says(format!("the quotation stands twice in the text of {source}"))
                .at(quote, "")
                .at(first, "here")
                .at(checked.span(again), "and here")
                .help("say which is meant: `text_span: FIRST..LAST`"),
        );
    }
    if checked.text_has_marks && !checked.found.between_marks {
        return Some(
            CHECK
                .says(format!("the text of {source} has these words outside of quotation marks"))
                .at(quote, "")
                .at(checked.spans().into_iter().next()?, "no marks around this")
                .help("if they are the reporter’s words, write them under `note`"),
        );
    }
    None
}
