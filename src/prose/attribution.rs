//! Who says what: a verb of speech, its subject, and the words between quotation marks that belong to it.
//!
//! A subject is a name beside the verb. A pronoun is kept as a pronoun; a passage that nobody is named for stays without a
//! speaker. What a sentence reports without quotation marks is kept as the range of its words.

use crate::prose::blocks::Role;
use crate::prose::lexicon::{Lexicon, SpeechUse, VerbForm};
use crate::prose::names::{EntityId, EntityKind, Mention};
use crate::prose::{Article, Sentence};
use std::ops::Range;

/// Who is said to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Somebody who is named beside the verb.
    Entity(EntityId),
    /// `he said`
    Pronoun(String),
    /// Nobody is named.
    Nobody,
}

/// An audience of the word lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearers {
    /// `reporters`, `press` or `public`.
    pub id: String,
    /// The form that it gives to a statement.
    pub form: Option<String>,
}

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The sentence of the verb.
    pub sentence: usize,
    /// The verb; empty for a turn in a transcript or a passage without a verb.
    pub verb: Range<usize>,
    /// Who says it.
    pub subject: Subject,
    /// Whether the name stands beside the verb or before the colon, so that there is no other way to read it.
    pub certain: bool,
    /// The passages between quotation marks, by number, in order.
    pub passages: Vec<usize>,
    /// The tokens that tell, without quotation marks, what is said.
    pub clause: Option<Range<usize>>,
    /// The bytes of the first words of a turn in a transcript.
    pub turn: Option<Range<usize>>,
    /// To which audience.
    pub hearers: Option<Hearers>,
    /// To whom.
    pub addressee: Option<EntityId>,
    /// The form that the occasion gives: `interview`.
    pub form: Option<String>,
    /// All sentences that belong to it.
    pub sentences: Range<usize>,
}

/// A passage of fewer words than this is a word in quotation marks, not a quotation, where no verb goes with it.
const LEAST_WORDS: usize = 4;
/// Words of a turn that are worth keeping.
const LEAST_TURN_WORDS: usize = 7;

/// Reads who says what in an article of which everything else has been read.
pub fn sayings(article: &Article<'_>, lexicon: &Lexicon) -> Vec<Saying> {
    let mut found: Vec<Saying> = Vec::new();
    let mut taken = vec![false; article.passages.len()];
    let reader = Reader { article, lexicon };
    for index in 0..article.sentences.len() {
        reader.sentence(index, &mut found, &mut taken);
    }
    reader.turns(&mut found);
    reader.left_over(&mut found, &mut taken);
    for saying in &mut found {
        saying.passages.sort_unstable();
    }
    found.sort_by_key(|saying| saying.sentence);
    found
}

struct Reader<'a, 't> {
    article: &'a Article<'t>,
    lexicon: &'a Lexicon,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        self.article.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    fn passages_of(&self, sentence: &Sentence) -> Vec<usize> {
        let passages = &self.article.passages;
        let from = passages.partition_point(|p| p.outer.end <= sentence.bytes.start);
        let mut found = Vec::new();
        for (number, passage) in passages.iter().enumerate().skip(from) {
            if passage.outer.start >= sentence.bytes.end {
                break;
            }
            found.push(number);
        }
        found
    }

    fn sentence(&self, index: usize, found: &mut Vec<Saying>, taken: &mut [bool]) {
        let sentence = &self.article.sentences[index];
        if self.article.blocks[sentence.block].role == Role::Caption {
            return;
        }
        let passages = self.passages_of(sentence);
        let has_quotes = !passages.is_empty();
        let first = found.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let quoted = self.article.tokens[at].quoted;
            let verb = (!quoted)
                .then(|| self.lexicon.speech.at(&self.article.tokens, at, sentence.tokens.end))
                .flatten();
            let Some((length, usage)) = verb else {
                at += 1;
                continue;
            };
            let verb = at..at + length;
            if let Some(saying) =
                self.saying(index, sentence, verb.clone(), *usage, has_quotes, &found[first..])
            {
                found.push(saying);
            }
            at = verb.end;
        }
        // The passages of the sentence go to the verb that stands nearest.
        for number in passages {
            let passage = &self.article.passages[number];
            let distance = |saying: &Saying| {
                let verb = &self.article.tokens[saying.verb.start];
                if verb.start < passage.outer.start {
                    passage.outer.start - verb.start
                } else {
                    // The attribution behind a quotation is the commoner one.
                    (verb.start - passage.outer.end.min(verb.start)) / 2
                }
            };
            let own = found[first..].iter_mut().min_by_key(|saying| distance(saying));
            if let Some(saying) = own
                && !taken[number]
            {
                saying.passages.push(number);
                taken[number] = true;
            }
        }
        // An indirect report that is all quotation is none.
        let quoted_only = |saying: &Saying| saying.passages.is_empty() && saying.clause.is_none();
        let mut at = first;
        while at < found.len() {
            if quoted_only(&found[at]) { drop(found.remove(at)) } else { at += 1 }
        }
    }

    fn saying(
        &self,
        index: usize,
        sentence: &Sentence,
        verb: Range<usize>,
        usage: SpeechUse,
        has_quotes: bool,
        before: &[Saying],
    ) -> Option<Saying> {
        if !self.is_finite(&verb, sentence) {
            return None;
        }
        let (subject, certain, span) = self.subject(sentence, &verb, usage, before)?;
        // `expressed his appreciation`: the thanks are what is said.
        let phrase = matches!(
            self.word(verb.start),
            "express" | "expresses" | "expressed" | "voice" | "voices" | "voiced"
        );
        let mut clause_start = if phrase { verb.start + 1 } else { verb.end };
        let mut hearers = None;
        let mut addressee = None;
        if let Some((length, audience)) = self.hearers_at(verb.end, sentence) {
            hearers = Some(Hearers { id: audience.0, form: audience.1 });
            clause_start = verb.end + length;
        } else if usage == SpeechUse::To
            && let Some(mention) =
                self.mention_from(verb.end).filter(|m| m.tokens.start == verb.end)
        {
            addressee = Some(mention.entity);
            clause_start = mention.tokens.end;
        }
        if usage == SpeechUse::To
            && matches!(self.word(clause_start), "me" | "him" | "her" | "them" | "us" | "you")
        {
            clause_start += 1;
        }
        // `told me last night that …`: what is said begins behind `that`.
        if let Some(that) = (clause_start..sentence.tokens.end.min(clause_start + 5))
            .find(|&at| self.word(at) == "that")
        {
            let quoted = self.article.tokens[that].quoted;
            let comma = (clause_start..that).any(|at| !self.article.tokens[at].is_word());
            if !quoted && !comma {
                clause_start = that + 1;
            }
        }
        let form = self.occasion(&verb, sentence);
        let clause = if usage == SpeechUse::After {
            let before = sentence.tokens.start..verb.start;
            let after = span.end..sentence.tokens.end;
            if before.len() > 4 { Some(before) } else { Some(after) }
        } else if span.start > verb.start {
            // `…, said Kerry`: what is said stands before.
            Some(sentence.tokens.start..verb.start)
        } else if self.stands_before(sentence, &span) {
            // `…, Kerry said in a statement`
            Some(sentence.tokens.start..span.start)
        } else if clause_start + 3 < sentence.tokens.end {
            Some(clause_start..sentence.tokens.end)
        } else {
            Some(sentence.tokens.start..span.start.min(verb.start))
        };
        let clause = clause.and_then(|clause| self.unquoted(clause));
        // Verbs that mean other things report only what follows as a clause or stands between marks.
        if usage == SpeechUse::Words && !has_quotes {
            let reports = (verb.end..verb.end + 5).any(|at| matches!(self.word(at), "that" | ":"));
            if !reports {
                return None;
            }
        }
        let clause = clause.filter(|clause| clause.len() >= 3);
        Some(Saying {
            sentence: index,
            verb,
            subject,
            certain,
            passages: Vec::new(),
            clause,
            turn: None,
            hearers,
            addressee,
            form,
            sentences: index..index + 1,
        })
    }

    /// Whether what is said stands before its speaker, parted by a comma.
    fn stands_before(&self, sentence: &Sentence, subject: &Range<usize>) -> bool {
        let mut comma = subject.start;
        if comma > sentence.tokens.start && matches!(self.word(comma - 1), "the" | "a" | "an") {
            comma -= 1;
        }
        let before = &self.article.tokens[sentence.tokens.start..comma.max(sentence.tokens.start)];
        let verb = before.iter().any(|token| {
            self.lexicon.verb_forms(&token.lower).iter().any(|(_, form)| *form != VerbForm::Ing)
                || matches!(token.lower.as_str(), "would" | "could" | "can" | "may" | "must")
        });
        comma > sentence.tokens.start + 4 && self.word(comma - 1) == "," && verb
    }

    /// The part of a clause before its first quotation marks; `None` if it begins with them.
    fn unquoted(&self, clause: Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.article.tokens;
        let mut start = clause.start;
        while start < clause.end && (!tokens[start].is_word() || tokens[start].quoted) {
            start += 1;
        }
        let mut end = (start..clause.end).find(|&at| tokens[at].quoted).unwrap_or(clause.end);
        // `…, the United Nations said`: the article belongs to the speaker.
        while end > start
            && (!tokens[end - 1].is_word() || matches!(self.word(end - 1), "the" | "a" | "an"))
        {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// Whether a verb of speech speaks: `said`, `has said`, `saying`; not `to say`, `did not say`, `his report`.
    fn is_finite(&self, verb: &Range<usize>, sentence: &Sentence) -> bool {
        let forms = self.lexicon.verb_forms(self.word(verb.start));
        if forms.is_empty() {
            return true;
        }
        let before = |back: usize| {
            let at = verb.start.checked_sub(back).filter(|at| *at >= sentence.tokens.start);
            at.map_or("", |at| self.word(at))
        };
        let negated = (1..=4).any(|back| {
            let word = before(back);
            matches!(
                word,
                "to" | "not"
                    | "never"
                    | "would"
                    | "will"
                    | "could"
                    | "should"
                    | "might"
                    | "may"
                    | "can"
                    | "cannot"
                    | "must"
                    | "didn't"
                    | "won't"
                    | "wouldn't"
                    | "refused"
                    | "declined"
            ) && (back == 1
                || matches!(before(1), "not" | "also" | "only" | "be")
                || !self.is_name_before(verb.start, back))
        });
        if negated
            && matches!(
                before(1),
                "to" | "not"
                    | "never"
                    | "would"
                    | "will"
                    | "could"
                    | "should"
                    | "might"
                    | "may"
                    | "can"
                    | "cannot"
                    | "must"
                    | "didn't"
                    | "won't"
                    | "wouldn't"
            )
        {
            return false;
        }
        // A noun: `the report`, `his demands`, `no comment`.
        !matches!(
            before(1),
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "no" | "any" | "this" | "of"
        ) || forms.iter().any(|(verb, _)| verb == "say" || verb == "tell")
    }

    fn is_name_before(&self, at: usize, back: usize) -> bool {
        (1..back).any(|b| at.checked_sub(b).is_some_and(|at| self.mention_ending(at + 1).is_some()))
    }

    fn mention_ending(&self, end: usize) -> Option<&Mention> {
        let mentions = &self.article.mentions;
        let after = mentions.partition_point(|m| m.tokens.start < end);
        mentions[..after].last().filter(|m| m.tokens.end == end)
    }

    /// The first mention at or after a token.
    fn mention_from(&self, at: usize) -> Option<&Mention> {
        let mentions = &self.article.mentions;
        mentions.get(mentions.partition_point(|m| m.tokens.start < at))
    }

    /// The subject of a verb, whether that is certain, and where it stands.
    fn subject(
        &self,
        sentence: &Sentence,
        verb: &Range<usize>,
        usage: SpeechUse,
        before: &[Saying],
    ) -> Option<(Subject, bool, Range<usize>)> {
        let ing =
            self.lexicon.verb_forms(self.word(verb.start)).iter().any(|(_, f)| *f == VerbForm::Ing);
        if usage == SpeechUse::After {
            let mention = self.mention_from(verb.end).filter(|m| m.tokens.start <= verb.end + 1)?;
            return Some((Subject::Entity(mention.entity), true, mention.tokens.clone()));
        }
        let mut at = verb.start;
        while at > sentence.tokens.start && self.is_between(at - 1) {
            at -= 1;
        }
        if at > sentence.tokens.start {
            if let Some(mention) = self.mention_ending(at)
                && !self.inside_phrase(mention, sentence)
            {
                return Some((Subject::Entity(mention.entity), true, mention.tokens.clone()));
            }
            let previous = self.word(at - 1).to_owned();
            if self.lexicon.is_pronoun(&previous) && !self.article.tokens[at - 1].quoted {
                if previous == "who"
                    && let Some(mention) = self
                        .mention_ending(at - 1)
                        .or_else(|| self.mention_ending(at.saturating_sub(2)))
                {
                    return Some((Subject::Entity(mention.entity), true, mention.tokens.clone()));
                }
                let span = at - 1..at;
                return Some((Subject::Pronoun(previous), true, span));
            }
        }
        // `“…,” said Kerry`
        let mut after = verb.end;
        while after < sentence.tokens.end && self.is_adverb(after) {
            after += 1;
        }
        let inverted = verb.start == sentence.tokens.start
            || self.article.tokens[verb.start - 1].quoted
            || !self.article.tokens[verb.start - 1].is_word();
        if inverted
            && !ing
            && let Some(mention) = self.mention_from(after).filter(|m| m.tokens.start == after)
        {
            return Some((Subject::Entity(mention.entity), true, mention.tokens.clone()));
        }
        if inverted
            && self.lexicon.is_pronoun(self.word(after))
            && self.article.tokens[verb.start.saturating_sub(1)].quoted
        {
            return Some((Subject::Pronoun(self.word(after).to_owned()), true, after..after + 1));
        }
        // `Kerry met Lavrov and said …`, `…, adding that …`: the subject of what goes before.
        let joined =
            at > sentence.tokens.start && matches!(self.word(at - 1), "and" | "," | "but" | "then");
        if joined || ing {
            if let Some(saying) = before.last() {
                let span = verb.start..verb.start;
                return Some((saying.subject.clone(), saying.certain, span));
            }
            let mention = self.first_subject(sentence, verb.start)?;
            return Some((Subject::Entity(mention.entity), true, mention.tokens.clone()));
        }
        // A subject with a phrase behind it: `Kerry, speaking in Geneva, said`, `The spokesman for X said`.
        let mention = self.first_subject(sentence, verb.start)?;
        let between = &self.article.tokens[mention.tokens.end..verb.start];
        let commas = between.iter().filter(|token| token.lower == ",").count();
        let set_off = between.first().is_some_and(|t| t.lower == ",")
            && commas == 2
            && self.word(verb.start - 1) == ",";
        let of =
            matches!(self.word(mention.tokens.end), "of" | "for" | "in" | "at" | "on" | "from")
                && between.len() <= 5;
        let verbless = !between.iter().any(|token| {
            self.lexicon
                .verb_forms(&token.lower)
                .iter()
                .any(|(_, f)| matches!(f, VerbForm::Past | VerbForm::Present))
        });
        if set_off || of && verbless && commas == 0 {
            return Some((Subject::Entity(mention.entity), true, mention.tokens.clone()));
        }
        None
    }

    /// Whether a word may stand between a subject and its verb.
    fn is_between(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_adverb(at)
            || matches!(word, "has" | "have" | "had" | "on" | "late" | "early")
                && !self.article.tokens[at].quoted
    }

    fn is_adverb(&self, at: usize) -> bool {
        let token = &self.article.tokens[at];
        let word = token.lower.as_str();
        !token.quoted
            && (word.ends_with("ly") && !token.capital
                || matches!(
                    word,
                    "also"
                        | "later"
                        | "then"
                        | "earlier"
                        | "again"
                        | "already"
                        | "only"
                        | "meanwhile"
                        | "monday"
                        | "tuesday"
                        | "wednesday"
                        | "thursday"
                        | "friday"
                        | "saturday"
                        | "sunday"
                        | "today"
                        | "yesterday"
                        | "afterwards"
                        | "afterward"
                        | "however"
                        | "once"
                        | "instead"
                        | "further"
                ))
    }

    /// Whether a mention belongs to a phrase, so that it is not the subject: `a meeting with Lavrov`.
    fn inside_phrase(&self, mention: &Mention, sentence: &Sentence) -> bool {
        let at = mention.tokens.start;
        at > sentence.tokens.start
            && matches!(self.word(at - 1), "with" | "of" | "from" | "by" | "against" | "between")
            && self.article.entities[mention.entity.0].kind != EntityKind::Nameless
    }

    /// The first mention of a sentence that is no part of a phrase.
    fn first_subject(&self, sentence: &Sentence, until: usize) -> Option<&Mention> {
        self.article.mentions_in(&(sentence.tokens.start..until)).iter().find(|m| {
            !self.article.tokens[m.tokens.start].quoted && !self.after_preposition(m, sentence)
        })
    }

    fn after_preposition(&self, mention: &Mention, sentence: &Sentence) -> bool {
        let at = mention.tokens.start;
        at > sentence.tokens.start
            && matches!(
                self.word(at - 1),
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
            )
    }

    fn hearers_at(
        &self,
        at: usize,
        sentence: &Sentence,
    ) -> Option<(usize, (String, Option<String>))> {
        let mut start = at;
        if self.word(start) == "to" {
            start += 1;
        }
        let (length, audience) =
            self.lexicon.audiences.at(&self.article.tokens, start, sentence.tokens.end)?;
        Some((start + length - at, (audience.id.clone(), audience.form.clone())))
    }

    /// The form that `in an interview`, `at a news conference` gives to what is said.
    fn occasion(&self, verb: &Range<usize>, sentence: &Sentence) -> Option<String> {
        let tokens = &self.article.tokens;
        let from = sentence.tokens.start.max(verb.start.saturating_sub(16));
        let until = sentence.tokens.end.min(verb.end + 16);
        (from..until).find_map(|at| {
            let led = matches!(self.word(at), "in" | "at" | "on" | "during" | "through");
            if !led || tokens[at].quoted {
                return None;
            }
            (at + 1..(at + 5).min(until)).find_map(|at| {
                let (_, form) = self.lexicon.occasions.at(tokens, at, until)?;
                Some(form.clone())
            })
        })
    }

    /// What is said in a transcript.
    fn turns(&self, found: &mut Vec<Saying>) {
        for (number, block) in self.article.blocks.iter().enumerate() {
            let Role::Turn(name, _) = &block.role else { continue };
            let first = self.article.sentences.partition_point(|s| s.block < number);
            let last = self.article.sentences.partition_point(|s| s.block <= number);
            let Some(entity) = self.turn_speaker(name) else { continue };
            let words = |s: &Sentence| {
                self.article.tokens[s.tokens.clone()].iter().filter(|t| t.is_word()).count()
            };
            let worth =
                (first..last).find(|&s| words(&self.article.sentences[s]) >= LEAST_TURN_WORDS);
            let Some(sentence) = worth else { continue };
            found.push(Saying {
                sentence,
                verb: 0..0,
                subject: Subject::Entity(entity),
                certain: true,
                passages: Vec::new(),
                clause: None,
                turn: Some(self.article.sentences[sentence].bytes.clone()),
                hearers: None,
                addressee: None,
                form: None,
                sentences: first..last,
            });
        }
    }

    fn turn_speaker(&self, name: &Range<usize>) -> Option<EntityId> {
        let last = self.article.text[name.clone()].split_whitespace().last()?.to_lowercase();
        let last = last.trim_matches(|c: char| !c.is_alphanumeric());
        self.article
            .entities
            .iter()
            .position(|entity| {
                entity.kind == EntityKind::Person
                    && (entity.short.to_lowercase() == last
                        || entity.name.to_lowercase().split(' ').any(|word| word == last))
            })
            .map(EntityId)
    }

    /// Passages that no verb of their own sentence took: they go on what was said before in the paragraph, or begin what is
    /// said after, or go on the paragraph before.
    fn left_over(&self, found: &mut Vec<Saying>, taken: &mut [bool]) {
        for number in 0..self.article.passages.len() {
            if taken[number] {
                continue;
            }
            let passage = &self.article.passages[number];
            let sentence = self.article.sentences.iter().position(|s| {
                s.bytes.start < passage.outer.end && passage.outer.start < s.bytes.end
            });
            let Some(sentence) = sentence else { continue };
            let block = self.article.sentences[sentence].block;
            if !matches!(self.article.blocks[block].role, Role::Body(_)) {
                continue;
            }
            let words = self.article.text[passage.inner.clone()].split_whitespace().count();
            let in_block = |saying: &Saying| self.article.sentences[saying.sentence].block == block;
            let whole = self.is_mostly_quoted(sentence);
            let earlier = found
                .iter()
                .filter(|s| in_block(s) && s.sentence < sentence && s.turn.is_none())
                .max_by_key(|s| s.sentence)
                .map(|s| s.sentence);
            if let Some(earlier) = earlier
                && whole
            {
                if let Some(saying) = found.iter_mut().rev().find(|s| s.sentence == earlier) {
                    saying.passages.push(number);
                    saying.sentences.end = saying.sentences.end.max(sentence + 1);
                    taken[number] = true;
                }
                continue;
            }
            let continued =
                number > 0 && !self.article.passages[number - 1].closed && taken[number - 1];
            let previous = found.iter().position(|s| s.passages.contains(&number.wrapping_sub(1)));
            if continued && let Some(previous) = previous {
                found[previous].passages.push(number);
                taken[number] = true;
                continue;
            }
            if words < LEAST_WORDS || !whole {
                continue;
            }
            // The paragraph before named a speaker: probably the same one.
            let before = found
                .iter()
                .filter(|s| {
                    let of = self.article.sentences[s.sentence].block;
                    of < block && self.read_blocks_between(of, block) == 0
                })
                .max_by_key(|s| s.sentence)
                .filter(|s| {
                    !s.passages.is_empty()
                        || self.ends_in_colon(self.article.sentences[s.sentence].block)
                });
            let colon = before
                .is_some_and(|s| self.ends_in_colon(self.article.sentences[s.sentence].block));
            let subject = before.map_or(Subject::Nobody, |s| s.subject.clone());
            found.push(Saying {
                sentence,
                verb: 0..0,
                certain: colon,
                subject,
                passages: vec![number],
                clause: None,
                turn: None,
                hearers: None,
                addressee: None,
                form: None,
                sentences: sentence..sentence + 1,
            });
            taken[number] = true;
        }
    }

    fn read_blocks_between(&self, from: usize, to: usize) -> usize {
        self.article.blocks[from + 1..to]
            .iter()
            .filter(|b| matches!(b.role, Role::Body(_) | Role::Section))
            .count()
    }

    fn ends_in_colon(&self, block: usize) -> bool {
        self.article.text[self.article.blocks[block].bytes.clone()].trim_end().ends_with(':')
    }

    fn is_mostly_quoted(&self, sentence: usize) -> bool {
        let tokens = &self.article.tokens[self.article.sentences[sentence].tokens.clone()];
        let words = tokens.iter().filter(|t| t.is_word()).count();
        let quoted = tokens.iter().filter(|t| t.is_word() && t.quoted).count();
        quoted * 10 >= words * 7
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::{Article, Lexicon, Subject};

    /// Each saying as `speaker: words between marks`, or `speaker | clause`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let article = Article::read(text, &Lexicon::english());
        let found: Vec<String> = article
            .sayings
            .iter()
            .map(|saying| {
                let who = match &saying.subject {
                    Subject::Entity(id) => article.entities[id.0].short.clone(),
                    Subject::Pronoun(word) => format!("<{word}>"),
                    Subject::Nobody => "<>".to_owned(),
                };
                let words: Vec<&str> = saying
                    .passages
                    .iter()
                    .map(|&p| &text[article.passages[p].inner.clone()])
                    .collect();
                if words.is_empty() {
                    let clause = saying.clause.clone().unwrap_or(0..0);
                    format!("{who} | {}", article.words(&clause))
                } else {
                    format!("{who}: {}", words.join(" / "))
                }
            })
            .collect();
        assert_eq!(found, expected);
    }

    const PEOPLE: &str = "President Ann Roe met Foreign Minister Jan Poe. ";

    #[test]
    fn the_verb_stands_before_between_and_behind() {
        check(
            &format!("{PEOPLE}“We are close,” Roe said. “Very close.”"),
            &["Roe: We are close, / Very close."],
        );
        check(&format!("{PEOPLE}“We are close,” said Poe."), &["Poe: We are close,"]);
        check(&format!("{PEOPLE}Roe told reporters: “We are close.”"), &["Roe: We are close."]);
        check(&format!("{PEOPLE}“Are we close?” Roe asked."), &["Roe: Are we close?"]);
        check(
            &format!("{PEOPLE}According to Poe, the two sides are close."),
            &["Poe | the two sides are close"],
        );
    }

    #[test]
    fn a_pronoun_stays_a_pronoun() {
        check(&format!("{PEOPLE}“We are close,” he said."), &["<he>: We are close,"]);
    }

    #[test]
    fn reported_speech_has_a_clause() {
        check(
            &format!("{PEOPLE}Roe said the two sides are close to a deal."),
            &["Roe | the two sides are close to a deal"],
        );
        check(&format!("{PEOPLE}Roe refused to say more."), &[]);
    }
}
