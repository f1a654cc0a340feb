//! The answer to `demarche order FILE A B` as JSON.

use crate::Compiled;
use crate::cli::order::{Question, fact, word};
use crate::cli::when;
use crate::date::duration::SecondsRange;
use crate::date::{Instant, Reading};
use crate::diagnostic::printable;
use crate::export::instant::iso;
use crate::order::passage::{self, Moment};
use crate::order::{Claim, FactId, FactKind, Witness};
use crate::timeline::{EventId, Relation, RelationKind, Timeline};
use serde::Serialize;

/// The version of the schema; changed when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    query: Query<'a>,
    verdict: &'static str,
    /// Seconds from the end of the first to the beginning of the second; `null` is unbounded.
    gap: Gap,
    proof: Vec<Fact<'a>>,
    witnesses: Vec<Schedule>,
    per_source: Vec<SourceVerdict<'a>>,
    assumptions: Vec<String>,
}

#[derive(Serialize)]
struct Query<'a> {
    first: &'a str,
    second: &'a str,
    asks: &'static str,
}

#[derive(Serialize)]
struct Gap {
    min: Option<i64>,
    max: Option<i64>,
}

#[derive(Serialize)]
struct Fact<'a> {
    n: usize,
    fact: &'static str,
    file: &'a str,
    line: usize,
    /// Who says so, by `per`.
    source: Option<&'a str>,
    /// What the event that carries the fact is known from, where no `per` names a source.
    cited: Vec<Citation<'a>>,
    says: String,
    gives: String,
}

#[derive(Serialize)]
struct Citation<'a> {
    source: &'a str,
    locator: Option<&'a str>,
}

#[derive(Serialize)]
struct Schedule {
    before: bool,
    /// Beginning and end.
    first: [String; 2],
    second: [String; 2],
    /// How far clocks without a zone are ahead of UTC in this schedule, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    local_ahead_s: Option<i64>,
}

/// What one source and the author say together; the author alone where `source` is `null`.
#[derive(Serialize)]
struct SourceVerdict<'a> {
    source: Option<&'a str>,
    verdict: &'static str,
}

/// Writes an answer as indented JSON with a line break at its end.
pub fn json(question: &Question<'_>) -> String {
    let compiled = question.compiled;
    let key = |id| compiled.timeline.event(id).key.as_str();
    let facts = question.answer.proof.iter().enumerate();
    let answer = Answer {
        version: VERSION,
        query: Query {
            first: key(question.first),
            second: key(question.second),
            asks: "did the first end before the second began?",
        },
        verdict: word(question.answer.verdict),
        gap: Gap { min: question.answer.gap_s.0, max: question.answer.gap_s.1 },
        proof: facts.map(|(index, &id)| proof_line(compiled, index, id)).collect(),
        witnesses: question.answer.witnesses.iter().map(|w| schedule(question, w)).collect(),
        per_source: per_source(question),
        assumptions: assumptions(question),
    };
    // Strings and numbers alone cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&answer).unwrap_or_default();
    text.push('\n');
    printable::json(text)
}

fn proof_line(compiled: &Compiled, index: usize, id: FactId) -> Fact<'_> {
    let line = fact(compiled, id);
    Fact {
        n: index + 1,
        fact: line.kind,
        file: line.position.file,
        line: line.position.line,
        source: line.source,
        cited: line.cited.iter().map(|c| Citation { source: c.key, locator: c.locator }).collect(),
        says: line.says,
        gives: gives(compiled, id),
    }
}

fn schedule(question: &Question<'_>, witness: &Witness) -> Schedule {
    let span = |event, (start, end)| {
        let frame = question.compiled.order.frame(event);
        [iso(start, frame), iso(end, frame)]
    };
    Schedule {
        before: witness.before,
        first: span(question.first, witness.first),
        second: span(question.second, witness.second),
        local_ahead_s: witness.local_ahead_s,
    }
}

fn per_source<'a>(question: &Question<'a>) -> Vec<SourceVerdict<'a>> {
    let compiled = question.compiled;
    let verdicts = compiled.order.order_per_source(question.first, question.second).into_iter();
    verdicts
        .map(|(source, verdict)| SourceVerdict {
            source: source.map(|source| compiled.timeline.source(source).key.as_str()),
            verdict: word(verdict),
        })
        .collect()
}

/// What a fact contributes to the reckoning, as inequalities.
fn gives(compiled: &Compiled, id: FactId) -> String {
    let timeline = &compiled.timeline;
    let key = |id: EventId| timeline.event(id).key.as_str();
    match compiled.order.fact(id).kind {
        FactKind::Date(event) | FactKind::End(event) => {
            timeline.event(event).reading().map_or_else(String::new, |r| window(key(event), r))
        }
        FactKind::Relation(event, index) => {
            let relation = timeline.event(event).relations.get(index as usize);
            relation.map_or_else(String::new, |relation| inequality(timeline, event, relation))
        }
        FactKind::Duration(event) => {
            let duration = timeline.event(event).duration.as_ref();
            duration.map_or_else(String::new, |duration| lasts(key(event), duration.value))
        }
        FactKind::Passage(event, step) => {
            let mut steps = passage::dated_steps(timeline, event);
            let passage = steps.find(|(_, passage)| passage.step == step);
            let Some(reading) = passage.and_then(|(_, p)| p.when.reading.as_ref()) else {
                return String::new();
            };
            let at = |instant: Instant| iso(instant, reading.frame);
            let point = format!("{}({})", step.word(), key(event));
            let first = reading.hard.start_min.map(|t| format!("{} <= {point}", at(t)));
            let last = reading.hard.end_max.map(|t| format!("{point} <= {}", at(t)));
            first.into_iter().chain(last).collect::<Vec<_>>().join(", ")
        }
        FactKind::Claim(event, number, claim) => {
            let Some(account) = timeline.event(event).accounts.get(number as usize) else {
                return String::new();
            };
            let gives = match claim {
                Claim::Date => {
                    let reading = account.when.as_ref().and_then(|when| when.reading.as_ref());
                    reading.map(|reading| window(key(event), reading))
                }
                Claim::Duration => {
                    account.duration.as_ref().map(|length| lasts(key(event), length.value))
                }
                Claim::Relation(index) => {
                    let relation = account.relations.get(index as usize);
                    relation.map(|relation| inequality(timeline, event, relation))
                }
            };
            gives.unwrap_or_default()
        }
        FactKind::Published(source, event) => {
            let published = timeline.source(source).published.as_ref();
            let last = published.and_then(|p| Some((p.value.hard.end_max?, p.value.frame)));
            last.map_or_else(String::new, |(at, frame)| {
                format!("start({}) <= {}", key(event), iso(at, frame))
            })
        }
    }
}

fn window(key: &str, reading: &Reading) -> String {
    let at = |instant: Instant| iso(instant, reading.frame);
    let mut parts = Vec::new();
    parts.extend(reading.hard.start_min.map(|t| format!("{} <= start", at(t))));
    parts.extend(reading.hard.start_max.map(|t| format!("start <= {}", at(t))));
    parts.extend(reading.hard.end_min.map(|t| format!("{} <= end", at(t))));
    parts.extend(reading.hard.end_max.map(|t| format!("end <= {}", at(t))));
    format!("{key}: {}", parts.join(", "))
}

fn lasts(key: &str, range: SecondsRange) -> String {
    let max = range.max_s.map_or_else(String::new, |max| format!(" <= {max} s"));
    format!("{} s <= end({key}) - start({key}){max}", range.min_s)
}

fn inequality(timeline: &Timeline, carrier: EventId, relation: &Relation) -> String {
    let (a, b) = (&timeline.event(carrier).key, &timeline.event(relation.target).key);
    let gap = |later: &str, earlier: &str| {
        let least = relation.gap.map(|gap| format!("{} s <= {later} - {earlier}", gap.min_s));
        let most = relation.gap.and_then(|gap| gap.max_s);
        let most = most.map(|max_s| format!("{later} - {earlier} <= {max_s} s"));
        let order = Some(format!("{earlier} < {later}"));
        order.into_iter().chain(least).chain(most).collect::<Vec<_>>().join(", ")
    };
    match relation.kind {
        RelationKind::After => gap(&format!("start({a})"), &format!("end({b})")),
        RelationKind::Before => gap(&format!("start({b})"), &format!("end({a})")),
        RelationKind::Announces => format!("end({a}) <= start({b})"),
        RelationKind::During | RelationKind::PartOf => {
            format!("start({b}) <= start({a}), end({a}) <= end({b})")
        }
        RelationKind::RespondsTo | RelationKind::Quotes | RelationKind::Implements => {
            let known = match passage::awaited(timeline, carrier, relation) {
                Moment::Start => "start",
                Moment::End => "end",
                Moment::Passing(step) => step.word(),
            };
            format!("{known}({b}) < start({a})")
        }
        RelationKind::Reports => format!("start({b}) <= end({a})"),
        RelationKind::Supersedes => String::new(),
        RelationKind::SameAs => format!("start({a}) = start({b}), end({a}) = end({b})"),
    }
}

/// What was taken for granted: the zone, and the days that relative words were counted from.
fn assumptions(question: &Question<'_>) -> Vec<String> {
    let timeline = &question.compiled.timeline;
    let mut events = vec![question.first, question.second];
    for &id in &question.answer.proof {
        match question.compiled.order.fact(id).kind {
            FactKind::Date(event)
            | FactKind::End(event)
            | FactKind::Relation(event, _)
            | FactKind::Duration(event)
            | FactKind::Passage(event, _)
            | FactKind::Claim(event, _, _)
            | FactKind::Published(_, event) => events.push(event),
        }
    }
    events.sort();
    events.dedup();
    let mut assumptions = vec![format!("dates that name no zone: {}", timeline.zone)];
    for event in events.into_iter().map(|id| timeline.event(id)) {
        if let (Some(date), Some(reading)) = (&event.when, event.reading())
            && let Some(anchor) = reading.anchor
        {
            let (day, origin) = (anchor.day, when::anchor_origin(anchor.origin));
            let text = &date.text;
            assumptions.push(format!("{}: `{text}` counted from {day}, {origin}", event.key));
        }
    }
    assumptions
}
