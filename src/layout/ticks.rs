//! Calendar ticks: where days, months, years, hours and minutes begin on an axis, and which of them have room.
//!
//! A tick is put where its instant truly lies, or not at all. Each stretch of the axis has the finest unit that its
//! scale has room for, from a minute to a thousand years; where two labels would meet, the coarser unit stays.

use crate::date::civil::{Day, month_short_name};
use crate::date::zone::Zone;
use crate::date::{Instant, print};
use crate::layout::Tick;
use crate::layout::axis::Axis;

/// A calendar unit, and how many of it lie between ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minutes(i64),
    Hours(i64),
    Days,
    /// Mondays.
    Weeks,
    Months(i32),
    Years(i32),
}

/// Every unit with its length in seconds, the shortest first.
const UNITS: [(Unit, i64); 23] = [
    (Unit::Minutes(1), 60),
    (Unit::Minutes(5), 300),
    (Unit::Minutes(15), 900),
    (Unit::Minutes(30), 1_800),
    (Unit::Hours(1), 3_600),
    (Unit::Hours(3), 10_800),
    (Unit::Hours(6), 21_600),
    (Unit::Hours(12), 43_200),
    (Unit::Days, 86_400),
    (Unit::Weeks, 604_800),
    (Unit::Months(1), 2_629_746),
    (Unit::Months(3), 7_889_238),
    (Unit::Months(6), 15_778_476),
    (Unit::Years(1), 31_556_952),
    (Unit::Years(2), 63_113_904),
    (Unit::Years(5), 157_784_760),
    (Unit::Years(10), 315_569_520),
    (Unit::Years(20), 631_139_040),
    (Unit::Years(50), 1_577_847_600),
    (Unit::Years(100), 3_155_695_200),
    (Unit::Years(200), 6_311_390_400),
    (Unit::Years(500), 15_778_476_000),
    (Unit::Years(1000), 31_556_952_000),
];

/// At most so many ticks are looked at in one stretch.
const STRETCH_MAX: usize = 2_000;

/// A tick that may get a place.
struct Candidate {
    /// 0 for the beginning of a year, 4 for a minute.
    rank: u8,
    at: Instant,
    along: f64,
    label: String,
}

/// The ticks of an axis in the clocks of a zone. `room_px` is what a label takes along the axis, with a blank
/// around it; `taken` are positions that stand for something else, with half of what they take.
pub fn ticks(
    axis: &Axis,
    zone: Zone,
    room_px: &dyn Fn(&str) -> f64,
    taken: &[(f64, f64)],
) -> Vec<Tick> {
    let mut candidates = Vec::new();
    let ends = axis
        .stretches()
        .fold((i64::MAX, i64::MIN), |ends, ((from, to), _)| (ends.0.min(from), ends.1.max(to)));
    if ends.0 >= ends.1 {
        return Vec::new();
    }
    let year = |at: i64| zone.local(Instant::new(at)).day().ymd().0;
    let spans_years = year(ends.0) != year(ends.1);
    let least_px = room_px("00:00").max(24.0);
    for ((from, to), (from_px, to_px)) in axis.stretches() {
        let px_per_s = (to_px - from_px) / (to - from) as f64;
        let Some((unit, _)) =
            UNITS.iter().find(|(_, length_s)| *length_s as f64 * px_per_s >= least_px)
        else {
            continue;
        };
        for at in beginnings(*unit, zone, from, to) {
            let (rank, label) = label(zone, at, spans_years);
            candidates.push(Candidate { rank, at, along: axis.position_px(at.seconds()), label });
        }
    }
    candidates.sort_by_key(|candidate| (candidate.rank, candidate.at));
    let mut occupied: Vec<(f64, f64)> = taken.to_vec();
    let mut ticks: Vec<Tick> = Vec::new();
    for Candidate { at, along, label, .. } in candidates {
        let half = room_px(&label) / 2.0;
        if occupied.iter().all(|(middle, other)| (along - middle).abs() >= half + other) {
            occupied.push((along, half));
            ticks.push(Tick { along, label, at: Some(at) });
        }
    }
    ticks.sort_by_key(|tick| tick.at);
    ticks
}

/// The instants from `from` to `to` at which a unit begins on the clocks of a zone.
fn beginnings(unit: Unit, zone: Zone, from: i64, to: i64) -> Vec<Instant> {
    let (first, last) = (zone.local(Instant::new(from)).day(), zone.local(Instant::new(to)).day());
    let midnight = |day: Day| zone.earliest(day.first_second());
    let days = |step: i32, from: Day| (0..).map(move |n| from.plus_days(n * step));
    let instants: Vec<Instant> = match unit {
        Unit::Minutes(count) => of_day(zone, first, last, count * 60, from, to),
        Unit::Hours(count) => of_day(zone, first, last, count * 3_600, from, to),
        Unit::Days => days(1, first).take_while(|day| *day <= last).map(midnight).collect(),
        Unit::Weeks => {
            let monday = first.on_or_before(crate::date::civil::Weekday::Monday);
            days(7, monday).take_while(|day| *day <= last).map(midnight).collect()
        }
        Unit::Months(count) => {
            let (year, month, _) = first.ymd();
            let number = year * 12 + i32::from(month) - 1;
            let start = number.div_euclid(count) * count;
            let month = |number: i32| {
                Day::from_ymd(number.div_euclid(12), number.rem_euclid(12) as u8 + 1, 1)
            };
            (0..)
                .map_while(|n| month(start + n * count))
                .take_while(|day| *day <= last)
                .map(midnight)
                .collect()
        }
        Unit::Years(count) => {
            let start = first.ymd().0.div_euclid(count) * count;
            (0..)
                .map_while(|n| Day::from_ymd(start + n * count, 1, 1))
                .take_while(|day| *day <= last)
                .map(midnight)
                .collect()
        }
    };
    instants
        .into_iter()
        .filter(|at| (from..=to).contains(&at.seconds()))
        .take(STRETCH_MAX)
        .collect()
}

/// Clock times that are a multiple of `step_s` from midnight.
fn of_day(zone: Zone, first: Day, last: Day, step_s: i64, from: i64, to: i64) -> Vec<Instant> {
    let mut instants = Vec::new();
    let mut day = first;
    while day <= last && instants.len() < STRETCH_MAX {
        let times = (0..86_400 / step_s).map(|n| day.first_second().plus_s(n * step_s));
        let instant = |local| zone.earliest(local);
        instants.extend(times.map(instant).filter(|at| (from..=to).contains(&at.seconds())));
        day = day.plus_days(1);
    }
    instants
}

/// How coarse the unit is that begins at an instant, and what a tick there is called.
fn label(zone: Zone, at: Instant, spans_years: bool) -> (u8, String) {
    let local = zone.local(at);
    let day = local.day();
    let (year, month, of_month) = day.ymd();
    let second = local.0 - day.first_second().0;
    match (second, of_month, month) {
        (0, 1, 1) if spans_years => (0, print::year(year)),
        (0, 1, _) if spans_years => {
            (1, format!("{} {}", month_short_name(month), print::year(year)))
        }
        (0, _, _) => (if of_month == 1 { 1 } else { 2 }, print::short_day(day)),
        (second, _, _) if second % 3_600 == 0 => (3, local.clock().to_string()),
        _ => (4, local.clock().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::ticks;
    use crate::date::zone::Zone;
    use crate::layout::axis::{Need, linear};

    /// Labels on an axis of `length_px` from one instant to another, each taking 40 px.
    fn labels(from: i64, to: i64, length_px: f64) -> Vec<String> {
        let need = |at_s| Need { at_s, least_px: 10.0, cap_px: 10.0 };
        let axis = linear(&[need(from), need(to)], 0.0, length_px);
        let zone = Zone::parse("UTC").expect("a zone");
        let found = ticks(&axis, zone, &|_| 40.0, &[]);
        for tick in &found {
            let at = tick.at.expect("an instant").seconds();
            let exact = (at - from) as f64 * length_px / (to - from) as f64;
            assert!((tick.along - exact).abs() < 1e-6, "{tick:?} lies at {exact}");
        }
        assert!(found.windows(2).all(|pair| pair[1].along - pair[0].along >= 40.0 - 1e-9));
        found.into_iter().map(|tick| tick.label).collect()
    }

    const DAY: i64 = 86_400;

    #[test]
    fn from_minutes_to_centuries() {
        // 2016-09-05 is the day 17049.
        let monday = 17_049 * DAY;
        assert_eq!(labels(monday + 36_000, monday + 36_600, 100.0), ["10:00", "10:05", "10:10"]);
        assert_eq!(
            labels(monday + 36_000, monday + 46_800, 200.0),
            ["10:00", "11:00", "12:00", "13:00"]
        );
        assert_eq!(labels(monday, monday + 3 * DAY, 200.0), ["5 Sep", "6 Sep", "7 Sep", "8 Sep"]);
        assert_eq!(
            labels(monday, monday + 21 * DAY, 160.0),
            ["5 Sep", "12 Sep", "19 Sep", "26 Sep"]
        );
        assert_eq!(labels(monday, monday + 100 * DAY, 200.0), ["1 Oct", "1 Nov", "1 Dec"]);
        let years = labels(monday, monday + 1_500 * DAY, 200.0);
        assert_eq!(years, ["2017", "2018", "2019", "2020"]);
        let centuries = labels(-400 * 365 * DAY, 0, 200.0);
        assert_eq!(centuries, ["1600", "1700", "1800", "1900"]);
    }
}
