//! Every place where somebody is named.

use crate::prose::lexicon::Proper;
use crate::prose::names::{
    Article, Entity, EntityId, EntityKind, Mention, Reader, RoleRead, capitalised_first,
};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn mentions(&mut self, sentence: Range<usize>, found: &mut Vec<Mention>) {
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

    pub(super) fn mention(&mut self, at: usize, end: usize) -> Option<Mention> {
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
    pub(super) fn attributive(&self, at: usize, end: usize) -> bool {
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
    pub(super) fn tail(&self, at: usize, end: usize) -> usize {
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

    pub(super) fn person(&self, name: &Range<usize>) -> Option<EntityId> {
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

    pub(super) fn nameless(&mut self, words: &Range<usize>, role: &RoleRead) -> EntityId {
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

    pub(super) fn country(&mut self, country: usize) -> EntityId {
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

    pub(super) fn organisation(&mut self, organisation: usize) -> EntityId {
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
