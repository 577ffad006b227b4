//! Queries and snippets: any text is a query, and what is shown of a text is one safe line of it.

use atelier_search::{Clock, Query, Wanted, line_of_words, snippet, words};

/// Reads `data` as a query, and as a text in which its own words are looked for.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let query = Query::parse(&text, Clock { now: i64::MAX, utc_offset_minutes: 840 });
    let early = Query::parse(&text, Clock { now: i64::MIN, utc_offset_minutes: -840 });
    assert_eq!(query.all, early.all, "the clock changes words");
    let mut wanted = Vec::new();
    for term in query.all.iter().chain(&query.none) {
        assert!(!term.words.is_empty(), "a term of nothing");
        for word in &term.words {
            assert!(!word.is_empty() && !word.contains(['"', ' ', '\0']), "{word:?} needs quotes");
        }
        wanted.push(Wanted { words: term.words.clone(), prefix: !term.exact });
    }
    let line = line_of_words(std::iter::once(text.as_ref()));
    assert_eq!(line.split(' ').filter(|it| !it.is_empty()).count(), words(&text).count());
    for word in words(&text) {
        assert!(text.get(word.start..word.end).is_some(), "a word between two characters");
    }
    let (parts, held) = snippet(&text, &wanted);
    assert!(held <= wanted.len());
    let shown: String = parts.iter().map(|part| part.text.as_str()).collect();
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
    assert!(shown.chars().count() <= 200, "too much is shown");
}
