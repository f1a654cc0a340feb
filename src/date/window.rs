//! Windows on a wall clock: what each form makes of its text before the zone is looked at.

use crate::date::civil::{Clock, DAY_S, Day, Local};
use crate::date::scan::Bytes;
use crate::date::zone::Zone;
use crate::date::{Edge, Limit, PartOfDay, Precision, Stage};

/// A day that a phrase names: one, or one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayChoice {
    /// The earliest that it can be.
    pub earliest: Day,
    /// The latest that it can be.
    pub latest: Day,
    /// The one that is shown.
    pub shown: Day,
}

impl DayChoice {
    /// A day without a doubt.
    pub fn one(day: Day) -> DayChoice {
        DayChoice { earliest: day, latest: day, shown: day }
    }

    /// One of two days; the first one is shown.
    pub fn two(shown: Day, other: Day) -> DayChoice {
        DayChoice { earliest: shown.min(other), latest: shown.max(other), shown }
    }
}

/// A window on a wall clock. Where its edges are vague, each lies between two seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first second lies from here to here.
    pub first: (Local, Local),
    /// Its last second lies from here to here.
    pub last: (Local, Local),
    /// First and last second of the window that is shown.
    pub shown: (Local, Local),
}

impl Window {
    /// A window with sharp edges.
    pub fn sharp(first: Local, last: Local) -> Window {
        Window { first: (first, first), last: (last, last), shown: (first, last) }
    }

    /// One of several windows, of which the first and the last are given.
    pub fn one_of(first: (Local, Local), last: (Local, Local)) -> Window {
        Window { first: (first.0, last.0), last: (first.1, last.1), shown: (first.0, last.1) }
    }

    /// A stretch of a day, from one second to another of those counted from its midnight: `hard` is certain,
    /// `shown` lies inside it.
    pub fn in_day(day: DayChoice, hard: (i64, i64), shown: (i64, i64)) -> Window {
        let DayChoice { earliest, latest, shown: likely } = day;
        let at = |day: Day, second: i64| day.first_second().plus_s(second);
        Window {
            first: (at(earliest, hard.0), at(latest, shown.0)),
            last: (at(earliest, shown.1), at(latest, hard.1)),
            shown: (at(likely, shown.0), at(likely, shown.1)),
        }
    }
}

/// One window that a text names, and how it looks on a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The window.
    pub window: Window,
    /// The zone that the text names.
    pub zone: Option<Zone>,
    /// First and last day, as shown.
    pub days: (Day, Day),
    /// The clock time.
    pub clock: Option<Clock>,
    /// Where the clock time stands in the text; empty without one.
    pub clock_range: Bytes,
    /// The part of the day.
    pub part: Option<PartOfDay>,
    /// The finest unit.
    pub precision: Precision,
    /// Whether it may be another date altogether.
    pub uncertain: bool,
    /// Whether it is only near that date.
    pub approximate: bool,
    /// On which side of what tells of it the event lies.
    pub edge: Option<Edge>,
    /// The part of the period that was named.
    pub stage: Option<Stage>,
}

impl Extent {
    /// Whole days, the last one included.
    pub fn of_days(first: Day, last: Day, precision: Precision) -> Extent {
        Extent {
            window: Window::sharp(first.first_second(), last.last_second()),
            zone: None,
            days: (first, last),
            clock: None,
            clock_range: Bytes::default(),
            part: None,
            precision,
            uncertain: false,
            approximate: false,
            edge: None,
            stage: None,
        }
    }

    /// One whole day.
    pub fn of_day(day: DayChoice) -> Extent {
        let whole = (0, DAY_S - 1);
        let window = Window::in_day(day, whole, whole);
        Extent { window, ..Extent::of_days(day.shown, day.shown, Precision::Day) }
    }
}

/// The two sides of an interval; a side is `None` where it is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// Where it starts.
    pub start: Option<Extent>,
    /// Where it ends.
    pub end: Option<Extent>,
    /// Whether the end is open, as against unknown.
    pub ongoing: bool,
}

/// A second that lies between two, either of which may be unknown.
pub type Between = (Option<Local>, Option<Local>);

/// A stretch of time whose start and end are known apart from each other, each as far as words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it starts, for certain.
    pub start: Between,
    /// Where it ends, for certain.
    pub end: Between,
    /// Where it starts and ends by what words usually mean; proves nothing.
    pub shown: (Between, Between),
    /// First and last day, as shown; `None` where open.
    pub days: (Option<Day>, Option<Day>),
    /// The zone that the text names.
    pub zone: Option<Zone>,
    /// The finest unit.
    pub precision: Precision,
    /// Clock times at the start and at the end.
    pub clocks: (Option<Clock>, Option<Clock>),
    /// Whether it goes on.
    pub ongoing: bool,
    /// Whether what is shown is only near the truth.
    pub approximate: bool,
    /// What was said of the one edge that was named.
    pub limit: Option<Limit>,
}
