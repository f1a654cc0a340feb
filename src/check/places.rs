//! Where in the file the things stand that a finding speaks of. The one place where spans are chosen.

use crate::diagnostic::Span;
use crate::order::FactKind;
use crate::timeline::{DateFinding, EventId, Timeline};
use std::ops::Range;

/// Bytes `range` of a date's text, in the file.
///
/// Where the text is not verbatim in the file (a date joined with its `time`, an escaped quotation) its
/// bytes cannot be told apart there, and the whole of it is meant.
pub(super) fn within(finding: &DateFinding, range: &Range<usize>) -> Span {
    let whole = finding.span;
    let quotes = match whole.len().checked_sub(finding.text.len()) {
        Some(0) => 0,
        // A quoted scalar without escapes: its text begins behind the opening quote.
        Some(2) => 1,
        Some(_) | None => return whole,
    };
    if range.start > range.end || range.end > finding.text.len() {
        return whole;
    }
    let text_start = whole.start as usize + quotes;
    Span::new(whole.file, text_start + range.start, text_start + range.end)
}

/// Bytes `range` of a date's text, as text.
pub(super) fn slice<'a>(finding: &'a DateFinding, range: &Range<usize>) -> &'a str {
    finding.text.get(range.clone()).unwrap_or(&finding.text)
}

/// Where the date of an event stands; the event itself when it has none.
pub(super) fn date(timeline: &Timeline, event: EventId) -> Span {
    let event = timeline.event(event);
    event.when.as_ref().map_or(event.span, |when| when.span)
}

/// The event that a fact stands in; a source's day of publication stands in none.
pub(super) fn event_of(fact: FactKind) -> Option<EventId> {
    match fact {
        FactKind::Date(event)
        | FactKind::End(event)
        | FactKind::Relation(event, _)
        | FactKind::Duration(event)
        | FactKind::Passage(event, _)
        | FactKind::Claim(event, _, _) => Some(event),
        FactKind::Published(_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::within;
    use crate::date::Finding;
    use crate::diagnostic::{FileId, Span};
    use crate::timeline::DateFinding;

    #[track_caller]
    fn check(text: &str, span: (usize, usize), expected: (u32, u32)) {
        let span = Span::new(FileId::FIRST, span.0, span.1);
        let finding = Finding::NoAnchor { range: 0..6 };
        let finding = DateFinding { event: None, span, text: text.into(), finding };
        let found = within(&finding, &(0..6));
        assert_eq!((found.start, found.end), expected);
    }

    #[test]
    fn a_range_is_found_where_the_text_is_verbatim() {
        check("Sunday 17:00", (10, 22), (10, 16));
        check("Sunday 17:00", (10, 24), (11, 17));
        check("Sunday 17:00", (10, 16), (10, 16));
        check("Sun", (10, 13), (10, 13));
    }
}
