//! Scores follow frequency, rarity and length; removing takes out what adding put in.

use super::*;

fn terms(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn index(texts: &[&str]) -> Index {
    let mut index = Index::default();
    for text in texts {
        index.add(&Document::of(&terms(text), &[]));
    }
    index
}

fn scores(index: &Index, query: &str) -> Vec<f32> {
    let words = terms(query).into_iter().map(|it| (it.clone(), it)).collect();
    let mut scores = vec![0.0; index.lengths.len()];
    for asked in index.asked(words, 10) {
        index.add_scores(&asked.term, asked.count * asked.rarity, &mut scores);
    }
    scores
}

#[test]
fn rare_words_count_more_and_long_texts_less() {
    let index = index(&["red fish", "red red fish", "red bird of a long text about birds", "x"]);
    let found = scores(&index, "red");
    assert!(found[1] > found[0], "repeating a word counts");
    assert!(found[0] > found[2], "a long text is held against a document");
    assert!(found[3].abs() < f32::EPSILON);
    assert!(index.rarity("bird") > index.rarity("red"));
    assert!(index.rarity("unknown") > index.rarity("bird"));
}

#[test]
fn a_document_scores_against_itself_as_a_question_does() {
    let index = index(&["alpha beta gamma", "delta", "epsilon zeta"]);
    let words = terms("alpha beta gamma").into_iter().map(|it| (it.clone(), it)).collect();
    let asked = index.asked(words, 10);
    let found = scores(&index, "alpha beta gamma");
    assert!((found[0] - index.self_score(&asked)).abs() < 1e-4);
    let parts: f32 = asked.iter().map(|it| index.contribution(it, 0)).sum();
    assert!((found[0] - parts).abs() < 1e-4, "the explanation adds up");
}

#[test]
fn what_is_removed_and_compacted_might_never_have_been() {
    let mut changed = index(&["one two", "two three", "three four four"]);
    changed.remove(&Document::of(&terms("two three"), &[]));
    changed.compact(&[true, false, true]);
    let fresh = index(&["one two", "three four four"]);
    for query in ["one", "two", "three", "four", "two four"] {
        assert_eq!(scores(&changed, query), scores(&fresh, query), "{query}");
    }
    assert_eq!(changed.bytes(), fresh.bytes());
}

#[test]
fn a_word_in_the_response_counts_half() {
    let mut index = Index::default();
    index.add(&Document::of(&terms("apple pear"), &terms("plum quince")));
    index.add(&Document::of(&terms("plum quince"), &terms("apple pear")));
    let found = scores(&index, "apple");
    assert!(found[0] > found[1] && found[1] > 0.0, "{found:?}");
}
