//! The whole picture told in prose, for readers who hear it.

use crate::layout::scene::Scene;
use crate::layout::words::{accounts, date, event_status, focus, left_out, quoted};
use crate::order::{OrderNetwork, Verdict};
use crate::timeline::{Event, EventId, Party, Status, Timeline};

/// The whole picture told in order, for readers who hear it, with how sure that order is.
pub fn story(scene: &Scene<'_>, order: &OrderNetwork) -> String {
    let (timeline, sequence) = (scene.timeline, &scene.sequence);
    let mut story = String::new();
    let mut before: Option<EventId> = None;
    for &id in &sequence.rows {
        let link = before.map(|before| match order.verdict(before, id) {
            Verdict::Certain => "Then: ",
            Verdict::Possible => "Before or after that: ",
            Verdict::Contested => "Before or after that, by different sources: ",
            // Neither is over when the other begins.
            Verdict::Impossible => "Meanwhile: ",
        });
        if let Some(link) = link {
            story.push(' ');
            story.push_str(link);
        }
        story.push_str(&sentence(timeline, timeline.event(id), link.is_none()));
        before = Some(id);
    }
    let ties = sequence.ties.iter().filter(|tie| !tie.is_empty());
    for tie in ties {
        let titles: Vec<&str> = sequence.rows[tie.clone()]
            .iter()
            .take(8)
            .map(|&id| timeline.event(id).title.as_str())
            .collect();
        story.push_str(&format!(" The order is not fully known among: {}.", titles.join("; ")));
    }
    for remark in [focus(scene), left_out(scene)].into_iter().flatten() {
        story.push(' ');
        story.push_str(&remark);
    }
    story
}

fn sentence(timeline: &Timeline, event: &Event, begins: bool) -> String {
    let mut date = date(event, &timeline.printer);
    if let Some(first) = date.get(..1).filter(|_| begins) {
        date = format!("{}{}", first.to_uppercase(), &date[1..]);
    }
    let mut text = format!("{date}: {}", event.title);
    match event.status.as_ref().map(|s| s.value) {
        Some(Status::Announced) => text.push_str(" (announced; no report that it was held)"),
        _ => {
            if let Some(words) = event_status(event) {
                text.push_str(&format!(" ({words})"));
            }
        }
    }
    let names: Vec<&str> = event
        .participants
        .iter()
        .filter_map(|p| match p.party {
            Party::Actor(id) => Some(timeline.actor(id).label()),
            Party::Audience(_) => None,
        })
        .collect();
    if !names.is_empty() {
        text.push_str(&format!(", with {}", names.join(", ")));
    }
    if let Some(quote) = &event.quote {
        let speaker = event.speaker.as_ref().and_then(|s| match s.party {
            Party::Actor(id) => Some(timeline.actor(id).label()),
            Party::Audience(_) => None,
        });
        match speaker {
            Some(name) => text.push_str(&format!(". {name}: {}", quoted(&quote.value))),
            None => text.push_str(&format!(". {}", quoted(&quote.value))),
        }
    }
    if let Some(accounts) = accounts(timeline, event) {
        text.push_str(". ");
        text.push_str(&accounts);
    }
    text.push('.');
    text
}
