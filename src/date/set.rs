//! `[1667,1668,1670..1672]`: one of several dates; `{1960,1961-12}`: all of them.

use crate::date::expression::{Expression, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser, single_before};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::{Extent, Sides, Window};
use crate::date::zone::Zone;
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "set",
    summary: "one of several dates (`[…]`) or all of them (`{…}`) (EDTF)",
    examples: &[
        "[1667,1668,1670..1672]",
        "[..1760-12-03]",
        "[1760-12..]",
        "{1960,1961-12}",
        "{2016-09-04,2016-09-05}",
    ],
    parser: Parser::Whole(parse),
};

/// Several dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Whether all of them are meant, as against one.
    pub all: bool,
    /// The dates, in the order in which they were written.
    pub members: Vec<Member>,
    /// The whole of it.
    pub range: Bytes,
}

/// A date of a set, or a stretch of dates; `..` alone at one side is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// From this date; `None` is open.
    pub first: Option<Single>,
    /// To this date, the same one for a single date; `None` is open.
    pub last: Option<Single>,
    /// Whether it was written with `..`.
    pub stretch: bool,
    /// The whole of it.
    pub range: Bytes,
}

/// Reads dates with commas between them, in square brackets or in braces, without blanks.
///
/// # Errors
/// A member that is no date, a stretch without either side, a bracket that does not fit.
///
/// # Source
/// EDTF (ISO 8601-2:2019), level 2, set representation.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Expression, Stop> {
    let all = match cursor.peek() {
        Some(b'[') => false,
        Some(b'{') => true,
        Some(_) | None => return cursor.stop("`[` or `{` and dates"),
    };
    let start = cursor.at();
    let (open, close) = if all { (b'{', b'}') } else { (b'[', b']') };
    cursor.eat(open);
    let mut members = vec![member(cursor)?];
    while cursor.eat(b',') {
        members.push(member(cursor)?);
    }
    if !cursor.eat(close) {
        return cursor.stop(if all { "`,` or `}`" } else { "`,` or `]`" });
    }
    Ok(Expression::Set(Set { all, members, range: cursor.since(start) }))
}

fn member(cursor: &mut Cursor<'_>) -> Result<Member, Stop> {
    const FOLLOWERS: &[u8] = b",.]}";
    let start = cursor.at();
    let first = match cursor.rest().starts_with("..") {
        true => None,
        false => Some(single_before(cursor, FOLLOWERS)?),
    };
    let stretch = cursor.eat_text("..");
    let ends = cursor.peek().is_none_or(|next| FOLLOWERS.contains(&next));
    let last = match first {
        Some(_) if !stretch => first,
        Some(_) if ends => None,
        Some(_) | None => Some(single_before(cursor, FOLLOWERS)?),
    };
    Ok(Member { first, last, stretch, range: cursor.since(start) })
}

/// A set on the calendar.
pub enum Members {
    /// One date of several, somewhere in the window of them all; open at either end where a member is.
    One {
        /// The window of all members.
        extent: Extent,
        /// Whether there is no earliest member.
        open_start: bool,
        /// Whether there is no latest member.
        open_end: bool,
        /// The members one by one.
        each: Vec<OneOf>,
    },
    /// From the earliest member to the latest.
    All(Sides),
}

/// A member of one date of several.
pub struct OneOf {
    /// The window that it is, or that a stretch of dates fills.
    pub window: Window,
    /// The zone that it names.
    pub zone: Option<Zone>,
    /// Whether it has no earliest date.
    pub open_start: bool,
    /// Whether it has no latest date.
    pub open_end: bool,
}

impl OneOf {
    fn between(first: Option<Extent>, last: Option<Extent>) -> Option<OneOf> {
        let (from, to) = (first.or(last)?, last.or(first)?);
        let window = Window {
            first: (from.window.first.0, from.window.first.1.max(to.window.first.1)),
            last: (from.window.last.0.min(to.window.last.0), to.window.last.1),
            shown: (from.window.shown.0, to.window.shown.1),
        };
        let (open_start, open_end) = (first.is_none(), last.is_none());
        Some(OneOf { window, zone: from.zone.or(to.zone), open_start, open_end })
    }
}

/// The members on the calendar; the earliest and the latest of them bound the set.
pub fn read(set: &Set, reckoner: &mut Reckoner<'_>) -> Option<Members> {
    let mut extents: Vec<Extent> = Vec::new();
    let mut each = Vec::with_capacity(set.members.len());
    for member in &set.members {
        let mut side = |single: Option<Single>| match single {
            Some(single) => reckoner.single(single).map(Some),
            None => Some(None),
        };
        let (first, last) =
            (side(member.first)?, if member.stretch { side(member.last)? } else { None });
        if let (Some(first), Some(last)) = (first, last)
            && first.window.first.0 > last.window.last.1
        {
            let by_s = first.window.first.0.0 - last.window.last.1.0;
            reckoner.findings.push(Finding::IntervalReversed { range: member.range.into(), by_s });
            return None;
        }
        each.extend(OneOf::between(first, if member.stretch { last } else { first }));
        extents.extend(first.into_iter().chain(last));
    }
    let earliest = extents.iter().min_by_key(|extent| extent.window.first.0).copied()?;
    let latest = extents.iter().max_by_key(|extent| extent.window.last.1).copied()?;
    let open_start = set.members.iter().any(|member| member.first.is_none());
    let open_end = set.members.iter().any(|member| member.last.is_none());
    if set.all {
        let start = Some(earliest).filter(|_| !open_start);
        let end = Some(latest).filter(|_| !open_end);
        return Some(Members::All(Sides { start, end, ongoing: open_end }));
    }
    let finest = extents.iter().map(|extent| extent.precision).max()?;
    let (from, to) = (earliest.window, latest.window);
    let window = Window {
        first: (from.first.0, extents.iter().map(|extent| extent.window.first.1).max()?),
        last: (extents.iter().map(|extent| extent.window.last.0).min()?, to.last.1),
        shown: (from.shown.0.min(to.shown.0), from.shown.1.max(to.shown.1)),
    };
    let extent = Extent {
        window,
        zone: earliest.zone.or(latest.zone),
        uncertain: extents.iter().any(|extent| extent.uncertain),
        approximate: extents.iter().any(|extent| extent.approximate),
        ..Extent::of_days(earliest.days.0, latest.days.1.max(earliest.days.0), finest)
    };
    Some(Members::One { extent, open_start, open_end, each })
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = if self.all { ('{', '}') } else { ('[', ']') };
        write!(f, "{open}")?;
        for (index, member) in self.members.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            member.fmt(f)?;
        }
        write!(f, "{close}")
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(first) = self.first {
            first.fmt(f)?;
        }
        if self.stretch {
            f.write_str("..")?;
            if let Some(last) = self.last {
                last.fmt(f)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::date::{Context, Finding, Instant, read};

    /// The years in which the event can have begun and ended: earliest start, latest start, earliest end, latest end.
    #[track_caller]
    fn years(text: &str, expected: [Option<i32>; 4]) {
        let hard = read(text, &Context::default()).0.expect(text).hard;
        let year = |instant: Option<Instant>| {
            instant.map(|i| crate::date::zone::Zone::default().local(i).day().ymd().0)
        };
        let bounds = [hard.start_min, hard.start_max, hard.end_min, hard.end_max].map(year);
        assert_eq!(bounds, expected, "{text}");
    }

    #[test]
    fn one_of_several_lies_between_them() {
        years("[1667,1668,1670..1672]", [Some(1667), Some(1672), Some(1667), Some(1672)]);
        years("[..1984]", [None, Some(1984), None, Some(1984)]);
        years("[1667,1760-12..]", [Some(1667), None, Some(1667), None]);
        years("[1672,1667]", [Some(1667), Some(1672), Some(1667), Some(1672)]);
    }

    #[test]
    fn all_of_several_span_them() {
        years("{1960,1961-12}", [Some(1960), Some(1960), Some(1961), Some(1961)]);
        years("{1960}", [Some(1960); 4]);
        years("{..1984}", [None, Some(1984), Some(1984), Some(1984)]);
        years("{1984..}", [Some(1984), Some(1984), Some(1984), None]);
    }

    #[test]
    fn a_stretch_that_runs_backwards_is_told() {
        let (reading, findings) = read("[1672..1670]", &Context::default());
        assert_eq!(reading, None);
        assert!(
            matches!(&findings[..], [Finding::IntervalReversed { range, .. }] if *range == (1..11))
        );
    }
}
