//! Where the clause of a verb begins and ends.

use crate::draft::happenings::Reader;

impl Reader<'_, '_, '_> {
    /// Whether between a verb and a date stands a word that begins a clause about another time.
    pub(super) fn in_a_clause_of_its_own(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            matches!(
                self.word(at),
                "since" | "after" | "before" | "that" | "which" | "when" | "who" | "where"
            ) && !(self.word(at) == "after" && to - at > 6)
        }) && to.saturating_sub(from) > 3
    }

    /// Where the clause of a verb begins.
    pub(super) fn clause_start(&self, verb: usize) -> usize {
        let article = self.context.article;
        let speech = self.speech_verbs();
        let mut at = verb;
        while at > self.sentence.tokens.start {
            let word = self.word(at - 1);
            let said = speech.contains(&(at - 1));
            let stop = matches!(
                word,
                ";" | ":"
                    | "but"
                    | "while"
                    | "that"
                    | "when"
                    | "where"
                    | "although"
                    | "though"
                    | "whereas"
                    | "because"
            );
            if said || stop || article.tokens[at - 1].quoted {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Where the clause behind a verb ends: at the next conjunction of clauses.
    pub(super) fn clause_end(&self, from: usize) -> usize {
        let article = self.context.article;
        (from..self.sentence.tokens.end)
            .find(|&at| {
                article.tokens[at].quoted
                    || matches!(
                        self.word(at),
                        ";" | ":"
                            | "but"
                            | "while"
                            | "who"
                            | "which"
                            | "that"
                            | "where"
                            | "when"
                            | "before"
                            | "after"
                            | "because"
                    )
            })
            .unwrap_or(self.sentence.tokens.end)
    }
}
