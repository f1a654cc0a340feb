//! Titles for events that have none, and ids for events that have none.

use crate::source::document::{EventRecord, Part, Text};
use crate::timeline::resolve::Resolver;
use crate::timeline::{Audience, Kind, Party};
use std::collections::{HashMap, HashSet};

/// Longest id made from a title, in characters, before a number that makes it unique.
const MAX_SLUG: usize = 48;
/// Most names that a title lists.
const MAX_NAMES: usize = 4;

impl Resolver {
    /// The title of an event that has none in the file, made from its kind and the people in it.
    ///
    /// `Kerry–Lavrov meeting`, `Obama to reporters`, `Letter by Annan to Assad`, `Plenary in Geneva`.
    pub fn made_up_title(&self, record: &EventRecord, kind: Kind) -> String {
        let noun = match &record.form {
            Some(form) => form.value.as_str().replace('-', " "),
            None => kind.word().to_owned(),
        };
        let people = self.labels(&record.actors);
        let to = self.labels(&record.to);
        let title = match (&record.speaker, &people[..]) {
            (Some(speaker), _) => {
                let speaker = self.label(speaker);
                if to.is_empty() {
                    format!("{noun} by {speaker}")
                } else if kind == Kind::Statement && record.form.is_none() {
                    format!("{speaker} to {}", listed(&to))
                } else {
                    format!("{noun} by {speaker} to {}", listed(&to))
                }
            }
            (None, [one, other]) => format!("{one}–{other} {noun}"),
            (None, []) => match record.place.as_ref().and_then(|id| self.place_name(id)) {
                Some(place) => format!("{noun} in {place}"),
                None => noun,
            },
            (None, [one]) if matches!(kind, Kind::Meeting | Kind::Call) => {
                format!("{noun} with {one}")
            }
            (None, people) => format!("{noun} of {}", listed(people)),
        };
        capitalised(&title)
    }

    fn labels(&self, parts: &[Part]) -> Vec<String> {
        parts.iter().map(|part| self.label(&part.actor)).collect()
    }

    /// What to call someone in a title; the id itself if nobody answers to it.
    fn label(&self, id: &Text) -> String {
        match self.party(&id.value) {
            Some(Party::Actor(actor)) => self.timeline.actor(actor).label().to_owned(),
            Some(Party::Audience(Audience::Reporters)) => "reporters".to_owned(),
            Some(Party::Audience(audience)) => format!("the {}", audience.word()),
            None => id.value.to_string(),
        }
    }

    fn place_name(&self, id: &Text) -> Option<&str> {
        let number = self.names.places.get(&id.value)?;
        Some(&self.timeline.places[number as usize].name)
    }
}

/// Ids for events without one, each different from every other.
#[derive(Debug, Default)]
pub(super) struct Slugs<'d> {
    taken: HashSet<&'d str>,
    next: HashMap<String, u32>,
}

impl<'d> Slugs<'d> {
    /// A maker of ids that keeps clear of those that stand in the file.
    pub fn new(taken: impl IntoIterator<Item = &'d str>) -> Slugs<'d> {
        Slugs { taken: taken.into_iter().collect(), next: HashMap::new() }
    }

    /// An id for a title: `kerry-lavrov-meeting`, the second time `kerry-lavrov-meeting-2`.
    pub fn make(&mut self, title: &str, kind: Kind) -> String {
        let slug = match slug(title) {
            slug if slug.is_empty() => kind.word().to_owned(),
            slug => slug,
        };
        let next = self.next.entry(slug.clone()).or_insert(1);
        loop {
            let id = if *next == 1 { slug.clone() } else { format!("{slug}-{next}") };
            *next += 1;
            if !self.taken.contains(id.as_str()) {
                return id;
            }
        }
    }
}

/// A title in lower-case ASCII letters, digits and hyphens; empty if it has none that can be written so.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    let mut hyphen = false;
    for character in title.chars().flat_map(char::to_lowercase) {
        let plain = plain(character);
        if character == '\'' || character == '’' {
            continue;
        }
        if plain.is_empty() {
            hyphen = !slug.is_empty();
            continue;
        }
        if slug.len() + plain.len() + usize::from(hyphen) > MAX_SLUG {
            break;
        }
        if hyphen {
            slug.push('-');
            hyphen = false;
        }
        slug.push_str(plain);
    }
    slug
}

/// A lower-case letter or digit in ASCII; nothing for any other character.
fn plain(character: char) -> &'static str {
    const ASCII: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    if let Some(at) = ASCII.find(character) {
        return &ASCII[at..=at];
    }
    match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// `Kerry`, `Kerry and Lavrov`, `Kerry, Lavrov, Annan and 3 others`.
fn listed(names: &[String]) -> String {
    let rest = names.len().saturating_sub(MAX_NAMES - 1);
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= MAX_NAMES => {
            format!("{} and {last}", first.join(", "))
        }
        names => format!("{} and {rest} others", names[..MAX_NAMES - 1].join(", ")),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Slugs, listed, slug};
    use crate::timeline::Kind;

    #[test]
    fn a_slug_is_ascii_and_short() {
        assert_eq!(slug("Kerry–Lavrov talks on Syria"), "kerry-lavrov-talks-on-syria");
        assert_eq!(slug("  Été à Genève: l’accord!  "), "ete-a-geneve-laccord");
        assert_eq!(slug("部长级会议"), "");
        assert!(slug(&"long ".repeat(40)).len() <= 48);
    }

    #[test]
    fn ids_made_from_titles_differ_from_each_other_and_from_those_in_the_file() {
        let mut slugs = Slugs::new(["talks-2"]);
        let made: Vec<String> = (0..3).map(|_| slugs.make("Talks", Kind::Meeting)).collect();
        assert_eq!(made, ["talks", "talks-3", "talks-4"]);
        assert_eq!(slugs.make("会议", Kind::Meeting), "meeting");
    }

    #[test]
    fn a_long_list_of_names_is_cut() {
        let names: Vec<String> = ["A", "B", "C", "D", "E", "F"].map(str::to_owned).into();
        assert_eq!(listed(&names[..2]), "A and B");
        assert_eq!(listed(&names[..4]), "A, B, C and D");
        assert_eq!(listed(&names), "A, B, C and 3 others");
    }
}
