//! Lengths of time: `90min`, `10min..3h`, `60min..`.

/// A length of time that is known to lie between two lengths, in seconds, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondsRange {
    /// At least so long.
    pub min_s: i64,
    /// At most so long; `None` is unbounded.
    pub max_s: Option<i64>,
}
