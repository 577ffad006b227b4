//! Text as the index sees it: folded, stemmed words without those that say nothing.

use std::borrow::Cow;

mod fold;
mod split;
mod stem;
mod stop;

pub(crate) use self::fold::lower;
pub use self::split::words;

/// How words are reduced to what they share with their relatives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English: stop words are dropped, words are stemmed (Snowball's English). Words in other
    /// alphabets pass unchanged.
    #[default]
    English,
    /// Nothing is dropped and nothing is stemmed.
    Any,
}

/// Returns the terms of `text` in order, repeated as often as they occur.
pub fn terms(text: &str, language: Language) -> Vec<String> {
    let mut terms = Vec::new();
    each_term(text, language, &mut |_, term| terms.push(term.to_owned()));
    terms
}

/// Calls `with(word, term)` for every term of `text`: the word as folded, and what it is indexed as.
pub(crate) fn each_term(text: &str, language: Language, with: &mut dyn FnMut(&str, &str)) {
    words(text, |word| {
        if let Some(term) = term(word, language) {
            with(word, &term);
        }
    });
}

/// Returns what a word is indexed as; nothing for one that says nothing.
pub(crate) fn term(word: &str, language: Language) -> Option<Cow<'_, str>> {
    match language {
        Language::English if stop::is_stop_word(word) => None,
        // The stemmer knows ASCII's letters; of shorter words it would leave too little.
        Language::English if word.len() > 2 && word.bytes().all(|it| it.is_ascii_lowercase()) => {
            Some(Cow::Owned(stem::stem(word)))
        }
        Language::English | Language::Any => Some(Cow::Borrowed(word)),
    }
}

#[cfg(test)]
mod tests;
