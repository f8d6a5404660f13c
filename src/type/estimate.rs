//! How wide a cluster is that no font here has a glyph for, but some font will show.

use unicode_width::UnicodeWidthChar as _;

/// In parts of the size. Emoji and East Asian letters are a square or more, others rather too wide than too narrow.
pub fn width(cluster: &str) -> f32 {
    let Some(first) = cluster.chars().next() else { return 0.0 };
    let pictured = first as u32 >= 0x1_f000 || cluster.contains('\u{fe0f}');
    match first.width() {
        _ if pictured => 1.3,
        Some(0) | None => 0.0,
        Some(1) => 0.62,
        Some(_) => 1.0,
    }
}
