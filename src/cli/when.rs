//! Dates, bounds and lengths of time in words, for tables and answers.
//!
//! Days are written as ISO 8601 writes them, with the weekday behind: they sort, they align, and a reader sees
//! at once whether a Monday is meant.

use crate::date::civil::{Clock, Day, IsoYear, days_in_month};
use crate::date::zone::Zone;
use crate::date::{AnchorOrigin, Bounds, Civil, Edge, Frame, Instant, Limit, Precision, Reading};

/// A date as understood: `2016-09-05 Mon 17:00`, `2016-09`, `1978-09-05 – 1978-09-17`.
///
/// A date that is approximate ends in `~`, a doubtful one in `?`, one that is both in `%`. The offset is added
/// behind a clock time where the zone is not the usual one.
pub fn reading(reading: &Reading, usual: Zone) -> String {
    let civil = &reading.civil;
    let mut text = match (civil.first, civil.last) {
        (_, Some(last)) if civil.limit == Some(Limit::By) => {
            format!("by {}", moment(last, civil.last_clock))
        }
        (_, Some(last)) if civil.limit == Some(Limit::Before) => {
            format!("before {}", moment(last, civil.last_clock))
        }
        (Some(first), _) if civil.limit == Some(Limit::After) => {
            format!("after {}", moment(first, civil.first_clock))
        }
        (Some(first), Some(last)) => days(civil, first, last),
        (Some(first), None) if civil.ongoing => {
            format!("since {}", moment(first, civil.first_clock))
        }
        (Some(first), None) => format!("from {}", moment(first, civil.first_clock)),
        (None, Some(last)) => format!("until {}", moment(last, civil.last_clock)),
        (None, None) => "open".to_owned(),
    };
    // The marks of EDTF: a date may be approximate, doubtful, or both.
    text.push_str(match (civil.approximate, civil.uncertain) {
        (true, true) => " %",
        (true, false) => " ~",
        (false, true) => " ?",
        (false, false) => "",
    });
    match reading.edge {
        Some(Edge::Earlier) => text.push_str(" before it was told"),
        Some(Edge::Later) => text.push_str(" after it was told"),
        None => {}
    }
    let clock = civil.first_clock.or(civil.last_clock);
    if clock.is_some() && reading.zone != usual && !reading.zone.is_floating() {
        let at = reading.hard.start_min.or(reading.hard.end_max).unwrap_or(Instant::new(0));
        text.push_str(&format!(" {}", Zone::Fixed(reading.zone.offset_at(at))));
    }
    text
}

fn days(civil: &Civil, first: Day, last: Day) -> String {
    let (year, month, _) = first.ymd();
    let whole_month = Day::from_ymd(year, month, 1) == Some(first)
        && Day::from_ymd(year, month, days_in_month(year, month)) == Some(last);
    let whole_year =
        Day::from_ymd(year, 1, 1) == Some(first) && Day::from_ymd(year, 12, 31) == Some(last);
    match (civil.precision, civil.part) {
        (Precision::Year, _) if whole_year => IsoYear(year).to_string(),
        (Precision::Month, _) if whole_month => format!("{}-{month:02}", IsoYear(year)),
        // A night reaches into the next day, and is named by the day that it began on.
        (_, Some(part)) if !civil.interval => format!("{} {}", day(first), part.word()),
        _ if first == last => match (civil.first_clock, civil.last_clock) {
            (Some(from), Some(to)) if from != to => format!("{} {from}–{to}", day(first)),
            (clock, _) => moment(first, clock),
        },
        _ => format!("{} – {}", side(first, civil.first_clock), side(last, civil.last_clock)),
    }
}

/// `2016-09-05 Mon`
pub fn day(day: Day) -> String {
    format!("{day} {}", day.weekday().short_name())
}

/// One end of a range, without the weekday: a table has not that much room.
fn side(at: Day, clock: Option<Clock>) -> String {
    match clock {
        Some(clock) => format!("{at} {clock}"),
        None => at.to_string(),
    }
}

fn moment(at: Day, clock: Option<Clock>) -> String {
    match clock {
        Some(clock) => format!("{} {clock}", day(at)),
        None => day(at),
    }
}

/// What is known of when an undated event was, from everything else: `[2016-09-04 … 2016-09-05]`,
/// `[from 2016-09-04]`, `undated`.
pub fn inferred(bounds: &Bounds, zone: Zone) -> String {
    let day = |instant: Instant| zone.local(instant).day();
    match (bounds.start_min.map(day), bounds.end_max.map(day)) {
        (Some(first), Some(last)) if first == last => format!("[{first}]"),
        (Some(first), Some(last)) => format!("[{first} … {last}]"),
        (Some(first), None) => format!("[from {first}]"),
        (None, Some(last)) => format!("[until {last}]"),
        (None, None) => "undated".to_owned(),
    }
}

/// An instant on the clocks of a zone: `2016-09-05 Mon 17:00:30`; whole minutes without seconds.
pub fn instant(at: Instant, zone: Zone) -> String {
    let local = zone.local(at);
    let of_day = local.0.rem_euclid(86_400);
    let second = of_day % 60;
    let clock = Clock {
        hour: (of_day / 3600) as u8,
        minute: (of_day / 60 % 60) as u8,
        second: (second != 0).then_some(second as u8),
    };
    moment(local.day(), Some(clock))
}

/// The zone to show instants of a scale in: instants of no zone are shown as they are.
pub fn zone_of(frame: Frame, usual: Zone) -> Zone {
    match frame {
        Frame::Utc if usual.is_floating() => Zone::Fixed(0),
        Frame::Utc => usual,
        Frame::Floating(clock) => Zone::Floating(clock),
    }
}

/// A length of time in its two greatest units: `2 days 3 h`, `1 h 30 min`, `0 s`.
pub fn seconds(length_s: i64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "day"), (3600, "h"), (60, "min"), (1, "s")];
    let mut rest = length_s.unsigned_abs();
    let mut parts = Vec::new();
    for (unit, name) in UNITS {
        let count = rest / unit;
        rest %= unit;
        if count > 0 {
            let plural = if name == "day" && count > 1 { "s" } else { "" };
            parts.push(format!("{count} {name}{plural}"));
        }
        if parts.len() == 2 {
            break;
        }
    }
    if parts.is_empty() {
        return "0 s".to_owned();
    }
    let sign = if length_s < 0 { "−" } else { "" };
    format!("{sign}{}", parts.join(" "))
}

/// The rule by which a text became a date, what it was counted from, and in which zone:
/// `[R1, anchor: timeline 2016-09-05, Asia/Shanghai]`.
pub fn how(reading: &Reading) -> String {
    let mut parts = vec![reading.rule.code().to_owned()];
    if let Some(anchor) = reading.anchor {
        let clock = anchor.at.map(|at| format!(" {}", reading.zone.local(at).clock()));
        let clock = clock.unwrap_or_default();
        parts.push(format!("anchor: {} {}{clock}", anchor_word(anchor.origin), anchor.day));
    }
    parts.push(reading.zone.to_string());
    format!("[{}]", parts.join(", "))
}

/// Whose day was counted from, in one word.
pub fn anchor_word(origin: AnchorOrigin) -> &'static str {
    match origin {
        AnchorOrigin::Event => "event",
        AnchorOrigin::Timeline => "timeline",
        AnchorOrigin::Dateline => "dateline",
        AnchorOrigin::Published => "published",
    }
}

/// Whose day was counted from, in a sentence.
pub fn anchor_origin(origin: AnchorOrigin) -> &'static str {
    match origin {
        AnchorOrigin::Event => "the event's anchor",
        AnchorOrigin::Timeline => "the timeline's anchor",
        AnchorOrigin::Dateline => "the source's dateline",
        AnchorOrigin::Published => "the source's day of publication",
    }
}

#[cfg(test)]
mod tests {
    use super::{instant, seconds};
    use crate::date::Instant;
    use crate::date::zone::Zone;

    #[test]
    fn lengths_have_two_units_at_most() {
        for (length_s, expected) in [
            (0, "0 s"),
            (5400, "1 h 30 min"),
            (-86_400, "−1 day"),
            (183_661, "2 days 3 h"),
            (59, "59 s"),
        ] {
            assert_eq!(seconds(length_s), expected);
        }
        assert!(seconds(i64::MIN).starts_with('−'));
    }

    #[test]
    fn instants_are_on_the_clocks_of_the_zone() {
        let at = Instant::new(1_473_066_000);
        assert_eq!(instant(at, Zone::Fixed(8 * 3600)), "2016-09-05 Mon 17:00");
        assert_eq!(instant(Instant::new(-1), Zone::Fixed(0)), "1969-12-31 Wed 23:59:59");
    }
}
