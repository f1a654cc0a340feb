//! Events, their relations and the rival accounts of them.

use crate::date::zone::Zone;
use crate::date::{Anchor, AnchorOrigin, Context, Cue};
use crate::diagnostic::Span;
use crate::source::document::{Document, EventRecord, Link, Part, Text};
use crate::timeline::resolve::titles::Slugs;
use crate::timeline::resolve::words::EXTENTS;
use crate::timeline::resolve::{Resolver, Setting, allow, dates, seldom};
use crate::timeline::{
    Citation, Event, EventId, Kind, Participant, Passage, PlaceId, Relation, RelationKind, Spanned,
    Status, Step, TextSpan,
};
use ecow::EcoString;
use thin_vec::ThinVec;

/// What an event is called, known before any event is made.
struct Name {
    /// Its id, if it was made up; else the record has it.
    key: Option<Box<EcoString>>,
    span: Span,
    kind: Kind,
    /// Its title, if it was made up; else the record has it.
    title: Option<Box<EcoString>>,
}

impl Resolver {
    /// Adds the events of all documents.
    pub fn add_events(&mut self, documents: Vec<Document>, settings: &[Setting]) {
        let names = self.name_events(&documents);
        let announced = self.announced(&documents);
        self.timeline.events.reserve_exact(names.len());
        let records = documents.into_iter().zip(settings).flat_map(|(document, setting)| {
            document.events.into_iter().map(move |record| (record, setting))
        });
        for ((record, setting), (name, announced)) in records.zip(names.into_iter().zip(announced))
        {
            let event = self.event(record, name, setting, announced);
            self.timeline.events.push(event);
        }
    }

    /// Gives every event its kind, its title and its id.
    fn name_events(&mut self, documents: &[Document]) -> Vec<Name> {
        let records = || documents.iter().flat_map(|document| document.events.iter());
        // Ids are made up only beside those that stand in the file; most files need none.
        let makes_up = records().any(|record| record.id.is_none());
        let written = records().filter_map(|record| Some(record.id.as_ref()?.value.as_str()));
        let mut slugs = Slugs::new(written.filter(|_| makes_up));
        let count = records().count();
        let mut names = Vec::with_capacity(count);
        self.names.events.reserve(count);
        for record in records() {
            let kind = record.kind.as_ref();
            let kind = kind.and_then(|text| self.word(text, "a kind of event", &Kind::ALL));
            // The kind that claims least, where the file names none that is known.
            let kind = kind.unwrap_or(Kind::Background);
            let made_up =
                record.title.is_none().then(|| Box::new(self.made_up_title(record, kind).into()));
            let (key, span) = match &record.id {
                Some(id) => (None, id.span),
                None => {
                    let title = record.title.as_ref().map(|title| title.value.as_str());
                    let title =
                        title.or(made_up.as_deref().map(EcoString::as_str)).unwrap_or_default();
                    (Some(Box::new(slugs.make(title, kind).into())), record.first_line)
                }
            };
            let id = record.id.as_ref().map(|id| &id.value).or(key.as_deref());
            let id = id.unwrap_or(const { &EcoString::new() });
            if let Err(first) = self.names.events.add(id, span)
                && let Some(id) = &record.id
            {
                self.reused(id, first);
            }
            names.push(Name { key, span, kind, title: made_up });
        }
        names
    }

    /// For every event, whether another one announces it.
    fn announced(&self, documents: &[Document]) -> Vec<bool> {
        let records = || documents.iter().flat_map(|document| document.events.iter());
        let mut announced = vec![false; records().count()];
        let word = RelationKind::Announces.word();
        for link in records().flat_map(|record| &record.links) {
            if link.relation == word
                && let Some(number) = self.names.events.get(&link.target.value)
            {
                announced[number as usize] = true;
            }
        }
        announced
    }

    fn event(
        &mut self,
        record: EventRecord,
        name: Name,
        setting: &Setting,
        announced: bool,
    ) -> Event {
        let id = EventId(self.timeline.events.len() as u32);
        let place = record.place.as_ref().and_then(|id| self.place_id(id));
        let mut citations = ThinVec::with_capacity(record.sources.len());
        for citing in &record.sources {
            if let Some(source) = self.source_id(&citing.source) {
                let locator = seldom(&citing.locator);
                citations.push(Citation { source, locator, span: citing.source.span });
            }
        }
        let status = record.status.as_ref().and_then(|text| self.status(text));
        let zone = self.event_zone(&record, place).unwrap_or(setting.zone);
        let setting = Setting { zone, ..*setting };
        let anchors = self.event_anchors(id, &record, &setting, &citations);
        let extent = record.extent.as_ref();
        let whole = extent.and_then(|text| self.word(text, "a way to lie in a date", &EXTENTS));
        let cue = cue(status.as_ref(), announced);
        let (calendar, year_start) = (setting.calendar, setting.year_start);
        let whole = whole.unwrap_or(false);
        let context = Context { zone, anchors, cue, calendar, year_start, whole };
        let when = record
            .date
            .as_ref()
            .map(|date| self.when(date, record.time.as_deref(), &context, Some(id)));
        if let Some(dated) = &record.dated {
            let context = Context { whole: false, ..context.clone() };
            let face = self.when(dated, None, &context, Some(id));
            self.timeline.face_dates.push((id, face));
        }
        self.passages(id, &record, &context);
        let accounts = record.accounts.iter();
        let accounts =
            accounts.filter_map(|told| self.account(told, id, when.as_ref(), &context)).collect();
        let text_spans = self.text_spans(&record, &citations);
        let participants = self.participants(record.actors);
        let speaker = record.speaker.as_ref().and_then(|id| self.participant(id, None));
        let to = self.participants(record.to);
        let mut relations = ThinVec::with_capacity(record.links.len());
        for link in &record.links {
            relations.extend(self.relation(link));
        }
        let written = |text: Option<Text>| text.map(|text| text.value);
        Event {
            key: name.key.map(|key| *key).or(written(record.id)).unwrap_or_default(),
            span: name.span,
            kind: name.kind,
            form: seldom(&record.form),
            title: name.title.map(|title| *title).or(written(record.title)).unwrap_or_default(),
            when,
            duration: record
                .duration
                .as_ref()
                .and_then(|text| Some(Spanned { value: self.length(text)?, span: text.span }))
                .map(Box::new),
            place,
            participants,
            speaker,
            to,
            quote: record.quote.map(|quote| Spanned { value: quote.value, span: quote.span }),
            translated_from: seldom(&record.translated_from),
            attribution: seldom(&record.attribution),
            text_spans,
            citations,
            status,
            note: seldom(&record.note),
            relations,
            accounts,
            allow: record.allow.iter().map(allow).collect(),
        }
    }

    /// The bytes of saved texts: of the first source cited, where no source is named.
    fn text_spans(&mut self, record: &EventRecord, citations: &[Citation]) -> ThinVec<TextSpan> {
        let mut spans = ThinVec::new();
        for part in &record.text_span {
            let (source, text) = match part.locator.as_deref() {
                Some(bytes) => (self.source_id(&part.source), bytes),
                None => (citations.first().map(|citation| citation.source), &part.source),
            };
            if let (Some(bytes), Some(source)) = (self.bytes(text), source) {
                spans.push(TextSpan { source, bytes, span: text.span });
            }
        }
        spans
    }

    /// The zone that an event names for itself, or that of its place.
    fn event_zone(&mut self, record: &EventRecord, place: Option<PlaceId>) -> Option<Zone> {
        let longitude = place.and_then(|place| self.timeline.place(place).location).map(|at| at.1);
        let own = self.clock_of(record.offset.as_deref(), record.timezone.as_deref(), longitude);
        own.or_else(|| self.timeline.place(place?).zone)
    }

    /// The days that an event's relative words count from, the most trusted first.
    fn event_anchors(
        &mut self,
        event: EventId,
        record: &EventRecord,
        setting: &Setting,
        citations: &[Citation],
    ) -> Vec<Anchor> {
        let own = record.anchor.as_ref();
        let own = own.and_then(|text| self.day(text, "anchor", setting, Some(event)));
        let own = own.map(|day| Anchor::day(day, AnchorOrigin::Event));
        let mut anchors: Vec<Anchor> = own.into_iter().chain(setting.context().anchors).collect();
        for citation in citations {
            anchors.extend(dates::anchors_of(self.timeline.source(citation.source)));
        }
        anchors
    }

    fn status(&mut self, text: &Text) -> Option<Spanned<Status>> {
        let status = self.word(text, "a status", &Status::ALL)?;
        Some(Spanned { value: status, span: text.span })
    }

    /// Reads the further dates of a message.
    fn passages(&mut self, event: EventId, record: &EventRecord, context: &Context) {
        let context = Context { whole: false, ..context.clone() };
        let steps = [
            (Step::Sent, &record.sent),
            (Step::Delivered, &record.delivered),
            (Step::Published, &record.published),
        ];
        for (step, date) in steps {
            if let Some(date) = date {
                let when = self.when(date, None, &context, Some(event));
                self.timeline.passages.push(Passage { event, step, when });
            }
        }
    }

    fn participants(&mut self, parts: ThinVec<Part>) -> ThinVec<Participant> {
        let mut participants = ThinVec::with_capacity(parts.len());
        for part in parts {
            participants.extend(self.participant(&part.actor, part.role.as_deref()));
        }
        participants
    }

    /// A relation; without its source if that is not known, and not at all if its target is not.
    pub fn relation(&mut self, link: &Link) -> Option<Relation> {
        let target = self.event_id(&link.target);
        let gap = link.gap.as_deref().and_then(|text| self.length(text)).map(Box::new);
        let per = link.per.as_deref().and_then(|id| self.source_id(id));
        let (kind, _) = RelationKind::ALL.into_iter().find(|(_, word)| *word == link.relation)?;
        let rejected = seldom(&link.reject);
        Some(Relation { kind, target: target?, gap, per, rejected, span: link.target.span })
    }
}

/// Whether an event lay ahead when it was spoken of: it is announced, or another event announces it and nothing
/// says that it was held.
fn cue(status: Option<&Spanned<Status>>, announced: bool) -> Cue {
    match status.map(|status| status.value) {
        Some(Status::Announced) => Cue::Future,
        Some(Status::Held) => Cue::Past,
        None
        | Some(
            Status::Postponed
            | Status::Cancelled
            | Status::NotHeld
            | Status::Reported
            | Status::Met
            | Status::Missed
            | Status::Extended
            | Status::Superseded,
        ) => {
            if announced {
                Cue::Future
            } else {
                Cue::Past
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cue;
    use crate::date::{AnchorOrigin, Cue};
    use crate::diagnostic::{Files, Span};
    use crate::source::{self, document::RELATIONS};
    use crate::timeline::resolve::Resolver;
    use crate::timeline::{Citation, RelationKind, SourceId, Spanned, Status};

    #[test]
    fn every_relation_of_the_file_is_one_of_the_timeline() {
        assert_eq!(RelationKind::ALL.map(|(_, word)| word), RELATIONS);
    }

    #[test]
    fn what_is_announced_and_not_held_lay_ahead() {
        let of = |status: Option<Status>, announced| {
            let spanned = |value| Spanned { value, span: Span::default() };
            cue(status.map(spanned).as_ref(), announced)
        };
        assert_eq!(of(None, false), Cue::Past);
        assert_eq!(of(None, true), Cue::Future);
        assert_eq!(of(Some(Status::Announced), false), Cue::Future);
        assert_eq!(of(Some(Status::Held), true), Cue::Past);
        assert_eq!(of(Some(Status::Cancelled), true), Cue::Future);
    }

    const AUGUST_31: i32 = 17_044;

    /// Who the first event's relative words count from, and which day of September 2016.
    #[track_caller]
    fn anchors(head: &str, event: &str) -> Vec<(AnchorOrigin, i32)> {
        let yaml = format!(
            "title: t
{head}sources:
  voa: {{title: News, published: 2016-09-06, dateline: {{date: 2016-09-05}}}}
  nyt: {{title: Times, published: 2016-09-07}}
events: [{{kind: call{event}}}]
"
        );
        let none = &mut |_: &str| Err(String::new());
        let (documents, findings) = source::read(&mut Files::default(), "t.yaml", yaml, none);
        assert_eq!(findings, []);
        let mut resolver = Resolver::default();
        let settings = resolver.settings(&documents);
        resolver.add_sources(&documents[0], &settings[0]);
        let record = &documents[0].events[0];
        let citations: Vec<Citation> = (0..record.sources.len() as u32)
            .map(|n| Citation {
                source: SourceId(n),
                locator: Default::default(),
                span: record.first_line,
            })
            .collect();
        let anchors = resolver.event_anchors(super::EventId(0), record, &settings[0], &citations);
        anchors.into_iter().map(|anchor| (anchor.origin, anchor.day.0 - AUGUST_31)).collect()
    }

    #[test]
    fn relative_words_count_from_the_nearest_day_that_is_named() {
        use AnchorOrigin::{Dateline, Event, Published, Timeline};
        assert_eq!(
            anchors("anchor: 2016-09-04\n", ", anchor: 2016-09-03, source: [voa, nyt]"),
            [(Event, 3), (Timeline, 4), (Dateline, 5), (Published, 6), (Published, 7)]
        );
        assert_eq!(anchors("", ", source: voa"), [(Dateline, 5), (Published, 6)]);
        assert_eq!(anchors("", ""), []);
    }
}
