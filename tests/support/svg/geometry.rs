//! Convex polygons and how deep they reach into each other; paths made straight; a grid to find neighbours by.

/// A point of the canvas, px.
pub type P = (f64, f64);

/// Pieces that a cubic curve is cut into; at the size of a life line's bend they miss it by less than 0.1 px.
const CUBIC_PIECES: u32 = 16;
const QUADRATIC_PIECES: u32 = 6;
/// Corners of a full circle.
const CIRCLE_CORNERS: u32 = 24;

/// How deep two convex polygons reach into each other, px; 0 or less when they are apart.
///
/// By the separating axes of both (a polygon of two corners is a segment).
pub fn depth(a: &[P], b: &[P]) -> f64 {
    let mut least = f64::INFINITY;
    for polygon in [a, b] {
        for (at, &(x, y)) in polygon.iter().enumerate() {
            let (next_x, next_y) = polygon[(at + 1) % polygon.len()];
            let (dx, dy) = (next_x - x, next_y - y);
            let length = (dx * dx + dy * dy).sqrt();
            if length < 1e-9 {
                continue;
            }
            let axis = (-dy / length, dx / length);
            let (a, b) = (shadow(a, axis), shadow(b, axis));
            least = least.min((a.1 - b.0).min(b.1 - a.0));
            if least <= 0.0 {
                return least;
            }
        }
    }
    least
}

fn shadow(polygon: &[P], axis: P) -> (f64, f64) {
    let along = polygon.iter().map(|p| p.0 * axis.0 + p.1 * axis.1);
    along.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

/// The smallest upright box around some points: its upper left and lower right corners.
pub fn bounds(points: &[P]) -> (P, P) {
    let (x, y) = (shadow(points, (1.0, 0.0)), shadow(points, (0.0, 1.0)));
    ((x.0, y.0), (x.1, y.1))
}

/// The box that a straight stroke covers.
pub fn stroke_box(from: P, to: P, half_px: f64) -> [P; 4] {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let (nx, ny) = (-dy / length * half_px, dx / length * half_px);
    [
        (from.0 + nx, from.1 + ny),
        (to.0 + nx, to.1 + ny),
        (to.0 - nx, to.1 - ny),
        (from.0 - nx, from.1 - ny),
    ]
}

/// The distance of a point from a line through points, px.
pub fn distance_to(line: &[P], (x, y): P) -> f64 {
    let to_piece = |pair: &[P]| {
        let [(ax, ay), (bx, by)] = [pair[0], pair[1]];
        let (dx, dy) = (bx - ax, by - ay);
        let squared = (dx * dx + dy * dy).max(1e-12);
        let part = (((x - ax) * dx + (y - ay) * dy) / squared).clamp(0.0, 1.0);
        let (ox, oy) = (ax + dx * part - x, ay + dy * part - y);
        (ox * ox + oy * oy).sqrt()
    };
    line.windows(2).map(to_piece).fold(f64::INFINITY, f64::min)
}

/// The corners of a circle.
pub fn circle((x, y): P, radius: f64) -> Vec<P> {
    let turn = |step: u32| f64::from(step) / f64::from(CIRCLE_CORNERS) * std::f64::consts::TAU;
    (0..CIRCLE_CORNERS)
        .map(|step| (x + radius * turn(step).cos(), y + radius * turn(step).sin()))
        .collect()
}

/// The corners of a box whose own corners are rounded.
pub fn rounded_box(x: f64, y: f64, width: f64, height: f64, corner: f64) -> Vec<P> {
    let centers = [
        (x + width - corner, y + height - corner),
        (x + corner, y + height - corner),
        (x + corner, y + corner),
        (x + width - corner, y + corner),
    ];
    let quarter = CIRCLE_CORNERS / 4;
    (0..4u32)
        .zip(centers)
        .flat_map(|(side, (cx, cy))| {
            (0..=quarter).map(move |step| {
                let turn = f64::from(side * quarter + step) / f64::from(CIRCLE_CORNERS)
                    * std::f64::consts::TAU;
                (cx + corner * turn.cos(), cy + corner * turn.sin())
            })
        })
        .collect()
}

/// A `d` made straight: its points, and whether it closes.
///
/// # Errors
/// On a command that the pictures do not use: absolute ones, arcs, a second beginning.
pub fn flatten(d: &str) -> Result<(Vec<P>, bool), String> {
    let mut points: Vec<P> = Vec::new();
    let mut closed = false;
    let mut rest = d.trim();
    while let Some(letter) = rest.chars().next() {
        let body = &rest[letter.len_utf8()..];
        let end = body.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(body.len());
        let numbers: Result<Vec<f64>, _> =
            body[..end].split([' ', ',']).filter(|s| !s.is_empty()).map(str::parse).collect();
        let numbers = numbers.map_err(|e| format!("`{}`: {e}", &body[..end]))?;
        let last = points.last().copied();
        // Steps from the last point to the next.
        let (from_x, from_y) = last.unwrap_or((0.0, 0.0));
        let mut numbers = numbers;
        for pair in numbers.chunks_exact_mut(2) {
            pair[0] += from_x;
            pair[1] += from_y;
        }
        match (letter, numbers.as_slice(), last) {
            ('m', &[x, y], None) | ('l', &[x, y], Some(_)) => points.push((x, y)),
            ('q', &[ax, ay, x, y], Some(from)) => {
                // A quadratic curve is the cubic one whose controls lie two thirds of the way to its own.
                let third = |a: f64, b: f64| a + (b - a) * 2.0 / 3.0;
                let first = (third(from.0, ax), third(from.1, ay));
                let second = (third(x, ax), third(y, ay));
                push_cubic(&mut points, [from, first, second, (x, y)], QUADRATIC_PIECES);
            }
            ('c', &[ax, ay, bx, by, x, y], Some(from)) => {
                push_cubic(&mut points, [from, (ax, ay), (bx, by), (x, y)], CUBIC_PIECES);
            }
            ('z', &[], Some(_)) => closed = true,
            _ => return Err(format!("path command `{letter}{}` in `{d}`", &body[..end])),
        }
        rest = &body[end..];
    }
    Ok((points, closed))
}

fn push_cubic(points: &mut Vec<P>, [a, b, c, d]: [P; 4], pieces: u32) {
    for step in 1..=pieces {
        let t = f64::from(step) / f64::from(pieces);
        let u = 1.0 - t;
        let mix = |a: f64, b: f64, c: f64, d: f64| {
            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
        };
        points.push((mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1)));
    }
}

/// Items by the squares of the canvas that their boxes touch.
pub struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<usize>>,
}

/// Side of a square, px.
const CELL_PX: f64 = 48.0;

impl Grid {
    /// A grid of numbered polygons on a canvas of that size.
    pub fn new(width: f64, height: f64, polygons: &[Vec<P>]) -> Grid {
        let count = |side: f64| (side / CELL_PX).ceil().clamp(1.0, 1e4) as usize;
        let (columns, rows) = (count(width), count(height));
        let mut grid = Grid { columns, rows, cells: vec![Vec::new(); columns * rows] };
        for (number, polygon) in polygons.iter().enumerate() {
            for cell in grid.touched(polygon) {
                grid.cells[cell].push(number);
            }
        }
        grid
    }

    /// Numbers of the polygons that share a square with this one, each once, in order.
    pub fn near(&self, polygon: &[P]) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.touched(polygon).into_iter().flat_map(|cell| &self.cells[cell]).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What lies outside the canvas counts as lying in its outermost squares.
    fn touched(&self, polygon: &[P]) -> Vec<usize> {
        let (low, high) = bounds(polygon);
        let index = |v: f64, count: usize| ((v / CELL_PX).max(0.0) as usize).min(count - 1);
        let (x0, x1) = (index(low.0, self.columns), index(high.0, self.columns));
        let (y0, y1) = (index(low.1, self.rows), index(high.1, self.rows));
        (y0..=y1).flat_map(|y| (x0..=x1).map(move |x| y * self.columns + x)).collect()
    }
}
