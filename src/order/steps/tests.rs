//! Steps of small timelines, each written as one line an event.

use crate::order::steps::{Chronicle, chronicle};
use crate::timeline::EventId;
use std::fmt::Write;

/// The chronicle of events written as `id: what is known of it`.
fn told(events: &str) -> (Chronicle, Vec<String>) {
    let mut text = "title: T\ntimezone: Europe/Zurich\nevents:\n".to_owned();
    for line in events.lines().filter(|line| !line.trim().is_empty()) {
        let (id, known) = line.trim().split_once(':').expect("an id and a colon");
        let _ = writeln!(text, "  - {{ id: {id}, kind: incident, title: {id}, {known} }}");
    }
    let load = &mut |_: &str| Err("no files".to_owned());
    let compiled = crate::compile("t.yaml", text, load);
    assert!(compiled.readable, "{:?}", compiled.findings);
    let edges = compiled.graph.reduced_order();
    let keys: Vec<_> = compiled.timeline.events.iter().map(|e| e.key.to_string()).collect();
    (chronicle(&compiled.order, keys.len(), &edges), keys)
}

/// One line a step: `a b<a`, where `b<a` says that b certainly follows a; `~ c after 1 before 2` beside them.
#[track_caller]
fn check(events: &str, expected: &[&str]) {
    let (chronicle, keys) = told(events);
    let key = |id: EventId| keys[id.0 as usize].as_str();
    let mut lines = Vec::new();
    for step in &chronicle.steps {
        let placed = step.events.iter().map(|placed| {
            let after: String = placed.after.iter().map(|&id| format!("<{}", key(id))).collect();
            format!("{}{after}", key(placed.event))
        });
        lines.push(placed.collect::<Vec<_>>().join(" "));
    }
    for beside in &chronicle.beside {
        let mut line = format!("~ {}", key(beside.event));
        if let Some(after) = beside.after {
            let _ = write!(line, " after {}", after + 1);
        }
        if let Some(before) = beside.before {
            let _ = write!(line, " before {}", before + 1);
        }
        lines.push(line);
    }
    assert_eq!(lines, expected);
}

#[test]
fn days_are_steps_and_events_of_one_day_share_one() {
    check(
        "b: date: 2016-09-05
         a: date: 2016-09-04
         c: date: 2016-09-05",
        &["a", "b c"],
    );
}

#[test]
fn a_relation_orders_a_day_partly_or_wholly() {
    let partly = "a: date: 2016-09-05\nb: date: 2016-09-05, after: a\nc: date: 2016-09-05";
    check(partly, &["a c b<a"]);
    check("a: date: 2016-09-05\nb: date: 2016-09-05, after: a", &["a", "b"]);
}

#[test]
fn undated_events_are_ordered_by_relations_alone() {
    check("c: after: b\nb: after: a\na: before: c", &["a", "b", "c"]);
    // Only the network knows that what lies inside `b` is over before `c`.
    check("c: after: b\na: during: b\nb: before: c", &["a b", "c"]);
}

#[test]
fn a_long_event_does_not_melt_the_steps_it_lies_along() {
    check(
        "war: date: 2011/2020
         a: date: 2010
         b: date: 2016-09-01
         c: date: 2016-09-02
         d: date: 2016-09-03
         e: date: 2016-09-04
         f: date: 2022",
        &["a", "b", "c", "d", "e", "f", "~ war after 1 before 6"],
    );
}

#[test]
fn where_most_events_lie_along_others_they_stay_in_one_step() {
    let tracks = "a1: form: x\na2: after: a1\na3: after: a2\na4: after: a3
        b1: form: x\nb2: after: b1\nb3: after: b2\nb4: after: b3";
    check(tracks, &["a1 a2<a1 a3<a2 a4<a3 b1 b2<b1 b3<b2 b4<b3"]);
}

#[test]
fn long_timelines_agree_with_short_ones() {
    let days = |count: usize| -> String {
        (0..count).map(|i| format!("e{i}: date: {}-{:02}\n", 1900 + i / 12, i % 12 + 1)).collect()
    };
    for count in [150, 400] {
        let (chronicle, _) = told(&(days(count) + "war: date: 1900/1999\n"));
        assert_eq!(chronicle.steps.len(), count);
        assert_eq!(chronicle.beside.len(), 1, "only the war lies beside them");
    }
}

#[test]
fn a_crowded_day_keeps_what_the_file_says() {
    let mut events = String::from("e0: date: 2016-09-05\n");
    for i in 1..300 {
        let _ = writeln!(events, "e{i}: date: 2016-09-05, after: e{}", i - 1);
    }
    let (chronicle, _) = told(&events);
    assert_eq!(chronicle.steps.len(), 1);
    assert!(!chronicle.steps[0].examined);
    assert_eq!(chronicle.steps[0].events[7].after, [EventId(6)]);
}
