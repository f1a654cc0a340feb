//! From what a text says to what it means: an [`Expression`] and a [`Context`] become four bounds.
//!
//! Each form turns its own expression into an [`Extent`], a window on some wall clock; this file brings
//! those to the one scale of instants.

use crate::date::calendar::Calendar;
use crate::date::civil::{Day, Local};
use crate::date::expression::{Expression, Single};
use crate::date::finding::Finding;
use crate::date::scan::Bytes;
use crate::date::set::{Members, OneOf};
use crate::date::window::{Between, Extent, Sides, Stretch, Window};
use crate::date::zone::{ClockChange, Zone};
use crate::date::{
    Anchor, Bounds, Civil, Context, Cue, Instant, Precision, Reading, Rule, date_time, day_phrase,
    distance, edge, interval, masked, month, part_of_day, period, qualified, season, set,
    significant, stretch, year,
};
use thin_vec::ThinVec;

/// A day that was counted from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The day counted from.
    pub from: Day,
    /// The day that came out.
    pub day: Day,
    /// Whether it was counted from an anchor, as against the other side of an interval.
    pub by_anchor: bool,
    /// What clocks showed at the anchor, where its instant is known.
    pub local: Option<Local>,
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
    /// The day on which the year began of a day that was so named.
    pub year_start: Option<(u8, u8)>,
    counted: Option<(Rule, Option<Anchor>)>,
}

/// Reads an expression against a context.
pub fn reckon(expression: Expression, context: &Context) -> (Option<Reading>, Vec<Finding>) {
    let mut reckoner = Reckoner {
        context,
        findings: Vec::new(),
        other_side: None,
        old_style: false,
        year_start: None,
        counted: None,
    };
    let reading = match expression {
        Expression::Single(single) => {
            reckoner.single(single).map(|extent| reckoner.reading_of_window(extent))
        }
        Expression::Interval(interval) => interval::read(interval, &mut reckoner)
            .and_then(|sides| reckoner.ordered_reading(sides, interval.end_range)),
        Expression::Set(set) => match set::read(&set, &mut reckoner) {
            Some(Members::One { extent, open_start, open_end, each }) => {
                let reading = opened(reckoner.reading_of_window(extent), open_start, open_end);
                Some(reckoner.with_members(reading, each))
            }
            Some(Members::All(sides)) => reckoner.ordered_reading(sides, set.range),
            None => None,
        },
        Expression::Stretch(phrase) => {
            stretch::read(phrase, &mut reckoner).map(|stretch| reckoner.reading_of_stretch(stretch))
        }
    };
    // Both sides of `Monday 09:30/11:00` remark on the same Monday.
    reckoner.findings.dedup();
    (reading, reckoner.findings)
}

impl Reckoner<'_> {
    /// Reads one window.
    pub fn single(&mut self, single: Single) -> Option<Extent> {
        match single {
            Single::Year(year) => {
                let extent = year::read(year)?;
                Some(self.by_year_start(year, None).unwrap_or_else(|| self.renamed(extent)))
            }
            Single::Month(text) => {
                let extent = month::read(text, self)?;
                let by_start = self.by_year_start(text.year, Some(text.month));
                Some(by_start.unwrap_or_else(|| self.renamed(extent)))
            }
            Single::Day(phrase) => day_phrase::read(phrase, self).map(Extent::of_day),
            Single::DateTime(date_time) => date_time::read(date_time, self),
            Single::Part(phrase) => part_of_day::read(phrase, self),
            Single::Overnight(range) => part_of_day::read_overnight(range, self),
            Single::Distance(phrase) => distance::read(phrase, self),
            Single::Period(phrase) => period::read(phrase, self),
            Single::Edge(phrase) => edge::read(phrase, self),
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

    /// A year or a month of years that begin on another day than 1 January; `None` where they do not.
    ///
    /// Years run from that day to its eve. The month in which the year changes has its days at both ends of it.
    fn by_year_start(&mut self, year: i32, month: Option<u8>) -> Option<Extent> {
        let (start_month, start_day) = self.context.year_start?;
        let calendar = self.calendar();
        let day = |year, month, day| {
            calendar.day(year, month, day).filter(|day| calendar.is_julian_on(*day))
        };
        let (first, last) = match month {
            Some(month) if month != start_month => {
                let year = if month < start_month { year + 1 } else { year };
                let last = calendar.days_in_month(year, month);
                (day(year, month, 1)?, day(year, month, last)?)
            }
            Some(_) | None => {
                let next = day(year + 1, start_month, start_day)?;
                (day(year, start_month, start_day)?, next.plus_days(-1))
            }
        };
        let precision = if month.is_some() { Precision::Month } else { Precision::Year };
        self.year_start = self.context.year_start;
        Some(Extent::of_days(first, last, precision))
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
        self.count_within(range, rule, FAR_DAYS, count)
    }

    /// As [`Reckoner::count`], for words that two neighbouring anchors may well lead so many days apart.
    pub fn count_within(
        &mut self,
        range: Bytes,
        rule: Rule,
        far_days: u32,
        count: impl Fn(Day) -> Day,
    ) -> Option<Counted> {
        if let Some((from, _)) = self.other_side {
            self.counted.get_or_insert((rule, None));
            return Some(Counted { from, day: count(from), by_anchor: false, local: None });
        }
        let Some((anchor, others)) = self.context.anchors.split_first() else {
            self.findings.push(Finding::NoAnchor { range: range.into() });
            return None;
        };
        let day = count(anchor.day);
        let far = others.iter().find(|other| count(other.day).0.abs_diff(day.0) > far_days);
        if let Some(other) = far {
            self.findings.push(Finding::AnchorConflict {
                range: range.into(),
                used: (*anchor, day),
                other: (*other, count(other.day)),
            });
        }
        if self.cue() == Cue::Future && day < anchor.day {
            let range = range.into();
            self.findings.push(Finding::CueConflict { range, day, anchor: *anchor });
        }
        self.counted.get_or_insert((rule, Some(*anchor)));
        let local = anchor.at.map(|at| self.context.zone.local(at));
        Some(Counted { from: anchor.day, day, by_anchor: true, local })
    }

    /// Says by which rule the date was understood, in place of that of the words inside it.
    pub fn by_rule(&mut self, rule: Rule) {
        if let Some(counted) = &mut self.counted {
            counted.0 = rule;
        }
    }

    /// The anchor's day, for what goes on at it; nothing, and no remark, where there is none.
    pub fn now(&mut self, rule: Rule) -> Option<Day> {
        let anchor = self.context.anchors.first().copied()?;
        self.counted = Some((rule, Some(anchor)));
        Some(anchor.day)
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
            stage: extent.stage,
            limit: None,
            uncertain: extent.uncertain,
            approximate: extent.approximate,
            old_style: self.old_style,
            year_start: self.year_start,
        };
        Reading { edge: extent.edge, ..self.reading(hard, shown, civil, zone) }
    }

    /// A reading of one date of several with what each of them says, if they are all on one scale.
    fn with_members(&self, reading: Reading, each: Vec<OneOf>) -> Reading {
        let mut members = Vec::with_capacity(each.len());
        for OneOf { window, zone, open_start, open_end } in each {
            let zone = zone.unwrap_or(self.context.zone);
            let hard = if self.context.whole {
                bounds(on(zone, window.first), on(zone, window.last))
            } else {
                let anywhere = on(zone, (window.first.0, window.last.1));
                bounds(anywhere, anywhere)
            };
            members.push(without(hard, open_start, open_end));
            if zone.frame() != reading.frame() {
                return reading;
            }
        }
        Reading { members: members.into(), ..reading }
    }

    fn reading_of_stretch(&mut self, stretch: Stretch) -> Reading {
        let zone = stretch.zone.unwrap_or(self.context.zone);
        let bounds = |(start, end): (Between, Between)| Bounds {
            start_min: start.0.map(|local| zone.earliest(local)),
            start_max: start.1.map(|local| zone.latest(local)),
            end_min: end.0.map(|local| zone.earliest(local)),
            end_max: end.1.map(|local| zone.latest(local)),
        };
        let civil = Civil {
            first: stretch.days.0,
            last: stretch.days.1,
            first_clock: stretch.clocks.0,
            last_clock: stretch.clocks.1,
            part: None,
            precision: stretch.precision,
            interval: true,
            ongoing: stretch.ongoing,
            stage: None,
            limit: stretch.limit,
            uncertain: false,
            approximate: stretch.approximate,
            old_style: self.old_style,
            year_start: self.year_start,
        };
        let (hard, shown) = (bounds((stretch.start, stretch.end)), bounds(stretch.shown));
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
            return Err(start_min.seconds() - end_max.seconds());
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
            stage: None,
            limit: None,
            uncertain: either(|extent| extent.uncertain),
            approximate: either(|extent| extent.approximate),
            old_style: self.old_style,
            year_start: self.year_start,
        };
        Ok(self.reading(hard, shown, civil, start_zone))
    }

    fn reading(&self, hard: Bounds, shown: Bounds, civil: Civil, zone: Zone) -> Reading {
        let (rule, anchor) = self.counted.unwrap_or((Rule::Written, None));
        let narrowed = (shown != hard).then(|| Box::new(shown));
        Reading { hard, narrowed, civil, rule, anchor, edge: None, zone, members: ThinVec::new() }
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
    reading.hard = without(reading.hard, open_start, open_end);
    if let Some(narrowed) = &mut reading.narrowed {
        **narrowed = without(**narrowed, open_start, open_end);
    }
    reading.civil.first = reading.civil.first.filter(|_| !open_start);
    reading.civil.last = reading.civil.last.filter(|_| !open_end);
    reading
}

/// Bounds without their earliest or their latest side.
fn without(bounds: Bounds, start: bool, end: bool) -> Bounds {
    let (least, most) =
        (|at: Option<Instant>| at.filter(|_| !start), |at: Option<Instant>| at.filter(|_| !end));
    Bounds {
        start_min: least(bounds.start_min),
        start_max: most(bounds.start_max),
        end_min: least(bounds.end_min),
        end_max: most(bounds.end_max),
    }
}

/// The finest unit of both sides.
fn finest(start: Option<Extent>, end: Option<Extent>) -> Precision {
    let sides = start.into_iter().chain(end);
    sides.map(|extent| extent.precision).max().unwrap_or(Precision::Year)
}
