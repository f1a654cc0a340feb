//! The calendar that dates are written in: Gregorian, Julian, or one that changes at a country's reform.
//!
//! Wraps `julian`. All reckoning is in days, which belong to no calendar; this file says which day a year, a
//! month and a number name, and by which name a day went. It knows no grammar and no zones.

use crate::date::civil::{self, DAY_S, Day, EPOCH_JDN, IsoYear, Local};
use crate::date::zone::Zone;
use julian::{Jdnum, Month, ncal};
use std::fmt;

/// A calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Calendar {
    /// The Gregorian, also before it was made.
    #[default]
    Gregorian,
    /// The Julian, also before it was made: Old Style.
    Julian,
    /// Julian up to a country's reform, Gregorian from then on.
    Reform(Reform),
}

/// A country's change from the Julian to the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reform {
    country: &'static str,
    first_gregorian: Day,
}

/// Countries with the Julian day number of their first Gregorian day.
///
/// # Source
/// The table of `ncal(1)` in Debian, as the crate `julian` has it.
const REFORMS: [(&str, Jdnum); 34] = [
    ("ALBANIA", ncal::ALBANIA),
    ("AUSTRALIA", ncal::AUSTRALIA),
    ("AUSTRIA", ncal::AUSTRIA),
    ("BELGIUM", ncal::BELGIUM),
    ("BULGARIA", ncal::BULGARIA),
    ("CANADA", ncal::CANADA),
    ("CHINA", ncal::CHINA),
    ("CZECH_REPUBLIC", ncal::CZECH_REPUBLIC),
    ("DENMARK", ncal::DENMARK),
    ("FINLAND", ncal::FINLAND),
    ("FRANCE", ncal::FRANCE),
    ("GERMANY", ncal::GERMANY),
    ("GREECE", ncal::GREECE),
    ("HUNGARY", ncal::HUNGARY),
    ("ICELAND", ncal::ICELAND),
    ("ITALY", ncal::ITALY),
    ("JAPAN", ncal::JAPAN),
    ("LATVIA", ncal::LATVIA),
    ("LITHUANIA", ncal::LITHUANIA),
    ("LUXEMBOURG", ncal::LUXEMBOURG),
    ("NETHERLANDS", ncal::NETHERLANDS),
    ("NORWAY", ncal::NORWAY),
    ("POLAND", ncal::POLAND),
    ("PORTUGAL", ncal::PORTUGAL),
    ("ROMANIA", ncal::ROMANIA),
    ("RUSSIA", ncal::RUSSIA),
    ("SLOVENIA", ncal::SLOVENIA),
    ("SPAIN", ncal::SPAIN),
    ("SWEDEN", ncal::SWEDEN),
    ("SWITZERLAND", ncal::SWITZERLAND),
    ("TURKEY", ncal::TURKEY),
    ("UNITED_KINGDOM", ncal::UNITED_KINGDOM),
    ("UNITED_STATES", ncal::UNITED_STATES),
    ("YUGOSLAVIA", ncal::YUGOSLAVIA),
];

/// 15 October 1582: before it, nobody's calendar was Gregorian.
pub const FIRST_GREGORIAN: Day = Day(ncal::ITALY - EPOCH_JDN);

/// Zones of capitals, with the country whose calendar their clocks stood beside. Countries that changed in 1582
/// need none: [`FIRST_GREGORIAN`] tells.
const ZONES: [(&str, &str); 22] = [
    ("America/New_York", "UNITED_STATES"),
    ("America/Toronto", "CANADA"),
    ("Atlantic/Reykjavik", "ICELAND"),
    ("Europe/Athens", "GREECE"),
    ("Europe/Belgrade", "YUGOSLAVIA"),
    ("Europe/Berlin", "GERMANY"),
    ("Europe/Bucharest", "ROMANIA"),
    ("Europe/Budapest", "HUNGARY"),
    ("Europe/Copenhagen", "DENMARK"),
    ("Europe/Helsinki", "FINLAND"),
    ("Europe/Istanbul", "TURKEY"),
    ("Europe/Kiev", "RUSSIA"),
    ("Europe/Kyiv", "RUSSIA"),
    ("Europe/London", "UNITED_KINGDOM"),
    ("Europe/Minsk", "RUSSIA"),
    ("Europe/Moscow", "RUSSIA"),
    ("Europe/Oslo", "NORWAY"),
    ("Europe/Riga", "LATVIA"),
    ("Europe/Sofia", "BULGARIA"),
    ("Europe/Stockholm", "SWEDEN"),
    ("Europe/Tirane", "ALBANIA"),
    ("Europe/Vilnius", "LITHUANIA"),
];

/// The country of a zone, if its own calendar was still Julian on a day, or may have been: a day is taken by its
/// Gregorian name.
pub fn country_of(zone: Zone, day: Day) -> Option<&'static str> {
    if !matches!(zone, Zone::Named(_)) || day > Day(ncal::TURKEY - EPOCH_JDN) {
        return None;
    }
    let name = zone.to_string();
    let (_, country) = ZONES.into_iter().find(|(known, _)| *known == name)?;
    Calendar::reform(country)?.is_julian_on(day).then_some(country)
}

/// The countries whose reforms are known, as [`Calendar::reform`] reads them.
pub fn countries() -> impl Iterator<Item = &'static str> {
    REFORMS.iter().map(|(country, _)| *country)
}

impl Calendar {
    /// The calendar of a country, by its name in any case, with `_`, `-` or a blank between words: `RUSSIA`,
    /// `United Kingdom`.
    pub fn reform(country: &str) -> Option<Calendar> {
        let wanted = country.trim().replace([' ', '-'], "_");
        let found = REFORMS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&wanted));
        found.map(|(country, jdn)| {
            Calendar::Reform(Reform { country, first_gregorian: Day(jdn - EPOCH_JDN) })
        })
    }

    /// The day with this year, month 1–12 and day; `None` where the calendar has no such day.
    pub fn day(self, year: i32, month: u8, day: u8) -> Option<Day> {
        let julian = || julian_day(year, month, day);
        let gregorian = || Day::from_ymd(year, month, day);
        match self {
            Calendar::Gregorian => gregorian(),
            Calendar::Julian => julian(),
            Calendar::Reform(Reform { first_gregorian, .. }) => {
                let after = gregorian().filter(|day| *day >= first_gregorian);
                after.or_else(|| julian().filter(|day| *day < first_gregorian))
            }
        }
    }

    /// Year, month and day by which a day goes in this calendar.
    pub fn ymd(self, day: Day) -> (i32, u8, u8) {
        if self.is_julian_on(day) { julian_ymd(day) } else { day.ymd() }
    }

    /// A day as a file in this calendar writes it: `1648-10-14`.
    pub fn written(self, day: Day) -> String {
        let (year, month, day) = self.ymd(day);
        format!("{}-{month:02}-{day:02}", IsoYear(year))
    }

    /// The country of a reform.
    pub fn country(self) -> Option<&'static str> {
        match self {
            Calendar::Gregorian | Calendar::Julian => None,
            Calendar::Reform(Reform { country, .. }) => Some(country),
        }
    }

    /// Whether a day goes by its Julian name.
    pub fn is_julian_on(self, day: Day) -> bool {
        match self {
            Calendar::Gregorian => false,
            Calendar::Julian => true,
            Calendar::Reform(Reform { first_gregorian, .. }) => day < first_gregorian,
        }
    }

    /// How many days a month has at most, before what a reform skipped is taken off; 0 for a number that is no
    /// month.
    pub fn days_in_month(self, year: i32, month: u8) -> u8 {
        let last = (28..=31).rev().find(|day| self.day(year, month, *day).is_some());
        // A reform can skip the end of a month.
        last.unwrap_or_else(|| civil::days_in_month(year, month))
    }

    /// The two days between which the reform skipped a day of this name.
    pub fn skipped(self, year: i32, month: u8, day: u8) -> Option<Skipped> {
        let Calendar::Reform(Reform { country, first_gregorian }) = self else {
            return None;
        };
        let exists = Day::from_ymd(year, month, day).is_some();
        (exists && self.day(year, month, day).is_none()).then(|| Skipped {
            country,
            last_julian: julian_ymd(first_gregorian.plus_days(-1)),
            first_gregorian,
        })
    }

    /// The second of this calendar that has the name that `local` has in the Gregorian one; of a day that was
    /// skipped, the first one after the gap.
    pub fn named_like(self, local: Local) -> Local {
        let (year, month, day) = local.day().ymd();
        let same = self.day(year, month, day);
        let after_gap = || match self {
            Calendar::Reform(Reform { first_gregorian, .. }) => Some(first_gregorian),
            Calendar::Gregorian | Calendar::Julian => None,
        };
        let named = same.or_else(after_gap).unwrap_or(local.day());
        named.first_second().plus_s(local.0.rem_euclid(DAY_S))
    }
}

/// A gap that a reform left in the calendar of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// The country, in capitals.
    pub country: &'static str,
    /// Year, month and day before the gap.
    pub last_julian: (i32, u8, u8),
    /// The first day after it.
    pub first_gregorian: Day,
}

/// As a file writes it: `julian`, `{reform: RUSSIA}`.
impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Calendar::Gregorian => f.write_str("gregorian"),
            Calendar::Julian => f.write_str("julian"),
            Calendar::Reform(Reform { country, .. }) => write!(f, "{{reform: {country}}}"),
        }
    }
}

/// A day of the Julian calendar.
pub fn julian_day(year: i32, month: u8, day: u8) -> Option<Day> {
    let month = Month::try_from(month).ok()?;
    let date = julian::Calendar::JULIAN.at_ymd(year, month, u32::from(day)).ok()?;
    date.julian_day_number().checked_sub(EPOCH_JDN).map(Day)
}

/// Year, month and day in the Julian calendar.
pub fn julian_ymd(day: Day) -> (i32, u8, u8) {
    julian_ymd_of_jdn(day.0.saturating_add(EPOCH_JDN))
}

/// Year, month and day in the Julian calendar, by the Julian day number.
pub fn julian_ymd_of_jdn(jdn: Jdnum) -> (i32, u8, u8) {
    let date = julian::Calendar::JULIAN.at_jdn(jdn);
    (date.year(), date.month().number() as u8, date.day() as u8)
}

#[cfg(test)]
mod tests {
    use crate::date::calendar::{Calendar, countries, julian_day, julian_ymd};
    use crate::date::civil::Day;

    #[test]
    fn old_style_and_new_style_of_treaties() {
        for (os, ns) in [
            ((1648, 10, 14), (1648, 10, 24)), // Westphalia
            ((1713, 3, 31), (1713, 4, 11)),   // Utrecht
            ((1721, 8, 30), (1721, 9, 10)),   // Nystad
            ((1774, 7, 10), (1774, 7, 21)),   // Küçük Kaynarca
            ((1917, 10, 25), (1917, 11, 7)),  // Petrograd
            ((1700, 2, 29), (1700, 3, 11)),   // a leap day of the Julian calendar alone
        ] {
            let day = Day::from_ymd(ns.0, ns.1, ns.2).expect("a day");
            assert_eq!(julian_day(os.0, os.1, os.2), Some(day));
            assert_eq!(julian_ymd(day), os);
        }
    }

    #[test]
    fn reforms_leave_a_gap() {
        let after = |country: &str, (year, month, day)| {
            let calendar = Calendar::reform(country).expect(country);
            let next = calendar.day(year, month, day).expect("a day").plus_days(1);
            calendar.ymd(next)
        };
        assert_eq!(after("RUSSIA", (1918, 1, 31)), (1918, 2, 14));
        assert_eq!(after("united kingdom", (1752, 9, 2)), (1752, 9, 14));
        assert_eq!(after("Switzerland", (1655, 2, 28)), (1655, 3, 11));
        let britain = Calendar::reform("UNITED_KINGDOM").expect("a country");
        assert_eq!(britain.day(1752, 9, 5), None);
        assert!(britain.skipped(1752, 9, 5).is_some() && britain.skipped(1752, 9, 31).is_none());
        assert_eq!(Calendar::reform("ATLANTIS"), None);
        assert_eq!(countries().count(), 34);
    }

    #[test]
    fn far_days_do_not_panic() {
        for day in [Day(i32::MIN), Day(i32::MAX)] {
            let _ = (Calendar::Julian.ymd(day), Calendar::Julian.named_like(day.last_second()));
        }
        assert_eq!(julian_day(2016, 13, 1), None);
    }
}
