//! D408: the clocks of a place are not those of its longitude.

use crate::check::{Check, Evidence, Remarks, words};
use crate::date::Instant;
use crate::date::zone::Zone;
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Place, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D408"),
    name: "place-zone-clash",
    severity: Severity::Warning,
    summary: "the time zone of a place does not fit its longitude",
    explain: "\
A place has a `timezone` and a `location`, and its clocks differ by more than four hours from the sun at its
longitude. No country keeps such a time: western China, with three hours, comes nearest.

## Why it matters

A wrong zone moves every clock time at this place, and with it the order of events; a longitude with the
wrong sign puts the place in another part of the world.

## What to do

Correct the zone, or the location: latitude first, then longitude, east and north positive.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
places:
  hangzhou: { name: Hangzhou, timezone: Europe/Moscow, location: [30.27, 120.16] }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    place: hangzhou
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
places:
  hangzhou: { name: Hangzhou, timezone: Asia/Shanghai, location: [30.27, 120.16] }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    place: hangzhou
",
    run: Some(run),
};

/// How many seconds of a clock a degree of longitude is worth.
const SECONDS_PER_DEGREE: f64 = 240.0;
const DAY_S: f64 = 86_400.0;
/// Clocks may be so far from the sun: more than those of any country, summer time included.
const ALLOWED_S: f64 = 4.0 * 3600.0;

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let at = moment(timeline);
    for place in &timeline.places {
        let Some((zone, off_s)) = off_s(place, at) else { continue };
        if off_s > ALLOWED_S {
            let hours = (off_s / 3600.0).round();
            let diagnostic = CHECK
                .says(format!(
                    "the clocks of {} are {hours} h away from its sun",
                    words::quoted(&place.key)
                ))
                .at(place.span, format!("in {}", zone.label(at)))
                .help("correct `timezone`, or `location`: latitude first, then longitude");
            remarks.add(None, diagnostic);
        }
    }
}

/// An instant of the timeline, because the clocks of a zone change over the years.
fn moment(timeline: &Timeline) -> Instant {
    let dates = timeline.events.iter().filter_map(|event| event.reading());
    let mut starts = dates.filter_map(|date| date.hard.start_min);
    starts.next().unwrap_or(Instant::new(0))
}

/// By how much the clocks of a place differ from its mean sun.
fn off_s(place: &Place, at: Instant) -> Option<(Zone, f64)> {
    let (zone, (_, longitude)) = (place.zone?, place.location?);
    if zone.is_floating() {
        return None;
    }
    let off_s = f64::from(zone.offset_at(at)) - longitude * SECONDS_PER_DEGREE;
    // Beyond the date line clocks show the same hour on another day.
    let around = off_s.rem_euclid(DAY_S);
    Some((zone, around.min(DAY_S - around)))
}
