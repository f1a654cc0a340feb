//! Large timelines made from a schedule that is known: what is proved must be true of it, and what contradicts
//! must contain a lie. `benches/order.rs` says how long that takes.

mod build;

use build::world::World;
use demarche::order::{FactKind, OrderNetwork, Verdict};
use demarche::timeline::EventId;

/// No verdict denies the truth.
fn check_verdicts(world: &mut World, network: &OrderNetwork, pairs: usize) -> [usize; 3] {
    let mut counts = [0; 3];
    let events = world.draft.timeline.events.len() as u32;
    for _ in 0..pairs {
        let a = world.dice.roll(u64::from(events)) as u32;
        let b = EventId(world.neighbour(a, events));
        let a = EventId(a);
        let before = world.truth(a).1 < world.truth(b).0;
        match network.verdict(a, b) {
            Verdict::Certain => {
                assert!(before);
                counts[0] += 1;
            }
            Verdict::Impossible => {
                assert!(!before);
                counts[1] += 1;
            }
            Verdict::Possible => counts[2] += 1,
            Verdict::Contested => panic!("nothing is contested"),
        }
    }
    counts
}

#[test]
fn a_true_timeline_has_no_contradictions_and_proves_nothing_untrue() {
    for (events, seed) in [(100, 1), (1_000, 2), (10_000, 3)] {
        let mut world = World::of(events, seed);
        let network = OrderNetwork::build(&world.draft.timeline);
        assert!(network.contradictions().is_empty());
        let counts = check_verdicts(&mut world, &network, 2_000);
        assert!(counts.iter().all(|&count| count > 50), "every verdict is met: {counts:?}");
    }
}

#[test]
fn every_contradiction_contains_a_lie_and_every_lie_is_found() {
    for (events, lies, seed) in [(200, 1, 4), (1_000, 5, 5), (10_000, 12, 6)] {
        let mut world = World::of(events, seed);
        let lies: Vec<FactKind> = (0..lies).map(|_| world.lie()).collect();
        let network = OrderNetwork::build(&world.draft.timeline);
        let told = |facts: &[demarche::order::FactId]| {
            facts.iter().any(|&fact| lies.contains(&network.fact(fact).kind))
        };
        assert!(network.contradictions().iter().all(|c| told(&c.facts)));
        assert!(network.contradictions().len() >= lies.len());
        assert_eq!(network.unlisted_contradictions(), 0);
    }
}

/// Circles of known size, in timelines that are otherwise true, come out fact by fact. `HIDDEN_TRUTH=1000000` adds a
/// larger timeline.
#[test]
#[allow(clippy::disallowed_methods, reason = "the size is set from outside")]
fn every_planted_circle_is_found_and_nothing_is_added_to_it() {
    let mut sizes = vec![1_000, 10_000];
    sizes.extend(std::env::var("HIDDEN_TRUTH").ok().and_then(|size| size.parse::<u32>().ok()));
    for events in sizes {
        let mut world = World::of(events, 9);
        let mut planted: Vec<Vec<FactKind>> =
            [2, 3, 5, 8, 40].into_iter().map(|size| world.circle(size)).collect();
        let network = OrderNetwork::build(&world.draft.timeline);
        let mut found: Vec<Vec<FactKind>> = network
            .contradictions()
            .iter()
            .map(|c| c.facts.iter().map(|&fact| network.fact(fact).kind).collect())
            .collect();
        found.iter_mut().chain(&mut planted).for_each(|facts| facts.sort());
        found.sort();
        planted.sort();
        assert_eq!(found, planted, "{events} events");
        println!(
            "{events} events: {} circles found, each of the size that it was planted with",
            found.len()
        );
    }
}

#[test]
fn a_hundred_thousand_events_with_many_lies_end_soon() {
    let mut world = World::of(100_000, 7);
    let lies: Vec<FactKind> = (0..1_000).map(|_| world.lie()).collect();
    let network = OrderNetwork::build(&world.draft.timeline);
    assert_eq!(network.contradictions().len(), 20);
    assert!(network.unlisted_contradictions() >= lies.len() - 20);
}

/// A second maker of timelines, not part of this project: contradictions that it plants are found, and nothing else.
#[test]
#[allow(clippy::disallowed_methods, reason = "runs a program beside the working copy")]
fn what_the_other_generator_plants_is_found() {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/tools/generate_events.py");
    if !std::path::Path::new(program).exists() {
        println!("skipped: {program} is absent");
        return;
    }
    for (events, planted) in [(300, 0), (300, 6), (2_000, 0), (2_000, 8)] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut made = std::process::Command::new("python3");
        made.arg(program).args(["-n", &events.to_string(), "-f", "event"]);
        if planted > 0 {
            made.args(["-k", &planted.to_string()]);
        }
        let made = made.arg("-o").arg(folder.path()).output();
        let Ok(made) = made else {
            println!("skipped: python3 is absent");
            return;
        };
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let read = |ending: &str| {
            std::fs::read_to_string(folder.path().join(format!("t{events}.{ending}")))
        };
        let key = read("planted.tsv").unwrap_or_default();
        let groups: Vec<Vec<&str>> = key
            .lines()
            .map(|line| line.split('\t').nth(1).expect("ids").split(' ').collect())
            .collect();
        assert_eq!(groups.len(), planted);
        let text = read("event.yaml").expect("an event file");
        let compiled = demarche::compile("made.yaml", text, &mut |_| Err(String::new()));
        let (order, timeline) = (&compiled.order, &compiled.timeline);
        let mut found = vec![false; groups.len()];
        for contradiction in order.contradictions() {
            let relations = contradiction.facts.iter().filter_map(|&fact| {
                let FactKind::Relation(event, number) = order.fact(fact).kind else { return None };
                let event = timeline.event(event);
                let target = event.relations[number as usize].target;
                Some([event.key.as_str(), timeline.event(target).key.as_str()])
            });
            let relations: Vec<[&str; 2]> = relations.collect();
            let guilty = groups.iter().position(|group| {
                relations.iter().any(|pair| pair.iter().all(|key| group.contains(key)))
            });
            let guilty = guilty.unwrap_or_else(|| panic!("nobody planted {relations:?}"));
            found[guilty] = true;
        }
        assert_eq!(order.unlisted_contradictions(), 0);
        assert!(found.iter().all(|found| *found), "{events} events: {groups:?} {found:?}");
        println!("{events} events: {planted} planted, all found, nothing else");
    }
}
