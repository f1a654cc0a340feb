//! Dates for pictures and tables, by language and house style: `4–5 September 2016`, `17:00`, `Monday morning`.
//!
//! A [`Printer`] holds both; the functions beside it are those of English as the United Nations and most ministries
//! write it. A range has an en dash, with blanks around it where its ends have blanks themselves: `4–5 September
//! 2016`, `30 August – 2 September 2016`. Clocks have 24 hours, but for the press, which writes `5 p.m.`, `noon` and
//! `midnight` and never `12 p.m.` Words around a date (`since`, `before`, `c.`) are English in every language.

use crate::date::calendar::julian_ymd;
use crate::date::civil::{Clock, Day, IsoYear, month_name, month_short_name};
use crate::date::joined::{Join, joined, joined_apart};
use crate::date::locale::Language;
use crate::date::{Civil, Limit, Precision};
use std::sync::Arc;

/// How a house writes dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum House {
    /// In full, in the order of the language: `5 September 2016`.
    #[default]
    Long,
    /// As American news agencies do: `Sept. 5, 2016`, `5 p.m.`
    Press,
    /// `2016-09-05`
    Iso,
}

impl House {
    /// Every style with its word in the file.
    pub const ALL: [(House, &'static str); 3] =
        [(House::Long, "long"), (House::Press, "press"), (House::Iso, "iso")];
}

/// Writes dates in one language and house style.
#[derive(Debug, Clone, Default)]
pub struct Printer {
    house: House,
    /// None is English.
    language: Option<Arc<Language>>,
}

/// Year, month 1–12 and day.
type Ymd = (i32, u8, u8);

/// Months as American news agencies write them beside a day.
const PRESS_MONTHS: [&str; 12] = [
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
];

/// Full words or the short ones of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// `4 September 2016`
    Full,
    /// `4 Sep`
    Short,
}

/// See [`Printer::day`].
pub fn day(day: Day) -> String {
    Printer::default().day(day)
}

/// See [`Printer::short_day`].
pub fn short_day(day: Day) -> String {
    Printer::default().short_day(day)
}

/// `Sunday 4 September 2016`
pub fn day_with_weekday(of: Day) -> String {
    format!("{} {}", of.weekday(), day(of))
}

/// See [`Printer::days`].
pub fn days(first: Day, last: Day) -> String {
    Printer::default().days(first, last)
}

/// See [`Printer::short_days`].
pub fn short_days(first: Day, last: Day) -> String {
    Printer::default().short_days(first, last)
}

/// See [`Printer::month`].
pub fn month(of: Day) -> String {
    Printer::default().month(of)
}

/// `2016`, `44 BCE`
pub fn year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BCE", 1 - i64::from(year)) }
}

/// See [`Printer::date`].
pub fn date(civil: &Civil) -> String {
    Printer::default().date(civil)
}

/// See [`Printer::short_date`].
pub fn short_date(civil: &Civil) -> String {
    Printer::default().short_date(civil)
}

/// See [`Printer::time`].
pub fn time(civil: &Civil) -> Option<String> {
    Printer::default().time(civil)
}

/// `Monday morning`, `Monday 17:00`, `Monday`; `None` unless the date is a single day.
pub fn weekday_and_time(civil: &Civil) -> Option<String> {
    let day = civil.first.filter(|_| civil.first == civil.last)?;
    Some(match time(civil) {
        Some(time) => format!("{} {time}", day.weekday()),
        None => day.weekday().to_string(),
    })
}

/// See [`Printer::full`].
pub fn full(civil: &Civil) -> String {
    Printer::default().full(civil)
}

impl Printer {
    /// A printer for a language by its BCP 47 tag; English where CLDR has no dates in it, and for `en` and `en-GB`,
    /// in which reports write the day before the month.
    pub fn new(language: Option<&str>, house: House) -> Printer {
        let british = |tag: &str| {
            ["en", "en-GB", "und", ""].iter().any(|known| tag.eq_ignore_ascii_case(known))
        };
        let tag = language.filter(|tag| !british(tag) && house == House::Long);
        Printer { house, language: tag.and_then(Language::new).map(Arc::new) }
    }

    /// The house style.
    pub fn house(&self) -> House {
        self.house
    }

    /// `4 September 2016`
    pub fn day(&self, day: Day) -> String {
        self.days(day, day)
    }

    /// `4 Sep`
    pub fn short_day(&self, day: Day) -> String {
        self.short_days(day, day)
    }

    /// `4–5 September 2016`, `30 August – 2 September 2016`; one day by itself when both are equal.
    pub fn days(&self, first: Day, last: Day) -> String {
        self.range_of_days(first, last, Length::Full)
    }

    /// `4–5 Sep`, `30 Aug – 2 Sep`; years only where they differ.
    pub fn short_days(&self, first: Day, last: Day) -> String {
        self.range_of_days(first, last, Length::Short)
    }

    /// `September 2016`: the month that a day lies in.
    pub fn month(&self, of: Day) -> String {
        self.month_of(of.ymd(), Length::Full)
    }

    /// `Sep`: the month without its year.
    pub fn month_alone(&self, of: Day) -> String {
        match (&self.language, self.house) {
            (Some(language), _) => language.month_alone(of.ymd()),
            (None, House::Long) => month_short_name(of.ymd().1).to_owned(),
            (None, House::Press) => press_month(of.ymd().1).to_owned(),
            (None, House::Iso) => self.month(of),
        }
    }

    /// `Sun`
    pub fn short_weekday(&self, day: Day) -> String {
        match &self.language {
            Some(language) => language.weekday(day),
            None => day.weekday().short_name().to_owned(),
        }
    }

    /// A day by its Julian name, short: `25 Oct`; with its year where that is not the Gregorian one.
    pub fn short_old_style(&self, day: Day) -> String {
        let julian = julian_ymd(day);
        let with_year = julian.0 != day.ymd().0;
        self.name_of(julian, Length::Short, with_year)
    }

    /// The day or days of a date, without the clock: `4 September 2016`, `September 2016`, `2016–2017`,
    /// `since 4 September 2016`, `c. 1978`, `before 4 September 2016`.
    pub fn date(&self, civil: &Civil) -> String {
        self.whole_date(civil, Length::Full)
    }

    /// The same for an axis or a narrow column: `4 Sep`, `4–5 Sep`, `Sep 2016`, `2016`, `since 4 Sep`.
    pub fn short_date(&self, civil: &Civil) -> String {
        self.whole_date(civil, Length::Short)
    }

    /// A clock time: `17:00`; for the press `5 p.m.`, `noon`, `midnight`.
    pub fn clock(&self, clock: Clock) -> String {
        if self.house != House::Press {
            return clock.to_string();
        }
        let half = if (12..24).contains(&clock.hour) { "p.m." } else { "a.m." };
        let hour = match clock.hour % 12 {
            0 => 12,
            hour => hour,
        };
        match (clock.hour, clock.minute, clock.second) {
            (12, 0, None | Some(0)) => "noon".to_owned(),
            (0 | 24, 0, None | Some(0)) => "midnight".to_owned(),
            (_, 0, None) => format!("{hour} {half}"),
            (_, minute, None) => format!("{hour}:{minute:02} {half}"),
            (_, minute, Some(second)) => format!("{hour}:{minute:02}:{second:02} {half}"),
        }
    }

    /// What stands beside the day: `17:00`, `10:00–11:30`, `morning`; `None` for whole days.
    pub fn time(&self, civil: &Civil) -> Option<String> {
        match (civil.first_clock, civil.last_clock) {
            (Some(first), Some(last)) => {
                Some(joined(&self.clock(first), &self.clock(last), Join::Range))
            }
            (Some(first), None) if civil.interval && civil.limit.is_none() => {
                Some(format!("from {}", self.clock(first)))
            }
            (None, Some(last)) if civil.limit.is_none() => {
                Some(format!("until {}", self.clock(last)))
            }
            (Some(clock), None) | (None, Some(clock)) => Some(self.clock(clock)),
            (None, None) => civil.part.map(|part| part.word().to_owned()),
        }
    }

    /// All of it: `4 September 2016, 17:00`, `4 September 2016, 22:00 – 5 September 2016, 01:30`.
    pub fn full(&self, civil: &Civil) -> String {
        let several = civil.first != civil.last;
        if let (Some(first), Some(last)) = (civil.first, civil.last)
            && several
            && (civil.first_clock.is_some() || civil.last_clock.is_some())
        {
            let name = |on| {
                if civil.old_style {
                    self.both(on, Length::Full, civil.year_start)
                } else {
                    self.day(on)
                }
            };
            let side = |on, clock: Option<_>| match clock {
                Some(clock) => format!("{}, {}", name(on), self.clock(clock)),
                None => name(on),
            };
            return format!(
                "{} – {}",
                side(first, civil.first_clock),
                side(last, civil.last_clock)
            );
        }
        // `since 4 September 2016, 17:00`: the words already say which end the clock belongs to.
        let open = civil.first.is_none() || civil.last.is_none();
        let time = match civil.first_clock.or(civil.last_clock).filter(|_| open) {
            Some(clock) => Some(self.clock(clock)),
            None => self.time(civil),
        };
        match time {
            Some(time) => format!("{}, {time}", self.date(civil)),
            None => self.date(civil),
        }
    }

    fn whole_date(&self, civil: &Civil, length: Length) -> String {
        let range = |first, last| match civil.precision {
            Precision::Year => range_of_years(first, last),
            Precision::Month => self.range_of_months(first, last, length),
            Precision::Day | Precision::PartOfDay | Precision::Minute | Precision::Second => {
                match (civil.old_style, first == last) {
                    (false, _) => self.range_of_days(first, last, length),
                    (true, true) => self.both(first, length, civil.year_start),
                    (true, false) => {
                        let both = |day| self.both(day, length, civil.year_start);
                        format!("{} – {}", both(first), both(last))
                    }
                }
            }
        };
        let named = |first: Day, last: Day| {
            let text = match (civil.stage, civil.precision) {
                (Some(stage), Precision::Year) => {
                    format!("{} {}", stage.word(), year(last.ymd().0))
                }
                (Some(stage), Precision::Month) => {
                    format!("{} {}", stage.word(), self.range_of_months(first, first, length))
                }
                (Some(_) | None, _) => range(first, last),
            };
            if civil.approximate { format!("c. {text}") } else { text }
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

    fn range_of_days(&self, first: Day, last: Day, length: Length) -> String {
        let (one, other) = (first.ymd(), last.ymd());
        let with_year = match length {
            Length::Full => true,
            Length::Short => one.0 != other.0,
        };
        let name = |ymd| self.name_of(ymd, length, with_year);
        let names = (name(one), name(other));
        match () {
            () if first == last => names.1,
            // The day and the month that both have are not one and the same.
            () if one.0 != other.0 => format!("{} – {}", names.0, names.1),
            () if one.1 != other.1 && one.2 == other.2 => {
                let another_day = if one.2 == 1 { 2 } else { 1 };
                let probe = name((one.0, one.1, another_day));
                joined_apart(&names.0, &names.1, &probe)
            }
            () => joined(&names.0, &names.1, Join::Range),
        }
    }

    fn range_of_months(&self, first: Day, last: Day, length: Length) -> String {
        let (one, other) = (self.month_of(first.ymd(), length), self.month_of(last.ymd(), length));
        if one == other { other } else { joined(&one, &other, Join::Range) }
    }

    /// A day by its Julian and its Gregorian name: `14/24 October 1648`, `25 October (7 November) 1917`,
    /// `25 December 1917 (7 January 1918)`, and of years that begin in March `13/23 February 1688/9`.
    fn both(&self, of: Day, length: Length, year_start: Option<(u8, u8)>) -> String {
        let (julian, gregorian) = (julian_ymd(of), of.ymd());
        let with_year = length == Length::Full || julian.0 != gregorian.0;
        let name = |ymd| self.name_of(ymd, length, with_year);
        let (one, other) = (name(julian), name(gregorian));
        let both = if one == other { other } else { joined(&one, &other, Join::Names) };
        // Before 25 March people wrote the year that had not ended yet.
        let in_old_year = year_start.is_some_and(|start| (julian.1, julian.2) < start);
        let year = julian.0.to_string();
        if in_old_year && with_year && julian.0 == gregorian.0 && julian.0 > 0 {
            let years = format!("{}/{}", julian.0 - 1, julian.0.rem_euclid(10));
            return both.replacen(&year, &years, 1);
        }
        both
    }

    /// One day, by numbers that need not be those of a Gregorian day.
    fn name_of(&self, ymd: Ymd, length: Length, with_year: bool) -> String {
        let (year_number, month, day) = ymd;
        if let Some(language) = self.language.as_ref().filter(|_| year_number > 0) {
            let name = match (length, with_year) {
                (Length::Full, _) => language.day(ymd),
                (Length::Short, true) => language.short_day_of_year(ymd),
                (Length::Short, false) => language.short_day(ymd),
            };
            // A leap day of the Julian calendar alone has no name there.
            if !name.is_empty() {
                return name;
            }
        }
        let month_word = match length {
            Length::Full => month_name(month),
            Length::Short => month_short_name(month),
        };
        match (self.house, with_year) {
            (House::Iso, _) => format!("{}-{month:02}-{day:02}", IsoYear(year_number)),
            (House::Press, true) => format!("{} {day}, {}", press_month(month), year(year_number)),
            (House::Press, false) => format!("{} {day}", press_month(month)),
            (House::Long, true) => format!("{day} {month_word} {}", year(year_number)),
            (House::Long, false) => format!("{day} {month_word}"),
        }
    }

    /// One month with its year.
    fn month_of(&self, ymd: Ymd, length: Length) -> String {
        let (year_number, month, _) = ymd;
        if let Some(language) = self.language.as_ref().filter(|_| year_number > 0) {
            return match length {
                Length::Full => language.month(ymd),
                Length::Short => language.short_month(ymd),
            };
        }
        let word = match (length, self.house) {
            (_, House::Iso) => return format!("{}-{month:02}", IsoYear(year_number)),
            (Length::Short, House::Long) => month_short_name(month),
            (Length::Full, _) | (Length::Short, House::Press) => month_name(month),
        };
        format!("{word} {}", year(year_number))
    }
}

fn press_month(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|i| PRESS_MONTHS.get(i)).copied().unwrap_or("")
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

#[cfg(test)]
mod tests {
    use crate::date::civil::Day;
    use crate::date::print::{
        House, Printer, date, day_with_weekday, days, full, short_date, time, weekday_and_time,
    };
    use crate::date::{Civil, Context, read};

    fn civil(text: &str) -> Civil {
        read(text, &Context::default()).0.expect(text).civil
    }

    #[track_caller]
    #[test]
    fn equal_numbers_of_different_days_are_said_twice() {
        let day = |year, month, day| Day::from_ymd(year, month, day).expect("a day");
        let (may, june, later) = (day(2016, 5, 5), day(2016, 6, 5), day(2025, 5, 5));
        let press = Printer::new(None, House::Press);
        let printed = |first, last| (days(first, last), press.days(first, last));
        let said = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(printed(may, june), said("5 May – 5 June 2016", "May 5 – June 5, 2016"));
        let years = said("5 May 2016 – 5 May 2025", "May 5, 2016 – May 5, 2025");
        assert_eq!(printed(may, later), years);
        let chinese = Printer::new(Some("zh"), House::Long);
        assert_eq!(chinese.days(may, june), "2016年5月5日 – 6月5日");
    }

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

    #[track_caller]
    fn printed(language: &str, house: House, text: &str, whole: &str, short: &str) {
        let printer = Printer::new(Some(language), house);
        let civil = civil(text);
        // Some languages keep a date together with blanks that do not break.
        let plain = |text: String| text.replace(['\u{202f}', '\u{a0}'], " ");
        let both = (plain(printer.full(&civil)), plain(printer.short_date(&civil)));
        assert_eq!(both, (whole.to_owned(), short.to_owned()), "{language} {text}");
    }

    #[test]
    fn languages_have_their_own_words_and_order() {
        let long =
            |language, text, whole, short| printed(language, House::Long, text, whole, short);
        long("ru", "2016-09-05", "5 сентября 2016 г.", "5 сент.");
        long("ru", "2016-09", "сентябрь 2016 г.", "сент. 2016 г.");
        long("ru", "2016-09-04/2016-09-05", "4–5 сентября 2016 г.", "4–5 сент.");
        long("ru", "{os: 1917-10-25}", "25 октября (7 ноября) 1917 г.", "25 окт. (7 нояб.)");
        long(
            "de",
            "2016-08-30/2016-09-02",
            "30. August – 2. September 2016",
            "30. Aug. – 2. Sept.",
        );
        long("fr", "2016-09-05T17:00", "5 septembre 2016, 17:00", "5 sept.");
        long("zh", "2016-09-04/2016-09-05", "2016年9月4日–5日", "9月4日–5日");
        long("ja", "2016-09-05", "2016年9月5日", "9月5日");
        long("ar", "2016-09-05", "5 سبتمبر 2016", "5 سبتمبر");
        long("en-US", "2016-09-04/2016-09-05", "September 4–5, 2016", "Sep 4–5");
        long("en-GB", "2016-09-05", "5 September 2016", "5 Sep");
        // A language that nobody has written down falls back to English.
        long("tlh", "2016-09-05", "5 September 2016", "5 Sep");
        assert_eq!(Printer::new(Some("ru"), House::Long).short_weekday(Day(17_049)), "пн");
    }

    #[test]
    fn houses_have_their_styles() {
        let press = |text, whole, short| printed("en", House::Press, text, whole, short);
        press("2016-09-05", "Sept. 5, 2016", "Sept. 5");
        press("2016-09-04/2016-09-05", "Sept. 4–5, 2016", "Sept. 4–5");
        press("2016-09-05T12:00", "Sept. 5, 2016, noon", "Sept. 5");
        press("2016-09-05T00:00", "Sept. 5, 2016, midnight", "Sept. 5");
        press("2016-09-05T17:30", "Sept. 5, 2016, 5:30 p.m.", "Sept. 5");
        press("2016-09-05 12:30", "Sept. 5, 2016, 12:30 p.m.", "Sept. 5");
        press("2016-09-05 10:00/11:30", "Sept. 5, 2016, 10–11:30 a.m.", "Sept. 5");
        printed(
            "en",
            House::Iso,
            "2016-09-04/2016-09-05",
            "2016-09-04 – 2016-09-05",
            "2016-09-04 – 2016-09-05",
        );
        printed("en", House::Iso, "2016-09", "2016-09", "2016-09");
    }

    #[test]
    fn doubts_are_said() {
        prints("1978~", "c. 1978", "c. 1978");
        prints("2016-09-05?", "5 September 2016 (?)", "5 Sep (?)");
        prints("before 2016-09-05", "before 5 September 2016", "before 5 Sep");
        prints("by 2016-09-05", "by 5 September 2016", "by 5 Sep");
        prints("late 1978", "late 1978", "late 1978");
        prints("early September 2016", "early September 2016", "early Sep 2016");
    }
}
