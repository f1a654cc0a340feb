//! What an event is called.

use crate::draft::dating;
use crate::draft::event::{Event, one_line};
use crate::draft::happenings::{Hit, Reader};
use crate::draft::titles::{joined, shortened};
use crate::prose::lexicon::Parties;
use crate::prose::names::EntityId;

impl Reader<'_, '_, '_> {
    /// A title: `Kerry–Lavrov meeting on Syria`, `Annan arrived in Damascus`.
    pub(super) fn title(&self, hit: &Hit<'_>, event: &Event, who: &[EntityId]) -> String {
        let article = self.context.article;
        let short = |id: &EntityId| article.entities[id.0].short.clone();
        let names: Vec<String> = who.iter().map(short).collect();
        let ahead = event.status.is_some();
        if matches!(event.kind.as_str(), "meeting" | "call") {
            let words: Vec<&str> = hit.tokens.clone().map(|at| self.word(at)).collect();
            let noun = [
                "talks",
                "negotiations",
                "consultations",
                "session",
                "summit",
                "discussions",
                "conference",
            ]
            .into_iter()
            .find(|noun| words.contains(noun));
            let noun = match (event.kind.as_str(), noun) {
                ("call", _) => "telephone call",
                (_, None) if event.form.as_deref() == Some("conversation") => "conversation",
                (_, Some(noun)) => noun,
                (_, None) => "meeting",
            };
            let topic = self.topic(hit);
            let mut title = if names.is_empty() {
                let first =
                    noun.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
                let place = event.place.as_ref().map_or_else(String::new, |(name, _, _)| {
                    format!(" in {}", name.split(',').next().unwrap_or(name))
                });
                format!("{first}{}{place}", &noun[1..])
            } else {
                format!("{} {noun}", joined(&names))
            };
            if let Some(topic) = topic
                && title.chars().count() + topic.chars().count() < 52
            {
                title.push_str(&topic);
            }
            return title;
        }
        if let (Parties::To, Some(name), Some(form)) =
            (hit.happening.parties, names.first(), &event.form)
        {
            let first =
                form.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            let to: Vec<String> = self.ids(&event.to).iter().map(short).collect();
            let to = if to.is_empty() { String::new() } else { format!(" to {}", to.join(", ")) };
            return format!("{first}{} by {name}{to}", &form[1..]);
        }
        // The words of the sentence, from the subject on, without the words that date it.
        let end = self.sentence.tokens.end;
        let phrases =
            dating::phrases(article.text, &article.tokens, self.sentence.tokens.clone(), false);
        let limit = phrases
            .iter()
            .map(|p| p.tokens.start)
            .filter(|at| *at > hit.tokens.end)
            .chain((hit.tokens.end..end).filter(|&at| {
                matches!(
                    self.word(at),
                    ";" | ":" | "but" | "which" | "who" | "," | "after" | "saying"
                )
            }))
            .chain((hit.tokens.end..end).filter(|&at| article.tokens[at].quoted))
            .min()
            .unwrap_or(end);
        let mut limit = limit.max(hit.tokens.end);
        while limit > hit.tokens.end
            && matches!(
                self.word(limit - 1),
                "on" | "at"
                    | "in"
                    | "by"
                    | "and"
                    | "until"
                    | "late"
                    | "early"
                    | "."
                    | "the"
                    | "of"
                    | "from"
            )
        {
            limit -= 1;
        }
        let subject = names.first().cloned();
        let from = match (&subject, hit.happening.parties) {
            (Some(_), Parties::Subject | Parties::To | Parties::Both) => self.verb_group(hit),
            _ => {
                let mut from = self.clause_start(hit.tokens.start);
                if let Some(p) = phrases
                    .iter()
                    .find(|p| p.tokens.start <= from + 1 && p.tokens.end <= hit.tokens.start)
                {
                    from = p.tokens.end;
                }
                while from < hit.tokens.start
                    && (!article.tokens[from].is_word()
                        || matches!(self.word(from), "and" | "then" | "on"))
                {
                    from += 1;
                }
                from
            }
        };
        let words = one_line(article.words(&(from..limit)));
        let text = match (&subject, hit.happening.parties) {
            (Some(name), Parties::Subject | Parties::To) => format!("{name} {words}"),
            (Some(_), Parties::Both) => match names.as_slice() {
                [one, other] => format!("{one} and {other} {words}"),
                _ => format!("{} {words}", joined(&names)),
            },
            _ => words,
        };
        let text = if ahead && !text.contains("will") && !text.contains("would") {
            format!("{text} (announced)")
        } else {
            text
        };
        let mut title = shortened(&text, 11);
        if let Some(first) = title.chars().next() {
            title = first.to_uppercase().chain(title.chars().skip(1)).collect();
        }
        title
    }

    /// ` on Syria`, from `to discuss Syria` or `on Syria` behind the verb.
    pub(super) fn topic(&self, hit: &Hit<'_>) -> Option<String> {
        let article = self.context.article;
        let end = self.clause_end(hit.tokens.end).min(hit.tokens.end + 14);
        let at = (hit.tokens.start + 1..end).find(|&at| {
            matches!(self.word(at), "discuss" | "on" | "about" | "over")
                && !article.tokens[at].quoted
        })?;
        let mut until = at + 1;
        let stop = |word: &str| {
            matches!(
                word,
                "and"
                    | "in"
                    | "at"
                    | "on"
                    | "with"
                    | ","
                    | "."
                    | "for"
                    | "to"
                    | "that"
                    | "which"
                    | "as"
                    | "during"
                    | "ahead"
                    | "by"
                    | "sunday"
                    | "monday"
                    | "tuesday"
                    | "wednesday"
                    | "thursday"
                    | "friday"
                    | "saturday"
                    | "today"
                    | "yesterday"
            )
        };
        while until < end && until - at <= 4 && !stop(self.word(until)) {
            until += 1;
        }
        let words = one_line(article.words(&(at + 1..until)));
        let dated = words.contains(|c: char| c.is_ascii_digit())
            || crate::date::civil::Weekday::parse(words.split(' ').next().unwrap_or("")).is_some()
            || crate::date::civil::parse_month(words.split([' ', '.']).next().unwrap_or(""))
                .is_some();
        let margins = matches!(
            words.as_str(),
            "the sidelines"
                | "the margins"
                | "the sidelines of"
                | "the margins of"
                | "the phone"
                | "the telephone"
        );
        (until > at + 1
            && !dated
            && !margins
            && !words.starts_with("the sidelines")
            && !words.starts_with("the margins"))
        .then(|| format!(" on {words}"))
    }
}
