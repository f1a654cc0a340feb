//! Days and months in the words and the order of a language. Wraps ICU4X, whose data is CLDR.
//!
//! A month's name stands in the case that a date wants: `5 сентября 2016 г.`, but `сентябрь 2016 г.` This file knows one
//! day or month at a time; what ranges and doubts look like is for [`mod@crate::date::print`].

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{E, M, MD, YM, YMD};
use icu_locale_core::Locale;

use crate::date::civil::Day;

/// One language. Formats are made as they are needed: they are not to be shared between threads, and cost little.
#[derive(Debug, Clone)]
pub struct Language {
    locale: Locale,
}

/// A date by some of its fields, in the words of a language; empty where it is no Gregorian date.
macro_rules! formatted {
    ($language:expr, $ymd:expr, $fields:expr) => {
        match (date($ymd), Formatter::try_new($language.locale.clone().into(), $fields)) {
            (Some(date), Ok(formatter)) => {
                let formatter: Formatter<Gregorian, _> = formatter;
                formatter.format(&date).to_string()
            }
            (Some(_) | None, _) => String::new(),
        }
    };
}

impl Language {
    /// The language with this BCP 47 tag; `None` where it is none, or CLDR has no dates in it.
    pub fn new(tag: &str) -> Option<Language> {
        let language = Language { locale: tag.parse().ok()? };
        // A language without data falls back to the root, which has numbers in place of names.
        let root = Language { locale: Locale::UNKNOWN };
        let probe = (2016, 9, 5);
        (language.day(probe) != root.day(probe)).then_some(language)
    }

    /// `5 сентября 2016 г.`, `2016年9月5日`; empty where the Gregorian calendar has no such day.
    pub fn day(&self, ymd: (i32, u8, u8)) -> String {
        formatted!(self, ymd, YMD::long())
    }

    /// `5 сент.`, `9月5日`
    pub fn short_day(&self, ymd: (i32, u8, u8)) -> String {
        formatted!(self, ymd, MD::medium())
    }

    /// `5 сент. 2016 г.`
    pub fn short_day_of_year(&self, ymd: (i32, u8, u8)) -> String {
        formatted!(self, ymd, YMD::medium())
    }

    /// `сентябрь 2016 г.`
    pub fn month(&self, ymd: (i32, u8, u8)) -> String {
        formatted!(self, ymd, YM::long())
    }

    /// `сент. 2016 г.`
    pub fn short_month(&self, ymd: (i32, u8, u8)) -> String {
        formatted!(self, ymd, YM::medium())
    }

    /// `сент.`
    pub fn month_alone(&self, ymd: (i32, u8, u8)) -> String {
        formatted!(self, ymd, M::medium())
    }

    /// `пн`
    pub fn weekday(&self, day: Day) -> String {
        formatted!(self, day.ymd(), E::short())
    }
}

fn date((year, month, day): (i32, u8, u8)) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(year, month, day).ok()
}
