//! Ids of a file → ids of the timeline, with a guess at what was meant by those that miss.

use crate::diagnostic::Span;
use crate::source::document::Text;
use crate::source::nearest::nearest;
use crate::timeline::resolve::Resolver;
use crate::timeline::{
    ActorId, Audience, EventId, Participant, Party, PlaceId, Referent, ReusedId, SourceId,
    Unresolved,
};
use ecow::EcoString;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Names that are given a guess; a file with more misses than this has another problem.
const MAX_GUESSES: usize = 100;
/// Comparisons spent on all guesses together.
const MAX_COMPARISONS: usize = 1_000_000;

/// The ids of one kind of thing, in the order of the timeline.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: HashMap<EcoString, u32>,
    names: Vec<(EcoString, Span)>,
}

/// All ids.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub actors: Index,
    pub sources: Index,
    pub places: Index,
    pub events: Index,
    guesses: usize,
    comparisons: usize,
}

impl Index {
    /// Makes room for so many more things.
    pub fn reserve(&mut self, count: usize) {
        self.ids.reserve(count);
        self.names.reserve_exact(count);
    }

    /// Adds the next thing under an id that may be taken; of two with one id, the first keeps it.
    ///
    /// # Errors
    /// The id is taken; gives the place where it stands first. The thing has been added all the same.
    pub fn add(&mut self, id: &EcoString, span: Span) -> Result<(), Span> {
        let number = self.names.len() as u32;
        self.names.push((id.clone(), span));
        match self.ids.entry(id.clone()) {
            Entry::Occupied(first) => Err(self.names[*first.get() as usize].1),
            Entry::Vacant(free) => {
                free.insert(number);
                Ok(())
            }
        }
    }

    /// Adds the next thing, unless its id is taken.
    ///
    /// # Errors
    /// The id is taken; gives the place where it stands first. Nothing has been added.
    pub fn claim(&mut self, id: &EcoString, span: Span) -> Result<(), Span> {
        match self.get(id) {
            Some(first) => Err(self.names[first as usize].1),
            None => self.add(id, span),
        }
    }

    /// Whether there is a thing with this id, and which.
    pub fn get(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }
}

impl Names {
    fn index(&self, referent: Referent) -> &Index {
        match referent {
            Referent::Actor => &self.actors,
            Referent::Event => &self.events,
            Referent::Source => &self.sources,
            Referent::Place => &self.places,
        }
    }

    /// The id nearest to one that misses, while guessing is still affordable.
    fn guess(&mut self, id: &str, referent: Referent) -> Option<String> {
        let candidates = self.index(referent).names.len();
        if self.guesses == MAX_GUESSES || self.comparisons + candidates > MAX_COMPARISONS {
            return None;
        }
        self.guesses += 1;
        self.comparisons += candidates;
        let names = self.index(referent).names.iter().map(|(name, _)| name.as_str());
        nearest(id, names).map(str::to_owned)
    }
}

impl Resolver {
    /// Notes an id that stands twice.
    pub fn reused(&mut self, id: &Text, first: Span) {
        self.timeline.reused_ids.push(ReusedId { key: id.value.clone(), first, again: id.span });
    }

    /// The actor with an id.
    pub fn actor_id(&mut self, id: &Text) -> Option<ActorId> {
        self.look_up(id, Referent::Actor).map(ActorId)
    }

    /// The source with an id.
    pub fn source_id(&mut self, id: &Text) -> Option<SourceId> {
        self.look_up(id, Referent::Source).map(SourceId)
    }

    /// The place with an id.
    pub fn place_id(&mut self, id: &Text) -> Option<PlaceId> {
        self.look_up(id, Referent::Place).map(PlaceId)
    }

    /// The event with an id.
    pub fn event_id(&mut self, id: &Text) -> Option<EventId> {
        self.look_up(id, Referent::Event).map(EventId)
    }

    /// The actor or the audience with an id, as someone's part in an event.
    pub fn participant(&mut self, id: &Text, role: Option<&Text>) -> Option<Participant> {
        let party = match self.party(&id.value) {
            Some(party) => party,
            // Not there: looked up once more for the record.
            None => Party::Actor(self.actor_id(id)?),
        };
        Some(Participant {
            party,
            role: role.map(|role| role.value.as_str()).into(),
            span: id.span,
        })
    }

    /// Who is meant, without a record of those that miss. An actor may be named like an audience.
    pub fn party(&self, id: &str) -> Option<Party> {
        match self.names.actors.get(id) {
            Some(number) => Some(Party::Actor(ActorId(number))),
            None => Audience::named(id).map(Party::Audience),
        }
    }

    fn look_up(&mut self, id: &Text, referent: Referent) -> Option<u32> {
        let found = self.names.index(referent).get(&id.value);
        if found.is_none() {
            let nearest = self.names.guess(&id.value, referent);
            let name = id.value.clone();
            self.timeline.unresolved.push(Unresolved {
                name,
                referent,
                span: id.span,
                nearest: nearest.map(Into::into),
            });
        }
        found
    }
}
