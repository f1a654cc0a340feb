//! Days and months in the words and the order of a language. Wraps ICU4X, whose data is CLDR.
//!
//! A month's name stands in the case that a date wants: `5 сентября 2016 г.`, but `сентябрь 2016 г.` This file knows one
//! day or month at a time; what ranges and doubts look like is for [`mod@crate::date::print`].

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{E, M, MD, YM, YMD};
use icu_locale_core::Locale;
use std::fmt;

use crate::date::civil::Day;

/// The formats of one language.
pub struct Language {
    tag: String,
    day: Formatter<Gregorian, YMD>,
    short_day: Formatter<Gregorian, MD>,
    short_day_of_year: Formatter<Gregorian, YMD>,
    month: Formatter<Gregorian, YM>,
    short_month: Formatter<Gregorian, YM>,
    month_alone: Formatter<Gregorian, M>,
    weekday: Formatter<Gregorian, E>,
}

impl Language {
    /// The language with this BCP 47 tag; `None` where it is none, or CLDR has no dates in it.
    pub fn new(tag: &str) -> Option<Language> {
        let locale: Locale = tag.parse().ok()?;
        let language = Language::of(&locale, tag)?;
        // A language without data falls back to the root, which has numbers in place of names.
        let root = Language::of(&Locale::UNKNOWN, "und")?;
        let probe = (2016, 9, 5);
        (language.day(probe) != root.day(probe)).then_some(language)
    }

    fn of(locale: &Locale, tag: &str) -> Option<Language> {
        let preferences = || locale.clone().into();
        Some(Language {
            tag: tag.to_owned(),
            day: Formatter::try_new(preferences(), YMD::long()).ok()?,
            short_day: Formatter::try_new(preferences(), MD::medium()).ok()?,
            short_day_of_year: Formatter::try_new(preferences(), YMD::medium()).ok()?,
            month: Formatter::try_new(preferences(), YM::long()).ok()?,
            short_month: Formatter::try_new(preferences(), YM::medium()).ok()?,
            month_alone: Formatter::try_new(preferences(), M::medium()).ok()?,
            weekday: Formatter::try_new(preferences(), E::short()).ok()?,
        })
    }

    /// `5 сентября 2016 г.`, `2016年9月5日`; empty where the Gregorian calendar has no such day.
    pub fn day(&self, ymd: (i32, u8, u8)) -> String {
        date(ymd).map_or_else(String::new, |date| self.day.format(&date).to_string())
    }

    /// `5 сент.`, `9月5日`
    pub fn short_day(&self, ymd: (i32, u8, u8)) -> String {
        date(ymd).map_or_else(String::new, |date| self.short_day.format(&date).to_string())
    }

    /// `5 сент. 2016 г.`
    pub fn short_day_of_year(&self, ymd: (i32, u8, u8)) -> String {
        date(ymd).map_or_else(String::new, |date| self.short_day_of_year.format(&date).to_string())
    }

    /// `сентябрь 2016 г.`
    pub fn month(&self, ymd: (i32, u8, u8)) -> String {
        date(ymd).map_or_else(String::new, |date| self.month.format(&date).to_string())
    }

    /// `сент. 2016 г.`
    pub fn short_month(&self, ymd: (i32, u8, u8)) -> String {
        date(ymd).map_or_else(String::new, |date| self.short_month.format(&date).to_string())
    }

    /// `сент.`
    pub fn month_alone(&self, ymd: (i32, u8, u8)) -> String {
        date(ymd).map_or_else(String::new, |date| self.month_alone.format(&date).to_string())
    }

    /// `пн`
    pub fn weekday(&self, day: Day) -> String {
        date(day.ymd()).map_or_else(String::new, |date| self.weekday.format(&date).to_string())
    }
}

fn date((year, month, day): (i32, u8, u8)) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(year, month, day).ok()
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.tag)
    }
}
