//! What is found and cut is what the standard library finds and cuts.

use proptest::prelude::*;

use super::{
    Parts,
    seek::{seek, seek_small},
};

proptest! {
    #[test]
    fn parts_are_those_of_the_standard_library(text in "[ab :.…é]{0,24}", part in "[ab :é]{1,4}") {
        prop_assert_eq!(text.spot(&part), text.find(&part));
        prop_assert_eq!(text.has(&part), text.contains(&part));
        prop_assert_eq!(text.cut(&part), text.split_once(&part));
        prop_assert_eq!(text.cut_last(&part), text.rsplit_once(&part));
        prop_assert_eq!(text.pieces(&part), text.split(&part).collect::<Vec<&str>>());
        prop_assert_eq!(text.tally(&part), text.matches(&part).count());
        prop_assert_eq!(text.opens(&part), text.starts_with(&part));
        prop_assert_eq!(text.closes(&part), text.ends_with(&part));
        prop_assert_eq!(text.past(&part), text.strip_prefix(&part));
        prop_assert_eq!(text.until(&part), text.strip_suffix(&part));
        prop_assert_eq!(text.before(&part), text.split(&part).next().unwrap_or(""));
        prop_assert_eq!(text.swapped(&part, "…"), text.replace(&part, "…"));
        prop_assert_eq!(text.squeezed(), text.split_whitespace().collect::<String>());
    }

    #[test]
    fn signs_are_those_of_the_standard_library(text in "[ab :.…é]{0,24}") {
        let signs = [' ', ':', 'é'];
        prop_assert_eq!(text.bare(" :é"), text.trim_matches(signs));
        prop_assert_eq!(text.bare_start(" :é"), text.trim_start_matches(signs));
        prop_assert_eq!(text.bare_end(" :é"), text.trim_end_matches(signs));
        prop_assert_eq!(text.before_among(" :é"), text.split(signs).next().unwrap_or(""));
        prop_assert_eq!(text.opens_among(" :é"), text.starts_with(signs));
        prop_assert_eq!(text.closes_among(" :é"), text.ends_with(signs));
        prop_assert_eq!(text.spot_among(" :é"), text.find(signs));
        prop_assert_eq!(text.after_last(" :é"), text.rsplit(signs).next().unwrap_or(""));
    }

    #[test]
    fn lines_and_words_are_those_of_the_standard_library(text in "[a_é \t\r\n\u{3000}]{0,24}") {
        let rows: Vec<&str> = text.rows().collect();
        prop_assert_eq!(rows, text.lines().collect::<Vec<&str>>());
        let words: Vec<&str> = text.words().collect();
        prop_assert_eq!(words, text.split_whitespace().collect::<Vec<&str>>());
        let runs: Vec<&str> = text.runs(char::is_alphanumeric).collect();
        let split = text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
        prop_assert_eq!(runs, split.collect::<Vec<&str>>());
    }

    #[test]
    fn the_small_search_finds_what_the_fast_one_finds(text in "[ab]{0,40}", part in "[ab]{0,6}") {
        prop_assert_eq!(seek_small(&text, &part), seek(&text, &part));
    }
}

#[test]
fn a_part_of_nothing_is_at_the_beginning() {
    assert_eq!("abc".spot(""), Some(0));
    assert_eq!("".cut(""), Some(("", "")));
    assert_eq!("abc".slice(2..9), "");
}
