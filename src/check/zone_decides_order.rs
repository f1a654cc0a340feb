//! D105: which of two events came first depends on a zone that nobody has named.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::zone::Zone;
use crate::date::{Frame, Reading};
use crate::diagnostic::{Code, Severity};
use crate::order::Verdict;
use crate::timeline::EventId;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D105"),
    name: "zone-decides-order",
    severity: Severity::Warning,
    summary: "two events whose order turns on an unknown zone",
    explain: "\
One of two events has a clock time without a zone, anywhere: not in the date, not at the event, its place or the
file. The other one's zone is known, or it was read off another clock of unknown zone. In some zones of the world the
first one was over before the other began, and in others it is the other way round.

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
/// How far one clock can be ahead of another, in seconds.
const APART_S: i64 = 26 * 3600;

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let dated = timeline.event_ids().filter_map(|id| Some((id, timeline.event(id).reading()?)));
    let dated: Vec<(EventId, &Reading)> = dated.collect();
    let scale = |&(_, reading): &(EventId, &Reading)| reading.frame();
    let Some(first) = dated.first().map(scale) else { return };
    if dated.iter().all(|event| scale(event) == first) {
        return;
    }
    for &floating in dated.iter().filter(|event| scale(event) != Frame::Utc) {
        let others = dated.iter().filter(|&&(id, reading)| {
            // Of two clocks of unknown zone the later event is told of beside the earlier one.
            reading.frame() != floating.1.frame()
                && (reading.frame() == Frame::Utc || id > floating.0)
        });
        let mut found = others.filter_map(|&other| Some((other, flip(evidence, floating, other)?)));
        let Some((other, border_s)) = found.next() else { continue };
        let one = words::quoted(&timeline.event(floating.0).key);
        let two = words::quoted(&timeline.event(other.0).key);
        let (condition, its_zone) = match other.1.frame() {
            Frame::Utc => (
                format!("its zone is east of {}", Zone::Fixed(border_s as i32)),
                "its zone is known",
            ),
            Frame::Floating(_) => (ahead(border_s), "no zone, on another clock"),
        };
        let mut diagnostic = CHECK
            .says(format!("{one} is over before {two} only if {condition}"))
            .at(places::date(timeline, floating.0), "no zone")
            .at(places::date(timeline, other.0), its_zone)
            .help("name the zone: `timezone:` of the file or the place, or an offset in the date");
        match found.count() {
            0 => {}
            1 => diagnostic = diagnostic.note("so it is with 1 more event"),
            more => diagnostic = diagnostic.note(format!("so it is with {more} more events")),
        }
        remarks.add(Some(floating.0), diagnostic);
    }
}

/// How far its clock has to be ahead: `its clock is more than 3 h 30 min ahead of the other`.
fn ahead(border_s: i64) -> String {
    let (hours, minutes) = (border_s.abs() / 3600, border_s.abs() / 60 % 60);
    let minutes = if minutes == 0 { String::new() } else { format!(" {minutes} min") };
    match border_s {
        0 => "its clock is ahead of the other".to_owned(),
        ..0 => format!("its clock is less than {hours} h{minutes} behind the other"),
        1.. => format!("its clock is more than {hours} h{minutes} ahead of the other"),
    }
}

/// How far ahead of UTC, or of the other clock, the floating event's clock has to be at least for it to be over before
/// the other event begins, where another zone puts it after the other for certain; `None` where the zone does not
/// decide, or something else has.
fn flip(
    evidence: &Evidence<'_>,
    (floating, local): (EventId, &Reading),
    (fixed, other): (EventId, &Reading),
) -> Option<i64> {
    let (least_s, most_s) = match other.frame() {
        Frame::Utc => OFFSETS_S,
        Frame::Floating(_) => (-APART_S, APART_S),
    };
    let east_s = local.hard.end_max?.seconds() - other.hard.start_min?.seconds();
    let west_s = local.hard.start_min?.seconds() - other.hard.end_max?.seconds();
    let flips = east_s < most_s && west_s > least_s;
    let open = |one, other| evidence.order.order(one, other).verdict == Verdict::Possible;
    // Whole minutes: an offset has no seconds where zones have names.
    let border_s = (east_s.div_euclid(60) * 60).clamp(least_s, most_s);
    (flips && open(floating, fixed) && open(fixed, floating)).then_some(border_s)
}
