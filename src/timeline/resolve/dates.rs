//! What a date is read against, and where what there is to remark about it stands.

use crate::date::civil::Day;
use crate::date::{self, Anchor, AnchorOrigin, Context, Cue, Finding, Frame, Precision, Reading};
use crate::source::document::Text;
use crate::source::findings::{WRONG_SHAPE, error};
use crate::timeline::resolve::{Resolver, Setting};
use crate::timeline::{DateFinding, EventId, Source, Spanned, When};
use std::ops::Range;

impl Setting {
    /// For dates that stand outside of events.
    pub fn context(&self) -> Context {
        let anchor = self.anchor.map(|day| Anchor::day(day, AnchorOrigin::Timeline));
        Context {
            zone: self.zone,
            anchors: anchor.into_iter().collect(),
            cue: Cue::Past,
            calendar: self.calendar,
            year_start: self.year_start,
            whole: false,
        }
    }
}

/// The days that a source was written and published on, as days to count from.
pub(super) fn anchors_of(source: &Source) -> impl Iterator<Item = Anchor> {
    let written = source.dateline.as_ref().and_then(|(_, when)| when.as_deref());
    let known =
        [(written, AnchorOrigin::Dateline), (source.published.as_deref(), AnchorOrigin::Published)];
    known.into_iter().filter_map(|(reading, origin)| {
        let reading = &reading?.value;
        let is_clock = reading.civil.first_clock.is_some() && reading.frame() == Frame::Utc;
        let at = reading.hard.start_min.filter(|_| is_clock);
        Some(Anchor { day: day_of(reading)?, at, origin })
    })
}

/// The one day that a date names, if it names one.
pub(super) fn day_of(reading: &Reading) -> Option<Day> {
    let civil = &reading.civil;
    match civil.precision {
        Precision::Year | Precision::Month => None,
        Precision::Day | Precision::PartOfDay | Precision::Minute | Precision::Second => {
            civil.first.filter(|_| !civil.interval)
        }
    }
}

impl Resolver {
    /// Reads a date, and a time that belongs to it.
    pub fn when(
        &mut self,
        date: &Text,
        time: Option<&Text>,
        context: &Context,
        event: Option<EventId>,
    ) -> When {
        let text = match time {
            Some(time) => format!("{} {}", date.value, time.value),
            None => date.value.to_string(),
        };
        let (reading, findings) = date::read(&text, context);
        for finding in findings {
            let finding = placed(finding, date, time, event);
            self.timeline.date_findings.push(finding);
        }
        When { text: text.into(), span: date.span, reading }
    }

    /// Reads a date outside of events; gives nothing if it cannot be read.
    pub fn date(
        &mut self,
        text: Option<&Text>,
        context: &Context,
    ) -> Option<Box<Spanned<Reading>>> {
        let text = text?;
        let reading = self.when(text, None, context, None).reading?;
        Some(Box::new(Spanned { value: reading, span: text.span }))
    }

    /// Reads the value of a key that has to be a single day.
    pub fn day(
        &mut self,
        text: &Text,
        key: &str,
        setting: &Setting,
        event: Option<EventId>,
    ) -> Option<Day> {
        let reading = self.when(text, None, &setting.context(), event).reading?;
        let day = day_of(&reading);
        if day.is_none() {
            self.findings.add(|| {
                let message = format!("`{key}` is `{}`, which is not a single day", text.value);
                error(WRONG_SHAPE, message, text.span, "not a single day")
                    .help(format!("write a day: `{key}: 2016-09-05`"))
            });
        }
        day
    }
}

/// A finding about a date and the time joined to it, given to the one of the two that it is about.
fn placed(
    mut finding: Finding,
    date: &Text,
    time: Option<&Text>,
    event: Option<EventId>,
) -> DateFinding {
    let joint = date.value.len() + 1;
    let about_time = ranges(&mut finding).iter().all(|range| range.start >= joint);
    let text = match time {
        Some(time) if about_time => {
            for range in ranges(&mut finding) {
                *range = range.start - joint..range.end.saturating_sub(joint);
            }
            time
        }
        _ => date,
    };
    for range in ranges(&mut finding) {
        *range = range.start.min(text.value.len())..range.end.min(text.value.len());
    }
    DateFinding { event, span: text.span, text: text.value.clone(), finding }
}

/// The places in the text that a finding points at.
fn ranges(finding: &mut Finding) -> Vec<&mut Range<usize>> {
    match finding {
        Finding::WeekdayMismatch { weekday_range, date_range, .. } => {
            vec![weekday_range, date_range]
        }
        Finding::OsNsMismatch { os_range, ns_range, .. } => vec![os_range, ns_range],
        Finding::BadDate { range, .. }
        | Finding::NoSuchDay { range, .. }
        | Finding::IntervalReversed { range, .. }
        | Finding::NoAnchor { range }
        | Finding::AnchorConflict { range, .. }
        | Finding::TookSameDay { range, .. }
        | Finding::WeekdaySplit { range, .. }
        | Finding::WeekdayFar { range, .. }
        | Finding::CalendarUnstated { range, .. }
        | Finding::YearInferred { range, .. }
        | Finding::CueConflict { range, .. }
        | Finding::DstGap { range, .. }
        | Finding::DstFold { range, .. }
        | Finding::SeasonSpan { range, .. } => vec![range],
    }
}
