//! The answer to `demarche order FILE A B` as JSON.

use crate::Compiled;
use crate::cli::order::{Question, fact, word};
use crate::date::duration::SecondsRange;
use crate::date::{Instant, Reading};
use crate::diagnostic::printable;
use crate::export::instant::iso;
use crate::order::passage::{self, Moment};
use crate::order::{Claim, FactId, FactKind, Witness};
use crate::timeline::{EventId, Relation, RelationKind, Timeline};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// When possible: a schedule with A before B, and one without.
    witnesses: Vec<Schedule<'a>>,
    /// When possible: the verdict if approximate dates are taken at their word.
    #[serde(skip_serializing_if = "Option::is_none")]
    if_not_padded: Option<&'static str>,
    /// When contested: each fact that could be given up, by its `n`, with the verdict that is then left.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without: Vec<Without>,
    /// What each source says together with what nobody disputes.
    per_source: BTreeMap<&'a str, &'static str>,
    /// The same for what the file itself says.
    per_file: &'static str,
    assumptions: Vec<Assumed<'a>>,
}

#[derive(Serialize)]
struct Query<'a> {
    #[serde(rename = "A")]
    first: &'a str,
    #[serde(rename = "B")]
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
struct Schedule<'a> {
    /// Beginning and end of the first event.
    #[serde(rename = "A")]
    first: [String; 2],
    /// Of the second.
    #[serde(rename = "B")]
    second: [String; 2],
    /// Whether A is over before B begins.
    before: bool,
    /// Other events for which this leaves less room than there was, each at a time that it leaves.
    moved: Vec<Moved<'a>>,
    /// How far the clock of A, if of unknown zone, is ahead of UTC in this schedule, in seconds.
    #[serde(rename = "A_ahead_s", skip_serializing_if = "Option::is_none")]
    first_ahead_s: Option<i64>,
    /// And the clock of B.
    #[serde(rename = "B_ahead_s", skip_serializing_if = "Option::is_none")]
    second_ahead_s: Option<i64>,
}

#[derive(Serialize)]
struct Moved<'a> {
    event: &'a str,
    at: [String; 2],
}

#[derive(Serialize)]
struct Without {
    n: usize,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Assumed<'a> {
    kind: &'static str,
    events: Vec<&'a str>,
    says: String,
}

/// Writes an answer as indented JSON with a line break at its end.
pub fn json(question: &Question<'_>) -> String {
    let compiled = question.compiled;
    let key = |id| compiled.timeline.event(id).key.as_str();
    let facts = question.answer.proof.iter().enumerate();
    let per_source = compiled.order.order_per_source(question.first, question.second);
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
        if_not_padded: question.answer.if_unpadded.map(word),
        without: without(question),
        per_source: per_source
            .iter()
            .filter_map(|&(source, verdict)| {
                Some((compiled.timeline.source(source?).key.as_str(), word(verdict)))
            })
            .collect(),
        per_file: per_source.first().map_or("possible", |&(_, verdict)| word(verdict)),
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

fn schedule<'a>(question: &Question<'a>, witness: &Witness) -> Schedule<'a> {
    let compiled = question.compiled;
    let span = |event, (start, end)| {
        let frame = compiled.order.frame(event);
        [iso(start, frame), iso(end, frame)]
    };
    let moved = compiled.order.moved((question.first, question.second), witness, MOVED_LIMIT);
    Schedule {
        first: span(question.first, witness.first),
        second: span(question.second, witness.second),
        before: witness.before,
        moved: moved
            .into_iter()
            .map(|(event, at)| Moved {
                event: &compiled.timeline.event(event).key,
                at: span(event, at),
            })
            .collect(),
        first_ahead_s: witness.ahead_s[0],
        second_ahead_s: witness.ahead_s[1],
    }
}

/// How many other events a schedule names at most.
const MOVED_LIMIT: usize = 20;

fn without(question: &Question<'_>) -> Vec<Without> {
    let answer = &question.answer;
    let number = |fact| answer.proof.iter().position(|&other| other == fact);
    let alternatives = answer.alternatives.iter();
    alternatives
        .filter_map(|&(fact, verdict)| {
            Some(Without { n: number(fact)? + 1, verdict: word(verdict) })
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
            let at = |instant: Instant| iso(instant, reading.frame());
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
            let last = published.and_then(|p| Some((p.value.hard.end_max?, p.value.frame())));
            last.map_or_else(String::new, |(at, frame)| {
                format!("start({}) <= {}", key(event), iso(at, frame))
            })
        }
    }
}

fn window(key: &str, reading: &Reading) -> String {
    let at = |instant: Instant| iso(instant, reading.frame());
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
        let least =
            relation.gap.as_ref().map(|gap| format!("{} s <= {later} - {earlier}", gap.min_s));
        let most = relation.gap.as_ref().and_then(|gap| gap.max_s);
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

/// What was taken for granted.
fn assumptions<'a>(question: &Question<'a>) -> Vec<Assumed<'a>> {
    let compiled = question.compiled;
    let pair = (question.first, question.second);
    let found = compiled.order.assumptions(&compiled.timeline, pair, &question.answer);
    found
        .into_iter()
        .map(|assumption| Assumed {
            kind: assumption.ground.word(),
            events: assumption
                .events
                .iter()
                .map(|&event| compiled.timeline.event(event).key.as_str())
                .collect(),
            says: assumption.says,
        })
        .collect()
}
