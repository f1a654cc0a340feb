//! People as they are introduced: a name with a role, a family name, what the article goes on with.

use crate::prose::lexicon::Proper;
use crate::prose::names::word_lists::{GIVEN, INSTITUTIONAL};
use crate::prose::names::{Article, Entity, EntityId, EntityKind, Reader, RoleRead, capitalised};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn introductions(&mut self, sentence: Range<usize>) {
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

    /// Whether a name is a person's: none of its words is an institution's.
    pub(super) fn personal(&self, name: &Range<usize>) -> bool {
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

    pub(super) fn introduce(&mut self, name: Range<usize>, role: Option<&RoleRead>, at: usize) {
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
    pub(super) fn family(&self, words: &[String]) -> String {
        let mut from = words.len() - 1;
        if matches!(words[from].as_str(), "jr." | "sr." | "jr" | "sr") && from > 0 {
            from -= 1;
        }
        while from > 1 && self.lexicon.is_particle(&words[from - 1]) {
            from -= 1;
        }
        words[from..].join(" ")
    }

    pub(super) fn short(&self, name: &Range<usize>, family: &str) -> String {
        let count = family.split(' ').count();
        let words: Vec<String> = name.clone().map(|at| self.word(at).to_owned()).collect();
        let from = words.windows(count).position(|w| w.join(" ") == family).unwrap_or(0);
        let range = name.start + from..name.start + from + count;
        self.written(&range).replace(['\n', '\r'], " ")
    }

    /// The person named last before a token, in the same sentence or the one before.
    pub(super) fn nearest_person(&self, at: usize) -> Option<EntityId> {
        (at.saturating_sub(40)..at).rev().find_map(|at| {
            let id = self.people.get(self.word(at)).copied().flatten()?;
            self.tokens[at].capital.then_some(id)
        })
    }

    /// A name before a colon: `MR. KIRBY`, `SECRETARY KERRY`.
    pub(super) fn turn_name(&mut self, bytes: Range<usize>) {
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
}
