//! From the sheet to the scene: how wide and high everything is, and where it stands.

pub mod curve;
