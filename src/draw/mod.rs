//! Puts a layout on paper with plotters.
