//! D405: an actor is named that nobody defined.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::Referent;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D405"),
    name: "unknown-actor",
    severity: Severity::Error,
    summary: "an actor that is not defined",
    explain: "\
An event or a `member_of` names an actor by an id that stands nowhere under `actors`. Only `reporters`,
`press` and `public` need no definition.

## Why it matters

A misspelt id would be a second person, with a life line of its own and half of the events.

## What to do

Correct the id; the help line names the nearest one. If the actor is new, define it under `actors`.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
actors:
  kerry: { name: John Kerry }
events:
  - id: talks
    kind: meeting
    date: 2016-09-04
    actors: [kerrry]
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
actors:
  kerry: { name: John Kerry }
events:
  - id: talks
    kind: meeting
    date: 2016-09-04
    actors: [kerry]
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for name in &evidence.timeline.unresolved {
        match name.referent {
            Referent::Actor => {}
            Referent::Event | Referent::Source | Referent::Place => continue,
        }
        let help = match &name.nearest {
            Some(nearest) => format!("did you mean {}?", words::quoted(nearest)),
            None if name.name.contains(',') => {
                format!(
                    "for several actors, write a list: {}",
                    words::quoted(&format!("[{}]", name.name))
                )
            }
            None => "define it under `actors`".to_owned(),
        };
        let message = format!("no actor has the id {}", words::quoted(&name.name));
        remarks.add(None, CHECK.says(message).at(name.span, "").help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::diagnostic::{FileId, Files, Span};
    use crate::graph::EventGraph;
    use crate::order::OrderNetwork;
    use crate::timeline::{Referent, Timeline, Unresolved};

    #[test]
    fn actors_and_other_names_go_to_their_own_checks() {
        let name = |name: &str, referent, at, nearest: Option<&str>| Unresolved {
            name: name.into(),
            referent,
            span: Span::new(FileId::FIRST, at, at + 6),
            nearest: nearest.map(str::to_owned).map(Into::into),
        };
        let timeline = Timeline {
            unresolved: vec![
                name("geneva-3", Referent::Event, 20, None),
                name("kerrry", Referent::Actor, 10, Some("kerry")),
            ],
            ..Timeline::default()
        };
        let order = OrderNetwork::build(&timeline);
        let found = check(&timeline, &EventGraph::build(&timeline), &order, &Files::default());
        let found: Vec<_> = found.iter().map(|d| (d.code.0, d.message.as_str())).collect();
        assert_eq!(
            found,
            [("D405", "no actor has the id `kerrry`"), ("D604", "no event has the id `geneva-3`")]
        );
    }
}
