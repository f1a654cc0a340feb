//! Columns of the horizontal picture: how far apart events stand, and where their labels go.
//!
//! A label stands above or below the chart, its left edge over its event, joined by a straight leader. If an
//! event's leader would run into the label of an earlier one, that earlier label moves further out. Going from
//! right to left, each label is put just beyond those that begin within its own width; so no two overlap and no
//! leader meets a label, by construction. Where that would go too far out, the event moves to the left instead.
//!
//! Distances are elastic: what labels and bends need at least, and beyond that in proportion to time, up to a cap.

/// Blank between a label and the leader to its right.
const PAD_PX: f64 = 12.0;
/// Blank between two labels that stand one beyond the other.
const STACK_PX: f64 = 9.0;
/// A gap longer than this is not drawn longer.
const CAP_PX: f64 = 220.0;
/// Before the first band, so that the lines there can bend to their first meeting.
const LEAD_PX: f64 = 24.0;
/// From the first leader of a band to its heading, and from there to whatever stands next.
pub const HEADING_PX: f64 = 6.0;
/// From a band's edge to its first and from its last event.
pub const BAND_PX: f64 = 16.0;

/// Which side of the chart a label is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above the life lines.
    Above,
    /// Below them.
    Below,
}

/// What a column has to make room for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// Width of the label.
    pub width_px: f64,
    /// Height of the label.
    pub height_px: f64,
    /// Seconds on the time axis; `None` if the event has no date.
    pub at_s: Option<i64>,
}

/// A run of columns under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The columns.
    pub columns: std::ops::Range<usize>,
    /// Width of the heading.
    pub heading_px: f64,
    /// Width that the mark of skipped time before this band needs; 0 if none was skipped.
    pub gap_px: f64,
}

/// Where a label ended up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Position of the event, px from the left end of the axis.
    pub x: f64,
    /// Side of its label.
    pub side: Side,
    /// From the strip's inner edge to the label's inner edge.
    pub out_px: f64,
}

/// All columns, and what they take.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// One for each event.
    pub columns: Vec<Column>,
    /// From the left end of the axis to the right end of everything.
    pub width_px: f64,
    /// Depth of the strips: above, below.
    pub depth_px: (f64, f64),
}

/// Finds the columns for a picture whose axis should be about `wanted_px` long.
///
/// `least_px` is the distance that two marks need for the bends between them.
pub fn arrange(needs: &[Need], bands: &[Band], least_px: f64, wanted_px: f64) -> Columns {
    let mut found = None;
    for depth_px in [130.0, 190.0, 260.0, 340.0, 440.0] {
        let tight = place(needs, bands, least_px, depth_px, &[]);
        let fits = tight.width_px <= wanted_px;
        found = Some((tight, depth_px));
        if fits {
            break;
        }
    }
    let Some((tight, depth_px)) = found else { return place(needs, bands, least_px, 0.0, &[]) };
    if tight.width_px >= wanted_px {
        return tight;
    }
    stretch(needs, bands, least_px, depth_px, wanted_px, tight)
}

/// Labels of columns whose positions are given: all above, each beyond those that begin within its width.
pub fn at(needs: &[Need], xs: &[f64]) -> Columns {
    let mut columns = vec![Column { x: 0.0, side: Side::Above, out_px: 0.0 }; needs.len()];
    let mut placed: Vec<Placed> = Vec::new();
    for (i, need) in needs.iter().enumerate().rev() {
        let x = xs[i];
        let reach = x + need.width_px + PAD_PX;
        // Those that begin within the label's width, from right to left, are the last ones.
        let within = placed.iter().rev().take_while(|label| label.x < reach);
        let out_px = within.map(|label| label.outer_px + STACK_PX).fold(0.0, f64::max);
        placed.push(Placed { x, outer_px: out_px + need.height_px });
        columns[i] = Column { x, side: Side::Above, out_px };
    }
    let right = columns.iter().zip(needs).map(|(c, n)| c.x + n.width_px).fold(BAND_PX, f64::max);
    let depth = columns.iter().zip(needs).map(|(c, n)| c.out_px + n.height_px).fold(0.0, f64::max);
    Columns { columns, width_px: right, depth_px: (depth, 0.0) }
}

/// Widens distances in proportion to time until the wanted width is filled.
fn stretch(
    needs: &[Need],
    bands: &[Band],
    least_px: f64,
    depth_px: f64,
    wanted_px: f64,
    tight: Columns,
) -> Columns {
    let seconds: Vec<f64> = needs
        .windows(2)
        .map(|pair| match (pair[0].at_s, pair[1].at_s) {
            (Some(a), Some(b)) => (b - a).max(0) as f64,
            _ => 0.0,
        })
        .collect();
    let distances = |px_per_s: f64| -> Vec<f64> {
        seconds.iter().map(|s| (s * px_per_s).min(CAP_PX)).collect()
    };
    let (mut low, mut high) = (0.0, CAP_PX);
    let mut best = tight;
    // Forty halvings bring the scale from a second a column to well below a px in the whole width.
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        let trial = place(needs, bands, least_px, depth_px, &distances(middle));
        if trial.width_px <= wanted_px {
            (low, best) = (middle, trial);
        } else {
            high = middle;
        }
    }
    best
}

/// A label already placed on one side.
#[derive(Clone, Copy)]
struct Placed {
    x: f64,
    outer_px: f64,
}

/// Places all columns from right to left; positions count from the right end and are turned around at the end.
fn place(needs: &[Need], bands: &[Band], least_px: f64, depth_px: f64, wide: &[f64]) -> Columns {
    let mut columns = vec![Column { x: 0.0, side: Side::Above, out_px: 0.0 }; needs.len()];
    let mut above: Vec<Placed> = Vec::new();
    let mut below: Vec<Placed> = Vec::new();
    let mut right_limit = 0.0_f64;
    let mut last_x: Option<f64> = None;
    for band in bands.iter().rev() {
        let mut lowest_below = f64::INFINITY;
        for i in band.columns.clone().rev() {
            let need = &needs[i];
            let mut x = right_limit - BAND_PX;
            if let Some(last) = last_x {
                x = x.min(last - least_px.max(wide.get(i).copied().unwrap_or(0.0)));
            }
            if i == band.columns.start {
                // The heading stands under the chart, to the right of the first leader; no other may run through it.
                let heading_px = HEADING_PX + band.heading_px + HEADING_PX;
                x = x.min(lowest_below - heading_px).min(right_limit - heading_px);
            }
            let up = fit(&above, x, need, depth_px);
            let down = fit(&below, x, need, depth_px);
            let choose_below = down.0 > up.0 || (down.0 == up.0 && down.1 < up.1);
            let (x, out_px) = if choose_below { down } else { up };
            let side = if choose_below { Side::Below } else { Side::Above };
            let strip = if choose_below { &mut below } else { &mut above };
            strip.push(Placed { x, outer_px: out_px + need.height_px });
            if choose_below {
                lowest_below = lowest_below.min(x);
            }
            columns[i] = Column { x, side, out_px };
            last_x = Some(x);
        }
        right_limit = columns[band.columns.start].x - BAND_PX - band.gap_px.max(4.0);
    }
    let left = columns.first().map_or(0.0, |c| c.x) - BAND_PX - LEAD_PX;
    let right = columns.iter().zip(needs).map(|(c, n)| c.x + n.width_px).fold(BAND_PX, f64::max);
    let mut depth = (0.0_f64, 0.0_f64);
    for (column, need) in columns.iter_mut().zip(needs) {
        column.x -= left;
        let outer_px = column.out_px + need.height_px;
        match column.side {
            Side::Above => depth.0 = depth.0.max(outer_px),
            Side::Below => depth.1 = depth.1.max(outer_px),
        }
    }
    Columns { columns, width_px: right - left, depth_px: depth }
}

/// The rightmost position not beyond `x` at which a label stays within `depth_px`, and how far out it goes there.
fn fit(strip: &[Placed], x: f64, need: &Need, depth_px: f64) -> (f64, f64) {
    let mut x = x;
    loop {
        let reach = x + need.width_px + PAD_PX;
        // Labels were pushed from right to left: those within reach are the last ones.
        let within = strip.iter().rev().take_while(|placed| placed.x < reach);
        let mut out_px = 0.0_f64;
        let mut blocking = f64::INFINITY;
        for placed in within {
            out_px = out_px.max(placed.outer_px + STACK_PX);
            if placed.outer_px + STACK_PX + need.height_px > depth_px {
                blocking = blocking.min(placed.x);
            }
        }
        if out_px + need.height_px <= depth_px || out_px == 0.0 || blocking == f64::INFINITY {
            return (x, out_px);
        }
        x = blocking - need.width_px - PAD_PX;
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Columns, Need, Side, arrange};

    fn columns(widths: &[f64], wanted_px: f64) -> (Columns, Vec<Need>) {
        let needs: Vec<Need> = widths
            .iter()
            .enumerate()
            .map(|(i, &width_px)| Need { width_px, height_px: 40.0, at_s: Some(i as i64 * 3600) })
            .collect();
        let bands = [Band { columns: 0..needs.len(), heading_px: 50.0, gap_px: 0.0 }];
        (arrange(&needs, &bands, 40.0, wanted_px), needs)
    }

    #[test]
    fn no_label_overlaps_another_and_no_leader_meets_a_label() {
        let widths: Vec<f64> = (0..60).map(|i| 40.0 + f64::from(i * 37 % 130)).collect();
        let (found, needs) = columns(&widths, 1200.0);
        for (i, a) in found.columns.iter().enumerate() {
            for (j, b) in found.columns.iter().enumerate().skip(i + 1) {
                assert!(b.x - a.x >= 40.0 - 1e-9);
                if a.side == b.side && b.x < a.x + needs[i].width_px {
                    // The earlier label begins beyond the outer edge of the later one.
                    assert!(a.out_px >= b.out_px + needs[j].height_px, "{i} {a:?} {j} {b:?}");
                }
            }
        }
    }

    #[test]
    fn time_stretches_distances_to_the_wanted_width() {
        let (found, _) = columns(&[30.0, 30.0, 30.0], 600.0);
        assert!(found.width_px <= 600.0 && found.width_px > 480.0, "{}", found.width_px);
    }

    #[test]
    fn labels_are_shared_out_above_and_below() {
        let (found, _) = columns(&[100.0, 100.0, 100.0, 100.0], 280.0);
        let above = found.columns.iter().filter(|c| c.side == Side::Above).count();
        assert_eq!(above, 2);
    }
}
