//! What is merely possible: the cases that the dates leave open, as notes, on request alone.
//!
//! A check reports at its own severity only what holds under every reading of the dates. Some can also tell of
//! what holds under one reading of them: a reply of the same day as the note may, by the dates, have come first.
//! [`find`] gives those as notes; `demarche check --possible` asks for them. The same `allow` excuses both.

mod bounds;
mod outcomes;
mod pairs;
mod presence;
mod twins;

use crate::check::{Evidence, Excuses, Remarks, order_not_shown};
use crate::diagnostic::{self, Code, Diagnostic, Severity};

/// Finds what is merely possible.
type Run = fn(&Evidence<'_>, &mut Remarks);

/// The checks that can tell of what is merely possible, by code.
const POSSIBLE: &[(Code, Run)] = &[
    (Code("D303"), pairs::reports_future),
    (Code("D304"), pairs::reply_first),
    (Code("D305"), pairs::announced_late),
    (Code("D306"), pairs::quoted_first),
    (Code("D307"), pairs::outside_container),
    (Code("D308"), bounds::duration_clash),
    (Code("D310"), order_not_shown::run),
    (Code("D313"), outcomes::deadline_passed),
    (Code("D401"), presence::two_places),
    (Code("D402"), presence::travel_infeasible),
    (Code("D403"), bounds::outside_tenure),
    (Code("D404"), bounds::not_alive),
    (Code("D601"), outcomes::never_held),
    (Code("D602"), twins::duplicate_event),
];

/// Every possible violation, as notes in reading order, without what `allow` excuses.
pub fn find(evidence: &Evidence<'_>) -> Vec<Diagnostic> {
    let mut remarks = Remarks::default();
    for (_, run) in POSSIBLE {
        run(evidence, &mut remarks);
    }
    let (mut found, _) = remarks.unexcused(evidence.timeline);
    diagnostic::sort(&mut found);
    found
}

/// Whether a check can tell of what is merely possible.
pub(super) fn has(code: Code) -> bool {
    POSSIBLE.iter().any(|(possible, _)| *possible == code)
}

/// Which entries of `allow` excuse something merely possible, of these codes.
pub(super) fn excuses(evidence: &Evidence<'_>, codes: &[Code]) -> Excuses {
    let mut remarks = Remarks::default();
    for (_, run) in POSSIBLE.iter().filter(|(code, _)| codes.contains(code)) {
        run(evidence, &mut remarks);
    }
    remarks.unexcused(evidence.timeline).1
}

/// A note that a check's violation is possible.
fn note(code: Code, message: String) -> Diagnostic {
    Diagnostic::new(code, Severity::Note, message)
}
