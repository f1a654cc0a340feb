//! D506: a quotation that the text gives to somebody else.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Actor, Party};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D506"),
    name: "attribution-clash",
    severity: Severity::Warning,
    summary: "a quotation whose speaker is another one in the saved text",
    explain: "\
The quotation stands in the saved text, between quotation marks, and the verb beside it names somebody other
than the `speaker` of the event. Only a name counts that stands beside a verb such as `said` or `told`; a
pronoun names nobody.

## Why it matters

Two people in one report are easily mixed up, above all where a quotation goes on in the next paragraph.

## What to do

Correct the `speaker`. If the file is right and the name is only written otherwise, add it to the actor's
`aliases`.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, text: texts/wire.txt }
actors:
  kerry: { name: John Kerry }
events:
  - id: remark
    kind: statement
    date: 2016-09-05
    speaker: kerry
    quote: Given the gaps of trust that exist, that’s a tough negotiation
    source: wire
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal, text: texts/wire.txt }
actors:
  obama: { name: Barack Obama }
events:
  - id: remark
    kind: statement
    date: 2016-09-05
    speaker: obama
    quote: Given the gaps of trust that exist, that’s a tough negotiation
    source: wire
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for checked in evidence.quotations {
        let event = timeline.event(checked.event);
        let (Some(in_text), Some(speaker), Some(quote)) =
            (&checked.speaker_in_text, &event.speaker, &event.quote)
        else {
            continue;
        };
        let (Party::Actor(id), Some(place)) = (speaker.party, checked.spans().into_iter().next())
        else {
            continue;
        };
        let actor = timeline.actor(id);
        if answers_to(actor, in_text) {
            continue;
        }
        let message = format!(
            "{} gives these words to {}, the text of {} gives them to {}",
            words::quoted(&event.key),
            words::plain(&actor.name),
            words::quoted(&timeline.source(checked.source).key),
            words::plain(in_text),
        );
        let diagnostic = CHECK
            .says(message)
            .at(speaker.span, "the speaker here")
            .at(quote.span, "")
            .at(place, "in the text")
            .help(format!(
                "correct the speaker, or add {} to the `aliases` of {}",
                words::quoted(in_text),
                words::quoted(&actor.key)
            ));
        remarks.add(Some(checked.event), diagnostic);
    }
}

/// Whether a name in the text can be an actor's: its last word, or the whole of it, is in one of the actor's names.
fn answers_to(actor: &Actor, name: &str) -> bool {
    let fold = |text: &str| crate::quotation::Folded::of(text).text().to_lowercase();
    let name = fold(name);
    let names = std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.short);
    names.map(|known| fold(known)).any(|known| {
        let words = |text: &str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
        let (known, name) = (words(&known), words(&name));
        let last = |words: &[String]| words.last().cloned().unwrap_or_default();
        known.contains(&last(&name))
            || name.contains(&last(&known))
            || known.first() == name.first()
    })
}

#[cfg(test)]
mod tests {
    use super::answers_to;
    use crate::check::fixture;

    #[test]
    fn names_are_compared_word_by_word() {
        let mut kerry = fixture::person("kerry");
        kerry.name = "John Kerry".into();
        assert!(answers_to(&kerry, "Kerry"));
        assert!(answers_to(&kerry, "John F. Kerry"));
        assert!(!answers_to(&kerry, "Sergei Lavrov"));
        let mut assad = fixture::person("assad");
        assad.name = "Bashar al-Assad".into();
        assert!(answers_to(&assad, "Assad"));
    }
}
