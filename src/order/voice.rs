//! Who says what: facts that must hold, and versions of which one can be believed and another not.
//!
//! What the author of the file says, and nobody tells otherwise, must hold. A fact `per` a source, a claim of an
//! account, and what an event itself says where accounts tell it otherwise are versions. What an event says so is
//! told by the sources that it cites, or by the author alone.

use crate::order::FactId;
use crate::timeline::{Account, Event, Relation, RelationKind, SourceId, Timeline};
use std::collections::{BTreeMap, HashMap};

/// The versions, by those who tell them.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// What each source tells, sources and facts in the order of the file; `None` is the version that the file itself
    /// tells.
    pub told: BTreeMap<Option<SourceId>, Vec<FactId>>,
    /// How much each fact that is a version is preferred, by `prefer`: 0 is not at all. All others must hold.
    pub preference: HashMap<FactId, u32>,
}

impl Voices {
    /// Whether a fact is a version.
    pub fn is_version(&self, fact: FactId) -> bool {
        self.preference.contains_key(&fact)
    }

    /// Those who tell a version.
    pub fn of(&self, fact: FactId) -> impl Iterator<Item = Option<SourceId>> + '_ {
        self.told
            .iter()
            .filter(move |(_, facts)| facts.binary_search(&fact).is_ok())
            .map(|(&voice, _)| voice)
    }
}

/// How much a source is preferred: the first of `prefer` most, one that is not named 0.
pub(super) fn preference(timeline: &Timeline, source: SourceId) -> u32 {
    let place = timeline.prefer.iter().position(|&preferred| preferred == source);
    place.map_or(0, |place| (timeline.prefer.len() - place) as u32)
}

/// The accounts of an event that the editor has not set aside.
pub fn accounts(event: &Event) -> impl Iterator<Item = (usize, &Account)> {
    event.accounts.iter().enumerate().filter(|(_, account)| account.rejected.is_none())
}

/// The sources that tell a field as the event itself has it: those it cites, without those that tell it otherwise.
pub(super) fn backers(event: &Event, tells_otherwise: fn(&Account) -> bool) -> Vec<SourceId> {
    let mut backers: Vec<SourceId> = event.citations.iter().map(|c| c.source).collect();
    backers.sort();
    backers.dedup();
    backers.retain(|&source| {
        !accounts(event).any(|(_, account)| account.source == source && tells_otherwise(account))
    });
    backers
}

/// Whether accounts tell the date of an event otherwise.
pub fn date_is_contested(event: &Event) -> bool {
    accounts(event).any(|(_, account)| account.when.is_some())
}

/// Whether accounts tell otherwise how long an event took of which the date says when it ended.
pub fn end_is_contested(event: &Event) -> bool {
    event.reading().is_some_and(|reading| reading.civil.interval)
        && accounts(event).any(|(_, account)| account.duration.is_some())
}

/// Whether accounts tell the length of an event otherwise.
pub(super) fn duration_is_contested(event: &Event) -> bool {
    let from_to = |account: &Account| {
        let reading = account.when.as_ref().and_then(|when| when.reading.as_ref());
        reading.is_some_and(|reading| reading.civil.interval)
    };
    accounts(event).any(|(_, account)| account.duration.is_some() || from_to(account))
}

/// Whether accounts relate an event otherwise to the event that one of its relations names.
pub fn is_contested(event: &Event, relation: &Relation) -> bool {
    relation.kind != RelationKind::Supersedes
        && accounts(event).any(|(_, account)| relates_to(account, relation))
}

/// Whether an account relates the event to the target of a relation.
pub(super) fn relates_to(account: &Account, relation: &Relation) -> bool {
    account.relations.iter().any(|claimed| claimed.target == relation.target)
}
