//! The points of the network: origins, start and end of each event, and the dated steps of messages.
//!
//! | nodes | what they are |
//! |---|---|
//! | 0 | the origin of instants in UTC |
//! | 1 | the origin of the clock that a file means where it says nothing of zones |
//! | 2 … | start and end of each event, then the steps of messages |
//! | the last | the origins of further clocks of unknown zone, the first of them at the very end |

use crate::date::Frame;
use crate::date::zone::LocalClock;
use crate::order::network::{Edge, Node};
use crate::timeline::{EventId, Timeline};

/// The origin of instants in UTC: 1970-01-01T00:00:00Z.
pub(super) const UTC: Node = Node(0);
/// The origin of [`LocalClock::COMMON`].
const LOCAL: Node = Node(1);

/// How many origins have tables of their own, at most: each costs two numbers a point.
const HUBS_LIMIT: usize = 8;
/// From how many edges on an origin is worth its tables.
const HUB_EDGES: u32 = 64;

/// The point at which an event starts.
pub(super) fn start(event: EventId) -> Node {
    Node(2 + 2 * event.0)
}

/// The point at which an event ends.
pub(super) fn end(event: EventId) -> Node {
    Node(3 + 2 * event.0)
}

/// The point at which a message came to a step of its way; `passage` is an index into [`Timeline::passages`].
pub(super) fn passing(timeline: &Timeline, passage: usize) -> Node {
    Node((2 + 2 * timeline.events.len() + passage) as u32)
}

/// How many points a timeline has.
pub(super) fn count(timeline: &Timeline) -> usize {
    2 + 2 * timeline.events.len() + timeline.passages.len() + timeline.further_clocks as usize
}

/// The origins of the clocks of unknown zone.
pub(super) fn local_origins(timeline: &Timeline) -> impl Iterator<Item = Node> {
    let count = count(timeline);
    (0..=timeline.further_clocks)
        .map(move |clock| origin(Frame::Floating(LocalClock(clock)), count))
}

/// The origin that instants of a frame are counted from, among so many points.
pub(super) fn origin(frame: Frame, count: usize) -> Node {
    match frame {
        Frame::Utc => UTC,
        Frame::Floating(LocalClock::COMMON) => LOCAL,
        Frame::Floating(LocalClock(further)) => Node((count as u32).saturating_sub(further)),
    }
}

/// The nodes that very many edges meet at: the origin of UTC, the common local one where events are dated from it, and
/// those further ones that many events are dated from.
pub(super) fn hubs(timeline: &Timeline, edges: &[Edge]) -> Vec<Node> {
    let mut degrees = vec![0u32; count(timeline)];
    for edge in edges {
        degrees[edge.from.index()] += 1;
        degrees[edge.to.index()] += 1;
    }
    let mut hubs: Vec<Node> = local_origins(timeline)
        // A local origin always has two edges, from UTC and back.
        .filter(|&node| degrees[node.index()] > if node == LOCAL { 2 } else { HUB_EDGES })
        .collect();
    hubs.sort_by_key(|&node| (node != LOCAL, std::cmp::Reverse(degrees[node.index()]), node));
    hubs.truncate(HUBS_LIMIT - 1);
    hubs.insert(0, UTC);
    hubs
}
