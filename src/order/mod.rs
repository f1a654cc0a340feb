//! What must, can and cannot have come first, with the proof.
//!
//! A temporal network (a simple temporal network after Dechter, Meiri and Pearl 1991): each event has two
//! points, start and end, in whole seconds; each fact of the file (a date, a relation, a duration, a day of
//! publication) bounds differences between points. Nothing is guessed: what the facts leave open is
//! [`Verdict::Possible`], with a schedule each way to show it.

use crate::date::{Bounds, Instant};
use crate::timeline::{EventId, SourceId, Timeline};

/// Index into [`OrderNetwork::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// What a fact is, and where in the timeline it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// The date of an event.
    Date(EventId),
    /// Relation number `1` of the event's list.
    Relation(EventId, u32),
    /// How long an event took.
    Duration(EventId),
    /// An event that a source reports (and does not announce) began before the source's day of publication was over.
    Published(SourceId, EventId),
}

/// Something the file asserts about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Who says so; `None` is the author of the file.
    pub per: Option<SourceId>,
}

/// The answer to "did A end before B began?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// In every schedule that the facts allow.
    Certain,
    /// In none.
    Impossible,
    /// In some and not in others.
    Possible,
    /// The facts about this pair contradict each other, and the answer depends on which is given up.
    Contested,
}

/// One way that everything can have happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Start and end of the first event asked about.
    pub first: (Instant, Instant),
    /// Start and end of the second.
    pub second: (Instant, Instant),
    /// Whether the first ends before the second begins in this schedule.
    pub before: bool,
}

/// A verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Least and greatest possible value of `start(B) - end(A)` in seconds; `None` is unbounded.
    pub gap_s: (Option<i64>, Option<i64>),
    /// The facts that force the verdict, in the order of the argument, every one needed. Empty when possible.
    pub proof: Vec<FactId>,
    /// When possible: a schedule in which A is before B, and one in which it is not.
    pub witnesses: Vec<Witness>,
}

/// Facts that cannot all hold, and hold if any one of them is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The facts, in the order of the circle that they form.
    pub facts: Vec<FactId>,
    /// By how many seconds they miss.
    pub short_by_s: i64,
}

/// The network of one timeline.
pub struct OrderNetwork {}

impl OrderNetwork {
    /// Builds the network from everything that the timeline asserts.
    pub fn build(timeline: &Timeline) -> OrderNetwork {
        let _ = timeline;
        OrderNetwork {}
    }

    /// Every fact, by [`FactId`].
    pub fn facts(&self) -> &[Fact] {
        &[]
    }

    /// The fact behind an id.
    pub fn fact(&self, id: FactId) -> Fact {
        self.facts()[id.0 as usize]
    }

    /// Contradictions, each minimal in facts; empty when everything can be true. At most 20.
    pub fn contradictions(&self) -> &[Contradiction] {
        &[]
    }

    /// Did `a` end before `b` began? With proof, gap and witnesses.
    pub fn order(&self, a: EventId, b: EventId) -> Answer {
        let _ = (a, b);
        Answer {
            verdict: Verdict::Possible,
            gap_s: (None, None),
            proof: Vec::new(),
            witnesses: Vec::new(),
        }
    }

    /// The verdict alone, without proof: cheap, for asking often.
    pub fn verdict(&self, a: EventId, b: EventId) -> Verdict {
        self.order(a, b).verdict
    }

    /// What all facts together leave of an event's bounds. Facts in contradiction are left out.
    pub fn bounds(&self, event: EventId) -> Bounds {
        let _ = event;
        Bounds::default()
    }
}
