//! Documents → timeline: ids are looked up, dates are read, words of closed lists are understood.
//!
//! [`resolve`] goes through the documents twice: first it gives every actor, place, source and event its id,
//! then it makes the events, so that an event can refer to one that stands further down or in another file.
//!
//! | question | answered in |
//! |---|---|
//! | who is meant by this id? | `names` |
//! | is this one of the known words? | `words` |
//! | in which zone, and counted from which day? | `dates` |
//! | what is it called? | `titles` |
//! | who tells it otherwise? | `accounts` |
//!
//! Nothing is thrown away because something beside it is wrong: an event whose kind is unknown is kept as
//! [`Kind::Background`](crate::timeline::Kind::Background), a relation to an unknown event is left out.

mod accounts;
mod dates;
mod events;
mod names;
mod records;
mod titles;
pub mod words;

use crate::date::calendar::Calendar;
use crate::date::civil::Day;
use crate::date::print::{House, Printer};
use crate::date::zone::{LocalClock, Zone};
use crate::diagnostic::Diagnostic;
use crate::source::document::{Document, Excuse, Text};
use crate::source::findings::Findings;
use crate::timeline::resolve::names::Names;
use crate::timeline::{Allow, Seldom, Timeline};
use ecow::EcoString;
use std::collections::HashMap;

/// Makes a timeline of the documents that [`crate::source::read`] gave, the main one first.
///
/// Title, subtitle and language are those of the first document. Zone, calendar and day to count from are each document's own
/// or, failing that, the first one's. The diagnostics are about words that are not known (D707) and values that
/// cannot be what they should be (D704); all else that can be wrong is kept in the timeline for the checks.
pub fn resolve(documents: Vec<Document>) -> (Timeline, Vec<Diagnostic>) {
    let mut resolver = Resolver::default();
    let settings = resolver.settings(&documents);
    resolver.head(&documents, &settings);
    for (document, setting) in documents.iter().zip(&settings) {
        resolver.add_places(document);
        resolver.add_sources(document, setting);
        resolver.add_actors(document, setting);
    }
    resolver.resolve_memberships(&documents);
    resolver.resolve_head(&documents);
    resolver.add_events(documents, &settings);
    (resolver.timeline, resolver.findings.into_vec())
}

/// What the dates of one document are read against.
#[derive(Debug, Clone, Copy, Default)]
struct Setting {
    zone: Zone,
    anchor: Option<Day>,
    calendar: Option<Calendar>,
    year_start: Option<(u8, u8)>,
}

/// The timeline in the making.
#[derive(Default)]
struct Resolver {
    timeline: Timeline,
    findings: Findings,
    names: Names,
    /// The clocks of unknown zone that have a name.
    clocks: HashMap<String, LocalClock>,
}

impl Resolver {
    /// Reads `timezone`, `calendar` and `anchor` of every document; what one leaves out, the first one says.
    fn settings(&mut self, documents: &[Document]) -> Vec<Setting> {
        let mut settings: Vec<Setting> = Vec::with_capacity(documents.len());
        for document in documents {
            let main = settings.first().copied().unwrap_or_default();
            let named = document.timezone.as_ref();
            // A whole file on one unknown clock is what a file is anyway that says nothing of zones.
            let named = named
                .filter(|text| !settings.is_empty() || words::unknown(&text.value) != Some(""));
            let zone = self.clock_of(document.offset.as_ref(), named, None);
            let zone = zone.unwrap_or(main.zone);
            let calendar = document.calendar.as_ref().and_then(|text| self.calendar(text));
            let calendar = calendar.or(main.calendar);
            let year_start = document.year_start.as_ref();
            let year_start = year_start.and_then(|text| self.year_start(text, calendar));
            let year_start = year_start.or(main.year_start);
            let bare = Setting { zone, anchor: None, calendar, year_start };
            let anchor =
                document.anchor.as_ref().and_then(|text| self.day(text, "anchor", &bare, None));
            settings.push(Setting { anchor: anchor.or(main.anchor), ..bare });
        }
        settings
    }

    /// What the first document says of the whole.
    fn head(&mut self, documents: &[Document], settings: &[Setting]) {
        let (Some(main), Some(setting)) = (documents.first(), settings.first()) else {
            return;
        };
        self.timeline.title = value(&main.title).unwrap_or_default();
        self.timeline.subtitle = value(&main.subtitle);
        self.timeline.language = value(&main.language);
        let house = main.date_style.as_ref();
        let house = house.and_then(|text| self.word(text, "a style of dates", &House::ALL));
        let language = self.timeline.language.as_deref();
        self.timeline.printer = Printer::new(language, house.unwrap_or_default());
        self.timeline.zone = setting.zone;
        self.timeline.calendar = setting.calendar;
        self.timeline.year_start = setting.year_start;
        self.timeline.anchor = setting.anchor;
        let as_of = main.as_of.as_ref();
        self.timeline.as_of = as_of.and_then(|text| self.day(text, "as_of", setting, None));
    }

    /// What documents say of the whole and refers to sources.
    fn resolve_head(&mut self, documents: &[Document]) {
        for document in documents {
            let prefer: Vec<_> =
                document.prefer.iter().filter_map(|id| self.source_id(id)).collect();
            self.timeline.prefer.extend(prefer);
            self.timeline.allow.extend(document.allow.iter().map(allow));
        }
    }
}

fn allow(excuse: &Excuse) -> Allow {
    Allow {
        code: excuse.code.value.clone(),
        reason: excuse.reason.value.clone(),
        span: excuse.code.span,
    }
}

fn value(text: &Option<Text>) -> Option<EcoString> {
    text.as_ref().map(|text| text.value.clone())
}

fn seldom(text: &Option<Box<Text>>) -> Seldom {
    text.as_ref().map(|text| text.value.as_str()).into()
}
