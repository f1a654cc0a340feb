//! One event file that stands on its own: includes worked in, ids spelled out, relative dates written out.
//!
//! Reading it again gives the same timeline. A date that was counted from another day is written as the day it
//! stands for, where that says the same; every other date keeps the words of the file. Comments are not kept.

use crate::date::calendar::Calendar;
use crate::date::print::House;
use crate::date::zone::{LocalClock, Zone};
use crate::date::{Civil, Precision, Reading};
use crate::diagnostic::Files;
use crate::export::Subject;
use crate::order::passage::dated_steps;
use crate::timeline::{
    Account, Actor, ActorKind, Allow, Citation, Event, EventId, Participant, Party, Place,
    Relation, RelationKind, Source, Spanned, Step, TextSpan, Timeline, When,
};
use serde_yaml::{Mapping, Value};

/// Writes a timeline as an event file.
pub fn write(subject: Subject<'_>) -> String {
    let (timeline, files) = (subject.timeline, subject.files);
    let mut document = Record::new();
    document.text("title", Some(&timeline.title));
    document.text("subtitle", timeline.subtitle.as_ref());
    document.text("language", timeline.language.as_ref());
    let (_, house) = House::ALL[timeline.printer.house() as usize];
    let house = Some(house.to_owned()).filter(|_| timeline.printer.house() != House::default());
    document.text("date_style", house.as_ref());
    document.text("timezone", zone(timeline.zone, Zone::default()).as_ref());
    document.calendar(timeline.calendar);
    let start = timeline.year_start.map(|(month, day)| format!("{month:02}-{day:02}"));
    document.text("year_start", start.as_ref());
    let calendar = timeline.calendar.unwrap_or_default();
    document.text("anchor", timeline.anchor.map(|day| calendar.written(day)).as_ref());
    document.text("as_of", timeline.as_of.map(|day| calendar.written(day)).as_ref());
    let sources = timeline.sources.iter().map(|s| (s.key.as_str(), source(files, timeline, s)));
    document.map("sources", keyed(sources));
    let actors = timeline.actors.iter().map(|a| (a.key.as_str(), actor(files, timeline, a)));
    document.map("actors", keyed(actors));
    let places = timeline.places.iter().map(|p| (p.key.as_str(), place(p)));
    document.map("places", keyed(places));
    let events = timeline.event_ids().map(|id| event(timeline, id)).collect();
    document.0.insert("events".into(), Value::Sequence(events));
    // Texts, lists and maps of texts cannot fail to be written.
    serde_yaml::to_string(&document.0).unwrap_or_default()
}

/// A mapping that leaves out what is not there.
struct Record(Mapping);

impl Record {
    fn new() -> Record {
        Record(Mapping::new())
    }

    fn text<T: AsRef<str> + ?Sized>(&mut self, key: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.0.insert(key.into(), value.as_ref().into());
        }
    }

    fn calendar(&mut self, calendar: Option<Calendar>) {
        let Some(calendar) = calendar else { return };
        match calendar.country() {
            Some(country) => {
                let mut reform = Record::new();
                reform.text("reform", Some(&country.to_owned()));
                self.map("calendar", reform.0);
            }
            None => self.text("calendar", Some(&calendar.to_string())),
        }
    }

    fn map(&mut self, key: &str, value: Mapping) {
        if !value.is_empty() {
            self.0.insert(key.into(), Value::Mapping(value));
        }
    }

    fn list(&mut self, key: &str, mut values: Vec<Value>) {
        match values.len() {
            0 => {}
            // A list of one text is written as the text, as a person would.
            1 if values[0].is_string() => {
                self.0.insert(key.into(), values.remove(0));
            }
            _ => {
                self.0.insert(key.into(), Value::Sequence(values));
            }
        }
    }

    fn text_spans(&mut self, timeline: &Timeline, event: &Event) {
        let bytes = |span: &TextSpan| format!("{}..{}", span.bytes.start, span.bytes.end);
        match &event.text_spans[..] {
            [] => {}
            [one] if event.citations.first().is_some_and(|first| first.source == one.source) => {
                self.text("text_span", Some(&bytes(one)));
            }
            many => {
                let entries =
                    many.iter().map(|s| (timeline.source(s.source).key.as_str(), bytes(s).into()));
                self.map("text_span", keyed(entries));
            }
        }
    }

    fn into_value(self) -> Value {
        Value::Mapping(self.0)
    }
}

fn keyed<'a>(records: impl Iterator<Item = (&'a str, Value)>) -> Mapping {
    records.map(|(key, value)| (Value::from(key), value)).collect()
}

/// The name of a zone, unless it is the usual one. Clocks of unknown zone are named by number.
fn zone(zone: Zone, usual: Zone) -> Option<String> {
    (zone != usual).then(|| match zone {
        Zone::Floating(LocalClock(number)) => format!("unknown {number}"),
        Zone::Fixed(_) | Zone::Named(_) => zone.to_string(),
    })
}

/// The words of a date that is kept only as understood.
fn written(files: &Files, date: Option<&Spanned<Reading>>) -> Option<String> {
    let text = files.slice(date?.span).trim();
    let quoted = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    Some(quoted('"').or_else(|| quoted('\'')).unwrap_or(text).to_owned())
}

fn source(files: &Files, timeline: &Timeline, source: &Source) -> Value {
    let mut record = Record::new();
    record.text("title", Some(&source.title));
    record.text("publisher", source.publisher.as_deref());
    record.text("author", source.author.as_deref());
    record.text("published", written(files, source.published.as_deref()).as_ref());
    if let Some((place, day)) = &source.dateline {
        let mut dateline = Record::new();
        dateline.text("place", Some(place));
        // The day may be a part of a longer line: it is written out, not cut out.
        let day = day.as_ref().and_then(|day| day.value.civil.first);
        let calendar = timeline.calendar.unwrap_or_default();
        dateline.text("date", day.map(|day| calendar.written(day)).as_ref());
        record.map("dateline", dateline.0);
    }
    record.text("accessed", written(files, source.accessed.as_deref()).as_ref());
    record.text("url", source.url.as_ref());
    record.text("archive", source.archive.as_deref());
    record.text("text", source.text.as_ref().map(|text| &text.value));
    record.text("sha256", source.sha256.as_ref().map(|digits| &digits.value));
    record.text("language", source.language.as_deref());
    record.text("reliability", source.reliability.map(String::from).as_ref());
    record.into_value()
}

fn actor(files: &Files, timeline: &Timeline, actor: &Actor) -> Value {
    let kind = match actor.kind {
        ActorKind::Person => None,
        ActorKind::State => Some("state".to_owned()),
        ActorKind::Organisation => Some("organisation".to_owned()),
        ActorKind::Group => Some("group".to_owned()),
    };
    let mut record = Record::new();
    record.text("name", Some(&actor.name));
    record.text("short", actor.short.as_ref());
    let aliases = actor.aliases.iter().map(|alias| alias.as_str().into()).collect();
    record.list("aliases", aliases);
    record.text("kind", kind.as_ref());
    record.text("role", actor.role.as_ref());
    record.text("member_of", actor.member_of.map(|id| &timeline.actor(id).key));
    record.text("tenure", written(files, actor.tenure.as_deref()).as_ref());
    record.text("born", written(files, actor.born.as_deref()).as_ref());
    record.text("died", written(files, actor.died.as_deref()).as_ref());
    record.text("color", actor.color.as_ref());
    record.into_value()
}

fn place(place: &Place) -> Value {
    let mut record = Record::new();
    record.text("name", Some(&place.name));
    record.text("timezone", place.zone.and_then(|z| zone(z, Zone::default())).as_ref());
    if let Some((latitude, longitude)) = place.location {
        record.list("location", vec![latitude.into(), longitude.into()]);
    }
    record.into_value()
}

fn event(timeline: &Timeline, id: EventId) -> Value {
    let event = timeline.event(id);
    let mut record = Record::new();
    record.text("id", Some(&event.key));
    record.text("kind", Some(&event.kind.word().to_owned()));
    record.text("form", event.form.as_deref());
    if let Some(when) = &event.when {
        date(&mut record, timeline, when);
    }
    record.text("dated", timeline.face_date(id).map(|face| step_date(timeline, face)).as_ref());
    record.text("duration", event.duration.as_ref().map(|d| length(d.value)).as_ref());
    record.text("title", Some(&event.title));
    record.text("place", event.place.map(|id| &timeline.place(id).key));
    record.list("actors", event.participants.iter().map(|p| party(timeline, p)).collect());
    let speaker = event.speaker.as_ref().map(|speaker| name(timeline, speaker.party).to_owned());
    record.text("speaker", speaker.as_ref());
    record.list("to", event.to.iter().map(|p| party(timeline, p)).collect());
    record.text("quote", event.quote.as_ref().map(|quote| &quote.value));
    record.text("translated_from", event.translated_from.as_deref());
    record.text("attribution", event.attribution.as_deref());
    record.list("source", event.citations.iter().map(|c| citation(timeline, c)).collect());
    record.text_spans(timeline, event);
    record.text("status", event.status.as_ref().map(|s| s.value.word().to_owned()).as_ref());
    record.text("note", event.note.as_deref());
    for step in [Step::Sent, Step::Delivered, Step::Published] {
        let mut steps = dated_steps(timeline, id);
        if let Some((_, passage)) = steps.find(|(_, passage)| passage.step == step) {
            record.text(step.word(), Some(&step_date(timeline, &passage.when)));
        }
    }
    for (kind, word) in RelationKind::ALL {
        let of_kind = event.relations.iter().filter(|relation| relation.kind == kind);
        record.list(word, of_kind.map(|r| relation(timeline, r)).collect());
    }
    record.list("accounts", event.accounts.iter().map(|a| account(timeline, a)).collect());
    let allow = event.allow.iter().map(|a: &Allow| (a.code.as_str(), a.reason.as_str().into()));
    record.map("allow", keyed(allow));
    record.into_value()
}

/// Writes the date, and with it what the words alone would not say again.
fn date(record: &mut Record, timeline: &Timeline, when: &When) {
    let Some(reading) = &when.reading else {
        record.text("date", Some(&when.text));
        return;
    };
    let counted = reading.rule.is_counted();
    let calendar = timeline.calendar.unwrap_or_default();
    match written_out(&reading.civil, calendar) {
        Some(date) if reading.rule.names_days() => record.text("date", Some(&date)),
        Some(_) | None => {
            record.text("date", Some(&when.text));
            let anchor = reading.anchor.filter(|_| counted);
            record.text("anchor", anchor.map(|anchor| calendar.written(anchor.day)).as_ref());
        }
    }
    record.text("timezone", zone(reading.zone, timeline.zone).as_ref());
    if fills_its_window(reading) {
        record.text("span", Some(&"whole".to_owned()));
    }
}

/// The date of a step of a message, without words that count from another day.
fn step_date(timeline: &Timeline, when: &When) -> String {
    let counted = when.reading.as_ref().filter(|reading| reading.rule.is_counted());
    let calendar = timeline.calendar.unwrap_or_default();
    let date = counted.and_then(|reading| written_out(&reading.civil, calendar));
    date.unwrap_or_else(|| when.text.to_string())
}

/// A day, or a moment of a day, in figures; `None` for dates that figures alone do not say.
fn written_out(civil: &Civil, calendar: Calendar) -> Option<String> {
    let day = civil.first.filter(|_| civil.first == civil.last && !civil.interval)?;
    let day = calendar.written(day);
    let marked = civil.approximate || civil.uncertain;
    match (civil.first_clock, civil.last_clock) {
        _ if marked => None,
        (Some(clock), None) => Some(format!("{day} {clock}")),
        (None, None) if civil.precision == Precision::Day => Some(day),
        _ => None,
    }
}

/// Whether an event lasts from the first to the last second of its window.
fn fills_its_window(reading: &Reading) -> bool {
    let hard = &reading.hard;
    hard.start_min.is_some()
        && hard.start_min == hard.start_max
        && hard.end_min.is_some()
        && hard.end_min == hard.end_max
        && hard.start_max < hard.end_min
}

/// `90min`, `10min..3h`, `1h..`: in the greatest unit that leaves no rest.
fn length(range: crate::date::duration::SecondsRange) -> String {
    let one = |seconds: i64| {
        let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
        let fitting = units.into_iter().find(|(unit, _)| seconds != 0 && seconds % unit == 0);
        let (unit, name) = fitting.unwrap_or((60, "min"));
        format!("{}{name}", seconds / unit)
    };
    match range.max_s {
        Some(max) if max == range.min_s => one(max),
        Some(max) => format!("{}..{}", one(range.min_s), one(max)),
        None => format!("{}..", one(range.min_s)),
    }
}

fn name(timeline: &Timeline, party: Party) -> &str {
    match party {
        Party::Actor(id) => &timeline.actor(id).key,
        Party::Audience(audience) => audience.word(),
    }
}

/// `kerry`, or `annan: mediator`.
fn party(timeline: &Timeline, participant: &Participant) -> Value {
    with_detail(name(timeline, participant.party), participant.role.as_deref())
}

/// `voa`, or `voa: p. 3`.
fn citation(timeline: &Timeline, citation: &Citation) -> Value {
    with_detail(&timeline.source(citation.source).key, citation.locator.as_deref())
}

fn with_detail(name: &str, detail: Option<&str>) -> Value {
    match detail {
        Some(detail) => {
            let mut record = Record::new();
            record.text(name, Some(detail));
            record.into_value()
        }
        None => name.into(),
    }
}

/// `kerry-lavrov-sunday`, or that with its gap and who says so.
fn relation(timeline: &Timeline, relation: &Relation) -> Value {
    let target = timeline.event(relation.target).key.as_str();
    if relation.gap.is_none() && relation.per.is_none() {
        return target.into();
    }
    let mut detail = Record::new();
    detail.text("gap", relation.gap.as_deref().copied().map(length).as_ref());
    detail.text("per", relation.per.map(|source| &timeline.source(source).key));
    detail.text("reject", relation.rejected.as_deref());
    let mut record = Record::new();
    record.map(target, detail.0);
    record.into_value()
}

fn account(timeline: &Timeline, account: &Account) -> Value {
    let is_relation = |field: &str| RelationKind::ALL.iter().any(|(_, word)| *word == field);
    let texts = account.claims.iter().filter(|(field, _)| !is_relation(field));
    let mut claims = Record::new();
    claims.0 = keyed(texts.map(|(field, value)| (field.as_str(), value.as_str().into())));
    for (kind, word) in RelationKind::ALL {
        let of_kind = account.relations.iter().filter(|relation| relation.kind == kind);
        // Whose they are is said by the account.
        let plain = |r: &Relation| relation(timeline, &Relation { per: None, ..r.clone() });
        claims.list(word, of_kind.map(plain).collect());
    }
    let mut record = Record::new();
    record.text("source", Some(&timeline.source(account.source).key));
    record.map("claim", claims.0);
    record.text("reject", account.rejected.as_deref());
    record.into_value()
}

#[cfg(test)]
mod tests {
    use super::length;
    use crate::date::duration::SecondsRange;

    #[test]
    fn lengths_are_written_as_a_person_would() {
        let text = |min_s, max_s| length(SecondsRange { min_s, max_s });
        assert_eq!(text(5400, Some(5400)), "90min");
        assert_eq!(text(600, Some(10_800)), "10min..3h");
        assert_eq!(text(3600, None), "1h..");
        assert_eq!(text(0, Some(86_400)), "0min..1d");
        assert_eq!(text(61, Some(61)), "61s");
    }
}
