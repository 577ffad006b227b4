//! The endings that the stemmer knows, and the words that it leaves alone.

/// An ending, what comes in its place, and what must hold.
pub(super) type Rule = (&'static str, &'static str, Demand);

#[derive(Clone, Copy)]
pub(super) enum Demand {
    /// It lies in the first region.
    First,
    /// It lies in the second region.
    Second,
    /// It lies in the first region, after one of these letters.
    FirstAfter(&'static str),
    /// It lies in the second region, after one of these letters.
    SecondAfter(&'static str),
}

use Demand::{First, FirstAfter, Second, SecondAfter};

pub(super) const SECOND: &[Rule] = &[
    ("tional", "tion", First),
    ("enci", "ence", First),
    ("anci", "ance", First),
    ("abli", "able", First),
    ("entli", "ent", First),
    ("izer", "ize", First),
    ("ization", "ize", First),
    ("ational", "ate", First),
    ("ation", "ate", First),
    ("ator", "ate", First),
    ("alism", "al", First),
    ("aliti", "al", First),
    ("alli", "al", First),
    ("fulness", "ful", First),
    ("ousli", "ous", First),
    ("ousness", "ous", First),
    ("iveness", "ive", First),
    ("iviti", "ive", First),
    ("biliti", "ble", First),
    ("bli", "ble", First),
    ("ogi", "og", FirstAfter("l")),
    ("fulli", "ful", First),
    ("lessli", "less", First),
    ("li", "", FirstAfter("cdeghkmnrt")),
];
pub(super) const THIRD: &[Rule] = &[
    ("tional", "tion", First),
    ("ational", "ate", First),
    ("alize", "al", First),
    ("icate", "ic", First),
    ("iciti", "ic", First),
    ("ical", "ic", First),
    ("ful", "", First),
    ("ness", "", First),
    ("ative", "", Second),
];
pub(super) const FOURTH: &[Rule] = &[
    ("al", "", Second),
    ("ance", "", Second),
    ("ence", "", Second),
    ("er", "", Second),
    ("ic", "", Second),
    ("able", "", Second),
    ("ible", "", Second),
    ("ant", "", Second),
    ("ement", "", Second),
    ("ment", "", Second),
    ("ent", "", Second),
    ("ism", "", Second),
    ("ate", "", Second),
    ("iti", "", Second),
    ("ous", "", Second),
    ("ive", "", Second),
    ("ize", "", Second),
    ("ion", "", SecondAfter("st")),
];
pub(super) const EXCEPTIONS: &[(&str, &str)] = &[
    ("skis", "ski"),
    ("skies", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("idly", "idl"),
    ("gently", "gentl"),
    ("ugly", "ugli"),
    ("early", "earli"),
    ("only", "onli"),
    ("singly", "singl"),
    ("sky", "sky"),
    ("news", "news"),
    ("howe", "howe"),
    ("atlas", "atlas"),
    ("cosmos", "cosmos"),
    ("bias", "bias"),
    ("andes", "andes"),
];
/// What only looks as if it had an ending.
pub(super) const LEFT_ALONE: &[&str] =
    &["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];
/// After these the first region begins.
pub(super) const PREFIXES: &[&str] = &["gener", "commun", "arsen"];
