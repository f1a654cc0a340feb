//! Titles: short enough for a picture, in the words of the text.

use crate::draft::event::one_line;

/// Longest title, in characters.
const MAX_TITLE: usize = 58;

/// The first words of a text; an ellipsis says that there are more.
pub(super) fn shortened(text: &str, most_words: usize) -> String {
    let text = one_line(text);
    let words: Vec<&str> = text.split(' ').collect();
    let mut short = String::new();
    let mut taken = 0;
    for word in words.iter().take(most_words) {
        if short.chars().count() + word.chars().count() + 1 > MAX_TITLE && taken > 0 {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
        taken += 1;
    }
    let cut = taken < words.len();
    // Small words at a cut say nothing.
    if cut {
        while let Some((rest, last)) = short.rsplit_once(' ') {
            let small = matches!(
                last.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()),
                "the"
                    | "a"
                    | "an"
                    | "of"
                    | "to"
                    | "in"
                    | "on"
                    | "at"
                    | "and"
                    | "or"
                    | "for"
                    | "with"
                    | "that"
                    | "by"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "is"
                    | "are"
                    | "but"
                    | "as"
                    | "from"
                    | "both"
            );
            if !small {
                break;
            }
            short = rest.to_owned();
        }
    }
    let trimmed = short.trim_end_matches([',', ';', ':', '.', '-', '–', '—']).to_owned();
    if cut { format!("{trimmed}…") } else { trimmed }
}

/// `Kerry–Lavrov`, `Kerry, Lavrov and Annan`, `Kerry, Lavrov and 3 others`.
pub(super) fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one}–{other}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} others", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn titles_are_cut_at_words_that_say_something() {
        assert_eq!(shortened("one two three.", 8), "one two three");
        assert_eq!(shortened("the two sides are close to a deal", 6), "the two sides are close…");
    }
}
