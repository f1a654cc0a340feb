//! Statements: what somebody is said to say, with the exact words where the text has them between quotation marks.
//!
//! What one speaker says in one paragraph is one statement, unless two sentences date it differently. Pieces of a
//! quotation are joined by ` … `. Whose words only a pronoun tells stays open.

use crate::draft::dating::{self, Use};
use crate::draft::event::{Event, actor_key, one_line};
use crate::draft::titles::shortened;
use crate::draft::{Context, dating as days};
use crate::prose::{Role, Saying, Subject};
use std::ops::Range;

/// A statement with what the relations go by.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub event: Event,
    /// The sentences that it was read from.
    pub sentences: Vec<usize>,
    /// The verbs, by sentence.
    pub verbs: Vec<(usize, Range<usize>)>,
    /// The passages between quotation marks.
    pub passages: Vec<usize>,
    subject: Subject,
    block: usize,
}

/// Every statement, in the order of the text.
pub(super) fn find(context: &Context<'_, '_>) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let article = context.article;
    for saying in &article.sayings {
        let block = article.sentences[saying.sentence].block;
        let said = statement(context, saying, block);
        let Some(said) = said else { continue };
        let same = found.last_mut().filter(|last| {
            last.block == block
                && last.subject == said.subject
                && said.subject != Subject::Nobody
                && !differ(&last.event, &said.event)
        });
        match same {
            Some(last) => join(last, said),
            None => found.push(said),
        }
    }
    for said in &mut found {
        finish(context, said);
    }
    found
}

fn differ(one: &Event, other: &Event) -> bool {
    match (one.days(), other.days()) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

fn statement(context: &Context<'_, '_>, saying: &Saying, block: usize) -> Option<Said> {
    let article = context.article;
    let mut event = Event { kind: "statement".to_owned(), ..Event::default() };
    match &saying.subject {
        Subject::Entity(id) => {
            event.speaker = Some(actor_key(context, *id));
            if !saying.certain {
                event.doubts.push(format!(
                    "speaker: no verb names one; the paragraph before quotes {}",
                    article.entities[id.0].short
                ));
            }
        }
        Subject::Pronoun(word) => {
            if saying.passages.is_empty() {
                return None;
            }
            event.doubts.push(pronoun(context, saying, word));
        }
        Subject::Nobody => {
            event.doubts.push("speaker: the text names nobody beside these words".to_owned());
        }
    }
    if let Some(hearers) = &saying.hearers {
        event.to.push(hearers.id.clone());
        event.form.clone_from(&hearers.form);
    }
    if let Some(id) = saying.addressee {
        event.to.push(actor_key(context, id));
    }
    event.form = event.form.or(saying.form.clone());
    if saying.passages.is_empty()
        && let Some(clause) = &saying.clause
    {
        event.note = Some(without_further_speech(&one_line(article.words(clause))));
    }
    if !saying.verb.is_empty() {
        event.attribution = attribution(context, saying);
    }
    if let Some(turn) = &saying.turn {
        event.quote = Some(one_line(&article.text[turn.clone()]));
        event.to = vec!["reporters".to_owned()];
        if let Some(anchor) = context.anchor {
            event.dating = Some(crate::draft::event::Dating {
                written: String::new(),
                value: anchor.to_string(),
                says: "the day of the transcript".to_owned(),
                days: Some((anchor, anchor)),
                doubtful: false,
            });
        }
    } else {
        date(context, saying, &mut event);
    }
    stamp(context, block, &mut event);
    let number = article.blocks[block].role.number().unwrap_or(0);
    let sentences = saying.sentences.clone();
    let bytes = article.sentences[sentences.start].bytes.start
        ..article.sentences[sentences.end - 1].bytes.end;
    event.sources.push((context.key.to_owned(), format!("par. {number}")));
    event.spans.push((context.key.to_owned(), bytes));
    let verbs = if saying.verb.is_empty() {
        Vec::new()
    } else {
        vec![(saying.sentence, saying.verb.clone())]
    };
    Some(Said {
        event,
        sentences: sentences.collect(),
        verbs,
        passages: saying.passages.clone(),
        subject: saying.subject.clone(),
        block,
    })
}

/// `“he said”: the last man named before is Kerry` — for the reader to decide.
fn pronoun(context: &Context<'_, '_>, saying: &Saying, word: &str) -> String {
    let article = context.article;
    let start = article.sentences[saying.sentence].tokens.start;
    let last = article.mentions.iter().rev().find(|m| {
        m.tokens.start < start
            && matches!(article.entities[m.entity.0].kind, crate::prose::EntityKind::Person)
    });
    match last {
        Some(mention) => format!(
            "speaker: only “{word}”; the person named last before is {}",
            article.entities[mention.entity.0].short
        ),
        None => format!("speaker: only “{word}”"),
    }
}

/// The verb with its addressee: `told a news conference`.
fn attribution(context: &Context<'_, '_>, saying: &Saying) -> Option<String> {
    let article = context.article;
    let overlap = saying
        .clause
        .as_ref()
        .is_some_and(|clause| clause.start < saying.verb.end && clause.end > saying.verb.end);
    let verb = if overlap { saying.verb.start..saying.verb.start + 1 } else { saying.verb.clone() };
    let words = one_line(article.words(&verb));
    let plain = matches!(words.as_str(), "said" | "told" | "says" | "added");
    (!plain).then_some(words)
}

/// The date phrase that stands with the verb of speech, not with what is reported.
fn date(context: &Context<'_, '_>, saying: &Saying, event: &mut Event) {
    if saying.verb.is_empty() {
        return;
    }
    let article = context.article;
    let sentence = &article.sentences[saying.sentence];
    let phrases = dating::phrases(article.text, &article.tokens, sentence.tokens.clone(), false);
    let word = |at: usize| article.tokens.get(at).map_or("", |t| t.lower.as_str());
    let quoted_between = |from: usize, to: usize| (from..to).any(|at| article.tokens[at].quoted);
    let next_verb = article
        .sayings
        .iter()
        .filter(|s| s.sentence == saying.sentence && s.verb.start > saying.verb.start)
        .map(|s| s.verb.start)
        .min()
        .unwrap_or(sentence.tokens.end);
    // Behind the verb, before any clause or further verb begins.
    let event_between = |from: usize, to: usize| {
        (from..to).any(|at| {
            matches!(
                word(at),
                "that"
                    | "if"
                    | "will"
                    | "would"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "had"
                    | "has"
                    | "have"
            ) || context.lexicon.events.at(&article.tokens, at, sentence.tokens.end).is_some()
        })
    };
    let behind = phrases.iter().find(|p| {
        p.tokens.start >= saying.verb.end
            && p.tokens.start < next_verb
            && !matches!(p.part, Use::Since | Use::Limit)
            && !event_between(saying.verb.end, p.tokens.start)
            && !quoted_between(saying.verb.end, p.tokens.start)
            && (p.tokens.start - saying.verb.end <= 12)
    });
    // `Kerry, who arrived on Thursday, said`: that is when he arrived.
    let relative = |p: &dating::Phrase| {
        let comma = (sentence.tokens.start..p.tokens.start).rev().find(|&at| word(at) == ",");
        comma.is_some_and(|at| matches!(word(at + 1), "who" | "which" | "whose"))
            && (p.tokens.end..saying.verb.start).any(|at| word(at) == ",")
    };
    let before = phrases.iter().rev().filter(|p| !relative(p)).find(|p| {
        let leads = p.tokens.start <= sentence.tokens.start + 2;
        let beside = saying.verb.start.saturating_sub(p.tokens.end) <= 2
            && p.tokens.end <= saying.verb.start;
        let reported = saying.clause.as_ref().is_some_and(|c| c.contains(&p.tokens.start));
        p.tokens.end <= saying.verb.start
            && !matches!(p.part, Use::Since | Use::Limit)
            && !reported
            && (beside || leads)
            && !quoted_between(p.tokens.end, saying.verb.start)
    });
    let run_in = dating::run_in(context, sentence.block);
    let Some(phrase) = behind.or(before).or(run_in.as_ref()) else { return };
    match days::date(context, phrase, false, false) {
        Ok(dating) => event.dating = Some(dating),
        Err(why) => {
            event.undated_phrase = Some(phrase.written.clone());
            event.doubts.push(why);
        }
    }
}

/// Verbs that take what is spoken of as their object.
const STANCES: [&str; 12] = [
    "welcomed",
    "condemned",
    "rejected",
    "denounced",
    "praised",
    "criticised",
    "criticized",
    "dismissed",
    "deplored",
    "hailed",
    "endorsed",
    "backed",
];

/// What is reported, without the words that lead on to a quotation: `welcomed the failure, telling the BBC that “…”`.
fn without_further_speech(words: &str) -> String {
    let leads = [", telling ", ", saying ", ", adding "];
    let at = leads.iter().filter_map(|lead| words.find(lead)).min();
    words[..at.unwrap_or(words.len())].to_owned()
}

/// The day of a live page's entry.
fn stamp(context: &Context<'_, '_>, block: usize, event: &mut Event) {
    let article = context.article;
    let Some(stamp) = &article.blocks[block].stamp else { return };
    let words = one_line(&article.text[stamp.clone()]);
    if event.dating.is_none()
        && let Some(anchor) = context.anchor
        && matches!(article.blocks[block].role, Role::Body(_))
    {
        event.dating = Some(crate::draft::event::Dating {
            written: String::new(),
            value: anchor.to_string(),
            says: format!(
                "the day of the page; the entry is headed {words}, which is when it was posted"
            ),
            days: Some((anchor, anchor)),
            doubtful: true,
        });
    }
}

fn join(last: &mut Said, said: Said) {
    let other = said.event;
    let event = &mut last.event;
    event.dating = event.dating.take().or(other.dating);
    event.undated_phrase = event.undated_phrase.take().or(other.undated_phrase);
    event.form = event.form.take().or(other.form);
    event.attribution = event.attribution.take().or(other.attribution);
    for to in other.to {
        if !event.to.contains(&to) {
            event.to.push(to);
        }
    }
    event.note = match (event.note.take(), other.note) {
        (Some(one), Some(two)) if one.contains(two.as_str()) => Some(one),
        (Some(one), Some(two)) => Some(format!("{one}; {two}")),
        (one, two) => one.or(two),
    };
    event.quote = event.quote.take().or(other.quote);
    for doubt in other.doubts {
        if !event.doubts.contains(&doubt) {
            event.doubts.push(doubt);
        }
    }
    if let (Some((_, span)), Some((_, more))) = (event.spans.first_mut(), other.spans.first()) {
        span.start = span.start.min(more.start);
        span.end = span.end.max(more.end);
    }
    last.sentences.extend(said.sentences);
    last.verbs.extend(said.verbs);
    last.passages.extend(said.passages);
}

/// Fills in the quotation and the title.
fn finish(context: &Context<'_, '_>, said: &mut Said) {
    let article = context.article;
    said.passages.sort_unstable();
    said.passages.dedup();
    said.sentences.sort_unstable();
    said.sentences.dedup();
    let pieces: Vec<String> = said
        .passages
        .iter()
        .map(|&number| {
            let words = one_line(&article.text[article.passages[number].inner.clone()]);
            // The comma before the closing mark belongs to the sentence around.
            words.trim_end_matches([',', ' ']).to_owned()
        })
        .filter(|words| !words.is_empty())
        .collect();
    let count = pieces.len();
    if count > 0 {
        let joined: Vec<String> = pieces
            .into_iter()
            .enumerate()
            .map(
                |(at, words)| {
                    if at + 1 < count { words } else { words.trim_end_matches(',').to_owned() }
                },
            )
            .collect();
        said.event.quote = Some(joined.join(" … "));
    }
    let speaker = match &said.subject {
        Subject::Entity(id) => article.entities[id.0].short.clone(),
        Subject::Pronoun(_) | Subject::Nobody => String::new(),
    };
    let event = &mut said.event;
    let audience = event.to.first().map(|to| match to.as_str() {
        "press" => "the press".to_owned(),
        "public" => "the public".to_owned(),
        "reporters" => "reporters".to_owned(),
        key => {
            let count = article.entities.len();
            (0..count)
                .map(crate::prose::EntityId)
                .find(|id| actor_key(context, *id) == key)
                .map_or_else(|| key.to_owned(), |id| article.entities[id.0].short.clone())
        }
    });
    let form = match event.form.as_deref() {
        Some("press-conference") => Some("news conference"),
        Some("interview") => Some("interview"),
        Some("press-release") => Some("statement"),
        Some("briefing") => Some("briefing"),
        _ => None,
    };
    let words = event.note.clone().or_else(|| event.quote.clone()).unwrap_or_default();
    let topic = shortened(&words, 7);
    let stance = event.attribution.as_deref().filter(|verb| STANCES.contains(verb));
    event.title = match (speaker.is_empty(), form, audience) {
        (false, Some(form), _) if event.quote.is_some() => format!("{speaker}: {form}"),
        (false, _, Some(audience)) if event.quote.is_some() => format!("{speaker} to {audience}"),
        (false, _, _) if event.note.is_none() => format!("{speaker}: “{topic}”"),
        // `Netanyahu welcomed the failure to reach a deal`
        (false, _, _) if stance.is_some() => {
            shortened(&format!("{speaker} {} {words}", stance.unwrap_or_default()), 10)
        }
        (false, _, _) => format!("{speaker}: {topic}"),
        (true, _, _) => topic,
    };
}
