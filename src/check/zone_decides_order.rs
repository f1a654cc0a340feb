//! D105: which of two events came first depends on a zone that nobody has named.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::zone::Zone;
use crate::date::{Frame, Reading};
use crate::diagnostic::{Code, Severity};
use crate::order::Verdict;
use crate::timeline::{EventId, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D105"),
    name: "zone-decides-order",
    severity: Severity::Warning,
    summary: "two events whose order turns on the unknown zone of one of them",
    explain: "\
One of two events has a clock time without a zone, anywhere: not in the date, not at the event, its place or the
file. The other one's zone is known. In some zones of the world the first one was over before the other began, and in
others it is the other way round.

## Why it matters

A clock time without its zone is 26 hours wide. Read beside others it looks as exact as they are, and every reader
takes it for his own time.

## What to do

Name the zone: of the whole file (`timezone:`), of the place, or in the date. A telegram bears the time of the place
that it was sent from.
",
    example: "\
title: Two cables
places:
  moscow: { name: Moscow, timezone: Europe/Moscow }
events:
  - id: cable
    kind: message
    date: 1962-10-26 18:00
  - id: reply
    kind: message
    place: moscow
    date: 1962-10-26 23:00
",
    cure: "\
title: Two cables
timezone: America/New_York
places:
  moscow: { name: Moscow, timezone: Europe/Moscow }
events:
  - id: cable
    kind: message
    date: 1962-10-26 18:00
  - id: reply
    kind: message
    place: moscow
    date: 1962-10-26 23:00
",
    run: Some(run),
};

/// Offsets that clocks can have, in seconds: UTC−12 to UTC+14.
const OFFSETS_S: (i64, i64) = (-12 * 3600, 14 * 3600);

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let of = |frame| {
        let ids = timeline.event_ids();
        ids.filter(move |&id| {
            timeline.event(id).reading().is_some_and(|reading| reading.frame == frame)
        })
    };
    if of(Frame::Floating).next().is_none() || of(Frame::Utc).next().is_none() {
        return;
    }
    for floating in of(Frame::Floating) {
        let mut found =
            of(Frame::Utc).filter_map(|fixed| Some((fixed, flip(evidence, floating, fixed)?)));
        let Some((fixed, border_s)) = found.next() else { continue };
        let (one, other) = (&timeline.event(floating).key, &timeline.event(fixed).key);
        let (one, other) = (words::quoted(one), words::quoted(other));
        let border = Zone::Fixed(border_s as i32);
        let mut diagnostic = CHECK
            .says(format!("{one} is over before {other} only if its zone is east of {border}"))
            .at(places::date(timeline, floating), "no zone")
            .at(places::date(timeline, fixed), "its zone is known")
            .help("name the zone: `timezone:` of the file or the place, or an offset in the date");
        match found.count() {
            0 => {}
            1 => diagnostic = diagnostic.note("so it is with 1 more event"),
            more => diagnostic = diagnostic.note(format!("so it is with {more} more events")),
        }
        remarks.add(Some(floating), diagnostic);
    }
}

/// The offset east of which the floating event is over before the other one begins, where another one puts it after
/// the other for certain; `None` where the zone does not decide, or something else has.
fn flip(evidence: &Evidence<'_>, floating: EventId, fixed: EventId) -> Option<i64> {
    let (local, utc) = (reading(evidence.timeline, floating)?, reading(evidence.timeline, fixed)?);
    let east_s = local.hard.end_max?.0 - utc.hard.start_min?.0;
    let west_s = local.hard.start_min?.0 - utc.hard.end_max?.0;
    let flips = east_s < OFFSETS_S.1 && west_s > OFFSETS_S.0;
    let open = |one, other| evidence.order.order(one, other).verdict == Verdict::Possible;
    // Whole minutes: an offset has no seconds where zones have names.
    let border_s = (east_s.div_euclid(60) * 60).clamp(OFFSETS_S.0, OFFSETS_S.1);
    (flips && open(floating, fixed) && open(fixed, floating)).then_some(border_s)
}

fn reading(timeline: &Timeline, id: EventId) -> Option<&Reading> {
    timeline.event(id).reading()
}
