//! Values of the command line that several verbs take, and how they are read.

use crate::date::civil::Day;
use crate::date::print::House;
use crate::date::{Context, Finding, Reading};
use crate::export::picture::{PICTURES, PictureFormat};
use crate::layout::pages::{PAGES, PageSize};
use crate::layout::{Design, LAYOUTS, SCALES, Scale};
use crate::timeline::Kind;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Reads a width: `160mm`, `16cm`, `6in`, `450pt`, `960px` or `960`, at 96 px an inch.
///
/// # Errors
/// Not a number, an unknown unit, or a width that no page has: outside 100 px … 20 000 px.
pub fn width_px(text: &str) -> Result<f64, String> {
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit_at);
    let px_per_unit = match unit {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        _ => return Err(format!("`{unit}` is no unit; write mm, cm, in, pt or px")),
    };
    let number: f64 = number
        .trim()
        .parse()
        .map_err(|_| "write a number and a unit, such as `160mm` or `960px`".to_owned())?;
    let width_px = number * px_per_unit;
    if (100.0..=20_000.0).contains(&width_px) {
        Ok(width_px)
    } else {
        Err("a width lies between 100 px (26 mm) and 20000 px".to_owned())
    }
}

/// Reads a date of the command line, in the language of event files. Relative words have no day to count
/// from here, and are refused.
///
/// # Errors
/// The text is no date; says what was expected.
pub fn date(text: &str) -> Result<Reading, String> {
    let (reading, findings) = crate::date::read(text, &Context::default());
    let wrong = findings.iter().find_map(complaint);
    match (reading, wrong) {
        (Some(reading), None) => Ok(reading),
        (_, Some(wrong)) => Err(wrong),
        (None, None) => Err("it is not a date; write it as `2016-09-05`".to_owned()),
    }
}

/// Reads a single day of the command line.
///
/// # Errors
/// The text is no date, or names more than one day.
pub fn day(text: &str) -> Result<Day, String> {
    let civil = date(text)?.civil;
    civil
        .first
        .filter(|_| civil.first == civil.last)
        .ok_or_else(|| "that is not a single day; write it as `2016-09-05`".to_owned())
}

/// What is wrong with a date; `None` for a remark that leaves it usable.
fn complaint(finding: &Finding) -> Option<String> {
    match finding {
        Finding::BadDate { expected, found, suggestion, .. } => Some(match suggestion {
            Some(date) => format!("expected {expected}, found {found}; did you mean `{date}`?"),
            None => format!("expected {expected}, found {found}"),
        }),
        Finding::NoSuchDay { reason, suggestion, .. } => Some(match suggestion {
            Some(date) => format!("there is no such day: {reason}; did you mean `{date}`?"),
            None => format!("there is no such day: {reason}"),
        }),
        Finding::WeekdayMismatch { stated, nearest, .. } => {
            Some(format!("that day was no {stated:?}; the nearest one was {nearest}"))
        }
        Finding::IntervalReversed { .. } => Some("it ends before it starts".to_owned()),
        Finding::NoAnchor { .. } => {
            Some("there is no day to count from here; write the day out".to_owned())
        }
        Finding::AnchorConflict { .. }
        | Finding::TookSameDay { .. }
        | Finding::WeekdaySplit { .. }
        | Finding::OsNsMismatch { .. }
        | Finding::CalendarUnstated { .. }
        | Finding::YearInferred { .. }
        | Finding::CueConflict { .. }
        | Finding::DstGap { .. }
        | Finding::DstFold { .. }
        | Finding::WeekdayFar { .. }
        | Finding::SeasonSpan { .. } => None,
    }
}

/// A layout by its name in the table of layouts.
pub fn layout_parser() -> impl TypedValueParser<Value = Design> {
    let names = PossibleValuesParser::new(LAYOUTS.iter().map(|(name, _)| *name));
    names.try_map(|name| {
        let found = LAYOUTS.iter().find(|(known, _)| *known == name);
        found.map(|(_, design)| *design).ok_or("no such layout")
    })
}

/// A scale by its name in the table of scales.
pub fn scale_parser() -> impl TypedValueParser<Value = Scale> {
    let names = PossibleValuesParser::new(SCALES.iter().map(|(name, _)| *name));
    names.try_map(|name| {
        let found = SCALES.iter().find(|(known, _)| *known == name);
        found.map(|(_, scale)| *scale).ok_or("no such scale")
    })
}

/// A format of pictures by its name in their table.
pub fn picture_format_parser() -> impl TypedValueParser<Value = &'static PictureFormat> {
    let names = PossibleValuesParser::new(PICTURES.iter().map(|format| format.name));
    names.try_map(|name| crate::export::picture::find(&name).ok_or("no such format"))
}

/// A style of dates by its word in their table.
pub fn house_parser() -> impl TypedValueParser<Value = House> {
    let words = PossibleValuesParser::new(House::ALL.map(|(_, word)| word));
    words.try_map(|word| {
        let found = House::ALL.into_iter().find(|(_, known)| *known == word);
        found.map(|(house, _)| house).ok_or("no such style of dates")
    })
}

/// A sheet of paper by its name.
pub fn page_parser() -> impl TypedValueParser<Value = PageSize> {
    let names = PossibleValuesParser::new(PAGES.iter().map(|page| page.name));
    names.try_map(|name| {
        PAGES.iter().find(|page| page.name == name).copied().ok_or("no such sheet of paper")
    })
}

/// Reads a number of pixels in an inch.
///
/// # Errors
/// Not a number, or outside 24 … 1200.
pub fn dpi(text: &str) -> Result<f64, String> {
    match text.trim().trim_end_matches("dpi").parse::<f64>() {
        Ok(dpi) if (24.0..=1200.0).contains(&dpi) => Ok(dpi),
        Ok(_) | Err(_) => Err("write a number from 24 to 1200, such as `300`".to_owned()),
    }
}

/// A kind of event by its word.
pub fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    let words = PossibleValuesParser::new(Kind::ALL.iter().map(|(_, word)| *word));
    words.try_map(|word| {
        let found = Kind::ALL.iter().find(|(_, known)| *known == word);
        found.map(|(kind, _)| *kind).ok_or("no such kind")
    })
}

#[cfg(test)]
mod tests {
    use super::width_px;

    #[test]
    fn widths_of_every_unit() {
        for (text, expected) in
            [("960", 960.0), ("960px", 960.0), ("6in", 576.0), ("25.4 cm", 960.0), ("254mm", 960.0)]
        {
            assert!((width_px(text).unwrap() - expected).abs() < 1e-9, "{text}");
        }
        for text in ["", "mm", "-160mm", "nan", "inf", "160miles", "1e9", "1mm", "1e3"] {
            assert!(width_px(text).is_err(), "{text}");
        }
    }
}
