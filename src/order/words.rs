//! Facts in words: one line each, with the ids of the file, as a person would say it.
//!
//! Who says so and where it stands are not part of the line: see [`Fact::per`] and [`span_of`].

use crate::date::Reading;
use crate::date::duration::SecondsRange;
use crate::diagnostic::Span;
use crate::order::passage::dated_steps;
use crate::order::{Claim, Fact, FactId, FactKind, OrderNetwork};
use crate::timeline::{Event, EventId, Relation, RelationKind, Step, Timeline, When};

impl OrderNetwork {
    /// A fact in words: `peskov-remark responds to obama-presser`, `obama-presser is dated 2016-09-05`.
    pub fn describe(&self, timeline: &Timeline, fact: FactId) -> String {
        describe(timeline, &self.fact(fact))
    }

    /// Where a fact stands in the file.
    pub fn span_of(&self, timeline: &Timeline, fact: FactId) -> Span {
        span_of(timeline, &self.fact(fact))
    }
}

/// A fact in words.
pub fn describe(timeline: &Timeline, fact: &Fact) -> String {
    match fact.kind {
        FactKind::Date(id) => date(timeline.event(id)),
        FactKind::End(id) => format!("{} as to its end", date(timeline.event(id))),
        FactKind::Relation(id, index) => {
            let event = timeline.event(id);
            match event.relations.get(index as usize) {
                Some(relation) => relates(timeline, event, relation),
                None => event.key.to_string(),
            }
        }
        FactKind::Duration(id) => {
            let event = timeline.event(id);
            match &event.duration {
                Some(duration) => format!("{} lasts {}", event.key, range(duration.value)),
                None => event.key.to_string(),
            }
        }
        FactKind::Passage(id, step) => {
            let event = timeline.event(id);
            match passage_of(timeline, id, step) {
                Some(when) => format!("{} was {} {}", event.key, step.word(), dated(when)),
                None => event.key.to_string(),
            }
        }
        FactKind::Claim(id, number, claim) => claimed(timeline, id, number, claim),
        FactKind::Published(source, id) => {
            let source = timeline.source(source);
            let when = source.published.as_ref().map_or(String::new(), |p| days(&p.value));
            format!(
                "{}, which reports {}, was published {when}",
                source.key,
                timeline.event(id).key
            )
        }
    }
}

/// Where a fact stands in the file: the date, the target of the relation, the duration, the day of publication.
pub fn span_of(timeline: &Timeline, fact: &Fact) -> Span {
    let event = |id| timeline.event(id);
    match fact.kind {
        FactKind::Date(id) | FactKind::End(id) => {
            event(id).when.as_ref().map_or(event(id).span, |when| when.span)
        }
        FactKind::Relation(id, index) => {
            event(id).relations.get(index as usize).map_or(event(id).span, |r| r.span)
        }
        FactKind::Duration(id) => event(id).duration.as_ref().map_or(event(id).span, |d| d.span),
        FactKind::Passage(id, step) => {
            passage_of(timeline, id, step).map_or(event(id).span, |when| when.span)
        }
        FactKind::Claim(id, number, claim) => {
            let Some(account) = event(id).accounts.get(number as usize) else {
                return event(id).span;
            };
            let place = match claim {
                Claim::Date => account.when.as_ref().map(|when| when.span),
                Claim::Duration => account.duration.as_ref().map(|duration| duration.span),
                Claim::Relation(index) => account.relations.get(index as usize).map(|r| r.span),
            };
            place.unwrap_or(account.span)
        }
        FactKind::Published(source, _) => {
            let source = timeline.source(source);
            source.published.as_ref().map_or(source.span, |published| published.span)
        }
    }
}

/// A length of time: `90 s` is `1 min 30 s`; at most two units, the finer one cut off.
pub fn length(seconds: i64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let sign = if seconds < 0 { "−" } else { "" };
    let total = seconds.unsigned_abs();
    let Some(coarse) = UNITS.iter().position(|&(unit, _)| total >= unit) else {
        return "0 s".to_owned();
    };
    let (unit, name) = UNITS[coarse];
    let mut text = format!("{sign}{} {name}", total / unit);
    if let Some(&(finer, name)) = UNITS.get(coarse + 1)
        && total % unit >= finer
    {
        text.push_str(&format!(" {} {name}", total % unit / finer));
    }
    text
}

/// A range of lengths: `1 h`, `10 min to 3 h`, `at least 1 h`, `at most 2 h`.
pub fn range(range: SecondsRange) -> String {
    match (range.min_s, range.max_s) {
        (min_s, None) => format!("at least {}", length(min_s)),
        (min_s, Some(max_s)) if min_s == max_s => length(min_s),
        (0, Some(max_s)) => format!("at most {}", length(max_s)),
        // A length in minutes, to the minute.
        (min_s, Some(max_s)) if max_s - min_s <= 60 => length((min_s + max_s) / 2),
        (min_s, Some(max_s)) => format!("{} to {}", length(min_s), length(max_s)),
    }
}

/// The date of a step of a message.
fn passage_of(timeline: &Timeline, event: EventId, step: Step) -> Option<&When> {
    dated_steps(timeline, event).find(|(_, p)| p.step == step).map(|(_, passage)| &passage.when)
}

/// What an account tells, as the event itself would say it.
fn claimed(timeline: &Timeline, id: EventId, number: u32, claim: Claim) -> String {
    let event = timeline.event(id);
    let Some(account) = event.accounts.get(number as usize) else { return event.key.to_string() };
    match claim {
        Claim::Date => match &account.when {
            Some(when) => format!("{} is dated {}", event.key, dated(when)),
            None => event.key.to_string(),
        },
        Claim::Duration => match &account.duration {
            Some(duration) => format!("{} lasts {}", event.key, range(duration.value)),
            None => event.key.to_string(),
        },
        Claim::Relation(index) => match account.relations.get(index as usize) {
            Some(relation) => relates(timeline, event, relation),
            None => event.key.to_string(),
        },
    }
}

fn date(event: &Event) -> String {
    match &event.when {
        Some(when) => format!("{} is dated {}", event.key, dated(when)),
        None => format!("{} is dated", event.key),
    }
}

/// A date as written and, where it was counted from another day, as understood.
fn dated(when: &When) -> String {
    let counted = when.reading.as_ref().filter(|reading| reading.rule.is_counted());
    match counted {
        Some(reading) => format!("{} ({})", when.text, days(reading)),
        None => when.text.to_string(),
    }
}

/// The days that a reading covers: `2016-09-05`, `2016-09-05 to 2016-09-07`.
fn days(reading: &Reading) -> String {
    match (reading.civil.first, reading.civil.last) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("{first} or later"),
        (None, Some(last)) => format!("{last} or earlier"),
        (None, None) => "on an unknown day".to_owned(),
    }
}

fn relates(timeline: &Timeline, event: &Event, relation: &Relation) -> String {
    let (a, b) = (&event.key, &timeline.event(relation.target).key);
    let words = match relation.kind {
        RelationKind::After => "is after",
        RelationKind::Before => "is before",
        RelationKind::During => "is during",
        RelationKind::PartOf => "is part of",
        RelationKind::RespondsTo => "responds to",
        RelationKind::Announces => "announces",
        RelationKind::Quotes => "quotes",
        RelationKind::Reports => "reports",
        RelationKind::Supersedes => "supersedes",
        RelationKind::Implements => "implements",
        RelationKind::SameAs => "is the same as",
    };
    match relation.gap.as_deref() {
        Some(&gap) => format!("{a} {words} {b} by {}", range(gap)),
        None => format!("{a} {words} {b}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{length, range};
    use crate::date::duration::SecondsRange;

    #[test]
    fn lengths_have_two_units() {
        assert_eq!(length(0), "0 s");
        assert_eq!(length(59), "59 s");
        assert_eq!(length(5_400), "1 h 30 min");
        assert_eq!(length(3_601), "1 h");
        assert_eq!(length(-90_000), "−1 d 1 h");
        assert_eq!(length(i64::MIN), "−106751991167300 d 15 h");
    }

    #[test]
    fn ranges_say_which_side_is_open() {
        let text = |min_s, max_s| range(SecondsRange { min_s, max_s });
        assert_eq!(text(3_600, Some(3_600)), "1 h");
        assert_eq!(text(600, Some(10_800)), "10 min to 3 h");
        assert_eq!(text(3_600, None), "at least 1 h");
        assert_eq!(text(0, Some(7_200)), "at most 2 h");
        assert_eq!(text(5_370, Some(5_430)), "1 h 30 min");
    }
}
