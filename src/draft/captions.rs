//! Captions: what a picture of a dated day shows. It supports a meeting that the text tells of, or stands as background.

use crate::draft::Context;
use crate::draft::event::{Dating, Event, actor_key, one_line};
use crate::draft::published::Published;
use crate::draft::titles::shortened;

/// Adds what captions say to the events.
pub(super) fn add(context: &Context<'_, '_>, published: &Published, events: &mut Vec<Event>) {
    let article = context.article;
    for &(block, day) in &published.captions {
        let bytes = article.blocks[block].bytes.clone();
        let first = article.tokens.partition_point(|t| t.start < bytes.start);
        let last = article.tokens.partition_point(|t| t.start < bytes.end);
        let mut people: Vec<String> = Vec::new();
        for mention in article.mentions_in(&(first..last)) {
            if article.entities[mention.entity.0].kind == crate::prose::EntityKind::Person {
                let key = actor_key(context, mention.entity);
                if !people.contains(&key) {
                    people.push(key);
                }
            }
        }
        let place = (first..last).find_map(|at| {
            let led = at > 0 && matches!(article.tokens[at - 1].lower.as_str(), "in" | "of" | "at");
            if !article.tokens[at].capital || !led {
                return None;
            }
            let (_, place) = context.lexicon.places.at(&article.tokens, at, last)?;
            let place = &context.lexicon.place_list[*place];
            Some((place.name.clone(), place.country.clone(), place.zone.clone()))
        });
        let words = one_line(&article.text[bytes.clone()]);
        let archive = words.to_uppercase().starts_with("FILE");
        let supported = events.iter_mut().find(|event| {
            matches!(event.kind.as_str(), "meeting" | "call")
                && event.status.is_none()
                && event.days() == Some((day, day))
                && people.len() >= 2
                && people.iter().all(|who| event.participants.contains(who))
        });
        if let Some(event) = supported
            && !archive
        {
            event.place = event.place.take().or(place);
            if let Some((_, locator)) = event.sources.first_mut() {
                locator.push_str(" and caption");
            }
            continue;
        }
        let title = title(&words);
        events.push(Event {
            kind: "background".to_owned(),
            title,
            dating: Some(Dating {
                written: String::new(),
                value: day.to_string(),
                says: "the date under a picture".to_owned(),
                days: Some((day, day)),
                doubtful: false,
            }),
            place,
            note: Some("Caption; the date is that of the picture.".to_owned()),
            sources: vec![(context.key.to_owned(), "caption".to_owned())],
            spans: vec![(context.key.to_owned(), bytes)],
            ..Event::default()
        });
    }
}

/// The first words of a caption, without `FILE -` and without its date.
fn title(words: &str) -> String {
    let start = words
        .trim_start_matches("FILE PHOTO")
        .trim_start_matches("FILE")
        .trim_start_matches([' ', '-', '–', '—', ':']);
    let clause = start.split(", ").next().unwrap_or(start);
    shortened(if clause.split(' ').count() < 4 { start } else { clause }, 9)
}
