//! Whether an answer or a quotation comes before its author can have known what it answers or quotes.
//!
//! A message is known when it has arrived or is public: [`crate::order::passage`] says which counts. Its dates and
//! those of the answer are held against each other alone, whatever the rest of the file says.

use crate::check::pairs::{self, Dated};
use crate::check::places;
use crate::check::times::{self, Edge};
use crate::order::passage::{self, Moment};
use crate::timeline::{EventId, Relation, Step, Timeline};

/// Two dates that show that the carrier of a relation is too early.
pub(super) struct TooEarly<'a> {
    /// By how many seconds at least; 0 when both are forced to one instant.
    pub(super) by_s: i64,
    /// The date of the carrier, and the date of what it had to wait for.
    pub(super) dates: [Dated<'a>; 2],
}

/// Whether the dates alone show that the carrier of `responds_to` or `quotes` began too early; the two dates that show
/// it most clearly.
pub(super) fn too_early<'a>(
    timeline: &'a Timeline,
    carrier: EventId,
    relation: &Relation,
) -> Option<TooEarly<'a>> {
    let awaited = passage::awaited(timeline, carrier, relation);
    let known = earliest(timeline, relation.target, awaited);
    let mut worst: Option<TooEarly<'_>> = None;
    for (latest_start, own) in latest_starts(timeline, carrier) {
        for &(earliest, known) in &known {
            // An answer begins later than what it answers, not with it.
            let Some(by_s) = pairs::miss_s(Some(latest_start), Some(earliest), -1) else {
                continue;
            };
            if worst.as_ref().is_none_or(|worst| by_s > worst.by_s) {
                worst = Some(TooEarly { by_s, dates: [own, known] });
            }
        }
    }
    worst
}

/// The latest beginnings that the dates of an event allow: its own, and those of the steps that come after it.
fn latest_starts(timeline: &Timeline, event: EventId) -> Vec<(Edge, Dated<'_>)> {
    let mut found = Vec::new();
    if let Some(reading) = timeline.event(event).reading() {
        let dated = Dated { reading, span: places::date(timeline, event), moment: Moment::Start };
        found.extend(times::start_max(reading).map(|edge| (edge, dated)));
    }
    found.extend(
        steps(timeline, event)
            .filter_map(|dated| times::end_max(dated.reading).map(|edge| (edge, dated))),
    );
    found
}

/// The earliest times that the dates of an event allow for a moment of it: its own, and those of the steps on the way
/// there.
fn earliest(timeline: &Timeline, event: EventId, moment: Moment) -> Vec<(Edge, Dated<'_>)> {
    let mut found = Vec::new();
    if let Some(reading) = timeline.event(event).reading() {
        let edge = match moment {
            Moment::Start => times::start_min(reading),
            Moment::End | Moment::Passing(_) if timeline.event(event).dates_only_its_start() => {
                times::start_min(reading)
            }
            Moment::End | Moment::Passing(_) => times::end_min(reading),
        };
        let dated = Dated { reading, span: places::date(timeline, event), moment: Moment::Start };
        found.extend(edge.map(|edge| (edge, dated)));
    }
    let on_the_way = |step: Step| match moment {
        Moment::Start | Moment::End => false,
        Moment::Passing(Step::Published) => step == Step::Published,
        Moment::Passing(last) => step <= last,
    };
    let steps = steps(timeline, event).filter(|dated| match dated.moment {
        Moment::Passing(step) => on_the_way(step),
        Moment::Start | Moment::End => false,
    });
    found.extend(
        steps.filter_map(|dated| times::start_min(dated.reading).map(|edge| (edge, dated))),
    );
    found
}

fn steps(timeline: &Timeline, event: EventId) -> impl Iterator<Item = Dated<'_>> {
    passage::dated_steps(timeline, event).filter_map(|(_, passage)| {
        let reading = passage.when.reading.as_ref()?;
        Some(Dated { reading, span: passage.when.span, moment: Moment::Passing(passage.step) })
    })
}
