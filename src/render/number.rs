//! Numbers of a map as JSON writes them.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A number, written without a fraction where it has none.
#[derive(Clone, Copy, JsonSchema)]
#[schemars(with = "f64", inline)]
pub struct Number(pub f64);

impl Serialize for Number {
    #[allow(clippy::cast_possible_truncation)] // only whole numbers below 2^53 are cast
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // JSON has no infinity; a number of a thousand digits is as large as can be said.
        let number = self.0.clamp(f64::MIN, f64::MAX);
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            serializer.serialize_i64(number as i64)
        } else {
            serializer.serialize_f64(number)
        }
    }
}
