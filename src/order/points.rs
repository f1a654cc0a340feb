//! The points of the network: two origins, start and end of each event, and the dated steps of messages.

use crate::date::Frame;
use crate::order::network::{Network, Node};
use crate::timeline::{EventId, Timeline};

/// The origin of instants in UTC: 1970-01-01T00:00:00Z.
pub(super) const UTC: Node = Node(0);
/// The origin of local clocks of which no zone is known.
pub(super) const LOCAL: Node = Node(1);

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
    2 + 2 * timeline.events.len() + timeline.passages.len()
}

/// The origin that instants of a frame are counted from.
pub(super) fn origin(frame: Frame) -> Node {
    match frame {
        Frame::Utc => UTC,
        Frame::Floating => LOCAL,
    }
}

/// The origins that events are dated from.
pub(super) fn origins(network: &Network) -> &'static [Node] {
    // The local origin always has one edge, to the other.
    if network.out_of(LOCAL).len() > 1 || network.into(LOCAL).len() > 1 {
        &[UTC, LOCAL]
    } else {
        &[UTC]
    }
}
