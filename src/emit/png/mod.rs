//! The map as PNG, drawn from the same scene as SVG and with the glyphs that were measured.
//!
//! The picture is painted and written in bands of rows, so that a large one needs no more memory than a small one.
//!
//! Terms: the *scale* is how many pixels of the file stand for one px of the scene; a *mark* is a path with its paint, or an image.

mod images;
mod marks;
mod paths;

use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use tiny_skia::{Color, Pixmap, Transform};

use crate::scene::Scene;
use crate::theme::{Colour, Rgb};
use crate::r#type::Type;

use marks::Mark;

/// The smallest and the largest scale.
pub const SCALES: (f32, f32) = (0.1, 10.0);

/// The most pixels on a side: other programs refuse more.
const MOST_ON_A_SIDE: f64 = 65_535.0;

/// The most pixels in all: half a gigabyte once it is opened.
const MOST_IN_ALL: f64 = 128_000_000.0;

/// The rows that are painted at once.
const BAND: u32 = 512;

/// Pixels on a metre, where 96 are on an inch.
const DENSITY: f32 = 96.0 / 0.0254;

/// Draws a scene.
///
/// # Errors
///
/// In words for people: the picture would be too large.
pub fn png(scene: &Scene, fonts: &Type, scale: f32) -> Result<Vec<u8>, String> {
    let (width, height) = size(scene, scale)?;
    let marks = marks::marks(scene, fonts, scale);
    let mut out = Vec::new();
    write(scene, &marks, (width, height), scale, &mut out).map_err(|error| format!("the picture cannot be written: {error}"))?;
    Ok(out)
}

/// Width and height in pixels.
fn size(scene: &Scene, scale: f32) -> Result<(u32, u32), String> {
    if !(SCALES.0..=SCALES.1).contains(&scale) {
        return Err(format!("a picture cannot be drawn at a scale of {scale}: it lies between {} and {}", SCALES.0, SCALES.1));
    }
    let side = |length: f32, scale: f64| (f64::from(length) * scale).ceil().max(1.0);
    let (width, height) = (side(scene.width, scale.into()), side(scene.height, scale.into()));
    if width.max(height) <= MOST_ON_A_SIDE && width * height <= MOST_IN_ALL {
        return Ok((pixels(width), pixels(height)));
    }
    let (one_width, one_height) = (f64::from(scene.width), f64::from(scene.height));
    let fits = (MOST_ON_A_SIDE / one_width.max(one_height)).min((MOST_IN_ALL / (one_width * one_height)).sqrt());
    let fits = (fits * 10.0).floor() / 10.0;
    let hint = if fits >= f64::from(SCALES.0) { format!("`--scale {fits}`, or ") } else { String::new() };
    Err(format!(
        "the picture would have {width} × {height} pixels, which is more than other programs open: write {hint}a part of the map, \
         with `--journey`, `--lanes` or `--persona`; SVG has no such limit"
    ))
}

fn write(
    scene: &Scene,
    marks: &[Mark],
    (width, height): (u32, u32),
    scale: f32,
    out: &mut Vec<u8>,
) -> Result<(), png::EncodingError> {
    let mut encoder = Encoder::new(out, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    // Large areas of few colours: what filters do for photographs makes such a file larger.
    encoder.set_filter(Filter::NoFilter);
    let density = pixels(f64::from(DENSITY * scale).round());
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter }));
    for (keyword, text) in [("Title", &scene.title), ("Description", &scene.description)] {
        encoder.add_itxt_chunk(keyword.into(), text.replace('\0', " "))?;
    }
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer()?;
    let rows = BAND.min(height);
    if let Some(mut band) = Pixmap::new(width, rows) {
        let mut line = Vec::with_capacity(width as usize * 3 * rows as usize);
        for top in (0..height).step_by(rows as usize) {
            paint(scene, marks, scale, top, &mut band);
            let wanted = rows.min(height - top) as usize * width as usize;
            line.clear();
            // The ground is opaque, and so is everything on it.
            line.extend(band.pixels()[..wanted].iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]));
            std::io::Write::write_all(&mut stream, &line)?;
        }
    }
    stream.finish()?;
    writer.finish()
}

/// Paints the rows from one on.
fn paint(scene: &Scene, marks: &[Mark], scale: f32, top: u32, band: &mut Pixmap) {
    band.fill(colour(scene.theme.rgb(Colour::Paper)));
    let transform = Transform::from_scale(scale, scale).post_translate(0.0, -(top as f32));
    let (upper, lower) = (top as f32 / scale, (top + band.height()) as f32 / scale);
    for mark in marks.iter().filter(|mark| mark.top <= lower && mark.bottom >= upper) {
        mark.paint(band, transform);
    }
}

/// A number of pixels, which [`size`] has found to be small and not negative.
#[allow(clippy::cast_sign_loss)]
fn pixels(count: f64) -> u32 {
    count as u32
}

fn colour(Rgb(red, green, blue): Rgb) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}
