//! What there is to remark about one date text. Data only; the checks turn it into messages.

use crate::date::civil::{Day, Local, Weekday};
use crate::date::zone::Zone;
use crate::date::{Anchor, Precision};
use std::ops::Range;

/// Something to remark about one date text. Ranges are bytes of the text given to [`crate::date::read`].
///
/// Findings are data; the checks turn them into messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// D001: no form reads the text.
    BadDate {
        /// Where reading stopped.
        range: Range<usize>,
        /// What could have stood there, in words.
        expected: String,
        /// What stood there.
        found: String,
        /// The whole text mended, if there is an obvious way.
        suggestion: Option<String>,
    },
    /// D003: a day that the calendar does not have.
    NoSuchDay {
        /// The day in the text.
        range: Range<usize>,
        /// Why, in words: `February 2015 has 28 days`.
        reason: String,
        /// The nearest day that exists, as text.
        suggestion: Option<String>,
    },
    /// D101: weekday and date stand side by side and disagree.
    WeekdayMismatch {
        /// The weekday's word.
        weekday_range: Range<usize>,
        /// The date.
        date_range: Range<usize>,
        /// The weekday that was written.
        stated: Weekday,
        /// The date that was written; its true weekday is `date.weekday()`.
        date: Day,
        /// The day nearest to `date` that is a `stated`.
        nearest: Day,
    },
    /// D205: a date more than a week from the day on which it was named by its weekday.
    WeekdayFar {
        /// The weekday's word.
        range: Range<usize>,
        /// The date beside it.
        date: Day,
        /// The day on which it was said.
        anchor: Anchor,
    },
    /// D102: the interval ends before it starts, for every reading.
    IntervalReversed {
        /// The end.
        range: Range<usize>,
        /// By at least so many seconds.
        by_s: i64,
    },
    /// D201: relative words and nothing to count from.
    NoAnchor {
        /// The relative words.
        range: Range<usize>,
    },
    /// D202: two anchors give days more than a week apart.
    AnchorConflict {
        /// The relative words.
        range: Range<usize>,
        /// The anchor that was used, and the day it gives.
        used: (Anchor, Day),
        /// The other anchor, and the day it gives.
        other: (Anchor, Day),
    },
    /// D203: the weekday was the anchor's own, and was read as that same day.
    TookSameDay {
        /// The weekday's word.
        range: Range<usize>,
        /// The day.
        day: Day,
    },
    /// D204: `last` or `next` before a weekday means two days to two readers; both are kept.
    WeekdaySplit {
        /// The words.
        range: Range<usize>,
        /// The earlier day.
        earlier: Day,
        /// The later day.
        later: Day,
        /// The one of them that is shown.
        shown: Day,
    },
    /// D103: the Old Style and the New Style name are two days; both are kept.
    OsNsMismatch {
        /// The Old Style date.
        os_range: Range<usize>,
        /// The New Style date.
        ns_range: Range<usize>,
        /// The day that the Old Style date names.
        old_style: Day,
        /// The day that the New Style date names.
        new_style: Day,
    },
    /// D104: a day of the time before the Gregorian calendar, and nobody said which calendar names it.
    CalendarUnstated {
        /// The date.
        range: Range<usize>,
        /// The day, as it was read: Gregorian.
        day: Day,
        /// The country of the zone, where it was Julian then: `RUSSIA`.
        country: Option<&'static str>,
    },
    /// D106: a clock time that the clocks of the zone skipped.
    DstGap {
        /// The clock time.
        range: Range<usize>,
        /// The zone.
        zone: Zone,
        /// What was written.
        local: Local,
        /// What the clocks showed then, had they not been put forward yet.
        before: Local,
        /// What they showed then, put forward already.
        after: Local,
    },
    /// D107: a clock time that the clocks of the zone showed twice; both are kept.
    DstFold {
        /// The clock time.
        range: Range<usize>,
        /// The zone.
        zone: Zone,
        /// What was written.
        local: Local,
        /// Seconds ahead of UTC the first time.
        first_offset_s: i32,
        /// Seconds ahead of UTC the second time.
        second_offset_s: i32,
    },
    /// D206: the year was not written; it is the one nearest to the anchor.
    YearInferred {
        /// Day and month, or the month alone.
        range: Range<usize>,
        /// The day with its year; of a month, its first.
        day: Day,
        /// Whether a day was named or a month.
        precision: Precision,
    },
    /// D207: what was yet to come when it was spoken of lies before the anchor.
    CueConflict {
        /// The relative words.
        range: Range<usize>,
        /// The day that they give.
        day: Day,
        /// What they were counted from.
        anchor: Anchor,
    },
    /// D109: where the season begins and ends is counted in more than one way.
    SeasonSpan {
        /// The season.
        range: Range<usize>,
        /// The first day, as it was read.
        first: Day,
        /// The last day, as it was read.
        last: Day,
    },
}
