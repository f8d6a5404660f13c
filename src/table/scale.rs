//! The scale of emotions that a heading tells: `Emotion (1-5)`, `Emotion (1 = very happy, 5 = very sad)`.

/// A scale of emotions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The worst number.
    pub worst: f64,
    /// The best number.
    pub best: f64,
}

impl Scale {
    /// The scale of a map.
    pub const OF_MAPS: Self = Self { worst: -2.0, best: 2.0 };

    /// A number of the scale on the one from -2 to +2, with two decimals if it is another one; none if it lies outside.
    pub fn place(self, number: f64) -> Option<f64> {
        let at = if self == Self::OF_MAPS {
            number
        } else {
            let at = 4.0 * (number - self.worst) / (self.best - self.worst) - 2.0;
            (at * 100.0).round() / 100.0
        };
        (-2.0..=2.0).contains(&at).then_some(at)
    }
}

/// The scale that a heading tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The scale.
    pub scale: Scale,
    /// Whether there are words beside the numbers that do not tell which end is the best; then it is the second one.
    pub unclear: bool,
}

/// Words beside the best number of a scale.
const GOOD: &[&str] = &[
    "happy", "happiest", "good", "great", "excellent", "best", "better", "positive", "delighted", "delight", "glad", "satisfied",
    "love", "loved", "joy", "pleased", "easy", "highest", "high", "top", "perfect", "wonderful", "gut", "glücklich", "zufrieden",
    "positiv", "beste", "bester", "bestens", "toll", "super", "froh", "bon", "bien", "heureux", "content", "satisfait", "meilleur",
    "positif", "bueno", "bien", "feliz", "mejor", "positivo", "buono", "felice", "migliore", "goed", "blij", "tevreden", "bom",
    "melhor", "contente",
];
/// Words beside the worst number of a scale.
const BAD: &[&str] = &[
    "sad", "saddest", "bad", "worst", "worse", "poor", "terrible", "awful", "negative", "unhappy", "angry", "dissatisfied",
    "unsatisfied", "frustrated", "hate", "hated", "annoyed", "difficult", "hard", "lowest", "low", "horrible", "schlecht",
    "traurig", "unzufrieden", "unglücklich", "negativ", "schlechteste", "schlimm", "wütend", "mauvais", "triste", "pire",
    "négatif", "malo", "mal", "peor", "negativo", "cattivo", "peggiore", "slecht", "boos", "ontevreden", "ruim", "mau", "pior",
];
/// Words that say nothing of which end is which.
const NEUTRAL: &[&str] =
    &["to", "from", "scale", "of", "between", "and", "bis", "von", "skala", "à", "de", "a", "van", "tot", "points"];
/// Words that say that the first number is the best, as marks at school are in German.
const TURNED: &[&str] = &["schulnote", "schulnoten", "note", "noten", "inverted", "reversed", "umgekehrt", "invertiert"];

/// The scale of a text: its two numbers, the worst one first unless words beside them say otherwise.
pub fn told(inside: &str) -> Option<Told> {
    let mut numbers = Vec::new();
    // What stands before the first number, between both, and behind the second.
    let mut between = Vec::new();
    let mut rest = inside;
    while let Some(at) = rest.find(|char: char| char.is_ascii_digit()) {
        let digits = rest[at..].len() - rest[at..].trim_start_matches(|char: char| char.is_ascii_digit()).len();
        // A sign belongs to a number unless another number stands right before it.
        let unsigned = rest[..at].strip_suffix(['-', '\u{2212}']);
        let minus = unsigned.is_some_and(|before| numbers.is_empty() || before.ends_with(' '));
        let number: f64 = rest[at..at + digits].parse().ok()?;
        numbers.push(if minus { -number } else { number });
        between.push(&rest[..at]);
        rest = &rest[at + digits..];
    }
    between.push(rest);
    let ([first, second], [before, middle, behind]) = (&numbers[..], &between[..]) else { return None };
    if (first - second).abs() <= f64::EPSILON {
        return None;
    }
    // `1 = bad, 5 = good` has words behind the numbers, `bad = 1, good = 5` before them.
    let (of_first, of_second) = if words(before).any(|word| sense(&word).is_some()) {
        (*before, *middle)
    } else {
        middle.split_once([',', ';', '/']).map_or((*middle, *behind), |(of_first, _)| (of_first, *behind))
    };
    let turned = words(inside).any(|word| TURNED.contains(&word.as_str()));
    let first_is_best = side(of_first).or_else(|| side(of_second).map(|best| !best)).or(turned.then_some(true));
    let said_nothing = words(inside).all(|word| NEUTRAL.contains(&word.as_str()));
    let (worst, best) = if first_is_best == Some(true) { (*second, *first) } else { (*first, *second) };
    Some(Told { scale: Scale { worst, best }, unclear: first_is_best.is_none() && !said_nothing })
}

/// The words of a text in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a word is one of the best end, or of the worst.
fn sense(word: &str) -> Option<bool> {
    if GOOD.contains(&word) {
        return Some(true);
    }
    BAD.contains(&word).then_some(false)
}

/// Whether words speak of the best end, or of the worst. `Not happy` is no word of the best.
fn side(text: &str) -> Option<bool> {
    let negated = words(text).any(|word| matches!(word.as_str(), "not" | "nicht" | "non" | "pas" | "no" | "niet" | "não"));
    words(text).find_map(|word| sense(&word)).map(|best| best != negated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_the_words_beside_them() {
        for (inside, worst, best, unclear) in [
            ("1-5", 1.0, 5.0, false),
            ("-2 to +2", -2.0, 2.0, false),
            ("-2 – -1", -2.0, -1.0, false),
            ("5..1", 5.0, 1.0, false),
            ("scale from 1 to 7", 1.0, 7.0, false),
            ("1 = bad, 10 = good", 1.0, 10.0, false),
            ("1 = very happy, 5 = very sad", 5.0, 1.0, false),
            ("very happy = 1, very sad = 5", 5.0, 1.0, false),
            ("1 (best) to 5", 5.0, 1.0, false),
            ("1 = not happy, 5 = delighted", 1.0, 5.0, false),
            ("1 gut; 5 schlecht", 5.0, 1.0, false),
            ("Schulnote 1-6", 6.0, 1.0, false),
            ("1 = blue, 5 = green", 1.0, 5.0, true),
        ] {
            assert_eq!(told(inside), Some(Told { scale: Scale { worst, best }, unclear }), "{inside}");
        }
        assert_eq!(told("numbers"), None);
        assert_eq!(told("1, 2, 3"), None);
        assert_eq!(Scale { worst: 5.0, best: 1.0 }.place(1.0), Some(2.0));
        assert_eq!(Scale { worst: 1.0, best: 5.0 }.place(6.0), None);
    }
}
