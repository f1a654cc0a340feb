//! Documents → timeline.
