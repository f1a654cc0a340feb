//! The language of dates: a text as a person wrote it becomes four bounds.
//!
//! [`read`] takes a text such as `2016-09-05T17:00+08:00`, `Sunday evening` or `1978-09-05/1978-09-17`
//! and a [`Context`] (the zone, the day to count from) and gives a [`Reading`]: the earliest and the
//! latest instant at which the event can have begun and ended, how that was understood, and what
//! there is to remark about it ([`Finding`]). It is pure: no clock, no machine zone, no files.
//!
//! ```text
//!  text ──form──▶ Expression ──reckon──▶ Extent (a window on a wall clock) ──zone──▶ Reading (four bounds)
//!    └──mend──▶ Finding::BadDate, with the text mended
//! ```
//!
//! The grammar is a table, [`FORMS`]: one form of date, one file. Calendar arithmetic ([`civil`]) and
//! zones ([`zone`]) wrap `chrono`, which no other room sees. [`mod@print`] writes readings out for people.
//!
//! A date says *when inside a window*: "on 5 September" means some moment of that day, so two events on
//! one day are in no order. `span: whole` ([`Context::whole`]) makes the event fill its window.

pub mod calendar;
pub mod civil;
mod clock;
mod date_time;
mod dated_weekday;
mod day;
mod day_of_year;
mod day_phrase;
mod day_word;
mod distance;
mod dual_day;
pub mod duration;
mod edge;
pub mod edtf;
pub mod expression;
mod finding;
pub mod form;
mod instant;
mod interval;
mod joined;
mod locale;
pub mod masked;
mod mend;
mod merged_zones;
mod month;
mod part_of_day;
mod period;
pub mod print;
pub mod qualified;
mod reckon;
mod rule;
pub mod scan;
pub mod season;
pub mod set;
pub mod significant;
mod stretch;
mod unit;
mod weekday;
mod window;
mod written;
mod year;
pub mod zone;

pub use crate::date::finding::Finding;
pub use crate::date::form::{FORMS, Form};
pub use crate::date::instant::Instant;
pub use crate::date::rule::Rule;

use crate::date::calendar::Calendar;
use crate::date::civil::{Clock, Day};
use crate::date::zone::{LocalClock, Zone};
use thin_vec::ThinVec;

/// Where the start and the end of an event can lie. All four are inclusive seconds; `None` is unbounded.
///
/// Invariant: where both are known, `start_min <= start_max`, `end_min <= end_max`, `start_min <= end_max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The earliest second in which the event can have begun.
    pub start_min: Option<Instant>,
    /// The latest second in which it can have begun.
    pub start_max: Option<Instant>,
    /// The earliest second in which it can have ended.
    pub end_min: Option<Instant>,
    /// The latest second in which it can have ended.
    pub end_max: Option<Instant>,
}

/// The scale that the instants of a reading are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frame {
    /// The zone was known: instants are UTC.
    Utc,
    /// No zone was given: instants are seconds of a local clock, somewhere between UTC−12 and UTC+14.
    Floating(LocalClock),
}

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2016`
    Year,
    /// `2016-09`
    Month,
    /// `2016-09-05`
    Day,
    /// `Monday morning`
    PartOfDay,
    /// `17:00`
    Minute,
    /// `17:00:30`
    Second,
}

/// The morning, the afternoon, and so on: named parts of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfDay {
    /// 00–12, shown 06–12.
    Morning,
    /// 00–09, shown 00–09.
    EarlyMorning,
    /// 12–19, shown 12–18.
    Afternoon,
    /// 16–24, shown 18–22.
    Evening,
    /// 18–30, shown 20–29: reaches into the next day.
    Night,
    /// `late morning`: 00–12, shown 09–12.
    LateMorning,
    /// `early afternoon`: 12–19, shown 12–15.
    EarlyAfternoon,
    /// `late afternoon`: 12–19, shown 15–18.
    LateAfternoon,
    /// `early evening`: 16–24, shown 18–20.
    EarlyEvening,
    /// `late evening`: 16–24, shown 20–22.
    LateEvening,
    /// `late at night`: 18–30, shown 22–26.
    LateNight,
    /// `early Monday`: 00–24, shown 00–12.
    Early,
    /// `late Monday`: 00–24, shown 12–24.
    Late,
}

/// What a reading looks like on a wall calendar and clock, in the zone it was written in; for pictures and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The first day that the event can touch, as shown; `None` when the start is open or unknown.
    pub first: Option<Day>,
    /// The last day, inclusive; equal to `first` for a single day; `None` when the end is open or unknown.
    pub last: Option<Day>,
    /// The clock time of the start, if one was written.
    pub first_clock: Option<Clock>,
    /// The clock time of the end, if one was written.
    pub last_clock: Option<Clock>,
    /// The part of the day, if one was written.
    pub part: Option<PartOfDay>,
    /// The finest unit that was written.
    pub precision: Precision,
    /// Whether an interval was written (`A/B`), as against one window.
    pub interval: bool,
    /// Whether the interval's end was written as open (`A/..`): it goes on, as against an end nobody knows (`A/`).
    pub ongoing: bool,
    /// The part of the month, the year or the week that was named; `first` and `last` are that part's.
    pub stage: Option<Stage>,
    /// What was said of the one edge that was named, where only one was: `by Monday`.
    pub limit: Option<Limit>,
    /// Whether it was marked as uncertain (`2016?`): it may be another date altogether.
    pub uncertain: bool,
    /// Whether it was marked as approximate (`2016~`): it is near that date.
    pub approximate: bool,
    /// Whether it was written by the Julian calendar, so that both names of the day are worth showing.
    pub old_style: bool,
    /// Month and day on which its year begins, where that is not 1 January: 13 February 1688/9.
    pub year_start: Option<(u8, u8)>,
}

/// The part of a period that a date names: `late 1978`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// `early`: shown as the first half.
    Early,
    /// `mid`: shown as the middle.
    Mid,
    /// `late`: shown as the second half.
    Late,
}

impl Stage {
    /// Its English word: `early`.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Early => "early",
            Stage::Mid => "mid",
            Stage::Late => "late",
        }
    }
}

/// What a date says that names one edge of a window and leaves the other open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// `by Monday`: at the end of that day at the latest.
    By,
    /// `before Monday`: before that day begins.
    Before,
    /// `after Monday`: when that day is over.
    After,
}

/// On which side of what tells of it an event lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// `earlier Monday`: before it.
    Earlier,
    /// `later Monday`: after it.
    Later,
}

/// Where the day that relative words count from came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnchorOrigin {
    /// The event's own `anchor`.
    Event,
    /// The `anchor` of the timeline.
    Timeline,
    /// The `dateline` of the event's source.
    Dateline,
    /// The `published` day of the event's source.
    Published,
}

/// A day that relative words count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The day.
    pub day: Day,
    /// The instant, where one is known: hours count from it.
    pub at: Option<Instant>,
    /// Who says so.
    pub origin: AnchorOrigin,
}

impl Anchor {
    /// A day as such.
    pub fn day(day: Day, origin: AnchorOrigin) -> Anchor {
        Anchor { day, at: None, origin }
    }
}

/// What the words around a date say about past or future.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cue {
    /// Nothing, or past tense: a bare weekday is the most recent one, today included.
    #[default]
    Past,
    /// The event was yet to come when it was spoken of: a bare weekday is the coming one, today included.
    Future,
}

/// What a text is read against.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The zone of dates that name none.
    pub zone: Zone,
    /// Days to count from, the most trusted first; the first one is used, the others are compared with it.
    pub anchors: Vec<Anchor>,
    /// Past or future.
    pub cue: Cue,
    /// The calendar that dates are written in; `None` where nobody said, which is read as Gregorian.
    pub calendar: Option<Calendar>,
    /// Month and day on which the year begins in Julian dates; `None` is 1 January.
    pub year_start: Option<(u8, u8)>,
    /// `span: whole`: the event fills its window instead of lying somewhere in it.
    pub whole: bool,
}

/// A text understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Bounds that certainly hold; order is reasoned from these alone.
    pub hard: Bounds,
    /// What a picture shows of it, where that is not the same; see [`Reading::shown`].
    pub narrowed: Option<Box<Bounds>>,
    /// How it looks on a calendar.
    pub civil: Civil,
    /// The rule that was applied.
    pub rule: Rule,
    /// The day it was counted from, when the rule counts.
    pub anchor: Option<Anchor>,
    /// On which side of what tells of it the event lies: `earlier Monday`.
    pub edge: Option<Edge>,
    /// The zone it was read in.
    pub zone: Zone,
    /// What each member says of a date that is one of several, `[1667,1668]`; `hard` reaches around them all; empty for all other dates.
    pub members: ThinVec<Bounds>,
}

impl Reading {
    /// The scale of the instants.
    pub fn frame(&self) -> Frame {
        self.zone.frame()
    }

    /// The narrower window that a picture shows ("evening" is drawn from 18 to 22 h); never used to prove anything.
    pub fn shown(&self) -> Bounds {
        self.narrowed.as_deref().copied().unwrap_or(self.hard)
    }

    /// Whether it is a single clock time, `17:00`.
    pub fn is_clock_time(&self) -> bool {
        let civil = &self.civil;
        civil.precision >= Precision::Minute && !civil.interval && civil.last_clock.is_none()
    }
}

/// Reads a date as a person wrote it. Blanks around it do not count.
///
/// Gives no reading where the text cannot be read at all; findings may come with or without one.
pub fn read(text: &str, context: &Context) -> (Option<Reading>, Vec<Finding>) {
    match form::parse(text) {
        Ok(expression) => reckon::reckon(expression, context),
        Err(unread) => (None, vec![mend::bad_date(text, unread, context)]),
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
