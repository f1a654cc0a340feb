//! English prose, read by rule: paragraphs, sentences, words, people, and who said what.
//!
//! ```text
//!  text ──blocks──▶ Block ──tokens──▶ Sentence of Tokens ──names──▶ Mention of an Entity ──attribution──▶ Saying
//! ```
//!
//! Everything is a range of bytes in the one text, which is never copied or mended. The words that the rules go by stand in
//! `lexicon/*.txt`; the rules here know no country, no office and no verb. A pronoun is never traced to a person.
//! This room knows no dates and no events.

pub mod attribution;
pub mod blocks;
pub mod lexicon;
pub mod names;
pub mod tokens;

pub use crate::prose::attribution::{Saying, Subject};
pub use crate::prose::blocks::{Block, Role};
pub use crate::prose::lexicon::Lexicon;
pub use crate::prose::names::{Entity, EntityId, EntityKind, Mention};
pub use crate::prose::tokens::{Sentence, Token};

use crate::quotation::{Passage, passages};

/// An article, read.
#[derive(Debug, Clone)]
pub struct Article<'t> {
    /// The text.
    pub text: &'t str,
    /// Its paragraphs, furniture included.
    pub blocks: Vec<Block>,
    /// The words and stops of the paragraphs that belong to the article.
    pub tokens: Vec<Token>,
    /// The sentences of those paragraphs.
    pub sentences: Vec<Sentence>,
    /// The passages between quotation marks.
    pub passages: Vec<Passage>,
    /// People, states and organisations that are named.
    pub entities: Vec<Entity>,
    /// Where each is named, in order.
    pub mentions: Vec<Mention>,
    /// Who says what.
    pub sayings: Vec<Saying>,
}

impl<'t> Article<'t> {
    /// Reads an article.
    pub fn read(text: &'t str, lexicon: &Lexicon) -> Article<'t> {
        let blocks = blocks::blocks(text, lexicon);
        let passages = passages(text);
        let (tokens, sentences) = tokens::sentences(text, &blocks, &passages, lexicon);
        let (entities, mentions) = names::names(text, &blocks, &tokens, &sentences, lexicon);
        let mut article = Article {
            text,
            blocks,
            tokens,
            sentences,
            passages,
            entities,
            mentions,
            sayings: Vec::new(),
        };
        article.sayings = attribution::sayings(&article, lexicon);
        article
    }

    /// The text of a range of tokens.
    pub fn words(&self, tokens: &std::ops::Range<usize>) -> &'t str {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                &self.text[first.start..last.end]
            }
            _ => "",
        }
    }

    /// The mentions that lie in a range of tokens.
    pub fn mentions_in(&self, tokens: &std::ops::Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let until = self.mentions.partition_point(|m| m.tokens.start < tokens.end);
        &self.mentions[from..until.max(from)]
    }

    /// The speaker that the article gives to bytes between quotation marks; `None` where it names nobody.
    pub fn speaker_of(&self, bytes: &std::ops::Range<usize>) -> Option<EntityId> {
        let passage = self
            .passages
            .iter()
            .position(|p| p.outer.start <= bytes.start && bytes.end <= p.outer.end)?;
        let saying = self.sayings.iter().find(|saying| saying.passages.contains(&passage))?;
        match saying.subject {
            Subject::Entity(entity) if saying.certain => Some(entity),
            Subject::Entity(_) | Subject::Pronoun(_) | Subject::Nobody => None,
        }
    }
}
