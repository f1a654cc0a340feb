//! Durations, tenures and lives that part of a date lies outside of.

use crate::check::possible::note;
use crate::check::{
    Evidence, Remarks, duration_clash as certain, outside_tenure as side_of, places,
};
use crate::check::{presence, words};
use crate::date::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::timeline::{Actor, EventId, Kind, Participant, Party, Spanned};

pub(super) fn duration_clash(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let (Some(duration), Some(date)) = (&event.duration, event.reading()) else { continue };
        if event.dates_only_its_start() || certain::clash(event).is_some() {
            continue;
        }
        let hard = date.hard;
        let most_s = hard
            .start_min
            .zip(hard.end_max)
            .map(|(from, to)| to.seconds().saturating_sub(from.seconds()));
        let (Some(most_s), Some(max_s)) = (most_s, duration.value.max_s) else { continue };
        if max_s > most_s {
            let message = format!(
                "{} may last longer than the {} that its date allows",
                words::quoted(&event.key),
                words::length(most_s)
            );
            let finding = note(Code("D308"), message)
                .at(duration.span, "")
                .at(places::date(timeline, id), words::reading(date))
                .help("narrow the duration, or correct the end of the date");
            remarks.add(Some(id), finding);
        }
    }
}

pub(super) fn outside_tenure(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    acting(evidence, remarks, false, |actor, date, key| {
        let tenure = actor.tenure.as_ref()?;
        let office = words::plain(actor.role.as_deref().unwrap_or("in office"));
        let actor = words::quoted(&actor.key);
        let message = match straddles((Some(tenure), Some(tenure)), date)? {
            side_of::Side::Before => {
                format!("{actor} may not yet have been {office} when {key} took place")
            }
            side_of::Side::After => {
                format!("{actor} may no longer have been {office} when {key} took place")
            }
        };
        let at = format!("in office {}", words::reading(&tenure.value));
        Some(note(Code("D403"), message).at(tenure.span, at))
    });
}

pub(super) fn not_alive(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    acting(evidence, remarks, true, |actor, date, key| {
        let (born, died) = (actor.born.as_deref(), actor.died.as_deref());
        let name = words::quoted(&actor.key);
        let (message, end, verb) = match straddles((born, died), date)? {
            side_of::Side::Before => {
                (format!("{name} may not have been born when {key} took place"), born?, "born")
            }
            side_of::Side::After => (
                format!("{name} may no longer have been alive when {key} took place"),
                died?,
                "died",
            ),
        };
        let at = format!("{verb} {}", words::reading(&end.value));
        Some(note(Code("D404"), message).at(end.span, at))
    });
}

/// Reports what `find` says of each actor and the date of each event that they act in, once for each.
fn acting(
    evidence: &Evidence<'_>,
    remarks: &mut Remarks,
    of_the_living: bool,
    find: impl Fn(&Actor, &Reading, &str) -> Option<Diagnostic>,
) {
    let timeline = evidence.timeline;
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let remembers = of_the_living && matches!(event.kind, Kind::Background | Kind::Milestone);
        let Some(date) = event.reading() else { continue };
        if remembers || !presence::may_have_taken_place(event) {
            continue;
        }
        let mut seen = Vec::new();
        for participant in event.speaker.iter().chain(&event.participants) {
            let Party::Actor(actor) = participant.party else { continue };
            if participant.role.is_some() || seen.contains(&actor) {
                continue;
            }
            seen.push(actor);
            if let Some(finding) = find(timeline.actor(actor), date, &words::quoted(&event.key)) {
                remarks.add(Some(id), placed(evidence, id, participant, finding));
            }
        }
    }
}

/// The finding with its first mark at the participant, then at the date, then where it stood before.
fn placed(
    evidence: &Evidence<'_>,
    id: EventId,
    participant: &Participant,
    mut finding: Diagnostic,
) -> Diagnostic {
    let timeline = evidence.timeline;
    let date = timeline.event(id).reading().map(words::reading).unwrap_or_default();
    let labels = std::mem::take(&mut finding.labels);
    finding = finding.at(participant.span, "").at(places::date(timeline, id), date);
    for label in labels {
        finding = finding.at(label.span, label.text);
    }
    finding.help("give the event a narrower date, if a source has one")
}

/// The end of a span of time that a date reaches over without lying wholly beyond it, on the calendar.
fn straddles(
    (from, until): (Option<&Spanned<Reading>>, Option<&Spanned<Reading>>),
    date: &Reading,
) -> Option<side_of::Side> {
    let (first, last) = (date.civil.first?, date.civil.last?);
    let from = from.and_then(|from| from.value.civil.first);
    let until = until.and_then(|until| until.value.civil.last);
    if from.is_some_and(|from| first < from && from <= last) {
        Some(side_of::Side::Before)
    } else if until.is_some_and(|until| first <= until && until < last) {
        Some(side_of::Side::After)
    } else {
        None
    }
}
