//! What a verb gives back: how it ended, or why nothing could be done.

use std::process::ExitCode;

/// How a verb ended; each has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done, nothing wrong; for a question, the answer is `certain`.
    Done,
    /// 1: done, but errors were found; for a question, the answer is `impossible`.
    Found,
    /// 2: nothing could be read or written, or the request makes no sense.
    Failed,
    /// 3: the answer to a question is `possible`.
    Possible,
    /// 4: the answer to a question is `contested`.
    Contested,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
            Exit::Possible => 3,
            Exit::Contested => 4,
        })
    }
}

/// Why nothing could be done: one sentence in the manner of a diagnostic, and a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The fact: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
}

impl Failure {
    /// A failure without a remedy.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), help: None }
    }

    /// Sets the remedy.
    pub fn help(mut self, text: impl Into<String>) -> Failure {
        self.help = Some(text.into());
        self
    }

    /// Sets the remedy to the name that was probably meant, if there is one.
    pub fn did_you_mean(mut self, name: Option<&str>) -> Failure {
        if let Some(name) = name {
            self.help = Some(format!("did you mean `{name}`?"));
        }
        self
    }
}

/// The candidate that a misspelt or unfinished name probably means, if there is one; the first of equals.
pub fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    /// Fewer letters begin too many names.
    const LEAST_LETTERS: usize = 3;
    let begun = name.to_lowercase();
    let mut candidates_again = candidates.clone();
    crate::source::nearest::nearest(name, candidates).or_else(|| {
        let enough = begun.chars().count() >= LEAST_LETTERS;
        candidates_again.find(|known| enough && known.to_lowercase().starts_with(&begun))
    })
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        let names = ["kerry-lavrov-sunday", "kerry-lavrov-monday", "obama-putin"];
        let find = |name| nearest(name, names.into_iter());
        assert_eq!(find("kery-lavrov-monday"), Some("kerry-lavrov-monday"));
        assert_eq!(find("obama"), Some("obama-putin"));
        assert_eq!(find("Obama-Putin"), Some("obama-putin"));
        assert_eq!(find("geneva"), None);
        assert_eq!(find(""), None);
    }
}
