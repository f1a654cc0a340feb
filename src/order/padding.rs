//! What would follow if approximate dates were taken at their word.
//!
//! `1978-09~` is read with leeway on either side, and only what holds with it is certain. Where two events are not in
//! order with it and would be without, the answer says so: the order then hangs on how near "about" is.

use crate::date::{Bounds, Precision, Reading};
use crate::order::conflict::{Ground, Settled};
use crate::order::network::{Edge, Network};
use crate::order::relax::Relaxation;
use crate::order::solution::Solution;
use std::sync::OnceLock;

/// What approximate dates say without their leeway, and what follows; made when a question first needs it.
pub(super) struct Unpadded {
    edges: Vec<Edge>,
    made: OnceLock<Option<(Network, Solution)>>,
}

impl Unpadded {
    /// From the edges of approximate dates without leeway, each by the fact that its date is.
    pub fn new(edges: Vec<Edge>) -> Unpadded {
        Unpadded { edges, made: OnceLock::new() }
    }

    /// The network with every approximate date taken at its word; `None` if there is none, or they cannot all be.
    pub fn solution(
        &self,
        ground: Ground<'_>,
        settled: &Settled,
        guess: &[i64],
    ) -> Option<(&Network, &Solution)> {
        let made = self.made.get_or_init(|| {
            if self.edges.is_empty() {
                return None;
            }
            let edges = ground.network.edges().iter().chain(&self.edges).copied().collect();
            let nodes = ground.network.node_count();
            let network = Network::new(nodes, ground.trust.len(), edges)
                .with_hubs(ground.network.hubs().to_vec());
            let withdrawn = settled.solution.withdrawn().clone();
            let mut relaxation = Relaxation::new(&network, withdrawn, guess);
            relaxation.run().ok()?;
            let (withdrawn, potentials) = relaxation.into_parts();
            let solution = Solution::new(withdrawn, potentials);
            Some((network, solution))
        });
        made.as_ref().map(|(network, solution)| (network, solution))
    }
}

/// The bounds of an approximate date without its leeway; `None` for any other date.
///
/// Leeway is the only reason for which a date of days, months or years is shown narrower than it is read.
pub(super) fn at_its_word(reading: &Reading) -> Option<Bounds> {
    let of_days = reading.civil.precision <= Precision::Day && reading.civil.part.is_none();
    (reading.civil.approximate && of_days && reading.shown() != reading.hard)
        .then_some(reading.shown())
}
