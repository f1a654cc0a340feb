//! D604: an event, a source or a place is named that nobody defined.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::Referent;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D604"),
    name: "dangling-ref",
    severity: Severity::Error,
    summary: "an event, source or place that is not defined",
    explain: "\
A relation names an event, or an event names a source or a place, by an id that is defined nowhere.
(For actors, see `unknown-actor`.)

## Why it matters

A relation that leads nowhere proves nothing, and a source that cannot be found is no source.

## What to do

Correct the id; the help line names the nearest one. If the thing is new, define it.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: geneva-2
    kind: meeting
    date: 2016-09-09
  - id: presser
    kind: statement
    after: geneva-3
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: geneva-2
    kind: meeting
    date: 2016-09-09
  - id: presser
    kind: statement
    after: geneva-2
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for name in &evidence.timeline.unresolved {
        let (thing, section) = match name.referent {
            Referent::Actor => continue,
            Referent::Event => ("event", "events"),
            Referent::Source => ("source", "sources"),
            Referent::Place => ("place", "places"),
        };
        let help = match &name.nearest {
            Some(nearest) => format!("did you mean {}?", words::quoted(nearest)),
            None => format!("define it under `{section}`"),
        };
        let message = format!("no {thing} has the id {}", words::quoted(&name.name));
        remarks.add(None, CHECK.says(message).at(name.span, "").help(help));
    }
}
