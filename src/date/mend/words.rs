//! Slips in words and signs: a misspelt weekday, a dash for a stroke, a year left out.

use crate::date::civil::{MONTH_NAMES, WEEKDAY_NAMES, Weekday, parse_month};
use crate::date::form::parse;
use crate::date::{Context, reckon};

/// The words of dates besides weekdays and months.
const OTHER_WORDS: [&str; 67] = [
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "overnight",
    "morning",
    "afternoon",
    "evening",
    "night",
    "noon",
    "midday",
    "early",
    "late",
    "last",
    "this",
    "next",
    "the",
    "day",
    "before",
    "after",
    "of",
    "at",
    "earlier",
    "later",
    "since",
    "until",
    "till",
    "between",
    "within",
    "recent",
    "coming",
    "past",
    "over",
    "during",
    "several",
    "couple",
    "week",
    "weeks",
    "weekend",
    "month",
    "months",
    "year",
    "years",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "fortnight",
    "spring",
    "summer",
    "autumn",
    "winter",
    "mid",
    "ago",
    "hence",
    "small",
    "previous",
    "current",
    "following",
    "twenty",
    "thirty",
    "three",
    "seven",
    "eight",
    "eleven",
    "twelve",
];

/// A dash or a word between two dates becomes the stroke of an interval; blanks around the stroke go.
pub fn strokes(text: &str, _: &Context) -> Option<String> {
    let text = text.strip_prefix("from ").or_else(|| text.strip_prefix("From ")).unwrap_or(text);
    const BETWEEN: [&str; 11] =
        ["..", " / ", "/ ", " /", " to ", " until ", " till ", " – ", " — ", " - ", "–"];
    BETWEEN.iter().find_map(|between| {
        let (start, end) = text.split_once(between)?;
        Some(format!("{}/{}", start.trim(), end.trim()))
    })
}

/// `5–7 September 2016`: both days with their month.
pub fn days_of_month(text: &str, _: &Context) -> Option<String> {
    let (first, rest) = text.split_once(['-', '–'])?;
    let (last, month) = rest.split_once(' ')?;
    let is_day =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    (is_day(first) && is_day(last)).then(|| format!("{first} {month}/{last} {month}"))
}

/// A single hyphen between two dates: `1978-1980`, `Monday-Wednesday`.
pub fn hyphen(text: &str, _: &Context) -> Option<String> {
    let (start, end) = text.split_once('-')?;
    (!end.contains('-')).then(|| format!("{}/{}", start.trim(), end.trim()))
}

/// `[2020, 2021]` without its blanks.
pub fn blanks_in_set(text: &str, _: &Context) -> Option<String> {
    let is_set = text.starts_with(['[', '{']) && text.contains(' ');
    is_set.then(|| text.replace(' ', ""))
}

/// `t` and `z` of a date-time and `x` for a digit become capitals, `??` becomes `XX`, long dashes become hyphens.
pub fn letters(text: &str, _: &Context) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let digit_at = |index: usize| characters.get(index).is_some_and(char::is_ascii_digit);
    let in_pair = |index: usize| index > 0 && characters[index - 1] == '?';
    let mended: String = characters
        .iter()
        .enumerate()
        .map(|(index, character)| {
            let after_digit = index > 0 && digit_at(index - 1);
            match character {
                't' if after_digit && digit_at(index + 1) => 'T',
                'z' if after_digit && index + 1 == characters.len() => 'Z',
                'x' if !characters
                    .get(index + 1)
                    .is_some_and(|c| c.is_alphabetic() && *c != 'x') =>
                {
                    'X'
                }
                '?' if characters.get(index + 1) == Some(&'?') || in_pair(index) => 'X',
                '–' | '—' | '−' | '‐' | '‑' => '-',
                other => *other,
            }
        })
        .collect();
    (mended != text).then_some(mended)
}

/// Every misspelt word becomes the word of dates that is nearest to it.
pub fn spelling(text: &str, _: &Context) -> Option<String> {
    let mut changed = false;
    let mut mended = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_alphabetic() != first.is_alphabetic());
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        match nearest_word(run).filter(|_| first.is_alphabetic()) {
            Some(word) => {
                changed = true;
                mended.push_str(word);
            }
            None => mended.push_str(run),
        }
        rest = after;
    }
    changed.then_some(mended)
}

/// The nearest word for one that is no word of dates; `None` for one that is, and where none is near.
fn nearest_word(word: &str) -> Option<&'static str> {
    if Weekday::parse(word).is_some() || parse_month(word).is_some() {
        return None;
    }
    let words = || WEEKDAY_NAMES.iter().chain(&MONTH_NAMES).chain(&OTHER_WORDS).copied();
    if words().any(|known| known.eq_ignore_ascii_case(word)) {
        return None;
    }
    let slips = match word.chars().count() {
        0..=3 => return None,
        4..=5 => 1,
        _ => 2,
    };
    let written = word.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&written, &known.to_ascii_lowercase());
    let nearest = words().map(|known| (distance(known), known)).min_by_key(|(far, _)| *far)?;
    Some(nearest.1).filter(|_| nearest.0 <= slips)
}

/// `c. 1978`, `about 1978`, `ca 1978` become `1978~`; `1990s` becomes `199X`.
pub fn approximate(text: &str, _: &Context) -> Option<String> {
    const WORDS: [&str; 7] = ["circa ", "ca. ", "ca ", "c. ", "about ", "around ", "approx. "];
    let lower = text.to_ascii_lowercase();
    if let Some(word) = WORDS.iter().find(|word| lower.starts_with(**word)) {
        return Some(format!("{}~", text[word.len()..].trim()));
    }
    let decade = text.strip_suffix('s').map(|years| years.strip_suffix('\'').unwrap_or(years))?;
    let plain = decade.len() == 4 && decade.bytes().all(|b| b.is_ascii_digit());
    decade.strip_suffix('0').filter(|_| plain).map(|decade| format!("{decade}X"))
}

/// `5 September` with the year in which it is nearest to the anchor.
pub fn missing_year(text: &str, context: &Context) -> Option<String> {
    let anchor = context.anchors.first()?.day;
    let year = anchor.ymd().0;
    let between = if text.ends_with(|c: char| c.is_ascii_digit()) { "," } else { "" };
    let with_year = |year: i32| {
        let dated = format!("{text}{between} {year}");
        let (reading, _) = reckon::reckon(parse(&dated).ok()?, context);
        let first = reading?.civil.first?;
        Some((first.0.abs_diff(anchor.0), dated))
    };
    let years = [year, year.saturating_sub(1), year.saturating_add(1)];
    years.into_iter().filter_map(with_year).min_by_key(|(days, _)| *days).map(|(_, dated)| dated)
}
