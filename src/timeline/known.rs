//! A timeline as things stood on a day: what happened later left out, what was announced by then as announced.

use crate::date::civil::Day;
use crate::timeline::{Event, EventId, Kind, RelationKind, Spanned, Status, Timeline};

impl Timeline {
    /// How things stood at the end of a day.
    ///
    /// Left out are events that certainly began later. Those that had been announced by then stay, as announced, and
    /// so do deadlines that had been set. When a source was published is no matter: most is told long afterwards.
    pub fn known_on(&self, day: Day) -> Timeline {
        let began_later = |event: &Event| {
            let first = event.reading().and_then(|reading| reading.civil.first);
            first.is_some_and(|first| first > day)
        };
        let later: Vec<bool> = self.events.iter().map(began_later).collect();
        let mut kept: Vec<bool> = later.iter().map(|later| !later).collect();
        for (event, _) in self.events.iter().zip(&later).filter(|(_, later)| !**later) {
            for relation in event.relations.iter().filter(|r| r.kind == RelationKind::Announces) {
                kept[relation.target.0 as usize] = true;
            }
        }
        let mut number = vec![None; self.events.len()];
        let mut count = 0;
        for (old, kept) in kept.iter().enumerate() {
            if *kept {
                number[old] = Some(EventId(count));
                count += 1;
            }
        }
        let new = |old: EventId| number[old.0 as usize];
        let mut known = self.clone();
        known.as_of = Some(day);
        known.events = Vec::with_capacity(count as usize);
        let events = self.events.iter().zip(&later).zip(&kept);
        for ((event, later), _) in events.filter(|(_, kept)| **kept) {
            let mut event = event.clone();
            if *later && event.kind != Kind::Deadline {
                let span = event.status.as_ref().map_or(event.span, |status| status.span);
                event.status = Some(Spanned { value: Status::Announced, span });
            } else if *later {
                // What became of it was still to come.
                event.status = None;
            }
            let accounts = event.accounts.iter_mut().map(|account| &mut account.relations);
            for relations in std::iter::once(&mut event.relations).chain(accounts) {
                relations.retain_mut(|relation| {
                    let target = new(relation.target);
                    relation.target = target.unwrap_or(relation.target);
                    target.is_some()
                });
            }
            known.events.push(event);
        }
        known.passages.retain_mut(|passage| {
            let event = new(passage.event);
            passage.event = event.unwrap_or(passage.event);
            let later = passage.when.reading.as_ref().and_then(|reading| reading.civil.first);
            event.is_some() && later.is_none_or(|first| first <= day)
        });
        known.face_dates.retain_mut(|(id, _)| {
            let event = new(*id);
            *id = event.unwrap_or(*id);
            event.is_some()
        });
        known.date_findings.retain_mut(|found| match found.event.map(new) {
            Some(event) => {
                found.event = event;
                event.is_some()
            }
            None => true,
        });
        known
    }
}
