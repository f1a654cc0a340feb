//! `last week`, `early next month`, `the weekend`, `late 1978`: a stretch of the calendar by its place beside the
//! anchor's own, and the part of one that is meant.
//!
//! Weeks run from Monday to Sunday. `early`, `mid` and `late` leave the whole period open and are shown as a part
//! of it; `earlier` and `later` of the anchor's own period end or begin with the anchor's day.

use crate::date::civil::{Day, Weekday, days_in_month, month_name};
use crate::date::expression::{Modifier, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::season::{SeasonText, months};
use crate::date::window::{Extent, Window};
use crate::date::written::month_word;
use crate::date::year::year_in_words;
use crate::date::{Cue, Edge, Precision, Rule, Stage};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "period",
    summary: "a week, weekend, month, season or year beside the anchor's, or an early or late part of one",
    examples: &[
        "last week",
        "this month",
        "next year",
        "earlier this week",
        "later in the month",
        "early next month",
        "late last year",
        "mid-September",
        "September",
        "last September",
        "this summer",
        "late 1978",
        "early September 2016",
        "the weekend",
        "over the weekend",
        "last weekend",
        "next weekend",
    ],
    parser: Parser::Single(parse),
};

/// A period and the part of it that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodPhrase {
    /// Which part.
    pub stage: Option<Stage>,
    /// Before or after what tells of it.
    pub edge: Option<Edge>,
    /// `last`, `this`, `next`, or nothing.
    pub modifier: Option<Modifier>,
    /// Of what kind.
    pub kind: Kind,
    /// The words.
    pub range: Bytes,
}

/// Kinds of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
    /// A month by its number.
    Named(u8),
    /// A season by its number in EDTF, 21 to 24.
    Season(u8),
    /// A month of a year that is written out.
    MonthOf(i32, u8),
    /// A year that is written out.
    YearOf(i32),
}

const STAGES: [(Stage, &str); 3] =
    [(Stage::Early, "early"), (Stage::Mid, "mid"), (Stage::Late, "late")];
const EDGES: [(Edge, &str); 2] = [(Edge::Earlier, "earlier"), (Edge::Later, "later")];
const KINDS: [(Kind, &str); 4] = [
    (Kind::Weekend, "weekend"),
    (Kind::Week, "week"),
    (Kind::Month, "month"),
    (Kind::Year, "year"),
];
const SEASONS: [(u8, &str); 5] =
    [(21, "spring"), (22, "summer"), (23, "autumn"), (23, "fall"), (24, "winter")];
const OTHER_MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::Last, "the previous"),
    (Modifier::Last, "previous"),
    (Modifier::Last, "the last"),
    (Modifier::This, "the current"),
    (Modifier::Next, "the following"),
    (Modifier::Next, "the coming"),
];

/// Reads `early`, `mid`, `late`, `earlier` or `later` where it stands, and the period.
///
/// # Errors
/// A word that is no period; a period of the calendar without `last`, `this` or `next`.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    const PERIOD: &str = "a period such as `last week`, `this month` or `late 1978`";
    let start = cursor.at();
    let stage = STAGES.into_iter().find(|(_, word)| cursor.eat_phrase(word));
    let edge = EDGES.into_iter().find(|(_, word)| stage.is_none() && cursor.eat_phrase(word));
    let part = stage.is_some() || edge.is_some();
    if part && !(cursor.eat(b'-') || cursor.blanks()) {
        return cursor.stop(PERIOD);
    }
    let preposition = part && (cursor.eat_phrase("in") || cursor.eat_phrase("over"));
    if preposition {
        cursor.blanks();
    }
    let (modifier, kind) = if let Some(period) = cursor.attempt(weekend) {
        period
    } else if let Some(period) = cursor.attempt(|cursor| beside(cursor, part)) {
        period
    } else {
        (
            None,
            by_name(cursor, stage.is_some()).map_err(|stop| Stop {
                expected: if stop.at > start { stop.expected } else { PERIOD },
                ..stop
            })?,
        )
    };
    let (stage, edge) = (stage.map(|(stage, _)| stage), edge.map(|(edge, _)| edge));
    Ok(Single::Period(PeriodPhrase { stage, edge, modifier, kind, range: cursor.since(start) }))
}

/// `the weekend`: on the side that the words around it point to.
fn weekend(cursor: &mut Cursor<'_>) -> Option<(Option<Modifier>, Kind)> {
    let plain = ["over the weekend", "at the weekend", "on the weekend", "the weekend"];
    let found = plain.into_iter().any(|words| cursor.eat_phrase(words));
    found.then_some((None, Kind::Weekend))
}

/// `last week`, `this September`; in `late in the week` the article means `this`.
fn beside(cursor: &mut Cursor<'_>, part: bool) -> Option<(Option<Modifier>, Kind)> {
    let known = Modifier::ALL.into_iter().chain(OTHER_MODIFIERS);
    let found = known.into_iter().find(|(_, word)| cursor.eat_phrase(word));
    let modifier = match found {
        Some((modifier, _)) => modifier,
        None if part && cursor.eat_phrase("the") => Modifier::This,
        None => return None,
    };
    cursor.blanks();
    let kind = match KINDS.into_iter().find(|(_, word)| cursor.eat_phrase(word)) {
        Some((kind, _)) => kind,
        None => name(cursor)?,
    };
    Some((Some(modifier), kind))
}

/// A month's or a season's name.
fn name(cursor: &mut Cursor<'_>) -> Option<Kind> {
    match SEASONS.into_iter().find(|(_, word)| cursor.eat_phrase(word)) {
        Some((number, _)) => Some(Kind::Season(number)),
        None => month_word(cursor).ok().map(Kind::Named),
    }
}

/// A month without its year; of which only a part is meant, also with it, or a year.
fn by_name(cursor: &mut Cursor<'_>, part: bool) -> Result<Kind, Stop> {
    if !cursor.peek().is_some_and(|next| next.is_ascii_alphabetic()) {
        return if part {
            year_in_words(cursor).map(Kind::YearOf)
        } else {
            cursor.stop("a month's name")
        };
    }
    let month = month_word(cursor)?;
    let year = cursor.attempt(|cursor| {
        cursor.eat(b',');
        cursor.blanks();
        if cursor.eat_phrase("of") {
            cursor.blanks();
        }
        year_in_words(cursor).ok().filter(|_| part)
    });
    Ok(year.map_or(Kind::Named(month), |year| Kind::MonthOf(year, month)))
}

fn month(year: i32, month: u8) -> Option<(Day, Day)> {
    Some((Day::from_ymd(year, month, 1)?, Day::from_ymd(year, month, days_in_month(year, month))?))
}

/// First and last day of a period as a reader of the anchor's day takes it.
fn days(modifier: Option<Modifier>, kind: Kind, cue: Cue, anchor: Day) -> Option<(Day, Day)> {
    let (year, of_year, _) = anchor.ymd();
    let steps = match modifier {
        Some(Modifier::Last) => -1,
        Some(Modifier::This) | None => 0,
        Some(Modifier::Next) => 1,
    };
    let week = |monday: Day| (monday, monday.plus_days(6));
    match kind {
        Kind::Week => Some(week(anchor.on_or_before(Weekday::Monday).plus_days(7 * steps))),
        Kind::Weekend => {
            let saturday = match (modifier, cue) {
                (None, Cue::Past) => anchor.on_or_before(Weekday::Saturday),
                // On a Sunday, the weekend that it belongs to.
                (None, Cue::Future) => anchor.plus_days(-1).on_or_after(Weekday::Saturday),
                // The most recent one that was over.
                (Some(Modifier::Last), _) => {
                    anchor.plus_days(-1).on_or_before(Weekday::Sunday).plus_days(-1)
                }
                (Some(Modifier::This | Modifier::Next), _) => {
                    anchor.on_or_before(Weekday::Monday).plus_days(5 + 7 * steps)
                }
            };
            Some((saturday, saturday.plus_days(1)))
        }
        Kind::Month => {
            let count = year.saturating_mul(12).saturating_add(i32::from(of_year) - 1 + steps);
            month(count.div_euclid(12), count.rem_euclid(12) as u8 + 1)
        }
        Kind::Year => {
            let year = year.saturating_add(steps);
            Some((Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?))
        }
        Kind::Named(number) => nearest(modifier, anchor, |year| month(year, number)),
        Kind::Season(number) => nearest(modifier, anchor, |year| {
            months(SeasonText { year, number, range: Bytes::default() })
        }),
        Kind::MonthOf(year, number) => month(year, number),
        Kind::YearOf(year) => Some((Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?)),
    }
}

/// Of a period that comes once a year: `last` is the most recent one that is over, `next` the first one that has not
/// begun, `this` that of the anchor's year, and without a word the nearest one.
fn nearest(
    modifier: Option<Modifier>,
    anchor: Day,
    of_year: impl Fn(i32) -> Option<(Day, Day)>,
) -> Option<(Day, Day)> {
    let year = anchor.ymd().0;
    let mut around = (-2..=2).filter_map(|step| of_year(year.saturating_add(step)));
    match modifier {
        Some(Modifier::Last) => around.filter(|(_, last)| *last < anchor).last(),
        Some(Modifier::Next) => around.find(|(first, _)| *first > anchor),
        Some(Modifier::This) => of_year(year),
        None => around.min_by_key(|(first, last)| {
            let middle = first.0.midpoint(last.0);
            middle.abs_diff(anchor.0)
        }),
    }
}

impl Kind {
    fn precision(self) -> Precision {
        match self {
            Kind::Week | Kind::Weekend => Precision::Day,
            Kind::Month | Kind::Named(_) | Kind::Season(_) | Kind::MonthOf(..) => Precision::Month,
            Kind::Year | Kind::YearOf(_) => Precision::Year,
        }
    }

    /// Two days that lead to the same period may lead further apart by its length.
    fn far_days(self) -> u32 {
        match self {
            Kind::Week | Kind::Weekend => 14,
            Kind::Month => 38,
            Kind::Year | Kind::Named(_) | Kind::Season(_) => 373,
            Kind::MonthOf(..) | Kind::YearOf(_) => 0,
        }
    }

    /// Whether it is written out, so that no anchor is needed.
    fn is_written(self) -> bool {
        matches!(self, Kind::MonthOf(..) | Kind::YearOf(_))
    }
}

/// The part of a period that is shown for `early`, `mid` and `late`.
fn part((first, last): (Day, Day), stage: Stage) -> (Day, Day) {
    let length = last.0 - first.0 + 1;
    // A week breaks between Wednesday and Thursday, a month behind its 15th day, a year behind June.
    let half = match length {
        7 => 3,
        28..=31 => 15,
        365 => 181,
        366 => 182,
        length => length / 2,
    };
    match stage {
        Stage::Early => (first, first.plus_days(half - 1)),
        Stage::Late => (first.plus_days(half), last),
        Stage::Mid => (first.plus_days(length / 3), last.plus_days(-(length / 3))),
    }
}

/// The days of the period.
pub fn read(phrase: PeriodPhrase, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let PeriodPhrase { stage, edge, modifier, kind, range } = phrase;
    let cue = reckoner.cue();
    let (first, last, from) = if kind.is_written() {
        let (first, last) = days(modifier, kind, cue, Day(0))?;
        (first, last, None)
    } else {
        let of = |anchor: Day| days(modifier, kind, cue, anchor).unwrap_or((anchor, anchor));
        let rule = match kind {
            Kind::Weekend => Rule::Weekend,
            Kind::Named(_) if modifier.is_none() => Rule::YearNearest,
            Kind::Week
            | Kind::Month
            | Kind::Year
            | Kind::Named(_)
            | Kind::Season(_)
            | Kind::MonthOf(..)
            | Kind::YearOf(_) => Rule::Period,
        };
        let counted = reckoner.count_within(range, rule, kind.far_days(), |day| of(day).1)?;
        let (first, last) = of(counted.from);
        if let Kind::Named(_) = kind
            && modifier.is_none()
        {
            let precision = Precision::Month;
            reckoner.findings.push(Finding::YearInferred {
                range: range.into(),
                day: first,
                precision,
            });
        }
        if kind == Kind::Weekend && modifier == Some(Modifier::Next) {
            // To some, the next weekend is the coming one.
            let coming = counted.from.plus_days(1).on_or_after(Weekday::Saturday);
            if coming < first {
                reckoner.findings.push(Finding::WeekdaySplit {
                    range: range.into(),
                    earlier: coming,
                    later: first,
                    shown: first,
                });
                let extent = weekend_extent(coming, last);
                let shown = (first.first_second(), last.last_second());
                let window = Window { shown, ..extent.window };
                return Some(Extent { window, days: (first, last), ..extent });
            }
        }
        (first, last, Some(counted.from))
    };
    if kind == Kind::Weekend {
        return Some(Extent { edge, ..weekend_extent(first, last) });
    }
    let own = modifier.is_none_or(|modifier| modifier == Modifier::This);
    let (first, last) = match (edge, from) {
        (Some(Edge::Earlier), Some(anchor)) if own => (first, last.min(anchor)),
        (Some(Edge::Later), Some(anchor)) if own => (first.max(anchor), last),
        (Some(_) | None, _) => (first, last),
    };
    let whole = Extent::of_days(
        first,
        last,
        if edge.is_some() { Precision::Day } else { kind.precision() },
    );
    let Some(stage) = stage else { return Some(Extent { edge, ..whole }) };
    let days = part((first, last), stage);
    let window = Window {
        first: (whole.window.shown.0, days.0.first_second()),
        last: (days.1.last_second(), whole.window.shown.1),
        shown: (days.0.first_second(), days.1.last_second()),
    };
    Some(Extent { window, days, stage: Some(stage), ..whole })
}

/// Saturday and Sunday; some begin it on Friday at six.
fn weekend_extent(saturday: Day, sunday: Day) -> Extent {
    const FRIDAY_EVENING_S: i64 = 6 * 3600;
    let extent = Extent::of_days(saturday, sunday, Precision::Day);
    let Window { last, shown, .. } = extent.window;
    let first = (shown.0.plus_s(-FRIDAY_EVENING_S), shown.0);
    Extent { window: Window { first, last, shown }, ..extent }
}

impl fmt::Display for PeriodPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(stage) = self.stage {
            write!(f, "{} ", STAGES[stage as usize].1)?;
        }
        if let Some(edge) = self.edge {
            write!(f, "{} ", EDGES[edge as usize].1)?;
        }
        if let Some(modifier) = self.modifier {
            write!(f, "{} ", Modifier::ALL[modifier as usize].1)?;
        }
        match self.kind {
            Kind::Week => f.write_str("week"),
            Kind::Weekend if self.modifier.is_none() => f.write_str("the weekend"),
            Kind::Weekend => f.write_str("weekend"),
            Kind::Month => f.write_str("month"),
            Kind::Year => f.write_str("year"),
            Kind::Named(number) => f.write_str(month_name(number)),
            Kind::Season(number) => {
                let word = SEASONS.into_iter().find(|(season, _)| *season == number);
                f.write_str(word.map_or("", |(_, word)| word))
            }
            Kind::MonthOf(year, number) => write!(f, "{} {}", month_name(number), Era(year)),
            Kind::YearOf(year) => Era(year).fmt(f),
        }
    }
}

/// A year in words: `1978`, `44 BCE`.
struct Era(i32);

impl fmt::Display for Era {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 {
            write!(f, "{:04}", self.0)
        } else {
            write!(f, "{} BCE", 1 - i64::from(self.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::date::tests::hangzhou;
    use crate::date::{Context, Cue, read};

    /// Certain and shown days, about the past, on Monday 5 September 2016.
    #[track_caller]
    fn covers(text: &str, certain: [&str; 2], shown: [&str; 2]) {
        let reading = read(text, &hangzhou()).0.expect(text);
        let day = |instant: Option<crate::date::Instant>| {
            reading.zone.local(instant.expect(text)).day().to_string()
        };
        assert_eq!([day(reading.hard.start_min), day(reading.hard.end_max)], certain, "{text}");
        assert_eq!([day(reading.shown().start_min), day(reading.shown().end_max)], shown, "{text}");
    }

    #[test]
    fn periods_lie_beside_the_anchor_s() {
        for (text, first, last) in [
            ("last week", "2016-08-29", "2016-09-04"),
            ("this week", "2016-09-05", "2016-09-11"),
            ("next week", "2016-09-12", "2016-09-18"),
            ("last month", "2016-08-01", "2016-08-31"),
            ("next year", "2017-01-01", "2017-12-31"),
            ("September", "2016-09-01", "2016-09-30"),
            ("last September", "2015-09-01", "2015-09-30"),
            ("next June", "2017-06-01", "2017-06-30"),
            ("this summer", "2016-06-01", "2016-08-31"),
            ("last winter", "2015-12-01", "2016-02-29"),
            ("earlier this week", "2016-09-05", "2016-09-05"),
            ("later in the month", "2016-09-05", "2016-09-30"),
        ] {
            covers(text, [first, last], [first, last]);
        }
    }

    #[test]
    fn a_part_of_a_period_is_shown_and_the_whole_is_certain() {
        covers("late last week", ["2016-08-29", "2016-09-04"], ["2016-09-01", "2016-09-04"]);
        covers("early next month", ["2016-10-01", "2016-10-31"], ["2016-10-01", "2016-10-15"]);
        covers("late 1978", ["1978-01-01", "1978-12-31"], ["1978-07-01", "1978-12-31"]);
        covers("mid-September", ["2016-09-01", "2016-09-30"], ["2016-09-11", "2016-09-20"]);
        covers("early March 1648", ["1648-03-01", "1648-03-31"], ["1648-03-01", "1648-03-15"]);
    }

    #[test]
    fn the_weekend_is_on_the_side_of_the_cue() {
        let first = |text: &str, cue| {
            let civil = read(text, &Context { cue, ..hangzhou() }).0.expect(text).civil;
            civil.first.map(|day| day.to_string()).unwrap_or_default()
        };
        assert_eq!(first("the weekend", Cue::Past), "2016-09-03");
        assert_eq!(first("last weekend", Cue::Past), "2016-09-03");
        assert_eq!(first("over the weekend", Cue::Future), "2016-09-10");
        covers("over the weekend", ["2016-09-02", "2016-09-04"], ["2016-09-03", "2016-09-04"]);
        // The coming one to some, the one after it to others.
        covers("next weekend", ["2016-09-09", "2016-09-18"], ["2016-09-17", "2016-09-18"]);
    }
}
