//! Meetings, calls, agreements, visits, messages, decisions, incidents: what a pattern of the word lists finds in a sentence.
//!
//! A verb in the past has happened; one behind `will` lies ahead; one behind `could` or `refused to` is no event. Those who
//! take part are named before the verb and behind it; `the two` stands for those of the meeting told of before, and is
//! marked.

mod clauses;
mod parties;
mod title;
mod verbs;
mod when;

use crate::draft::Context;
use crate::draft::dating::{self, Phrase, Use};
use crate::draft::event::{Dating, Event, actor_key, one_line};
use crate::draft::titles::shortened;
use crate::prose::lexicon::{Happening, Parties};
use crate::prose::names::EntityId;
use crate::prose::{Role, Sentence};
use std::ops::Range;

/// An event with the place in the text that the relations go by.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub event: Event,
    pub sentence: usize,
    /// The tokens of the pattern.
    pub verb: Range<usize>,
    /// How its date phrase is used.
    pub edge: Option<Use>,
}

/// How real an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Done,
    Ahead,
    Unreal,
    /// `have been meeting for weeks`
    GoesOn,
}

/// Everything that the patterns find, in the order of the text.
pub(super) fn find(context: &Context<'_, '_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut last: Option<(usize, Option<Phrase>)> = None;
    for (index, sentence) in context.article.sentences.iter().enumerate() {
        let role = &context.article.blocks[sentence.block].role;
        if !matches!(role, Role::Body(_) | Role::Turn(..)) {
            continue;
        }
        let run_in = match &last {
            Some((block, phrase)) if *block == sentence.block => phrase.clone(),
            _ => dating::run_in(context, sentence.block),
        };
        let reader = Reader { context, index, sentence, run_in: run_in.clone() };
        reader.read(&mut found);
        reader.cancelled(&mut found);
        last = Some((sentence.block, run_in));
    }
    found
}

struct Reader<'a, 'c, 't> {
    context: &'c Context<'a, 't>,
    index: usize,
    sentence: &'c Sentence,
    /// The date that the paragraph begins with.
    run_in: Option<Phrase>,
}

/// A pattern that was found in a sentence.
struct Hit<'l> {
    tokens: Range<usize>,
    happening: &'l Happening,
    mood: Mood,
}

impl Reader<'_, '_, '_> {
    fn word(&self, at: usize) -> &str {
        self.context.article.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    fn read(&self, found: &mut Vec<Found>) {
        let article = self.context.article;
        let tokens = &article.tokens;
        let hits = self.hits();
        if hits.is_empty() {
            return;
        }
        let phrases = dating::phrases(article.text, tokens, self.sentence.tokens.clone(), false);
        for (number, hit) in hits.iter().enumerate() {
            if hit.mood == Mood::Unreal {
                continue;
            }
            let phrase = self.phrase_of(number, &hits, &phrases);
            let next =
                hits.get(number + 1).map_or(self.sentence.tokens.end, |hit| hit.tokens.start);
            let counted = self.counted(hit, next, phrase, found);
            let phrase = if counted.is_some() { None } else { phrase.or(self.run_in.as_ref()) };
            if let Some(new) = self.event(hit, phrase, counted, &hits[..number], found) {
                found.push(new);
            }
        }
    }

    /// The patterns of the sentence, without those that a verb of speech or another pattern covers.
    fn hits(&self) -> Vec<Hit<'_>> {
        let article = self.context.article;
        let lexicon = self.context.lexicon;
        let mut hits = Vec::new();
        let mut at = self.sentence.tokens.start;
        while at < self.sentence.tokens.end {
            if article.tokens[at].quoted {
                at += 1;
                continue;
            }
            let Some((length, happening)) =
                lexicon.events.at(&article.tokens, at, self.sentence.tokens.end)
            else {
                at += 1;
                continue;
            };
            let tokens = at..at + length;
            let crosses = tokens.clone().any(|t| article.tokens[t].quoted);
            let verb = self.verb_in(&tokens, happening);
            let mood = verb.map_or(Mood::Unreal, |verb| self.mood(verb, happening));
            let usable = verb.is_some() && !crosses && self.is_verb(verb.unwrap_or(at), happening);
            if usable {
                hits.push(Hit { tokens: tokens.clone(), happening, mood });
                at = if mood == Mood::Unreal { at + 1 } else { tokens.end };
            } else {
                at += 1;
            }
        }
        hits
    }

    fn event(
        &self,
        hit: &Hit<'_>,
        phrase: Option<&Phrase>,
        counted: Option<Dating>,
        before: &[Hit<'_>],
        found: &[Found],
    ) -> Option<Found> {
        let context = self.context;
        let mut event = Event {
            kind: hit.happening.kind.clone(),
            form: hit.happening.form.clone(),
            ..Event::default()
        };
        let ahead = hit.mood == Mood::Ahead;
        let kind = hit.happening.kind.as_str();
        let is_meeting = matches!(kind, "meeting" | "call");
        if ahead {
            event.status = Some("announced".to_owned());
        }
        let subjects = self.subjects(hit, before, found, &mut event);
        let objects = self.objects(hit);
        let mut who: Vec<EntityId> = Vec::new();
        let mut add = |ids: &[EntityId]| {
            for id in ids {
                if !who.contains(id) {
                    who.push(*id);
                }
            }
        };
        match hit.happening.parties {
            Parties::Both => {
                add(&subjects);
                add(&objects);
            }
            Parties::Between => {
                add(&self.between(hit));
                if event_needs(kind) {
                    add(&[]);
                }
            }
            Parties::Person => {
                let people =
                    objects.iter().filter(|id| self.is_person(**id)).copied().collect::<Vec<_>>();
                if people.is_empty() {
                    return None;
                }
                add(&subjects);
                add(&people);
            }
            Parties::Subject | Parties::To | Parties::Nobody => {}
        }
        // A person stands for the country.
        let key = |id: &EntityId| actor_key(context, *id);
        match hit.happening.parties {
            Parties::Both | Parties::Between | Parties::Person => {
                event.participants = who.iter().map(key).collect();
            }
            Parties::Subject => {
                let subject = subjects.first()?;
                event.participants = subjects.iter().map(key).collect();
                if matches!(kind, "statement" | "announcement" | "demand" | "proposal" | "message")
                {
                    event.speaker = Some(key(subject));
                    event.participants.clear();
                    if kind == "demand"
                        && let Some(to) = objects.first().filter(|to| *to != subject)
                    {
                        event.to = vec![key(to)];
                    }
                }
                who = subjects.clone();
            }
            Parties::To => {
                let subject = subjects.first()?;
                event.speaker = Some(key(subject));
                event.to = objects.iter().filter(|id| *id != subject).map(key).collect();
                who = subjects.clone();
                if event.to.is_empty() && hit.happening.form.is_none() {
                    return None;
                }
            }
            Parties::Nobody => {
                who = subjects.clone();
            }
        }
        if hit.mood == Mood::GoesOn {
            if subjects.is_empty() {
                return None;
            }
            event.kind = "background".to_owned();
            event.participants = subjects.iter().map(key).collect();
            event.form = None;
            event.note = Some("goes on for some time, by the tense of the verb".to_owned());
        }
        let dated = counted.is_some()
            || phrase.is_some_and(|p| p.part != Use::Since && p.part != Use::Limit);
        if is_meeting && event.participants.len() < 2 && hit.mood != Mood::GoesOn {
            if !dated {
                return None;
            }
            let named = event.participants.len();
            let what = if named == 0 { "nobody" } else { "only one of those who took part" };
            event.doubts.push(format!("the sentence names {what}"));
        }
        let nobody = who.is_empty() && event.participants.is_empty();
        if matches!(hit.happening.parties, Parties::Nobody | Parties::Between) && !dated && nobody {
            return None;
        }
        if kind == "incident" && !dated {
            return None;
        }
        if kind == "agreement" && event.participants.is_empty() && !dated {
            return None;
        }
        self.by_telephone(&mut event, is_meeting);
        // Who telephones is in two places.
        event.place = if event.kind == "call" { None } else { self.place(hit) };
        event.duration = self.duration(hit).filter(|_| is_meeting && !ahead);
        let mut edge = None;
        if let Some(phrase) = phrase {
            edge = Some(phrase.part);
            if phrase.part == Use::Limit {
                if matches!(
                    kind,
                    "demand" | "deadline" | "agreement" | "ceasefire" | "decision" | "proposal"
                ) && kind == "deadline"
                {
                    self.set_date(&mut event, phrase, true);
                } else {
                    event.doubts.push(format!(
                        "“{} {}” sets a limit: a deadline to be added?",
                        self.word(phrase.tokens.start.saturating_sub(1)),
                        phrase.written
                    ));
                }
            } else {
                self.set_date(&mut event, phrase, ahead);
            }
        }
        if counted.is_some() {
            event.dating = counted;
        }
        self.stamp(&mut event);
        event.title = self.title(hit, &event, &who);
        self.source(&mut event);
        Some(Found { event, sentence: self.index, verb: hit.tokens.clone(), edge })
    }

    /// `The meeting planned for Friday was postponed`, `postponed the talks`.
    fn cancelled(&self, found: &mut Vec<Found>) {
        const NOUNS: [&str; 9] = [
            "meeting",
            "talks",
            "visit",
            "session",
            "round",
            "summit",
            "conference",
            "trip",
            "negotiations",
        ];
        let article = self.context.article;
        let range = self.sentence.tokens.clone();
        for at in range.clone() {
            if article.tokens[at].quoted {
                continue;
            }
            let Some((length, status)) =
                self.context.lexicon.cancelled.at(&article.tokens, at, range.end)
            else {
                continue;
            };
            let unreal = at > range.start
                && matches!(self.word(at - 1), "not" | "to" | "could" | "may" | "might");
            let behind = (at + length..range.end.min(at + length + 6))
                .find(|&t| NOUNS.contains(&self.word(t)));
            let passive = at > range.start
                && matches!(self.word(at - 1), "was" | "were" | "been" | "be" | "is" | "are");
            let before = passive
                .then(|| (range.start..at).find(|&t| NOUNS.contains(&self.word(t))))
                .flatten();
            let Some(noun) = before.or(behind).filter(|_| !unreal) else { continue };
            let kind =
                if matches!(self.word(noun), "visit" | "trip") { "visit" } else { "meeting" };
            let until = if before.is_some() { at } else { range.end };
            let mut who: Vec<EntityId> = Vec::new();
            for mention in article.mentions_in(&(noun..until)) {
                let word = self.word(mention.tokens.start.saturating_sub(1));
                if matches!(word, "of" | "between" | "with" | "and" | ",")
                    && !who.contains(&mention.entity)
                {
                    who.push(mention.entity);
                }
            }
            let phrases = dating::phrases(article.text, &article.tokens, range.clone(), false);
            let planned = phrases.iter().find(|p| {
                p.tokens.start > noun
                    && matches!(
                        self.word(p.tokens.start - 1),
                        "for" | "on" | "scheduled" | "planned" | "due"
                    )
                    && p.tokens.start < until
            });
            let mut event =
                Event { kind: kind.to_owned(), status: Some(status.clone()), ..Event::default() };
            event.participants = who.iter().map(|id| actor_key(self.context, *id)).collect();
            if let Some(phrase) = planned {
                self.set_date(&mut event, phrase, true);
            }
            if event.participants.is_empty() && planned.is_none() {
                continue;
            }
            if event.participants.len() < 2 {
                event
                    .doubts
                    .push("the sentence does not name those who were to take part".to_owned());
            }
            let end = planned.map_or(until, |p| p.tokens.start - 1).min(until);
            let words = one_line(article.words(&(noun..end.max(noun + 1))));
            let words =
                words.trim_end_matches(" planned").trim_end_matches(" scheduled").to_owned();
            let title = shortened(&format!("{words} ({status})"), 9);
            let first =
                title.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            event.title = format!("{first}{}", title.chars().skip(1).collect::<String>());
            self.source(&mut event);
            found.push(Found { event, sentence: self.index, verb: at..at + length, edge: None });
            return;
        }
    }

    fn source(&self, event: &mut Event) {
        let article = self.context.article;
        let number = article.blocks[self.sentence.block].role.number().unwrap_or(0);
        event.sources.push((self.context.key.to_owned(), format!("par. {number}")));
        event.spans.push((self.context.key.to_owned(), self.sentence.bytes.clone()));
    }

    /// `by telephone` anywhere in the sentence makes a meeting a call.
    fn by_telephone(&self, event: &mut Event, is_meeting: bool) {
        if !is_meeting || event.kind == "call" {
            return;
        }
        let by = self.sentence.tokens.clone().any(|at| {
            matches!(self.word(at), "by" | "over" | "via")
                && (at + 1..at + 3).any(|at| {
                    matches!(self.word(at), "telephone" | "phone" | "videoconference" | "video")
                })
        });
        if by {
            event.kind = "call".to_owned();
            event.form = Some("telephone".to_owned());
        }
    }
}

fn event_needs(kind: &str) -> bool {
    kind == "meeting"
}
