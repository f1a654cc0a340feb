//! x
use crate::date::form::Unread;
use crate::date::{Context, Finding};
pub fn bad_date(text: &str, unread: Unread, _context: &Context) -> Finding {
    Finding::BadDate {
        range: unread.at..text.len(),
        expected: unread.expected.join(" or "),
        found: text[unread.at..].to_owned(),
        suggestion: None,
    }
}
