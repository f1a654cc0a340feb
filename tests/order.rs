//! What must, can and cannot have come first: the cases that a reader of the format would think of.

mod build;

use build::{Draft, bounds, claimed, per};
use demarche::date::duration::SecondsRange;
use demarche::date::zone::LocalClock;
use demarche::date::{Bounds, Frame, Instant};
use demarche::order::{Claim, Clash, FactId, FactKind, OrderNetwork, Verdict};
use demarche::timeline::{EventId, Kind, RelationKind, SourceId, Spanned, Status, Step};

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

#[track_caller]
fn check(draft: &Draft, a: EventId, b: EventId, verdict: Verdict, proof: &[FactKind]) {
    let network = OrderNetwork::build(&draft.timeline);
    let answer = network.order(a, b);
    let facts: Vec<FactKind> = answer.proof.iter().map(|&fact| network.fact(fact).kind).collect();
    assert_eq!((answer.verdict, facts.as_slice()), (verdict, proof));
    assert_eq!(network.verdict(a, b), verdict);
}

#[test]
fn two_dates_settle_the_order() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    draft.within(a, 0, DAY - 1);
    draft.within(b, DAY, 2 * DAY - 1);
    check(&draft, a, b, Verdict::Certain, &[FactKind::Date(a), FactKind::Date(b)]);
    check(&draft, b, a, Verdict::Impossible, &[FactKind::Date(b), FactKind::Date(a)]);
}

#[test]
fn two_events_of_one_day_are_in_no_order() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    draft.within(a, 0, DAY - 1);
    draft.within(b, 0, DAY - 1);
    check(&draft, a, b, Verdict::Possible, &[]);
    let answer = OrderNetwork::build(&draft.timeline).order(a, b);
    assert_eq!(answer.gap_s, (Some(1 - DAY), Some(DAY - 1)));
    let ways: Vec<bool> = answer.witnesses.iter().map(|witness| witness.before).collect();
    assert_eq!(ways, [true, false]);
}

#[test]
fn a_chain_is_told_from_the_first_event_on() {
    let mut draft = Draft::default();
    let [a, b, c] = draft.meetings();
    draft.relate(c, RelationKind::After, b);
    draft.relate(a, RelationKind::Before, b);
    let chain = [FactKind::Relation(a, 0), FactKind::Relation(c, 0)];
    check(&draft, a, c, Verdict::Certain, &chain);
    check(&draft, c, a, Verdict::Impossible, &[FactKind::Relation(c, 0), FactKind::Relation(a, 0)]);
}

#[test]
fn the_proof_with_the_fewest_facts_is_told() {
    let mut draft = Draft::default();
    let [a, b, c, d] = draft.meetings();
    draft.relate(b, RelationKind::After, a);
    draft.relate(c, RelationKind::After, b);
    draft.relate(d, RelationKind::After, c);
    draft.relate(d, RelationKind::After, a);
    check(&draft, a, d, Verdict::Certain, &[FactKind::Relation(d, 1)]);
}

#[test]
fn a_reply_to_a_statement_comes_after_it_but_a_reply_to_a_meeting_may_come_during_it() {
    let mut draft = Draft::default();
    let statement = draft.event(Kind::Statement);
    let meeting = draft.event(Kind::Meeting);
    let reply = draft.event(Kind::Statement);
    draft.relate(reply, RelationKind::RespondsTo, statement);
    draft.relate(reply, RelationKind::RespondsTo, meeting);
    check(&draft, statement, reply, Verdict::Certain, &[FactKind::Relation(reply, 0)]);
    check(&draft, meeting, reply, Verdict::Possible, &[]);
}

#[test]
fn a_statement_with_parts_takes_time() {
    let mut draft = Draft::default();
    let conference = draft.event(Kind::Statement);
    let [first, second] = draft.meetings();
    draft.relate(first, RelationKind::PartOf, conference);
    draft.relate(second, RelationKind::PartOf, conference);
    draft.relate(second, RelationKind::After, first);
    assert!(OrderNetwork::build(&draft.timeline).contradictions().is_empty());
}

#[test]
fn the_same_event_is_not_before_itself() {
    let mut draft = Draft::default();
    let [a] = draft.meetings();
    draft.lasts(a, 60, Some(90));
    check(&draft, a, a, Verdict::Impossible, &[]);
    let answer = OrderNetwork::build(&draft.timeline).order(a, a);
    assert_eq!(answer.gap_s, (Some(-90), Some(-60)));
}

#[test]
fn local_dates_compare_with_each_other_exactly_and_with_utc_loosely() {
    let mut draft = Draft::default();
    let [monday, tuesday, utc] = draft.meetings();
    draft.dated(monday, bounds((0, DAY - 1), (0, DAY - 1)), Frame::Floating(LocalClock::COMMON));
    draft.dated(
        tuesday,
        bounds((DAY, 2 * DAY - 1), (DAY, 2 * DAY - 1)),
        Frame::Floating(LocalClock::COMMON),
    );
    check(
        &draft,
        monday,
        tuesday,
        Verdict::Certain,
        &[FactKind::Date(monday), FactKind::Date(tuesday)],
    );
    // In UTC−12 Monday ends at noon of Tuesday.
    draft.within(utc, DAY + 12 * HOUR - 1, DAY + 12 * HOUR - 1);
    check(&draft, monday, utc, Verdict::Possible, &[]);
    draft.within(utc, DAY + 12 * HOUR, DAY + 12 * HOUR);
    check(&draft, monday, utc, Verdict::Certain, &[FactKind::Date(monday), FactKind::Date(utc)]);
    // In UTC+14 Tuesday begins at 10:00 of Monday.
    draft.within(utc, 10 * HOUR - 1, 10 * HOUR - 1);
    check(&draft, utc, tuesday, Verdict::Certain, &[FactKind::Date(utc), FactKind::Date(tuesday)]);
    draft.within(utc, 10 * HOUR, 10 * HOUR);
    check(&draft, utc, tuesday, Verdict::Possible, &[]);
}

#[test]
fn a_contradiction_names_every_fact_it_needs() {
    let mut draft = Draft::default();
    let [talks, reply, aside] = draft.meetings();
    draft.within(talks, 2 * HOUR, 2 * HOUR);
    draft.within(reply, HOUR, HOUR);
    draft.within(aside, 0, DAY);
    draft.relate(reply, RelationKind::RespondsTo, talks);
    draft.relate(aside, RelationKind::During, talks);
    let network = OrderNetwork::build(&draft.timeline);
    let [contradiction] = network.contradictions() else { panic!("one contradiction") };
    let facts: Vec<FactKind> =
        contradiction.facts.iter().map(|&fact| network.fact(fact).kind).collect();
    assert_eq!(
        facts,
        [FactKind::Date(talks), FactKind::Date(reply), FactKind::Relation(reply, 0),]
    );
    assert_eq!(contradiction.short_by_s, HOUR + 1);
    assert_eq!(network.fact(contradiction.withdrawn).kind, FactKind::Relation(reply, 0));
    assert_eq!(network.verdict(talks, reply), Verdict::Contested);
    assert_eq!(network.verdict(aside, reply), Verdict::Contested);
}

#[test]
fn a_contradiction_is_told_the_short_way_round() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    draft.within(a, 1, 1);
    draft.dated(b, bounds((2, 7), (6, 9)), Frame::Utc);
    draft.relate(b, RelationKind::Before, a);
    draft.relate(b, RelationKind::After, a);
    let network = OrderNetwork::build(&draft.timeline);
    let [contradiction] = network.contradictions() else { panic!("one contradiction") };
    let facts: Vec<FactKind> =
        contradiction.facts.iter().map(|&fact| network.fact(fact).kind).collect();
    assert_eq!(facts, [FactKind::Relation(b, 0), FactKind::Relation(b, 1)]);
}

#[test]
fn a_mistake_that_many_facts_deny_is_the_first_suspect() {
    let mut draft = Draft::default();
    let [misdated, b, c] = draft.meetings();
    draft.within(misdated, 9 * DAY, 9 * DAY);
    draft.within(b, 2 * DAY, 2 * DAY);
    draft.within(c, 3 * DAY, 3 * DAY);
    draft.relate(misdated, RelationKind::Before, b);
    draft.relate(misdated, RelationKind::Before, c);
    let network = OrderNetwork::build(&draft.timeline);
    assert_eq!(network.contradictions().len(), 2);
    let suspects: Vec<(FactKind, usize)> =
        network.suspects().iter().map(|&(fact, count)| (network.fact(fact).kind, count)).collect();
    assert_eq!(suspects, [(FactKind::Date(misdated), 2)]);
}

#[test]
fn facts_are_told_in_words() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    draft.within(a, 0, 0);
    draft.at(a).when.as_mut().expect("dated").text = "1970-01-01".into();
    draft.lasts(a, 1_800, Some(5_400));
    draft.relate(b, RelationKind::RespondsTo, a);
    draft.relate(b, RelationKind::After, a).gap =
        Some(SecondsRange { min_s: 600, max_s: Some(10_800) }.into());
    let network = OrderNetwork::build(&draft.timeline);
    let lines: Vec<String> = (0..network.facts().len() as u32)
        .map(|fact| network.describe(&draft.timeline, FactId(fact)))
        .collect();
    assert_eq!(
        lines,
        [
            "e0 is dated 1970-01-01",
            "e0 lasts 30 min to 1 h 30 min",
            "e1 responds to e0",
            "e1 is after e0 by 10 min to 3 h",
        ]
    );
}

#[test]
fn what_no_contradiction_touches_is_not_contested() {
    let mut draft = Draft::default();
    let [a, b, c, d] = draft.meetings();
    draft.relate(a, RelationKind::Before, b);
    draft.relate(a, RelationKind::After, b);
    draft.relate(c, RelationKind::Before, d);
    let network = OrderNetwork::build(&draft.timeline);
    assert_eq!(network.contradictions().len(), 1);
    assert_eq!(network.verdict(c, d), Verdict::Certain);
    assert_eq!(network.verdict(a, b), Verdict::Contested);
    let answer = network.order(a, b);
    let verdicts: Vec<Verdict> = answer.alternatives.iter().map(|&(_, v)| v).collect();
    assert_eq!(verdicts, [Verdict::Certain, Verdict::Impossible]);
}

#[test]
fn what_a_source_says_is_given_up_before_what_the_author_says() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    let wire = draft.source(None);
    draft.relate(a, RelationKind::Before, b).per = Some(wire);
    draft.relate(a, RelationKind::After, b);
    let network = OrderNetwork::build(&draft.timeline);
    let withdrawn = network.contradictions()[0].withdrawn;
    assert_eq!(network.fact(withdrawn).per, Some(wire));
    assert_eq!(network.contradictions()[0].clash, Clash::Source(wire));
}

#[test]
fn sources_may_differ() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    let (wire_a, wire_b) = (draft.source(None), draft.source(None));
    draft.relate(a, RelationKind::Before, b).per = Some(wire_a);
    draft.relate(a, RelationKind::After, b).per = Some(wire_b);
    let network = OrderNetwork::build(&draft.timeline);
    assert_eq!(
        network.order_per_source(a, b),
        [
            (None, Verdict::Possible),
            (Some(wire_a), Verdict::Certain),
            (Some(wire_b), Verdict::Impossible),
        ]
    );
}

#[test]
fn a_report_comes_after_what_it_reports_unless_that_was_only_announced() {
    let mut draft = Draft::default();
    let [talks] = draft.meetings();
    let paper = draft.source(Some(DAY));
    draft.cite(talks, paper);
    draft.within(talks, 2 * DAY, 2 * DAY);
    let network = OrderNetwork::build(&draft.timeline);
    let [contradiction] = network.contradictions() else { panic!("one contradiction") };
    let withdrawn = network.fact(contradiction.withdrawn);
    assert_eq!(withdrawn.kind, FactKind::Published(paper, talks));

    draft.status(talks, Status::Announced);
    assert!(OrderNetwork::build(&draft.timeline).contradictions().is_empty());

    // Held, and the paper told of the announcement.
    draft.status(talks, Status::Held);
    let announcement = draft.event(Kind::Announcement);
    draft.relate(announcement, RelationKind::Announces, talks);
    draft.cite(announcement, paper);
    assert!(OrderNetwork::build(&draft.timeline).contradictions().is_empty());
}

#[test]
fn bounds_are_what_all_facts_leave() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    draft.within(a, 100, 200);
    draft.relate(b, RelationKind::After, a);
    draft.lasts(b, 60, None);
    let network = OrderNetwork::build(&draft.timeline);
    let expected = Bounds {
        start_min: Some(Instant::new(101)),
        start_max: None,
        end_min: Some(Instant::new(161)),
        end_max: None,
    };
    assert_eq!(network.bounds(b), expected);
}

#[test]
fn absurd_numbers_do_no_harm() {
    let mut draft = Draft::default();
    let [a, b, c] = draft.meetings();
    draft.within(a, i64::MIN, i64::MIN);
    draft.within(b, i64::MAX, i64::MAX);
    draft.lasts(c, i64::MAX, Some(i64::MIN));
    draft.relate(c, RelationKind::After, c);
    let network = OrderNetwork::build(&draft.timeline);
    for x in [a, b, c] {
        for y in [a, b, c] {
            network.order(x, y);
            network.order_per_source(x, y);
        }
        network.bounds(x);
    }
}

#[test]
fn an_empty_timeline_has_a_network() {
    let network = OrderNetwork::build(&Draft::default().timeline);
    assert!(network.facts().is_empty() && network.contradictions().is_empty());
}

#[test]
fn beside_a_duration_a_clock_time_is_that_of_the_beginning() {
    let text = "
title: A meeting and what was said after it
timezone: Europe/Zurich
events:
  - { id: talks, kind: meeting, title: Talks, date: 2024-03-11, time: \"10:00\", duration: 90min..2h }
  - { id: lunch, kind: meeting, title: Lunch, date: 2024-03-11, time: \"12:30\" }
  - { id: coffee, kind: meeting, title: Coffee, date: 2024-03-11, time: \"11:00\" }
";
    let compiled = demarche::compile("t.yaml", text.to_owned(), &mut |_| Err(String::new()));
    let event = |key| compiled.event(key).expect(key);
    assert_eq!(compiled.order.contradictions(), []);
    assert_eq!(compiled.order.verdict(event("talks"), event("lunch")), Verdict::Certain);
    assert_eq!(compiled.order.verdict(event("talks"), event("coffee")), Verdict::Impossible);
}

#[test]
fn a_long_circle_is_one_contradiction_and_a_long_chain_one_proof() {
    let mut draft = Draft::default();
    let events: Vec<EventId> = (0..20_000).map(|_| draft.event(Kind::Meeting)).collect();
    for pair in events.windows(2) {
        draft.relate(pair[1], RelationKind::After, pair[0]);
    }
    let (first, last) = (events[0], events[events.len() - 1]);
    let answer = OrderNetwork::build(&draft.timeline).order(first, last);
    assert_eq!((answer.verdict, answer.proof.len()), (Verdict::Certain, events.len() - 1));

    draft.relate(first, RelationKind::After, last);
    let network = OrderNetwork::build(&draft.timeline);
    let lengths: Vec<usize> = network.contradictions().iter().map(|c| c.facts.len()).collect();
    assert_eq!(lengths, [events.len()]);
}

#[test]
fn a_reply_follows_the_delivery_of_what_it_answers() {
    let mut draft = Draft::default();
    let letter = draft.event(Kind::Message);
    let reply = draft.event(Kind::Message);
    draft.within(letter, 0, 0);
    draft.passes(letter, Step::Sent, (HOUR, HOUR), Frame::Utc);
    draft.passes(letter, Step::Delivered, (5 * HOUR, 5 * HOUR), Frame::Utc);
    draft.within(reply, 3 * HOUR, 8 * HOUR);
    let aside = draft.event(Kind::Meeting);
    draft.within(aside, 5 * HOUR, 5 * HOUR);
    draft.relate(reply, RelationKind::RespondsTo, letter);
    let proof = [FactKind::Date(aside), FactKind::Passage(letter, Step::Delivered)];
    check(
        &draft,
        aside,
        reply,
        Verdict::Certain,
        &[proof[0], proof[1], FactKind::Relation(reply, 0)],
    );
}

#[test]
fn letters_that_cross_answer_each_other_in_no_way() {
    let mut draft = Draft::default();
    let letter = draft.event(Kind::Message);
    let reply = draft.event(Kind::Message);
    draft.passes(letter, Step::Delivered, (5 * HOUR, 5 * HOUR), Frame::Utc);
    draft.passes(reply, Step::Sent, (3 * HOUR, 3 * HOUR), Frame::Utc);
    assert!(OrderNetwork::build(&draft.timeline).contradictions().is_empty());
    draft.relate(reply, RelationKind::RespondsTo, letter);
    let network = OrderNetwork::build(&draft.timeline);
    let [contradiction] = network.contradictions() else { panic!("one contradiction") };
    let facts: Vec<FactKind> =
        contradiction.facts.iter().map(|&fact| network.fact(fact).kind).collect();
    assert_eq!(
        facts,
        [
            FactKind::Passage(letter, Step::Delivered),
            FactKind::Passage(reply, Step::Sent),
            FactKind::Relation(reply, 0),
        ]
    );
    assert_eq!(contradiction.short_by_s, 2 * HOUR + 1);
}

#[test]
fn who_is_neither_author_nor_addressee_knows_a_letter_since_it_was_public() {
    let mut draft = Draft::default();
    let letter = draft.event(Kind::Message);
    let [author, addressee, third] = [draft.actor(), draft.actor(), draft.actor()];
    draft.speaks(letter, author);
    draft.is_told(letter, addressee);
    draft.passes(letter, Step::Delivered, (2 * HOUR, 2 * HOUR), Frame::Utc);
    draft.passes(letter, Step::Published, (9 * HOUR, 9 * HOUR), Frame::Utc);
    let noon = draft.event(Kind::Meeting);
    draft.within(noon, 5 * HOUR, 5 * HOUR);
    for (who, verdict) in [(addressee, Verdict::Possible), (third, Verdict::Certain)] {
        let answer = draft.event(Kind::Statement);
        draft.speaks(answer, who);
        draft.relate(answer, RelationKind::RespondsTo, letter);
        assert_eq!(OrderNetwork::build(&draft.timeline).verdict(noon, answer), verdict);
    }
}

/// A meeting of which an account tells otherwise when it was: the event's own source says before noon, the other after.
fn told_twice(draft: &mut Draft) -> (EventId, EventId, SourceId, SourceId) {
    let [talks, noon] = draft.meetings();
    let (wire_a, wire_b) = (draft.source(None), draft.source(None));
    draft.within(talks, HOUR, HOUR);
    draft.cite(talks, wire_a);
    draft.within(noon, 12 * HOUR, 12 * HOUR);
    let evening = bounds((20 * HOUR, 20 * HOUR), (20 * HOUR, 20 * HOUR));
    draft.account(talks, wire_b).when = Some(claimed(evening, Frame::Utc));
    (talks, noon, wire_a, wire_b)
}

#[test]
fn accounts_that_differ_leave_an_order_contested() {
    let mut draft = Draft::default();
    let (talks, noon, wire_a, wire_b) = told_twice(&mut draft);
    let network = OrderNetwork::build(&draft.timeline);
    let [dispute] = network.contradictions() else { panic!("one dispute") };
    assert_eq!((dispute.clash, dispute.is_decided), (Clash::Accounts, false));
    let voices: Vec<_> = network.voices_of(dispute).into_iter().map(|(voice, _)| voice).collect();
    assert_eq!(voices, [Some(wire_a), Some(wire_b)]);
    assert_eq!(network.verdict(talks, noon), Verdict::Contested);
    assert_eq!(
        network.order_per_source(talks, noon),
        [
            (None, Verdict::Certain),
            (Some(wire_a), Verdict::Certain),
            (Some(wire_b), Verdict::Impossible),
        ]
    );
}

#[test]
fn accounts_that_agree_on_an_order_leave_it_certain() {
    let mut draft = Draft::default();
    let (talks, ..) = told_twice(&mut draft);
    let midnight = draft.event(Kind::Meeting);
    draft.within(midnight, 0, 0);
    let network = OrderNetwork::build(&draft.timeline);
    assert_eq!(network.contradictions().len(), 1);
    assert_eq!(network.verdict(midnight, talks), Verdict::Certain);
}

#[test]
fn what_the_editor_prefers_or_rejects_decides() {
    let mut draft = Draft::default();
    let (talks, noon, wire_a, wire_b) = told_twice(&mut draft);
    for (preferred, verdict) in [(wire_a, Verdict::Certain), (wire_b, Verdict::Impossible)] {
        draft.timeline.prefer = vec![preferred];
        let network = OrderNetwork::build(&draft.timeline);
        assert!(network.contradictions()[0].is_decided);
        assert_eq!(network.verdict(talks, noon), verdict);
    }
    draft.timeline.prefer.clear();
    draft.at(talks).accounts[0].rejected = "a slip of the typesetter".into();
    let network = OrderNetwork::build(&draft.timeline);
    assert!(network.contradictions().is_empty());
    assert_eq!(network.verdict(talks, noon), Verdict::Certain);
}

#[test]
fn accounts_do_not_refute_what_nobody_tells_otherwise() {
    let mut draft = Draft::default();
    let [talks, dinner] = draft.meetings();
    let wire = draft.source(None);
    draft.within(talks, HOUR, HOUR);
    draft.within(dinner, 2 * HOUR, 2 * HOUR);
    draft.account(talks, wire).relations.push(per(wire, RelationKind::After, dinner));
    let network = OrderNetwork::build(&draft.timeline);
    let [clash] = network.contradictions() else { panic!("one contradiction") };
    assert_eq!(clash.clash, Clash::Source(wire));
    let claim = FactKind::Claim(talks, 0, Claim::Relation(0));
    assert_eq!(network.fact(clash.withdrawn).kind, claim);
    assert_eq!(network.verdict(talks, dinner), Verdict::Certain);
}

#[test]
fn two_reports_that_differ_on_a_length_are_disputed_and_each_is_believed_by_itself() {
    let mut draft = Draft::default();
    let [talks, walk] = draft.meetings();
    let (wire_a, wire_b) = (draft.source(None), draft.source(None));
    draft.dated(
        talks,
        Bounds {
            start_min: Some(Instant::new(0)),
            start_max: Some(Instant::new(0)),
            end_min: None,
            end_max: None,
        },
        Frame::Utc,
    );
    draft.within(walk, 75 * 60, 75 * 60);
    for (wire, minutes) in [(wire_a, 90), (wire_b, 60)] {
        let range = SecondsRange { min_s: minutes * 60, max_s: Some(minutes * 60) };
        draft.account(talks, wire).duration =
            Some(Spanned { value: range, span: Default::default() });
    }
    let network = OrderNetwork::build(&draft.timeline);
    assert_eq!(network.verdict(talks, walk), Verdict::Contested);
    let each: Vec<Verdict> =
        network.order_per_source(talks, walk).into_iter().map(|(_, verdict)| verdict).collect();
    assert_eq!(each, [Verdict::Possible, Verdict::Impossible, Verdict::Certain]);
}

/// A file may have more dates that are one of several than are picked from together: those asked about are tried still.
#[test]
fn the_tenth_date_of_several_is_tried_like_the_first() {
    let mut draft = Draft::default();
    for _ in 0..9 {
        let [other] = draft.meetings();
        draft.one_of(other, &[(0, 0), (100, 100), (200, 200)], Frame::Utc);
    }
    let [opening, ratification, signing] = draft.meetings();
    draft.within(opening, 5, 5);
    draft.within(ratification, 10, 10);
    draft.one_of(signing, &[(1, 1), (20, 20)], Frame::Utc);
    draft.relate(signing, RelationKind::After, opening);
    let network = OrderNetwork::build(&draft.timeline);
    let answer = network.order(ratification, signing);
    assert_eq!((answer.verdict, answer.gap_s), (Verdict::Certain, (Some(10), Some(10))));
    assert_eq!(answer.proof.len(), 4);
    // Neither day is left.
    draft.within(opening, 30, 30);
    let network = OrderNetwork::build(&draft.timeline);
    assert_eq!(network.contradictions().len(), 1);
}
