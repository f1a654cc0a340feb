//! The words that a picture adds to those of the file: headings, gaps, captions, remarks. [`crate::layout::story`] tells
//! the whole of it.
//!
//! English for now; what depends on the language is in this file and in [`crate::date::print`].

use crate::date::civil::Day;
use crate::date::duration::SecondsRange;
use crate::date::print::{self, Printer};
use crate::date::zone::Zone;
use crate::date::{Instant, Limit, Precision, Reading};
use crate::layout::axis::{Axis, Scale};
use crate::layout::direction::join;
use crate::layout::focus::concerns;
use crate::layout::scene::Scene;
use crate::layout::sequence::{Group, Heading, Sequence};
use crate::layout::spans::Spans;
use crate::layout::{Condensed, Layout};
use crate::order::OrderNetwork;
use crate::timeline::{Event, EventId, Kind, RelationKind, Source, Status, Timeline};
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
        Heading::Limit(limit, day, precision) => {
            let date = match precision {
                Precision::Year => day.ymd().0.to_string(),
                Precision::Month => printer.month_alone(day),
                Precision::Day | Precision::PartOfDay | Precision::Minute | Precision::Second => {
                    printer.short_day(day)
                }
            };
            let word = match limit {
                Limit::By => "by",
                Limit::Before => "before",
                Limit::After => "after",
            };
            (unbroken(&format!("{word} {date}")), String::new())
        }
        Heading::Days(None, None) => ("No day".to_owned(), String::new()),
        Heading::Month(day) => (printer.month_alone(day), "day not known".to_owned()),
        Heading::Year(day) => (day.ymd().0.to_string(), "day not known".to_owned()),
        Heading::Undated => ("Undated".to_owned(), String::new()),
    }
}

/// The rule up to which the file knows: `as of 5 Sep`. The year stands in the remarks.
pub fn as_of(day: Day, printer: &Printer) -> String {
    format!("as of {}", printer.short_day(day))
}

/// The first group that lies, with all dated ones after it, wholly after the day that the file knows up to.
pub fn first_group_after_as_of(
    timeline: &Timeline,
    order: &OrderNetwork,
    sequence: &Sequence,
) -> Option<usize> {
    let as_of = timeline.as_of?;
    let dated = sequence.groups.iter().take_while(|g| g.heading != Heading::Undated).count();
    let is_after = |group: &Group| {
        sequence.rows[group.rows.clone()].iter().all(|&id| {
            let first = timeline.event(id).reading().and_then(|r| r.civil.first);
            let bound = order.bounds(id).start_min.map(|at| timeline.zone.local(at).day());
            first.or(bound).is_some_and(|day| day > as_of)
        })
    };
    let after = sequence.groups[..dated].iter().rev().take_while(|g| is_after(g)).count();
    (after > 0 && after < dated).then_some(dated - after)
}

/// Days that may be broken between lines only behind their dash: `30 Aug –` over `14 Sep`.
fn unbroken(days: &str) -> String {
    days.replace(' ', "\u{a0}").replace("–\u{a0}", "– ")
}

/// The year that a heading stands in.
pub fn heading_year(heading: Heading) -> Option<i32> {
    match heading {
        Heading::Days(first, last) => first.or(last).map(|day| day.ymd().0),
        Heading::Limit(_, day, _) | Heading::Month(day) | Heading::Year(day) => Some(day.ymd().0),
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
    let stage = civil.stage.map(|stage| format!("{} this {unit}", stage.word()));
    let doubt = match (civil.approximate, civil.uncertain) {
        (true, true) => Some(format!("c., {unit} uncertain")),
        (true, false) => Some(format!("c. this {unit}")),
        (false, true) => Some(format!("{unit} uncertain")),
        (false, false) => None,
    };
    let parts: Vec<String> = [old_style, time, stage, doubt].into_iter().flatten().collect();
    parts.join(", ")
}

/// The offset of a clock time that is not on the clocks of the event's place, or of the timeline.
fn foreign_zone(timeline: &Timeline, event: &Event, reading: &Reading) -> Option<String> {
    let here = event.place.and_then(|place| timeline.place(place).zone).unwrap_or(timeline.zone);
    let clock = reading.civil.first_clock.or(reading.civil.last_clock);
    let at = reading.hard.start_min.or(reading.hard.end_max)?;
    let (ours, theirs) = (reading.zone.offset_at(at), here.offset_at(at));
    let foreign = here.is_floating() || ours != theirs;
    let named = !reading.zone.is_floating() && foreign && clock.is_some();
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

/// A stretch of time between two rows: `40 min`, `5 h`, `3 days`, `7 months`.
pub fn stretch(seconds: i64) -> String {
    match seconds {
        // Beyond that, dates are rarely known to the hour.
        ..64_800 => duration(SecondsRange { min_s: seconds, max_s: Some(seconds) }),
        64_800.. => skipped(i32::try_from((seconds + 43_200) / 86_400).unwrap_or(i32::MAX)),
    }
}

/// How lengths along the axis are to be read.
pub fn scale_note(scale: Scale, axis: Option<&Axis>) -> String {
    match (scale, axis) {
        (Scale::Sequence, _) => {
            "Events stand in order of time; distances are not to scale.".to_owned()
        }
        (Scale::Elastic, None) => {
            "The time axis is elastic: distances are not to scale.".to_owned()
        }
        (Scale::Elastic, Some(_)) => {
            "The time axis is elastic: more time is more room, up to a limit; where it \
                                      is broken, the time that was skipped is named."
                .to_owned()
        }
        (Scale::Linear, axis) => {
            let per_cm = axis.filter(|axis| axis.px_per_s > 0.0).map(|axis| {
                let seconds = (96.0 / 2.54 / axis.px_per_s).round() as i64;
                format!(": 1 cm is about {}", stretch(seconds))
            });
            let moved = match axis.map(|axis| axis.moved).filter(|moved| moved.0 > 0) {
                Some((1, by)) => format!(" 1 event stands up to {} off to make room.", stretch(by)),
                Some((n, by)) => {
                    format!(" {n} events stand up to {} off to make room.", stretch(by))
                }
                None => String::new(),
            };
            format!("The time axis is to scale{}.{moved}", per_cm.unwrap_or_default())
        }
    }
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
    let events = layout.condensed.map_or(layout.events.len(), |condensed| condensed.events);
    parts.push(count(events, "event"));
    parts.push(count(layout.actors(), "actor"));
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

/// What became of an event, where a reader has to know it.
pub fn event_status(event: &Event) -> Option<&'static str> {
    let value = event.status.as_ref()?.value;
    match (event.kind, value) {
        (Kind::Deadline, Status::Met) => Some("met"),
        (_, value) => status(value),
    }
}

/// The signs behind an event's title: `≠` accounts differ, `≈` about that time, `?` perhaps at that time.
pub fn signs(event: &Event) -> Vec<&'static str> {
    let civil = event.reading().map(|r| &r.civil);
    let mut signs = Vec::new();
    if !event.accounts.is_empty() {
        signs.push("≠");
    }
    if civil.is_some_and(|c| c.approximate) {
        signs.push("≈");
    }
    if civil.is_some_and(|c| c.uncertain) {
        signs.push("?");
    }
    signs
}

/// What a sign means.
pub fn sign(sign: &str) -> &'static str {
    match sign {
        "≠" => "accounts differ",
        "≈" => "date approximate",
        _ => "date uncertain",
    }
}

/// A length of time: `90 min`, `2 h`, `60–90 min`, `at least 60 min`.
pub fn duration(range: SecondsRange) -> String {
    let words = |seconds: i64| -> (String, &'static str) {
        match seconds {
            ..90 => (seconds.to_string(), "s"),
            90..7_200 => (((seconds + 30) / 60).to_string(), "min"),
            7_200..172_800 => {
                let halves = (seconds + 900) / 1800;
                let half = if halves % 2 == 1 { "½" } else { "" };
                (format!("{}{half}", halves / 2), "h")
            }
            172_800.. => (((seconds + 43_200) / 86_400).to_string(), "days"),
        }
    };
    let joined = |(number, unit): &(String, &'static str)| format!("{number}\u{a0}{unit}");
    match range.max_s {
        None => format!("at least {}", joined(&words(range.min_s))),
        Some(max_s) if range.min_s <= 0 => format!("at most {}", joined(&words(max_s))),
        Some(max_s) => {
            // Written as one length, it has half its unit as leeway on either side.
            let middle = words((range.min_s + max_s) / 2);
            let (low, high) = (words(range.min_s), words(max_s));
            let leeway_s = max_s - range.min_s;
            if leeway_s <= 60 || (leeway_s <= 3600 && range.min_s >= 3600) || leeway_s == 86_400 {
                joined(&middle)
            } else if low.1 == high.1 {
                format!("{}–{}", low.0, joined(&high))
            } else {
                format!("{}\u{a0}– {}", joined(&low), joined(&high))
            }
        }
    }
}

/// The rival versions of an event, if there are any: `Accounts differ: NYT: 90 min; Xinhua: at least 60 min`.
pub fn accounts(timeline: &Timeline, event: &Event) -> Option<String> {
    let account = |account: &crate::timeline::Account| {
        let source = timeline.source(account.source);
        let name = source.publisher.as_deref().unwrap_or(&source.title);
        let claims: Vec<String> = account.claims.iter().map(claim).collect();
        format!("{name}: {}", claims.join(", "))
    };
    let accounts: Vec<String> = event.accounts.iter().map(account).collect();
    (!accounts.is_empty()).then(|| format!("Accounts differ – {}", accounts.join("; ")))
}

/// The date that took the place of this event's, if an event of the file supersedes it.
pub fn new_date(timeline: &Timeline, id: EventId) -> Option<String> {
    let supersedes = |event: &&Event| {
        let mut relations = event.relations.iter();
        relations.any(|r| r.kind == RelationKind::Supersedes && r.target == id)
    };
    let later = timeline.events.iter().find(supersedes)?;
    Some(timeline.printer.date(&later.reading()?.civil))
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

/// The date that a document bears, where it was drawn up on another day: `dated 25 June 1807`.
pub fn face_date(timeline: &Timeline, id: EventId) -> Option<String> {
    let reading = timeline.face_date(id)?.reading.as_ref()?;
    Some(format!("dated {}", timeline.printer.full(&reading.civil)))
}

/// What a reader sees who points at an event: title, date, actors, words, sources.
pub fn hover(timeline: &Timeline, id: EventId) -> String {
    let event = timeline.event(id);
    let mut lines = vec![event.title.to_string(), date(event, &timeline.printer)];
    let names: Vec<&str> =
        event.actors().into_iter().map(|a| timeline.actor(a).name.as_str()).collect();
    if !names.is_empty() {
        lines.push(names.join(", "));
    }
    lines.extend(face_date(timeline, id).map(|face| format!("Its text is {face}")));
    lines.extend(event.quote.as_ref().map(|q| quoted(&q.value)));
    lines.extend(event.note.as_deref().map(str::to_owned));
    lines.extend(event_status(event).map(str::to_owned));
    lines.extend(accounts(timeline, event));
    let sources: Vec<String> = event
        .citations
        .iter()
        .map(|c| match c.locator.as_deref() {
            Some(locator) => format!("{}, {locator}", timeline.source(c.source).title),
            None => timeline.source(c.source).title.to_string(),
        })
        .collect();
    if !sources.is_empty() {
        lines.push(format!("Source: {}", sources.join("; ")));
    }
    lines.join("\n")
}

/// A field and the value that a rival account gives it: `duration 90min`; a remark or a quotation speaks for itself.
pub fn claim<T: AsRef<str>>((field, value): &(T, T)) -> String {
    let (field, value) = (field.as_ref(), value.as_ref());
    match field {
        "note" => value.to_owned(),
        "quote" => quoted(value),
        "duration" => match crate::date::duration::read(value) {
            Ok(range) => duration(range),
            Err(_) => value.to_owned(),
        },
        _ => format!("{field} {value}"),
    }
}

/// A source as a note below the picture cites it.
pub fn source(source: &Source, printer: &Printer) -> String {
    let mut parts: Vec<String> = source.author.as_deref().map(str::to_owned).into_iter().collect();
    parts.push(quoted(&source.title));
    parts.extend(source.publisher.as_deref().map(str::to_owned));
    parts.extend(source.published.as_ref().map(|p| printer.date(&p.value.civil)));
    format!("{}.", join(&parts, ", "))
}

/// Whom the picture sets off, if not everyone.
pub fn focus(scene: &Scene<'_>) -> Option<String> {
    if scene.focus.is_empty() {
        return None;
    }
    let names = scene.focus.iter().map(|&actor| scene.timeline.actor(actor).label());
    let names = names.collect::<Vec<_>>().join(", ");
    let takes_part = |&&id: &&EventId| concerns(&scene.focus, scene.timeline.event(id));
    let rows = &scene.sequence.rows;
    let number = match scene.condensed {
        Some(_) => String::new(),
        None => {
            format!(
                ", in {} of {}",
                rows.iter().filter(takes_part).count(),
                count(rows.len(), "event")
            )
        }
    };
    Some(format!("Set off: {names}{number}."))
}

/// How much of the file the picture shows, if not all.
pub fn left_out(scene: &Scene<'_>) -> Option<String> {
    let (all, left_out) = match scene.condensed {
        Some(condensed) => (condensed.events + condensed.left_out, condensed.left_out),
        None => (scene.timeline.events.len(), scene.left_out),
    };
    if left_out == 0 {
        return None;
    }
    let filter = &scene.filter;
    let mut chosen = Vec::new();
    if !filter.actors.is_empty() {
        let names = filter.actors.iter().map(|&a| scene.timeline.actor(a).label());
        chosen.push(format!("with {}", names.collect::<Vec<_>>().join(" or ")));
    }
    if !filter.kinds.is_empty() {
        let kinds = filter.kinds.iter().map(|kind| kind.word());
        chosen.push(format!("of kind {}", kinds.collect::<Vec<_>>().join(" or ")));
    }
    let printer = &scene.timeline.printer;
    chosen.extend(filter.from.map(|day| format!("from {}", printer.day(day))));
    chosen.extend(filter.to.map(|day| format!("to {}", printer.day(day))));
    let chosen = match chosen.as_slice() {
        [] => String::new(),
        _ => format!(", those {}", chosen.join(", ")),
    };
    let shown = all - left_out;
    Some(format!("Shows {shown} of {all} events{chosen}; {left_out} left out."))
}

/// How to read the picture: zones, calendars, what it does not show.
pub fn remarks(
    scene: &Scene<'_>,
    spans: &Spans,
    order: &OrderNetwork,
    scale_note: String,
) -> Vec<String> {
    let (timeline, sequence) = (scene.timeline, &scene.sequence);
    let unjoined = scene.brackets.left_out;
    let mut remarks = Vec::new();
    if let Some(Condensed { events, unit, contradictions, .. }) = scene.condensed {
        let rows = count(sequence.rows.len(), "row");
        remarks.push(format!(
            "{} in {rows}, one for each {} in which something happened: so many would not be told apart one by one.",
            count(events, "event"),
            unit.word()
        ));
        if contradictions > 0 {
            let number = count(contradictions, "contradiction");
            remarks.push(format!("Dates and relations of these events do not agree: {number}."));
        }
    }
    let all = order.contradictions();
    let disputes = all.iter().filter(|c| order.is_dispute(c)).count();
    if disputes > 0 {
        let number = count(disputes, "point");
        remarks.push(format!("Sources disagree about dates or order on {number}."));
    }
    if disputes < all.len() {
        let number = count(all.len() - disputes, "contradiction");
        remarks.push(format!("The dates and relations of this timeline do not agree: {number}."));
    }
    remarks.extend(focus(scene));
    remarks.extend(left_out(scene));
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
        ([Zone::Floating(_)], _) if has_clock => {
            remarks.push("Times are local; the file names no zone.".to_owned())
        }
        ([], _) | ([Zone::Floating(_)], _) | (_, None) => {}
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
    if readings().any(|r| r.civil.old_style) {
        remarks.push("O.S. is the day of the Julian calendar.".to_owned());
    }
    if spans.left_out > 0 {
        let bars = count(spans.left_out, "bar");
        remarks.push(format!("{bars} of lasting events not drawn for want of room."));
    }
    if unjoined > 0 {
        remarks.push(format!("{} not drawn for want of room.", count(unjoined, "relation")));
    }
    remarks.push(scale_note);
    vec![remarks.join(" ")]
}

/// Address of an event's first source that has one.
pub fn link(timeline: &Timeline, event: &Event) -> Option<String> {
    event.citations.iter().find_map(|c| {
        let source = timeline.source(c.source);
        source.url.as_deref().or(source.archive.as_deref()).map(str::to_owned)
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
        if group.continued {
            return (bold, "(continued)".to_owned());
        }
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
