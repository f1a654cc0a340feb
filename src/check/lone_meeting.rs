//! D407: a meeting or a call with one party.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{ActorKind, Event, Kind, Party, Referent, RelationKind, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D407"),
    name: "lone-meeting",
    severity: Severity::Warning,
    summary: "a meeting or a call with one party only",
    explain: "\
A `meeting` or a `call` names one person or one state, and nobody else: it takes two.

Left alone are events that name nobody, an organisation or a group that meets by itself, gatherings of many
of whom only one matters here (`form: conference`, `summit`, `council`, `session`), and what is `part_of` or
`during` another event, whose list may be the fuller one.

## Why it matters

The other side is missing, and with it a line of the picture and every check of where that person was.

## What to do

Add the other party. If only one is known, define the other as a group: `delegation: { kind: group }`.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
actors:
  kerry: { name: John Kerry }
  lavrov: { name: Sergei Lavrov, role: Foreign Minister }
events:
  - id: round
    kind: meeting
    date: 2016-09-08
    actors: [kerry]
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
actors:
  kerry: { name: John Kerry }
  lavrov: { name: Sergei Lavrov, role: Foreign Minister }
events:
  - id: round
    kind: meeting
    date: 2016-09-08
    actors: [kerry, lavrov]
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        if is_alone(timeline, event) {
            let word = event.kind.word();
            let diagnostic = CHECK
                .says(format!("{} is a {word} with one party", words::quoted(&event.key)))
                .at(event.span, "")
                .help("add the other party to `actors`");
            remarks.add(Some(id), diagnostic);
        }
    }
}

fn is_alone(timeline: &Timeline, event: &Event) -> bool {
    let takes_two = matches!(event.kind, Kind::Meeting | Kind::Call);
    if !takes_two || event.form.as_deref().is_some_and(gathers_many) {
        return false;
    }
    let is_inside = event
        .relations
        .iter()
        .any(|relation| matches!(relation.kind, RelationKind::PartOf | RelationKind::During));
    let before_an_audience =
        event.everyone().any(|participant| matches!(participant.party, Party::Audience(_)));
    let one = match event.actors()[..] {
        [actor] => match timeline.actor(actor).kind {
            ActorKind::Person | ActorKind::State => true,
            ActorKind::Organisation | ActorKind::Group => false,
        },
        [] | [_, _, ..] => false,
    };
    // A name that nothing answers to is left out of the list, and was a party too.
    let left_out = || {
        timeline
            .unresolved
            .iter()
            .any(|name| name.referent == Referent::Actor && name.span.file == event.span.file)
    };
    one && !is_inside && !before_an_audience && !left_out()
}

fn gathers_many(form: &str) -> bool {
    let form = form.to_lowercase();
    ["conference", "summit", "council", "session"].iter().any(|word| form.contains(word))
        && !["video", "phone"].iter().any(|word| form.contains(word))
}
