//! Two dates in one text, without saying twice what they share.

/// What is made of two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// From the one to the other.
    Range,
    /// Two names of one day.
    Names,
}

/// Two dates in one, without saying twice what they share: `4 September 2016` and `5 September 2016` become
/// `4–5 September 2016`, `2016年9月4日` and `2016年9月5日` become `2016年9月4日–5日`.
pub fn joined(one: &str, other: &str, join: Join) -> String {
    let before = shared_before(one, other);
    let rest = [&one[before..], &other[before..]];
    let after = shared_after(rest[0], rest[1]);
    let middles = rest.map(|rest| &rest[..rest.len() - after]);
    let (head, tail) = (&one[..before], &one[one.len() - after..]);
    let plain = |text: &str| text.chars().all(|c| c.is_numeric());
    let blank = middles.iter().any(|middle| middle.contains(' '));
    let middle = match join {
        Join::Names if middles.into_iter().all(plain) => middles.join("/"),
        Join::Names => format!("{} ({})", middles[0], middles[1]),
        Join::Range if blank || middles.iter().any(|middle| middle.contains('-')) => {
            middles.join(" – ")
        }
        Join::Range => middles.join("–"),
    };
    format!("{head}{middle}{tail}")
}

/// As [`joined`], of days that have one number in two months: that number is said twice. `probe` is the first of them
/// with another number; what it shares with it does not hold the number.
pub fn joined_apart(one: &str, other: &str, probe: &str) -> String {
    let before = shared_before(one, other).min(shared_before(one, probe));
    let (rest, other_rest, probe_rest) = (&one[before..], &other[before..], &probe[before..]);
    let after = shared_after(rest, other_rest).min(shared_after(rest, probe_rest));
    let (head, tail) = (&one[..before], &one[one.len() - after..]);
    let middles = [&rest[..rest.len() - after], &other_rest[..other_rest.len() - after]];
    format!("{head}{}{tail}", middles.join(" – "))
}

/// How many bytes both begin with, up to the end of a word or a number.
fn shared_before(one: &str, other: &str) -> usize {
    let mut shared = 0;
    let characters = one.char_indices().zip(other.chars());
    for ((at, a), b) in characters {
        if a != b {
            break;
        }
        let next = at + a.len_utf8();
        let ends = !a.is_alphanumeric() && a != '-' && a != '.'
            || a.is_alphabetic() && !a.is_ascii() && is_wide(a);
        if ends {
            shared = next;
        }
    }
    shared
}

/// How many bytes both end with, from a blank or a comma on.
fn shared_after(one: &str, other: &str) -> usize {
    let mut shared = 0;
    let mut bytes = 0;
    for (a, b) in one.chars().rev().zip(other.chars().rev()) {
        if a != b {
            break;
        }
        bytes += a.len_utf8();
        if a == ' ' || a == ',' || a == '\u{a0}' {
            shared = bytes;
        }
    }
    shared
}

/// Whether a letter is a word of its own, as in Chinese and Japanese dates.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}
