//! `three days ago`, `2 weeks later`, `in five hours`: a count from the anchor.
//!
//! A count of days is exact. A count of weeks, months, years or hours is taken to half its unit either way: `two
//! weeks ago` is said of a day eleven days back as well as of one seventeen days back. Hours count from the clock
//! time of the anchor; where it has none, from anywhere in its day.

use crate::date::civil::Local;
use crate::date::expression::Single;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::unit::{Amount, Quantity, Unit, amount};
use crate::date::window::{DayChoice, Extent, Window};
use crate::date::{Precision, Rule};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "distance",
    summary: "a count of hours, days, weeks, months or years from the anchor",
    examples: &[
        "3 days ago",
        "two weeks later",
        "a month ago",
        "10 years later",
        "three hours earlier",
        "in five days",
        "a couple of weeks ago",
        "several days later",
    ],
    parser: Parser::Single(parse),
};

/// A count from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// How many.
    pub quantity: Quantity,
    /// Of what.
    pub unit: Unit,
    /// Whether it counts back.
    pub back: bool,
    /// The words.
    pub range: Bytes,
}

/// Reads a number, a unit and `ago` or `later`; or `in` before both.
///
/// # Errors
/// A number alone; a unit without `ago` or `later`.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = cursor.at();
    let ahead = cursor.eat_phrase("in");
    if ahead {
        cursor.blanks();
    }
    let (quantity, unit) = amount(cursor, false)?;
    let mut back = false;
    if !ahead {
        cursor.blanks();
        back = ["ago", "earlier", "before"].into_iter().any(|word| cursor.eat_phrase(word));
        let on = || ["later", "from now", "hence", "after"];
        if !back && !on().into_iter().any(|word| cursor.eat_phrase(word)) {
            return cursor.stop("`ago` or `later`");
        }
    }
    let range = cursor.since(start);
    Ok(Single::Distance(Distance { quantity, unit, back, range }))
}

impl Distance {
    fn steps(self) -> (i32, i32) {
        let (least, most) = self.quantity.usual();
        if self.back { (-most, -least) } else { (least, most) }
    }
}

/// The days or hours that the phrase means.
pub fn read(distance: Distance, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let Distance { unit, range, .. } = distance;
    let (first, last) = distance.steps();
    if let Some(unit_s) = unit.clock_s() {
        return hours(distance, unit_s, reckoner);
    }
    // `A few days ago` is shown as three, and `several` as five.
    let usual = (first + last) / 2;
    let counted = reckoner.count(range, Rule::Distance, |day| unit.step(day, usual))?;
    let half = unit.half_days();
    let choice = DayChoice {
        earliest: unit.step(counted.from, first).plus_days(-half),
        latest: unit.step(counted.from, last).plus_days(half),
        shown: counted.day,
    };
    let approximate = choice.earliest != choice.latest;
    Some(Extent { approximate, ..Extent::of_day(choice) })
}

fn hours(distance: Distance, unit_s: i64, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let (first, last) = distance.steps();
    let counted = reckoner.count(distance.range, Rule::Distance, |day| day)?;
    let (from, to) = match counted.local {
        Some(local) => (local, local.plus_s(59)),
        None => (counted.from.first_second(), counted.from.last_second()),
    };
    let at = |local: Local, steps: i32| local.plus_s(i64::from(steps) * unit_s);
    let half_s = unit_s / 2;
    let shown = (at(from, first), at(to, last));
    let certain = (shown.0.plus_s(-half_s), shown.1.plus_s(half_s));
    let window = Window { first: (certain.0, certain.1), last: (certain.0, certain.1), shown };
    let clock = counted.local.filter(|_| first == last).map(|_| shown.0.clock());
    let days = (shown.0.day(), shown.1.day());
    let precision = if clock.is_some() { Precision::Minute } else { Precision::PartOfDay };
    Some(Extent {
        window,
        clock,
        precision,
        approximate: true,
        ..Extent::of_days(days.0, days.1, precision)
    })
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = if self.back { "ago" } else { "later" };
        write!(f, "{} {way}", Amount(self.quantity, self.unit))
    }
}

#[cfg(test)]
mod tests {
    use crate::date::tests::hangzhou;
    use crate::date::{Context, Instant, read};

    #[track_caller]
    fn shows(text: &str, first: &str, last: &str) {
        let civil = read(text, &hangzhou()).0.expect(text).civil;
        let days = [civil.first, civil.last].map(|day| day.expect(text).to_string());
        assert_eq!(days, [first, last], "{text}");
    }

    #[test]
    fn units_are_counted_from_the_anchor() {
        shows("3 days ago", "2016-09-02", "2016-09-02");
        shows("two weeks later", "2016-09-19", "2016-09-19");
        shows("a fortnight ago", "2016-08-22", "2016-08-22");
        shows("in two weeks", "2016-09-19", "2016-09-19");
        shows("a month ago", "2016-08-05", "2016-08-05");
        shows("seven months ago", "2016-02-05", "2016-02-05");
        shows("0 days ago", "2016-09-05", "2016-09-05");
        shows("999 years later", "3015-09-05", "3015-09-05");
        shows("several days ago", "2016-08-31", "2016-08-31");
    }

    #[test]
    fn hours_count_from_the_clock_of_the_anchor() {
        let mut context = hangzhou();
        let bounds = |context: &Context| {
            let reading = read("three hours ago", context).0.expect("a date");
            [reading.hard.start_min, reading.hard.end_max]
                .map(|at| reading.zone.local(at.expect("bounded")).to_string())
        };
        assert_eq!(bounds(&context), ["2016-09-04 20:30", "2016-09-05 21:29:59"]);
        // 17:00 in Shanghai.
        context.anchors[0].at = Some(Instant::new(1_473_066_000));
        assert_eq!(bounds(&context), ["2016-09-05 13:30", "2016-09-05 14:30:59"]);
    }
}
