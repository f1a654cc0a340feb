//! Time zones: fixed offsets, IANA names, or none at all. Wraps `chrono-tz`.

/// The zone of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// Seconds east of Greenwich.
    Fixed(i32),
    /// A zone of the IANA database.
    Named(NamedZone),
    /// Nobody said.
    #[default]
    Floating,
}

/// An entry of the IANA time-zone database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedZone(pub(super) chrono_tz::Tz);
