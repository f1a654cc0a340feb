//! D505: an event without a source, in a file that names sources.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{EventId, Referent, Relation, RelationKind, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D505"),
    name: "unsourced",
    severity: Severity::Warning,
    summary: "an event without a source, in a file that names sources",
    explain: "\
The file names its sources, but this event cites none. A part of an event that cites one, and an event
told by another (`reports`, `quotes`, `same_as`) that does, count as sourced. A file without `sources` is
left alone.

## Why it matters

A reader cannot check the event, and nobody can say who is to be believed when it clashes with another.

## What to do

Write `source: …` at the event, with the page: `source: { voa: par. 11 }`.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  voa: { title: No deal }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  voa: { title: No deal }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: { voa: par. 1 }
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    if timeline.sources.is_empty() {
        return;
    }
    let mut sourced: Vec<bool> = timeline.events.iter().map(|e| !e.citations.is_empty()).collect();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        if !event.accounts.is_empty() || event.relations.iter().any(|r| r.per.is_some()) {
            sourced[id.0 as usize] = true;
        }
    }
    let own = sourced.clone();
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            lend(id, relation, &own, &mut sourced);
        }
    }
    let bare = timeline.event_ids().filter(|id| !sourced[id.0 as usize]);
    let bare: Vec<EventId> = bare.filter(|&id| !names_unknown_source(timeline, id)).collect();
    if bare.len() <= MANY {
        bare.into_iter().for_each(|id| report(timeline, id, remarks));
        return;
    }
    // What an event is excused from is said of it alone.
    let is_excused =
        |id: &EventId| timeline.event(*id).allow.iter().any(|allow| allow.code == CHECK.code.0);
    let (excused, others): (Vec<EventId>, Vec<EventId>) = bare.into_iter().partition(is_excused);
    let told = excused.iter().chain(others.iter().take(TOLD));
    told.for_each(|&id| report(timeline, id, remarks));
    if let Some(&first) = others.get(TOLD) {
        let key = words::quoted(&timeline.event(first).key);
        let more = others.len() - TOLD;
        let diagnostic = CHECK
            .says(format!("from {key} on many events have no source"))
            .at(timeline.event(first).span, "")
            .note(format!("{more} events"))
            .help("write `source: …`, with the page or paragraph, or excuse the file: `allow: { D505: … }`");
        remarks.add(Some(first), diagnostic);
    }
}

/// With more events than this, not each is told.
const MANY: usize = 100;

/// So many are told one by one then.
const TOLD: usize = 20;

/// Lets an event speak for another one.
fn lend(id: EventId, relation: &Relation, own: &[bool], sourced: &mut [bool]) {
    let (a, b) = (id.0 as usize, relation.target.0 as usize);
    match relation.kind {
        RelationKind::PartOf => sourced[a] |= own[b],
        RelationKind::Reports | RelationKind::Quotes => sourced[b] |= own[a],
        RelationKind::SameAs => {
            sourced[a] |= own[b];
            sourced[b] |= own[a];
        }
        RelationKind::After
        | RelationKind::Before
        | RelationKind::During
        | RelationKind::RespondsTo
        | RelationKind::Announces
        | RelationKind::Supersedes
        | RelationKind::Implements => {}
    }
}

/// Whether an event cites a source that is not defined: that has been reported.
fn names_unknown_source(timeline: &Timeline, id: EventId) -> bool {
    let from = timeline.event(id).span;
    let next = timeline.events.get(id.0 as usize + 1).map(|event| event.span);
    let until = next.filter(|next| next.file == from.file).map_or(u32::MAX, |next| next.start);
    timeline.unresolved.iter().any(|name| {
        name.referent == Referent::Source
            && name.span.file == from.file
            && (from.start..until).contains(&name.span.start)
    })
}

fn report(timeline: &Timeline, id: EventId, remarks: &mut Remarks) {
    let event = timeline.event(id);
    let diagnostic = CHECK
        .says(format!("{} has no source", words::quoted(&event.key)))
        .at(event.span, "")
        .help("write `source: …`, with the page or paragraph");
    remarks.add(Some(id), diagnostic);
}
