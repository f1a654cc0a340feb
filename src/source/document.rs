//! What an event file says, entry by entry, before anything is looked up: texts, each with its bytes.
//!
//! A record holds what was written and nothing else. Whether an id exists, a date can be read or a word is
//! one of a closed list is for [`crate::timeline::resolve`] to say; whether a key exists and has the right
//! shape was settled by [`crate::source`]. A field that the file leaves out, or leaves empty, is `None`.

use crate::diagnostic::{FileId, Span};
use crate::source::blocks::Blocks;
use ecow::EcoString;
use thin_vec::ThinVec;

/// A text, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text, without quotes and with escapes undone; nothing else is done to it: `NO` and `09:30` stay as they are.
    pub value: EcoString,
    /// Its bytes in the file; of a quoted text, those between the quotes.
    pub span: Span,
}

/// One event file.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The file that it was read from.
    pub file: FileId,
    /// `title`
    pub title: Option<Text>,
    /// `subtitle`
    pub subtitle: Option<Text>,
    /// `language`
    pub language: Option<Text>,
    /// `date_style`
    pub date_style: Option<Text>,
    /// `timezone`
    pub timezone: Option<Text>,
    /// `anchor`
    pub anchor: Option<Text>,
    /// `as_of`
    pub as_of: Option<Text>,
    /// `calendar`
    pub calendar: Option<Calendar>,
    /// `year_start`
    pub year_start: Option<Text>,
    /// `offset`
    pub offset: Option<Text>,
    /// `include`; the files have been read, each is a document of its own.
    pub include: Vec<Text>,
    /// `prefer`: ids of sources, the most trusted first.
    pub prefer: Vec<Text>,
    /// `allow`
    pub allow: ThinVec<Excuse>,
    /// `sources`
    pub sources: Vec<SourceRecord>,
    /// `actors`
    pub actors: Vec<ActorRecord>,
    /// `places`
    pub places: Vec<PlaceRecord>,
    /// `events`
    pub events: Blocks<EventRecord>,
}

/// The calendar that dates are written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calendar {
    /// `gregorian` or `julian`
    Named(Text),
    /// `{reform: RUSSIA}`: Julian up to the country's reform, Gregorian from then on.
    Reform(Text),
}

/// An entry of `sources`.
#[derive(Debug, Clone, Default)]
pub struct SourceRecord {
    /// The key in the file.
    pub id: Text,
    /// `title`
    pub title: Option<Text>,
    /// `publisher`
    pub publisher: Option<Box<Text>>,
    /// `author`
    pub author: Option<Box<Text>>,
    /// `published`
    pub published: Option<Box<Text>>,
    /// `dateline`
    pub dateline: Option<Box<Dateline>>,
    /// `accessed`
    pub accessed: Option<Box<Text>>,
    /// `url`
    pub url: Option<Text>,
    /// `archive`
    pub archive: Option<Box<Text>>,
    /// `text`
    pub text: Option<Box<Text>>,
    /// `sha256`
    pub sha256: Option<Box<Text>>,
    /// `language`
    pub language: Option<Box<Text>>,
    /// `reliability`
    pub reliability: Option<Box<Text>>,
}

/// Where and when a source was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dateline {
    /// `dateline: Hangzhou, 2016-09-05`
    Line(Text),
    /// `dateline: {place: Hangzhou, date: 2016-09-05}`
    Parts {
        /// `place`
        place: Option<Text>,
        /// `date`
        date: Option<Text>,
    },
}

/// An entry of `actors`.
#[derive(Debug, Clone, Default)]
pub struct ActorRecord {
    /// The key in the file.
    pub id: Text,
    /// `name`
    pub name: Option<Text>,
    /// `short`
    pub short: Option<Text>,
    /// `aliases`
    pub aliases: Vec<Text>,
    /// `kind`
    pub kind: Option<Text>,
    /// `role`
    pub role: Option<Text>,
    /// `member_of`
    pub member_of: Option<Text>,
    /// `tenure`
    pub tenure: Option<Text>,
    /// `born`
    pub born: Option<Text>,
    /// `died`
    pub died: Option<Text>,
    /// `color`
    pub color: Option<Text>,
}

/// An entry of `places`.
#[derive(Debug, Clone, Default)]
pub struct PlaceRecord {
    /// The key in the file.
    pub id: Text,
    /// `name`
    pub name: Option<Text>,
    /// `timezone`
    pub timezone: Option<Text>,
    /// `offset`
    pub offset: Option<Text>,
    /// `location`: latitude −90 to 90 and longitude −180 to 180, degrees.
    pub location: Option<(f64, f64)>,
}

/// An entry of `events`. What few events have lies in boxes: a file can have a hundred thousand of them.
#[derive(Debug, Clone, Default)]
pub struct EventRecord {
    /// The first line of the entry, without the dash.
    pub first_line: Span,
    /// `id`
    pub id: Option<Text>,
    /// `kind`
    pub kind: Option<Text>,
    /// `form`
    pub form: Option<Box<Text>>,
    /// `title`
    pub title: Option<Text>,
    /// `date`
    pub date: Option<Text>,
    /// `time`; never without a date.
    pub time: Option<Box<Text>>,
    /// `timezone`
    pub timezone: Option<Box<Text>>,
    /// `offset`
    pub offset: Option<Box<Text>>,
    /// `dated`: the date that a document bears.
    pub dated: Option<Box<Text>>,
    /// `anchor`
    pub anchor: Option<Box<Text>>,
    /// `duration`
    pub duration: Option<Box<Text>>,
    /// `span`: `within` or `whole`.
    pub extent: Option<Box<Text>>,
    /// `place`
    pub place: Option<Text>,
    /// `actors`
    pub actors: ThinVec<Part>,
    /// `speaker`
    pub speaker: Option<Box<Text>>,
    /// `to`
    pub to: ThinVec<Part>,
    /// `quote`
    pub quote: Option<Text>,
    /// `translated_from`
    pub translated_from: Option<Box<Text>>,
    /// `attribution`
    pub attribution: Option<Box<Text>>,
    /// `source`
    pub sources: ThinVec<Citing>,
    /// `text_span`: bytes of a saved text, or ids of sources with such bytes.
    pub text_span: ThinVec<Citing>,
    /// `status`
    pub status: Option<Box<Text>>,
    /// `note`
    pub note: Option<Box<Text>>,
    /// `sent`
    pub sent: Option<Box<Text>>,
    /// `delivered`
    pub delivered: Option<Box<Text>>,
    /// `published`
    pub published: Option<Box<Text>>,
    /// The relations, in the order of [`RELATIONS`].
    pub links: ThinVec<Link>,
    /// `accounts`
    pub accounts: ThinVec<AccountRecord>,
    /// `allow`
    pub allow: ThinVec<Excuse>,
}

/// Someone's part in an event: `kerry`, or `annan: mediator`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The id of the actor.
    pub actor: Text,
    /// The role in this event.
    pub role: Option<Box<Text>>,
}

/// A source that an event is known from: `voa`, or `voa: "p. 3"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citing {
    /// The id of the source.
    pub source: Text,
    /// Where in it.
    pub locator: Option<Box<Text>>,
}

/// The keys that relate an event to others.
pub const RELATIONS: [&str; 11] = [
    "after",
    "before",
    "during",
    "part_of",
    "responds_to",
    "announces",
    "quotes",
    "reports",
    "supersedes",
    "implements",
    "same_as",
];

/// One relation to one other event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// One of [`RELATIONS`].
    pub relation: &'static str,
    /// The id of the other event.
    pub target: Text,
    /// `gap`: the time between the two.
    pub gap: Option<Box<Text>>,
    /// `per`: the id of the source that says so.
    pub per: Option<Box<Text>>,
    /// `reject`: why the editor sets it aside.
    pub reject: Option<Box<Text>>,
}

/// An entry of `accounts`: what one source says instead.
#[derive(Debug, Clone, Default)]
pub struct AccountRecord {
    /// The id of the source.
    pub source: Option<Text>,
    /// The fields of the event that it tells otherwise, each with its value as written.
    pub claims: Vec<(Text, Text)>,
    /// `date`, as claimed.
    pub date: Option<Text>,
    /// `time`, as claimed; without a claimed date, on the day that the event itself names.
    pub time: Option<Text>,
    /// `duration`, as claimed.
    pub duration: Option<Text>,
    /// `place`, as claimed.
    pub place: Option<Text>,
    /// The relations claimed.
    pub links: ThinVec<Link>,
    /// `reject`: why the editor sets the account aside.
    pub reject: Option<Text>,
    /// The first line of the entry.
    pub first_line: Span,
}

/// An entry of `allow`: a code and the reason not to report it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The code.
    pub code: Text,
    /// The reason.
    pub reason: Text,
}
