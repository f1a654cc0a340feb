//! The words of a sentence that date it, and the days that they stand for.

use crate::date::civil::Day;
use crate::date::{self, Anchor, AnchorOrigin, Cue, Precision, Rule};
use crate::draft::Context;
use crate::draft::event::{Dating, one_line};
use crate::prose::Token;
use std::ops::Range;

/// Words that date something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens, with a clock time beside it.
    pub tokens: Range<usize>,
    /// As the text has it.
    pub written: String,
    /// As the language of dates reads it.
    pub reads: String,
    /// What the words before it say of its use.
    pub part: Use,
    /// The day of the month on which it begins, in `17 and 18 June`.
    pub from_day: Option<u8>,
}

/// What a date phrase does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It dates the act beside it.
    Dates,
    /// `until Friday`, `by Friday`: a limit.
    Limit,
    /// `since Monday`: the beginning of something that goes on.
    Since,
    /// `earlier in the day Monday`: dates it, and puts it before what the text told last.
    Earlier,
    /// `later Monday`: dates it, and puts it after.
    Later,
}

/// Most tokens that a phrase takes.
const LONGEST: usize = 9;

/// The date phrases among some tokens, in order, those between quotation marks left out unless wanted.
pub(super) fn phrases(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    quoted: bool,
) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if tokens[at].quoted != quoted || !can_begin(tokens, at) {
            at += 1;
            continue;
        }
        match longest(text, tokens, at, range.end) {
            Some((end, reads)) => {
                found.push(phrase(text, tokens, at..end, reads, &range));
                at = end;
            }
            None => at += 1,
        }
    }
    join_weekdays(&mut found, tokens);
    for phrase in &mut found {
        add_clock(text, tokens, phrase, &range);
        add_part(tokens, phrase, &range);
    }
    found
}

/// The date phrases of a bare text.
pub(super) fn scan_text(text: &str) -> Vec<String> {
    let block = crate::prose::Block {
        bytes: 0..text.len(),
        role: crate::prose::Role::Body(1),
        stamp: None,
        dateline: None,
    };
    let lexicon = crate::prose::Lexicon::default();
    let (tokens, _) = crate::prose::tokens::sentences(text, &[block], &[], &lexicon);
    let found = phrases(text, &tokens, 0..tokens.len(), false);
    found.into_iter().map(|phrase| phrase.reads).collect()
}

fn can_begin(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let word = token.lower.as_str();
    let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let month = date::civil::parse_month(next.trim_end_matches('.')).is_some();
        return month
            || word.len() == 4
            || word.contains('-')
            || is_unit(next)
            || matches!(next, "of" | "-");
    }
    match word {
        "the" => {
            return next.starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    next,
                    "weekend" | "day" | "morning" | "afternoon" | "evening" | "night" | "early"
                );
        }
        "a" | "an" | "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight"
        | "nine" | "ten" => {
            return is_unit(next);
        }
        "over" => return next == "the",
        _ => {}
    }
    let day_word = matches!(
        word,
        "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "overnight"
            | "last"
            | "this"
            | "next"
            | "early"
            | "late"
    );
    let bare = word.trim_end_matches('.');
    day_word
        || token.capital
            && (date::civil::Weekday::parse(bare).is_some()
                || date::civil::parse_month(bare).is_some() && !is_given_name(tokens, at))
}

/// Whether a month's name is somebody's: `Jan Petersen`, `June Carter`; but `in May Kerry said`.
fn is_given_name(tokens: &[Token], at: usize) -> bool {
    const NAMES: [&str; 6] = ["jan", "april", "may", "june", "august", "mar"];
    let named = NAMES.contains(&tokens[at].lower.as_str());
    let surname = tokens.get(at + 1).is_some_and(|next| {
        next.capital && next.lower.chars().all(char::is_alphabetic) && next.lower.len() > 2
    });
    let led = at.checked_sub(1).is_some_and(|before| {
        matches!(
            tokens[before].lower.as_str(),
            "in" | "of"
                | "by"
                | "since"
                | "until"
                | "during"
                | "from"
                | "to"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "this"
                | "-"
        )
    });
    named && surname && !led
}

fn is_unit(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    matches!(word, "day" | "week" | "month" | "year" | "hour")
}

/// The longest run of tokens that the language of dates reads as more than a number.
fn longest(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<(usize, String)> {
    let limit = end.min(at + LONGEST);
    (at + 1..=limit).rev().find_map(|until| {
        let last = &tokens[until - 1];
        if !last.is_word()
            || tokens[at..until]
                .iter()
                .any(|t| matches!(t.lower.as_str(), "(" | ")" | ";" | "“" | "\""))
        {
            return None;
        }
        let words = one_line(&text[tokens[at].start..last.end]);
        if words.len() > 60 || is_number(&words) {
            return bare_year(tokens, at, until, &words).then(|| (until, words.clone()));
        }
        let mut reads = words.replace('’', "'");
        if date::form::find(&reads).is_none() {
            // `Sunday evening` is read; `on the evening of 5 September` becomes that.
            reads = turned(&reads)?;
            date::form::find(&reads)?;
        }
        // `two days later` and `a day after the vote` count from what was told before, not from the day of the article.
        if ["later", "earlier", "before", "after"].iter().any(|word| reads.ends_with(word)) {
            return None;
        }
        let digits = reads.bytes().filter(u8::is_ascii_digit).count();
        let odd = digits > 0 && !reads.contains(char::is_alphabetic) && !is_iso(&reads);
        // `may` and `march`, and numbers that only look like years or masks.
        (!odd).then_some((until, reads))
    })
}

fn is_number(words: &str) -> bool {
    words.bytes().all(|b| b.is_ascii_digit())
}

fn is_iso(words: &str) -> bool {
    words.len() >= 10 && words.as_bytes()[4] == b'-'
}

/// `in 1962`: a year alone, if a word before it says that it is one.
fn bare_year(tokens: &[Token], at: usize, until: usize, words: &str) -> bool {
    let led = at > 0 && matches!(tokens[at - 1].lower.as_str(), "in" | "since" | "during");
    let year = words.parse::<u32>().is_ok_and(|year| (1500..=2100).contains(&year));
    until == at + 1 && led && year && words.len() == 4
}

/// `the evening of 5 September` → `5 September, evening`.
fn turned(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    for part in ["early morning", "morning", "afternoon", "evening", "night"] {
        for article in ["the ", ""] {
            let start = format!("{article}{part} of ");
            if let Some(day) = lower.strip_prefix(&start) {
                let day = &words[words.len() - day.len()..];
                let comma = if day.starts_with(|c: char| c.is_ascii_digit())
                    || day.ends_with(|c: char| c.is_ascii_digit())
                {
                    ", "
                } else {
                    " "
                };
                return Some(format!("{day}{comma}{part}"));
            }
        }
    }
    None
}

fn phrase(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    reads: String,
    sentence: &Range<usize>,
) -> Phrase {
    let written = one_line(&text[tokens[range.start].start..tokens[range.end - 1].end]);
    let before = |back: usize| {
        range
            .start
            .checked_sub(back)
            .filter(|at| *at >= sentence.start)
            .map_or("", |at| tokens[at].lower.as_str())
    };
    let mut part = match before(1) {
        "until" | "till" | "by" => Use::Limit,
        "since" => Use::Since,
        "earlier" => Use::Earlier,
        "later" => Use::Later,
        "on" if before(2) == "earlier" => Use::Earlier,
        "on" if before(2) == "later" => Use::Later,
        "day" if before(2) == "the" && matches!(before(4), "earlier") => Use::Earlier,
        "day" if before(2) == "the" && matches!(before(4), "later") => Use::Later,
        _ => Use::Dates,
    };
    if matches!(before(2), "until" | "by")
        && matches!(before(1), "the" | "midnight" | "noon" | "end")
    {
        part = Use::Limit;
    }
    let mut phrase = Phrase { tokens: range, written, reads, part, from_day: None };
    add_first_day(text, tokens, &mut phrase, sentence);
    phrase
}

/// `17 and 18 June`, `17–18 June`: the first day of two.
fn add_first_day(text: &str, tokens: &[Token], phrase: &mut Phrase, sentence: &Range<usize>) {
    let start = phrase.tokens.start;
    let digits = phrase.reads.starts_with(|c: char| c.is_ascii_digit()) && !is_iso(&phrase.reads);
    if !digits || start < sentence.start + 2 {
        return;
    }
    let joins = matches!(tokens[start - 1].lower.as_str(), "and" | "-" | "–" | "to");
    let day = tokens[start - 2].lower.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    if let (true, Some(day)) = (joins, day) {
        phrase.tokens.start = start - 2;
        phrase.from_day = Some(day);
        phrase.written =
            one_line(&text[tokens[start - 2].start..tokens[phrase.tokens.end - 1].end]);
    }
}

/// `Monday, 5 September`: two phrases side by side are one, and the date is the better half.
fn join_weekdays(found: &mut Vec<Phrase>, tokens: &[Token]) {
    let mut at = 0;
    while at + 1 < found.len() {
        let (one, other) = (&found[at], &found[at + 1]);
        let between = &tokens[one.tokens.end..other.tokens.start];
        let beside = between.iter().all(|token| matches!(token.lower.as_str(), "," | "("));
        let weekday = date::civil::Weekday::parse(&one.reads).is_some();
        let dated = other.reads.contains(|c: char| c.is_ascii_digit());
        if beside && weekday && dated {
            let joined = Phrase {
                tokens: one.tokens.start..other.tokens.end,
                written: format!("{}, {}", one.written, other.written),
                reads: other.reads.clone(),
                part: one.part,
                from_day: None,
            };
            found[at] = joined;
            found.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// Adds `at 3 p.m.` that stands beside a day.
fn add_clock(text: &str, tokens: &[Token], phrase: &mut Phrase, sentence: &Range<usize>) {
    if phrase.reads.contains(':')
        || phrase.reads.ends_with("noon")
        || phrase.reads.contains("p.m.")
        || phrase.reads.contains("a.m.")
    {
        return;
    }
    let after = phrase.tokens.end;
    let near = [after, after + 1];
    for start in near {
        let led = start == after
            || matches!(tokens.get(after).map(|t| t.lower.as_str()), Some("at" | ","));
        if led && let Some((end, clock)) = clock_at(text, tokens, start, sentence.end) {
            phrase.tokens.end = end;
            set_clock(phrase, &clock);
            return;
        }
    }
    for back in 1..=7usize {
        let Some(start) = phrase.tokens.start.checked_sub(back).filter(|at| *at >= sentence.start)
        else {
            return;
        };
        if let Some((end, clock)) = clock_at(text, tokens, start, phrase.tokens.start) {
            let between = &tokens[end..phrase.tokens.start];
            if between.iter().all(|t| matches!(t.lower.as_str(), "on" | "," | "local" | "time")) {
                phrase.tokens.start = start;
                phrase.written =
                    one_line(&text[tokens[start].start..tokens[phrase.tokens.end - 1].end]);
                set_clock(phrase, &clock);
            }
            return;
        }
    }
}

fn set_clock(phrase: &mut Phrase, clock: &str) {
    let reads = format!("{} {clock}", phrase.reads);
    let comma = format!("{}, {clock}", phrase.reads);
    if date::form::find(&reads).is_some() {
        phrase.reads = reads;
    } else if date::form::find(&comma).is_some() {
        phrase.reads = comma;
    }
}

/// A clock time: its end and how the language of dates writes it.
fn clock_at(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<(usize, String)> {
    let first = tokens.get(at).filter(|_| at < end)?;
    if matches!(first.lower.as_str(), "noon" | "midday") {
        return Some((at + 1, "noon".to_owned()));
    }
    if !first.lower.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    for until in (at + 1..=end.min(at + 5)).rev() {
        let words = text[first.start..tokens[until - 1].end].to_lowercase().replace(['.', ' '], "");
        let (digits, half) = match (words.strip_suffix("am"), words.strip_suffix("pm")) {
            (Some(digits), None) => (digits, Some(0)),
            (None, Some(digits)) => (digits, Some(12)),
            _ => (words.as_str(), None),
        };
        let (hour, minute) = match digits.split_once(':') {
            Some((hour, minute)) if minute.len() == 2 => {
                (hour.parse::<u32>().ok(), minute.parse::<u32>().ok())
            }
            Some(_) => continue,
            None if half.is_some() => match digits.len() {
                1 | 2 => (digits.parse::<u32>().ok(), Some(0)),
                3 | 4 => (
                    digits[..digits.len() - 2].parse().ok(),
                    digits[digits.len() - 2..].parse().ok(),
                ),
                _ => continue,
            },
            None => continue,
        };
        let (Some(hour), Some(minute)) = (hour, minute) else { continue };
        let hour = match half {
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            Some(_) => continue,
            None => hour,
        };
        if hour < 24 && minute < 60 {
            return Some((until, format!("{hour:02}:{minute:02}")));
        }
    }
    None
}

/// Adds `in the evening`, `morning` behind a day that has no clock time.
fn add_part(tokens: &[Token], phrase: &mut Phrase, sentence: &Range<usize>) {
    let words: Vec<&str> = tokens[phrase.tokens.end..sentence.end.min(phrase.tokens.end + 3)]
        .iter()
        .map(|t| t.lower.as_str())
        .collect();
    let part = match words.as_slice() {
        ["in", "the", part @ ("morning" | "afternoon" | "evening"), ..] => *part,
        _ => return,
    };
    let reads = format!("{} {part}", phrase.reads);
    if date::form::find(&reads).is_some() {
        phrase.reads = reads;
        phrase.written = format!("{} in the {part}", phrase.written);
        phrase.tokens.end += 3;
    }
}

/// Turns a phrase into a date for the file. `Err` is why it cannot be dated.
pub(super) fn date(
    context: &Context<'_, '_>,
    phrase: &Phrase,
    ahead: bool,
    reader_ahead: bool,
) -> Result<Dating, String> {
    let cue = |ahead| if ahead { Cue::Future } else { Cue::Past };
    let mut dating = date_from(
        context,
        &phrase.written,
        &phrase.reads,
        context.anchor,
        cue(ahead),
        cue(reader_ahead),
    )?;
    if let (Some(from), Some((last, _))) = (phrase.from_day, dating.days) {
        let (year, month, day) = last.ymd();
        if let Some(first) = Day::from_ymd(year, month, from).filter(|_| from < day) {
            dating.value = format!("{first}/{last}");
            dating.days = Some((first, last));
            dating.says = format!("“{}”", phrase.written);
        }
    }
    Ok(dating)
}

/// Words that count from the day told of before: how many days on.
pub(super) fn relative(text: &str) -> Option<i32> {
    Some(match text {
        "the next day" | "the following day" | "a day later" | "the day after"
        | "one day later" => 1,
        "the previous day" | "the day before" | "a day earlier" | "one day earlier"
        | "a day before" => -1,
        "two days later" => 2,
        "two days earlier" => -2,
        "three days later" => 3,
        "the same day" | "that day" | "the same evening" | "that evening" => 0,
        _ => return None,
    })
}

/// The first such words in a range of tokens: where, which, and how many days on.
pub(super) fn relative_in(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
) -> Option<(usize, String, i32)> {
    range.clone().find_map(|at| {
        if tokens[at].quoted {
            return None;
        }
        (2..=3).rev().find_map(|length| {
            let end = at + length;
            if end > range.end {
                return None;
            }
            let words = one_line(&text[tokens[at].start..tokens[end - 1].end]);
            let days = relative(&words.to_lowercase())?;
            Some((at, words, days))
        })
    })
}

/// As [`date`], counted from another day: that of what is quoted.
pub(super) fn date_from(
    context: &Context<'_, '_>,
    written: &str,
    reads: &str,
    anchor: Option<Day>,
    cue: Cue,
    reader_cue: Cue,
) -> Result<Dating, String> {
    let read = |text: &str, anchor: Option<Day>, cue| {
        let anchors = anchor.map(|day| Anchor::day(day, AnchorOrigin::Timeline));
        let anchors = anchors.into_iter().collect();
        let context =
            date::Context { zone: context.zone, anchors, cue, ..date::Context::default() };
        date::read(text, &context)
    };
    let (reading, findings) = read(reads, anchor, cue);
    let Some(reading) = reading else {
        return Err(match anchor {
            Some(_) => format!("“{written}” could not be read as a date"),
            None => format!("“{written}” has nothing to count from"),
        });
    };
    if findings.iter().any(|f| {
        matches!(
            f,
            date::Finding::NoSuchDay { .. }
                | date::Finding::WeekdayMismatch { .. }
                | date::Finding::NoAnchor { .. }
        )
    }) {
        return Err(format!("“{written}” is no day of the calendar, or its weekday is another"));
    }
    let civil = reading.civil;
    let days = civil.first.zip(civil.last);
    let split = findings.iter().any(|f| matches!(f, date::Finding::WeekdaySplit { .. }));
    let rule = match reading.rule {
        Rule::Written => String::new(),
        Rule::WeekdayPast => {
            format!("the last {reads_day} up to {}", day_text(anchor), reads_day = weekday_of(days))
        }
        Rule::WeekdayFuture => {
            format!("the first {} from {} on", weekday_of(days), day_text(anchor))
        }
        Rule::WeekdayModified
        | Rule::DayWord
        | Rule::Distance
        | Rule::Weekend
        | Rule::Period
        | Rule::Edge => format!("counted from {}", day_text(anchor)),
        Rule::Stretch | Rule::Lasting | Rule::OneSided => {
            return Err(format!("“{written}” names a stretch of time, not a day"));
        }
        Rule::YearNearest => format!("the year nearest to {}", day_text(anchor)),
    };
    let understood = date::print::full(&civil);
    let iso =
        days.filter(|(a, b)| a == b).map(|(day, _)| format!("{day}, {}", day.weekday().name()));
    let shown = iso.unwrap_or(understood);
    let says = if rule.is_empty()
        && one_line(reads) == one_line(written)
        && civil.precision >= Precision::Day
    {
        String::new()
    } else if rule.is_empty() {
        format!("“{written}” → {shown}")
    } else {
        format!("“{written}” → {shown}: {rule}")
    };
    // The file keeps the words where its reader takes them alike.
    let again = read(reads, context.anchor, reader_cue).0;
    let alike = again.is_some_and(|again| again.hard == reading.hard);
    let value = if alike {
        reads.to_owned()
    } else {
        match days {
            Some((first, last)) if first == last => match (civil.first_clock, civil.part) {
                (Some(clock), _) => format!("{first} {clock}"),
                (None, Some(date::PartOfDay::Morning)) => format!("{first} morning"),
                (None, Some(date::PartOfDay::Afternoon)) => format!("{first} afternoon"),
                (None, Some(date::PartOfDay::Evening)) => format!("{first} evening"),
                (None, _) => first.to_string(),
            },
            Some((first, last)) => format!("{first}/{last}"),
            None => return Err(format!("“{written}” names no days")),
        }
    };
    let says = if split {
        format!("{says}; “last” and “next” are read in two ways")
    } else {
        says
    };
    Ok(Dating { written: written.to_owned(), value, says, days, doubtful: split })
}

fn weekday_of(days: Option<(Day, Day)>) -> &'static str {
    days.map_or("day", |(day, _)| day.weekday().name())
}

fn day_text(anchor: Option<Day>) -> String {
    anchor.map_or_else(String::new, |day| day.to_string())
}

/// The date at the beginning of a paragraph that dates all of it, as in a chronology: `26 July 1951. The delegations …`.
/// A year that is missing is that of the heading above.
pub(super) fn run_in(context: &Context<'_, '_>, block: usize) -> Option<Phrase> {
    let article = context.article;
    let first = article.sentences.partition_point(|s| s.block < block);
    let sentence = article.sentences.get(first).filter(|s| s.block == block)?;
    let range = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + 8);
    let mut phrase = phrases(article.text, &article.tokens, range, false).into_iter().next()?;
    if phrase.tokens.start != sentence.tokens.start {
        return None;
    }
    let next = article.tokens.get(phrase.tokens.end).map_or("", |token| token.lower.as_str());
    let alone = phrase.tokens.end >= sentence.tokens.end
        || phrase.tokens.end + 1 == sentence.tokens.end && next == ".";
    if !alone && !matches!(next, ":" | "—" | "–" | "-" | ".") {
        return None;
    }
    let has_year = phrase.reads.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    if !has_year {
        let year = article.blocks[..block].iter().rev().find_map(|block| {
            let words = article.text[block.bytes.clone()].trim();
            let year = words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit());
            year.then(|| words.to_owned())
        });
        if let Some(year) = year {
            let reads = format!("{} {year}", phrase.reads);
            if date::form::find(&reads).is_some() {
                phrase.reads = reads;
            }
        }
    }
    Some(phrase)
}

#[cfg(test)]
mod tests {
    use super::scan_text;

    #[test]
    fn a_given_name_is_no_month_and_a_day_after_something_is_no_day() {
        let found = |text: &str| scan_text(text);
        assert_eq!(found("Jan Petersen announced it in May."), ["May"]);
        assert_eq!(found("They met on June 3, 2001 with June Carter."), ["June 3, 2001"]);
        assert_eq!(found("She signed a day after the vote."), Vec::<String>::new());
    }
}
