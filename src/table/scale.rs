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
/// Words that turn another one round.
const NOT: &[&str] = &["not", "less", "nicht", "weniger", "non", "pas", "moins", "no", "menos", "meno", "niet", "minder", "não"];
/// Words that say nothing of which end is which.
const NEUTRAL: &[&str] =
    &["to", "from", "scale", "of", "between", "and", "bis", "von", "skala", "à", "de", "a", "van", "tot", "points"];
/// Words that say that the first number is the best, as marks at school are in German.
const TURNED: &[&str] = &["schulnote", "schulnoten", "note", "noten", "inverted", "reversed", "umgekehrt", "invertiert"];

/// Words beside the worst number of severities.
const SEVERE: &[&str] = &[
    "highest", "high", "critical", "severe", "severest", "serious", "worst", "worse", "bad", "most", "major", "urgent", "blocker",
    "blocking", "catastrophic", "top", "hoch", "höchste", "kritisch", "schwer", "schlimm", "schlimmste", "élevé", "élevée",
    "critique", "grave", "pire", "alto", "alta", "crítico", "crítica", "peor", "critico", "critica", "peggiore", "hoog", "hoogste",
    "ernstig", "pior",
];
/// Words beside the least bad number of severities.
const MILD: &[&str] = &[
    "lowest", "low", "least", "minor", "mild", "light", "trivial", "cosmetic", "negligible", "harmless", "niedrig", "niedrigste",
    "gering", "leicht", "harmlos", "faible", "mineur", "léger", "bajo", "baja", "leve", "basso", "bassa", "lieve", "laag",
    "laagste", "licht", "baixo", "baixa",
];

/// The numbers of a text, and what stands before the first one, between them, and behind the last one.
fn numbers(inside: &str) -> Option<(Vec<f64>, Vec<&str>)> {
    let mut numbers = Vec::new();
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
    Some((numbers, between))
}

/// The two numbers of a text, and whether words beside them say that the first one is what `sense` tells of.
fn two_numbers(inside: &str, sense: fn(&str) -> Option<bool>) -> Option<(f64, f64, Option<bool>)> {
    let (numbers, between) = numbers(inside)?;
    if let [first, second, others @ ..] = &numbers[..]
        && !others.is_empty()
    {
        return range_with_words(*first, *second, others, &between, sense);
    }
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
    Some((*first, *second, side(of_first, sense).or_else(|| side(of_second, sense).map(|best| !best))))
}

/// A range with words behind it for one end or both: `1-5, 1 = best`, `1 to 5, 1 = sad, 5 = happy`.
fn range_with_words(
    first: f64,
    second: f64,
    others: &[f64],
    between: &[&str],
    sense: fn(&str) -> Option<bool>,
) -> Option<(f64, f64, Option<bool>)> {
    let same = |one: f64, other: f64| (one - other).abs() <= f64::EPSILON;
    let known = others.len() <= 2 && others.iter().all(|other| same(*other, first) || same(*other, second));
    if same(first, second) || !known {
        return None;
    }
    let said = others.iter().zip(&between[3..]).find_map(|(number, words)| Some((*number, side(words, sense)?)));
    Some((first, second, said.map(|(number, is)| is == same(number, first))))
}

/// The end of a scale that a text tells by itself, as `1 = best` does: the number, and whether it is the best one.
pub fn end_told(inside: &str) -> Option<(f64, bool)> {
    let (numbers, _) = numbers(inside)?;
    let [number] = numbers[..] else { return None };
    Some((number, side(inside, feels)?))
}

/// The scale of a text: its two numbers, the worst one first unless words beside them say otherwise.
pub fn told(inside: &str) -> Option<Told> {
    let (first, second, first_is_best) = two_numbers(inside, feels)?;
    let turned = words(inside).any(|word| TURNED.contains(&word.as_str()));
    let first_is_best = first_is_best.or(turned.then_some(true));
    let said_nothing = words(inside).all(|word| NEUTRAL.contains(&word.as_str()));
    let (worst, best) = if first_is_best == Some(true) { (second, first) } else { (first, second) };
    Some(Told { scale: Scale { worst, best }, unclear: first_is_best.is_none() && !said_nothing })
}

/// What a heading tells of numbers of severity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeverityTold {
    /// The number that is the least bad.
    pub least: Option<f64>,
    /// The worst number.
    pub worst: Option<f64>,
    /// Whether words say so.
    pub certain: bool,
}

/// What `1 = low, 5 = critical`, `1-5` or `1 = highest` tells of numbers of severity; without words the second one is the worst.
pub fn severity_told(inside: &str) -> Option<SeverityTold> {
    if let Some((first, second, first_is_worst)) = two_numbers(inside, harms) {
        let (least, worst) = if first_is_worst == Some(true) { (second, first) } else { (first, second) };
        return Some(SeverityTold { least: Some(least), worst: Some(worst), certain: first_is_worst.is_some() });
    }
    let (numbers, _) = numbers(inside)?;
    let [number] = numbers[..] else { return None };
    let is_worst = side(inside, harms)?;
    let [least, worst] = if is_worst { [None, Some(number)] } else { [Some(number), None] };
    Some(SeverityTold { least, worst, certain: true })
}

/// The words of a text in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a word is one of the best end, or of the worst.
fn feels(word: &str) -> Option<bool> {
    if GOOD.contains(&word) {
        return Some(true);
    }
    BAD.contains(&word).then_some(false)
}

/// Whether a word is one of what is very bad, or of what is hardly so.
fn harms(word: &str) -> Option<bool> {
    if SEVERE.contains(&word) {
        return Some(true);
    }
    MILD.contains(&word).then_some(false)
}

/// What the words of a text are of, as `sense` tells. `Not happy` is no word of the best.
fn side(text: &str, sense: fn(&str) -> Option<bool>) -> Option<bool> {
    let negated = words(text).any(|word| NOT.contains(&word.as_str()));
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
            ("1-5, 1 = best", 5.0, 1.0, false),
            ("1-5; 5 = worst", 5.0, 1.0, false),
            ("1-5, 5 is best", 1.0, 5.0, false),
            ("scale 1 to 5, 1 = very satisfied, 5 = very dissatisfied", 5.0, 1.0, false),
        ] {
            assert_eq!(told(inside), Some(Told { scale: Scale { worst, best }, unclear }), "{inside}");
        }
        let severe = |inside| severity_told(inside).map(|told| (told.least, told.worst, told.certain));
        assert_eq!(severe("1 = low, 5 = critical"), Some((Some(1.0), Some(5.0), true)));
        assert_eq!(severe("1 = critical, 4 = minor"), Some((Some(4.0), Some(1.0), true)));
        assert_eq!(severe("1-5"), Some((Some(1.0), Some(5.0), false)));
        assert_eq!(severe("1-5, 1 = worst"), Some((Some(5.0), Some(1.0), true)));
        assert_eq!(severe("1 = less severe, 5 = severe"), Some((Some(1.0), Some(5.0), true)));
        assert_eq!(severe("1 = not critical, 3 = critical"), Some((Some(1.0), Some(3.0), true)));
        assert_eq!((end_told("1 = best"), end_told("5 = worst"), end_told("1-5")), (Some((1.0, true)), Some((5.0, false)), None));
        assert_eq!(severe("1 = highest"), Some((None, Some(1.0), true)));
        assert_eq!(severe("5 is the worst"), Some((None, Some(5.0), true)));
        assert_eq!(severe("1 = lowest"), Some((Some(1.0), None, true)));
        assert_eq!((severe("points"), severe("of 5")), (None, None));
        assert_eq!(told("numbers"), None);
        assert_eq!(told("1, 2, 3"), None);
        assert_eq!(Scale { worst: 5.0, best: 1.0 }.place(1.0), Some(2.0));
        assert_eq!(Scale { worst: 1.0, best: 5.0 }.place(6.0), None);
    }
}
