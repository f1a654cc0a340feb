//! From article to event file: the timeline that a careful editor would start from.
//!
//! ```text
//!  bytes ──input──▶ text ──prose──▶ Article ──published──▶ anchor ──dating──▶ days
//!                                      ├──statements──▶ who said what
//!                                      ├──happenings──▶ meetings, calls, agreements, …
//!                                      └──captions ───▶ background
//!        ──relations──▶ after, announces, reports ──join──▶ one draft of several articles ──write──▶ YAML
//! ```
//!
//! Nothing is guessed in silence. What a rule is not sure of carries a comment that begins with `?`; what the text does not
//! date stays undated; indirect speech gets no quotation marks; a pronoun names nobody. The rules know patterns, not
//! stories: every word that they go by stands in the lists of [`crate::prose::lexicon`].

mod captions;
mod dating;
mod event;
mod happenings;
pub mod input;
mod join;
mod published;
mod relations;
mod statements;
mod titles;
mod write;

pub use crate::draft::event::{Actor, Dating, Draft, Event, Lost, Place, Source};

use crate::date::civil::Day;
use crate::date::zone::Zone;
use crate::prose::{Article, Lexicon};

/// An article with what is known of it beforehand.
#[derive(Debug, Clone, Default)]
pub struct Request<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its id in the event file.
    pub key: String,
    /// Path of the saved text, as the event file shall name it.
    pub path: Option<String>,
    /// Title, where the page itself (HTML) gives one.
    pub title: Option<String>,
    /// Publisher, likewise.
    pub publisher: Option<String>,
    /// Day of publication that the page itself gives, as text.
    pub page_published: Option<String>,
    /// Day of publication that the caller knows.
    pub published: Option<Day>,
    /// Place that the caller knows: its name.
    pub place: Option<String>,
}

/// Why an article gives no draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There are no words in it.
    Empty,
    /// It is in another language: the share of common English words in a hundred.
    NotEnglish(usize),
}

/// Drafts an event file from articles about the same days.
///
/// # Errors
/// [`Refusal`] with the number of the article that gives nothing to read.
pub fn draft(requests: &[Request<'_>], lexicon: &Lexicon) -> Result<Draft, (usize, Refusal)> {
    let mut drafts = Vec::with_capacity(requests.len());
    for (number, request) in requests.iter().enumerate() {
        readable(request.text).map_err(|refusal| (number, refusal))?;
        drafts.push(one(request, lexicon));
    }
    Ok(join::join(drafts))
}

fn one(request: &Request<'_>, lexicon: &Lexicon) -> Draft {
    let article = Article::read(request.text, lexicon);
    let published = published::find(&article, request, lexicon);
    let context = Context {
        article: &article,
        lexicon,
        anchor: published.anchor,
        zone: published.zone,
        key: &request.key,
    };
    let mut events = Vec::new();
    let happenings = happenings::find(&context);
    let statements = statements::find(&context);
    relations::gather(&context, happenings, statements, &mut events);
    captions::add(&context, &published, &mut events);
    event::finish(&context, request, published, events)
}

/// What the stages of one article share.
struct Context<'a, 't> {
    article: &'a Article<'t>,
    lexicon: &'a Lexicon,
    /// The day that relative words count from.
    anchor: Option<Day>,
    /// The zone of the article's days.
    zone: Zone,
    key: &'a str,
}

/// Words that make up a good part of any English text.
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by",
    "at", "from", "it", "his", "be", "he", "they", "has", "had", "said",
];
/// The share of those words, in a hundred, below which a text is not English.
const LEAST_COMMON: usize = 12;

fn readable(text: &str) -> Result<(), Refusal> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(5_000)
        .map(str::to_lowercase)
        .collect();
    if words.len() < 5 {
        return Err(Refusal::Empty);
    }
    let common = words.iter().filter(|word| COMMON.contains(&word.as_str())).count();
    let share = common * 100 / words.len();
    if words.len() >= 25 && share < LEAST_COMMON { Err(Refusal::NotEnglish(share)) } else { Ok(()) }
}
