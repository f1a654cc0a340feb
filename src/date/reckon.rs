//! From what a text says to what it means: an [`Expression`] and a [`Context`] become four bounds.
//!
//! Each form turns its own expression into an [`Extent`], a window on some wall clock; this file brings
//! those to the one scale of instants.

use crate::date::calendar::Calendar;
use crate::date::civil::{Day, Local};
use crate::date::expression::{Expression, Single};
use crate::date::finding::Finding;
use crate::date::scan::Bytes;
use crate::date::set::Members;
use crate::date::window::{Extent, Sides, Window};
use crate::date::zone::{ClockChange, Zone};
use crate::date::{
    Anchor, Bounds, Civil, Context, Cue, Frame, Instant, Precision, Reading, Rule, date_time,
    day_phrase, interval, masked, month, part_of_day, qualified, season, set, significant, year,
};

/// A day that was counted from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The day counted from.
    pub from: Day,
    /// The day that came out.
    pub day: Day,
    /// Whether it was counted from an anchor, as against the other side of an interval.
    pub by_anchor: bool,
}

/// What is gathered while one text is read.
pub struct Reckoner<'c> {
    /// What it is read against.
    pub context: &'c Context,
    /// What there is to remark.
    pub findings: Vec<Finding>,
    /// The other side of the interval, from which bare weekdays count, and in which direction.
    pub other_side: Option<(Day, Cue)>,
    /// Whether a day was named by the Julian calendar.
    pub old_style: bool,
    counted: Option<(Rule, Option<Anchor>)>,
}

/// Reads an expression against a context.
pub fn reckon(expression: Expression, context: &Context) -> (Option<Reading>, Vec<Finding>) {
    let mut reckoner = Reckoner {
        context,
        findings: Vec::new(),
        other_side: None,
        old_style: false,
        counted: None,
    };
    let reading = match expression {
        Expression::Single(single) => {
            reckoner.single(single).map(|extent| reckoner.reading_of_window(extent))
        }
        Expression::Interval(interval) => interval::read(interval, &mut reckoner)
            .and_then(|sides| reckoner.ordered_reading(sides, interval.end_range)),
        Expression::Set(set) => match set::read(&set, &mut reckoner) {
            Some(Members::One { extent, open_start, open_end }) => {
                Some(opened(reckoner.reading_of_window(extent), open_start, open_end))
            }
            Some(Members::All(sides)) => reckoner.ordered_reading(sides, set.range),
            None => None,
        },
    };
    // Both sides of `Monday 09:30/11:00` remark on the same Monday.
    reckoner.findings.dedup();
    (reading, reckoner.findings)
}

impl Reckoner<'_> {
    /// Reads one window.
    pub fn single(&mut self, single: Single) -> Option<Extent> {
        match single {
            Single::Year(year) => year::read(year).map(|extent| self.renamed(extent)),
            Single::Month(text) => month::read(text, self).map(|extent| self.renamed(extent)),
            Single::Day(phrase) => day_phrase::read(phrase, self).map(Extent::of_day),
            Single::DateTime(date_time) => date_time::read(date_time, self),
            Single::Part(phrase) => part_of_day::read(phrase, self),
            Single::Overnight(range) => part_of_day::read_overnight(range, self),
            Single::Masked(date) => masked::read(date, self).map(|extent| self.renamed(extent)),
            Single::Qualified(date) => {
                qualified::read(date, self).map(|extent| self.renamed(extent))
            }
            Single::Season(text) => season::read(text, self).map(|extent| self.renamed(extent)),
            Single::Significant(text) => significant::read(text).map(|extent| self.renamed(extent)),
        }
    }

    /// The calendar that dates are written in.
    pub fn calendar(&self) -> Calendar {
        self.context.calendar.unwrap_or_default()
    }

    /// A window whose edges were taken for Gregorian names of days, by the calendar that they are written in.
    fn renamed(&self, extent: Extent) -> Extent {
        let calendar = self.calendar();
        if calendar == Calendar::Gregorian {
            return extent;
        }
        let first = |local: Local| calendar.named_like(local);
        // Behind the last second, because the last day of a February is another one in each calendar.
        let last = |local: Local| calendar.named_like(local.plus_s(1)).plus_s(-1);
        let Window { first: firsts, last: lasts, shown } = extent.window;
        let window = Window {
            first: (first(firsts.0), first(firsts.1)),
            last: (last(lasts.0), last(lasts.1)),
            shown: (first(shown.0), last(shown.1)),
        };
        let days =
            (first(extent.days.0.first_second()).day(), last(extent.days.1.last_second()).day());
        Extent { window, days, ..extent }
    }

    /// The direction in which a bare weekday counts.
    pub fn cue(&self) -> Cue {
        self.other_side.map_or(self.context.cue, |(_, cue)| cue)
    }

    /// Counts a day from the anchor. Without an anchor it remarks so, and gives nothing; where another anchor
    /// would give a day more than a week away, it remarks on that.
    pub fn count(
        &mut self,
        range: Bytes,
        rule: Rule,
        count: impl Fn(Day) -> Day,
    ) -> Option<Counted> {
        /// Nobody names a day by its weekday that lies further off.
        const FAR_DAYS: u32 = 7;
        if let Some((from, _)) = self.other_side {
            self.counted.get_or_insert((rule, None));
            return Some(Counted { from, day: count(from), by_anchor: false });
        }
        let Some((anchor, others)) = self.context.anchors.split_first() else {
            self.findings.push(Finding::NoAnchor { range: range.into() });
            return None;
        };
        let day = count(anchor.day);
        let far = others.iter().find(|other| count(other.day).0.abs_diff(day.0) > FAR_DAYS);
        if let Some(other) = far {
            self.findings.push(Finding::AnchorConflict {
                range: range.into(),
                used: (*anchor, day),
                other: (*other, count(other.day)),
            });
        }
        self.counted.get_or_insert((rule, Some(*anchor)));
        Some(Counted { from: anchor.day, day, by_anchor: true })
    }

    fn reading_of_window(&mut self, extent: Extent) -> Reading {
        let zone = extent.zone.unwrap_or(self.context.zone);
        self.remark_on_clock(extent, zone);
        let Window { first, last, shown } = extent.window;
        let (hard, shown) = if self.context.whole {
            (
                bounds(on(zone, first), on(zone, last)),
                bounds(on(zone, (shown.0, shown.0)), on(zone, (shown.1, shown.1))),
            )
        } else {
            let anywhere = (first.0, last.1);
            let hard = on(zone, anywhere);
            // Most windows are shown as they are; looking a zone up costs more than all the rest.
            let shown = if shown == anywhere { hard } else { on(zone, shown) };
            (bounds(hard, hard), bounds(shown, shown))
        };
        let civil = Civil {
            first: Some(extent.days.0),
            last: Some(extent.days.1),
            first_clock: extent.clock,
            last_clock: None,
            part: extent.part,
            precision: extent.precision,
            interval: false,
            ongoing: false,
            uncertain: extent.uncertain,
            approximate: extent.approximate,
            old_style: self.old_style,
        };
        self.reading(hard, shown, civil, zone)
    }

    /// Remarks on a clock time that the clocks of the zone skipped or showed twice.
    fn remark_on_clock(&mut self, extent: Extent, zone: Zone) {
        // 24:00 is the end of its day, whatever the clocks do at 00:00 of the next one.
        let Some(clock) = extent.clock.filter(|clock| clock.hour < 24) else {
            return;
        };
        let local = extent.days.0.first_second().plus_s(clock.first_second_s());
        let range = extent.clock_range.into();
        let finding = match zone.change_at(local) {
            None => return,
            Some(ClockChange::Skipped { before, after }) => {
                Finding::DstGap { range, zone, local, before, after }
            }
            Some(ClockChange::Twice { first_offset_s, second_offset_s }) => {
                Finding::DstFold { range, zone, local, first_offset_s, second_offset_s }
            }
        };
        self.findings.push(finding);
    }

    /// The reading of an interval. One that ends before it starts, for every reading, is remarked on and has none.
    fn ordered_reading(&mut self, sides: Sides, end_range: Bytes) -> Option<Reading> {
        match self.reading_of_sides(sides) {
            Ok(reading) => Some(reading),
            Err(by_s) => {
                self.findings.push(Finding::IntervalReversed { range: end_range.into(), by_s });
                None
            }
        }
    }

    /// The reading of an interval; by how many seconds it ends before it starts, if it does so for certain.
    fn reading_of_sides(&mut self, sides: Sides) -> Result<Reading, i64> {
        let Sides { start, end, ongoing } = sides;
        // A side without a zone takes the other's: `10:00+08:00/12:00` is one clock.
        let zone_of = |side: Option<Extent>| side.and_then(|extent| extent.zone);
        let start_zone = zone_of(start).or(zone_of(end)).unwrap_or(self.context.zone);
        let end_zone = zone_of(end).unwrap_or(start_zone);
        for (side, zone) in [(start, start_zone), (end, end_zone)] {
            if let Some(extent) = side {
                self.remark_on_clock(extent, zone);
            }
        }
        let hard = |side: Option<Extent>, zone, edge: fn(Window) -> (Local, Local)| {
            side.map(|Extent { window, .. }| {
                let anywhere = (window.first.0, window.last.1);
                on(zone, if self.context.whole { edge(window) } else { anywhere })
            })
        };
        let shown = |side: Option<Extent>, zone| side.map(|extent| on(zone, extent.window.shown));
        let hard_start = hard(start, start_zone, |window| window.first);
        let hard_end = hard(end, end_zone, |window| window.last);
        if let (Some((start_min, _)), Some((_, end_max))) = (hard_start, hard_end)
            && start_min > end_max
        {
            return Err(start_min.0 - end_max.0);
        }
        let hard = ordered(hard_start, hard_end);
        let shown = ordered(shown(start, start_zone), shown(end, end_zone));
        // What is likely of each side may not fit together: then nothing narrower can be shown.
        let fits = shown.start_min <= shown.end_max || shown.end_max.is_none();
        let shown = if fits { shown } else { hard };
        let either = |of: fn(&Extent) -> bool| start.iter().chain(&end).any(of);
        let civil = Civil {
            first: start.map(|extent| extent.days.0),
            last: end.map(|extent| extent.days.1),
            first_clock: start.and_then(|extent| extent.clock),
            last_clock: end.and_then(|extent| extent.clock),
            part: None,
            precision: finest(start, end),
            interval: true,
            ongoing,
            uncertain: either(|extent| extent.uncertain),
            approximate: either(|extent| extent.approximate),
            old_style: self.old_style,
        };
        Ok(self.reading(hard, shown, civil, start_zone))
    }

    fn reading(&self, hard: Bounds, shown: Bounds, civil: Civil, zone: Zone) -> Reading {
        let frame = match zone {
            Zone::Fixed(_) | Zone::Named(_) => Frame::Utc,
            Zone::Floating => Frame::Floating,
        };
        let (rule, anchor) = self.counted.unwrap_or((Rule::Written, None));
        Reading { hard, shown, frame, civil, rule, anchor, zone }
    }
}

/// Both edges of a window as instants; where clocks changed, the outermost ones.
fn on(zone: Zone, (first, last): (Local, Local)) -> (Instant, Instant) {
    (zone.earliest(first), zone.latest(last))
}

fn bounds(start: (Instant, Instant), end: (Instant, Instant)) -> Bounds {
    Bounds {
        start_min: Some(start.0),
        start_max: Some(start.1),
        end_min: Some(end.0),
        end_max: Some(end.1),
    }
}

/// Bounds of a start and an end of which either may be unbounded, narrowed by this: nothing ends before it starts.
fn ordered(start: Option<(Instant, Instant)>, end: Option<(Instant, Instant)>) -> Bounds {
    let (start_min, end_max) = (start.map(|start| start.0), end.map(|end| end.1));
    Bounds {
        start_min,
        start_max: start.map(|start| start.1).into_iter().chain(end_max).min(),
        end_min: end.map(|end| end.0).into_iter().chain(start_min).max(),
        end_max,
    }
}

/// A reading whose window has no first or no last edge.
fn opened(mut reading: Reading, open_start: bool, open_end: bool) -> Reading {
    for bounds in [&mut reading.hard, &mut reading.shown] {
        if open_start {
            (bounds.start_min, bounds.end_min) = (None, None);
        }
        if open_end {
            (bounds.start_max, bounds.end_max) = (None, None);
        }
    }
    reading.civil.first = reading.civil.first.filter(|_| !open_start);
    reading.civil.last = reading.civil.last.filter(|_| !open_end);
    reading
}

/// The finest unit of both sides.
fn finest(start: Option<Extent>, end: Option<Extent>) -> Precision {
    let sides = start.into_iter().chain(end);
    sides.map(|extent| extent.precision).max().unwrap_or(Precision::Year)
}
