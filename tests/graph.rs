//! Shapes of the graph of events and actors.

mod build;

use build::Draft;
use demarche::graph::{Edge, EventGraph, Node};
use demarche::timeline::{EventId, RelationKind};

fn graph(draft: &Draft) -> EventGraph {
    EventGraph::build(&draft.timeline)
}

#[test]
fn edges_point_from_the_earlier_to_the_later_event() {
    let mut draft = Draft::default();
    let [a, b, c] = draft.meetings();
    let kerry = draft.actor();
    draft.takes_part(kerry, b);
    draft.relate(a, RelationKind::Before, b);
    draft.relate(c, RelationKind::After, b);
    draft.relate(c, RelationKind::Quotes, a);
    let edges: Vec<(Node, Node, Edge)> = graph(&draft).edges().collect();
    let event = Node::Event;
    assert_eq!(
        edges,
        [
            (event(a), event(b), Edge::Precedes(RelationKind::Before)),
            (Node::Actor(kerry), event(b), Edge::TakesPart),
            (event(b), event(c), Edge::Precedes(RelationKind::After)),
            (event(c), event(a), Edge::Relates(RelationKind::Quotes)),
        ]
    );
    assert_eq!(graph(&draft).nodes().count(), 4);
}

#[test]
fn a_cycle_is_the_shortest_of_its_knot_and_starts_at_its_first_event() {
    let mut draft = Draft::default();
    let [a, b, c, d, e] = draft.meetings();
    for (x, y) in [(a, b), (b, c), (c, d), (d, a), (d, b)] {
        draft.relate(x, RelationKind::Before, y);
    }
    draft.relate(e, RelationKind::After, e);
    assert_eq!(graph(&draft).cycles(), [vec![b, c, d], vec![e]]);
}

#[test]
fn weaker_relations_make_no_cycle() {
    let mut draft = Draft::default();
    let [a, b] = draft.meetings();
    draft.relate(a, RelationKind::Before, b);
    draft.relate(a, RelationKind::Quotes, b);
    draft.relate(b, RelationKind::Announces, a);
    assert!(graph(&draft).cycles().is_empty());
}

#[test]
fn what_is_reached_is_reached_in_steps() {
    let mut draft = Draft::default();
    let [a, b, c, d] = draft.meetings();
    draft.relate(a, RelationKind::Before, b);
    draft.relate(c, RelationKind::After, b);
    draft.relate(d, RelationKind::Quotes, c);
    let graph = graph(&draft);
    assert!(graph.reaches(a, c));
    assert!(!graph.reaches(c, a) && !graph.reaches(a, a) && !graph.reaches(c, d));
}

#[test]
fn components_are_joined_by_relations_and_by_actors() {
    let mut draft = Draft::default();
    let [a, b, c, d, e] = draft.meetings();
    let lavrov = draft.actor();
    draft.takes_part(lavrov, a);
    draft.takes_part(lavrov, d);
    draft.relate(e, RelationKind::Reports, b);
    assert_eq!(graph(&draft).components(), [vec![a, d], vec![b, e], vec![c]]);
}

#[test]
fn implied_edges_are_dropped_but_not_inside_a_cycle() {
    let mut draft = Draft::default();
    let [a, b, c, d] = draft.meetings();
    draft.relate(c, RelationKind::After, a);
    draft.relate(a, RelationKind::Before, b);
    draft.relate(b, RelationKind::Before, c);
    draft.relate(a, RelationKind::Before, b);
    assert_eq!(graph(&draft).reduced_order(), [(a, b), (b, c)]);

    draft.relate(c, RelationKind::Before, d);
    draft.relate(d, RelationKind::Before, c);
    draft.relate(a, RelationKind::Before, d);
    let kept = [(a, b), (a, d), (b, c), (a, c), (c, d), (d, c)];
    assert_eq!(graph(&draft).reduced_order(), kept);
}

/// The definition, by brute force: an edge is dropped if and only if a longer way leads from its one end to the other.
#[test]
fn the_reduction_is_the_one_and_only() {
    let mut state = 7u64;
    let mut random = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..300 {
        let mut draft = Draft::default();
        let events: [EventId; 8] = draft.meetings();
        let mut before = [[false; 8]; 8];
        for _ in 0..random(20) {
            let (x, y) = (random(8) as usize, random(8) as usize);
            // A fixed shuffle, so that the order of the file is not the order of time.
            if (x * 5) % 8 < (y * 5) % 8 {
                draft.relate(events[x], RelationKind::Before, events[y]);
                before[x][y] = true;
            }
        }
        let mut way = before;
        for via in 0..8 {
            for x in 0..8 {
                for y in 0..8 {
                    way[x][y] |= way[x][via] && way[via][y];
                }
            }
        }
        let mut expected = Vec::new();
        for x in 0..8 {
            for y in 0..8 {
                if before[x][y] && !(0..8).any(|via| way[x][via] && way[via][y]) {
                    expected.push((events[x], events[y]));
                }
            }
        }
        let mut reduced = graph(&draft).reduced_order();
        reduced.sort();
        assert_eq!(reduced, expected);
    }
}

#[test]
fn long_chains_and_circles_overflow_nothing() {
    let mut draft = Draft::default();
    let events: Vec<EventId> =
        (0..100_000).map(|_| draft.event(demarche::timeline::Kind::Meeting)).collect();
    for pair in events.windows(2) {
        draft.relate(pair[1], RelationKind::After, pair[0]);
    }
    assert_eq!(graph(&draft).reduced_order().len(), 99_999);
    assert!(graph(&draft).cycles().is_empty());
    draft.relate(events[0], RelationKind::After, events[99_999]);
    assert_eq!(graph(&draft).cycles(), [events]);
}
