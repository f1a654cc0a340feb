//! One draft of several articles about the same days.
//!
//! People are the same if their names agree. Meetings are the same if kind, people and day agree; statements, if the speaker
//! and the words do. What two articles say differently of one event is kept as rival accounts, the first article's version
//! standing in the event itself.

use crate::draft::event::{Actor, Draft, Event, slug};
use crate::quotation::Folded;
use std::collections::{BTreeMap, BTreeSet};

/// Joins drafts, sorts the events and gives them ids.
pub(super) fn join(drafts: Vec<Draft>) -> Draft {
    let several = drafts.len() > 1;
    let mut drafts = drafts.into_iter();
    let Some(mut whole) = drafts.next() else { return Draft::default() };
    if several {
        prefix_remarks(&mut whole);
    }
    for mut draft in drafts {
        prefix_remarks(&mut draft);
        add(&mut whole, draft);
    }
    sort(&mut whole);
    name(&mut whole.events);
    whole
}

fn prefix_remarks(draft: &mut Draft) {
    let key = draft.sources.first().map_or_else(String::new, |source| source.key.clone());
    for remark in &mut draft.remarks {
        *remark = match remark.strip_prefix("? ") {
            Some(rest) => format!("? {key}: {rest}"),
            None => format!("{key}: {remark}"),
        };
    }
}

fn add(whole: &mut Draft, mut draft: Draft) {
    let renamed = add_actors(&mut whole.actors, std::mem::take(&mut draft.actors));
    let anchored = draft.anchor == whole.anchor && draft.zone == whole.zone;
    for event in &mut draft.events {
        rename(event, &renamed);
        // The file has one day to count from; words that another day dates are written out.
        if !anchored
            && let Some(dating) = &mut event.dating
            && let Some((first, last)) = dating.days
        {
            let relative =
                !dating.value.starts_with(|c: char| c.is_ascii_digit()) || dating.value.len() < 8;
            if relative {
                dating.value =
                    if first == last { first.to_string() } else { format!("{first}/{last}") };
            }
        }
    }
    if whole.anchor.is_none() {
        whole.anchor = draft.anchor;
    }
    if whole.zone.is_floating() {
        whole.zone = draft.zone;
    }
    whole.remarks.append(&mut draft.remarks);
    whole.sources.append(&mut draft.sources);
    for place in draft.places {
        if !whole.places.iter().any(|known| known.key == place.key) {
            whole.places.push(place);
        }
    }
    // Which number an event of the second draft has in the first.
    let mut numbers: Vec<usize> = Vec::with_capacity(draft.events.len());
    let known = whole.events.len();
    let mut fresh: Vec<Event> = Vec::new();
    for event in &draft.events {
        match (0..known).find(|&at| same(&whole.events[at], event)) {
            Some(at) => numbers.push(at),
            None => {
                numbers.push(known + fresh.len());
                fresh.push(event.clone());
            }
        }
    }
    whole.events.append(&mut fresh);
    for (event, &at) in draft.events.iter().zip(&numbers) {
        let point = |list: &[usize]| {
            list.iter().map(|&n| numbers[n]).filter(|&n| n != at).collect::<Vec<_>>()
        };
        let relations = [
            point(&event.after),
            point(&event.before),
            point(&event.announces),
            point(&event.reports),
            point(&event.responds_to),
        ];
        let target = &mut whole.events[at];
        let [after, before, announces, reports, responds_to] = relations;
        if at < known {
            merge(target, event);
            extend(&mut target.after, after);
            extend(&mut target.before, before);
            extend(&mut target.announces, announces);
            extend(&mut target.reports, reports);
            extend(&mut target.responds_to, responds_to);
        } else {
            (target.after, target.before) = (after, before);
            (target.announces, target.reports, target.responds_to) =
                (announces, reports, responds_to);
        }
    }
}

fn extend(list: &mut Vec<usize>, more: Vec<usize>) {
    for number in more {
        if !list.contains(&number) {
            list.push(number);
        }
    }
}

/// Adds actors; gives the new ids of those that were known under another.
fn add_actors(known: &mut Vec<Actor>, more: Vec<Actor>) -> BTreeMap<String, String> {
    let mut renamed = BTreeMap::new();
    for actor in more {
        let alike = known.iter_mut().find(|other| alike(other, &actor));
        match alike {
            Some(other) => {
                if other.key != actor.key {
                    renamed.insert(actor.key.clone(), other.key.clone());
                }
                if other.name.len() < actor.name.len() && other.kind == actor.kind {
                    other.short = other.short.take().or(actor.short);
                    other.name = actor.name;
                }
                other.role = other.role.take().or(actor.role);
                other.member_of = other.member_of.take().or(actor.member_of);
            }
            None => {
                let mut actor = actor;
                if known.iter().any(|other| other.key == actor.key) {
                    let key = (2..)
                        .map(|n| format!("{}-{n}", actor.key))
                        .find(|key| known.iter().all(|a| a.key != *key));
                    let key = key.unwrap_or_default();
                    renamed.insert(actor.key.clone(), key.clone());
                    actor.key = key;
                }
                known.push(actor);
            }
        }
    }
    renamed
}

/// Whether two entries are one actor: the same id, and names that do not contradict each other.
fn alike(one: &Actor, other: &Actor) -> bool {
    if one.kind != other.kind {
        return false;
    }
    if one.name == other.name {
        return true;
    }
    let words =
        |name: &str| name.to_lowercase().split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(&one.name), words(&other.name));
    one.key == other.key && (a.is_subset(&b) || b.is_subset(&a))
}

fn rename(event: &mut Event, renamed: &BTreeMap<String, String>) {
    let names = event.participants.iter_mut().chain(&mut event.to).chain(&mut event.speaker);
    for name in names {
        if let Some(new) = renamed.get(name) {
            name.clone_from(new);
        }
    }
}

fn same(one: &Event, other: &Event) -> bool {
    if one.kind != other.kind
        || one.sources.iter().any(|(key, _)| other.sources.iter().any(|(k, _)| k == key))
    {
        return false;
    }
    let people = |event: &Event| event.participants.iter().cloned().collect::<BTreeSet<_>>();
    let days_agree = match (one.days(), other.days()) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => false,
    };
    match one.kind.as_str() {
        "meeting" | "call" => {
            people(one).len() >= 2
                && people(one) == people(other)
                && days_agree
                && one.status == other.status
        }
        "statement" => {
            let (Some(a), Some(b)) = (&one.quote, &other.quote) else { return false };
            one.speaker.is_some() && one.speaker == other.speaker && share_words(a, b)
        }
        "visit" | "agreement" | "ceasefire" | "decision" | "breakdown" | "demand" | "proposal"
        | "message" => {
            days_agree
                && one.form == other.form
                && one.speaker == other.speaker
                && !people(one).is_empty()
                && people(one) == people(other)
        }
        "background" => one.title == other.title && days_agree,
        _ => false,
    }
}

/// Whether one quotation has a piece of the other.
fn share_words(one: &str, other: &str) -> bool {
    let fold = |text: &str| {
        text.split(" … ")
            .map(|piece| Folded::of(piece).text().trim_matches(['.', ',', ' ']).to_lowercase())
            .collect::<Vec<_>>()
    };
    let (a, b) = (fold(one), fold(other));
    a.iter().any(|x| {
        b.iter().any(|y| {
            x.len() >= 20 && y.len() >= 20 && (x.contains(y.as_str()) || y.contains(x.as_str()))
        })
    })
}

/// Adds what a second article says of a known event; what it says otherwise becomes an account.
fn merge(known: &mut Event, other: &Event) {
    known.sources.extend(other.sources.iter().cloned());
    known.spans.extend(other.spans.iter().cloned());
    let source = other.sources.first().map_or_else(String::new, |(key, _)| key.clone());
    let mut accounts: Vec<(String, String, String)> = Vec::new();
    let mut differ = |field: &str, one: Option<String>, two: Option<String>| -> Option<String> {
        match (one, two) {
            (Some(one), Some(two)) if one != two => {
                accounts.push((source.clone(), field.to_owned(), two));
                Some(one)
            }
            (one, two) => one.or(two),
        }
    };
    known.duration = differ("duration", known.duration.clone(), other.duration.clone());
    let place = |event: &Event| event.place.as_ref().map(|(name, _, _)| name.clone());
    let one_place = differ("place", place(known), place(other));
    let quote = match (&known.quote, &other.quote) {
        (Some(one), Some(two)) if two.len() > one.len() && two.contains(one.as_str()) => {
            Some(two.clone())
        }
        (Some(one), Some(two)) if one.contains(two.as_str()) => Some(one.clone()),
        (Some(one), Some(two)) => differ("quote", Some(one.clone()), Some(two.clone())),
        (one, two) => one.clone().or(two.clone()),
    };
    known.accounts.extend(accounts);
    if known.place.is_none() && one_place.is_some() {
        known.place.clone_from(&other.place);
    }
    known.quote = quote;
    if let (Some(one), Some(two)) = (known.days(), other.days()) {
        if one != two
            && let Some(dating) = &other.dating
        {
            known.accounts.push((source.clone(), "date".to_owned(), dating.value.clone()));
        }
    } else {
        known.dating = known.dating.take().or(other.dating.clone());
    }
    for to in &other.to {
        if !known.to.contains(to) {
            known.to.push(to.clone());
        }
    }
    known.note = known.note.take().or(other.note.clone());
    for doubt in &other.doubts {
        if !known.doubts.contains(doubt) {
            known.doubts.push(doubt.clone());
        }
    }
}

/// Dated events by day, undated ones behind them; ties keep the order of the text.
fn sort(draft: &mut Draft) {
    let mut order: Vec<usize> = (0..draft.events.len()).collect();
    let sources: Vec<&str> = draft.sources.iter().map(|source| source.key.as_str()).collect();
    let place = |event: &Event| {
        let source = event.spans.first().map(|(key, _)| key.as_str());
        let source = source.and_then(|key| sources.iter().position(|known| *known == key));
        (source.unwrap_or(usize::MAX), event.at())
    };
    order.sort_by_key(|&at| {
        let event = &draft.events[at];
        let day = event.days().map(|(first, _)| first);
        // Where one event is known to come after another of the same day, it stands below it.
        (event.dating.is_none(), day, rank(&draft.events, at, 0), place(event))
    });
    let mut new_number = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        new_number[old] = new;
    }
    let mut events: Vec<Option<Event>> =
        std::mem::take(&mut draft.events).into_iter().map(Some).collect();
    draft.events = order.iter().filter_map(|&old| events[old].take()).collect();
    for event in &mut draft.events {
        for list in [
            &mut event.after,
            &mut event.before,
            &mut event.announces,
            &mut event.reports,
            &mut event.responds_to,
        ] {
            for number in list.iter_mut() {
                *number = new_number[*number];
            }
            list.sort_unstable();
        }
    }
}

/// How many events of the same day certainly lie before one, along the longest chain.
fn rank(events: &[Event], at: usize, depth: usize) -> usize {
    if depth > 16 {
        return 0;
    }
    let before =
        events[at].after.iter().filter(|&&other| events[other].days() == events[at].days());
    before.map(|&other| rank(events, other, depth + 1) + 1).max().unwrap_or(0)
}

/// Gives every event an id made from its title.
fn name(events: &mut [Event]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for event in events {
        let mut base = slug(&event.title, 36);
        if base.len() > 40 {
            base.truncate(40);
            base = base.trim_end_matches('-').to_owned();
        }
        if base.is_empty() || !base.starts_with(|c: char| c.is_ascii_alphabetic()) {
            base = format!("{}-{}", event.kind, base).trim_end_matches('-').to_owned();
        }
        let mut key = base.clone();
        let mut number = 2;
        while taken.contains(&key) {
            key = format!("{base}-{number}");
            number += 1;
        }
        taken.insert(key.clone());
        event.key = key;
    }
}
