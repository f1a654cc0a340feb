//! The draft as data: what will be written, and what is doubted.

use crate::date::civil::Day;
use crate::date::zone::Zone;
use crate::draft::published::Published;
use crate::draft::{Context, Request};
use crate::prose::names::{EntityId, EntityKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// A whole draft.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Title of the timeline.
    pub title: String,
    /// Zone of days that name none.
    pub zone: Zone,
    /// The day that relative words count from.
    pub anchor: Option<Day>,
    /// Remarks for the head of the file: how the day of publication was found, what speaks against it.
    pub remarks: Vec<String>,
    /// The articles.
    pub sources: Vec<Source>,
    /// Who takes part.
    pub actors: Vec<Actor>,
    /// Where.
    pub places: Vec<Place>,
    /// What happened, dated events first.
    pub events: Vec<Event>,
}

/// An article as a source.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its id.
    pub key: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Day>,
    /// Place of the dateline.
    pub dateline: Option<String>,
    /// Path of the saved text.
    pub path: Option<String>,
    /// SHA-256 of the text, in hexadecimal digits.
    pub sha256: Option<String>,
}

/// Somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actor {
    /// The id.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: Option<String>,
    /// `state`, `organisation`, `group`; persons have none.
    pub kind: Option<&'static str>,
    /// Office.
    pub role: Option<String>,
    /// Id of the country or body.
    pub member_of: Option<String>,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The id.
    pub key: String,
    /// Its name with the country.
    pub name: String,
    /// Its zone.
    pub zone: Option<String>,
}

/// When, as the text has it and as the file will.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dating {
    /// The words of the text; empty where the date does not come from words about this event.
    pub written: String,
    /// What stands in the file: the words, where its reader understands them alike, or the day.
    pub value: String,
    /// What the words were taken for, and by which rule.
    pub says: String,
    /// First and last day.
    pub days: Option<(Day, Day)>,
    /// Whether the first line of the comment is a doubt.
    pub doubtful: bool,
}

/// An event of the draft. Relations are numbers of other events in the same list.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// Its id, once all are known.
    pub key: String,
    /// The kind.
    pub kind: String,
    /// The form.
    pub form: Option<String>,
    /// The title.
    pub title: String,
    /// The date.
    pub dating: Option<Dating>,
    /// Words that date it and that nothing could be made of.
    pub undated_phrase: Option<String>,
    /// Length of time.
    pub duration: Option<String>,
    /// The place, by its name in the lexicon.
    pub place: Option<(String, String, String)>,
    /// Who took part: ids.
    pub participants: Vec<String>,
    /// Who spoke.
    pub speaker: Option<String>,
    /// To whom.
    pub to: Vec<String>,
    /// The words between quotation marks, pieces joined by ` … `.
    pub quote: Option<String>,
    /// The verb with its circumstances.
    pub attribution: Option<String>,
    /// What became of it.
    pub status: Option<String>,
    /// What is reported without quotation marks.
    pub note: Option<String>,
    /// Sources with the paragraph.
    pub sources: Vec<(String, String)>,
    /// Bytes of the sentences, by source.
    pub spans: Vec<(String, Range<usize>)>,
    /// It begins after these.
    pub after: Vec<usize>,
    /// It ends before these.
    pub before: Vec<usize>,
    /// It says that these will be.
    pub announces: Vec<usize>,
    /// It tells of these as past.
    pub reports: Vec<usize>,
    /// It answers these.
    pub responds_to: Vec<usize>,
    /// What other sources say of it: source, field, value.
    pub accounts: Vec<(String, String, String)>,
    /// How the relations were read.
    pub remarks: Vec<String>,
    /// What is not sure, and why.
    pub doubts: Vec<String>,
}

/// What is taken back of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// All its relations.
    Relations,
    /// Its date.
    Date,
    /// Its words.
    Quotation,
}

impl Event {
    /// The days that it lies in.
    pub fn days(&self) -> Option<(Day, Day)> {
        self.dating.as_ref().and_then(|dating| dating.days)
    }

    /// Where it stands in the text.
    pub fn at(&self) -> usize {
        self.spans.first().map_or(usize::MAX, |(_, span)| span.start)
    }
}

/// Makes ids of people: their short name, or more where two share it.
pub(super) fn actor_key(context: &Context<'_, '_>, id: EntityId) -> String {
    let entity = &context.article.entities[id.0];
    let key = slug(&entity.short, 40);
    if key.is_empty() { format!("actor-{}", id.0 + 1) } else { key }
}

/// Puts one article's draft together: the actors and places that its events name, in a good order.
pub(super) fn finish(
    context: &Context<'_, '_>,
    request: &Request<'_>,
    published: Published,
    events: Vec<Event>,
) -> Draft {
    let article = context.article;
    let (actors, renamed) = actors(context, &events);
    let mut events = events;
    for event in &mut events {
        let names = event.participants.iter_mut().chain(&mut event.to).chain(&mut event.speaker);
        for name in names {
            if let Some(new) = renamed.get(name) {
                name.clone_from(new);
            }
        }
    }
    let mut places: Vec<Place> = Vec::new();
    for event in &mut events {
        if let Some((name, country, zone)) = &event.place {
            let key = slug(name, 40);
            let name = if name == country { name.clone() } else { format!("{name}, {country}") };
            if !places.iter().any(|place| place.key == key) {
                places.push(Place { key, name, zone: Some(zone.clone()) });
            }
        }
    }
    // A page's own title has the name of its site beside the headline.
    let headline = published.title.clone();
    let named =
        |headline: &String| request.title.as_ref().is_none_or(|t| t.contains(headline.as_str()));
    let title = headline.clone().filter(named).or(request.title.clone()).or(headline);
    let title = title.unwrap_or_else(|| {
        let first = article.sentences.first().map_or("", |s| &article.text[s.bytes.clone()]);
        crate::draft::titles::shortened(first, 8)
    });
    let source = Source {
        key: request.key.clone(),
        title: one_line(&title),
        publisher: request.publisher.clone().or(published.publisher.clone()),
        published: published.day,
        dateline: published.dateline.clone(),
        path: request.path.clone(),
        sha256: request.path.as_ref().map(|_| crate::quotation::fingerprint(request.text)),
    };
    Draft {
        title: one_line(&title),
        zone: context.zone,
        anchor: context.anchor,
        remarks: published.remarks,
        sources: vec![source],
        actors,
        places,
        events,
    }
}

/// The actors that events name, and the countries that they belong to; with the ids that had to be changed.
fn actors(context: &Context<'_, '_>, events: &[Event]) -> (Vec<Actor>, BTreeMap<String, String>) {
    let article = context.article;
    let used = |key: &str| {
        events.iter().any(|event| {
            event.participants.iter().chain(&event.to).chain(&event.speaker).any(|name| name == key)
        })
    };
    let mut found: Vec<Actor> = Vec::new();
    let mut countries: Vec<usize> = Vec::new();
    for (number, entity) in article.entities.iter().enumerate() {
        let key = actor_key(context, EntityId(number));
        if !used(&key) || found.iter().any(|actor| actor.key == key) {
            continue;
        }
        let kind = match entity.kind {
            EntityKind::Person => None,
            EntityKind::Nameless if entity.name.ends_with('s') => Some("group"),
            EntityKind::Nameless => None,
            EntityKind::Country(_) => Some("state"),
            EntityKind::Organisation(_) => Some("organisation"),
        };
        let member_of = entity.country.map(|country| {
            if !countries.contains(&country) {
                countries.push(country);
            }
            slug(&context.lexicon.countries[country].name, 40)
        });
        let short = (entity.short != entity.name).then(|| entity.short.clone());
        found.push(Actor {
            key,
            name: one_line(&entity.name),
            short,
            kind,
            role: entity.role.as_deref().map(one_line),
            member_of,
        });
    }
    let mut all: Vec<Actor> = Vec::new();
    for country in countries {
        let name = &context.lexicon.countries[country].name;
        let key = slug(name, 40);
        if !found.iter().any(|actor| actor.key == key) {
            all.push(Actor { key, name: name.clone(), kind: Some("state"), ..Actor::default() });
        }
    }
    // States first: the others belong to them.
    let (states, others): (Vec<Actor>, Vec<Actor>) =
        found.into_iter().partition(|actor| actor.kind == Some("state"));
    all.extend(states);
    all.extend(others);
    (all, BTreeMap::new())
}

/// A text on one line, its blanks single.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in small letters, digits and hyphens; empty if it has none.
pub(super) fn slug(text: &str, most: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for character in text.nfd().flat_map(char::to_lowercase) {
        // Letters that are no letter of the alphabet with an accent.
        let plain = match character {
            'ı' => "i",
            'ø' => "o",
            'ł' => "l",
            'đ' | 'ð' => "d",
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            _ => "",
        };
        if !plain.is_empty() {
            slug.push_str(plain);
        } else if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if matches!(character, '\'' | '’' | '.')
            || !character.is_ascii()
                && !character.is_whitespace()
                && character != '–'
                && character != '—'
        {
            // Accents and apostrophes leave no gap.
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= most && slug.ends_with('-') {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

impl Draft {
    /// Takes back what a check has refuted, event by event: its relations, then its date. A comment keeps each.
    ///
    /// Gives the ids of the events with what each has lost.
    pub fn withdraw(&mut self, refuted: &[(String, &'static str, String)]) -> Vec<(String, Lost)> {
        let mut lost = Vec::new();
        let keys: Vec<String> = self.events.iter().map(|event| event.key.clone()).collect();
        for (key, code, message) in refuted {
            let Some(event) = self.events.iter_mut().find(|event| event.key == *key) else {
                continue;
            };
            let mut gone: Vec<String> = Vec::new();
            let lists = [
                ("after", &mut event.after),
                ("before", &mut event.before),
                ("announces", &mut event.announces),
                ("reports", &mut event.reports),
                ("responds_to", &mut event.responds_to),
            ];
            for (word, list) in lists {
                gone.extend(list.drain(..).map(|at| format!("{word}: {}", keys[at])));
            }
            let mut what = Lost::Relations;
            if gone.is_empty()
                && let Some(dating) = event.dating.take()
            {
                what = Lost::Date;
                gone.push(format!("date: {}", dating.value));
            } else if gone.is_empty()
                && let Some(quote) = event.quote.take()
            {
                what = Lost::Quotation;
                gone.push(format!("quote: {quote}"));
            }
            if gone.is_empty() {
                continue;
            }
            lost.push((key.clone(), what));
            event.doubts.push(format!("{} is taken back: {code}, {message}", gone.join(", ")));
        }
        lost
    }
}
