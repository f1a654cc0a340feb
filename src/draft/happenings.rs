//! Meetings, calls, agreements, visits, messages, decisions, incidents: what a pattern of the word lists finds in a sentence.
//!
//! A verb in the past has happened; one behind `will` lies ahead; one behind `could` or `refused to` is no event. Those who
//! take part are named before the verb and behind it; `the two` stands for those of the meeting told of before, and is
//! marked.

use crate::draft::dating::{self, Phrase, Use};
use crate::draft::event::{Dating, Event, actor_key, one_line};
use crate::draft::titles::{joined, shortened};
use crate::draft::{Context, dating as days};
use crate::prose::lexicon::{Happening, Parties, VerbForm};
use crate::prose::names::{EntityId, EntityKind, Mention};
use crate::prose::{Role, Sentence, Subject};
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

    /// The verb of a pattern: its first word, or behind a noun the first verb.
    fn verb_in(&self, tokens: &Range<usize>, happening: &Happening) -> Option<usize> {
        let is_verb = |at: &usize| !self.context.lexicon.verb_forms(self.word(*at)).is_empty();
        match happening.parties {
            Parties::Between | Parties::Nobody => tokens
                .clone()
                .rev()
                .find(is_verb)
                .filter(|_| tokens.len() > 1)
                .or_else(|| tokens.clone().find(is_verb)),
            Parties::Both | Parties::Person | Parties::Subject | Parties::To => {
                Some(tokens.start).filter(is_verb)
            }
        }
    }

    fn forms(&self, at: usize) -> Vec<VerbForm> {
        self.context.lexicon.verb_forms(self.word(at)).iter().map(|(_, form)| *form).collect()
    }

    /// Whether a word that can be a noun is a verb here.
    fn is_verb(&self, at: usize, happening: &Happening) -> bool {
        let forms = self.forms(at);
        let previous = at
            .checked_sub(1)
            .filter(|at| *at >= self.sentence.tokens.start)
            .map_or("", |at| self.word(at));
        if forms.iter().any(|f| matches!(f, VerbForm::Past)) {
            // `the agreed text`, `a proposed meeting`
            return !matches!(
                previous,
                "the" | "a" | "an" | "previously" | "recently" | "newly" | "any"
            );
        }
        if forms.contains(&VerbForm::Participle) {
            return !matches!(previous, "the" | "a" | "an");
        }
        if forms.contains(&VerbForm::Ing) {
            let be = ["is", "are", "was", "were", "been", "be"].contains(&previous);
            let between = matches!(happening.parties, Parties::Between);
            return be && !between;
        }
        let noun = matches!(
            previous,
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "of"
                | "his"
                | "her"
                | "their"
                | "its"
                | "no"
                | "any"
                | "'s"
                | "in"
                | "for"
                | "by"
                | "with"
                | "at"
                | "on"
                | "new"
                | "rebel"
                | "air"
        );
        if noun {
            return false;
        }
        let modal = matches!(
            previous,
            "to" | "will"
                | "would"
                | "shall"
                | "could"
                | "may"
                | "might"
                | "should"
                | "must"
                | "can"
                | "cannot"
                | "not"
                | "also"
                | "again"
                | "then"
                | "'ll"
        );
        if forms.contains(&VerbForm::Base) && modal {
            return true;
        }
        // The present: `Kerry meets Lavrov`; in a chronology, anything.
        self.run_in.is_some() && at > self.sentence.tokens.start
            || self.mention_ending(at).is_some()
    }

    fn mention_ending(&self, end: usize) -> Option<&Mention> {
        let mentions = &self.context.article.mentions;
        let after = mentions.partition_point(|m| m.tokens.start < end);
        mentions[..after].last().filter(|m| m.tokens.end == end)
    }

    fn mood(&self, verb: usize, _happening: &Happening) -> Mood {
        let tokens = &self.context.article.tokens;
        let start = self.sentence.tokens.start;
        let lexicon = self.context.lexicon;
        let mut end = verb;
        while end > start
            && (matches!(
                self.word(end - 1),
                "also"
                    | "again"
                    | "then"
                    | "later"
                    | "soon"
                    | "now"
                    | "be"
                    | "separately"
                    | "jointly"
            ) || self.word(end - 1).ends_with("ly"))
        {
            end -= 1;
        }
        let mut best: (usize, Mood) = (0, Mood::Done);
        for back in 1..=5 {
            let Some(from) = end.checked_sub(back).filter(|from| *from >= start) else { break };
            let length = |phrases: &crate::prose::lexicon::Phrases<()>| {
                phrases
                    .at(tokens, from, end)
                    .map(|(length, ())| length)
                    .filter(|length| *length == back)
            };
            if length(&lexicon.unreal).is_some() && back > best.0 {
                best = (back, Mood::Unreal);
            }
            if length(&lexicon.future).is_some()
                && back >= best.0
                && !(back == best.0 && best.1 == Mood::Unreal && self.word(from) != "would")
            {
                best = (back, Mood::Ahead);
            }
        }
        // `if they meet`: the whole clause is unreal.
        let clause = (start..end)
            .rev()
            .take(10)
            .take_while(|&at| !matches!(self.word(at), "," | ";" | "but"));
        for at in clause {
            if matches!(
                self.word(at),
                "if" | "whether" | "unless" | "without" | "before" | "until" | "yet"
            ) && !tokens[at].quoted
            {
                let far = best.1 == Mood::Ahead && self.word(at) == "before";
                if !far {
                    return Mood::Unreal;
                }
            }
            if matches!(self.word(at), "no" | "not" | "never" | "neither") && end - at <= 3 {
                return Mood::Unreal;
            }
        }
        let ing = self.forms(verb).contains(&VerbForm::Ing);
        if ing && end > start && self.word(end - 1) == "been" {
            return Mood::GoesOn;
        }
        // `are meeting on Friday` can be either; the present tense says that it is going on.
        let bare = self.forms(verb).iter().all(|f| *f == VerbForm::Base);
        if bare && best.0 == 0 && self.mention_ending(verb).is_none() && self.run_in.is_none() {
            return Mood::Unreal;
        }
        best.1
    }

    /// The date phrase of a pattern: the first one behind it and before the next pattern; else one before the first verb.
    fn phrase_of<'p>(
        &self,
        number: usize,
        hits: &[Hit<'_>],
        phrases: &'p [Phrase],
    ) -> Option<&'p Phrase> {
        let hit = &hits[number];
        let speech = self.speech_verbs();
        let next = hits
            .get(number + 1)
            .map(|hit| hit.tokens.start)
            .into_iter()
            .chain(speech.iter().copied().filter(|at| *at >= hit.tokens.end))
            .min()
            .unwrap_or(self.sentence.tokens.end);
        let behind = phrases.iter().find(|p| {
            p.tokens.start >= hit.tokens.start
                && p.tokens.start < next
                && p.part != Use::Since
                && !self.in_a_clause_of_its_own(hit.tokens.end, p.tokens.start)
        });
        let previous = number.checked_sub(1).map(|n| hits[n].tokens.end);
        let previous = previous
            .into_iter()
            .chain(speech.iter().copied().filter(|at| *at < hit.tokens.start))
            .max();
        let before = phrases.iter().rev().find(|p| {
            p.tokens.end <= hit.tokens.start
                && p.part != Use::Since
                && p.part != Use::Limit
                && previous.is_none_or(|at| p.tokens.start > at)
        });
        // `On Monday Kerry met Lavrov and signed …`: what leads the sentence dates all of it.
        let leading = phrases.first().filter(|p| {
            p.tokens.start <= self.sentence.tokens.start + 2
                && p.tokens.end <= hit.tokens.start
                && hits.first().is_some_and(|h| p.tokens.end <= h.tokens.start)
                && p.part != Use::Limit
        });
        behind.filter(|p| p.part != Use::Limit).or(before).or(leading).or(behind)
    }

    /// Whether between a verb and a date stands a word that begins a clause about another time.
    fn in_a_clause_of_its_own(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            matches!(
                self.word(at),
                "since" | "after" | "before" | "that" | "which" | "when" | "who" | "where"
            ) && !(self.word(at) == "after" && to - at > 6)
        }) && to.saturating_sub(from) > 3
    }

    fn speech_verbs(&self) -> Vec<usize> {
        self.context
            .article
            .sayings
            .iter()
            .filter(|saying| saying.sentence == self.index && !saying.verb.is_empty())
            .map(|saying| saying.verb.start)
            .collect()
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
        event.place = self.place(hit);
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

    fn set_date(&self, event: &mut Event, phrase: &Phrase, ahead: bool) {
        let reader_ahead = event.status.as_deref() == Some("announced");
        match days::date(self.context, phrase, ahead, reader_ahead) {
            Ok(dating) => event.dating = Some(dating),
            Err(why) => {
                event.undated_phrase = Some(phrase.written.clone());
                event.doubts.push(why);
            }
        }
    }

    /// `the next day`: counted from the day of what was told before in the paragraph.
    fn counted(
        &self,
        hit: &Hit<'_>,
        next: usize,
        phrase: Option<&Phrase>,
        found: &[Found],
    ) -> Option<Dating> {
        let article = self.context.article;
        let range = hit.tokens.end..next;
        let (at, words, distance) = dating::relative_in(article.text, &article.tokens, range)
            .or_else(|| {
                let start = self.clause_start(hit.tokens.start);
                dating::relative_in(article.text, &article.tokens, start..hit.tokens.start)
            })?;
        if phrase.is_some_and(|p| p.tokens.start > hit.tokens.start && p.tokens.start < at) {
            return None;
        }
        let before = found.iter().rev().find(|f| {
            let block = article.sentences[f.sentence].block;
            block + 1 >= self.sentence.block && f.event.days().is_some_and(|(a, b)| a == b)
        })?;
        let (day, _) = before.event.days()?;
        let counted = day.plus_days(distance);
        Some(Dating {
            says: format!(
                "“{words}” → {counted}, {}: counted from {day}, the day of “{}”",
                counted.weekday().name(),
                before.event.title
            ),
            written: words,
            value: counted.to_string(),
            days: Some((counted, counted)),
            doubtful: true,
        })
    }

    /// The day of a live page's entry.
    fn stamp(&self, event: &mut Event) {
        let article = self.context.article;
        let Some(stamp) = &article.blocks[self.sentence.block].stamp else { return };
        if event.dating.is_some() || event.undated_phrase.is_some() || event.status.is_some() {
            return;
        }
        if let Some(anchor) = self.context.anchor {
            event.dating = Some(Dating {
                written: String::new(),
                value: anchor.to_string(),
                says: format!(
                    "the day of the page; the entry is headed {}, which is when it was posted",
                    one_line(&article.text[stamp.clone()])
                ),
                days: Some((anchor, anchor)),
                doubtful: true,
            });
        }
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

    fn is_person(&self, id: EntityId) -> bool {
        matches!(
            self.context.article.entities[id.0].kind,
            EntityKind::Person | EntityKind::Nameless
        )
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

    /// The mentions before a verb that are its subject.
    fn subjects(
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
    fn inherited(
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

    /// Where the clause of a verb begins.
    fn clause_start(&self, verb: usize) -> usize {
        let article = self.context.article;
        let speech = self.speech_verbs();
        let mut at = verb;
        while at > self.sentence.tokens.start {
            let word = self.word(at - 1);
            let said = speech.contains(&(at - 1));
            let stop = matches!(
                word,
                ";" | ":"
                    | "but"
                    | "while"
                    | "that"
                    | "when"
                    | "where"
                    | "although"
                    | "though"
                    | "whereas"
                    | "because"
            );
            if said || stop || article.tokens[at - 1].quoted {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Whether a mention belongs to a phrase with a preposition.
    fn is_in_phrase(&self, mention: &Mention, start: usize) -> bool {
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
    fn objects(&self, hit: &Hit<'_>) -> Vec<EntityId> {
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
                    if both && matches!(word, "of" | "from" | "on" | "to" | "for") && !direct {
                        continue;
                    }
                    if both && matches!(word, "of" | "on" | "to" | "in" | "for" | "over") {
                        continue;
                    }
                    if both && mention.by_capital && !matches!(word, "with" | "between" | "and") {
                        continue;
                    }
                    if !(lead || direct) || matches!(word, "in" | "at") {
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

    /// Where the clause behind a verb ends: at the next conjunction of clauses.
    fn clause_end(&self, from: usize) -> usize {
        let article = self.context.article;
        (from..self.sentence.tokens.end)
            .find(|&at| {
                article.tokens[at].quoted
                    || matches!(
                        self.word(at),
                        ";" | ":"
                            | "but"
                            | "while"
                            | "who"
                            | "which"
                            | "that"
                            | "where"
                            | "when"
                            | "before"
                            | "after"
                            | "because"
                    )
            })
            .unwrap_or(self.sentence.tokens.end)
    }

    /// Those named around a noun such as `talks`: `talks between A and B opened`, `A-B talks`.
    fn between(&self, hit: &Hit<'_>) -> Vec<EntityId> {
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
    fn last_meeting<'f>(&self, found: &'f [Found]) -> Option<&'f Found> {
        found.iter().rev().find(|f| {
            let block = self.context.article.sentences[f.sentence].block;
            let near = self.sentence.block.saturating_sub(block) <= 2;
            near && matches!(f.event.kind.as_str(), "meeting" | "call")
                && f.event.participants.len() >= 2
        })
    }

    fn ids(&self, keys: &[String]) -> Vec<EntityId> {
        let count = self.context.article.entities.len();
        keys.iter()
            .filter_map(|key| {
                (0..count).map(EntityId).find(|id| actor_key(self.context, *id) == *key)
            })
            .collect()
    }

    /// The people named before a token in this sentence and the one before it in the paragraph.
    fn people_before(&self, at: usize) -> Vec<EntityId> {
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

    /// The place of an act: behind `in` or `at`, a place of the lists.
    fn place(&self, hit: &Hit<'_>) -> Option<(String, String, String)> {
        let context = self.context;
        let article = context.article;
        let end = self.clause_end(hit.tokens.end);
        let to = matches!(hit.happening.kind.as_str(), "visit");
        let start = if to { hit.tokens.start } else { self.clause_start(hit.tokens.start) };
        let found = (start..end).find_map(|at| {
            let token = &article.tokens[at];
            if !token.capital || token.quoted || at == 0 {
                return None;
            }
            let word = self.word(at - 1);
            let led = matches!(word, "in" | "at")
                || to && (matches!(word, "to" | "for") || at == hit.tokens.end);
            if !led {
                return None;
            }
            let (_, place) = context.lexicon.places.at(&article.tokens, at, end)?;
            Some(*place)
        })?;
        let place = &context.lexicon.place_list[found];
        Some((place.name.clone(), place.country.clone(), place.zone.clone()))
    }

    /// `for three hours`, `90-minute`, `lasted two hours`.
    fn duration(&self, hit: &Hit<'_>) -> Option<String> {
        let end = self.clause_end(hit.tokens.end);
        let start = self.clause_start(hit.tokens.start);
        (start..end).find_map(|at| {
            let word = self.word(at);
            if let Some((number, unit)) = word.split_once('-') {
                return length(number, unit);
            }
            let led = at > 0
                && matches!(
                    self.word(at - 1),
                    "for"
                        | "lasted"
                        | "nearly"
                        | "about"
                        | "than"
                        | "of"
                        | "some"
                        | "almost"
                        | "held"
                        | "over"
                );
            if !led {
                return None;
            }
            let length = self.length_with_half(at).or_else(|| length(word, self.word(at + 1)))?;
            let more = self.word(at - 1) == "than" && self.word(at.saturating_sub(2)) == "more"
                || self.word(at - 1) == "over";
            Some(if more { format!("{length}..") } else { length })
        })
    }

    /// `an hour`, `half an hour`, `an hour and a half`, `two and a half hours`.
    fn length_with_half(&self, at: usize) -> Option<String> {
        let words: [&str; 5] = std::array::from_fn(|next| self.word(at + next));
        match words {
            ["an", "hour", "and", "a", "half"] => Some("90min".to_owned()),
            ["an", "hour", ..] => Some("1h".to_owned()),
            ["half", "an", "hour", ..] => Some("30min".to_owned()),
            [number, "and", "a", "half", "hours"] => {
                let whole = length(number, "hours")?;
                let hours: u32 = whole.strip_suffix('h')?.parse().ok()?;
                Some(format!("{}min", 60 * hours + 30))
            }
            _ => None,
        }
    }

    /// A title: `Kerry–Lavrov meeting on Syria`, `Annan arrived in Damascus`.
    fn title(&self, hit: &Hit<'_>, event: &Event, who: &[EntityId]) -> String {
        let article = self.context.article;
        let short = |id: &EntityId| article.entities[id.0].short.clone();
        let names: Vec<String> = who.iter().map(short).collect();
        let ahead = event.status.is_some();
        if matches!(event.kind.as_str(), "meeting" | "call") {
            let words: Vec<&str> = hit.tokens.clone().map(|at| self.word(at)).collect();
            let noun = [
                "talks",
                "negotiations",
                "consultations",
                "session",
                "summit",
                "discussions",
                "conference",
            ]
            .into_iter()
            .find(|noun| words.contains(noun));
            let noun = match (event.kind.as_str(), noun) {
                ("call", _) => "telephone call",
                (_, None) if event.form.as_deref() == Some("conversation") => "conversation",
                (_, Some(noun)) => noun,
                (_, None) => "meeting",
            };
            let topic = self.topic(hit);
            let mut title = if names.is_empty() {
                let first =
                    noun.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
                let place = event.place.as_ref().map_or_else(String::new, |(name, _, _)| {
                    format!(" in {}", name.split(',').next().unwrap_or(name))
                });
                format!("{first}{}{place}", &noun[1..])
            } else {
                format!("{} {noun}", joined(&names))
            };
            if let Some(topic) = topic
                && title.chars().count() + topic.chars().count() < 52
            {
                title.push_str(&topic);
            }
            return title;
        }
        if let (Parties::To, Some(name), Some(form)) =
            (hit.happening.parties, names.first(), &event.form)
        {
            let first =
                form.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            let to: Vec<String> = self.ids(&event.to).iter().map(short).collect();
            let to = if to.is_empty() { String::new() } else { format!(" to {}", to.join(", ")) };
            return format!("{first}{} by {name}{to}", &form[1..]);
        }
        // The words of the sentence, from the subject on, without the words that date it.
        let end = self.sentence.tokens.end;
        let phrases =
            dating::phrases(article.text, &article.tokens, self.sentence.tokens.clone(), false);
        let limit = phrases
            .iter()
            .map(|p| p.tokens.start)
            .filter(|at| *at > hit.tokens.end)
            .chain((hit.tokens.end..end).filter(|&at| {
                matches!(
                    self.word(at),
                    ";" | ":" | "but" | "which" | "who" | "," | "after" | "saying"
                )
            }))
            .chain((hit.tokens.end..end).filter(|&at| article.tokens[at].quoted))
            .min()
            .unwrap_or(end);
        let mut limit = limit.max(hit.tokens.end);
        while limit > hit.tokens.end
            && matches!(
                self.word(limit - 1),
                "on" | "at"
                    | "in"
                    | "by"
                    | "and"
                    | "until"
                    | "late"
                    | "early"
                    | "."
                    | "the"
                    | "of"
                    | "from"
            )
        {
            limit -= 1;
        }
        let subject = names.first().cloned();
        let from = match (&subject, hit.happening.parties) {
            (Some(_), Parties::Subject | Parties::To | Parties::Both) => self.verb_group(hit),
            _ => {
                let mut from = self.clause_start(hit.tokens.start);
                if let Some(p) = phrases
                    .iter()
                    .find(|p| p.tokens.start <= from + 1 && p.tokens.end <= hit.tokens.start)
                {
                    from = p.tokens.end;
                }
                while from < hit.tokens.start
                    && (!article.tokens[from].is_word()
                        || matches!(self.word(from), "and" | "then" | "on"))
                {
                    from += 1;
                }
                from
            }
        };
        let words = one_line(article.words(&(from..limit)));
        let text = match (&subject, hit.happening.parties) {
            (Some(name), Parties::Subject | Parties::To) => format!("{name} {words}"),
            (Some(_), Parties::Both) => match names.as_slice() {
                [one, other] => format!("{one} and {other} {words}"),
                _ => format!("{} {words}", joined(&names)),
            },
            _ => words,
        };
        let text = if ahead && !text.contains("will") && !text.contains("would") {
            format!("{text} (announced)")
        } else {
            text
        };
        let mut title = shortened(&text, 11);
        if let Some(first) = title.chars().next() {
            title = first.to_uppercase().chain(title.chars().skip(1)).collect();
        }
        title
    }

    /// Where the verb begins with its auxiliaries.
    fn verb_group(&self, hit: &Hit<'_>) -> usize {
        let mut from = hit.tokens.start;
        while from > self.sentence.tokens.start
            && matches!(
                self.word(from - 1),
                "will"
                    | "would"
                    | "has"
                    | "have"
                    | "had"
                    | "to"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "also"
                    | "due"
                    | "scheduled"
            )
        {
            from -= 1;
        }
        from
    }

    /// ` on Syria`, from `to discuss Syria` or `on Syria` behind the verb.
    fn topic(&self, hit: &Hit<'_>) -> Option<String> {
        let article = self.context.article;
        let end = self.clause_end(hit.tokens.end).min(hit.tokens.end + 14);
        let at = (hit.tokens.start + 1..end).find(|&at| {
            matches!(self.word(at), "discuss" | "on" | "about" | "over")
                && !article.tokens[at].quoted
        })?;
        let mut until = at + 1;
        let stop = |word: &str| {
            matches!(
                word,
                "and"
                    | "in"
                    | "at"
                    | "on"
                    | "with"
                    | ","
                    | "."
                    | "for"
                    | "to"
                    | "that"
                    | "which"
                    | "as"
                    | "during"
                    | "ahead"
                    | "by"
                    | "sunday"
                    | "monday"
                    | "tuesday"
                    | "wednesday"
                    | "thursday"
                    | "friday"
                    | "saturday"
                    | "today"
                    | "yesterday"
            )
        };
        while until < end && until - at <= 4 && !stop(self.word(until)) {
            until += 1;
        }
        let words = one_line(article.words(&(at + 1..until)));
        let dated = words.contains(|c: char| c.is_ascii_digit())
            || crate::date::civil::Weekday::parse(words.split(' ').next().unwrap_or("")).is_some()
            || crate::date::civil::parse_month(words.split([' ', '.']).next().unwrap_or(""))
                .is_some();
        let margins = matches!(
            words.as_str(),
            "the sidelines"
                | "the margins"
                | "the sidelines of"
                | "the margins of"
                | "the phone"
                | "the telephone"
        );
        (until > at + 1
            && !dated
            && !margins
            && !words.starts_with("the sidelines")
            && !words.starts_with("the margins"))
        .then(|| format!(" on {words}"))
    }
}

fn event_needs(kind: &str) -> bool {
    kind == "meeting"
}

/// `90`, `minute` → `90min`.
fn length(number: &str, unit: &str) -> Option<String> {
    const WORDS: [(&str, u32); 12] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
    ];
    let number = WORDS
        .iter()
        .find(|(word, _)| *word == number)
        .map(|(_, n)| *n)
        .or_else(|| number.parse().ok())?;
    let unit = match unit.trim_end_matches('s') {
        "minute" => "min",
        "hour" => "h",
        _ => return None,
    };
    (1..=600).contains(&number).then(|| format!("{number}{unit}"))
}
