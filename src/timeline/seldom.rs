//! A text that few entries have.

/// A text or, mostly, none: then it takes one word, where an optional string takes three. An event has several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seldom(Option<Box<Box<str>>>);

impl Seldom {
    /// The text, if there is one.
    pub fn as_deref(&self) -> Option<&str> {
        self.0.as_deref().map(|text| &**text)
    }

    /// Whether there is a text.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl From<Option<&str>> for Seldom {
    fn from(text: Option<&str>) -> Seldom {
        Seldom(text.map(|text| Box::new(text.into())))
    }
}

impl From<&str> for Seldom {
    fn from(text: &str) -> Seldom {
        Some(text).into()
    }
}
