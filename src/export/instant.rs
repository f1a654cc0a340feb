//! Instants as ISO 8601 writes them.

use crate::date::civil::Local;
use crate::date::{Frame, Instant};

/// `2016-09-05T09:00:00Z`; without the `Z` when the instant is on a clock of which nobody said the zone.
pub fn iso(at: Instant, frame: Frame) -> String {
    let day = Local(at.seconds()).day();
    let of_day = at.seconds().rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let mark = match frame {
        Frame::Utc => "Z",
        Frame::Floating(_) => "",
    };
    format!("{day}T{hour:02}:{minute:02}:{second:02}{mark}")
}

#[cfg(test)]
mod tests {
    use super::iso;
    use crate::date::zone::LocalClock;
    use crate::date::{Frame, Instant};

    #[test]
    fn instants_before_and_after_1970() {
        assert_eq!(iso(Instant::new(1_473_066_000), Frame::Utc), "2016-09-05T09:00:00Z");
        assert_eq!(
            iso(Instant::new(-1), Frame::Floating(LocalClock::COMMON)),
            "1969-12-31T23:59:59"
        );
        assert_eq!(iso(Instant::new(-62_198_755_200), Frame::Utc), "-0001-01-01T00:00:00Z");
    }
}
