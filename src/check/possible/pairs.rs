//! Relations that the dates of their two events neither refute nor bear out: by the dates alone, it may have been
//! the other way round, and only the relation says that it was not.

use crate::check::possible::note;
use crate::check::times::{self, Edge};
use crate::check::{Evidence, Remarks, pairs, places, words};
use crate::diagnostic::Code;
use crate::timeline::{EventId, Relation, RelationKind, Timeline};

pub(super) fn reports_future(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    report(Code("D303"), evidence, &[RelationKind::Reports], remarks, |carrier, target| {
        format!("by their dates, {carrier} may come before {target}, which it reports")
    });
}

pub(super) fn reply_first(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    report(Code("D304"), evidence, &[RelationKind::RespondsTo], remarks, |carrier, target| {
        format!("by their dates, {carrier} may come before {target}, which it answers")
    });
}

pub(super) fn announced_late(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    report(Code("D305"), evidence, &[RelationKind::Announces], remarks, |carrier, target| {
        format!("by their dates, {carrier} may come after {target}, which it announces")
    });
}

pub(super) fn quoted_first(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    report(Code("D306"), evidence, &[RelationKind::Quotes], remarks, |carrier, target| {
        format!("by their dates, {carrier} may come before {target}, which it quotes")
    });
}

pub(super) fn outside_container(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let kinds = [RelationKind::During, RelationKind::PartOf];
    report(Code("D307"), evidence, &kinds, remarks, |carrier, target| {
        format!("by their dates, {carrier} may reach beyond {target}, which it is a part of")
    });
}

fn report(
    code: Code,
    evidence: &Evidence<'_>,
    kinds: &[RelationKind],
    remarks: &mut Remarks,
    message: fn(&str, &str) -> String,
) {
    let timeline = evidence.timeline;
    for id in timeline.event_ids() {
        let relations = timeline.event(id).relations.iter();
        for relation in relations.filter(|relation| kinds.contains(&relation.kind)) {
            if pairs::refuted_by_s(timeline, id, relation).is_some()
                || !is_open(timeline, id, relation)
            {
                continue;
            }
            let key = |id: EventId| words::quoted(&timeline.event(id).key);
            let dated = |id: EventId| {
                let reading = timeline.event(id).reading();
                format!("{}: {}", key(id), reading.map(words::reading).unwrap_or_default())
            };
            let word = relation.kind.word();
            let finding = note(code, message(&key(id), &key(relation.target)))
                .at(relation.span, "")
                .at(places::date(timeline, id), dated(id))
                .at(places::date(timeline, relation.target), dated(relation.target))
                .note(format!("only `{word}` says that it was not so"))
                .help("give both a clock time, if a source has one");
            remarks.add(Some(id), finding);
        }
    }
}

/// Whether two dated events can, by their dates alone, have stood as the relation forbids.
fn is_open(timeline: &Timeline, id: EventId, relation: &Relation) -> bool {
    let (carrier, target) = (timeline.event(id), timeline.event(relation.target));
    let Some((a, b)) = carrier.reading().zip(target.reading()) else { return false };
    // Whether `to` can come less than so many seconds after `from`.
    let may_miss = |from: Option<Edge>, to: Option<Edge>, needed_s: i64| {
        from.zip(to).is_some_and(|(from, to)| times::least_gap_s(from, to) < needed_s)
    };
    id != relation.target
        && relation.orders(timeline)
        && match relation.kind {
            RelationKind::Reports => may_miss(times::start_max(b), times::end_min(a), 0),
            RelationKind::RespondsTo | RelationKind::Quotes => {
                may_miss(times::start_max(b), times::start_min(a), 1)
            }
            RelationKind::Announces => may_miss(times::end_max_of(carrier), times::start_min(b), 0),
            // The whole lies somewhere in its date, and so does its part: only a part whose date reaches beyond that of
            // the whole is worth a word.
            RelationKind::During | RelationKind::PartOf => {
                may_miss(times::start_min(b), times::start_min(a), 0)
                    || may_miss(times::end_max_of(carrier), times::end_max_of(target), 0)
            }
            RelationKind::After
            | RelationKind::Before
            | RelationKind::Implements
            | RelationKind::Supersedes
            | RelationKind::SameAs => false,
        }
}
