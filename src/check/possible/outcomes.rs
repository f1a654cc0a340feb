//! Announced events and deadlines of which nothing more is told, and whose doubtful date may be over.

use crate::check::possible::note;
use crate::check::{Evidence, Remarks, places, words};
use crate::commitments::{Due, Outcome, commitments};
use crate::date::print;
use crate::diagnostic::Code;
use crate::timeline::Kind;

pub(super) fn deadline_passed(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    report(Code("D313"), evidence, remarks, true);
}

pub(super) fn never_held(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    report(Code("D601"), evidence, remarks, false);
}

fn report(code: Code, evidence: &Evidence<'_>, remarks: &mut Remarks, of_deadlines: bool) {
    let timeline = evidence.timeline;
    let Some(as_of) = timeline.as_of else { return };
    for commitment in commitments(timeline, evidence.order, Some(as_of)) {
        let id = commitment.event;
        let event = timeline.event(id);
        let ended = event.reading().is_some_and(|date| date.civil.last.is_some());
        let is_wanted = commitment.outcome == Outcome::Pending
            && commitment.due == Due::Doubtful
            && (event.kind == Kind::Deadline) == of_deadlines;
        if !is_wanted || !ended {
            continue;
        }
        let key = words::quoted(&event.key);
        let (message, help) = if of_deadlines {
            (format!("{key} may have passed, and has no outcome"), "`met`, `missed` or `extended`")
        } else {
            (
                format!(
                    "{key} was announced and may lie in the past; nothing says whether it took place"
                ),
                "`held`, `postponed` or `cancelled`",
            )
        };
        let day = print::day(as_of);
        let finding = note(code, message)
            .at(places::date(timeline, id), format!("perhaps before {day}, the day of `as_of`"))
            .help(format!("if a source tells, write `status`: {help}"));
        remarks.add(Some(id), finding);
    }
}
