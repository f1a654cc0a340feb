//! What was announced or set as a deadline, and what became of it as of a day.
//!
//! [`commitments`] takes a [`Timeline`] and its [`OrderNetwork`] and gives every [`Commitment`] with its
//! [`Outcome`] and the evidence for both: what made it, and what shows what became of it. An announced meeting is
//! never taken for a held one: an outcome is what a `status` states, or what a relation cannot hold without (who
//! reports a meeting, reports one that took place). What is only named again is [`Outcome::Mentioned`].
//!
//! This room writes no messages and draws nothing: the checks, the tables and the pictures do, each from here.

mod evidence;

use crate::commitments::evidence::{Told, relations_to};
use crate::date::Reading;
use crate::date::civil::Day;
use crate::diagnostic::Span;
use crate::order::{OrderNetwork, Verdict};
use crate::timeline::{Event, EventId, Kind, RelationKind, SourceId, Status, Timeline};

/// Something that lay ahead when it was spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// What was to be: an announced event, or a deadline.
    pub event: EventId,
    /// What made it: announcements, and its own `status: announced`; in file order. Empty for a deadline that no
    /// event announces.
    pub made_by: Vec<Mention>,
    /// What became of it.
    pub outcome: Outcome,
    /// What shows the outcome, the strongest first; empty when nothing is told of it.
    pub shown_by: Vec<Mention>,
    /// The event that took its place, if the file names one.
    pub moved_to: Option<EventId>,
    /// Whether its time is over.
    pub due: Due,
}

/// A place of the file that says something about a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The event that says it.
    pub event: EventId,
    /// How.
    pub how: How,
    /// Where it stands.
    pub span: Span,
}

/// How an event speaks of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The commitment's own `status`.
    Status(Status),
    /// A relation of another event to it, or of it to another one; with the source that says so, if one is named.
    Relation(RelationKind, Option<SourceId>),
    /// It cites a source that no announcement of it cites.
    Source(SourceId),
}

/// What became of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Its time is over, and nothing is told of it any more.
    Silent,
    /// It is named again, but not what became of it.
    Mentioned,
    /// A deadline passed without what it was set for.
    Missed,
    /// It did not take place.
    NotHeld,
    /// It was called off.
    Cancelled,
    /// It was put off, to [`Commitment::moved_to`] if that is known.
    Moved,
    /// A deadline was prolonged.
    Extended,
    /// Something else took its place.
    Replaced,
    /// It took place.
    Held,
    /// A deadline was met.
    Met,
    /// Nothing is told of it yet, and its time is not over, as far as is known.
    Pending,
}

/// Whether the time of a commitment is over as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// Its whole date lies before the day.
    Over,
    /// Its date reaches to the day, or beyond.
    Ahead,
    /// Its date is approximate, uncertain, or has no end.
    Doubtful,
    /// It has no date.
    Undated,
    /// Nothing says up to which day the file knows what happened.
    NoDay,
}

impl Outcome {
    /// Every outcome with its words, the one that asks for attention first.
    pub const ALL: [(Outcome, &'static str); 11] = [
        (Outcome::Silent, "never mentioned again"),
        (Outcome::Mentioned, "mentioned again, outcome not stated"),
        (Outcome::Missed, "missed"),
        (Outcome::NotHeld, "not held"),
        (Outcome::Cancelled, "cancelled"),
        (Outcome::Moved, "moved"),
        (Outcome::Extended, "extended"),
        (Outcome::Replaced, "replaced"),
        (Outcome::Held, "held"),
        (Outcome::Met, "met"),
        (Outcome::Pending, "still open"),
    ];

    /// Its words.
    pub fn words(self) -> &'static str {
        Outcome::ALL[self as usize].1
    }
}

/// Every commitment of a timeline, in file order, as of the end of the day before `as_of`.
///
/// What certainly lies after that day is not known yet: announcements, reports and replies of later days do not
/// count, nor what only sources of later days tell, nor `status: held` of an event that is still to come. A status
/// bears no day of its own: it counts from the first source of its event on. Without a day, nothing is over, and no
/// silence means anything.
pub fn commitments(
    timeline: &Timeline,
    order: &OrderNetwork,
    as_of: Option<Day>,
) -> Vec<Commitment> {
    let told = relations_to(timeline, as_of);
    let mut found = Vec::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let relations = told.of(id);
        let mut made_by: Vec<Mention> =
            relations.iter().filter(|told| told.is_announcement()).map(Told::mention).collect();
        let is_successor = event.relations.iter().any(|relation| {
            relation.kind == RelationKind::Supersedes && is_announced(timeline, relation.target)
        });
        let known = evidence::is_known(timeline, event, as_of);
        let status = event.status.as_ref();
        let status = status.filter(|s| known && !is_too_early(event, s.value, as_of));
        let stated = status.is_some_and(|status| lay_ahead(status.value));
        let is_one = stated || known && (is_successor || event.kind == Kind::Deadline);
        // What only later days announce is not a commitment yet.
        if made_by.is_empty() && !is_one {
            continue;
        }
        if let Some(status) = status.filter(|status| status.value == Status::Announced) {
            made_by.push(own_status(id, status.value, status.span));
        }
        let due = due(event.reading(), as_of);
        let (outcome, shown_by) = outcome(timeline, order, (id, event), status, relations, due);
        let moved_to = relations.iter().find(|told| told.kind == RelationKind::Supersedes);
        let moved_to = moved_to.map(|told| told.carrier);
        found.push(Commitment { event: id, made_by, outcome, shown_by, moved_to, due });
    }
    found
}

/// What became of a commitment, and what shows it.
fn outcome(
    timeline: &Timeline,
    order: &OrderNetwork,
    (id, event): (EventId, &Event),
    status: Option<&crate::timeline::Spanned<Status>>,
    relations: &[Told],
    due: Due,
) -> (Outcome, Vec<Mention>) {
    let is_deadline = event.kind == Kind::Deadline;
    let all = |wanted: &dyn Fn(&Told) -> bool| -> Vec<Mention> {
        relations.iter().filter(|told| wanted(told)).map(Told::mention).collect()
    };
    if let Some((status, outcome)) = status.and_then(|s| Some((s, stated_outcome(s.value)?))) {
        let mut shown_by = vec![own_status(id, status.value, status.span)];
        shown_by.extend(all(&|told| !told.is_announcement()));
        return (outcome, shown_by);
    }
    if let Some(next) = relations.iter().find(|told| told.kind == RelationKind::Supersedes) {
        let successor = timeline.event(next.carrier);
        let outcome = match (is_deadline, successor.kind == event.kind) {
            (true, true) if order.verdict(id, next.carrier) == Verdict::Certain => {
                Outcome::Extended
            }
            (false, true) => Outcome::Moved,
            (_, _) => Outcome::Replaced,
        };
        return (outcome, vec![next.mention()]);
    }
    if is_deadline {
        let carried_out: Vec<&Told> =
            relations.iter().filter(|told| told.kind == RelationKind::Implements).collect();
        if let Some(first) = carried_out.first() {
            let shown_by = carried_out.iter().map(|told| told.mention()).collect();
            let in_time = |told: &&Told| order.verdict(told.carrier, id) == Verdict::Certain;
            let outcome = if carried_out.iter().any(in_time) {
                Outcome::Met
            } else if carried_out.len() == 1 && order.verdict(id, first.carrier) == Verdict::Certain
            {
                Outcome::Missed
            } else {
                Outcome::Mentioned
            };
            return (outcome, shown_by);
        }
    }
    let again = all(&|told| !told.is_announcement());
    if !again.is_empty() {
        return (if is_deadline { Outcome::Mentioned } else { Outcome::Held }, again);
    }
    let sources = evidence::sources_of_its_own(timeline, (id, event), relations);
    if !is_deadline && due == Due::Over && !sources.is_empty() {
        return (Outcome::Mentioned, sources);
    }
    (if due == Due::Over { Outcome::Silent } else { Outcome::Pending }, Vec::new())
}

fn own_status(event: EventId, status: Status, span: Span) -> Mention {
    Mention { event, how: How::Status(status), span }
}

/// The outcome that a status states; `announced` states none.
fn stated_outcome(status: Status) -> Option<Outcome> {
    match status {
        Status::Announced => None,
        Status::Held | Status::Reported => Some(Outcome::Held),
        Status::Postponed => Some(Outcome::Moved),
        Status::Cancelled => Some(Outcome::Cancelled),
        Status::NotHeld => Some(Outcome::NotHeld),
        Status::Met => Some(Outcome::Met),
        Status::Missed => Some(Outcome::Missed),
        Status::Extended => Some(Outcome::Extended),
        Status::Superseded => Some(Outcome::Replaced),
    }
}

/// Whether a status makes sense only of something that once lay ahead.
fn lay_ahead(status: Status) -> bool {
    match status {
        Status::Held | Status::Reported => false,
        Status::Announced
        | Status::Postponed
        | Status::Cancelled
        | Status::NotHeld
        | Status::Met
        | Status::Missed
        | Status::Extended
        | Status::Superseded => true,
    }
}

/// Whether a status tells of what certainly lies after the day.
fn is_too_early(event: &Event, status: Status, as_of: Option<Day>) -> bool {
    let tells_of_it = match status {
        Status::Held | Status::NotHeld | Status::Reported | Status::Met | Status::Missed => true,
        Status::Announced
        | Status::Postponed
        | Status::Cancelled
        | Status::Extended
        | Status::Superseded => false,
    };
    tells_of_it && evidence::is_after(event, as_of)
}

fn is_announced(timeline: &Timeline, event: EventId) -> bool {
    let event = timeline.event(event);
    event.kind == Kind::Deadline || event.status.as_ref().is_some_and(|s| lay_ahead(s.value))
}

fn due(reading: Option<&Reading>, as_of: Option<Day>) -> Due {
    let Some(day) = as_of else { return Due::NoDay };
    let Some(civil) = reading.map(|reading| &reading.civil) else { return Due::Undated };
    match civil.last {
        Some(last) if last >= day => Due::Ahead,
        Some(_) if !civil.approximate && !civil.uncertain => Due::Over,
        Some(_) | None => Due::Doubtful,
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, commitments};
    use crate::date::civil::Day;
    use crate::order::OrderNetwork;

    #[test]
    fn outcomes_stand_in_the_order_of_their_table() {
        for (number, (outcome, _)) in Outcome::ALL.into_iter().enumerate() {
            assert_eq!(outcome as usize, number);
        }
    }

    /// The outcome of `it` in a file with these events, as of 12 September 2016.
    #[track_caller]
    fn check(events: &str, expected: Outcome) {
        on((2016, 9, 12), events, Some(expected));
    }

    #[track_caller]
    fn on((year, month, day): (i32, u8, u8), events: &str, expected: Option<Outcome>) {
        let text = format!("title: A\ntimezone: UTC\nevents:\n{events}");
        let compiled = crate::compile("a.yaml", text, &mut |_| Err(String::new()));
        let timeline = &compiled.timeline;
        let order = OrderNetwork::build(timeline);
        let all = commitments(timeline, &order, Day::from_ymd(year, month, day));
        let it = all.iter().find(|c| timeline.event(c.event).key == "it");
        assert_eq!(it.map(|it| it.outcome), expected, "{events}");
    }

    const ANNOUNCED: &str = "
  - { id: plan, kind: announcement, date: 2016-09-05, announces: it }
  - { id: it, kind: meeting, date: 2016-09-08 }
";

    #[test]
    fn silence_after_the_day_is_an_outcome_and_before_it_is_none() {
        check(ANNOUNCED, Outcome::Silent);
        on((2016, 9, 8), ANNOUNCED, Some(Outcome::Pending));
        on((2016, 9, 4), ANNOUNCED, None);
    }

    #[test]
    fn a_second_announcement_is_no_outcome() {
        let again = "  - { kind: statement, date: 2016-09-06, announces: it }\n";
        check(&format!("{ANNOUNCED}{again}"), Outcome::Silent);
    }

    #[test]
    fn what_presupposes_that_it_took_place_shows_that_it_was_held() {
        for relation in ["reports", "responds_to", "quotes", "implements", "part_of", "same_as"] {
            let after = format!("  - {{ kind: meeting, date: 2016-09-08, {relation}: it }}\n");
            check(&format!("{ANNOUNCED}{after}"), Outcome::Held);
            let planned = after.replace("kind: meeting", "kind: meeting, status: announced");
            check(&format!("{ANNOUNCED}{planned}"), Outcome::Silent);
        }
        let after = "  - { kind: meeting, date: 2016-09-09, after: it }\n";
        check(&format!("{ANNOUNCED}{after}"), Outcome::Silent);
    }

    #[test]
    fn what_is_told_later_is_not_known_yet() {
        let told = "  - { kind: statement, date: 2016-09-11, reports: it }\n";
        on((2016, 9, 12), &format!("{ANNOUNCED}{told}"), Some(Outcome::Held));
        on((2016, 9, 10), &format!("{ANNOUNCED}{told}"), Some(Outcome::Silent));
        let held = ANNOUNCED.replace("08 }", "08, status: held }");
        on((2016, 9, 6), &held, Some(Outcome::Pending));
    }

    #[test]
    fn a_successor_moves_a_meeting_and_extends_a_deadline() {
        let next = "  - { kind: meeting, date: 2016-09-10, supersedes: it }\n";
        check(&format!("{ANNOUNCED}{next}"), Outcome::Moved);
        let decision = "  - { kind: decision, date: 2016-09-07, supersedes: it }\n";
        check(&format!("{ANNOUNCED}{decision}"), Outcome::Replaced);
        let deadline = "  - { id: it, kind: deadline, date: 2016-09-08 }\n";
        check(deadline, Outcome::Silent);
        let later = "  - { kind: deadline, date: 2016-09-10, supersedes: it }\n";
        check(&format!("{deadline}{later}"), Outcome::Extended);
        let perhaps = "  - { kind: deadline, date: 2016-09, supersedes: it }\n";
        check(&format!("{deadline}{perhaps}"), Outcome::Replaced);
    }

    #[test]
    fn a_deadline_is_met_or_missed_only_if_that_is_certain() {
        let carried_out = |date: &str| {
            format!(
                "  - {{ id: it, kind: deadline, date: 2016-09-08 }}\n\
                 \x20 - {{ kind: ceasefire, date: {date}, implements: it }}\n"
            )
        };
        check(&carried_out("2016-09-07"), Outcome::Met);
        check(&carried_out("2016-09-09"), Outcome::Missed);
        check(&carried_out("2016-09-08"), Outcome::Mentioned);
    }
}
