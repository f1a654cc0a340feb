//! Who takes part: the subjects and objects of a verb.

use crate::draft::event::{Event, actor_key, one_line};
use crate::draft::happenings::{Found, Hit, Reader};
use crate::prose::Subject;
use crate::prose::lexicon::Parties;
use crate::prose::names::{EntityId, EntityKind, Mention};

impl Reader<'_, '_, '_> {
    pub(super) fn mention_ending(&self, end: usize) -> Option<&Mention> {
        let mentions = &self.context.article.mentions;
        let after = mentions.partition_point(|m| m.tokens.start < end);
        mentions[..after].last().filter(|m| m.tokens.end == end)
    }

    pub(super) fn is_person(&self, id: EntityId) -> bool {
        matches!(
            self.context.article.entities[id.0].kind,
            EntityKind::Person | EntityKind::Nameless
        )
    }

    /// The mentions before a verb that are its subject.
    pub(super) fn subjects(
        &self,
        hit: &Hit<'_>,
        before: &[Hit<'_>],
        found: &[Found],
        event: &mut Event,
    ) -> Vec<EntityId> {
        let article = self.context.article;
        let start = self.clause_start(hit.tokens.start);
        let range = start..hit.tokens.start;
        // `the two`, `both sides`: those of the meeting told of before.
        for at in range.clone() {
            if article.tokens[at].quoted {
                continue;
            }
            if let Some((length, ())) =
                self.context.lexicon.groups.at(&article.tokens, at, hit.tokens.start)
            {
                let words = one_line(article.words(&(at..at + length)));
                let next = self.word(at + length);
                let own_name = article
                    .mentions_in(&(at..hit.tokens.start))
                    .iter()
                    .any(|m| m.tokens.start >= at + length);
                let close = hit.tokens.start - (at + length) <= 5;
                if next == "'s" || own_name || !close {
                    continue;
                }
                if let Some(last) = self.last_meeting(found) {
                    event
                        .doubts
                        .push(format!("“{words}”: taken for those of “{}”", last.event.title));
                    return self.ids(&last.event.participants);
                }
                let people = self.people_before(at);
                if people.len() == 2 {
                    event.doubts.push(format!("“{words}”: taken for the two named before"));
                    return people;
                }
                return Vec::new();
            }
        }
        let mentions = article.mentions_in(&range);
        let relative = (start..hit.tokens.start).find(|&at| {
            matches!(self.word(at), "which" | "who" | "whose")
                && at > start
                && self.word(at - 1) == ","
        });
        let mentions = match relative {
            // `Russia, which sent Pastukh to the talks, called on …`
            Some(at) if self.word(hit.tokens.start - 1) == "," => article.mentions_in(&(start..at)),
            _ => mentions,
        };
        let free: Vec<&Mention> = mentions
            .iter()
            .filter(|m| !self.is_in_phrase(m, start) && !article.tokens[m.tokens.start].quoted)
            .collect();
        let Some(last) = free.last() else {
            return self.inherited(hit, before, start, event);
        };
        // Not `Kerry said`: a mention with another verb behind it is that verb's.
        let mut group = vec![*last];
        let mut at = last.tokens.start;
        for mention in free.iter().rev().skip(1) {
            let between = &article.tokens[mention.tokens.end.min(at)..at];
            let joins = between.len() <= 4
                && between.iter().all(|t| {
                    matches!(t.lower.as_str(), "and" | "," | "the" | "with" | "&" | "as" | "well")
                })
                && !between.is_empty();
            let apposed = mention.tokens.end > 0
                && self.word(mention.tokens.end - 1) == ","
                && between.iter().all(|t| t.lower == "and");
            if !(joins || apposed) {
                break;
            }
            group.push(mention);
            at = mention.tokens.start;
        }
        group.reverse();
        group.iter().map(|m| m.entity).collect()
    }

    /// The subject of a verb that has none of its own: that of the verb before it, or the speaker whose words are reported.
    pub(super) fn inherited(
        &self,
        hit: &Hit<'_>,
        before: &[Hit<'_>],
        start: usize,
        event: &mut Event,
    ) -> Vec<EntityId> {
        let article = self.context.article;
        let saying = article.sayings.iter().rev().find(|s| {
            s.sentence == self.index && !s.verb.is_empty() && s.verb.end <= hit.tokens.start
        });
        let pronoun = (start..hit.tokens.start)
            .find(|&at| matches!(self.word(at), "he" | "she" | "they" | "it"));
        if let (Some(saying), Some(pronoun)) = (saying, pronoun)
            && let Subject::Entity(id) = saying.subject
            && pronoun >= saying.verb.end
            && matches!(self.word(pronoun), "he" | "she")
        {
            event.doubts.push(format!(
                "“{}” is taken for {}, who is said to have said so",
                self.word(pronoun),
                article.entities[id.0].short
            ));
            return vec![id];
        }
        if pronoun.is_some() {
            return Vec::new();
        }
        let joined = hit.tokens.start > 0
            && (start..hit.tokens.start).any(|at| self.word(at) == "and")
            || start > self.sentence.tokens.start && matches!(self.word(start - 1), "and" | ",");
        if joined {
            if let Some(previous) = before.last() {
                let start = self.clause_start(previous.tokens.start);
                let mentions = article.mentions_in(&(start..previous.tokens.start));
                return mentions
                    .iter()
                    .filter(|m| !self.is_in_phrase(m, start))
                    .map(|m| m.entity)
                    .take(3)
                    .collect();
            }
            if let Some(saying) = saying
                && let Subject::Entity(id) = saying.subject
            {
                return vec![id];
            }
        }
        Vec::new()
    }

    /// Whether a mention belongs to a phrase with a preposition.
    pub(super) fn is_in_phrase(&self, mention: &Mention, start: usize) -> bool {
        let at = mention.tokens.start;
        let mut back = at;
        // `with Kerry and Lavrov`: the preposition stands before the first of them.
        while back > start {
            let word = self.word(back - 1);
            let listed = if word == "," { self.mention_ending(back - 1) } else { None };
            // `The foreign ministers of Slovakia and Hungary, Tóth and Gál, met`: they are who the ministers are.
            if listed.is_some_and(|before| !self.is_person(before.entity))
                && self.is_person(mention.entity)
            {
                return false;
            }
            if word == "the" || word == "and" || listed.is_some() {
                back -= 1;
                continue;
            }
            if let Some(before) = self.mention_ending(back) {
                if back == at {
                    break;
                }
                back = before.tokens.start;
                continue;
            }
            return matches!(
                word,
                "with"
                    | "of"
                    | "from"
                    | "by"
                    | "against"
                    | "between"
                    | "in"
                    | "to"
                    | "for"
                    | "on"
                    | "at"
                    | "about"
                    | "after"
                    | "before"
                    | "over"
                    | "near"
                    | "into"
                    | "under"
                    | "among"
                    | "including"
                    | "toward"
                    | "towards"
                    | "behind"
            );
        }
        false
    }

    /// Those who stand behind a verb: its object, or behind `with`.
    pub(super) fn objects(&self, hit: &Hit<'_>) -> Vec<EntityId> {
        let article = self.context.article;
        let end = self.clause_end(hit.tokens.end);
        let mentions = article.mentions_in(&(hit.tokens.start..end));
        let mut group: Vec<EntityId> = Vec::new();
        let mut last_end = None;
        let personal = |m: &Mention| self.is_person(m.entity);
        let mut led = false;
        for mention in mentions {
            if article.tokens[mention.tokens.start].quoted {
                continue;
            }
            let at = mention.tokens.start;
            match last_end {
                None => {
                    let word = if at > 0 { self.word(at - 1) } else { "" };
                    let lead = matches!(
                        word,
                        "with"
                            | "between"
                            | "both"
                            | "to"
                            | "and"
                            | "of"
                            | "on"
                            | "upon"
                            | "from"
                            | "for"
                    ) || word == "the"
                        && at > 1
                        && matches!(self.word(at - 2), "with" | "between" | "of" | "to" | "on");
                    let direct = at <= hit.tokens.end + 2;
                    let both = matches!(hit.happening.parties, Parties::Both | Parties::Person);
                    // `hosted a dinner for Anastasiades and Akıncı`
                    let guest = word == "for"
                        && hit.tokens.clone().chain(hit.tokens.end..at).any(|at| {
                            matches!(self.word(at), "dinner" | "lunch" | "breakfast" | "reception")
                        });
                    if both
                        && matches!(word, "of" | "from" | "on" | "to" | "for")
                        && !direct
                        && !guest
                    {
                        continue;
                    }
                    if both && matches!(word, "of" | "on" | "to" | "in" | "for" | "over") && !guest
                    {
                        continue;
                    }
                    if both && mention.by_capital && !matches!(word, "with" | "between" | "and") {
                        continue;
                    }
                    if !(lead || direct || guest) || matches!(word, "in" | "at") {
                        continue;
                    }
                    led = true;
                    group.push(mention.entity);
                    last_end = Some(mention.tokens.end);
                }
                Some(end) => {
                    let between = &article.tokens[end.min(at)..at];
                    let joins = between.len() <= 5
                        && between.iter().all(|t| {
                            matches!(
                                t.lower.as_str(),
                                "and" | "," | "the" | "as" | "well" | "with" | "then"
                            )
                        })
                        && (!between.is_empty() || self.word(end.saturating_sub(1)) == ",");
                    if !joins {
                        break;
                    }
                    group.push(mention.entity);
                    last_end = Some(mention.tokens.end);
                }
            }
        }
        // `met in Geneva with Lavrov`: people named behind `with` count, whatever stands between.
        if !led && matches!(hit.happening.parties, Parties::Both | Parties::Person) {
            for mention in mentions.iter().filter(|m| personal(m)) {
                let at = mention.tokens.start;
                if at > 0 && self.word(at - 1) == "with" {
                    group.push(mention.entity);
                }
            }
        }
        group
    }

    /// Those named around a noun such as `talks`: `talks between A and B opened`, `A-B talks`.
    pub(super) fn between(&self, hit: &Hit<'_>) -> Vec<EntityId> {
        let article = self.context.article;
        let end = self.clause_end(hit.tokens.end);
        let mentions = article.mentions_in(&(hit.tokens.start..end));
        let mut group = Vec::new();
        let mut open = false;
        for mention in mentions {
            let at = mention.tokens.start;
            let word = self.word(at.saturating_sub(1));
            let before = if word == "the" { self.word(at.saturating_sub(2)) } else { word };
            if matches!(before, "between" | "with" | "of" | "involving" | "by" | "among") {
                open = true;
            } else if !(open && matches!(before, "and" | ",")) {
                open = false;
            }
            if open && !(before == "of" && mention.by_capital) {
                group.push(mention.entity);
            }
        }
        if group.is_empty() {
            let start = self.clause_start(hit.tokens.start);
            let before = article.mentions_in(&(start..hit.tokens.start));
            group.extend(
                before.iter().filter(|m| !self.is_in_phrase(m, start)).map(|m| m.entity).take(4),
            );
        }
        group
    }

    /// The last meeting or call told of in this paragraph or the one before.
    pub(super) fn last_meeting<'f>(&self, found: &'f [Found]) -> Option<&'f Found> {
        found.iter().rev().find(|f| {
            let block = self.context.article.sentences[f.sentence].block;
            let near = self.sentence.block.saturating_sub(block) <= 2;
            near && matches!(f.event.kind.as_str(), "meeting" | "call")
                && f.event.participants.len() >= 2
        })
    }

    pub(super) fn ids(&self, keys: &[String]) -> Vec<EntityId> {
        let count = self.context.article.entities.len();
        keys.iter()
            .filter_map(|key| {
                (0..count).map(EntityId).find(|id| actor_key(self.context, *id) == *key)
            })
            .collect()
    }

    /// The people named before a token in this sentence and the one before it in the paragraph.
    pub(super) fn people_before(&self, at: usize) -> Vec<EntityId> {
        let article = self.context.article;
        let mut from = self.sentence.tokens.start;
        if let Some(previous) = self.index.checked_sub(1).map(|i| &article.sentences[i])
            && previous.block == self.sentence.block
        {
            from = previous.tokens.start;
        }
        let mut people: Vec<EntityId> = Vec::new();
        for mention in article.mentions_in(&(from..at)) {
            if self.is_person(mention.entity) && !people.contains(&mention.entity) {
                people.push(mention.entity);
            }
        }
        people
    }
}
