//! What a date text says, before anything is looked up: the syntax tree of the language of dates.
//!
//! [`crate::date::form`] makes an [`Expression`] of a text; printing one gives its canonical text, which parses to the same
//! expression again. Numbers are as written: whether the calendar has such a day is asked when it is read.

use crate::date::PartOfDay;
use crate::date::civil::{Clock, IsoYear, Weekday, month_name};
use crate::date::day_of_year::DayOfYear;
use crate::date::distance::Distance;
use crate::date::dual_day::DualDay;
use crate::date::edge::EdgePhrase;
use crate::date::masked::MaskedDate;
use crate::date::period::PeriodPhrase;
use crate::date::qualified::QualifiedDate;
use crate::date::scan::Bytes;
use crate::date::season::SeasonText;
use crate::date::set::Set;
use crate::date::significant::SignificantYear;
use crate::date::stretch::StretchPhrase;
use crate::date::zone::{UTC, Zone};
use std::fmt;

/// A whole date text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// One window.
    Single(Single),
    /// `A/B`: from somewhere in A to somewhere in B.
    Interval(Interval),
    /// `[a,b..c]` one of, `{a,b}` all of.
    Set(Set),
    /// `over the next several days`, `since Monday`
    Stretch(StretchPhrase),
}

/// One window of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Single {
    /// `2016`
    Year(i32),
    /// `2016-09`
    Month(MonthText),
    /// A day, however named.
    Day(DayPhrase),
    /// A clock time of a day.
    DateTime(DateTime),
    /// A part of a day.
    Part(PartPhrase),
    /// `overnight`: the night that the day to count from began with; with the word's place.
    Overnight(Bytes),
    /// `3 days ago`
    Distance(Distance),
    /// `last week`, `the weekend`
    Period(PeriodPhrase),
    /// `earlier Monday`
    Edge(EdgePhrase),
    /// `199X`
    Masked(MaskedDate),
    /// `1978~`
    Qualified(QualifiedDate),
    /// `2016-23`
    Season(SeasonText),
    /// `1950S2`
    Significant(SignificantYear),
}

/// `2016-09`, or September of a year BCE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthText {
    /// The year, 0 is 1 BCE.
    pub year: i32,
    /// As written, 0–99.
    pub month: u8,
    /// The whole of it.
    pub range: Bytes,
    /// The month alone.
    pub month_range: Bytes,
}

/// `2016-09-05`, or the same in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayText {
    /// The year, 0 is 1 BCE; of `1688/9` the later one.
    pub year: i32,
    /// Whether both years were written: `13 February 1688/9`.
    pub two_years: bool,
    /// As written, 0–99.
    pub month: u8,
    /// As written, 0–99.
    pub day: u8,
    /// The whole of it.
    pub range: Bytes,
    /// The month alone.
    pub month_range: Bytes,
    /// The day alone.
    pub day_range: Bytes,
}

/// The ways to name one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPhrase {
    /// Written out.
    Written(DayText),
    /// `Sunday`, `last Sunday`
    Weekday(WeekdayPhrase),
    /// `Monday, 2016-09-05`
    Dated {
        /// The weekday.
        weekday: Weekday,
        /// Its word.
        weekday_range: Bytes,
        /// The date beside it.
        date: DayText,
    },
    /// `{os: 1648-10-14, ns: 1648-10-24}`
    Dual(DualDay),
    /// `5 September`
    OfYear(DayOfYear),
    /// `yesterday`; with the word's place.
    Word(DayWord, Bytes),
}

/// A weekday to be counted from an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekdayPhrase {
    /// `last`, `this`, `next` or nothing.
    pub modifier: Option<Modifier>,
    /// The weekday.
    pub weekday: Weekday,
    /// The words.
    pub range: Bytes,
}

/// A word before a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier {
    /// `last Sunday`
    Last,
    /// `this Sunday`
    This,
    /// `next Sunday`
    Next,
}

impl Modifier {
    /// Every modifier with its word.
    pub const ALL: [(Modifier, &'static str); 3] =
        [(Modifier::Last, "last"), (Modifier::This, "this"), (Modifier::Next, "next")];
}

/// A word that names a day by its distance from the day to count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayWord {
    /// Two days back.
    DayBeforeYesterday,
    /// One day back.
    Yesterday,
    /// The day to count from.
    Today,
    /// One day on.
    Tomorrow,
    /// Two days on.
    DayAfterTomorrow,
}

impl DayWord {
    /// Every word with its text and its distance in days.
    pub const ALL: [(DayWord, &'static str, i32); 5] = [
        (DayWord::DayBeforeYesterday, "the day before yesterday", -2),
        (DayWord::Yesterday, "yesterday", -1),
        (DayWord::Today, "today", 0),
        (DayWord::Tomorrow, "tomorrow", 1),
        (DayWord::DayAfterTomorrow, "the day after tomorrow", 2),
    ];

    /// Days from the day to count from.
    pub fn distance_days(self) -> i32 {
        DayWord::ALL[self as usize].2
    }
}

/// A clock time of a day, with its zone if one is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime {
    /// The day.
    pub day: DayPhrase,
    /// The clock time.
    pub clock: Clock,
    /// The zone beside it.
    pub zone: Option<Zone>,
    /// The clock time alone.
    pub clock_range: Bytes,
}

/// A part of a day: `Monday morning`, `early Monday`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartPhrase {
    /// The day whose part it is; a night belongs to the day on which it begins.
    pub day: DayPhrase,
    /// The part.
    pub part: PartOfDay,
}

/// `A/B`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Before the stroke.
    pub start: End,
    /// After the stroke.
    pub end: End,
    /// Bytes of the end.
    pub end_range: Bytes,
}

/// One side of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A date.
    Single(Single),
    /// `..`: without end.
    Open,
    /// Nothing: there is an end, nobody knows when.
    Unknown,
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::Single(single) => single.fmt(f),
            Expression::Interval(interval) => write!(f, "{}/{}", interval.start, interval.end),
            Expression::Set(set) => set.fmt(f),
            Expression::Stretch(stretch) => stretch.fmt(f),
        }
    }
}

impl fmt::Display for Single {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Single::Year(year) => IsoYear(*year).fmt(f),
            Single::Month(month) => write!(f, "{}-{:02}", IsoYear(month.year), month.month),
            Single::Day(day) => day.fmt(f),
            Single::DateTime(DateTime { day, clock, zone, .. }) => {
                let iso = matches!(day, DayPhrase::Written(text) if !text.two_years);
                let between = if iso { 'T' } else { ' ' };
                write!(f, "{day}{between}{clock}{}", ZoneText(*zone))
            }
            Single::Part(PartPhrase { day, part }) => match part {
                PartOfDay::Early => write!(f, "early {day}"),
                PartOfDay::Late => write!(f, "late {day}"),
                PartOfDay::Morning
                | PartOfDay::EarlyMorning
                | PartOfDay::LateMorning
                | PartOfDay::Afternoon
                | PartOfDay::EarlyAfternoon
                | PartOfDay::LateAfternoon
                | PartOfDay::Evening
                | PartOfDay::EarlyEvening
                | PartOfDay::LateEvening
                | PartOfDay::Night
                | PartOfDay::LateNight => write!(f, "{day} {}", part.word()),
            },
            Single::Overnight(_) => f.write_str("overnight"),
            Single::Distance(distance) => distance.fmt(f),
            Single::Period(period) => period.fmt(f),
            Single::Edge(edge) => edge.fmt(f),
            Single::Masked(date) => date.fmt(f),
            Single::Qualified(date) => date.fmt(f),
            Single::Season(season) => season.fmt(f),
            Single::Significant(year) => year.fmt(f),
        }
    }
}

impl fmt::Display for DayPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayPhrase::Written(date) => date.fmt(f),
            DayPhrase::Weekday(WeekdayPhrase { modifier, weekday, .. }) => match modifier {
                Some(modifier) => write!(f, "{} {weekday}", Modifier::ALL[*modifier as usize].1),
                None => weekday.fmt(f),
            },
            DayPhrase::Dated { weekday, date, .. } => write!(f, "{weekday}, {date}"),
            DayPhrase::Dual(day) => day.fmt(f),
            DayPhrase::OfYear(day) => day.fmt(f),
            DayPhrase::Word(word, _) => f.write_str(DayWord::ALL[*word as usize].1),
        }
    }
}

impl fmt::Display for DayText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.two_years {
            let (day, month) = (self.day, month_name(self.month));
            return write!(f, "{day} {month} {:04}/{}", self.year - 1, self.year.rem_euclid(10));
        }
        write!(f, "{}-{:02}-{:02}", IsoYear(self.year), self.month, self.day)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Single(single) => single.fmt(f),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

/// A zone as it follows a clock time: `Z`, `+08:00`, `[Europe/Paris]`, or nothing.
struct ZoneText(Option<Zone>);

impl fmt::Display for ZoneText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(UTC) => f.write_str("Z"),
            Some(zone @ Zone::Fixed(_)) => zone.fmt(f),
            Some(zone @ Zone::Named(_)) => write!(f, "[{zone}]"),
            Some(Zone::Floating(_)) | None => Ok(()),
        }
    }
}
