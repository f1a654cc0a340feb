//! Which words are the verb of a happening, and what they say of it: held, announced, denied.

use crate::draft::happenings::{Hit, Mood, Reader};
use crate::prose::lexicon::{Happening, Parties, VerbForm};
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// The verb of a pattern: its first word, or behind a noun the first verb.
    pub(super) fn verb_in(&self, tokens: &Range<usize>, happening: &Happening) -> Option<usize> {
        let is_verb = |at: &usize| !self.context.lexicon.verb_forms(self.word(*at)).is_empty();
        match happening.parties {
            Parties::Between | Parties::Nobody => tokens
                .clone()
                .rev()
                .find(is_verb)
                .filter(|_| tokens.len() > 1)
                .or_else(|| tokens.clone().find(is_verb)),
            Parties::Both | Parties::Person | Parties::Subject | Parties::To => {
                Some(tokens.start).filter(is_verb)
            }
        }
    }

    pub(super) fn forms(&self, at: usize) -> Vec<VerbForm> {
        self.context.lexicon.verb_forms(self.word(at)).iter().map(|(_, form)| *form).collect()
    }

    /// Whether a word that can be a noun is a verb here.
    pub(super) fn is_verb(&self, at: usize, happening: &Happening) -> bool {
        let forms = self.forms(at);
        let previous = at
            .checked_sub(1)
            .filter(|at| *at >= self.sentence.tokens.start)
            .map_or("", |at| self.word(at));
        if forms.iter().any(|f| matches!(f, VerbForm::Past)) {
            // `the agreed text`, `a proposed meeting`
            return !matches!(
                previous,
                "the" | "a" | "an" | "previously" | "recently" | "newly" | "any"
            );
        }
        if forms.contains(&VerbForm::Participle) {
            return !matches!(previous, "the" | "a" | "an");
        }
        if forms.contains(&VerbForm::Ing) {
            let be = ["is", "are", "was", "were", "been", "be"].contains(&previous);
            let between = matches!(happening.parties, Parties::Between);
            return be && !between;
        }
        let noun = matches!(
            previous,
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "of"
                | "his"
                | "her"
                | "their"
                | "its"
                | "no"
                | "any"
                | "'s"
                | "in"
                | "for"
                | "by"
                | "with"
                | "at"
                | "on"
                | "new"
                | "rebel"
                | "air"
        );
        if noun {
            return false;
        }
        let modal = matches!(
            previous,
            "to" | "will"
                | "would"
                | "shall"
                | "could"
                | "may"
                | "might"
                | "should"
                | "must"
                | "can"
                | "cannot"
                | "not"
                | "also"
                | "again"
                | "then"
                | "'ll"
        );
        if forms.contains(&VerbForm::Base) && modal {
            return true;
        }
        // The present: `Kerry meets Lavrov`; in a chronology, anything.
        self.run_in.is_some() && at > self.sentence.tokens.start
            || self.mention_ending(at).is_some()
    }

    pub(super) fn mood(&self, verb: usize, _happening: &Happening) -> Mood {
        let tokens = &self.context.article.tokens;
        let start = self.sentence.tokens.start;
        let lexicon = self.context.lexicon;
        let mut end = verb;
        while end > start
            && (matches!(
                self.word(end - 1),
                "also"
                    | "again"
                    | "then"
                    | "later"
                    | "soon"
                    | "now"
                    | "be"
                    | "separately"
                    | "jointly"
            ) || self.word(end - 1).ends_with("ly"))
        {
            end -= 1;
        }
        let mut best: (usize, Mood) = (0, Mood::Done);
        for back in 1..=5 {
            let Some(from) = end.checked_sub(back).filter(|from| *from >= start) else { break };
            let length = |phrases: &crate::prose::lexicon::Phrases<()>| {
                phrases
                    .at(tokens, from, end)
                    .map(|(length, ())| length)
                    .filter(|length| *length == back)
            };
            if length(&lexicon.unreal).is_some() && back > best.0 {
                best = (back, Mood::Unreal);
            }
            if length(&lexicon.future).is_some()
                && back >= best.0
                && !(back == best.0 && best.1 == Mood::Unreal && self.word(from) != "would")
            {
                best = (back, Mood::Ahead);
            }
        }
        // `if they meet`: the whole clause is unreal.
        let clause = (start..end)
            .rev()
            .take(10)
            .take_while(|&at| !matches!(self.word(at), "," | ";" | "but"));
        for at in clause {
            if matches!(
                self.word(at),
                "if" | "whether" | "unless" | "without" | "before" | "until" | "yet"
            ) && !tokens[at].quoted
            {
                let far = best.1 == Mood::Ahead && self.word(at) == "before";
                if !far {
                    return Mood::Unreal;
                }
            }
            if matches!(self.word(at), "no" | "not" | "never" | "neither") && end - at <= 3 {
                return Mood::Unreal;
            }
        }
        let ing = self.forms(verb).contains(&VerbForm::Ing);
        if ing && end > start && self.word(end - 1) == "been" {
            return Mood::GoesOn;
        }
        // `are meeting on Friday` can be either; the present tense says that it is going on.
        let bare = self.forms(verb).iter().all(|f| *f == VerbForm::Base);
        if bare && best.0 == 0 && self.mention_ending(verb).is_none() && self.run_in.is_none() {
            return Mood::Unreal;
        }
        best.1
    }

    /// Where the verb begins with its auxiliaries.
    pub(super) fn verb_group(&self, hit: &Hit<'_>) -> usize {
        let mut from = hit.tokens.start;
        while from > self.sentence.tokens.start
            && matches!(
                self.word(from - 1),
                "will"
                    | "would"
                    | "has"
                    | "have"
                    | "had"
                    | "to"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "also"
                    | "due"
                    | "scheduled"
            )
        {
            from -= 1;
        }
        from
    }

    pub(super) fn speech_verbs(&self) -> Vec<usize> {
        self.context
            .article
            .sayings
            .iter()
            .filter(|saying| saying.sentence == self.index && !saying.verb.is_empty())
            .map(|saying| saying.verb.start)
            .collect()
    }
}
