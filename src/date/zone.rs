//! Time zones: fixed offsets, IANA names, or none at all. Wraps `chrono-tz`.
//!
//! A zone turns seconds of a wall clock ([`Local`]) into instants and back. Where a clock was put forward
//! or back, one wall-clock second has no instant or two; [`Zone::earliest`] and [`Zone::latest`] then
//! give the outermost ones, so that a window read off a clock never comes out too narrow.

use crate::date::civil::{Clock, DAY_S, Day, Local};
use crate::date::merged_zones::merged_with;
use crate::date::{Frame, Instant};
use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use std::fmt;
use std::str::FromStr;

/// The zone of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Seconds east of Greenwich.
    Fixed(i32),
    /// A zone of the IANA database.
    Named(NamedZone),
    /// Nobody said; but dates that were read off one clock are known to be on one clock.
    Floating(LocalClock),
}

/// A clock of which nobody said the zone: dates on one such clock compare exactly, dates on two only to within the
/// span of the world's zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LocalClock(pub u32);

impl LocalClock {
    /// The one that is meant where a file says nothing of zones at all.
    pub const COMMON: LocalClock = LocalClock(0);
}

impl Default for Zone {
    fn default() -> Zone {
        Zone::Floating(LocalClock::COMMON)
    }
}

/// An entry of the IANA time-zone database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedZone(pub(super) chrono_tz::Tz);

/// What a change of clocks does to a second of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockChange {
    /// The clocks went past it.
    Skipped {
        /// What they showed before the change, counted back as far as they were put forward.
        before: Local,
        /// What they showed after it.
        after: Local,
    },
    /// The clocks showed it two times.
    Twice {
        /// Seconds ahead of UTC the first time.
        first_offset_s: i32,
        /// Seconds ahead of UTC the second time.
        second_offset_s: i32,
    },
}

/// Greenwich.
pub const UTC: Zone = Zone::Fixed(0);

/// Offsets that clocks have: twelve hours behind Greenwich to fourteen hours ahead.
const OFFSETS_S: std::ops::RangeInclusive<i32> = -12 * 3600..=14 * 3600;

impl Zone {
    /// The scale of instants in this zone.
    pub fn frame(self) -> Frame {
        match self {
            Zone::Fixed(_) | Zone::Named(_) => Frame::Utc,
            Zone::Floating(clock) => Frame::Floating(clock),
        }
    }

    /// Reads a zone: an IANA name in any case (`Asia/Shanghai`), an offset (`+08:00`, `+0800`, `+08`, `+8`,
    /// also after `UTC` or `GMT`), `UTC`, `GMT` or `Z`.
    ///
    /// `None` for anything else, offsets outside −12:00…+14:00 included; [`nearest`] may know what was meant.
    pub fn parse(text: &str) -> Option<Zone> {
        if ["Z", "UTC", "GMT"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Some(UTC);
        }
        if let Some(offset) = parse_offset(text) {
            return Some(offset);
        }
        if let Some(prefix) = text.get(..3)
            && (prefix.eq_ignore_ascii_case("UTC") || prefix.eq_ignore_ascii_case("GMT"))
            && let Some(offset) = parse_offset(&text[3..])
        {
            return Some(offset);
        }
        let exact = chrono_tz::Tz::from_str(text).ok();
        let known = exact.or_else(|| {
            let mut all = chrono_tz::TZ_VARIANTS.iter();
            all.find(|zone| zone.name().eq_ignore_ascii_case(text)).copied()
        });
        known.map(|zone| Zone::Named(NamedZone(zone)))
    }

    /// The mean time of a longitude in degrees, east positive: what clocks showed before there were zones.
    pub fn mean_time(longitude: f64) -> Zone {
        const SECONDS_PER_DEGREE: f64 = 240.0;
        Zone::Fixed((longitude * SECONDS_PER_DEGREE).round() as i32)
    }

    /// Whether nobody said which zone it is.
    pub fn is_floating(self) -> bool {
        matches!(self, Zone::Floating(_))
    }

    /// Seconds that clocks of this zone are ahead of UTC at an instant; 0 for a floating zone.
    pub fn offset_at(self, instant: Instant) -> i32 {
        match self {
            Zone::Fixed(offset_s) => offset_s,
            Zone::Named(NamedZone(zone)) => {
                let seconds = instant.seconds().clamp(EXTREME_S.0, EXTREME_S.1);
                let utc = naive(seconds);
                zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
            }
            Zone::Floating(_) => 0,
        }
    }

    /// What clocks of this zone show at an instant.
    pub fn local(self, instant: Instant) -> Local {
        Local(instant.seconds().saturating_add(i64::from(self.offset_at(instant))))
    }

    /// The earliest instant at which a clock of this zone can show `local`.
    ///
    /// A second that a clock shows twice gives the first one; a second that it skips is reckoned as if the
    /// clock had been put forward already. For a floating zone, the local second itself.
    pub fn earliest(self, local: Local) -> Instant {
        let (least_s, greatest_s) = self.offsets_around(local);
        Instant::new(local.0.saturating_sub(i64::from(least_s.max(greatest_s))))
    }

    /// The latest instant at which a clock of this zone can show `local`; see [`Zone::earliest`].
    pub fn latest(self, local: Local) -> Instant {
        let (least_s, greatest_s) = self.offsets_around(local);
        Instant::new(local.0.saturating_sub(i64::from(least_s.min(greatest_s))))
    }

    /// What is odd about `local` on the clocks of this zone; `None` where they showed it once, as they do nearly always.
    pub fn change_at(self, local: Local) -> Option<ClockChange> {
        let Zone::Named(NamedZone(zone)) = self else {
            return None;
        };
        let clock = naive(local.0.clamp(EXTREME_S.0, EXTREME_S.1));
        match zone.offset_from_local_datetime(&clock) {
            MappedLocalTime::Single(_) => None,
            MappedLocalTime::Ambiguous(one, other) => {
                let (one, other) = (one.fix().local_minus_utc(), other.fix().local_minus_utc());
                // The clock that is further ahead reads a time earlier.
                let (first_offset_s, second_offset_s) = (one.max(other), one.min(other));
                Some(ClockChange::Twice { first_offset_s, second_offset_s })
            }
            MappedLocalTime::None => Some(ClockChange::Skipped {
                before: self.local(self.earliest(local)),
                after: self.local(self.latest(local)),
            }),
        }
    }

    /// The zone whose clocks this one is given before 1970, where the database has no history of its own for it.
    pub fn merged_with(self) -> Option<&'static str> {
        match self {
            Zone::Named(NamedZone(zone)) => merged_with(zone.name()),
            Zone::Fixed(_) | Zone::Floating(_) => None,
        }
    }

    /// The first and the last instant that a clock time of a day can name: a whole minute where no seconds
    /// were written.
    pub fn to_utc(self, day: Day, clock: Clock) -> (Instant, Instant) {
        let midnight = day.first_second();
        (
            self.earliest(midnight.plus_s(clock.first_second_s())),
            self.latest(midnight.plus_s(clock.last_second_s())),
        )
    }

    /// The zone with its offset, for captions: `Asia/Shanghai (UTC+8)`, `UTC−4`, `UTC`. The offset is the
    /// one at `at`: clocks change.
    pub fn label(self, at: Instant) -> String {
        match self {
            Zone::Fixed(offset_s) => UtcOffset(offset_s).to_string(),
            Zone::Named(NamedZone(zone)) => {
                format!("{} ({})", zone.name(), UtcOffset(self.offset_at(at)))
            }
            Zone::Floating(_) => "local time".to_owned(),
        }
    }

    /// The offsets before and after the change of clocks that `local` falls into; equal at all other times.
    fn offsets_around(self, local: Local) -> (i32, i32) {
        let Zone::Named(NamedZone(zone)) = self else {
            let offset_s = self.offset_at(Instant::new(local.0));
            return (offset_s, offset_s);
        };
        let clock = naive(local.0.clamp(EXTREME_S.0, EXTREME_S.1));
        match zone.offset_from_local_datetime(&clock) {
            MappedLocalTime::Single(offset) => {
                let offset_s = offset.fix().local_minus_utc();
                (offset_s, offset_s)
            }
            MappedLocalTime::Ambiguous(one, other) => {
                (one.fix().local_minus_utc(), other.fix().local_minus_utc())
            }
            // Offsets lie within sixteen hours of UTC, so a day to either side is past the change.
            MappedLocalTime::None => (
                self.offset_at(Instant::new(local.0.saturating_sub(DAY_S))),
                self.offset_at(Instant::new(local.0.saturating_add(DAY_S))),
            ),
        }
    }
}

/// As [`Zone::parse`] reads it: `+08:00`, `UTC`, `Europe/Paris`; `local time` for a floating zone.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Fixed(0) => f.write_str("UTC"),
            Zone::Fixed(offset_s) => {
                let sign = if *offset_s < 0 { '-' } else { '+' };
                let (minutes, seconds) =
                    (offset_s.unsigned_abs() / 60, offset_s.unsigned_abs() % 60);
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)?;
                if seconds > 0 { write!(f, ":{seconds:02}") } else { Ok(()) }
            }
            Zone::Named(NamedZone(zone)) => f.write_str(zone.name()),
            Zone::Floating(_) => f.write_str("local time"),
        }
    }
}

/// The IANA name nearest to a misspelt one, if one is near: `Asia/Shangai` → `Asia/Shanghai`. A city alone
/// finds its zone: `Shanghai` → `Asia/Shanghai`.
pub fn nearest(text: &str) -> Option<String> {
    /// Below this, names have little more in common than their continent.
    const LEAST_LIKENESS: f64 = 0.84;
    let wanted = text.trim().replace(' ', "_").to_ascii_lowercase();
    if wanted.len() < 3 || wanted.len() > 64 {
        return None;
    }
    let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city =
        |name: &&str| name.rsplit('/').next().is_some_and(|c| c.eq_ignore_ascii_case(&wanted));
    if let Some(name) = names().find(city) {
        return Some(name.to_owned());
    }
    let likeness = |name: &str| {
        let name = name.to_ascii_lowercase();
        let last = name.rsplit('/').next().unwrap_or(&name);
        let whole = strsim::normalized_damerau_levenshtein(&wanted, &name);
        if wanted.contains('/') {
            whole
        } else {
            whole.max(strsim::normalized_damerau_levenshtein(&wanted, last))
        }
    };
    // Of equally near names the first of the database's order is kept, so the answer never varies.
    let mut best = (LEAST_LIKENESS, None);
    for name in names() {
        let like = likeness(name);
        if like > best.0 {
            best = (like, Some(name));
        }
    }
    best.1.map(str::to_owned)
}

/// An offset in the manner of captions: `UTC+8`, `UTC+5:30`, `UTC−4`.
struct UtcOffset(i32);

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.unsigned_abs();
        let sign = match self.0 {
            0 => return f.write_str("UTC"),
            ..0 => '−',
            1.. => '+',
        };
        write!(f, "UTC{sign}{}", seconds / 3600)?;
        match (seconds / 60 % 60, seconds % 60) {
            (0, 0) => Ok(()),
            (minutes, 0) => write!(f, ":{minutes:02}"),
            // Local mean times, before zones were agreed on.
            (minutes, seconds) => write!(f, ":{minutes:02}:{seconds:02}"),
        }
    }
}

/// Reads `+08:00`, `+0800`, `+08`, `+8` or, of local mean times, `+00:19:32`; the minus sign may be the true one
/// (U+2212).
fn parse_offset(text: &str) -> Option<Zone> {
    let (sign, digits) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-').or_else(|| text.strip_prefix('−'))?),
    };
    let (hours, rest) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 4) => (digits.get(..2)?, digits.get(2..)?),
        (None, _) => (digits, "00"),
    };
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    let number = |text: &str| -> Option<i32> {
        let plain = text.bytes().all(|b| b.is_ascii_digit());
        if plain { text.parse().ok() } else { None }
    };
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || seconds.len() != 2 {
        return None;
    }
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    let offset_s = sign * (hours * 3600 + minutes * 60 + seconds);
    (minutes < 60 && seconds < 60 && OFFSETS_S.contains(&offset_s)).then_some(Zone::Fixed(offset_s))
}

/// The instants that `chrono` can reckon with, a few days inside its own limits.
const EXTREME_S: (i64, i64) = (-8_334_000_000_000, 8_210_000_000_000);

/// The wall-clock form of a count of seconds inside [`EXTREME_S`].
fn naive(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc()
}

#[cfg(test)]
mod tests {
    use crate::date::Instant;
    use crate::date::civil::{Clock, Day, Local};
    use crate::date::zone::{UTC, Zone, nearest};

    fn zone(text: &str) -> Zone {
        Zone::parse(text).expect(text)
    }

    fn local(year: i32, month: u8, day: u8, hour: i64, minute: i64) -> Local {
        let day = Day::from_ymd(year, month, day).expect("a day");
        day.first_second().plus_s(hour * 3600 + minute * 60)
    }

    #[test]
    fn zones_are_read() {
        for text in ["+08:00", "+0800", "+08", "+8", "UTC+8", "gmt+08:00"] {
            assert_eq!(zone(text), Zone::Fixed(28_800), "{text}");
        }
        assert_eq!(zone("−04:00"), Zone::Fixed(-14_400));
        assert_eq!(zone("+00:19:32").to_string(), "+00:19:32");
        assert_eq!(zone("z"), UTC);
        assert_eq!(zone("asia/shanghai").to_string(), "Asia/Shanghai");
        for text in ["", "+", "+15", "+08:60", "+008", "+8:0", "+-8", "Asia/Shangai", "é+8", "UT€"]
        {
            assert_eq!(Zone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        assert_eq!(nearest("Asia/Shangai").as_deref(), Some("Asia/Shanghai"));
        assert_eq!(nearest("Shanghai").as_deref(), Some("Asia/Shanghai"));
        assert_eq!(nearest("New York").as_deref(), Some("America/New_York"));
        assert_eq!(nearest("Hangzhou"), None);
        assert_eq!(nearest("x"), None);
    }

    #[test]
    fn a_clock_shown_twice_gives_both_instants() {
        let paris = zone("Europe/Paris");
        let twice = local(2016, 10, 30, 2, 30);
        assert_eq!(paris.latest(twice).seconds() - paris.earliest(twice).seconds(), 3600);
    }

    #[test]
    fn a_skipped_clock_gives_the_widest_window() {
        let paris = zone("Europe/Paris");
        let skipped = local(2016, 3, 27, 2, 30);
        // 02:30 never was: 01:30 and 03:30 by the clocks on either side.
        assert_eq!(paris.local(paris.earliest(skipped)), local(2016, 3, 27, 1, 30));
        assert_eq!(paris.local(paris.latest(skipped)), local(2016, 3, 27, 3, 30));
        // Samoa crossed the date line: the whole of 30 December 2011 was skipped.
        let apia = zone("Pacific/Apia");
        let skipped = local(2011, 12, 30, 12, 0);
        assert!(apia.earliest(skipped) < apia.latest(skipped));
    }

    #[test]
    fn ordinary_clock_times_are_one_minute_wide() {
        let clock = Clock { hour: 17, minute: 0, second: None };
        let day = Day::from_ymd(2016, 9, 5).expect("a day");
        let (first, last) = zone("Asia/Shanghai").to_utc(day, clock);
        assert_eq!((first, last.seconds() - first.seconds()), (Instant::new(1_473_066_000), 59));
    }

    #[test]
    fn captions_name_the_offset() {
        let summer = Instant::new(1_473_066_000);
        assert_eq!(zone("Asia/Shanghai").label(summer), "Asia/Shanghai (UTC+8)");
        assert_eq!(zone("Europe/Paris").label(summer), "Europe/Paris (UTC+2)");
        assert_eq!(zone("Asia/Kolkata").label(summer), "Asia/Kolkata (UTC+5:30)");
        assert_eq!(zone("-04:00").label(summer), "UTC−4");
        assert_eq!(
            zone("America/New_York").label(Instant::new(-4_000_000_000)),
            "America/New_York (UTC−4:56:02)"
        );
    }

    #[test]
    fn extreme_instants_do_not_panic() {
        for text in ["Asia/Shanghai", "+14:00"] {
            for seconds in [i64::MIN, i64::MAX] {
                let _ = (zone(text).earliest(Local(seconds)), zone(text).latest(Local(seconds)));
                let _ = zone(text).local(Instant::new(seconds));
            }
        }
    }
}
