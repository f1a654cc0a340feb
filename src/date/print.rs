//! Dates for pictures and tables, in English: `4–5 September 2016`, `17:00`, `Monday morning`.
//!
//! Clocks have 24 hours. A range has an en dash, with blanks around it where its ends have blanks
//! themselves: `4–5 September 2016`, `30 August – 2 September 2016`.

use crate::date::calendar::julian_ymd;
use crate::date::civil::{Day, month_name, month_short_name};
use crate::date::{Civil, Limit, Precision};

/// Full words or the short ones of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// `4 September 2016`
    Full,
    /// `4 Sep`
    Short,
}

/// `4 September 2016`
pub fn day(day: Day) -> String {
    days(day, day)
}

/// `4 Sep`
pub fn short_day(day: Day) -> String {
    short_days(day, day)
}

/// `Sunday 4 September 2016`
pub fn day_with_weekday(of: Day) -> String {
    format!("{} {}", of.weekday(), day(of))
}

/// `4–5 September 2016`, `30 August – 2 September 2016`; one day by itself when both are equal.
pub fn days(first: Day, last: Day) -> String {
    range_of_days(first, last, Length::Full)
}

/// `4–5 Sep`, `30 Aug – 2 Sep`; years only where they differ.
pub fn short_days(first: Day, last: Day) -> String {
    range_of_days(first, last, Length::Short)
}

/// A day by its Julian and its Gregorian name: `14/24 October 1648`, `25 October (7 November) 1917`,
/// `25 December 1917 (7 January 1918)`.
pub fn both_names(of: Day) -> String {
    both(of, Length::Full, None)
}

fn both(of: Day, length: Length, year_start: Option<(u8, u8)>) -> String {
    let ((year_1, month_1, day_1), (year_2, month_2, day_2)) = (julian_ymd(of), of.ymd());
    // Before 25 March people wrote the year that had not ended yet: 13/23 February 1688/9.
    let before_start = year_start.is_some_and(|start| (month_1, day_1) < start);
    let year = |number: i32| match number {
        1.. if before_start && number == year_1 => {
            format!("{}/{}", number - 1, number.rem_euclid(10))
        }
        number => year(number),
    };
    let name = month_by(length);
    let year_of_last = match length {
        Length::Full => format!(" {}", year(year_2)),
        Length::Short => String::new(),
    };
    if year_1 != year_2 {
        let (old, new) = (year(year_1), year(year_2));
        format!("{day_1} {} {old} ({day_2} {} {new})", name(month_1), name(month_2))
    } else if month_1 != month_2 {
        format!("{day_1} {} ({day_2} {}){year_of_last}", name(month_1), name(month_2))
    } else if day_1 != day_2 {
        format!("{day_1}/{day_2} {}{year_of_last}", name(month_2))
    } else {
        format!("{day_2} {}{year_of_last}", name(month_2))
    }
}

/// `September 2016`: the month that a day lies in.
pub fn month(of: Day) -> String {
    range_of_months(of, of, Length::Full)
}

/// `2016`, `44 BCE`
pub fn year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BCE", 1 - i64::from(year)) }
}

/// The day or days of a date, without the clock: `4 September 2016`, `September 2016`, `2016–2017`,
/// `since 4 September 2016`, `about 1978`.
pub fn date(civil: &Civil) -> String {
    whole_date(civil, Length::Full)
}

/// The same for an axis or a narrow column: `4 Sep`, `4–5 Sep`, `Sep 2016`, `2016`, `since 4 Sep`.
pub fn short_date(civil: &Civil) -> String {
    whole_date(civil, Length::Short)
}

/// What stands beside the day: `17:00`, `10:00–11:30`, `morning`; `None` for whole days.
pub fn time(civil: &Civil) -> Option<String> {
    match (civil.first_clock, civil.last_clock) {
        (Some(first), Some(last)) => Some(format!("{first}–{last}")),
        (Some(first), None) if civil.interval => Some(format!("from {first}")),
        (None, Some(last)) => Some(format!("until {last}")),
        (Some(clock), None) => Some(clock.to_string()),
        (None, None) => civil.part.map(|part| part.word().to_owned()),
    }
}

/// `Monday morning`, `Monday 17:00`, `Monday`; `None` unless the date is a single day.
pub fn weekday_and_time(civil: &Civil) -> Option<String> {
    let day = civil.first.filter(|_| civil.first == civil.last)?;
    Some(match time(civil) {
        Some(time) => format!("{} {time}", day.weekday()),
        None => day.weekday().to_string(),
    })
}

/// All of it: `4 September 2016, 17:00`, `4 September 2016, 22:00 – 5 September 2016, 01:30`.
pub fn full(civil: &Civil) -> String {
    let several = civil.first != civil.last;
    if let (Some(first), Some(last)) = (civil.first, civil.last)
        && several
        && (civil.first_clock.is_some() || civil.last_clock.is_some())
    {
        let name = if civil.old_style { both_names } else { day };
        let side = |on, clock: Option<_>| match clock {
            Some(clock) => format!("{}, {clock}", name(on)),
            None => name(on),
        };
        return format!("{} – {}", side(first, civil.first_clock), side(last, civil.last_clock));
    }
    // `since 4 September 2016, 17:00`: the words already say which end the clock belongs to.
    let open = civil.first.is_none() || civil.last.is_none();
    let time = match civil.first_clock.or(civil.last_clock).filter(|_| open) {
        Some(clock) => Some(clock.to_string()),
        None => time(civil),
    };
    match time {
        Some(time) => format!("{}, {time}", date(civil)),
        None => date(civil),
    }
}

fn whole_date(civil: &Civil, length: Length) -> String {
    let range = |first, last| match civil.precision {
        Precision::Year => range_of_years(first, last),
        Precision::Month => range_of_months(first, last, length),
        Precision::Day | Precision::PartOfDay | Precision::Minute | Precision::Second => {
            match (civil.old_style, first == last) {
                (false, _) => range_of_days(first, last, length),
                (true, true) => both(first, length, civil.year_start),
                (true, false) => {
                    let both = |day| both(day, length, civil.year_start);
                    format!("{} – {}", both(first), both(last))
                }
            }
        }
    };
    let named = |first: Day, last: Day| {
        let text = match (civil.stage, civil.precision) {
            (Some(stage), Precision::Year) => format!("{} {}", stage.word(), year(last.ymd().0)),
            (Some(stage), Precision::Month) => {
                format!("{} {}", stage.word(), range_of_months(first, first, length))
            }
            (Some(_) | None, _) => range(first, last),
        };
        let vague = civil.approximate;
        if vague { format!("c. {text}") } else { text }
    };
    let text = match (civil.first, civil.last, civil.limit) {
        (_, Some(last), Some(Limit::By)) => format!("by {}", named(last, last)),
        (_, Some(last), Some(Limit::Before)) => format!("before {}", named(last, last)),
        (Some(first), _, Some(Limit::After)) => format!("after {}", named(first, first)),
        (Some(first), Some(last), _) => named(first, last),
        (Some(first), None, _) if civil.ongoing => format!("since {}", named(first, first)),
        (Some(first), None, _) => format!("from {}", named(first, first)),
        (None, Some(last), _) => format!("until {}", named(last, last)),
        (None, None, _) => "undated".to_owned(),
    };
    if civil.uncertain { format!("{text} (?)") } else { text }
}

fn range_of_days(first: Day, last: Day, length: Length) -> String {
    let ((year_1, month_1, day_1), (year_2, month_2, day_2)) = (first.ymd(), last.ymd());
    let name = month_by(length);
    let same_year = year_1 == year_2;
    let year_of_last = match length {
        Length::Full => format!(" {}", year(year_2)),
        Length::Short if same_year => String::new(),
        Length::Short => format!(" {}", year(year_2)),
    };
    let last = format!("{day_2} {}{year_of_last}", name(month_2));
    if !same_year {
        format!("{day_1} {} {} – {last}", name(month_1), year(year_1))
    } else if month_1 != month_2 {
        format!("{day_1} {} – {last}", name(month_1))
    } else if day_1 != day_2 {
        format!("{day_1}–{last}")
    } else {
        last
    }
}

fn range_of_months(first: Day, last: Day, length: Length) -> String {
    let ((year_1, month_1, _), (year_2, month_2, _)) = (first.ymd(), last.ymd());
    let name = month_by(length);
    let last = format!("{} {}", name(month_2), year(year_2));
    if year_1 != year_2 {
        format!("{} {} – {last}", name(month_1), year(year_1))
    } else if month_1 != month_2 {
        format!("{}–{last}", name(month_1))
    } else {
        last
    }
}

fn range_of_years(first: Day, last: Day) -> String {
    let (first, last) = (first.ymd().0, last.ymd().0);
    if first == last {
        year(last)
    } else if first > 0 {
        format!("{first}–{last}")
    } else if last <= 0 {
        format!("{}–{}", 1 - first, year(last))
    } else {
        format!("{} – {last} CE", year(first))
    }
}

fn month_by(length: Length) -> fn(u8) -> &'static str {
    match length {
        Length::Full => month_name,
        Length::Short => month_short_name,
    }
}

#[cfg(test)]
mod tests {
    use crate::date::print::{date, day_with_weekday, full, short_date, time, weekday_and_time};
    use crate::date::{Civil, Context, read};

    fn civil(text: &str) -> Civil {
        read(text, &Context::default()).0.expect(text).civil
    }

    #[track_caller]
    fn prints(text: &str, whole: &str, short: &str) {
        let civil = civil(text);
        assert_eq!((full(&civil).as_str(), short_date(&civil).as_str()), (whole, short), "{text}");
    }

    #[test]
    fn dates_are_printed_in_english() {
        prints("2016-09-04", "4 September 2016", "4 Sep");
        prints("2016-09", "September 2016", "Sep 2016");
        prints("2016", "2016", "2016");
        prints("-0043-03-15", "15 March 44 BCE", "15 Mar");
        prints("2016-09-04T17:00", "4 September 2016, 17:00", "4 Sep");
        prints("2016-09-04 evening", "4 September 2016, evening", "4 Sep");
    }

    #[test]
    fn ranges_have_an_en_dash() {
        prints("2016-09-04/2016-09-05", "4–5 September 2016", "4–5 Sep");
        prints("2016-08-30/2016-09-02", "30 August – 2 September 2016", "30 Aug – 2 Sep");
        prints(
            "2016-12-31/2017-01-01",
            "31 December 2016 – 1 January 2017",
            "31 Dec 2016 – 1 Jan 2017",
        );
        prints("2016-09/2016-10", "September–October 2016", "Sep–Oct 2016");
        prints("2016/2017", "2016–2017", "2016–2017");
        prints("49 BCE/44 BCE", "49–44 BCE", "49–44 BCE");
        prints("27 BCE/14 CE", "27 BCE – 14 CE", "27 BCE – 14 CE");
        prints("2016-09-04 10:00/11:30", "4 September 2016, 10:00–11:30", "4 Sep");
        let night = "4 September 2016, 22:00 – 5 September 2016, 01:30";
        prints("2016-09-04T22:00/2016-09-05T01:30", night, "4–5 Sep");
    }

    #[test]
    fn both_calendars_name_a_day_of_the_old_one() {
        prints("{os: 1648-10-14, ns: 1648-10-24}", "14/24 October 1648", "14/24 Oct");
        prints("{os: 1917-10-25}", "25 October (7 November) 1917", "25 Oct (7 Nov)");
        let new_year = "25 December 1917 (7 January 1918)";
        prints("{os: 1917-12-25}", new_year, "25 Dec 1917 (7 Jan 1918)");
        prints("{ns: 1917-11-07}", "7 November 1917", "7 Nov");
        prints("13 February 1688/9", "13/23 February 1688/9", "13/23 Feb");
    }

    #[test]
    fn open_ends_are_said() {
        prints("2016-09-04/..", "since 4 September 2016", "since 4 Sep");
        prints("2016-09-04/", "from 4 September 2016", "from 4 Sep");
        prints("../2016-09-04", "until 4 September 2016", "until 4 Sep");
        prints("2016-09-04T10:00/..", "since 4 September 2016, 10:00", "since 4 Sep");
        prints("../..", "undated", "undated");
    }

    #[test]
    fn parts_are_printed_alone() {
        let monday = civil("2016-09-05 early morning");
        assert_eq!(time(&monday).as_deref(), Some("early morning"));
        assert_eq!(weekday_and_time(&monday).as_deref(), Some("Monday early morning"));
        assert_eq!(weekday_and_time(&civil("2016-09-05T17:00")).as_deref(), Some("Monday 17:00"));
        assert_eq!(weekday_and_time(&civil("2016-09")), None);
        assert_eq!(date(&monday), "5 September 2016");
        assert_eq!(day_with_weekday(monday.first.expect("a day")), "Monday 5 September 2016");
    }
}
