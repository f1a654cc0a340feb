//! Why an event stands where it stands: the nearest events that are certainly before and after it, with the
//! proof, and those near it that nothing orders.

use crate::order::{FactId, OrderNetwork, Verdict};
use crate::timeline::EventId;

/// So many rows are looked at above an event, and as many below.
const LOOKED_AT: usize = 12;

/// What is known of an event's place among its neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    /// The nearest event above that is certainly over before it begins, and the facts that say so.
    pub after: Option<(EventId, Vec<FactId>)>,
    /// The nearest event below that certainly begins when it is over, and the facts that say so.
    pub before: Option<(EventId, Vec<FactId>)>,
    /// Events between these two that certainly overlap with it.
    pub overlapping: Vec<EventId>,
    /// Events between these two that may come before it or after it.
    pub open: Vec<EventId>,
    /// Events of which the facts contradict each other.
    pub contested: Vec<EventId>,
}

/// The reasons for the place of row `at`.
pub fn reasons(order: &OrderNetwork, rows: &[EventId], at: usize) -> Reasons {
    let event = rows[at];
    let mut reasons = Reasons::default();
    for &above in rows[..at].iter().rev().take(LOOKED_AT) {
        if reasons.compare(order, above, event, above) {
            reasons.after = Some((above, order.order(above, event).proof));
            break;
        }
    }
    // Read from the earliest to the latest.
    for list in [&mut reasons.overlapping, &mut reasons.open, &mut reasons.contested] {
        list.reverse();
    }
    for &below in rows[at + 1..].iter().take(LOOKED_AT) {
        if reasons.compare(order, event, below, below) {
            reasons.before = Some((below, order.order(event, below).proof));
            break;
        }
    }
    reasons
}

impl Reasons {
    /// Whether `first` is certainly before `second`; if not, puts `other` on the list where it belongs.
    fn compare(
        &mut self,
        order: &OrderNetwork,
        first: EventId,
        second: EventId,
        other: EventId,
    ) -> bool {
        match (order.verdict(first, second), order.verdict(second, first)) {
            (Verdict::Certain, _) => return true,
            (Verdict::Contested, _) | (_, Verdict::Contested) => self.contested.push(other),
            (Verdict::Impossible, Verdict::Impossible) => self.overlapping.push(other),
            (Verdict::Impossible | Verdict::Possible, _) => self.open.push(other),
        }
        false
    }
}
