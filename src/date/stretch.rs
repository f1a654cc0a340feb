//! `over the next several days`, `for weeks`, `since Monday`, `by Monday`: stretches of which words tell one edge, or
//! how long they are.
//!
//! What everybody means by such words is certain: what is said in the coming weeks begins today or later. How many
//! weeks those are, nobody knows: that much is shown, and proves nothing.

use crate::date::civil::{DAY_S, Day, Local};
use crate::date::expression::Single;
use crate::date::finding::Finding;
use crate::date::form::{FORMS, Form, Parser, single_before};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::unit::{Amount, Quantity, Unit, amount};
use crate::date::window::{Extent, Stretch, Window};
use crate::date::{Limit, Precision, Rule};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "stretch",
    summary: "a stretch by one of its edges, or by how long it is",
    examples: &[
        "over the next several days",
        "in the coming weeks",
        "in the next few months",
        "within three days",
        "in recent weeks",
        "over the past two weeks",
        "for weeks",
        "for three days",
        "for the past several months",
        "since Monday",
        "until 5 September 2016",
        "by Friday",
        "before 1648-10-24",
        "after 5 September 2016",
        "between 3 May 1648 and 7 June 1648",
    ],
    parser: Parser::Stretch(parse),
};

/// A stretch in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StretchPhrase {
    /// `over the next several days`
    Ahead(Quantity, Unit, Bytes),
    /// `within three days`
    Within(Quantity, Unit, Bytes),
    /// `in recent weeks`
    Behind(Quantity, Unit, Bytes),
    /// `for weeks`
    Lasting(Quantity, Unit, Bytes),
    /// `since Monday`
    Since(Single),
    /// `until Monday`
    Until(Single),
    /// `by Monday`, `before Monday`, `after Monday`
    Limited(Limit, Single),
    /// `between Monday and Wednesday`
    Between(Single, Single, Bytes),
}

/// Words before an amount that lies ahead.
const AHEAD: [&str; 9] = [
    "over the next",
    "over the coming",
    "in the next",
    "in the coming",
    "during the next",
    "during the coming",
    "in coming",
    "the next",
    "the coming",
];
/// Words before an amount that lies behind.
const BEHIND: [&str; 11] = [
    "over the past",
    "over the last",
    "over the previous",
    "in the past",
    "in the last",
    "during the past",
    "during the last",
    "in recent",
    "over recent",
    "the past",
    "the last",
];

/// Reads what [`FORM`] shows.
///
/// # Errors
/// Words that begin none of these; no amount, or no date, after those that do.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<StretchPhrase, Stop> {
    let start = cursor.at();
    let begins = |cursor: &mut Cursor<'_>, words: &[&str]| {
        let found = words.iter().any(|words| cursor.eat_phrase(words));
        found && cursor.blanks()
    };
    if begins(cursor, &["for"]) {
        let _ = begins(cursor, &["the past", "the last"]);
        let (quantity, unit) = amount(cursor, true)?;
        return Ok(StretchPhrase::Lasting(quantity, unit, cursor.since(start)));
    }
    if begins(cursor, &["within"]) {
        let _ = begins(cursor, &["the next", "the coming"]);
        let (quantity, unit) = amount(cursor, false)?;
        return Ok(StretchPhrase::Within(quantity, unit, cursor.since(start)));
    }
    if begins(cursor, &AHEAD) {
        let (quantity, unit) = amount(cursor, true)?;
        return Ok(StretchPhrase::Ahead(quantity, unit, cursor.since(start)));
    }
    if begins(cursor, &BEHIND) {
        let (quantity, unit) = amount(cursor, true)?;
        return Ok(StretchPhrase::Behind(quantity, unit, cursor.since(start)));
    }
    if begins(cursor, &["since"]) {
        return Ok(StretchPhrase::Since(single_before(cursor, b"")?));
    }
    if begins(cursor, &["until", "till"]) {
        return Ok(StretchPhrase::Until(single_before(cursor, b"")?));
    }
    if begins(cursor, &["between"]) {
        let first = single_and(cursor)?;
        let last = single_before(cursor, b"")?;
        return Ok(StretchPhrase::Between(first, last, cursor.since(start)));
    }
    let limits: [(Limit, &[&str]); 3] = [
        (Limit::By, &["by", "no later than", "not later than"]),
        (Limit::Before, &["before"]),
        (Limit::After, &["after"]),
    ];
    for (limit, words) in limits {
        if begins(cursor, words) {
            return Ok(StretchPhrase::Limited(limit, single_before(cursor, b"")?));
        }
    }
    cursor.stop("`since`, `until`, `by`, `for`, `over the next` or `in recent`")
}

/// The one window that comes next and that `and` follows.
fn single_and(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    for form in FORMS {
        let Parser::Single(parse) = form.parser else { continue };
        let read = cursor.attempt(|cursor| {
            let single = parse(cursor).ok()?;
            (cursor.blanks() && cursor.eat_phrase("and") && cursor.blanks()).then_some(single)
        });
        if let Some(single) = read {
            return Ok(single);
        }
    }
    cursor.stop("a date, `and` and a date")
}

/// The stretch on the calendar.
pub fn read(phrase: StretchPhrase, reckoner: &mut Reckoner<'_>) -> Option<Stretch> {
    match phrase {
        StretchPhrase::Ahead(quantity, unit, range) => {
            let soft = Soft::count(quantity, unit, range, Rule::Stretch, 1, reckoner)?;
            let start = (Some(soft.now.0), None);
            let shown_start = (Some(soft.now.0), Some(soft.now.1.plus_s(soft.day_or_unit_s())));
            let shown_end = (Some(soft.near.0), Some(soft.far.1));
            Some(Stretch {
                start,
                end: start,
                shown: (shown_start, shown_end),
                days: (Some(soft.now.0.day()), Some(soft.far.1.day())),
                approximate: true,
                ..soft.stretch()
            })
        }
        StretchPhrase::Within(quantity, unit, range) => {
            let soft = Soft::count(quantity, unit, range, Rule::Stretch, 1, reckoner)?;
            let vague = quantity.usual().0 != quantity.usual().1;
            let window = (Some(soft.now.0), Some(soft.far.1).filter(|_| !vague));
            let shown = (Some(soft.now.0), Some(soft.far.1));
            Some(Stretch {
                start: window,
                end: window,
                shown: (shown, shown),
                days: (Some(soft.now.0.day()), Some(soft.far.1.day())),
                approximate: vague,
                ..soft.stretch()
            })
        }
        StretchPhrase::Behind(quantity, unit, range) => {
            let soft = Soft::count(quantity, unit, range, Rule::Stretch, -1, reckoner)?;
            let end = (None, Some(soft.now.1));
            let shown_end = (Some(soft.now.0.plus_s(-soft.day_or_unit_s())), Some(soft.now.1));
            Some(Stretch {
                start: end,
                end,
                shown: ((Some(soft.far.0), Some(soft.near.1)), shown_end),
                days: (Some(soft.far.0.day()), Some(soft.now.1.day())),
                approximate: true,
                ..soft.stretch()
            })
        }
        StretchPhrase::Lasting(quantity, unit, range) => {
            let soft = Soft::count(quantity, unit, range, Rule::Lasting, -1, reckoner)?;
            // Who says `for three days` may count the day that it began on.
            let inclusive = match quantity {
                Quantity::Number(number) => number - 1,
                Quantity::Couple | Quantity::Few | Quantity::Several | Quantity::Many => {
                    quantity.least()
                }
            };
            let latest = soft.at(-inclusive).1;
            let end = (Some(soft.now.0), None);
            Some(Stretch {
                start: (None, Some(latest)),
                end,
                shown: ((Some(soft.far.0), Some(soft.near.1.min(latest))), end),
                days: (Some(soft.far.0.day()), None),
                ongoing: true,
                approximate: true,
                ..soft.stretch()
            })
        }
        StretchPhrase::Since(single) => {
            let extent = reckoner.single(single)?;
            let now = reckoner.now(Rule::OneSided).map(Day::first_second);
            let (from, to) = (extent.window.first.0, extent.window.last.1);
            let end = (Some(now.map_or(from, |now| now.max(from))), None);
            let shown = (Some(extent.window.shown.0), Some(extent.window.shown.1));
            Some(Stretch {
                start: (Some(from), Some(to)),
                end,
                shown: (shown, end),
                days: (Some(extent.days.0), None),
                clocks: (extent.clock, None),
                ongoing: true,
                ..plain(extent)
            })
        }
        StretchPhrase::Until(single) => {
            let extent = reckoner.single(single)?;
            reckoner.by_rule(Rule::OneSided);
            let (from, to) = (extent.window.first.0, extent.window.last.1);
            let shown = (Some(extent.window.shown.0), Some(extent.window.shown.1));
            Some(Stretch {
                start: (None, Some(to)),
                end: (Some(from), Some(to)),
                shown: ((None, shown.1), shown),
                days: (None, Some(extent.days.1)),
                clocks: (None, extent.clock),
                ..plain(extent)
            })
        }
        StretchPhrase::Limited(limit, single) => {
            let extent = reckoner.single(single)?;
            reckoner.by_rule(Rule::OneSided);
            let Window { first, last, shown } = extent.window;
            let on = |local: Local| Some(local.plus_s(1));
            let back = |local: Local| Some(local.plus_s(-1));
            // Nobody knows when an evening begins: what is certain is that it is no later than at its latest.
            let (certain, likely, days) = match limit {
                Limit::By => {
                    ((None, Some(last.1)), (None, Some(shown.1)), (None, Some(extent.days.1)))
                }
                Limit::Before => {
                    ((None, back(first.1)), (None, back(shown.0)), (None, Some(extent.days.0)))
                }
                Limit::After => {
                    ((on(last.0), None), (on(shown.1), None), (Some(extent.days.1), None))
                }
            };
            let clock = |here: bool| extent.clock.filter(|_| here);
            Some(Stretch {
                start: certain,
                end: certain,
                shown: (likely, likely),
                days,
                clocks: (clock(limit == Limit::After), clock(limit != Limit::After)),
                limit: Some(limit),
                ..plain(extent)
            })
        }
        StretchPhrase::Between(first, last, range) => {
            let (first, last) = (reckoner.single(first)?, reckoner.single(last)?);
            let (from, to) = (first.window.first.0, last.window.last.1);
            if from > to {
                let by_s = from.0 - to.0;
                reckoner.findings.push(Finding::IntervalReversed { range: range.into(), by_s });
                return None;
            }
            let window = (Some(from), Some(to));
            let shown = (Some(first.window.shown.0), Some(last.window.shown.1));
            Some(Stretch {
                start: window,
                end: window,
                shown: (shown, shown),
                days: (Some(first.days.0), Some(last.days.1)),
                clocks: (first.clock, last.clock),
                precision: first.precision.max(last.precision),
                zone: first.zone.or(last.zone),
                approximate: first.approximate || last.approximate,
                ..plain(first)
            })
        }
    }
}

/// A stretch with nothing said but what a window has.
fn plain(extent: Extent) -> Stretch {
    Stretch {
        start: (None, None),
        end: (None, None),
        shown: ((None, None), (None, None)),
        days: (None, None),
        zone: extent.zone,
        precision: extent.precision,
        clocks: (None, None),
        ongoing: false,
        approximate: extent.approximate,
        limit: None,
    }
}

/// An amount counted from the anchor: windows at the anchor, at the least and at the most.
struct Soft {
    anchor: Day,
    unit: Unit,
    /// The anchor: its day, or its minute where units are those of a clock and it has one.
    now: (Local, Local),
    near: (Local, Local),
    far: (Local, Local),
}

impl Soft {
    fn count(
        quantity: Quantity,
        unit: Unit,
        range: Bytes,
        rule: Rule,
        sign: i32,
        reckoner: &mut Reckoner<'_>,
    ) -> Option<Soft> {
        let counted = reckoner.count(range, rule, |day| day)?;
        let whole = (counted.from.first_second(), counted.from.last_second());
        let now = match (unit.clock_s(), counted.local) {
            (Some(_), Some(local)) => (local, local.plus_s(59)),
            (Some(_) | None, _) => whole,
        };
        let mut soft = Soft { anchor: counted.from, unit, now, near: now, far: now };
        let (near, mut far) = quantity.usual();
        if rule == Rule::Lasting && quantity == Quantity::Many {
            far = 12;
        }
        (soft.near, soft.far) = (soft.at(near * sign), soft.at(far * sign));
        Some(soft)
    }

    /// The anchor's window, so many units on.
    fn at(&self, steps: i32) -> (Local, Local) {
        match self.unit.clock_s() {
            Some(unit_s) => {
                let by = i64::from(steps) * unit_s;
                (self.now.0.plus_s(by), self.now.1.plus_s(by))
            }
            None => {
                let day = self.unit.step(self.anchor, steps);
                (day.first_second(), day.last_second())
            }
        }
    }

    /// How far from the anchor it usually begins or ends: a day, or one unit of the clock.
    fn day_or_unit_s(&self) -> i64 {
        self.unit.clock_s().unwrap_or(DAY_S)
    }

    fn stretch(&self) -> Stretch {
        Stretch {
            precision: Precision::Day,
            ..plain(Extent::of_days(self.anchor, self.anchor, Precision::Day))
        }
    }
}

impl fmt::Display for StretchPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StretchPhrase::Ahead(quantity, unit, _) => {
                write!(f, "over the next {}", Amount(*quantity, *unit))
            }
            StretchPhrase::Within(quantity, unit, _) => {
                write!(f, "within {}", Amount(*quantity, *unit))
            }
            StretchPhrase::Behind(quantity, unit, _) => {
                write!(f, "over the past {}", Amount(*quantity, *unit))
            }
            StretchPhrase::Lasting(quantity, unit, _) => {
                write!(f, "for {}", Amount(*quantity, *unit))
            }
            StretchPhrase::Since(single) => write!(f, "since {single}"),
            StretchPhrase::Until(single) => write!(f, "until {single}"),
            StretchPhrase::Limited(limit, single) => {
                let word = match limit {
                    Limit::By => "by",
                    Limit::Before => "before",
                    Limit::After => "after",
                };
                write!(f, "{word} {single}")
            }
            StretchPhrase::Between(first, last, _) => write!(f, "between {first} and {last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::date::tests::hangzhou;
    use crate::date::{Bounds, Instant, read};

    /// Earliest and latest start and end, in days around Monday 5 September 2016.
    #[track_caller]
    fn bounds(text: &str, hard: [&str; 4], shown: [&str; 4]) {
        let reading = read(text, &hangzhou()).0.expect(text);
        let days = |bounds: Bounds| {
            let day = |at: Option<Instant>| {
                at.map_or("-".to_owned(), |at| {
                    reading.zone.local(at).day().to_string()[5..].to_owned()
                })
            };
            [bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max].map(day)
        };
        assert_eq!(days(reading.hard), hard, "{text}, certain");
        assert_eq!(days(reading.shown()), shown, "{text}, shown");
    }

    #[test]
    fn what_lies_ahead_begins_at_the_anchor() {
        let hard = ["09-05", "-", "09-05", "-"];
        bounds("over the next several days", hard, ["09-05", "09-06", "09-08", "09-12"]);
        bounds("in the coming weeks", hard, ["09-05", "09-06", "09-19", "12-12"]);
        bounds("in the next couple of days", hard, ["09-05", "09-06", "09-07", "09-07"]);
        bounds(
            "within three days",
            ["09-05", "09-08", "09-05", "09-08"],
            ["09-05", "09-08", "09-05", "09-08"],
        );
    }

    #[test]
    fn what_lies_behind_ends_at_the_anchor() {
        let hard = ["-", "09-05", "-", "09-05"];
        bounds("in recent days", hard, ["08-22", "09-03", "09-04", "09-05"]);
        bounds("over the past two weeks", hard, ["08-22", "08-22", "09-04", "09-05"]);
    }

    #[test]
    fn what_lasts_has_begun_and_goes_on() {
        bounds("for weeks", ["-", "08-22", "09-05", "-"], ["06-13", "08-22", "09-05", "-"]);
        bounds("for three days", ["-", "09-03", "09-05", "-"], ["09-02", "09-02", "09-05", "-"]);
    }

    #[test]
    fn one_edge_leaves_the_other_open() {
        bounds("since Sunday", ["09-04", "09-04", "09-05", "-"], ["09-04", "09-04", "09-05", "-"]);
        bounds("until Sunday", ["-", "09-04", "09-04", "09-04"], ["-", "09-04", "09-04", "09-04"]);
        bounds("by Sunday", ["-", "09-04", "-", "09-04"], ["-", "09-04", "-", "09-04"]);
        bounds("before Sunday", ["-", "09-03", "-", "09-03"], ["-", "09-03", "-", "09-03"]);
        bounds("after Sunday", ["09-05", "-", "09-05", "-"], ["09-05", "-", "09-05", "-"]);
        let both = ["09-01", "09-03", "09-01", "09-03"];
        bounds("between 1 September 2016 and 3 September 2016", both, both);
    }
}
