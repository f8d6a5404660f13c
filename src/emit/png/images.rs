//! Images of emoji: from PNG to pixels of about the size in which they are painted.

use png::{ColorType, Decoder, Limits, Transformations};
use tiny_skia::{IntSize, Pixmap};

/// The most pixels on a side; those of fonts have some hundred.
const MOST: u32 = 1024;

/// Reads an image and halves it while it has twice as many rows as are wanted. None if it cannot be read.
pub fn image(bytes: &[u8], rows: f32) -> Option<Pixmap> {
    let mut image = read(bytes)?;
    while image.height() as f32 >= 2.0 * rows && image.width().min(image.height()) >= 2 {
        image = halved(&image)?;
    }
    Some(image)
}

fn read(bytes: &[u8]) -> Option<Pixmap> {
    let limits = Limits { bytes: (MOST * MOST * 8) as usize };
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width.max(height) > MOST {
        return None;
    }
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let rgba: Vec<u8> = match frame.color_type {
        ColorType::Rgba => data,
        ColorType::GrayscaleAlpha => {
            data.as_chunks::<2>().0.iter().flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()
        }
        _ => return None,
    };
    let premultiplied = rgba.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, alpha]| {
        let part = |part: u8| (u16::from(part) * u16::from(*alpha) / 255) as u8;
        [part(*red), part(*green), part(*blue), *alpha]
    });
    Pixmap::from_vec(premultiplied.collect(), IntSize::from_wh(width, height)?)
}

/// Each pixel the mean of four; an odd row or column at the end is left out.
fn halved(image: &Pixmap) -> Option<Pixmap> {
    let (width, height) = (image.width() / 2, image.height() / 2);
    let (row, data) = (image.width() as usize * 4, image.data());
    let mut out = Vec::with_capacity((width * height * 4) as usize);
    for y in 0..height as usize {
        for at in 0..width as usize * 4 {
            let left = 2 * y * row + (at / 4) * 8 + at % 4;
            let sum: u16 = [left, left + 4, left + row, left + row + 4].iter().map(|at| u16::from(data[*at])).sum();
            out.push(((sum + 2) / 4) as u8);
        }
    }
    Pixmap::from_vec(out, IntSize::from_wh(width, height)?)
}
