//! What the editor has set aside: facts and accounts of sources that are kept in the file and bear on nothing.

use crate::diagnostic::Span;
use crate::timeline::{EventId, SourceId, Timeline};

/// Something set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Whose word it is.
    pub source: SourceId,
    /// The event that it stands at and, of a relation, the other one.
    pub events: Vec<EventId>,
    /// What the source says.
    pub says: String,
    /// Why it is set aside.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

impl Timeline {
    /// Everything that `reject` sets aside, in the order of the file.
    pub fn rejections(&self) -> Vec<Rejection> {
        let mut found = Vec::new();
        for id in self.event_ids() {
            let event = self.event(id);
            for relation in &event.relations {
                if let (Some(source), Some(reason)) = (relation.per, relation.rejected.as_deref()) {
                    let target = &self.event(relation.target).key;
                    found.push(Rejection {
                        source,
                        events: vec![id, relation.target],
                        says: format!("{} {} {target}", event.key, relation.kind.word()),
                        reason: reason.to_string(),
                        span: relation.span,
                    });
                }
            }
            for account in &event.accounts {
                let Some(reason) = account.rejected.as_deref() else { continue };
                let claims = account.claims.iter().map(|(field, claim)| format!("{field} {claim}"));
                let claims: Vec<String> = claims.collect();
                let targets = account.relations.iter().map(|relation| relation.target);
                found.push(Rejection {
                    source: account.source,
                    events: std::iter::once(id).chain(targets).collect(),
                    says: format!("{}: {}", event.key, claims.join(", ")),
                    reason: reason.to_string(),
                    span: account.span,
                });
            }
        }
        found
    }
}
