//! D310: two events stand one after the other in the file, and nothing says which came first.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::diagnostic::{Code, Severity};
use crate::order::Verdict;
use crate::timeline::EventId;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D310"),
    name: "order-not-shown",
    severity: Severity::Note,
    summary: "two events are listed in an order that nothing shows",
    explain: "\
Two events with dates stand next to each other in the file, and neither their dates nor any relation says
which of them came first. It is noted on request: `demarche check --possible`.

## Why it matters

A list reads as an order. Whoever retells it will say that the one led to the other, although no source
may say so.

## What to do

If a source tells the order, write it down: `after`, `before`, or a clock time. If none does, leave it: the
picture sets a bar beside events that nothing orders.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
  - id: press-conference
    kind: statement
    date: 2016-09-05
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
  - id: press-conference
    kind: statement
    date: 2016-09-05
    after: talks
",
    run: None,
};

/// Notes every such pair.
pub(super) fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for (second, event) in timeline.event_ids().zip(&timeline.events).skip(1) {
        let first = EventId(second.0 - 1);
        let earlier = timeline.event(first);
        let dated = earlier.reading().is_some() && event.reading().is_some();
        let related = |a: EventId, b: EventId| {
            timeline.event(a).relations.iter().any(|relation| relation.target == b)
        };
        // Whoever relates the two has said what there is to say.
        if !dated || related(first, second) || related(second, first) {
            continue;
        }
        let is_open = evidence.order.verdict(first, second) == Verdict::Possible
            && evidence.order.verdict(second, first) == Verdict::Possible;
        if is_open {
            let (a, b) = (words::quoted(&earlier.key), words::quoted(&event.key));
            let finding = CHECK
                .says(format!("nothing puts {a} before {b}, which is listed after it"))
                .at(event.span, "")
                .at(places::date(timeline, second), "")
                .at(places::date(timeline, first), "")
                .help(format!(
                    "if a source tells, write `after: {}`, or give both a clock time",
                    words::plain(&earlier.key)
                ));
            remarks.add(Some(second), finding);
        }
    }
}
