//! The words of a mark.

use crate::parts::Parts;

/// What the words of a comment are, as far as marks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// They stand for what stays.
    Stays,
    /// They may stand for what stays, or be a remark like any other.
    Doubt,
    /// A remark.
    Remark,
}

/// What the words of a comment mean.
pub(super) fn sense(words: &str) -> Sense {
    let words = words.trim().to_ascii_lowercase();
    if words.is_empty() || words.len() > 160 {
        return Sense::Remark;
    }
    let has_dots = words.has("…") || words.has("..");
    let bare = words.bare(".… []()<>-=~*");
    if bare.is_empty() {
        return if has_dots { Sense::Stays } else { Sense::Remark };
    }
    let dotted = words.bare_start("[(<- *=");
    if !dotted.opens("..") && !dotted.opens("…") {
        return plain(bare);
    }
    match plain(bare) {
        Sense::Remark | Sense::Doubt if says_stays(bare) => Sense::Stays,
        Sense::Remark if bare.words().count() <= 8 => Sense::Doubt,
        other => other,
    }
}

/// Words that, between dots, stand for what stays.
pub(super) fn says_stays(words: &str) -> bool {
    let is_stay = |word: &str| STRONG.lists(word) || LIGHT.lists(word);
    let mut all = tokens(words);
    all.any(is_stay) && words.words().count() <= 16
}

fn tokens(words: &str) -> impl Iterator<Item = &str> {
    words.runs(|c| c.is_alphanumeric() || c == '_')
}

/// Words that say by themselves that something stays.
const STRONG: &str = "\
    existing rest remaining remainder unchanged omitted untouched snip snipped elided \
    truncated intact unmodified";

/// Words that say it together.
const TOGETHER: &str = "\
    same as before|same as above|stays the same|stay the same|remains the same|remain the same|\
    are the same|is the same|as before|as is|as it was|as it is|as they are|as they were|\
    no change|not changed|not shown|same as the original|same as original|keep the|keep all|\
    keep existing";

/// Words that marks are made of besides.
const LIGHT: &str = "\
    other others previous same keep keeps kept leave left original above below more skip \
    skipped skipping continue continues current code etc before after method methods \
    function functions import imports field fields content contents line lines prop props \
    property properties everything all stays stay remain remains implementation \
    implementations logic file class classes body test tests case cases item items entry \
    entries key keys section sections rule rules style styles element elements markup \
    definition definitions declaration declarations statement statements member members \
    type types variable variables constant constants option options setting settings \
    config configuration value values handler handlers route routes helper helpers export \
    exports part parts text block blocks struct module component table dependencies \
    attribute attributes child children variant variants arm arms constructor getters \
    setters docs documentation interface enum trait impl object list omit changes change \
    changed modified shown brevity here goes";

const GLUE: &str = "\
    the of this that these in and as is are for to it its no not with from on a be was \
    were they or which your our my exactly completely entirely any needed other should \
    will do does s";

/// Words that a mark ends with.
const ENDS: &str = "unchanged same before is omitted untouched intact";

/// What words without dots mean: a mark is made of nothing but the words of marks.
fn plain(words: &str) -> Sense {
    let count = tokens(words).count();
    let is_strong = tokens(words).any(|word| STRONG.lists(word))
        || TOGETHER.pieces("|").iter().any(|phrase| words.has(phrase));
    if !is_strong || count > 14 {
        return Sense::Remark;
    }
    let known = |word: &&str| STRONG.lists(word) || LIGHT.lists(word) || GLUE.lists(word);
    let unknown = count - tokens(words).filter(known).count();
    let mut all = tokens(words);
    let first = match (all.next().unwrap_or(""), all.next().unwrap_or("")) {
        (one, two) if "the all".lists(one) && "rest remaining remainder other".lists(two) => two,
        (one, _) => one,
    };
    let leads = STRONG.lists(first) || "same other others no".lists(first);
    let last = tokens(words).last().unwrap_or("");
    let ends = ENDS.lists(last) || words.closes("for brevity");
    match unknown {
        0 if count == 1 => {
            let is_word = "existing unchanged omitted snip".lists(words);
            if is_word { Sense::Stays } else { Sense::Remark }
        }
        0 if leads || ends || count > 2 => Sense::Stays,
        1 | 2 if leads && ends => Sense::Stays,
        1 if ends && count <= 4 => Sense::Stays,
        // A long sentence of other words is a remark.
        _ if count > 9 || unknown > 4 => Sense::Remark,
        _ if leads && !"other others no".lists(first) => Sense::Doubt,
        _ if ends && !"is before".lists(last) => Sense::Doubt,
        _ => Sense::Remark,
    }
}
