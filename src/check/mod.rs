//! The checks: one file a check, one table.
