//! YAML text → spanned documents. The only room that knows the YAML crate.
