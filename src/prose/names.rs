//! People, states and organisations: introduced with their role, then followed by their surname.
//!
//! The first reading of the article collects who is introduced; the second finds every place where somebody is named. A
//! surname that two people share names neither. Pronouns name nobody.

use crate::prose::blocks::{Block, Role};
use crate::prose::lexicon::{Lexicon, Proper};
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

/// Words that begin a sentence with a capital letter and are no names, and others that never are.
const PLAIN: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "after",
    "before",
    "during",
    "since",
    "until",
    "while",
    "when",
    "as",
    "but",
    "and",
    "or",
    "if",
    "although",
    "though",
    "because",
    "however",
    "meanwhile",
    "earlier",
    "later",
    "both",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "their",
    "our",
    "its",
    "no",
    "not",
    "yes",
    "so",
    "also",
    "now",
    "then",
    "today",
    "yesterday",
    "tomorrow",
    "asked",
    "speaking",
    "under",
    "over",
    "between",
    "among",
    "according",
    "despite",
    "following",
    "once",
    "such",
    "some",
    "many",
    "most",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "new",
    "last",
    "next",
    "previous",
    "what",
    "who",
    "which",
    "where",
    "how",
    "why",
    "talks",
    "about",
    "against",
    "all",
    "another",
    "any",
    "each",
    "every",
    "few",
    "first",
    "second",
    "third",
    "more",
    "other",
    "several",
    "still",
    "to",
    "of",
    "up",
    "upon",
    "within",
    "without",
    "yet",
    "my",
    "mr",
    "late",
    "early",
    "negotiators",
    "officials",
    "ministers",
    "file",
    "photo",
    "even",
    "only",
    "just",
    "into",
    "than",
    "tonight",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "aug.",
    "sept.",
    "sep.",
    "oct.",
    "nov.",
    "dec.",
    "sept",
    "god",
    "islam",
    "muslim",
    "muslims",
    "christian",
    "arab",
    "arabs",
    "kurdish",
    "kurds",
    "sunni",
    "shiite",
    "western",
    "cold",
    "civil",
    "no.",
    "article",
    "chapter",
    "resolution",
    "page",
    "please",
    "thank",
    "good",
    "well",
];

/// Given names that are towns and countries as well.
const GIVEN: [&str; 16] = [
    "adelaide",
    "austin",
    "chad",
    "charlotte",
    "florence",
    "georgia",
    "israel",
    "jordan",
    "lourdes",
    "milan",
    "paris",
    "santiago",
    "sofia",
    "sydney",
    "victoria",
    "vienna",
];

/// Words of institutions, events and regions: a name that has one of them is no person's.
const INSTITUTIONAL: &[&str] = &[
    "council",
    "ministry",
    "house",
    "union",
    "committee",
    "army",
    "party",
    "front",
    "organization",
    "organisation",
    "agreement",
    "accord",
    "accords",
    "treaty",
    "summit",
    "palace",
    "hotel",
    "university",
    "street",
    "airport",
    "office",
    "department",
    "court",
    "bank",
    "group",
    "forces",
    "conference",
    "plan",
    "protocol",
    "act",
    "war",
    "east",
    "west",
    "north",
    "south",
    "city",
    "province",
    "news",
    "agency",
    "times",
    "post",
    "television",
    "radio",
    "square",
    "mission",
    "assembly",
    "commission",
    "secretariat",
    "institute",
    "international",
    "road",
    "map",
    "sea",
    "strait",
    "gulf",
    "river",
    "region",
    "state",
    "states",
    "nations",
    "republic",
    "kingdom",
    "embassy",
    "parliament",
    "congress",
    "senate",
    "government",
    "coalition",
    "alliance",
    "movement",
    "guard",
    "corps",
    "navy",
    "force",
    "guards",
    "militia",
    "network",
    "center",
    "centre",
    "association",
    "foundation",
    "charter",
    "declaration",
    "resolution",
    "process",
    "talks",
    "initiative",
    "dialogue",
    "affairs",
    "peace",
    "security",
    "nuclear",
    "joint",
    "comprehensive",
    "middle",
    "eastern",
    "western",
    "northern",
    "southern",
    "european",
    "african",
    "asian",
    "democratic",
    "national",
    "united",
    "leaders",
    "minister",
    "president",
    "secretary",
    "general",
    "day",
    "week",
    "year",
    "green",
    "line",
    "zone",
    "authority",
    "camp",
    "heights",
    "bay",
    "island",
    "islands",
    "valley",
    "lake",
    "mount",
    "mountains",
    "desert",
    "convention",
    "programme",
    "program",
    "fund",
    "office",
    "quartet",
    "troika",
    "chamber",
    "ministerial",
    "working",
    "contact",
    "support",
    "world",
    "human",
    "rights",
    "watch",
    "red",
    "cross",
    "crescent",
    "hall",
    "room",
    "building",
    "club",
    "journal",
    "daily",
    "today",
    "press",
    "media",
    "times,",
    "review",
    "monitor",
    "christmas",
    "easter",
    "ramadan",
    "eid",
    "nowruz",
    "twitter",
    "facebook",
];

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

    /// A role that begins at a token.
    fn role(&self, at: usize, end: usize) -> Option<RoleRead> {
        let mut next = at;
        let mut article = Article::None;
        match self.word(next) {
            "the" => article = Article::The,
            "a" | "an" => article = Article::A,
            "his" | "her" | "their" | "its" | "my" => article = Article::His,
            _ => {}
        }
        if article != Article::None {
            next += 1;
        }
        let first = next;
        let mut country = None;
        let mut head: Option<(usize, String)> = None;
        while next < end {
            if self.tokens[next].quoted != self.tokens[at].quoted {
                break;
            }
            if let Some((length, proper)) = self.proper(next, end)
                && head.is_none()
            {
                let of = match proper {
                    Proper::Country(c) | Proper::Adjective(c) | Proper::Capital(c) => Some(c),
                    Proper::Organisation(o) => self.lexicon.organisations[o].country,
                    Proper::People(_) => break,
                };
                country = country.or(of);
                next += length;
                if self.word(next) == "'s" {
                    next += 1;
                }
                continue;
            }
            if let Some((length, office)) = self.lexicon.offices.at(self.tokens, next, end) {
                next += length;
                head = Some((next, office.clone()));
                continue;
            }
            let lower = self.word(next);
            let bare = lower.strip_prefix("then-").or_else(|| lower.strip_prefix("ex-"));
            if let Some(office) = bare
                && self.lexicon.is_nameless(office)
            {
                head = Some((next + 1, office.to_owned()));
                next += 1;
                continue;
            }
            if self.lexicon.is_role_word(lower) && !self.tokens[next].lower.is_empty() {
                next += 1;
                continue;
            }
            break;
        }
        let (mut role_end, head) = head?;
        let to = self.word(role_end);
        if matches!(to, "of" | "for" | "to" | "on" | "at") {
            let (after, named) = self.domain(role_end + 1, end);
            if after > role_end + 1 {
                if to == "of" || to == "for" && head.contains("minister") {
                    country = country.or(named);
                }
                role_end = after;
            }
        }
        // `the leader of the delegation, Anri Jikia`
        if matches!(self.word(role_end), "of" | "for") && article == Article::The {
            let limit = (role_end + 7).min(end);
            let comma = (role_end + 1..limit).find(|&at| self.word(at) == ",");
            let plain = |comma: usize| {
                (role_end + 1..comma).all(|at| self.tokens[at].is_word() && !self.tokens[at].quoted)
            };
            if let Some(comma) = comma
                && plain(comma)
                && self.name(comma + 1, end).is_some_and(|name_end| name_end >= comma + 3)
            {
                role_end = comma;
            }
        }
        let singular =
            ["ss", "affairs", "affaires", "mrs", "ms"].iter().any(|end| head.ends_with(end));
        let plural = head.ends_with('s') && !singular || head == "spokesmen";
        Some(RoleRead { words: first..role_end, end: role_end, head, country, article, plural })
    }

    /// What a role is for: `Syria`, `Foreign Affairs of the Russian Federation`.
    fn domain(&self, at: usize, end: usize) -> (usize, Option<usize>) {
        const WORDS: [&str; 26] = [
            "affairs",
            "foreign",
            "security",
            "human",
            "rights",
            "defence",
            "defense",
            "economic",
            "european",
            "policy",
            "common",
            "relations",
            "middle",
            "east",
            "peace",
            "process",
            "cooperation",
            "trade",
            "finance",
            "interior",
            "arms",
            "control",
            "disarmament",
            "refugees",
            "humanitarian",
            "political",
        ];
        let mut next = at;
        let mut country = None;
        let mut done = at;
        while next < end && next - at < 10 {
            if let Some((length, proper)) = self.proper(next, end) {
                if let Proper::Country(c) = proper {
                    country = country.or(Some(c));
                }
                next += length;
                done = next;
            } else if let Some((length, _)) = self.lexicon.places.at(self.tokens, next, end)
                && self.tokens[next].capital
            {
                next += length;
                done = next;
            } else if WORDS.contains(&self.word(next)) {
                next += 1;
                done = next;
            } else if matches!(self.word(next), "the" | "and" | "of" | "&") {
                next += 1;
            } else {
                break;
            }
        }
        (done, country)
    }

    fn introductions(&mut self, sentence: Range<usize>) {
        let end = sentence.end;
        let mut at = sentence.start;
        while at < end {
            if let Some(role) = self.role(at, end) {
                let comma = usize::from(self.word(role.end) == "," && role.article != Article::A);
                if let Some(name_end) = self.name(role.end + comma, end) {
                    let name = role.end + comma..name_end;
                    if (comma == 0 || name.len() >= 2)
                        && (!role.plural || name.len() >= 2 && comma == 0)
                    {
                        self.introduce(name.clone(), Some(&role), at);
                        at = name_end;
                        // `Mr. Ibrahim Sesay, President of Sierra Leone`
                        if let Some(role) = self.apposition(name_end, end)
                            && name.len() >= 2
                        {
                            self.introduce(name, Some(&role), name_end);
                            at = role.end;
                        }
                        continue;
                    }
                }
                // `his Russian counterpart` names nobody; what follows may.
                at = role.end.max(at + 1);
                continue;
            }
            if let Some(name_end) = self.name(at, end) {
                let name = at..name_end;
                if let Some(role) = self.apposition(name_end, end) {
                    if self.personal(&name) {
                        self.introduce(name, Some(&role), at);
                    }
                    at = role.end;
                    continue;
                }
                let verb = !self.lexicon.verb_forms(self.word(name_end)).is_empty();
                let joined = matches!(
                    self.word(name_end),
                    "and"
                        | "'s"
                        | ","
                        | "also"
                        | "of"
                        | "to"
                        | "on"
                        | "in"
                        | "."
                        | "has"
                        | "had"
                        | "was"
                        | "will"
                );
                let led = at > sentence.start
                    && (matches!(
                        self.word(at - 1),
                        "with" | "between" | "and" | "to" | "by" | "from" | "of"
                    ) || !self.lexicon.verb_forms(self.word(at - 1)).is_empty());
                if name.len() >= 2 && self.personal(&name) && (verb || joined || led) {
                    self.introduce(name, None, at);
                }
                at = name_end;
                continue;
            }
            at += 1;
        }
    }

    /// `, the Russian foreign minister,` behind a name.
    fn apposition(&self, at: usize, end: usize) -> Option<RoleRead> {
        if self.word(at) != "," || at + 1 >= end {
            return None;
        }
        let role = self.role(at + 1, end)?;
        // Not the next one of a list: `Kerry, President Putin and …`.
        let named = self.name(role.end, end).is_some();
        (!named && role.head != "mr." && role.article != Article::His).then_some(role)
    }

    /// Whether a name is a person's: none of its words is an institution's.
    fn personal(&self, name: &Range<usize>) -> bool {
        let known = name.clone().any(|at| {
            self.proper(at, name.end)
                .is_some_and(|(l, p)| l > 1 || !matches!(p, Proper::Country(_)))
        });
        // `Milan Tóth` is nobody's town.
        let given = name.len() >= 2 && GIVEN.contains(&self.word(name.start));
        let place = !given && self.lexicon.places.at(self.tokens, name.start, name.end).is_some();
        !known
            && !place
            && !name.clone().any(|at| {
                INSTITUTIONAL.contains(&self.word(at))
                    || self.word(at).split('-').any(|w| matches!(w, "based" | "backed" | "led"))
            })
    }

    fn introduce(&mut self, name: Range<usize>, role: Option<&RoleRead>, at: usize) {
        if !self.personal(&name) {
            return;
        }
        // `Negotiators Ann Roe and Jan Poe`: what they are is said of both.
        let role = role.filter(|role| !role.plural);
        let written = self.written(&name).replace(['\n', '\r'], " ");
        let words: Vec<String> = name.clone().map(|at| self.word(at).to_owned()).collect();
        let mut country = role.and_then(|role| role.country);
        let mut described = role.map(|role| self.written(&role.words).replace(['\n', '\r'], " "));
        let head = role.map(|role| role.head.clone());
        if let Some(role) = role {
            // `H.E. Mr.` is no office.
            let honorific = role.words.clone().all(|at| {
                matches!(
                    self.word(at).trim_end_matches('.'),
                    "mr" | "mrs" | "ms" | "miss" | "dr" | "h.e" | "monsieur" | "comrade" | "sir"
                )
            });
            if honorific {
                described = None;
            }
            if role.head == "counterpart" {
                let other = self.nearest_person(at);
                if let (Some(text), Some(other)) = (&mut described, other) {
                    text.push_str(" of ");
                    text.push_str(&self.entities[other.0].short);
                }
            }
            // `Foreign Minister Wang Yi of China`
            if country.is_none()
                && self.word(name.end) == "of"
                && let Some((_, Proper::Country(c))) = self.proper(name.end + 1, name.end + 4)
            {
                country = Some(c);
            }
        }
        let full = words.join(" ");
        let family_first = country.is_some_and(|c| self.lexicon.countries[c].family_first);
        let family =
            if family_first && name.len() > 1 { words[0].clone() } else { self.family(&words) };
        let known = self
            .people
            .get(&full)
            .copied()
            .flatten()
            .or_else(|| self.people.get(&family).copied().flatten());
        if let Some(id) = known {
            let entity = &mut self.entities[id.0];
            let known_words: Vec<String> = crate::prose::tokens::words_of(&entity.name);
            let same = words.len() == 1
                || known_words.len() == 1
                || words.first() == known_words.first()
                || words.iter().all(|w| known_words.contains(w))
                || known_words.iter().all(|w| words.contains(w));
            if same {
                if words.len() > known_words.len() {
                    entity.name = written;
                }
                let better = entity.country.is_none() && country.is_some();
                let tells = described.is_some() && head.as_deref() != Some("counterpart");
                if entity.role.is_none() || better && tells {
                    entity.role = described;
                    entity.head = head;
                }
                entity.country = entity.country.or(country);
                self.people.entry(full).or_insert(Some(id));
                return;
            }
            // Two people of one name: the name alone names neither.
            self.people.insert(family.clone(), None);
        }
        let id = EntityId(self.entities.len());
        let short = self.short(&name, &family);
        self.entities.push(Entity {
            name: written,
            short,
            kind: EntityKind::Person,
            role: described,
            country,
            head,
        });
        self.people.entry(family.clone()).or_insert(Some(id));
        if let Some((_, bare)) = family.split_once('-')
            && family.split('-').next().is_some_and(|first| self.lexicon.is_particle(first))
        {
            self.people.entry(bare.to_owned()).or_insert(Some(id));
        }
        if let Some(bare) = family.rsplit(' ').next() {
            self.people.entry(bare.to_owned()).or_insert(Some(id));
        }
        self.people.entry(full).or_insert(Some(id));
    }

    /// The family name: the last word, with the particles before it.
    fn family(&self, words: &[String]) -> String {
        let mut from = words.len() - 1;
        if matches!(words[from].as_str(), "jr." | "sr." | "jr" | "sr") && from > 0 {
            from -= 1;
        }
        while from > 1 && self.lexicon.is_particle(&words[from - 1]) {
            from -= 1;
        }
        words[from..].join(" ")
    }

    fn short(&self, name: &Range<usize>, family: &str) -> String {
        let count = family.split(' ').count();
        let words: Vec<String> = name.clone().map(|at| self.word(at).to_owned()).collect();
        let from = words.windows(count).position(|w| w.join(" ") == family).unwrap_or(0);
        let range = name.start + from..name.start + from + count;
        self.written(&range).replace(['\n', '\r'], " ")
    }

    /// The person named last before a token, in the same sentence or the one before.
    fn nearest_person(&self, at: usize) -> Option<EntityId> {
        (at.saturating_sub(40)..at).rev().find_map(|at| {
            let id = self.people.get(self.word(at)).copied().flatten()?;
            self.tokens[at].capital.then_some(id)
        })
    }

    /// A name before a colon: `MR. KIRBY`, `SECRETARY KERRY`.
    fn turn_name(&mut self, bytes: Range<usize>) {
        let written = self.text[bytes].trim();
        let words = crate::prose::tokens::words_of(written);
        let Some(last) = words.last().cloned() else { return };
        if matches!(
            last.as_str(),
            "question" | "q" | "a" | "answer" | "moderator" | "reporter" | "voice" | "operator"
        ) {
            return;
        }
        if self.people.contains_key(&last) {
            return;
        }
        let titles: Vec<&String> = words[..words.len() - 1].iter().collect();
        let named: Vec<String> = words
            .iter()
            .filter(|w| self.lexicon.offices_word(w).is_none())
            .map(|w| capitalised(w))
            .collect();
        let role: Vec<String> = titles
            .iter()
            .filter(|w| {
                self.lexicon.offices_word(w).is_some()
                    && !w.starts_with("mr")
                    && !w.starts_with("ms")
            })
            .map(|w| capitalised(w))
            .collect();
        if named.is_empty() {
            return;
        }
        let id = EntityId(self.entities.len());
        self.entities.push(Entity {
            name: named.join(" "),
            short: capitalised(&last),
            kind: EntityKind::Person,
            role: (!role.is_empty()).then(|| role.join(" ")),
            country: None,
            head: role.first().map(|r| r.to_lowercase()),
        });
        self.people.insert(last, Some(id));
    }

    fn mentions(&mut self, sentence: Range<usize>, found: &mut Vec<Mention>) {
        let end = sentence.end;
        let mut at = sentence.start;
        while at < end {
            match self.mention(at, end) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
    }

    fn mention(&mut self, at: usize, end: usize) -> Option<Mention> {
        let plain = |tokens: Range<usize>, entity: EntityId| Mention {
            tokens,
            entity,
            by_capital: false,
            by_office: false,
        };
        if let Some(role) = self.role(at, end) {
            let comma = usize::from(self.word(role.end) == ",");
            if let Some(name_end) = self.name(role.end + comma, end)
                && let Some(id) = self.person(&(role.end + comma..name_end))
                && (comma == 0 || name_end - role.end > 2)
            {
                let tail = self.tail(name_end, end);
                return Some(plain(at..tail, id));
            }
            // `The mediator, the former Austrian chancellor Konrad Böhm,`
            if role.article == Article::The
                && comma == 1
                && let Some(second) = self.role(role.end + 1, end)
                && let Some(name_end) = self.name(second.end, end)
                && let Some(id) = self.person(&(second.end..name_end))
                && self.word(name_end) == ","
            {
                return Some(plain(at..name_end + 1, id));
            }
            if let Some(id) = self.by_office(&role) {
                return Some(Mention { by_office: true, ..plain(at..role.end, id) });
            }
            if self.lexicon.is_nameless(&role.head) && role.head != "counterpart" {
                let described = matches!(role.article, Article::A | Article::The)
                    || role.plural
                    || role.country.is_some()
                    || role.words.len() > 1;
                let followed = self.name(role.end, end).is_some();
                if described && !followed && role.article != Article::His {
                    let words = at..role.end;
                    let tail = self.tail(role.end, end);
                    let id = self.nameless(&words, &role);
                    return Some(plain(at..tail, id));
                }
            }
        }
        if let Some(name_end) = self.name(at, end) {
            // The longest name that is known.
            for until in (at + 1..=name_end).rev() {
                if let Some(id) = self.person(&(at..until)) {
                    let tail = if until == name_end { self.tail(name_end, end) } else { until };
                    return Some(plain(at..tail, id));
                }
            }
        }
        let (length, proper) = self.proper(at, end)?;
        let after = at + length;
        match proper {
            Proper::Country(country) => {
                let attribute = self.attributive(after, end);
                if attribute {
                    return None;
                }
                let id = self.country(country);
                Some(plain(at..after, id))
            }
            Proper::People(country) => {
                let id = self.country(country);
                Some(plain(at..after, id))
            }
            Proper::Adjective(country) => {
                let body = matches!(
                    self.word(after),
                    "side"
                        | "delegation"
                        | "government"
                        | "authorities"
                        | "leadership"
                        | "negotiators"
                        | "mission"
                ) || self.word(after) == "foreign" && self.word(after + 1) == "ministry"
                    || matches!(self.word(after), "defense" | "defence")
                        && self.word(after + 1) == "ministry";
                if !body {
                    return None;
                }
                let two = usize::from(self.word(after + 1) == "ministry");
                let id = self.country(country);
                Some(plain(at..after + 1 + two, id))
            }
            Proper::Capital(country) => {
                let id = self.country(country);
                Some(Mention { by_capital: true, ..plain(at..after, id) })
            }
            Proper::Organisation(organisation) => {
                let id = self.organisation(organisation);
                Some(plain(at..after, id))
            }
        }
    }

    /// Whether a country's name stands before a noun that it belongs to: `U.S. officials`, `Russia's minister`.
    fn attributive(&self, at: usize, end: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return false };
        if token.lower == "'s" {
            return true;
        }
        if !token.is_word() {
            return false;
        }
        // `U.S. and Russian officials`
        let joined = token.lower == "and"
            && self.proper(at + 1, end).is_some_and(|(length, proper)| {
                matches!(proper, Proper::Adjective(_))
                    && self.tokens.get(at + 1 + length).is_some_and(|t| t.is_word() && !t.capital)
            });
        if joined {
            return true;
        }
        const AFTER: &[&str] = &[
            "and",
            "or",
            "but",
            "in",
            "on",
            "at",
            "to",
            "for",
            "with",
            "from",
            "by",
            "of",
            "as",
            "over",
            "after",
            "before",
            "that",
            "which",
            "who",
            "while",
            "when",
            "also",
            "not",
            "against",
            "about",
            "into",
            "under",
            "during",
            "since",
            "until",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "will",
            "would",
            "could",
            "can",
            "may",
            "might",
            "should",
            "must",
            "did",
            "does",
            "do",
            "than",
            "then",
            "there",
            "through",
            "if",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "today",
            "yesterday",
            "tomorrow",
            "because",
            "where",
            "between",
            "without",
            "within",
            "itself",
            "itself,",
            "again",
            "later",
        ];
        let adverb = token.lower.ends_with("ly");
        let verb = self
            .lexicon
            .verb_forms(&token.lower)
            .iter()
            .any(|(_, form)| !matches!(form, crate::prose::lexicon::VerbForm::Ing));
        !AFTER.contains(&token.lower.as_str()) && !verb && !adverb
    }

    /// The end of an apposition behind a name, its comma included; the name's end if there is none.
    fn tail(&self, at: usize, end: usize) -> usize {
        // `Pavel Orlov (Павел Орлов)`, `Ann Roe (R-Texas)`
        if self.word(at) == "("
            && let Some(close) = (at..end.min(at + 8)).find(|&at| self.word(at) == ")")
        {
            return self.tail(close + 1, end);
        }
        if self.word(at) == "of"
            && let Some((length, Proper::Country(_))) = self.proper(at + 1, end)
        {
            return self.tail(at + 1 + length, end);
        }
        let Some(role) = self.apposition(at, end) else { return at };
        let limit = (role.end + 14).min(end);
        let comma = (role.end..limit).find(|&at| self.word(at) == ",");
        match comma {
            Some(comma) => comma + 1,
            None if role.end >= end || self.word(role.end) == "." => role.end,
            None => at,
        }
    }

    fn person(&self, name: &Range<usize>) -> Option<EntityId> {
        if name.len() == 1 {
            let lower = self.word(name.start);
            if !self.tokens[name.start].capital && !lower.contains('-') {
                return None;
            }
            return self.people.get(lower).copied().flatten();
        }
        let words: Vec<&str> = name.clone().map(|at| self.word(at)).collect();
        let full = words.join(" ");
        if let Some(known) = self.people.get(&full) {
            return *known;
        }
        // `Sergei V. Lavrov` for `Sergei Lavrov`, `de Mistura`.
        let owned: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        let id = self.people.get(&self.family(&owned)).copied().flatten()?;
        let known = self.entities[id.0].name.to_lowercase();
        (words.iter().any(|w| known.starts_with(w)) || !known.contains(' ')).then_some(id)
    }

    /// The one person whose office this is.
    fn by_office(&self, role: &RoleRead) -> Option<EntityId> {
        if role.plural
            || matches!(role.article, Article::A | Article::His)
            || role.head == "counterpart"
        {
            return None;
        }
        let fits = |entity: &Entity| {
            entity.kind == EntityKind::Person
                && entity.head.as_deref() == Some(role.head.as_str())
                && (role.country.is_none() || role.country == entity.country)
        };
        let mut fitting = self.entities.iter().enumerate().filter(|(_, entity)| fits(entity));
        match (fitting.next(), fitting.next()) {
            (Some((id, _)), None) => Some(EntityId(id)),
            _ => None,
        }
    }

    fn nameless(&mut self, words: &Range<usize>, role: &RoleRead) -> EntityId {
        let name = self.written(words).replace(['\n', '\r'], " ");
        let key = self.written(&role.words).to_lowercase();
        if let Some(&id) = self.nameless.get(&key) {
            return id;
        }
        let id = EntityId(self.entities.len());
        let short = capitalised_first(self.written(&role.words));
        let name = capitalised_first(&name);
        self.entities.push(Entity {
            name,
            short,
            kind: EntityKind::Nameless,
            role: None,
            country: role.country,
            head: None,
        });
        self.nameless.insert(key, id);
        id
    }

    fn country(&mut self, country: usize) -> EntityId {
        if let Some(&id) = self.countries.get(&country) {
            return id;
        }
        let id = EntityId(self.entities.len());
        let name = self.lexicon.countries[country].name.clone();
        self.entities.push(Entity {
            short: name.clone(),
            name,
            kind: EntityKind::Country(country),
            role: None,
            country: None,
            head: None,
        });
        self.countries.insert(country, id);
        id
    }

    fn organisation(&mut self, organisation: usize) -> EntityId {
        if let Some(&id) = self.organisations.get(&organisation) {
            return id;
        }
        let id = EntityId(self.entities.len());
        let of = &self.lexicon.organisations[organisation];
        self.entities.push(Entity {
            name: of.name.clone(),
            short: of.name.clone(),
            kind: EntityKind::Organisation(organisation),
            role: None,
            country: of.country,
            head: None,
        });
        self.organisations.insert(organisation, id);
        id
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
