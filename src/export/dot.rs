//! The graph of events in the language of Graphviz.
//!
//! A box is an event; an arrow leads from an event to one that certainly follows, without those that other arrows
//! imply: solid by a relation, thin where only dates, durations and what follows from them say so. A dashed arrow is any
//! other relation, from the event that carries it. Events of one day stand side by side where nothing orders them. Of
//! more than 400 events only relations are drawn as order.

use crate::date::civil::Day;
use crate::export::Subject;
use crate::order::Verdict;
use crate::timeline::{Event, EventId, RelationKind, Timeline};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Writes a timeline as a `digraph`.
pub fn write(subject: Subject<'_>) -> String {
    let timeline = subject.timeline;
    let mut out = String::new();
    let mut line = |indent: &str, text: String| {
        let _ = writeln!(out, "{indent}{text}");
    };
    line("", format!("digraph {} {{", quoted(&timeline.title)));
    line("  ", format!("graph [rankdir=LR, label={}, labelloc=t];", quoted(&timeline.title)));
    line("  ", "node [shape=box, style=rounded, fontname=\"sans-serif\"];".to_owned());
    line("  ", "edge [fontname=\"sans-serif\", fontsize=10];".to_owned());
    for id in timeline.event_ids() {
        line("  ", node(timeline, id));
    }
    let certain = certain(subject);
    for group in same_day(timeline) {
        if group.iter().any(|one| group.iter().any(|two| certain.contains(&(*one, *two)))) {
            continue;
        }
        let keys: Vec<_> = group.iter().map(|&id| quoted(&timeline.event(id).key)).collect();
        line("  ", format!("{{ rank=same; {}; }}", keys.join("; ")));
    }
    let key = |id: EventId| quoted(&timeline.event(id).key);
    let by_relation: BTreeSet<(EventId, EventId)> =
        subject.graph.reduced_order().into_iter().collect();
    for &(first, second) in by_relation.iter().filter(|pair| certain.contains(pair)) {
        let label = order_label(timeline, first, second);
        line("  ", format!("{} -> {}{label};", key(first), key(second)));
    }
    for &(first, second) in certain.difference(&by_relation) {
        line("  ", format!("{} -> {} [color=gray, arrowsize=0.6];", key(first), key(second)));
    }
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            if !orders(relation.kind) {
                let label = quoted(relation.kind.word());
                let target = key(relation.target);
                line("  ", format!("{} -> {target} [label={label}, style=dashed];", key(id)));
            }
        }
    }
    line("", "}".to_owned());
    out
}

/// How many events are compared each with each.
const COMPARED: usize = 400;

/// What certainly comes before what, without the pairs that others imply; of very many events, what relations say.
fn certain(subject: Subject<'_>) -> BTreeSet<(EventId, EventId)> {
    let events: Vec<EventId> = subject.timeline.event_ids().collect();
    if events.len() > COMPARED {
        return subject.graph.reduced_order().into_iter().collect();
    }
    let before = |one: EventId, two: EventId| {
        one != two && subject.order.verdict(one, two) == Verdict::Certain
    };
    let after: Vec<Vec<bool>> =
        events.iter().map(|&one| events.iter().map(|&two| before(one, two)).collect()).collect();
    let mut pairs = BTreeSet::new();
    for (i, row) in after.iter().enumerate() {
        for (j, _) in row.iter().enumerate().filter(|(_, certain)| **certain) {
            let implied = row.iter().enumerate().any(|(k, certain)| *certain && after[k][j]);
            if !implied {
                pairs.insert((events[i], events[j]));
            }
        }
    }
    pairs
}

/// A text as a quoted id. Graphviz reads `\"` as a quote and leaves every other backslash to the label's own
/// escapes, so a backslash is doubled; a line break is written as one.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // No text of XML, and so no picture of Graphviz, can hold them.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn node(timeline: &Timeline, id: EventId) -> String {
    let event = timeline.event(id);
    let when = event.when.as_ref().map_or("", |when| when.text.as_str());
    let mut attributes = vec![format!("label={}", quoted(&join_lines(&event.title, when)))];
    attributes.push(format!("tooltip={}", quoted(&tooltip(timeline, event))));
    let url = event.citations.iter().find_map(|c| timeline.source(c.source).url.as_deref());
    attributes.extend(url.map(|url| format!("URL={}", quoted(url))));
    format!("{} [{}];", quoted(&event.key), attributes.join(", "))
}

fn join_lines(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first}\n{second}") }
}

/// Kind and actors.
fn tooltip(timeline: &Timeline, event: &Event) -> String {
    let actors = event.actors();
    let names: Vec<_> = actors.iter().map(|&id| timeline.actor(id).label()).collect();
    join_lines(event.kind.word(), &names.join(", "))
}

/// Events whose date is one and the same day, two or more, by day.
fn same_day(timeline: &Timeline) -> Vec<Vec<EventId>> {
    let mut days: BTreeMap<Day, Vec<EventId>> = BTreeMap::new();
    for id in timeline.event_ids() {
        if let Some(reading) = timeline.event(id).reading()
            && let Some(day) = reading.civil.first
            && reading.civil.last == Some(day)
        {
            days.entry(day).or_default().push(id);
        }
    }
    days.into_values().filter(|events| events.len() > 1).collect()
}

/// The relation that puts one event before another, unless it is the plain `after` or `before`.
fn order_label(timeline: &Timeline, first: EventId, second: EventId) -> String {
    let mut found = timeline.event(first).relations.iter().filter(|r| r.target == second);
    match found.find(|r| r.kind == RelationKind::Announces) {
        Some(relation) => format!(" [label={}]", quoted(relation.kind.word())),
        None => String::new(),
    }
}

/// Whether a relation alone puts one event wholly before the other.
fn orders(kind: RelationKind) -> bool {
    match kind {
        RelationKind::After | RelationKind::Before | RelationKind::Announces => true,
        RelationKind::During
        | RelationKind::PartOf
        | RelationKind::RespondsTo
        | RelationKind::Quotes
        | RelationKind::Reports
        | RelationKind::Supersedes
        | RelationKind::Implements
        | RelationKind::SameAs => false,
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_and_backslashes_cannot_end_an_id() {
        assert_eq!(quoted(r#"a"; b -> "c\"#), r#""a\"; b -> \"c\\""#);
        assert_eq!(quoted("a\nb\u{1b}c"), "\"a\\nb c\"");
        assert_eq!(quoted("graph"), "\"graph\"");
    }
}
