//! D004: a date that other readers of EDTF do not take. Found on request alone.

use crate::check::{Check, Remarks, words};
use crate::date::edtf::is_edtf;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::timeline::Timeline;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D004"),
    name: "not-edtf",
    severity: Severity::Note,
    summary: "a date that is not EDTF; only with `check --strict-edtf`",
    explain: "\
The date of an event is read well, but it is not one of the Extended Date/Time Format: it has words, a blank, a
clock time without seconds or inside an interval.

## Why it matters

Not at all here. Catalogues and archives that take EDTF will refuse the date, or read another one.

## What to do

If the dates are to be handed on, write them in figures: `2016-09-05`, `2016-09-05T17:00:00`. Clock times inside
intervals have no EDTF form; give the days alone, and the times in a note.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: 5 September 2016
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
",
    run: None,
};

/// Every date of an event that was read and is not EDTF, in the order of the file, without what is excused.
pub fn find(timeline: &Timeline) -> Vec<Diagnostic> {
    let mut remarks = Remarks::default();
    for id in timeline.event_ids() {
        let Some(when) = &timeline.event(id).when else { continue };
        if when.reading.is_some() && !is_edtf(&when.text) {
            let message = format!("{} is not EDTF", words::quoted(&when.text));
            let diagnostic = CHECK.says(message).at(when.span, "").help(
                "write it in figures, with seconds beside a clock time: `2016-09-05T17:00:00`",
            );
            remarks.add(Some(id), diagnostic);
        }
    }
    remarks.unexcused(timeline).0
}
