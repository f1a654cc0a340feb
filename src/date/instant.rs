//! One second of time.

use std::fmt;
use std::num::NonZeroU64;

/// A second on the UTC scale, counted from 1970-01-01T00:00:00Z, leap seconds ignored.
///
/// For a date read in [`Frame::Floating`](crate::date::Frame::Floating) the count is of local seconds: such instants compare with
/// each other exactly, and with UTC instants only to within the span of the world's zones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(
    // The seconds with their sign turned over, which keeps their order: all but the first count, which no date comes
    // near. So `Option<Instant>` is no larger than an instant, and every date has four of them.
    NonZeroU64,
);

impl Instant {
    /// The instant so many seconds after 1970 began. `i64::MIN` is taken for the second after it.
    pub const fn new(seconds: i64) -> Instant {
        match NonZeroU64::new((seconds ^ i64::MIN) as u64) {
            Some(turned) => Instant(turned),
            None => Instant(NonZeroU64::MIN),
        }
    }

    /// Seconds since 1970 began.
    pub const fn seconds(self) -> i64 {
        self.0.get() as i64 ^ i64::MIN
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instant({})", self.seconds())
    }
}
