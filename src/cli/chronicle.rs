//! A whole timeline in steps, for `demarche order FILE`.
//!
//! What stands in a later step is certainly later. Inside a step, only what is said under an event is known.

use crate::Compiled;
use crate::cli::compiled::counted;
use crate::cli::screen::Screen;
use crate::cli::show::time;
use crate::cli::table::fit;
use crate::diagnostic::printable;
use crate::order::steps::{self, Beside, Chronicle, Step};
use crate::order::{Claim, FactId, FactKind};
use crate::timeline::{EventId, RelationKind, SourceId, Timeline};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// Up to so many events, each step says by what facts it follows the one before.
const EXPLAINED: usize = 500;

fn chronicle(compiled: &Compiled) -> Chronicle {
    let edges = compiled.graph.reduced_order();
    steps::chronicle(&compiled.order, compiled.timeline.events.len(), &edges)
}

/// Tells a timeline for people.
pub fn text(compiled: &Compiled, screen: &Screen) -> String {
    let timeline = &compiled.timeline;
    let chronicle = chronicle(compiled);
    let strong = screen.strong();
    let mut out = format!("{strong}{}{strong:#}\n", printable::one_line(&timeline.title));
    out.push_str(&format!(
        "{} in {}; each step is certainly over before the next begins\n\n",
        counted(timeline.events.len(), "event"),
        counted(chronicle.steps.len(), "step"),
    ));
    let page = Page::new(compiled, &chronicle, screen);
    let mut previous: Option<&Step> = None;
    for (index, step) in chronicle.steps.iter().enumerate() {
        page.step(&mut out, index, step, previous);
        previous = Some(step);
    }
    if !chronicle.beside.is_empty() {
        out.push_str("\nbeside the steps\n");
        for beside in &chronicle.beside {
            page.event(&mut out, "", beside.event);
            page.remark(&mut out, &between(beside));
        }
    }
    out.push_str(&set_aside(compiled, screen));
    out
}

/// What the editor decided between sources, a line each; nothing where there is nothing.
pub fn set_aside(compiled: &Compiled, screen: &Screen) -> String {
    let timeline = &compiled.timeline;
    let key = |source: SourceId| timeline.source(source).key.as_str();
    let mut lines: Vec<String> = Vec::new();
    for clash in compiled.order.contradictions().iter().filter(|clash| clash.is_decided) {
        let whose = compiled.order.fact(clash.withdrawn).per.map_or("the file itself", key);
        let says = compiled.order.describe(timeline, clash.withdrawn);
        lines.push(format!("{whose}: {says} (by `prefer`)"));
    }
    for rejection in timeline.rejections() {
        lines.push(format!("{}: {} ({})", key(rejection.source), rejection.says, rejection.reason));
    }
    if lines.is_empty() {
        return String::new();
    }
    let dim = screen.dim();
    let mut out = "\nset aside by the editor\n".to_owned();
    for line in lines {
        out.push_str(&format!("  {dim}{}{dim:#}\n", printable::one_line(&line)));
    }
    out
}

/// Where an event beside the steps may lie, in words.
fn between(beside: &Beside) -> String {
    match (beside.after, beside.before) {
        (Some(after), Some(before)) => {
            format!("after step {}, before step {}", after + 1, before + 1)
        }
        (Some(after), None) => format!("after step {}", after + 1),
        (None, Some(before)) => format!("before step {}", before + 1),
        (None, None) => "no step is certainly before or after it".to_owned(),
    }
}

/// The columns of the page.
struct Page<'a> {
    compiled: &'a Compiled,
    screen: &'a Screen,
    times: Vec<String>,
    number_width: usize,
    time_width: usize,
    key_width: usize,
}

impl Page<'_> {
    fn new<'a>(compiled: &'a Compiled, chronicle: &Chronicle, screen: &'a Screen) -> Page<'a> {
        /// Wider cells are cut.
        const WIDEST_TIME: usize = 34;
        const WIDEST_KEY: usize = 30;
        let events = &compiled.timeline.events;
        let times: Vec<String> =
            compiled.timeline.event_ids().map(|id| time(compiled, id)).collect();
        let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
        Page {
            compiled,
            screen,
            number_width: chronicle.steps.len().to_string().len(),
            time_width: widest(&mut times.iter().map(|t| t.width())).min(WIDEST_TIME),
            key_width: widest(&mut events.iter().map(|e| e.key.width())).min(WIDEST_KEY),
            times,
        }
    }

    fn step(&self, out: &mut String, index: usize, step: &Step, previous: Option<&Step>) {
        let number = (index + 1).to_string();
        let why = |event| previous.and_then(|step| self.reason(step, event));
        if let [placed] = step.events.as_slice() {
            self.event(out, &number, placed.event);
            if let Some(why) = why(placed.event) {
                self.remark(out, &why);
            }
            return;
        }
        let count = step.events.len();
        let partly = step.events.iter().any(|placed| !placed.after.is_empty());
        let mut head = match (step.examined, partly) {
            (false, _) => format!("{count} events, too many to compare each with each"),
            (true, false) => format!("{count} events in no known order"),
            (true, true) => format!("{count} events; in order only where it is said"),
        };
        let reasons: Vec<_> = step.events.iter().map(|placed| why(placed.event)).collect();
        // A reason that all share is given once.
        let shared =
            reasons[0].as_ref().filter(|one| reasons.iter().all(|r| r.as_ref() == Some(*one)));
        if let Some(shared) = shared {
            head.push_str(&format!(" ({shared})"));
        }
        let dim = self.screen.dim();
        out.push_str(&format!("{number:>0$}  {dim}{head}{dim:#}\n", self.number_width));
        for (placed, reason) in step.events.iter().zip(&reasons) {
            self.event(out, "", placed.event);
            let keys: Vec<_> = placed.after.iter().map(|&id| self.key(id)).collect();
            match reason {
                _ if !keys.is_empty() => self.remark(out, &format!("after {}", keys.join(", "))),
                Some(reason) if shared.is_none() => self.remark(out, reason),
                Some(_) | None => {}
            }
        }
    }

    /// One line: step, time, id, title.
    fn event(&self, out: &mut String, number: &str, event: EventId) {
        let time = printable::one_line(&self.times[event.0 as usize]).into_owned();
        let title = &self.compiled.timeline.event(event).title;
        let strong = self.screen.strong();
        let fixed = self.number_width + self.time_width + self.key_width + 6;
        let title =
            fit(&printable::one_line(title), self.screen.width.saturating_sub(fixed).max(20));
        let line = format!(
            "{number:>number_width$}  {}  {strong}{}{strong:#}  {title}",
            padded(&time, self.time_width),
            padded(&self.key(event), self.key_width),
            number_width = self.number_width,
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }

    /// What is known of an event's place, under its id.
    fn remark(&self, out: &mut String, text: &str) {
        let dim = self.screen.dim();
        let indent = " ".repeat(self.number_width + 2 + self.time_width + 2);
        out.push_str(&format!("{indent}{dim}{text}{dim:#}\n"));
    }

    fn key(&self, event: EventId) -> String {
        printable::one_line(&self.compiled.timeline.event(event).key).into_owned()
    }

    /// By what facts an event follows the step before.
    fn reason(&self, previous: &Step, event: EventId) -> Option<String> {
        let timeline = &self.compiled.timeline;
        if timeline.events.len() > EXPLAINED {
            return None;
        }
        let last = previous.events.last()?.event;
        let proof = self.compiled.order.order(last, event).proof;
        let said: Vec<_> = proof.iter().filter_map(|&id| self.relation(id, event)).collect();
        match said.as_slice() {
            _ if proof.is_empty() => None,
            [] => Some("by date".to_owned()),
            [one] => Some(one.clone()),
            [one, two] => Some(format!("{one}; {two}")),
            [one, more @ ..] => Some(format!("{one}; and {} more facts", more.len())),
        }
    }

    /// What a fact says, if it is a relation; seen from the event where it is the event's own.
    fn relation(&self, id: FactId, event: EventId) -> Option<String> {
        let timeline = &self.compiled.timeline;
        match self.compiled.order.fact(id).kind {
            FactKind::Relation(carrier, index) if carrier == event => {
                let relation = timeline.event(carrier).relations.get(index as usize)?;
                Some(format!("{} {}", relation_words(relation.kind), self.key(relation.target)))
            }
            FactKind::Relation(..) => {
                let says = self.compiled.order.describe(timeline, id);
                Some(printable::one_line(&says).into_owned())
            }
            FactKind::Claim(_, _, Claim::Relation(_)) => {
                let says = self.compiled.order.describe(timeline, id);
                Some(printable::one_line(&says).into_owned())
            }
            FactKind::Date(_)
            | FactKind::End(_)
            | FactKind::Duration(_)
            | FactKind::Passage(..)
            | FactKind::Claim(_, _, Claim::Date | Claim::Duration)
            | FactKind::Published(..) => None,
        }
    }
}

fn relation_words(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::PartOf => "part of",
        RelationKind::RespondsTo => "responds to",
        RelationKind::SameAs => "the same as",
        RelationKind::After
        | RelationKind::Before
        | RelationKind::During
        | RelationKind::Announces
        | RelationKind::Quotes
        | RelationKind::Reports
        | RelationKind::Supersedes
        | RelationKind::Implements => kind.word(),
    }
}

fn padded(text: &str, width: usize) -> String {
    let text = fit(text, width);
    let pad = " ".repeat(width.saturating_sub(text.width()));
    text + &pad
}

#[derive(Serialize)]
struct Story<'a> {
    version: u32,
    steps: Vec<JsonStep<'a>>,
    beside: Vec<JsonBeside<'a>>,
}

#[derive(Serialize)]
struct JsonStep<'a> {
    examined: bool,
    events: Vec<JsonPlaced<'a>>,
}

#[derive(Serialize)]
struct JsonPlaced<'a> {
    id: &'a str,
    after: Vec<&'a str>,
}

/// Numbers of steps count from 1.
#[derive(Serialize)]
struct JsonBeside<'a> {
    id: &'a str,
    after_step: Option<usize>,
    before_step: Option<usize>,
}

/// Tells a timeline for programs.
pub fn json(compiled: &Compiled) -> String {
    let chronicle = chronicle(compiled);
    let timeline: &Timeline = &compiled.timeline;
    let key = |id: EventId| timeline.event(id).key.as_str();
    let step = |step: &Step| JsonStep {
        examined: step.examined,
        events: step
            .events
            .iter()
            .map(|placed| JsonPlaced {
                id: key(placed.event),
                after: placed.after.iter().map(|&id| key(id)).collect(),
            })
            .collect(),
    };
    let beside = |beside: &Beside| JsonBeside {
        id: key(beside.event),
        after_step: beside.after.map(|index| index + 1),
        before_step: beside.before.map(|index| index + 1),
    };
    let story = Story {
        version: 1,
        steps: chronicle.steps.iter().map(step).collect(),
        beside: chronicle.beside.iter().map(beside).collect(),
    };
    // Strings and numbers alone cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&story).unwrap_or_default();
    text.push('\n');
    printable::json(text)
}
