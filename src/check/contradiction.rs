//! D301: facts of the file that cannot all hold.

use crate::check::{
    Check, Evidence, Remarks, duration_clash, order_cycle, pairs, places, published_first, words,
};
use crate::date::Finding;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::order::{Claim, Clash, Contradiction, FactKind, passage};
use crate::timeline::EventId;
use std::cmp::Reverse;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D301"),
    name: "contradiction",
    severity: Severity::Error,
    summary: "facts about time that cannot all hold",
    explain: "\
Dates, relations, durations and days of publication are put together, and some of them cannot all be
true, whatever the unknown times were. The facts are numbered, each with its place. The list is as short
as can be: take any one of them away, and the rest can hold.

`short by 1 h` says how far they miss: if one of the facts gave way by so much, all could hold.

## Why it matters

From a contradiction everything follows, so that no order that the file proves could be trusted. Each of
the facts may look right where it stands; only together they are wrong.

## What to do

Withdraw or correct one of the facts. Clock times of different zones, `after` where `during` was meant,
and a day of publication in the publisher's zone are the usual suspects.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: walkout
    kind: breakdown
    date: 2016-09-08
  - id: session
    kind: meeting
    date: 2016-09-07
    after: walkout
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: walkout
    kind: breakdown
    date: 2016-09-08
  - id: session
    kind: meeting
    date: 2016-09-07
    before: walkout
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for contradiction in evidence.order.contradictions() {
        // What sources say is told by the checks of sources.
        let is_the_authors = contradiction.clash == Clash::Author;
        if is_the_authors && !said_better_elsewhere(evidence, contradiction) {
            report(evidence, contradiction, remarks);
        }
    }
}

fn report(evidence: &Evidence<'_>, contradiction: &Contradiction, remarks: &mut Remarks) {
    let count = contradiction.facts.len();
    let message = match count {
        1 => "this fact cannot hold".to_owned(),
        2 => "these two facts cannot both hold".to_owned(),
        _ => cannot_hold(count),
    };
    let help = match count {
        1 => "correct or withdraw it",
        2 => "withdrawing either of them restores consistency",
        _ => "withdrawing any one of them restores consistency",
    };
    let (excused_by, diagnostic) = laid_out(&CHECK, message, evidence, contradiction);
    remarks.add(excused_by, diagnostic.help(help));
}

/// A finding that lays out a contradiction, fact by fact, and the event whose `allow` may excuse it.
pub(super) fn laid_out(
    check: &Check,
    message: String,
    evidence: &Evidence<'_>,
    contradiction: &Contradiction,
) -> (Option<EventId>, Diagnostic) {
    let (timeline, order) = (evidence.timeline, evidence.order);
    let mut diagnostic = check.says(message);
    let places = contradiction.facts.iter().enumerate();
    let mut places: Vec<_> =
        places.map(|(i, &fact)| (order.fact(fact), order.span_of(timeline, fact), i + 1)).collect();
    // What one says otherwise, else the last relation of the file is the place to look first: relations are put in by
    // hand, and dates come from sources.
    places.sort_by_key(|&(fact, span, _)| {
        (!fact.is_version, relation(fact.kind).is_none(), Reverse(span))
    });
    for &(_, span, number) in &places {
        diagnostic = diagnostic.at(span, format!("fact {number}"));
    }
    for (i, &fact) in contradiction.facts.iter().enumerate() {
        let says = match order.teller(fact) {
            Some(source) => {
                let key = words::plain(&timeline.source(source).key);
                format!("{}, per {key}", order.describe(timeline, fact))
            }
            None => order.describe(timeline, fact),
        };
        diagnostic = diagnostic.step(order.span_of(timeline, fact), says.as_str());
        diagnostic = diagnostic.note(format!("{} {says}", i + 1));
    }
    let excused_by = places.first().and_then(|&(fact, _, _)| places::event_of(fact.kind));
    (excused_by, diagnostic.note(format!("short by {}", short_by(evidence, contradiction))))
}

/// `3 facts cannot all hold`.
pub(super) fn cannot_hold(count: usize) -> String {
    let all = if count == 2 { "both" } else { "all" };
    format!("{count} facts cannot {all} hold")
}

/// By how much the facts miss: in days where they speak of days alone, because a date gives way by whole days.
fn short_by(evidence: &Evidence<'_>, contradiction: &Contradiction) -> String {
    let mut dated = false;
    for &fact in &contradiction.facts {
        let reading = match evidence.order.fact(fact).kind {
            FactKind::Date(event) | FactKind::End(event) => {
                evidence.timeline.event(event).reading()
            }
            FactKind::Published(source, _) => {
                evidence.timeline.source(source).published.as_ref().map(|day| &day.value)
            }
            FactKind::Passage(event, step) => passage::dated_steps(evidence.timeline, event)
                .find(|(_, passage)| passage.step == step)
                .and_then(|(_, passage)| passage.when.reading.as_ref()),
            FactKind::Claim(event, number, Claim::Date) => {
                let account = evidence.timeline.event(event).accounts.get(number as usize);
                account.and_then(|account| account.when.as_ref()?.reading.as_ref())
            }
            FactKind::Relation(_, _) | FactKind::Claim(_, _, Claim::Relation(_)) => continue,
            FactKind::Duration(_) | FactKind::Claim(_, _, Claim::Duration) => None,
        };
        if !reading.is_some_and(words::is_calendar) {
            return words::length(contradiction.short_by_s);
        }
        dated = true;
    }
    if dated {
        words::days_apart(contradiction.short_by_s)
    } else {
        words::length(contradiction.short_by_s)
    }
}

/// Whether a check that knows more about the case reports it: a circle of relations, a relation that the two
/// dates refute, an interval that is reversed, a duration that its date does not allow.
fn said_better_elsewhere(evidence: &Evidence<'_>, contradiction: &Contradiction) -> bool {
    order_cycle::circle(evidence.timeline, evidence.order, contradiction).is_some()
        || published_first::pair(evidence.order, contradiction).is_some()
        || refuted_by_dates(evidence, contradiction)
}

/// Whether a check that looks at dates alone reports it: a relation that the two dates refute, an interval that
/// is reversed, a duration that its date does not allow.
pub(super) fn refuted_by_dates(evidence: &Evidence<'_>, contradiction: &Contradiction) -> bool {
    let (timeline, order) = (evidence.timeline, evidence.order);
    let kinds = || contradiction.facts.iter().map(|&fact| order.fact(fact).kind);
    let relations: Vec<_> = kinds().filter_map(relation).collect();
    match relations[..] {
        [] => {
            kinds().all(|kind| is_date_of(kind, |event| has_reversed_date(evidence, event)))
                || kinds().all(|kind| match kind {
                    FactKind::Date(event) | FactKind::Duration(event) => {
                        duration_clash::clash(timeline.event(event)).is_some()
                    }
                    FactKind::Relation(_, _)
                    | FactKind::End(_)
                    | FactKind::Passage(_, _)
                    | FactKind::Claim(_, _, _)
                    | FactKind::Published(_, _) => false,
                })
        }
        [(carrier, number)] => {
            let Some(relation) = timeline.event(carrier).relations.get(number as usize) else {
                return false;
            };
            let ends = [carrier, relation.target];
            pairs::refuted_by_s(timeline, carrier, relation).is_some()
                && kinds()
                    .filter(|&kind| self::relation(kind).is_none())
                    .all(|kind| is_date_of(kind, |event| ends.contains(&event)))
        }
        [_, _, ..] => false,
    }
}

fn relation(kind: FactKind) -> Option<(EventId, u32)> {
    match kind {
        FactKind::Relation(event, number) => Some((event, number)),
        FactKind::Date(_)
        | FactKind::End(_)
        | FactKind::Duration(_)
        | FactKind::Passage(_, _)
        | FactKind::Claim(_, _, _)
        | FactKind::Published(_, _) => None,
    }
}

fn is_date_of(kind: FactKind, wanted: impl Fn(EventId) -> bool) -> bool {
    match kind {
        FactKind::Date(event) | FactKind::Passage(event, _) => wanted(event),
        FactKind::Relation(_, _)
        | FactKind::End(_)
        | FactKind::Duration(_)
        | FactKind::Claim(_, _, _)
        | FactKind::Published(_, _) => false,
    }
}

fn has_reversed_date(evidence: &Evidence<'_>, event: EventId) -> bool {
    evidence.timeline.date_findings.iter().any(|dated| {
        dated.event == Some(event) && matches!(dated.finding, Finding::IntervalReversed { .. })
    })
}
