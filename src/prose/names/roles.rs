//! Offices and functions: `the Russian foreign minister`, `his counterpart`.

use crate::prose::lexicon::Proper;
use crate::prose::names::{Article, Entity, EntityId, EntityKind, Reader, RoleRead};

impl Reader<'_> {
    /// A role that begins at a token.
    pub(super) fn role(&self, at: usize, end: usize) -> Option<RoleRead> {
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
    pub(super) fn domain(&self, at: usize, end: usize) -> (usize, Option<usize>) {
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

    /// `, the Russian foreign minister,` behind a name.
    pub(super) fn apposition(&self, at: usize, end: usize) -> Option<RoleRead> {
        if self.word(at) != "," || at + 1 >= end {
            return None;
        }
        let role = self.role(at + 1, end)?;
        // Not the next one of a list: `Kerry, President Putin and …`.
        let named = self.name(role.end, end).is_some();
        (!named && role.head != "mr." && role.article != Article::His).then_some(role)
    }

    /// The one person whose office this is.
    pub(super) fn by_office(&self, role: &RoleRead) -> Option<EntityId> {
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
}
