//! D607: an excuse that excuses nothing.
//!
//! What was excused is known only when every other check has run: [`super::check`] calls [`report`] last.

use crate::check::{Check, Excuses, find, words};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::timeline::{Allow, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D607"),
    name: "unused-allow",
    severity: Severity::Warning,
    summary: "an `allow` that excuses nothing",
    explain: "\
An entry of `allow`, at an event or of the whole file, names a code of which there is nothing to excuse
here; or a code that no check has.

An excuse counts where the finding's first mark stands: at that event, or for the whole file at its top.
What is found while the file is read (an unknown key, a name that nothing answers to) cannot be excused.

## Why it matters

The reason beside it has become untrue, or the excuse stands at the wrong event and the finding is still
reported.

## What to do

Remove the entry, or move it to the event that the finding points at.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: note
    kind: message
    date: 2016-09-05
  - id: reply
    kind: message
    date: 2016-09-06
    responds_to: note
    allow: { D304: the letters crossed }
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: note
    kind: message
    date: 2016-09-05
  - id: reply
    kind: message
    date: 2016-09-06
    responds_to: note
",
    run: None,
};

/// The excuses that were not needed.
pub(super) fn report(timeline: &Timeline, excuses: &Excuses) -> Vec<Diagnostic> {
    excuses.unused(timeline).filter_map(unused).collect()
}

fn unused(allow: &Allow) -> Option<Diagnostic> {
    let code = words::quoted(&allow.code);
    let message = match find(allow.code.trim()) {
        // To excuse an unused excuse would itself be one.
        Some(check) if check.code == CHECK.code => return None,
        Some(_) => format!("`allow` of {code} excuses nothing"),
        None => format!("`allow` names {code}, which is no check"),
    };
    Some(
        CHECK.says(message).at(allow.span, "").help("remove it, or move it to the event concerned"),
    )
}
