//! The words that a picture adds to those of the file: headings, gaps, captions, the story in prose.
//!
//! English for now; what depends on the language is in this file and in [`crate::date::print`].

use crate::date::civil::Day;
use crate::date::print::{self, Printer};
use crate::date::zone::Zone;
use crate::date::{Instant, Limit, Precision, Reading};
use crate::layout::Layout;
use crate::layout::direction::join;
use crate::layout::sequence::{Group, Heading, Sequence};
use crate::timeline::{Event, EventId, Party, RelationKind, Source, Status, Timeline};
use std::cmp::Reverse;

/// A heading in two parts: `4 Sep` in bold and `Sun` beside it.
pub fn heading(heading: Heading, printer: &Printer) -> (String, String) {
    match heading {
        Heading::Days(Some(first), Some(last)) if first == last => {
            (printer.short_day(first), printer.short_weekday(first))
        }
        Heading::Days(Some(first), Some(last)) => {
            (unbroken(&printer.short_days(first, last)), String::new())
        }
        Heading::Days(Some(first), None) => {
            (format!("from {}", printer.short_day(first)), String::new())
        }
        Heading::Days(None, Some(last)) => {
            (format!("until {}", printer.short_day(last)), String::new())
        }
        Heading::Days(None, None) => ("No day".to_owned(), String::new()),
        Heading::Month(day) => (printer.month_alone(day), "day not known".to_owned()),
        Heading::Year(day) => (day.ymd().0.to_string(), "day not known".to_owned()),
        Heading::Undated => ("Undated".to_owned(), String::new()),
    }
}

/// Days that may be broken between lines only behind their dash: `30 Aug –` over `14 Sep`.
fn unbroken(days: &str) -> String {
    days.replace(' ', "\u{a0}").replace("–\u{a0}", "– ")
}

/// The year that a heading stands in.
pub fn heading_year(heading: Heading) -> Option<i32> {
    match heading {
        Heading::Days(first, last) => first.or(last).map(|day| day.ymd().0),
        Heading::Month(day) | Heading::Year(day) => Some(day.ymd().0),
        Heading::Undated => None,
    }
}

/// What stands beside a row under its heading: the clock time, the part of the day, the day's Old Style name, what is
/// in doubt about it, or that there is no date.
pub fn time_of_day(timeline: &Timeline, event: &Event) -> String {
    let Some(reading) = event.reading() else { return "no date".to_owned() };
    let (civil, printer) = (&reading.civil, &timeline.printer);
    let old_style = civil.first.filter(|_| civil.old_style && civil.first == civil.last);
    let old_style = old_style.map(|day| format!("{} O.S.", printer.short_old_style(day)));
    let time = printer.time(civil).map(|time| match foreign_zone(timeline, event, reading) {
        Some(zone) => format!("{time} {zone}"),
        None => time,
    });
    let unit = match civil.precision {
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day | Precision::PartOfDay | Precision::Minute | Precision::Second => "date",
    };
    let limit = civil.limit.map(|limit| match limit {
        Limit::By => format!("by this {unit}"),
        Limit::Before => format!("before this {unit}"),
        Limit::After => format!("after this {unit}"),
    });
    let stage = civil.stage.map(|stage| format!("{} this {unit}", stage.word()));
    let doubt = match (civil.approximate, civil.uncertain) {
        (true, true) => Some(format!("c., {unit} uncertain")),
        (true, false) => Some(format!("c. this {unit}")),
        (false, true) => Some(format!("{unit} uncertain")),
        (false, false) => None,
    };
    let parts: Vec<String> = [old_style, time, stage, limit, doubt].into_iter().flatten().collect();
    parts.join(", ")
}

/// The offset of a clock time that is not on the clocks of the event's place, or of the timeline.
fn foreign_zone(timeline: &Timeline, event: &Event, reading: &Reading) -> Option<String> {
    let here = event.place.and_then(|place| timeline.place(place).zone).unwrap_or(timeline.zone);
    let clock = reading.civil.first_clock.or(reading.civil.last_clock);
    let at = reading.hard.start_min.or(reading.hard.end_max)?;
    let (ours, theirs) = (reading.zone.offset_at(at), here.offset_at(at));
    let foreign = here == Zone::Floating || ours != theirs;
    let named = reading.zone != Zone::Floating && foreign && clock.is_some();
    named.then(|| Zone::Fixed(ours).label(at))
}

/// A skipped duration: `15 days`, `7 weeks`, `11 months`, `4 years`.
pub fn skipped(days: i32) -> String {
    let (count, unit) = match days {
        ..=59 => (days, "day"),
        60..=729 => ((f64::from(days) / 30.44).round() as i32, "month"),
        730.. => ((f64::from(days) / 365.25).round() as i32, "year"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// The period that the dated rows cover: `4–5 September 2016`; no finer than its ends are known.
pub fn period(timeline: &Timeline, rows: &[EventId]) -> Option<String> {
    let civils = || rows.iter().filter_map(|&id| timeline.event(id).reading()).map(|r| r.civil);
    let first = civils().filter_map(|c| Some((c.first.or(c.last)?, c.precision))).min()?;
    let last = civils()
        .filter_map(|c| Some((c.last.or(c.first)?, Reverse(c.precision))))
        .max()
        .map(|(day, Reverse(precision))| (day, precision))?;
    if first.1 >= Precision::Day && last.1 >= Precision::Day {
        return Some(timeline.printer.days(first.0, last.0));
    }
    let printer = &timeline.printer;
    let (first, last) = (end_of_period(first, printer), end_of_period(last, printer));
    Some(if first == last { first } else { format!("{first} – {last}") })
}

fn end_of_period((day, precision): (Day, Precision), printer: &Printer) -> String {
    match precision {
        Precision::Year => print::year(day.ymd().0),
        Precision::Month => printer.month(day),
        Precision::Day | Precision::PartOfDay | Precision::Minute | Precision::Second => {
            printer.day(day)
        }
    }
}

/// What an arranged picture covers: period, events, actors.
pub fn covers(timeline: &Timeline, layout: &Layout) -> String {
    let ids: Vec<EventId> = layout.events.iter().map(|figure| figure.event).collect();
    let mut parts: Vec<String> = period(timeline, &ids).into_iter().collect();
    parts.push(count(layout.events.len(), "event"));
    parts.push(count(layout.life_lines.len(), "actor"));
    parts.join(" · ")
}

/// `1 event`, `2 events`.
pub fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The words for a status that a reader has to know of; `None` for what goes without saying.
pub fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Held | Status::Met => None,
        Status::Announced => Some("announced"),
        Status::Postponed => Some("postponed"),
        Status::Cancelled => Some("cancelled"),
        Status::NotHeld => Some("not held"),
        Status::Reported => Some("as reported"),
        Status::Missed => Some("missed"),
        Status::Extended => Some("extended"),
        Status::Superseded => Some("superseded"),
    }
}

/// A relation as the legend calls it, read along its arrow, which runs forward in time.
pub fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::After | RelationKind::Before => "known to come first",
        RelationKind::During | RelationKind::PartOf => "contains",
        RelationKind::RespondsTo => "answered by",
        RelationKind::Announces => "announces",
        RelationKind::Quotes => "quoted by",
        RelationKind::Reports => "reported by",
        RelationKind::Supersedes => "replaced by",
        RelationKind::Implements => "carried out by",
        RelationKind::SameAs => "the same as",
    }
}

/// Quotation marks around words that have none, as their script has them: `«…»` for Arabic, `「…」` for Japanese,
/// straight ones for Hebrew, whose printers agree on no others.
pub fn quoted(words: &str) -> String {
    let words = words.trim();
    let has_marks = words.starts_with(['“', '"', '«', '„', '「', '”'])
        && words.ends_with(['”', '"', '»', '“', '」']);
    if has_marks {
        return words.to_owned();
    }
    let script = words.chars().find_map(|c| match c {
        '\u{590}'..='\u{5ff}' => Some(('"', '"')),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(('«', '»')),
        '\u{3040}'..='\u{30ff}' => Some(('「', '」')),
        _ if c.is_alphabetic() && c < '\u{2e80}' => Some(('“', '”')),
        _ => None,
    });
    let (open, close) = script.unwrap_or(('“', '”'));
    format!("{open}{words}{close}")
}

/// A date for the story in prose: `4 September 2016`, `17:00 on 4 September 2016`, `without a date`.
pub fn date(event: &Event, printer: &Printer) -> String {
    event.reading().map_or_else(|| "without a date".to_owned(), |r| printer.full(&r.civil))
}

/// What a reader sees who points at an event: title, date, actors, words, sources.
pub fn hover(timeline: &Timeline, event: &Event) -> String {
    let mut lines = vec![event.title.clone(), date(event, &timeline.printer)];
    let names: Vec<&str> =
        event.actors().into_iter().map(|a| timeline.actor(a).name.as_str()).collect();
    if !names.is_empty() {
        lines.push(names.join(", "));
    }
    lines.extend(event.quote.as_ref().map(|q| quoted(&q.value)));
    lines.extend(event.note.clone());
    let sources: Vec<String> = event
        .citations
        .iter()
        .map(|c| match &c.locator {
            Some(locator) => format!("{}, {locator}", timeline.source(c.source).title),
            None => timeline.source(c.source).title.clone(),
        })
        .collect();
    if !sources.is_empty() {
        lines.push(format!("Source: {}", sources.join("; ")));
    }
    lines.join("\n")
}

/// The whole picture told in order, for readers who hear it.
pub fn story(timeline: &Timeline, sequence: &Sequence) -> String {
    let mut story = String::new();
    for group in &sequence.groups {
        for row in group.rows.clone() {
            let event = timeline.event(sequence.rows[row]);
            if !story.is_empty() {
                story.push(' ');
            }
            story.push_str(&sentence(timeline, event));
        }
    }
    let ties = sequence.ties.iter().filter(|tie| !tie.is_empty());
    for tie in ties {
        let titles: Vec<&str> = sequence.rows[tie.clone()]
            .iter()
            .take(8)
            .map(|&id| timeline.event(id).title.as_str())
            .collect();
        story.push_str(&format!(" The order is not fully known among: {}.", titles.join("; ")));
    }
    story
}

fn sentence(timeline: &Timeline, event: &Event) -> String {
    let mut date = date(event, &timeline.printer);
    if let Some(first) = date.get(..1) {
        date = format!("{}{}", first.to_uppercase(), &date[1..]);
    }
    let mut text = format!("{date}: {}", event.title);
    if let Some(words) = event.status.as_ref().and_then(|s| status(s.value)) {
        text.push_str(&format!(" ({words})"));
    }
    let names: Vec<&str> = event
        .participants
        .iter()
        .filter_map(|p| match p.party {
            Party::Actor(id) => Some(timeline.actor(id).label()),
            Party::Audience(_) => None,
        })
        .collect();
    if !names.is_empty() {
        text.push_str(&format!(", with {}", names.join(", ")));
    }
    if let Some(quote) = &event.quote {
        let speaker = event.speaker.as_ref().and_then(|s| match s.party {
            Party::Actor(id) => Some(timeline.actor(id).label()),
            Party::Audience(_) => None,
        });
        match speaker {
            Some(name) => text.push_str(&format!(". {name}: {}", quoted(&quote.value))),
            None => text.push_str(&format!(". {}", quoted(&quote.value))),
        }
    }
    text.push('.');
    text
}

/// A field and the value that a rival account gives it: `duration 90min`; a remark or a quotation speaks for itself.
pub fn claim((field, value): &(String, String)) -> String {
    match field.as_str() {
        "note" => value.clone(),
        "quote" => quoted(value),
        _ => format!("{field} {value}"),
    }
}

/// A source as a note below the picture cites it.
pub fn source(source: &Source, printer: &Printer) -> String {
    let mut parts: Vec<String> = source.author.iter().cloned().collect();
    parts.push(quoted(&source.title));
    parts.extend(source.publisher.clone());
    parts.extend(source.published.as_ref().map(|p| printer.date(&p.value.civil)));
    format!("{}.", join(&parts, ", "))
}

/// How to read the picture: zones, scale, what it does not show.
pub fn remarks(
    timeline: &Timeline,
    sequence: &Sequence,
    left_out: usize,
    unjoined: usize,
    contradictions: usize,
) -> Vec<String> {
    let mut remarks = Vec::new();
    if contradictions > 0 {
        let number = count(contradictions, "contradiction");
        remarks.push(format!("The dates and relations of this timeline do not agree: {number}."));
    }
    if left_out > 0 {
        let all = timeline.events.len();
        remarks.push(format!("Shows {} of {all} events; {left_out} left out.", all - left_out));
    }
    let readings = || sequence.rows.iter().filter_map(|&id| timeline.event(id).reading());
    let mut zones: Vec<Zone> = Vec::new();
    for reading in readings() {
        if !zones.contains(&reading.zone) && zones.len() < 3 {
            zones.push(reading.zone);
        }
    }
    let has_clock =
        readings().any(|r| r.civil.first_clock.is_some() || r.civil.last_clock.is_some());
    let mut instants: Vec<Instant> =
        readings().filter_map(|r| r.hard.start_min.or(r.hard.end_max)).collect();
    instants.sort_unstable();
    instants.dedup();
    match (zones.as_slice(), instants.first()) {
        ([Zone::Floating], _) if has_clock => {
            remarks.push("Times are local; the file names no zone.".to_owned())
        }
        ([], _) | ([Zone::Floating], _) | (_, None) => {}
        ([zone], Some(&at)) => {
            // Summer time makes two offsets of one zone: then its name alone.
            let is_one_offset = instants.iter().all(|&i| zone.offset_at(i) == zone.offset_at(at));
            let label = if is_one_offset { zone.label(at) } else { zone.to_string() };
            remarks.push(format!("Dates are local to {label}."));
        }
        (_, Some(_)) => remarks.push("Dates are local to the place of each event.".to_owned()),
    }
    if let Some(day) = timeline.as_of {
        remarks.push(format!("As of {}.", timeline.printer.day(day)));
    }
    if unjoined > 0 {
        remarks.push(format!("{} not drawn for want of room.", count(unjoined, "relation")));
    }
    if remarks.is_empty() { remarks } else { vec![remarks.join(" ")] }
}

/// Address of an event's first source that has one.
pub fn link(timeline: &Timeline, event: &Event) -> Option<String> {
    event.citations.iter().find_map(|c| {
        let source = timeline.source(c.source);
        source.url.clone().or_else(|| source.archive.clone())
    })
}

/// Whether the rows lie in more than one year, so that headings have to name it.
pub fn spans_years(sequence: &Sequence) -> bool {
    let mut years = sequence.groups.iter().filter_map(|group| heading_year(group.heading));
    years.next().is_some_and(|first| years.any(|year| year != first))
}

/// Headings in two parts for the horizontal picture. Where it spans several years, each year stands beside its
/// first heading, in place of the weekdays.
pub fn band_headings(sequence: &Sequence, printer: &Printer) -> Vec<(String, String)> {
    let spans_years = spans_years(sequence);
    let mut shown = None;
    let words = |group: &Group| {
        let (bold, light) = heading(group.heading, printer);
        let year = heading_year(group.heading).filter(|_| spans_years);
        match year {
            None => (bold, light),
            Some(_) if year == shown => (bold, String::new()),
            Some(number) => {
                shown = year;
                // A heading that is a year says so itself.
                let is_year = matches!(group.heading, Heading::Year(_));
                (bold, if is_year { light } else { number.to_string() })
            }
        }
    };
    sequence.groups.iter().map(words).collect()
}
