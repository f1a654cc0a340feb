//! Least weighted distances under difference constraints, by the network simplex method.
//!
//! Wanted are positions `y` of points, with hard constraints `y[j] - y[i] >= d` and wishes `w * |y[i] - y[j] - c|`
//! of which the sum shall be least. This is the dual of a circulation of least cost: a constraint is an arc from
//! `i` to `j` without limit and with the cost `-d`, a wish a pair of arcs of capacity `w` and cost `c` and `-c`; the
//! positions are the potentials of the nodes. The tree of the method stays strongly feasible, so that it ends (W. H.
//! Cunningham, "A network simplex method", Mathematical Programming 11, 1976).

/// A capacity that no flow reaches.
const UNLIMITED: i64 = i64::MAX / 4;
/// Arcs looked at before the best of them enters the tree.
const BLOCK: usize = 64;

/// Points to be placed, and what is asked of them. Point 0 stands at 0.
pub struct Problem {
    arcs: Vec<Arc>,
    /// For each point, a wish that ties it to point 0: the arc from it to there.
    home: Vec<usize>,
}

struct Arc {
    from: usize,
    to: usize,
    cost: i64,
    capacity: i64,
    flow: i64,
    in_tree: bool,
}

impl Default for Problem {
    /// Nothing but point 0.
    fn default() -> Problem {
        Problem { arcs: Vec::new(), home: vec![usize::MAX] }
    }
}

impl Problem {
    /// A new point that is wished to be at `home`.
    pub fn point(&mut self, home: i64, weight: i64) -> usize {
        let point = self.home.len();
        self.home.push(self.arcs.len());
        self.wish(point, 0, home, weight);
        point
    }

    /// `y[j] - y[i] >= distance`.
    pub fn at_least(&mut self, i: usize, j: usize, distance: i64) {
        self.arc(i, j, -distance, UNLIMITED);
    }

    /// `weight * |y[i] - y[j] - difference|` shall be small.
    pub fn wish(&mut self, i: usize, j: usize, difference: i64, weight: i64) {
        self.arc(i, j, difference, weight);
        self.arc(j, i, -difference, weight);
    }

    fn arc(&mut self, from: usize, to: usize, cost: i64, capacity: i64) {
        self.arcs.push(Arc { from, to, cost, capacity, flow: 0, in_tree: false });
    }

    /// The positions of all points, and the sum of what the wishes lack; `None` if the constraints contradict each
    /// other.
    pub fn solve(mut self) -> Option<(Vec<i64>, i64)> {
        let mut tree = Tree::star(&mut self.arcs, &self.home);
        let mut next = 0;
        // Far more rounds than were ever needed. A contradiction ends it sooner: a cycle that nothing blocks.
        for _ in 0..200 * (self.arcs.len() + 10) {
            let Some(entering) = entering(&self.arcs, &tree, &mut next) else {
                let cost: i64 = self.arcs.iter().map(|arc| arc.cost * arc.flow).sum();
                return Some((tree.potential, -cost));
            };
            if !tree.pivot(&mut self.arcs, entering) {
                return None;
            }
        }
        None
    }
}

/// An arc whose flow should change, the worst of the first block that has one.
fn entering(arcs: &[Arc], tree: &Tree, next: &mut usize) -> Option<usize> {
    let mut best: Option<(i64, usize)> = None;
    for looked in 1..=arcs.len() {
        let at = *next;
        *next = (at + 1) % arcs.len();
        let arc = &arcs[at];
        if !arc.in_tree {
            let reduced = arc.cost - tree.potential[arc.from] + tree.potential[arc.to];
            let gain = if arc.flow == 0 { -reduced } else { reduced };
            if gain > best.map_or(0, |(gain, _)| gain) {
                best = Some((gain, at));
            }
        }
        if looked % BLOCK == 0 && best.is_some() {
            break;
        }
    }
    best.map(|(_, at)| at)
}

/// A spanning tree of the points, rooted at point 0.
struct Tree {
    parent: Vec<usize>,
    /// The arc to the parent.
    link: Vec<usize>,
    depth: Vec<u32>,
    potential: Vec<i64>,
    children: Vec<Vec<usize>>,
}

impl Tree {
    /// All points hang on point 0.
    fn star(arcs: &mut [Arc], home: &[usize]) -> Tree {
        let count = home.len();
        let mut tree = Tree {
            parent: vec![0; count],
            link: home.to_vec(),
            depth: vec![1; count],
            potential: vec![0; count],
            children: vec![Vec::new(); count],
        };
        tree.depth[0] = 0;
        tree.children[0] = (1..count).collect();
        for point in 1..count {
            arcs[home[point]].in_tree = true;
            tree.potential[point] = arcs[home[point]].cost;
        }
        tree
    }

    /// Sends as much flow as possible around the cycle that an arc closes, and lets it take the place of one that
    /// blocks more. `false` if nothing blocks.
    fn pivot(&mut self, arcs: &mut [Arc], entering: usize) -> bool {
        let arc = &arcs[entering];
        // With the flow: from `tail` over the arc to `head`, and back through the tree.
        let forward = arc.flow == 0;
        let (tail, head) = if forward { (arc.from, arc.to) } else { (arc.to, arc.from) };
        let (mut a, mut b) = (tail, head);
        while a != b {
            if self.depth[a] >= self.depth[b] { a = self.parent[a] } else { b = self.parent[b] }
        }
        let join = a;
        // What is left of a tree arc, in the direction of the flow: down to `tail`, up from `head`.
        let room = |arcs: &[Arc], point: usize, upward: bool| {
            let arc = &arcs[self.link[point]];
            let along = (arc.from == point) == upward;
            if along { arc.capacity - arc.flow } else { arc.flow }
        };
        let mut most = arc.capacity;
        // Of several that block alike, the last on the way round from the join: the tree stays strongly feasible.
        let mut leaving: Option<(usize, bool)> = None;
        let mut point = tail;
        while point != join {
            let left = room(arcs, point, false);
            // Met from the last to the first.
            if left < most {
                (most, leaving) = (left, Some((point, true)));
            }
            point = self.parent[point];
        }
        point = head;
        while point != join {
            let left = room(arcs, point, true);
            if left <= most {
                (most, leaving) = (left, Some((point, false)));
            }
            point = self.parent[point];
        }
        if most >= UNLIMITED / 2 {
            return false;
        }
        if most > 0 {
            let arc = &mut arcs[entering];
            arc.flow += if forward { most } else { -most };
            for (start, upward) in [(tail, false), (head, true)] {
                let mut point = start;
                while point != join {
                    let arc = &mut arcs[self.link[point]];
                    let along = (arc.from == point) == upward;
                    arc.flow += if along { most } else { -most };
                    point = self.parent[point];
                }
            }
        }
        if let Some((cut, on_tail)) = leaving {
            arcs[self.link[cut]].in_tree = false;
            arcs[entering].in_tree = true;
            let (root, above) = if on_tail { (tail, head) } else { (head, tail) };
            self.hang(arcs, cut, root, above, entering);
        }
        true
    }

    /// Takes the points under `cut` off, and hangs them by `root`, one of them, under `above`.
    fn hang(&mut self, arcs: &[Arc], cut: usize, root: usize, above: usize, link: usize) {
        let (mut point, mut parent, mut link) = (root, above, link);
        loop {
            let (old_parent, old_link) = (self.parent[point], self.link[point]);
            self.children[old_parent].retain(|&child| child != point);
            self.children[parent].push(point);
            (self.parent[point], self.link[point]) = (parent, link);
            if point == cut {
                break;
            }
            (parent, point, link) = (point, old_parent, old_link);
        }
        let mut open = vec![root];
        while let Some(point) = open.pop() {
            let (parent, arc) = (self.parent[point], &arcs[self.link[point]]);
            self.depth[point] = self.depth[parent] + 1;
            // The arcs of the tree cost nothing between the potentials of their ends.
            self.potential[point] = if arc.from == point {
                self.potential[parent] + arc.cost
            } else {
                self.potential[parent] - arc.cost
            };
            open.extend_from_slice(&self.children[point]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn points_stand_at_home_unless_they_must_make_room() {
        let mut problem = Problem::default();
        let (a, b, c) = (problem.point(10, 1), problem.point(12, 1), problem.point(40, 1));
        problem.at_least(a, b, 8);
        problem.at_least(b, c, 8);
        let (at, lacks) = problem.solve().expect("no contradiction");
        assert_eq!((at[b] - at[a], at[c], lacks), (8, 40, 6));
    }

    #[test]
    fn a_wish_of_weight_draws_points_together() {
        let mut problem = Problem::default();
        let (a, b) = (problem.point(0, 1), problem.point(30, 1));
        problem.wish(b, a, 5, 3);
        let (at, lacks) = problem.solve().expect("no contradiction");
        assert_eq!((at[b] - at[a], lacks), (5, 25));
    }

    #[test]
    fn a_contradiction_has_no_solution() {
        let mut problem = Problem::default();
        let (a, b) = (problem.point(0, 1), problem.point(0, 1));
        problem.at_least(a, b, 8);
        problem.at_least(b, a, -4);
        assert!(problem.solve().is_none());
    }

    /// Every problem of three points on a few positions, against trying all positions.
    #[test]
    fn the_sum_is_the_least_that_trying_everything_finds() {
        let mut seed = 5_u64;
        let mut roll = |below: i64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % below as u64) as i64
        };
        let mut moved = 0;
        for round in 0..60 {
            const POINTS: usize = 4;
            let homes: Vec<i64> = (0..POINTS).map(|_| roll(6)).collect();
            let pairs: Vec<(usize, usize)> =
                (0..POINTS).flat_map(|i| (i + 1..POINTS).map(move |j| (i, j))).collect();
            let mut constraints = Vec::new();
            let mut wishes = Vec::new();
            for &(i, j) in &pairs {
                match roll(3) {
                    0 => constraints.push((i, j, roll(4))),
                    1 => wishes.push((i, j, roll(7) - 3, 1 + roll(4))),
                    _ => {}
                }
            }
            let mut problem = Problem::default();
            let points: Vec<usize> = homes.iter().map(|&home| problem.point(home, 1)).collect();
            for &(i, j, distance) in &constraints {
                problem.at_least(points[i], points[j], distance);
            }
            for &(i, j, difference, weight) in &wishes {
                problem.wish(points[i], points[j], difference, weight);
            }
            let price = |at: &[i64]| {
                let home: i64 = at.iter().zip(&homes).map(|(y, home)| (y - home).abs()).sum();
                let wish = |&(i, j, c, w): &(usize, usize, i64, i64)| w * (at[i] - at[j] - c).abs();
                home + wishes.iter().map(wish).sum::<i64>()
            };
            let holds =
                |at: &[i64]| constraints.iter().all(|&(i, j, distance)| at[j] - at[i] >= distance);
            const RANGE: i64 = 22;
            let least = (0..RANGE.pow(POINTS as u32))
                .map(|code| {
                    let digit = |place: u32| code / RANGE.pow(place) % RANGE - 8;
                    [digit(0), digit(1), digit(2), digit(3)]
                })
                .filter(|at| holds(at))
                .map(|at| price(&at))
                .min()
                .expect("forward constraints never contradict each other");
            let (at, lacks) = problem.solve().expect("no contradiction");
            let at: Vec<i64> = points.iter().map(|&point| at[point]).collect();
            assert!(holds(&at), "round {round}: {at:?}");
            assert_eq!((price(&at), lacks), (least, least), "round {round}: {at:?}");
            moved += usize::from(least > 0);
        }
        assert!(moved > 30, "only {moved} problems ask for a compromise");
    }
}
