//! Slips in numbers: parts in another order, with other signs between, or a digit short.

use crate::date::Context;
use crate::date::civil::{Day, days_in_month, month_name};

/// What a group of numbers can mean as a date, as ISO text.
#[derive(Debug, PartialEq, Eq)]
enum Guess {
    /// Nothing.
    None,
    /// One thing.
    One(String),
    /// Day first or month first.
    Two(String, String),
}

/// Puts every group of numbers that can only be one date into ISO order: `2016-9-5`, `05.09.2016`, `20160905`.
pub fn dates(text: &str, _: &Context) -> Option<String> {
    let mut changed = false;
    let mended = groups(text)
        .map(|group| match guess(group) {
            Guess::One(iso) if iso != group => {
                changed = true;
                iso
            }
            Guess::One(_) | Guess::Two(..) | Guess::None => group.to_owned(),
        })
        .collect();
    changed.then_some(mended)
}

/// The two days that `5/9/2016` can be.
pub fn ambiguous(text: &str) -> Option<(String, String)> {
    groups(text).find_map(|group| match guess(group) {
        Guess::Two(one, other) => Some((one, other)),
        Guess::None | Guess::One(_) => None,
    })
}

/// `5 September`, for a day in ISO text.
pub fn in_words(iso: &str) -> String {
    let mut parts = iso.rsplit('-').map(|part| part.parse::<u8>().unwrap_or(0));
    let (day, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    format!("{day} {}", month_name(month))
}

/// The text cut into runs of digits with their signs, and what stands between those runs.
fn groups(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-');
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c: char| inside(c) != inside(first)).unwrap_or(rest.len());
        let (group, after) = rest.split_at(end);
        rest = after;
        Some(group)
    })
}

fn guess(group: &str) -> Guess {
    if let Some(iso) = compact(group) {
        return Guess::One(iso);
    }
    if group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()) {
        return Guess::One(format!("0{group}"));
    }
    for separator in ['-', '.', '/'] {
        let parts: Vec<&str> = group.split(separator).collect();
        if parts.iter().any(|part| part.is_empty() || part.bytes().any(|b| !b.is_ascii_digit())) {
            continue;
        }
        return match parts[..] {
            [year, month, day] if year.len() == 4 => one(year, month, day),
            [first, second, year] if year.len() == 4 => either(first, second, year, separator),
            [year, month] if year.len() == 4 && separator != '/' => month_of(year, month),
            [month, year] if year.len() == 4 => month_of(year, month),
            _ => Guess::None,
        };
    }
    // `5.9.2016/7.9.2016`: each side by itself.
    match group.split_once('/').map(|(start, end)| (guess(start), guess(end))) {
        Some((Guess::One(start), Guess::One(end))) => Guess::One(format!("{start}/{end}")),
        Some(_) | None => Guess::None,
    }
}

/// `20160905`
fn compact(group: &str) -> Option<String> {
    if group.len() != 8 || group.bytes().any(|b| !b.is_ascii_digit()) {
        return None;
    }
    iso(&group[..4], &group[4..6], &group[6..])
}

/// With full stops the day comes first wherever dates are so written; with other signs there are two customs.
fn either(first: &str, second: &str, year: &str, separator: char) -> Guess {
    let day_first = iso(year, second, first);
    let month_first = iso(year, first, second).filter(|_| separator != '.');
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Guess::Two(one, other),
        (Some(iso), _) | (None, Some(iso)) => Guess::One(iso),
        (None, None) => Guess::None,
    }
}

fn one(year: &str, month: &str, day: &str) -> Guess {
    iso(year, month, day).map_or(Guess::None, Guess::One)
}

fn month_of(year: &str, month: &str) -> Guess {
    let Some(month) = short_number(month).filter(|month| (1..=12).contains(month)) else {
        return Guess::None;
    };
    Guess::One(format!("{year}-{month:02}"))
}

/// The day in ISO text, if the calendar has it.
fn iso(year: &str, month: &str, day: &str) -> Option<String> {
    let (month, day) = (short_number(month)?, short_number(day)?);
    let year: i32 = year.parse().ok()?;
    if !(1..=days_in_month(year, month)).contains(&day) {
        return None;
    }
    Day::from_ymd(year, month, day).map(|day| day.to_string())
}

fn short_number(digits: &str) -> Option<u8> {
    if digits.len() > 2 { None } else { digits.parse().ok() }
}

/// `9:30`, `17.30` or `17h30` as a word by itself: `09:30`, `17:30`.
pub fn clocks(text: &str, _: &Context) -> Option<String> {
    let mut changed = false;
    let words = text.split(' ').map(|word| match clock(word) {
        Some(mended) if mended != word => {
            changed = true;
            mended
        }
        Some(_) | None => word.to_owned(),
    });
    let mended = words.collect::<Vec<_>>().join(" ");
    changed.then_some(mended)
}

fn clock(word: &str) -> Option<String> {
    // `10:00-11:30` is a span.
    if let Some((start, end)) = word.split_once(['-', '–']) {
        return Some(format!("{}/{}", clock(start)?, clock(end)?));
    }
    let (hour, minute) = word.split_once([':', '.', 'h'])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hour) || hour.len() > 2 {
        return None;
    }
    match minute.len() {
        2 if is_number(minute) => Some(format!("{hour:0>2}:{minute}")),
        0 if word.ends_with('h') => Some(format!("{hour:0>2}:00")),
        _ => None,
    }
}
