//! Relations that the dates of their two events refute, whatever the rest of the file says.
//!
//! `A reports B` cannot hold if A was over before B can have begun; and so on. The checks that speak of one
//! such relation are more to the point than a list of three facts, so that [`super::contradiction`] leaves
//! these cases to them.

use crate::check::{Check, Remarks, places, times, words};
use crate::diagnostic::{Diagnostic, Span};
use crate::timeline::{Event, EventId, Relation, RelationKind, Timeline};

/// By how many seconds at least the dates of two events miss what a relation between them demands; `None`
/// when they may agree with it, or when it is a relation that no check of a pair speaks of.
pub(super) fn refuted_by_s(
    timeline: &Timeline,
    event: EventId,
    relation: &Relation,
) -> Option<i64> {
    let carrier = timeline.event(event).reading()?;
    let target = timeline.event(relation.target).reading()?;
    let (from, to, allowed_s) = match relation.kind {
        // The target has begun when the carrier ends; a reply begins after what it answers; an announcement is
        // over when what it announces begins.
        RelationKind::Reports => (times::end_max(carrier)?, times::start_min(target)?, 0),
        RelationKind::RespondsTo => (times::start_max(carrier)?, times::start_min(target)?, -1),
        RelationKind::Announces => (times::start_max(target)?, times::end_min(carrier)?, 0),
        RelationKind::After
        | RelationKind::Before
        | RelationKind::During
        | RelationKind::PartOf
        | RelationKind::Quotes
        | RelationKind::Supersedes
        | RelationKind::Implements
        | RelationKind::SameAs => return None,
    };
    let gap_s = times::least_gap_s(from, to);
    (gap_s > allowed_s && event != relation.target).then_some(gap_s)
}

/// One refuted relation, for a message.
pub(super) struct Refuted<'a> {
    pub(super) carrier: &'a Event,
    pub(super) target: &'a Event,
    /// By how much at least; `None` when it is by nothing, both being forced to one instant.
    pub(super) by: Option<String>,
    relation_span: Span,
    carrier_span: Span,
    target_span: Span,
}

/// Reports every refuted relation of one kind; `message` words the finding and its help.
pub(super) fn report(
    check: &Check,
    timeline: &Timeline,
    kind: RelationKind,
    remarks: &mut Remarks,
    message: fn(&Refuted<'_>) -> (String, String),
) {
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        for relation in event.relations.iter().filter(|relation| relation.kind == kind) {
            let Some(by_s) = refuted_by_s(timeline, id, relation) else { continue };
            let refuted = Refuted {
                carrier: event,
                target: timeline.event(relation.target),
                by: (by_s > 0).then(|| apart(timeline, id, relation.target, by_s)),
                relation_span: relation.span,
                carrier_span: places::date(timeline, id),
                target_span: places::date(timeline, relation.target),
            };
            let (message, help) = message(&refuted);
            remarks.add(Some(id), refuted.labelled(check.says(message)).help(help));
        }
    }
}

fn apart(timeline: &Timeline, a: EventId, b: EventId, by_s: i64) -> String {
    match (timeline.event(a).reading(), timeline.event(b).reading()) {
        (Some(a), Some(b)) => words::distance(a, b, by_s),
        (Some(_), None) | (None, Some(_)) | (None, None) => words::length(by_s),
    }
}

impl Refuted<'_> {
    fn labelled(&self, diagnostic: Diagnostic) -> Diagnostic {
        let dated = |event: &Event| match event.reading() {
            Some(reading) => {
                format!("{}: {}", words::quoted(&event.key), words::reading(reading))
            }
            None => words::quoted(&event.key),
        };
        diagnostic
            .at(self.relation_span, "")
            .at(self.carrier_span, dated(self.carrier))
            .at(self.target_span, dated(self.target))
    }
}
