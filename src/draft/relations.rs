//! What hangs together with what: `after the meeting`, `earlier in the day`, `will meet again Monday`, and what a speaker
//! says of meetings past and to come.

use crate::date::Cue;
use crate::draft::Context;
use crate::draft::dating::{self, Use};
use crate::draft::event::{Dating, Event, one_line};
use crate::draft::happenings::Found;
use crate::draft::statements::Said;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Nouns by which an event that was told of before is meant.
const NOUNS: [&str; 14] = [
    "meeting",
    "talks",
    "meetings",
    "negotiations",
    "session",
    "summit",
    "discussions",
    "consultations",
    "conversation",
    "call",
    "round",
    "conference",
    "plenary",
    "encounter",
];

/// An event with the sentences that it was read from.
struct Placed {
    event: Event,
    sentences: Vec<usize>,
    found: Option<Found>,
    said: Option<Said>,
}

/// Puts events and statements into one list, joins what is told twice, and reads the relations.
pub(super) fn gather(
    context: &Context<'_, '_>,
    happenings: Vec<Found>,
    statements: Vec<Said>,
    events: &mut Vec<Event>,
) {
    let mut placed: Vec<Placed> = Vec::new();
    // Where the meetings and calls of the same people stand.
    let mut meetings: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    let mut said_in: HashMap<usize, Vec<&Range<usize>>> = HashMap::new();
    for (sentence, verb) in statements.iter().flat_map(|said| &said.verbs) {
        said_in.entry(*sentence).or_default().push(verb);
    }
    for found in happenings {
        // `announced that …` is a statement with a content; so is `demanded`, where the words are quoted.
        let can_be_said = matches!(
            found.event.kind.as_str(),
            "announcement" | "demand" | "statement" | "message" | "proposal" | "decision"
        );
        let said = said_in.get(&found.sentence).map_or(&[][..], Vec::as_slice);
        if can_be_said && said.iter().any(|verb| verb.contains(&found.verb.start)) {
            continue;
        }
        let mut people = found.event.participants.clone();
        people.sort();
        let alike = meetings.entry(people).or_default();
        let known = alike.iter().copied().find(|&at| same(&placed[at].event, &found.event));
        if let Some(known) = known.and_then(|at| placed.get_mut(at)) {
            absorb(&mut known.event, &found.event);
            known.sentences.push(found.sentence);
            if known.found.as_ref().is_none_or(|f| f.edge.is_none()) {
                known.found = Some(found);
            }
            continue;
        }
        let sentences = vec![found.sentence];
        alike.push(placed.len());
        placed.push(Placed {
            event: found.event.clone(),
            sentences,
            found: Some(found),
            said: None,
        });
    }
    let messages: Vec<usize> =
        (0..placed.len()).filter(|&at| placed[at].event.kind == "message").collect();
    for said in statements {
        let known = messages.iter().copied().find(|&at| instruction(&placed[at].event, &said));
        if let Some(known) = known.and_then(|at| placed.get_mut(at)) {
            known.event.quote.clone_from(&said.event.quote);
            known.said = Some(said);
            continue;
        }
        placed.push(Placed {
            event: said.event.clone(),
            sentences: said.sentences.clone(),
            found: None,
            said: Some(said),
        });
    }
    placed.sort_by_key(|p| p.event.at());
    fold_conferences(&mut placed);
    after_and_before(context, &mut placed);
    earlier(&mut placed);
    told(&mut placed);
    quoted_plans(context, &mut placed);
    events.extend(placed.into_iter().map(|p| p.event));
}

/// Whether two events of one article and the same people are one: kind and day agree.
fn same(one: &Event, other: &Event) -> bool {
    let alike = matches!(one.kind.as_str(), "meeting" | "call")
        && one.kind == other.kind
        && one.participants.len() >= 2;
    if !alike {
        return false;
    }
    match (one.days(), other.days()) {
        (Some(a), Some(b)) => a == b,
        // Undated, it can be any of them; and it can be the announced one only if it is announced itself.
        _ => one.status == other.status,
    }
}

fn absorb(known: &mut Event, other: &Event) {
    // Told as held, it was held.
    if other.status.is_none() {
        if known.status.is_some() {
            known.title.clone_from(&other.title);
        }
        known.status = None;
    }
    if known.dating.is_none() {
        known.dating.clone_from(&other.dating);
        known.undated_phrase = known.undated_phrase.take().filter(|_| known.dating.is_none());
    }
    known.place = known.place.take().or(other.place.clone());
    known.duration = known.duration.take().or(other.duration.clone());
    for (source, locator) in &other.sources {
        match known.sources.iter_mut().find(|(key, _)| key == source) {
            Some((_, known)) if !known.contains(locator.trim_start_matches("par. ")) => {
                known.push_str(&format!(", {}", locator.trim_start_matches("par. ")));
            }
            Some(_) => {}
            None => known.sources.push((source.clone(), locator.clone())),
        }
    }
}

/// Whether a statement is the quotation inside an instruction or message that was found as such.
fn instruction(event: &Event, said: &Said) -> bool {
    event.kind == "message"
        && event.quote.is_none()
        && event.speaker == said.event.speaker
        && said.event.speaker.is_some()
        && said.event.quote.is_some()
        && event.spans.first().is_some_and(|(_, span)| {
            said.event
                .spans
                .first()
                .is_some_and(|(_, other)| span.start <= other.start && other.end <= span.end)
        })
}

/// `held a news conference`, followed by what was said there: one event.
fn fold_conferences(placed: &mut Vec<Placed>) {
    let mut at = 0;
    while at < placed.len() {
        let conference = placed[at].event.form.as_deref() == Some("press-conference")
            && placed[at].event.quote.is_none()
            && placed[at].said.is_none();
        if !conference {
            at += 1;
            continue;
        }
        let speaker = placed[at].event.speaker.clone();
        let target = placed.iter().position(|p| {
            p.event.form.as_deref() == Some("press-conference")
                && p.event.quote.is_some()
                && p.event.speaker == speaker
        });
        match target {
            Some(target) if target != at => {
                let gone = placed.remove(at);
                let target = if target > at { target - 1 } else { target };
                let event = &mut placed[target].event;
                event.dating = event.dating.take().or(gone.event.dating);
                event.place = event.place.take().or(gone.event.place);
            }
            _ => at += 1,
        }
    }
}

/// Reads `after the meeting`, `before the talks`, `following their meeting`.
fn after_and_before(context: &Context<'_, '_>, placed: &mut [Placed]) {
    let article = context.article;
    let is_meeting = |p: &Placed| matches!(p.event.kind.as_str(), "meeting" | "call");
    let meetings: Vec<usize> = (0..placed.len()).filter(|&at| is_meeting(&placed[at])).collect();
    for at in 0..placed.len() {
        let sentences = placed[at].sentences.clone();
        let verb = placed[at].found.as_ref().map(|f| f.verb.clone());
        for sentence in sentences {
            let tokens = article.sentences[sentence].tokens.clone();
            let word = |t: usize| article.tokens.get(t).map_or("", |t| t.lower.as_str());
            for token in tokens.clone() {
                if article.tokens[token].quoted
                    || !matches!(word(token), "after" | "following" | "before" | "ahead")
                {
                    continue;
                }
                let mut noun = token + 1;
                if word(token) == "ahead" && word(noun) == "of" {
                    noun += 1;
                }
                let first = noun;
                while noun < tokens.end && noun - first < 5 && !NOUNS.contains(&word(noun)) {
                    noun += 1;
                }
                let definite = matches!(
                    word(first),
                    "the" | "their" | "that" | "his" | "her" | "its" | "those"
                );
                if !NOUNS.contains(&word(noun)) || !definite || noun - first > 3 {
                    continue;
                }
                // The relation belongs to the event whose verb stands in the same sentence and nearest.
                let own = verb.clone().or_else(|| {
                    let said = placed[at].said.as_ref()?;
                    said.verbs.iter().find(|(s, _)| *s == sentence).map(|(_, v)| v.clone())
                });
                if own.is_none() {
                    continue;
                }
                let other = placed.iter().enumerate().any(|(index, p)| {
                    index != at
                        && p.found.as_ref().is_some_and(|f| {
                            f.sentence == sentence
                                && f.verb.end <= token
                                && own.as_ref().is_some_and(|o| f.verb.start > o.start)
                        })
                });
                if other {
                    continue;
                }
                let is_call = word(noun) == "call";
                let speaker = placed[at].event.speaker.clone();
                let people = placed[at].event.participants.clone();
                let candidates: Vec<usize> = meetings
                    .iter()
                    .copied()
                    .filter(|&index| {
                        index != at
                            && (placed[index].event.kind == "call") == is_call
                            && (placed[index].event.status.is_none()
                                || word(token) == "before"
                                || word(token) == "ahead")
                            && placed[index].event.at() <= placed[at].event.at()
                    })
                    .collect();
                let with = |index: &&usize| {
                    let parts = &placed[**index].event.participants;
                    speaker.as_ref().is_some_and(|s| parts.contains(s))
                        || people.iter().any(|p| parts.contains(p))
                };
                let target = candidates
                    .iter()
                    .rev()
                    .find(with)
                    .or_else(|| candidates.last().filter(|_| candidates.len() == 1));
                let Some(&target) = target else { continue };
                let phrase = one_line(article.words(&(token..noun + 1)));
                let title = placed[target].event.title.clone();
                let event = &mut placed[at].event;
                if matches!(word(token), "after" | "following") {
                    if !event.after.contains(&target) {
                        event.after.push(target);
                        event.remarks.push(format!("after: “{phrase}” (“{title}”)"));
                    }
                } else if !event.before.contains(&target) {
                    event.before.push(target);
                    event.remarks.push(format!("before: “{phrase}” (“{title}”)"));
                }
            }
        }
        same_day_by_today(placed, at);
    }
}

/// `“… we talked about today,” Kerry told reporters after the meeting`: today is the day of the meeting.
fn same_day_by_today(placed: &mut [Placed], at: usize) {
    let Some(&target) = placed[at].event.after.first() else { return };
    if placed[at].event.dating.is_some() {
        return;
    }
    let Some(quote) = placed[at].event.quote.clone() else { return };
    let has_today = quote
        .split(|c: char| !c.is_alphabetic())
        .any(|word| matches!(word.to_lowercase().as_str(), "today" | "tonight"));
    let Some(dating) = placed[target].event.dating.clone() else { return };
    if !has_today || dating.days.is_none_or(|(a, b)| a != b) {
        return;
    }
    let day = dating.days.map_or_else(String::new, |(day, _)| day.to_string());
    let value = if dating.value.is_empty() { day.clone() } else { dating.value.clone() };
    placed[at].event.dating = Some(Dating {
        written: String::new(),
        value,
        says: format!("“today” in the quotation, said after the meeting of {day}"),
        days: dating.days,
        doubtful: true,
    });
}

/// `held talks earlier in the day Monday`: before what the text told last, and on the same day.
fn earlier(placed: &mut [Placed]) {
    for at in 0..placed.len() {
        let Some(found) = &placed[at].found else { continue };
        let edge = found.edge;
        if !matches!(edge, Some(Use::Earlier | Use::Later)) {
            continue;
        }
        let place = placed[at].event.at();
        // What the text told last before: a statement or meeting of one of those concerned.
        let people = placed[at].event.participants.clone();
        let target = (0..placed.len())
            .filter(|&index| index != at && placed[index].event.at() < place)
            .filter(|&index| {
                let event = &placed[index].event;
                let concerned =
                    event.speaker.iter().chain(&event.participants).any(|who| people.contains(who));
                concerned
                    && matches!(event.kind.as_str(), "statement" | "meeting" | "call")
                    && event.status.is_none()
            })
            .max_by_key(|&index| {
                (
                    placed[index].event.form.is_some() && placed[index].event.kind == "statement",
                    placed[index].event.at(),
                )
            });
        let Some(target) = target else { continue };
        let (dating, title) = (placed[at].event.dating.clone(), placed[at].event.title.clone());
        let phrase = dating.as_ref().map_or_else(String::new, |d| d.written.clone());
        let agree = match (placed[target].event.days(), dating.as_ref().and_then(|d| d.days)) {
            (Some(a), Some(b)) => a == b,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if !agree {
            continue;
        }
        let word = if edge == Some(Use::Earlier) { "earlier" } else { "later" };
        if placed[target].event.dating.is_none()
            && let Some(dating) = dating
        {
            placed[target].event.dating = Some(Dating {
                written: String::new(),
                says: format!("“{title}” was {word} on that day, by the text"),
                doubtful: true,
                ..dating
            });
        }
        let remark = format!("“{word} … {phrase}” is taken to mean {word} than this");
        let (first, second) = if edge == Some(Use::Earlier) { (at, target) } else { (target, at) };
        if !placed[second].event.after.contains(&first) {
            placed[second].event.after.push(first);
            placed[second].event.remarks.push(format!("? after: {remark}"));
        }
    }
}

/// What a speaker says of meetings: `said he would meet Lavrov on Monday` announces, `said he met him` reports.
fn told(placed: &mut [Placed]) {
    let mut found_in: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, p) in placed.iter().enumerate() {
        if let Some(found) = &p.found {
            found_in.entry(found.sentence).or_default().push(index);
        }
    }
    for at in 0..placed.len() {
        let Some(said) = &placed[at].said else { continue };
        let verbs = said.verbs.clone();
        let sentences: BTreeSet<usize> = verbs.iter().map(|(sentence, _)| *sentence).collect();
        let inside = sentences.iter().filter_map(|sentence| found_in.get(sentence));
        let mut inside: Vec<usize> = inside.flatten().copied().filter(|&i| i != at).collect();
        inside.sort_unstable();
        for index in inside {
            let Some(found) = &placed[index].found else { continue };
            let inside = verbs.iter().any(|(sentence, verb)| {
                *sentence == found.sentence && found.verb.start >= verb.end
            });
            if !inside
                || !matches!(
                    placed[index].event.kind.as_str(),
                    "meeting"
                        | "call"
                        | "visit"
                        | "agreement"
                        | "ceasefire"
                        | "decision"
                        | "incident"
                        | "message"
                )
            {
                continue;
            }
            let ahead = placed[index].event.status.as_deref() == Some("announced");
            if ahead {
                if fits(&placed[at].event, &placed[index].event)
                    && !placed[at].event.announces.contains(&index)
                {
                    placed[at].event.announces.push(index);
                }
            } else if placed[index].event.status.is_none()
                && !later(&placed[index].event, &placed[at].event)
                && !placed[at].event.reports.contains(&index)
            {
                placed[at].event.reports.push(index);
            }
        }
    }
}

/// Whether an announcement can be before what it announces, by their days.
fn fits(announcing: &Event, announced: &Event) -> bool {
    match (announcing.days(), announced.days()) {
        (Some((first, _)), Some((_, last))) => first <= last,
        _ => true,
    }
}

fn later(one: &Event, other: &Event) -> bool {
    match (one.days(), other.days()) {
        (Some((first, _)), Some((_, last))) => first > last,
        _ => false,
    }
}

/// `“We will meet tomorrow morning,” Kerry said`: the meeting that is announced for that day.
fn quoted_plans(context: &Context<'_, '_>, placed: &mut [Placed]) {
    let article = context.article;
    for at in 0..placed.len() {
        let Some(said) = placed[at].said.clone() else { continue };
        let Some((day, _)) = placed[at].event.days() else { continue };
        for passage in &said.passages {
            let bytes = &article.passages[*passage].inner;
            let from = article.tokens.partition_point(|t| t.start < bytes.start);
            let until = article.tokens.partition_point(|t| t.start < bytes.end);
            let meets = (from..until).find(|&t| {
                matches!(
                    article.tokens[t].lower.as_str(),
                    "meet" | "talk" | "meeting" | "convene" | "resume"
                ) && (from..t).rev().take(4).any(|b| {
                    matches!(article.tokens[b].lower.as_str(), "will" | "shall" | "'ll" | "to")
                })
            });
            if meets.is_none() {
                continue;
            }
            let phrases = dating::phrases(article.text, &article.tokens, from..until, true);
            for phrase in phrases {
                let dated = dating::date_from(
                    context,
                    &phrase.written,
                    &phrase.reads,
                    Some(day),
                    Cue::Future,
                    Cue::Future,
                );
                let Ok(dating) = dated else { continue };
                let Some(days) = dating.days else { continue };
                let target = (0..placed.len()).find(|&index| {
                    let event = &placed[index].event;
                    event.status.as_deref() == Some("announced")
                        && event.kind == "meeting"
                        && event.days() == Some(days)
                        && placed[at]
                            .event
                            .speaker
                            .as_ref()
                            .is_some_and(|s| event.participants.contains(s))
                });
                let Some(target) = target else { continue };
                if !placed[at].event.announces.contains(&target) {
                    placed[at].event.announces.push(target);
                    placed[at]
                        .event
                        .remarks
                        .push(format!("announces: “{}” is {}", phrase.written, days.0));
                }
                // The quotation may be finer: `tomorrow morning`.
                let event = &mut placed[target].event;
                let part = ["morning", "afternoon", "evening"]
                    .into_iter()
                    .find(|part| phrase.reads.ends_with(part));
                if let (Some(part), Some(known)) = (part, &mut event.dating)
                    && !known.value.contains(part)
                {
                    let finer = format!("{} {part}", known.value);
                    if crate::date::form::parse(&finer).is_ok() {
                        known.value = finer;
                        known.says.push_str(&format!(
                            "; “{}” in the words of {}",
                            phrase.written, said.event.title
                        ));
                    }
                }
            }
        }
    }
}
