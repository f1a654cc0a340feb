//! When, for how long and where: the words of a sentence that date and place a happening.

use crate::draft::dating as days;
use crate::draft::dating::{self, Phrase, Use};
use crate::draft::event::{Dating, Event, one_line};
use crate::draft::happenings::{Found, Hit, Reader};

impl Reader<'_, '_, '_> {
    /// The date phrase of a pattern: the first one behind it and before the next pattern; else one before the first verb.
    pub(super) fn phrase_of<'p>(
        &self,
        number: usize,
        hits: &[Hit<'_>],
        phrases: &'p [Phrase],
    ) -> Option<&'p Phrase> {
        let hit = &hits[number];
        let speech = self.speech_verbs();
        let next = hits
            .get(number + 1)
            .map(|hit| hit.tokens.start)
            .into_iter()
            .chain(speech.iter().copied().filter(|at| *at >= hit.tokens.end))
            .min()
            .unwrap_or(self.sentence.tokens.end);
        let behind = phrases.iter().find(|p| {
            p.tokens.start >= hit.tokens.start
                && p.tokens.start < next
                && p.part != Use::Since
                && !self.in_a_clause_of_its_own(hit.tokens.end, p.tokens.start)
        });
        let previous = number.checked_sub(1).map(|n| hits[n].tokens.end);
        let previous = previous
            .into_iter()
            .chain(speech.iter().copied().filter(|at| *at < hit.tokens.start))
            .max();
        let before = phrases.iter().rev().find(|p| {
            p.tokens.end <= hit.tokens.start
                && p.part != Use::Since
                && p.part != Use::Limit
                && previous.is_none_or(|at| p.tokens.start > at)
        });
        // `On Monday Kerry met Lavrov and signed …`: what leads the sentence dates all of it.
        let leading = phrases.first().filter(|p| {
            p.tokens.start <= self.sentence.tokens.start + 2
                && p.tokens.end <= hit.tokens.start
                && hits.first().is_some_and(|h| p.tokens.end <= h.tokens.start)
                && p.part != Use::Limit
        });
        behind.filter(|p| p.part != Use::Limit).or(before).or(leading).or(behind)
    }

    pub(super) fn set_date(&self, event: &mut Event, phrase: &Phrase, ahead: bool) {
        let reader_ahead = event.status.as_deref() == Some("announced");
        match days::date(self.context, phrase, ahead, reader_ahead) {
            Ok(dating) => event.dating = Some(dating),
            Err(why) => {
                event.undated_phrase = Some(phrase.written.clone());
                event.doubts.push(why);
            }
        }
    }

    /// `the next day`: counted from the day of what was told before in the paragraph.
    pub(super) fn counted(
        &self,
        hit: &Hit<'_>,
        next: usize,
        phrase: Option<&Phrase>,
        found: &[Found],
    ) -> Option<Dating> {
        let article = self.context.article;
        let range = hit.tokens.end..next;
        let (at, words, distance) = dating::relative_in(article.text, &article.tokens, range)
            .or_else(|| {
                let start = self.clause_start(hit.tokens.start);
                dating::relative_in(article.text, &article.tokens, start..hit.tokens.start)
            })?;
        if phrase.is_some_and(|p| p.tokens.start > hit.tokens.start && p.tokens.start < at) {
            return None;
        }
        let before = found.iter().rev().find(|f| {
            let block = article.sentences[f.sentence].block;
            block + 1 >= self.sentence.block && f.event.days().is_some_and(|(a, b)| a == b)
        })?;
        let (day, _) = before.event.days()?;
        let counted = day.plus_days(distance);
        Some(Dating {
            says: format!(
                "“{words}” → {counted}, {}: counted from {day}, the day of “{}”",
                counted.weekday().name(),
                before.event.title
            ),
            written: words,
            value: counted.to_string(),
            days: Some((counted, counted)),
            doubtful: true,
        })
    }

    /// The day of a live page's entry.
    pub(super) fn stamp(&self, event: &mut Event) {
        let article = self.context.article;
        let Some(stamp) = &article.blocks[self.sentence.block].stamp else { return };
        if event.dating.is_some() || event.undated_phrase.is_some() || event.status.is_some() {
            return;
        }
        if let Some(anchor) = self.context.anchor {
            event.dating = Some(Dating {
                written: String::new(),
                value: anchor.to_string(),
                says: format!(
                    "the day of the page; the entry is headed {}, which is when it was posted",
                    one_line(&article.text[stamp.clone()])
                ),
                days: Some((anchor, anchor)),
                doubtful: true,
            });
        }
    }

    /// The place of an act: behind `in` or `at`, a place of the lists.
    pub(super) fn place(&self, hit: &Hit<'_>) -> Option<(String, String, String)> {
        let context = self.context;
        let article = context.article;
        let end = self.clause_end(hit.tokens.end);
        let to = matches!(hit.happening.kind.as_str(), "visit");
        let start = if to { hit.tokens.start } else { self.clause_start(hit.tokens.start) };
        let found = (start..end).find_map(|at| {
            let token = &article.tokens[at];
            if !token.capital || token.quoted || at == 0 {
                return None;
            }
            let word = self.word(at - 1);
            let led = matches!(word, "in" | "at")
                || to && (matches!(word, "to" | "for") || at == hit.tokens.end);
            if !led {
                return None;
            }
            let (_, place) = context.lexicon.places.at(&article.tokens, at, end)?;
            Some(*place)
        })?;
        let place = &context.lexicon.place_list[found];
        Some((place.name.clone(), place.country.clone(), place.zone.clone()))
    }

    /// `for three hours`, `90-minute`, `lasted two hours`.
    pub(super) fn duration(&self, hit: &Hit<'_>) -> Option<String> {
        let end = self.clause_end(hit.tokens.end);
        let start = self.clause_start(hit.tokens.start);
        (start..end).find_map(|at| {
            let word = self.word(at);
            if let Some((number, unit)) = word.split_once('-') {
                return length(number, unit);
            }
            let led = at > 0
                && matches!(
                    self.word(at - 1),
                    "for"
                        | "lasted"
                        | "nearly"
                        | "about"
                        | "than"
                        | "of"
                        | "some"
                        | "almost"
                        | "held"
                        | "over"
                );
            if !led {
                return None;
            }
            let length = self.length_with_half(at).or_else(|| length(word, self.word(at + 1)))?;
            let more = self.word(at - 1) == "than" && self.word(at.saturating_sub(2)) == "more"
                || self.word(at - 1) == "over";
            Some(if more { format!("{length}..") } else { length })
        })
    }

    /// `an hour`, `half an hour`, `an hour and a half`, `two and a half hours`.
    pub(super) fn length_with_half(&self, at: usize) -> Option<String> {
        let words: [&str; 5] = std::array::from_fn(|next| self.word(at + next));
        match words {
            ["an", "hour", "and", "a", "half"] => Some("90min".to_owned()),
            ["an", "hour", ..] => Some("1h".to_owned()),
            ["half", "an", "hour", ..] => Some("30min".to_owned()),
            [number, "and", "a", "half", "hours"] => {
                let whole = length(number, "hours")?;
                let hours: u32 = whole.strip_suffix('h')?.parse().ok()?;
                Some(format!("{}min", 60 * hours + 30))
            }
            _ => None,
        }
    }
}

/// `90`, `minute` → `90min`.
pub(super) fn length(number: &str, unit: &str) -> Option<String> {
    const WORDS: [(&str, u32); 12] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
    ];
    let number = WORDS
        .iter()
        .find(|(word, _)| *word == number)
        .map(|(_, n)| *n)
        .or_else(|| number.parse().ok())?;
    let unit = match unit.trim_end_matches('s') {
        "minute" => "min",
        "hour" => "h",
        _ => return None,
    };
    (1..=600).contains(&number).then(|| format!("{number}{unit}"))
}
