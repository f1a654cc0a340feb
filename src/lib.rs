//! Timelines of negotiations: an event file becomes a checked order and a picture.
//!
//! ```text
//!  text ──source──▶ Document ──resolve──▶ Timeline ──graph──▶ EventGraph ──order──▶ OrderNetwork
//!                                             │                   │                     │
//!                                             └────── check ◀─────┴─────────────────────┘ ──▶ [Diagnostic]
//!                                             │
//!                                             └────── layout ──▶ Layout (geometry) ──draw──▶ SVG ──export──▶ …
//! ```

pub mod check;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod draw;
pub mod export;
pub mod graph;
pub mod layout;
pub mod order;
pub mod source;
pub mod timeline;
