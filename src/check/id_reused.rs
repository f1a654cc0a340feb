//! D606: two events share an id.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D606"),
    name: "id-reused",
    severity: Severity::Error,
    summary: "an id that stands twice",
    explain: "\
Two events have the same id. (A key that stands twice in one map is `duplicate-key`.)

## Why it matters

A relation that names the id could mean either of them, and would silently mean the first.

## What to do

Give one of them another id, and look through the relations that name it. If both tell of one event, join
them, or keep both and relate them by `same_as`.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-08
  - id: talks
    kind: meeting
    date: 2016-09-09
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-08
  - id: talks-resumed
    kind: meeting
    date: 2016-09-09
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for reused in &evidence.timeline.reused_ids {
        let diagnostic = CHECK
            .says(format!("the id {} stands twice", words::quoted(&reused.key)))
            .at(reused.again, "again here")
            .at(reused.first, "first here")
            .help("give one of the two another id");
        remarks.add(None, diagnostic);
    }
}
