//! D507 and D508: a saved text that is not what it was, or is not there.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::quotation::fingerprint;

/// The saved text has changed.
pub const CHANGED: Check = Check {
    code: Code("D507"),
    name: "text-changed",
    severity: Severity::Warning,
    summary: "a saved text that has changed since its fingerprint was taken",
    explain: "\
`sha256` keeps the fingerprint of a source's saved `text`, as `sha256sum` prints it and `demarche draft`
writes it. The text that is there now has another one.

## Why it matters

Quotations were checked against another text. News pages are rewritten within hours, and an editor who saves
the page again has another text; `text_span` then points at other words.

## What to do

Compare the two texts. If the new one is right, check the quotations and write its fingerprint.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire:
    title: No deal
    text: texts/wire.txt
    sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: wire
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire:
    title: No deal
    text: texts/wire.txt
    sha256: 93255cd604230bef14e4199ef5a28ac2452c9e736a5480c7a655a1c665ca4733
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: wire
",
    run: Some(changed),
};

/// The saved text is not there.
pub const MISSING: Check = Check {
    code: Code("D508"),
    name: "text-missing",
    severity: Severity::Warning,
    summary: "a saved text that cannot be read, so that no quotation is checked against it",
    explain: "\
A source names a saved `text`, and there is no readable file of that name. The path counts from the folder of the
event file. Whatever cites the source is left unchecked.

## Why it matters

An unchecked quotation looks like a checked one.

## What to do

Save the text there, or leave `text` out.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, text: texts/lost.txt }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: wire
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, text: texts/wire.txt }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: wire
",
    run: Some(missing),
};

fn missing(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for source in &evidence.timeline.sources {
        let (Some(reason), Some(text)) = (source.unread.as_deref(), &source.text) else { continue };
        let diagnostic = MISSING
            .says(format!(
                "the text of {} is not there to be checked against",
                words::quoted(&source.key)
            ))
            .at(text.span, words::plain(reason))
            .help("paths count from the folder of the event file");
        remarks.add(None, diagnostic);
    }
}

fn changed(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for source in &evidence.timeline.sources {
        let (Some(kept), Some(file)) = (&source.sha256, source.saved) else { continue };
        let text = &evidence.files.get(file).text;
        let now = fingerprint(text);
        if now == kept.value {
            continue;
        }
        let diagnostic = CHANGED
            .says(format!(
                "the text of {} has changed since it was saved",
                words::quoted(&source.key)
            ))
            .at(kept.span, "of another text")
            .note(format!("its fingerprint is now {now}"))
            .help("check its quotations again, then write the new fingerprint");
        remarks.add(None, diagnostic);
    }
}
