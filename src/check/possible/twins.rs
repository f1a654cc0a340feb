//! Events of one kind and the same people whose dates overlap without being the same day.

use crate::check::duplicate_event::{Description, description, may_be_one};
use crate::check::possible::note;
use crate::check::{Evidence, Remarks, places, words};
use crate::date::civil::Day;
use crate::diagnostic::Code;
use crate::timeline::EventId;
use std::collections::BTreeMap;

/// With how many earlier events of the same description each is compared.
const COMPARED: usize = 20;

pub(super) fn duplicate_event(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let mut alike: BTreeMap<Description<'_>, Vec<(EventId, Day, Day)>> = BTreeMap::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let civil = event.reading().map(|reading| &reading.civil);
        let days = civil.and_then(|civil| civil.first.zip(civil.last));
        let (Some(description), Some((first, last))) = (description(event), days) else { continue };
        let others = alike.entry(description).or_default();
        let twin = others.iter().rev().take(COMPARED).find(|&&(other, from, to)| {
            let one_day = (first, last) == (from, to) && first == last;
            // Two events of one day are told of by the check itself.
            !one_day && first <= to && from <= last && may_be_one(evidence, other, id)
        });
        if let Some(&(twin, ..)) = twin {
            let (this, that) = (&event.key, &timeline.event(twin).key);
            let message =
                format!("{} may be {}, told twice", words::quoted(this), words::quoted(that));
            let finding = note(Code("D602"), message)
                .at(event.span, format!("a {} of the same people", event.kind.word()))
                .at(places::date(timeline, id), "")
                .at(places::date(timeline, twin), "their dates overlap")
                .help("if so, write `same_as`; if not, say which came first");
            remarks.add(Some(id), finding);
        }
        others.push((id, first, last));
    }
}
