//! Chains among the windows of dates, found quickly: for timelines too long to compare every pair.

use crate::order::steps::{CHAIN, Order};
use crate::timeline::EventId;

/// The windows of many events, for finding chains along one of them quickly.
pub(super) struct Windows {
    /// Latest ends, sorted.
    ends: Vec<i64>,
    /// Earliest beginnings, sorted, each with the earliest end of all windows from there on.
    begins: Vec<(i64, i64)>,
}

impl Windows {
    /// The windows of the events of a list.
    pub(super) fn of(order: &Order<'_>, list: &[EventId]) -> Windows {
        let mut ends: Vec<i64> = list.iter().map(|&event| order.latest(event)).collect();
        ends.sort_unstable();
        let mut begins: Vec<(i64, i64)> =
            list.iter().map(|&event| (order.earliest(event), order.latest(event))).collect();
        begins.sort_unstable();
        let mut first_end = i64::MAX;
        for (_, end) in begins.iter_mut().rev() {
            first_end = first_end.min(*end);
            *end = first_end;
        }
        Windows { ends, begins }
    }

    /// The length of the longest chain of windows that each overlap an event's, counted up to [`CHAIN`].
    pub(super) fn chain_along(&self, order: &Order<'_>, event: EventId) -> usize {
        let (earliest, latest) = (order.earliest(event), order.latest(event));
        let first = self.ends.partition_point(|&end| end < earliest);
        let Some(&(mut end)) = self.ends.get(first) else { return 0 };
        let mut length = 1;
        while length < CHAIN {
            let next = self.begins.partition_point(|&(begin, _)| begin <= end);
            match self.begins.get(next) {
                Some(&(begin, first_end)) if begin <= latest => {
                    // The window that ends first may itself begin too late to overlap.
                    end = first_end;
                    length += 1;
                }
                Some(_) | None => break,
            }
        }
        length
    }
}
