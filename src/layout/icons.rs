//! Signs for channels.

use crate::scene::{Icon, Item};
use crate::sheet::Channel;
use crate::theme::Colour;

/// A window, in a square of 24.
const WINDOW: &str = "M3 5L21 5L21 19L3 19ZM3 9L21 9";

/// The sign of a channel, its upper left corner at a point.
pub fn channel(channel: &Channel, (x, y): (f32, f32)) -> Item {
    let _ = channel;
    Item::Icon(Icon { x, y, size: 14.0, shape: WINDOW, colour: Colour::Second, width: 1.2 })
}
