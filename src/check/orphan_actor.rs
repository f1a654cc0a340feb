//! D406: an actor takes part in nothing.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Event, Party};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D406"),
    name: "orphan-actor",
    severity: Severity::Note,
    summary: "an actor that takes part in no event",
    explain: "\
An actor is defined, but no event names it, and no other actor belongs to it.

## Why it matters

It may be left over, or it may be missing from an event. A picture leaves such actors out.

## What to do

Add it to the events it took part in, or remove it.
",
    example: "\
title: Minsk
timezone: Europe/Minsk
actors:
  merkel: { name: Angela Merkel }
  steinmeier: { name: Frank-Walter Steinmeier }
events:
  - id: summit
    kind: meeting
    date: 2015-02-11
    actors: [merkel]
",
    cure: "\
title: Minsk
timezone: Europe/Minsk
actors:
  merkel: { name: Angela Merkel }
  steinmeier: { name: Frank-Walter Steinmeier }
events:
  - id: summit
    kind: meeting
    date: 2015-02-11
    actors: [merkel, steinmeier]
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let mut used = vec![false; timeline.actors.len()];
    let everyone = timeline.events.iter().flat_map(Event::everyone);
    let in_events = everyone.filter_map(|participant| match participant.party {
        Party::Actor(actor) => Some(actor),
        Party::Audience(_) => None,
    });
    let as_groups = timeline.actors.iter().filter_map(|actor| actor.member_of);
    for actor in in_events.chain(as_groups) {
        used[actor.0 as usize] = true;
    }
    for id in timeline.actor_ids().filter(|id| !used[id.0 as usize]) {
        let actor = timeline.actor(id);
        let diagnostic = CHECK
            .says(format!("{} takes part in no event", words::quoted(&actor.key)))
            .at(actor.span, "")
            .help("add it to an event, or remove it");
        remarks.add(None, diagnostic);
    }
}
