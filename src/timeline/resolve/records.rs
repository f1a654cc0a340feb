//! Places, sources and actors.

use crate::date::calendar::Calendar;
use crate::date::{self, Context, Reading};
use crate::diagnostic::Span;
use crate::source::document::{ActorRecord, Dateline, Document, SourceRecord, Text};
use crate::timeline::resolve::names::{Index, Names};
use crate::timeline::resolve::words::ACTOR_KINDS;
use crate::timeline::resolve::{Resolver, Setting, dates, seldom, value};
use crate::timeline::{Actor, Place, Seldom, Source, Spanned};
use ecow::EcoString;

impl Resolver {
    /// Adds the places of a document.
    pub fn add_places(&mut self, document: &Document) {
        for record in &document.places {
            if !self.claim(&record.id, |names| &mut names.places) {
                continue;
            }
            let longitude = record.location.map(|(_, longitude)| longitude);
            let zone = self.clock_of(record.offset.as_ref(), record.timezone.as_ref(), longitude);
            self.timeline.places.push(Place {
                key: record.id.value.clone(),
                span: record.id.span,
                name: value(&record.name).unwrap_or_else(|| record.id.value.clone()),
                zone,
                location: record.location,
            });
        }
    }

    /// Adds the sources of a document.
    pub fn add_sources(&mut self, document: &Document, setting: &Setting) {
        for record in &document.sources {
            if self.claim(&record.id, |names| &mut names.sources) {
                let source = self.source(record, setting);
                self.timeline.sources.push(source);
            }
        }
    }

    /// Adds the actors of a document; what they belong to is looked up later.
    pub fn add_actors(&mut self, document: &Document, setting: &Setting) {
        for record in &document.actors {
            if self.claim(&record.id, |names| &mut names.actors) {
                let actor = self.actor(record, setting);
                self.timeline.actors.push(actor);
            }
        }
    }

    /// Looks up what every actor belongs to.
    pub fn resolve_memberships(&mut self, documents: &[Document]) {
        for record in documents.iter().flat_map(|document| &document.actors) {
            let group = record.member_of.as_ref().and_then(|id| self.actor_id(id));
            // An id that stands twice is the first one's.
            let actor = self.names.actors.get(&record.id.value);
            if let Some(actor) = actor.map(|number| &mut self.timeline.actors[number as usize])
                && actor.span == record.id.span
            {
                actor.member_of = group;
            }
        }
    }

    fn source(&mut self, record: &SourceRecord, setting: &Setting) -> Source {
        let context = setting.context();
        let published = self.date(record.published.as_deref(), &context);
        // Whoever looked at a source did so by today's calendar.
        let gregorian = Some(Calendar::Gregorian);
        let today = Context { calendar: gregorian, year_start: None, ..context.clone() };
        let accessed = self.date(record.accessed.as_deref(), &today);
        let mut source = Source {
            key: record.id.value.clone(),
            span: record.id.span,
            title: value(&record.title).unwrap_or_else(|| record.id.value.clone()),
            publisher: seldom(&record.publisher),
            author: seldom(&record.author),
            published,
            dateline: None,
            accessed,
            url: value(&record.url),
            archive: seldom(&record.archive),
            text: record
                .text
                .as_ref()
                .map(|text| Box::new(Spanned { value: text.value.clone(), span: text.span })),
            saved: None,
            unread: Seldom::default(),
            sha256: record.sha256.as_ref().and_then(|text| self.sha256(text)).map(Box::new),
            language: seldom(&record.language),
            reliability: record.reliability.as_ref().and_then(|text| self.reliability(text)),
        };
        // A dateline names day and month; the year is that of the publication.
        let anchors = dates::anchors_of(&source).chain(context.anchors.iter().copied()).collect();
        let context = Context { anchors, ..context };
        source.dateline = record.dateline.as_ref().map(|line| self.dateline(line, &context));
        source
    }

    fn dateline(
        &mut self,
        dateline: &Dateline,
        context: &Context,
    ) -> (EcoString, Option<Box<Spanned<Reading>>>) {
        match dateline {
            Dateline::Parts { place, date } => {
                (value(place).unwrap_or_default(), self.date(date.as_ref(), context))
            }
            Dateline::Line(line) => match day_at_end(line, context) {
                Some((place, date)) => (place, self.date(Some(&date), context)),
                None => (line.value.clone(), None),
            },
        }
    }

    fn actor(&mut self, record: &ActorRecord, setting: &Setting) -> Actor {
        let context = setting.context();
        let kind = record.kind.as_ref();
        let kind = kind.and_then(|text| self.word(text, "a kind of actor", &ACTOR_KINDS));
        Actor {
            key: record.id.value.clone(),
            span: record.id.span,
            name: value(&record.name).unwrap_or_else(|| record.id.value.clone()),
            short: value(&record.short),
            aliases: record.aliases.iter().map(|alias| alias.value.clone()).collect(),
            kind: kind.unwrap_or_default(),
            role: value(&record.role),
            member_of: None,
            tenure: self.date(record.tenure.as_ref(), &context),
            born: self.date(record.born.as_ref(), &context),
            died: self.date(record.died.as_ref(), &context),
            color: record.color.as_ref().and_then(|text| self.color(text)),
        }
    }

    /// Gives the next number of an index to an id; says whether the id was free.
    fn claim(&mut self, id: &Text, index: impl FnOnce(&mut Names) -> &mut Index) -> bool {
        match index(&mut self.names).claim(&id.value, id.span) {
            Ok(()) => true,
            Err(first) => {
                self.reused(id, first);
                false
            }
        }
    }
}

/// Commas of a dateline that a day is looked for behind.
const MAX_COMMAS: usize = 8;

/// The place and the day of a dateline such as `Hangzhou, China, 2016-09-05`: the longest end that is a day.
fn day_at_end(line: &Text, context: &Context) -> Option<(EcoString, Text)> {
    let starts = line.value.match_indices(',').take(MAX_COMMAS).map(|(comma, _)| comma + 1);
    for start in std::iter::once(0).chain(starts) {
        let tail = &line.value[start..];
        let at = start + tail.len() - tail.trim_start().len();
        let date = line.value[at..].trim_end();
        let (reading, _) = date::read(date, context);
        if reading.as_ref().and_then(dates::day_of).is_some() {
            let place = line.value[..start].trim_end_matches([',', ' ']);
            let from = line.span.start as usize + at;
            let span = Span::new(line.span.file, from, from + date.len());
            return Some((place.into(), Text { value: date.into(), span }));
        }
    }
    None
}
