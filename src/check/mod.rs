//! The checks: one file a check, one table.
//!
//! [`check`] takes a [`Timeline`], its [`EventGraph`] and its [`OrderNetwork`] and gives every finding about
//! them, in reading order. The table is [`CHECKS`]; each row carries its own page of documentation, a small
//! file on which it fires, and the same file mended. `explain`, the README and the tests read nothing else.
//!
//! What a file's text alone shows (broken YAML, an unknown key) is found by [`crate::source`] while reading;
//! such rows have no `run` and are here for their documentation.
//!
//! A check reports only what holds under every reading of the dates concerned. This room reads no text, moves
//! no date, and never orders two events that the file leaves open.

mod anchor_conflict;
mod announced_late;
mod attribution_clash;
mod bad_date;
mod calendar_unstated;
mod contradiction;
mod cue_conflict;
mod dangling_ref;
mod deadline_passed;
mod disputed;
mod dst_fold;
mod dst_gap;
mod duplicate_event;
mod duration_clash;
mod false_precision;
#[cfg(test)]
mod fixture;
mod floating_event;
mod id_reused;
mod interval_reversed;
mod knowing;
mod last_next_split;
mod lone_meeting;
mod never_held;
mod no_anchor;
mod no_such_day;
mod not_alive;
pub mod not_edtf;
mod order_cycle;
mod order_not_shown;
mod orphan_actor;
mod os_ns_mismatch;
mod outside_container;
mod outside_tenure;
pub mod page;
mod pairs;
mod place_zone_clash;
mod places;
pub mod possible;
mod presence;
mod published_first;
pub mod quotations;
mod quote_edited;
mod quote_not_found;
mod quoted_first;
mod reading;
mod redundant_relation;
mod reply_first;
mod reports_future;
mod retrieved_first;
mod season_span;
mod text_changed;
mod times;
mod took_same_day;
mod travel_infeasible;
mod two_places;
mod tzdata_merged;
mod unanswered;
mod unknown_actor;
mod unsourced;
mod unused_allow;
mod weekday_mismatch;
mod weekday_too_far;
mod words;
mod year_inferred;
mod zone_decides_order;

use crate::check::quotations::Checked;
use crate::diagnostic::{self, Code, Diagnostic, Files, Severity};
use crate::graph::EventGraph;
use crate::order::OrderNetwork;
use crate::timeline::{Allow, EventId, Timeline};
use std::collections::BTreeSet;

/// One check with its documentation.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its stable name for machines: `D302`.
    pub code: Code,
    /// Its name for people, the pattern that it reports: `order-cycle`.
    pub name: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What it finds, in half a sentence.
    pub summary: &'static str,
    /// What it finds, why that matters and what to do; Markdown.
    pub explain: &'static str,
    /// A complete event file on which it fires.
    pub example: &'static str,
    /// The same file mended: clean of this code and of errors.
    pub cure: &'static str,
    /// Finds it; `None` when it is found while the file is read, when all others have run, or on request alone.
    pub run: Option<fn(&Evidence<'_>, &mut Remarks)>,
}

/// Every check, by code.
pub const CHECKS: &[Check] = &[
    bad_date::CHECK,
    reading::YAML_ATE_DATE,
    no_such_day::CHECK,
    not_edtf::CHECK,
    weekday_mismatch::CHECK,
    interval_reversed::CHECK,
    os_ns_mismatch::CHECK,
    calendar_unstated::CHECK,
    zone_decides_order::CHECK,
    dst_gap::CHECK,
    dst_fold::CHECK,
    tzdata_merged::CHECK,
    season_span::CHECK,
    false_precision::CHECK,
    no_anchor::CHECK,
    anchor_conflict::CHECK,
    took_same_day::CHECK,
    last_next_split::CHECK,
    weekday_too_far::CHECK,
    year_inferred::CHECK,
    cue_conflict::CHECK,
    contradiction::CHECK,
    order_cycle::CHECK,
    reports_future::CHECK,
    reply_first::CHECK,
    announced_late::CHECK,
    quoted_first::CHECK,
    outside_container::CHECK,
    duration_clash::CHECK,
    redundant_relation::CHECK,
    order_not_shown::CHECK,
    disputed::DISPUTED,
    disputed::SOURCE_SELF_CLASH,
    deadline_passed::CHECK,
    two_places::CHECK,
    travel_infeasible::CHECK,
    outside_tenure::CHECK,
    not_alive::CHECK,
    unknown_actor::CHECK,
    orphan_actor::CHECK,
    lone_meeting::CHECK,
    place_zone_clash::CHECK,
    quote_not_found::CHECK,
    quote_edited::CHECK,
    published_first::CHECK,
    retrieved_first::CHECK,
    unsourced::CHECK,
    attribution_clash::CHECK,
    text_changed::CHANGED,
    text_changed::MISSING,
    never_held::CHECK,
    duplicate_event::CHECK,
    unanswered::CHECK,
    dangling_ref::CHECK,
    floating_event::CHECK,
    id_reused::CHECK,
    unused_allow::CHECK,
    reading::YAML_SYNTAX,
    reading::DUPLICATE_KEY,
    reading::UNKNOWN_KEY,
    reading::WRONG_SHAPE,
    reading::MISSING_KEY,
    reading::TOO_MUCH,
    reading::UNKNOWN_WORD,
    reading::INCLUDE_FAILED,
];

/// What the checks look at.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The timeline as understood.
    pub timeline: &'a Timeline,
    /// Its graph of events and actors.
    pub graph: &'a EventGraph,
    /// What its facts prove about order.
    pub order: &'a OrderNetwork,
    /// The texts that were read, those saved by sources among them.
    pub files: &'a Files,
    /// Every quotation beside the saved texts that it is cited from.
    pub quotations: &'a [Checked],
}

/// The findings of a run, each with the event that may excuse it.
#[derive(Debug, Default)]
pub struct Remarks {
    found: Vec<(Option<EventId>, Diagnostic)>,
}

/// Which entries of `allow` were needed.
#[derive(Debug, Default)]
struct Excuses {
    /// By their number in the timeline's list.
    of_file: BTreeSet<usize>,
    /// By event, and number in its list.
    of_events: BTreeSet<(EventId, usize)>,
}

impl Excuses {
    /// The entries of `allow` that were not needed.
    fn unused<'a>(&'a self, timeline: &'a Timeline) -> impl Iterator<Item = &'a Allow> + 'a {
        let of_file = timeline.allow.iter().enumerate();
        let of_file = of_file.filter(|(number, _)| !self.of_file.contains(number));
        let of_events = timeline.event_ids().flat_map(move |id| {
            let list = timeline.event(id).allow.iter().enumerate();
            list.filter(move |(number, _)| !self.of_events.contains(&(id, *number)))
        });
        of_file.chain(of_events).map(|(_, allow)| allow)
    }

    fn extend(&mut self, other: Excuses) {
        self.of_file.extend(other.of_file);
        self.of_events.extend(other.of_events);
    }
}

/// Runs every check and gives what they found, in reading order, without what `allow` excuses, for an event or
/// for the whole timeline.
pub fn check(
    timeline: &Timeline,
    graph: &EventGraph,
    order: &OrderNetwork,
    files: &Files,
) -> Vec<Diagnostic> {
    let quotations = quotations::quotations(timeline, files);
    let evidence = Evidence { timeline, graph, order, files, quotations: &quotations };
    let mut remarks = Remarks::default();
    for run in CHECKS.iter().filter_map(|check| check.run) {
        run(&evidence, &mut remarks);
    }
    let (mut found, mut excuses) = remarks.unexcused(timeline);
    // An excuse of what is merely possible is used, too: looked for only where there is one that seems not to be.
    let idle: Vec<Code> = excuses
        .unused(timeline)
        .filter_map(|allow| Some(find(allow.code.trim())?.code))
        .filter(|&code| possible::has(code))
        .collect();
    if !idle.is_empty() {
        excuses.extend(possible::excuses(&evidence, &idle));
    }
    found.extend(unused_allow::report(timeline, &excuses));
    diagnostic::sort(&mut found);
    found
}

/// The check behind a code (`D302`) or a name (`order-cycle`), in any case of letters.
pub fn find(code_or_name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| {
        check.code.0.eq_ignore_ascii_case(code_or_name)
            || check.name.eq_ignore_ascii_case(code_or_name)
    })
}

impl Check {
    /// A finding of this check.
    fn says(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, message)
    }
}

impl Remarks {
    /// Adds a finding. The event, if there is one, is the one whose `allow` may excuse it: the event that the
    /// primary label stands in.
    pub fn add(&mut self, event: Option<EventId>, diagnostic: Diagnostic) {
        self.found.push((event, diagnostic));
    }

    /// What no `allow` excuses, and which excuses were needed for the rest.
    fn unexcused(self, timeline: &Timeline) -> (Vec<Diagnostic>, Excuses) {
        let number = |list: &[Allow], code: Code| {
            list.iter()
                .position(|allow| find(allow.code.trim()).is_some_and(|check| check.code == code))
        };
        let mut excuses = Excuses::default();
        let mut left = Vec::new();
        for (event, found) in self.found {
            let at_event =
                event.and_then(|id| Some((id, number(&timeline.event(id).allow, found.code)?)));
            match (at_event, number(&timeline.allow, found.code)) {
                (Some(excuse), _) => {
                    excuses.of_events.insert(excuse);
                }
                (None, Some(excuse)) => {
                    excuses.of_file.insert(excuse);
                }
                (None, None) => left.push(found),
            }
        }
        (left, excuses)
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECKS, find};

    #[test]
    fn codes_rise_and_names_are_distinct() {
        assert!(CHECKS.windows(2).all(|pair| pair[0].code < pair[1].code));
        for (i, check) in CHECKS.iter().enumerate() {
            assert!(CHECKS[..i].iter().all(|other| other.name != check.name), "{}", check.name);
        }
    }

    #[test]
    fn every_check_is_documented() {
        for check in CHECKS {
            for text in [check.summary, check.explain, check.example, check.cure] {
                assert!(!text.trim().is_empty(), "{} lacks a text", check.code);
            }
            assert!(check.example.ends_with('\n') && check.cure.ends_with('\n'), "{}", check.code);
            assert_ne!(check.example, check.cure, "{}", check.code);
            assert!(check.explain.contains("## Why it matters"), "{}", check.code);
            assert!(check.explain.contains("## What to do"), "{}", check.code);
            assert!(!check.summary.ends_with('.'), "{}", check.code);
        }
    }

    #[test]
    fn a_check_is_found_by_code_and_by_name() {
        assert_eq!(find("D302").map(|check| check.name), Some("order-cycle"));
        assert_eq!(find("order-cycle").map(|check| check.code.0), Some("D302"));
        assert_eq!(find("d302").map(|check| check.code.0), Some("D302"));
        assert!(find("D999").is_none());
    }
}
