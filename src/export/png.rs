//! PNG: the SVG with its letters as paths, in pixels.

use crate::export::picture::Unwritten;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Millions of pixels that a picture may have: four bytes of memory each.
const MOST_MEGAPIXELS: f64 = 200.0;
/// Px of a layout in an inch.
const PX_PER_INCH: f64 = 96.0;
/// Metres in an inch.
const METRES_PER_INCH: f64 = 0.0254;

/// Draws an SVG document of ours, at so many pixels an inch.
///
/// # Errors
/// The picture would have more than 200 million pixels.
pub fn rasterize(svg: &[u8], dpi: f64) -> Result<Vec<u8>, Unwritten> {
    let tree = Tree::from_data(svg, &Options::default()).expect("a document of ours is SVG");
    let scale = dpi / PX_PER_INCH;
    let sides = [tree.size().width(), tree.size().height()];
    let [width, height] = sides.map(|side| (f64::from(side) * scale).round().max(1.0));
    let megapixels = width * height / 1e6;
    if megapixels > MOST_MEGAPIXELS {
        return Err(Unwritten::TooLarge(megapixels));
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).expect("sides of 1 px or more");
    // Whole pixels: each side is stretched by less than half of one.
    let (across, down) = (width as f32 / sides[0], height as f32 / sides[1]);
    resvg::render(&tree, Transform::from_scale(across, down), &mut pixels.as_mut());
    Ok(encode(&pixels, dpi))
}

/// The paper covers everything, so that no pixel lets anything through: three channels are enough.
fn encode(pixels: &Pixmap, dpi: f64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (dpi / METRES_PER_INCH).round() as u32;
    let unit = png::Unit::Meter;
    let size = png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit };
    encoder.set_pixel_dims(Some(size));
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|rgba| rgba[..3].to_vec()).collect();
    let mut writer = encoder.write_header().expect("it is written to memory");
    writer.write_image_data(&rgb).expect("as many bytes as the header says");
    writer.finish().expect("it is written to memory");
    bytes
}

#[cfg(test)]
mod tests {
    use super::rasterize;
    use crate::export::picture::Unwritten;

    const SVG: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48.4">
        <rect width="96" height="48.4" fill="#123456"/></svg>"##;

    #[test]
    fn an_inch_has_as_many_pixels_as_asked_for() {
        let bytes = rasterize(SVG, 150.0).expect("a small picture");
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("PNG");
        let (info, dims) = (reader.info().size(), reader.info().pixel_dims.expect("a size"));
        assert_eq!((info, dims.xppu), ((150, 76), 5906));
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("a frame");
        assert!(pixels.chunks_exact(3).all(|pixel| pixel == [0x12, 0x34, 0x56]));
    }

    #[test]
    fn what_no_memory_holds_is_refused() {
        assert!(matches!(rasterize(SVG, 20_000.0), Err(Unwritten::TooLarge(m)) if m > 200.0));
    }
}
