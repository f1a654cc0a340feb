//! The horizontal picture: time runs right on an elastic axis, names on the left, labels above and below.

mod ground;
mod strip;
mod tracks;

use self::ground::names_width;
use self::strip::{Frame, Strip};
use self::tracks::{Tracks, Words};
use crate::layout::axis::Scale;
use crate::layout::furniture::{Notes, notes, title_block};
use crate::layout::label::Label;
use crate::layout::legend::{Shown, legend};
use crate::layout::part::part;
use crate::layout::scene::Scene;
use crate::layout::spacing::{
    HORIZONTAL_MIN_PX, HORIZONTAL_WIDTH_PX, LABEL_PX, LANE_MIN_PX, LANE_ROW_PX, MARGIN_PX,
    STRIP_GAP_PX,
};
use crate::layout::spans::{self, Times};
use crate::layout::{
    Design, Layout, Measure, Nothing, Options, Orientation, Rect, story, words as told,
};
use crate::order::OrderNetwork;
use crate::timeline::Timeline;
use std::ops::Range;

/// More life lines than this stand closer together and are named without roles.
const ROLES_MAX: usize = 14;
/// Which part of a page's height the lanes may take before they are drawn closer together.
const LANES_SHARE: f64 = 0.45;

/// Arranges the horizontal picture. Where its words need more width than is wanted, it goes on in a strip below.
///
/// # Errors
/// [`Nothing`] if the filter leaves no event.
pub fn arrange(
    timeline: &Timeline,
    order: &OrderNetwork,
    options: &Options,
    measure: &dyn Measure,
) -> Result<Layout, Nothing> {
    let mut scene = Scene::build(timeline, order, options)?;
    let count = scene.sequence.rows.len();
    // On a page, the lanes leave more than half of the height to the words.
    let lanes_max_px = options.strip_px.map_or(f64::INFINITY, |px| px * LANES_SHARE);
    let with_roles = scene.actors.len() <= ROLES_MAX && scene.lanes() * LANE_ROW_PX <= lanes_max_px;
    let in_tracks = options.design == Design::Tracks;
    let lane_px = match (in_tracks, with_roles) {
        (true, _) => tracks::lane_px(scene.lanes(), lanes_max_px),
        (false, true) => LANE_ROW_PX,
        (false, false) => (lanes_max_px / scene.lanes()).clamp(LANE_MIN_PX, LANE_MIN_PX + 6.0),
    };
    let scale = options.scale.unwrap_or(Scale::Elastic);
    let mut labels = scene.labels(measure);
    labels.with_time = true;
    labels.with_date = scale == Scale::Linear;
    let (mut blocks, mut words): (Vec<Label>, _) = (Vec::new(), None);
    if in_tracks {
        words = Some(Words::of(&scene, labels));
    } else {
        let label = |r| labels.label(scene.sequence.rows[r], scene.names_place(r), LABEL_PX);
        blocks = (0..count).map(label).collect();
    }
    let names_px = names_width(&scene, with_roles, measure);
    let axis_x = MARGIN_PX + names_px + 8.0;
    let wanted_px = options.width_px.unwrap_or(HORIZONTAL_WIDTH_PX);
    let after_as_of = told::first_group_after_as_of(timeline, order, &scene.sequence)
        .map(|group| scene.sequence.groups[group].rows.start);
    let spans = spans::spans(&scene, order, &Times::of(&scene, order));
    let frame = Frame {
        order,
        spans: &spans,
        measure,
        with_roles,
        lane_px,
        names_px,
        axis_x,
        scale,
        after_as_of,
        blocks: &blocks,
        words: words.as_ref(),
        length_px: wanted_px - axis_x - MARGIN_PX,
        height_px: options.strip_px.unwrap_or(f64::INFINITY),
    };
    // Distances on a linear axis are the same everywhere, so that it is not cut.
    let is_cut = options.width_px.is_some() && scale != Scale::Linear;
    let ranges = if is_cut { frame.strips(&scene) } else { std::iter::once(0..count).collect() };
    let strip = |range: Range<usize>| frame.strip(part(&scene, range.clone()), range);
    let strips: Vec<Strip> = ranges.into_iter().map(strip).collect();
    for life in &mut scene.lives {
        // Nobody waits who comes with the first row of a strip.
        life.begins.take_if(|_| strips.iter().any(|strip| strip.rows.start == life.rows.start));
    }

    let needed_px = strips.iter().map(|strip| axis_x + strip.length_px() + MARGIN_PX);
    // A short timeline does not fill a slide; only a width that was asked for is kept.
    let least_px = options.width_px.unwrap_or(HORIZONTAL_MIN_PX);
    let width_px = needed_px.fold(least_px, f64::max).ceil();
    let edges = (MARGIN_PX, width_px - 2.0 * MARGIN_PX);
    let mut y = MARGIN_PX;
    let subtitle = scene.subtitle();
    let title = title_block(timeline, &subtitle, edges, &mut y, measure);

    let mut picture = Layout {
        condensed: scene.condensed,
        width_px,
        height_px: 0.0,
        title: timeline.title.to_string(),
        description: story::story(&scene, order),
        language: timeline.language.clone().map(String::from),
        orientation: Orientation::Horizontal,
        chart: Rect { x: axis_x, y: 0.0, width: 1.0, height: 1.0 },
        strips: Vec::new(),
        ticks: Vec::new(),
        under: vec![title],
        waiting: Vec::new(),
        life_lines: Vec::new(),
        focus: scene.focus.clone(),
        events: Vec::new(),
        over: Vec::new(),
        line_order: scene.quality,
    };
    let mut number = 1;
    for strip in &strips {
        if !picture.strips.is_empty() {
            y += STRIP_GAP_PX;
        }
        let top = y;
        strip.draw(&frame, number, &mut picture, &mut y);
        number += strip.tracks.as_ref().map_or(0, Tracks::callouts);
        picture.strips.push((top, y));
    }
    y += 18.0;
    let shown = Shown { scene: &scene, spans: &spans, orientation: Orientation::Horizontal };
    picture.over.push(legend(&shown, edges, &mut y, measure));
    y += 6.0;
    let axis = strips.first().and_then(|strip| strip.axis.as_ref());
    let mut note = told::scale_note(scale, axis);
    if number > 1 {
        note.push_str(" Numbers beside marks lead to the words below the lines.");
    }
    let remarks = told::remarks(&scene, &spans, order, note);
    let numbers = scene.source_numbers.clone();
    picture.over.push(notes(timeline, &Notes { remarks, numbers }, edges, &mut y, measure));
    picture.height_px = (y + MARGIN_PX).ceil();
    Ok(picture)
}
