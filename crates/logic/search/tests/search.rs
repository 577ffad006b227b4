//! Words, queries, likeness and snippets.

use atelier_search::{
    Clock, Condition, Filter, Holds, Query, Role, Standing, Wanted, allowed_distance,
    distance_within, fold, line_of_words, snippet, words,
};
use proptest::prelude::*;

/// 2026-11-20 at noon, UTC.
const NOON: Clock = Clock { now: 1_795_176_000_000, utc_offset_minutes: 0 };
const DAY: i64 = 86_400_000;

fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}

fn parse(text: &str) -> Query {
    Query::parse(text, NOON)
}

#[test]
fn words_are_folded_and_runs_without_spaces_are_cut_into_pairs() {
    assert_eq!(folded("Déjà-vu, STRASSE_9 ½"), ["deja", "vu", "strasse", "9", "1⁄2"]);
    assert_eq!(folded("don't"), ["don", "t"]);
    assert_eq!(folded("日本語"), ["日本", "本語", "語"]);
    assert_eq!(folded("x日本y"), ["x", "日本", "本", "y"]);
    assert_eq!(folded("Ünïcödé ﬁ"), ["unicode", "fi"]);
    let text = "Ein Café";
    let last = words(text).last().unwrap();
    assert_eq!(&text[last.start..last.end], "Café");
}

#[test]
fn a_query_has_words_phrases_exclusions_and_filters() {
    let query =
        parse("sort \"two words\" -not -\"a b\" tag:Work -is:archived folder:\"My thesis\"");
    let written = |terms: &[atelier_search::Term]| -> Vec<String> {
        terms.iter().map(|term| term.written.clone()).collect()
    };
    assert_eq!(written(&query.all), ["sort", "two words"]);
    assert_eq!(written(&query.none), ["not", "a b"]);
    assert!(query.all[1].exact && !query.all[0].exact);
    let so = |filter| Condition { filter, negated: false };
    assert_eq!(
        query.conditions,
        [
            so(Filter::Tag("work".to_owned())),
            Condition { filter: Filter::Is(Standing::Archived), negated: true },
            so(Filter::Project("my thesis".to_owned())),
        ]
    );
    assert_eq!(parse("has:code").conditions, [so(Filter::Has(Holds::Code))]);
    assert_eq!(parse("role:me").conditions, [so(Filter::Role(Role::User))]);
    assert_eq!(parse("http://a.b/c").all[0].words, ["http", "a", "b", "c"], "no filter");
    assert!(parse("  ").is_empty());
}

#[test]
fn days_are_those_of_the_persons_clock() {
    let at = |text: &str, clock: Clock| Query::parse(text, clock).conditions[0].filter.clone();
    let midnight = NOON.now - DAY / 2;
    assert_eq!(at("after:today", NOON), Filter::After(midnight));
    assert_eq!(at("before:yesterday", NOON), Filter::Before(midnight - DAY));
    assert_eq!(at("after:7d", NOON), Filter::After(midnight - 7 * DAY));
    assert_eq!(at("after:2026-11-20", NOON), Filter::After(midnight));
    assert_eq!(at("after:2026-11", NOON), Filter::After(midnight - 19 * DAY));
    assert_eq!(at("after:2026", NOON), Filter::After(1_767_225_600_000));
    assert_eq!(at("before:2024-02-29", NOON), Filter::Before(1_709_164_800_000));
    let east = Clock { utc_offset_minutes: 120, ..NOON };
    assert_eq!(at("after:2026-11-20", east), Filter::After(midnight - 7_200_000));
}

#[test]
fn what_is_no_filter_is_said_in_one_sentence_and_left_out() {
    for (text, says) in [
        (
            "before:someday",
            "“before:” takes a date such as 2026-11-20, 2026-11, today or 7d; “someday” was left out.",
        ),
        (
            "after:2026-02-30",
            "“after:” takes a date such as 2026-11-20, 2026-11, today or 7d; “2026-02-30” was left out.",
        ),
        ("is:lost", "“is:” takes pinned, archived, trashed or streaming; “lost” was left out."),
        ("tag:", "“tag:” takes a name; it was left out."),
    ] {
        let query = parse(&format!("word {text}"));
        assert_eq!(query.notes, [says]);
        assert_eq!((query.all.len(), query.conditions.len()), (1, 0), "{text}");
    }
}

#[test]
fn slips_of_the_pen_are_counted() {
    assert_eq!(distance_within("sourdough", "sourdouhg", 2), Some(1));
    assert_eq!(distance_within("kitten", "sitting", 3), Some(3));
    assert_eq!(distance_within("kitten", "sitting", 2), None);
    assert_eq!(distance_within("same", "same", 1), Some(0));
    assert_eq!(distance_within("", "a", 1), Some(1));
    assert_eq!([3, 4, 7, 8].map(allowed_distance), [0, 1, 1, 2]);
}

#[test]
fn a_snippet_is_the_part_that_holds_most() {
    let text = format!("tuples {} sort the list of tuples here", "word ".repeat(200));
    let one = |word: &str| Wanted { words: vec![word.to_owned()], prefix: false };
    let (parts, held) = snippet(&text, &[one("sort"), one("tuples")]);
    assert_eq!(held, 2);
    let marked: Vec<&str> =
        parts.iter().filter(|it| it.marked).map(|it| it.text.as_str()).collect();
    assert_eq!(marked, ["sort", "tuples"]);
    assert!(parts[0].text.starts_with('…'));
    let (parts, held) = snippet("nothing of it", &[one("absent")]);
    assert_eq!((parts[0].text.as_str(), held), ("nothing of it", 0));
    let (parts, _) =
        snippet("日本語のテスト", &[Wanted { words: vec!["本語".into()], prefix: false }]);
    assert!(parts.iter().any(|it| it.marked && it.text == "本語"), "{parts:?}");
}

/// A mark that stands alone has a space in it where it is taken apart.
#[test]
fn no_word_holds_a_space() {
    for text in ["\u{309b}", "\u{b4}a", "\u{2017}", "\u{fe49}x"] {
        assert!(words(text).all(|word| !word.folded.contains(' ')), "{text:?}");
    }
    assert_eq!(fold("a\u{a0}b"), "a b");
}

/// What a person reads in an answer is what a snippet of it says.
#[test]
fn a_snippet_shows_no_marks_of_markdown() {
    for (text, shown) in [
        ("## Sorting\n\nUse **`sort`**, _not_ *this*.", "Sorting Use sort, not this."),
        ("> quoted\n> - one\n> - two", "quoted one two"),
        (
            "see [the book](https://example.org/a(b) or ![a picture](x.png)",
            "see the book or a picture",
        ),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a b 1 2 "),
        ("```rust\nlet a = b + c;\n```", "rust let a = b + c; "),
        ("~~gone~~ and __strong__\n\n---\nend", "gone and strong end"),
        (
            "2 * 3 - 4 > 5, snake_case, a|b, [1], C#, #1",
            "2 * 3 - 4 > 5, snake_case, a|b, [1], C#, #1",
        ),
        ("x -> y, --flag, ~/folder, 10:30", "x -> y, --flag, ~/folder, 10:30"),
    ] {
        let (parts, _) = snippet(text, &[]);
        let line: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(line, shown, "{text:?}");
    }
    let wanted = [Wanted { words: vec!["sort".to_owned()], prefix: false }];
    let (parts, _) = snippet("Use **`sort`**", &wanted);
    let marked: Vec<(&str, bool)> =
        parts.iter().map(|part| (part.text.as_str(), part.marked)).collect();
    assert_eq!(marked, [("Use ", false), ("sort", true)]);
}

proptest! {
    #[test]
    fn any_text_is_a_query_and_its_terms_are_words(text in "\\PC{0,80}") {
        let query = parse(&text);
        for term in query.all.iter().chain(&query.none) {
            prop_assert!(!term.words.is_empty());
            for word in &term.words {
                prop_assert!(!word.contains(['"', ' ', '\0']), "{word:?}");
                prop_assert!(!word.is_empty());
            }
        }
        prop_assert_eq!(parse(&text), query);
    }

    #[test]
    fn what_is_found_by_a_word_of_a_text_is_in_its_line(text in "\\PC{0,80}") {
        let line = line_of_words(std::iter::once(text.as_str()));
        let cut: Vec<String> = line.split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        prop_assert_eq!(cut, folded(&text));
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_snippet_is_one_line_of_the_text(text in "\\PC{0,400}", wanted in "\\PC{0,20}") {
        let wanted: Vec<Wanted> =
            words(&wanted).map(|word| Wanted { words: vec![word.folded], prefix: true }).collect();
        let (parts, held) = snippet(&text, &wanted);
        prop_assert!(held <= wanted.len());
        for part in parts {
            prop_assert!(!part.text.chars().any(char::is_control));
        }
    }

    #[test]
    fn likeness_is_mutual(one in "[a-d]{0,8}", other in "[a-d]{0,8}") {
        let there = distance_within(&one, &other, 8);
        prop_assert_eq!(there, distance_within(&other, &one, 8));
        prop_assert_eq!(there == Some(0), one == other);
    }
}
