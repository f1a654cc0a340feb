//! Counts true literals in clauses: the k-th output is true if at least k inputs are.

use batsat::{Lit, SolverInterface, lbool};

/// The outputs of a totalizer over `inputs`: if `k` inputs are true, so are the first `k` outputs.
///
/// Only that direction is stated. It is enough where outputs are assumed false, as when counting costs. The inputs
/// are merged in a balanced tree, after Bailleux and Boufkhad (2003).
pub fn totalizer(solver: &mut impl SolverInterface, inputs: &[Lit]) -> Vec<Lit> {
    if inputs.len() < 2 {
        return inputs.to_vec();
    }
    let (left, right) = inputs.split_at(inputs.len() / 2);
    let (left, right) = (totalizer(solver, left), totalizer(solver, right));
    let outputs: Vec<Lit> =
        inputs.iter().map(|_| Lit::new(solver.new_var(lbool::UNDEF, false), true)).collect();
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            if i + j == 0 {
                continue;
            }
            let mut clause = vec![outputs[i + j - 1]];
            clause.extend(i.checked_sub(1).map(|i| !left[i]));
            clause.extend(j.checked_sub(1).map(|j| !right[j]));
            solver.add_clause_reuse(&mut clause);
        }
    }
    for pair in outputs.windows(2) {
        solver.add_clause_reuse(&mut vec![!pair[1], pair[0]]);
    }
    outputs
}
