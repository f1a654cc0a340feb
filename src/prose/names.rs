//! People, states and organisations: introduced with their role, then followed by their surname.
//!
//! The first reading of the article collects who is introduced; the second finds every place where somebody is named. A
//! surname that two people share names neither. Pronouns name nobody.

mod introductions;
mod mentions;
mod roles;
mod word_lists;

use crate::prose::blocks::{Block, Role};
use crate::prose::lexicon::{Lexicon, Proper};
use crate::prose::names::word_lists::PLAIN;
use crate::prose::tokens::{Sentence, Token};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Index into [`crate::prose::Article::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// What somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityKind {
    /// A human being with a name.
    Person,
    /// Somebody without a name: `a Western diplomat`.
    Nameless,
    /// A state, by its number in the lexicon.
    Country(usize),
    /// An organisation, by its number in the lexicon.
    Organisation(usize),
}

/// Somebody who is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name that the article gives.
    pub name: String,
    /// The name that the article goes on with.
    pub short: String,
    /// What.
    pub kind: EntityKind,
    /// Office or function, in the words of the article.
    pub role: Option<String>,
    /// The country that the role names.
    pub country: Option<usize>,
    /// The last word of the role, to know `the president` by.
    head: Option<String>,
}

/// A place where somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words, role and apposition included.
    pub tokens: Range<usize>,
    /// Who.
    pub entity: EntityId,
    /// Whether it is the capital, as a word for the government.
    pub by_capital: bool,
    /// Whether it is a role without the name: `the president`.
    pub by_office: bool,
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    entities: Vec<Entity>,
    /// People by each of their names in lower case; `None` where two share it.
    people: HashMap<String, Option<EntityId>>,
    countries: BTreeMap<usize, EntityId>,
    organisations: BTreeMap<usize, EntityId>,
    nameless: BTreeMap<String, EntityId>,
}

/// A role that was read.
#[derive(Debug, Clone)]
struct RoleRead {
    /// Its words, without an article.
    words: Range<usize>,
    /// Where it ends.
    end: usize,
    head: String,
    country: Option<usize>,
    article: Article,
    plural: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Article {
    None,
    The,
    A,
    His,
}

/// Reads everybody who is named, and where.
pub fn names(
    text: &str,
    blocks: &[Block],
    tokens: &[Token],
    sentences: &[Sentence],
    lexicon: &Lexicon,
) -> (Vec<Entity>, Vec<Mention>) {
    let mut reader = Reader {
        text,
        tokens,
        lexicon,
        entities: Vec::new(),
        people: HashMap::new(),
        countries: BTreeMap::new(),
        organisations: BTreeMap::new(),
        nameless: BTreeMap::new(),
    };
    for sentence in sentences {
        reader.introductions(sentence.tokens.clone());
    }
    for block in blocks {
        if let Role::Turn(name, _) = &block.role {
            reader.turn_name(name.clone());
        }
    }
    let mut mentions = Vec::new();
    for sentence in sentences {
        reader.mentions(sentence.tokens.clone(), &mut mentions);
    }
    (reader.entities, mentions)
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    fn written(&self, tokens: &Range<usize>) -> &str {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                &self.text[first.start..last.end]
            }
            _ => "",
        }
    }

    /// A proper name of the lexicon, with its capitals.
    fn proper(&self, at: usize, end: usize) -> Option<(usize, Proper)> {
        let token = self.tokens.get(at).filter(|token| token.capital)?;
        let (length, proper) = self.lexicon.proper.at(self.tokens, at, end)?;
        if length == 1 {
            let text = &self.text[token.start..token.end];
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            if letters <= 3
                && text.chars().any(char::is_lowercase)
                && !matches!(proper, Proper::Adjective(_))
            {
                return None;
            }
        }
        Some((length, proper.clone()))
    }

    /// A word that can be part of a person's name.
    fn name_like(&self, at: usize, end: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return false };
        let text = &self.text[token.start..token.end];
        let capital = token.capital
            || text.split_once('-').is_some_and(|(first, second)| {
                self.lexicon.is_particle(&first.to_lowercase())
                    && second.starts_with(char::is_uppercase)
            });
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let initial = text.ends_with('.') && letters <= 2;
        let shouted = letters >= 2
            && !initial
            && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        capital
            && !shouted
            && !PLAIN.contains(&token.lower.as_str())
            && text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
    }

    /// The end of a person's name that begins at a token.
    fn name(&self, at: usize, end: usize) -> Option<usize> {
        let mut next = at;
        let particle = |at: usize| self.lexicon.is_particle(self.word(at)) && at < end;
        if particle(next) && !self.name_like(next, end) {
            while particle(next) {
                next += 1;
            }
        }
        if !self.name_like(next, end) {
            return None;
        }
        if self
            .proper(next, end)
            .is_some_and(|(length, _)| !self.name_like(next + length, end) || length > 1)
        {
            return None;
        }
        next += 1;
        while next - at < 6 {
            if self.name_like(next, end)
                && self.lexicon.offices.at(self.tokens, next, end).is_none()
            {
                next += 1;
            } else if particle(next) {
                let mut after = next;
                while particle(after) {
                    after += 1;
                }
                if !self.name_like(after, end) {
                    break;
                }
                next = after + 1;
            } else {
                break;
            }
        }
        Some(next)
    }
}

impl Lexicon {
    /// The office that one word alone is.
    fn offices_word(&self, word: &str) -> Option<&String> {
        let token =
            Token { start: 0, end: 0, lower: word.to_owned(), capital: false, quoted: false };
        let (_, office) = self.offices.at(std::slice::from_ref(&token), 0, 1)?;
        Some(office)
    }
}

fn capitalised(word: &str) -> String {
    word.split('-').map(capitalised_first).collect::<Vec<_>>().join("-")
}

fn capitalised_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::{Article, Lexicon};

    /// Names with roles, then the shorts of every mention.
    #[track_caller]
    fn check(text: &str, people: &[(&str, &str)], mentioned: &[&str]) {
        let article = Article::read(text, &Lexicon::english());
        let found: Vec<(&str, &str)> = article
            .entities
            .iter()
            .filter(|entity| entity.kind == super::EntityKind::Person)
            .map(|entity| (entity.name.as_str(), entity.role.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(found, people);
        let shorts: Vec<&str> =
            article.mentions.iter().map(|m| article.entities[m.entity.0].short.as_str()).collect();
        assert_eq!(shorts, mentioned);
    }

    #[test]
    fn people_are_introduced_and_then_followed() {
        check(
            "U.S. Secretary of State John Kerry met with his Russian counterpart Sergei Lavrov. Kerry left.",
            &[
                ("John Kerry", "U.S. Secretary of State"),
                ("Sergei Lavrov", "Russian counterpart of Kerry"),
            ],
            &["Kerry", "Lavrov", "Kerry"],
        );
        check(
            "Sergei Lavrov, the Russian foreign minister, told Kofi Annan no. Russia will go. Lavrov left.",
            &[("Sergei Lavrov", "Russian foreign minister"), ("Kofi Annan", "")],
            &["Lavrov", "Annan", "Russia", "Lavrov"],
        );
        check(
            "Chinese Foreign Minister Wang Yi and U.N. Special Envoy for Syria Staffan de Mistura met. Wang and de Mistura left.",
            &[
                ("Wang Yi", "Chinese Foreign Minister"),
                ("Staffan de Mistura", "U.N. Special Envoy for Syria"),
            ],
            &["Wang", "de Mistura", "Wang", "de Mistura"],
        );
    }
}
