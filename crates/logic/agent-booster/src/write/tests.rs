//! What is put together reads as the standard library would write it.

use proptest::prelude::*;

use super::{digits, joined, shortened, strung, times};

proptest! {
    #[test]
    fn texts_are_as_usual(parts in prop::collection::vec(".{0,8}", 0..6), number: usize, count in 0_usize..9) {
        let all: Vec<&str> = parts.iter().map(String::as_str).collect();
        prop_assert_eq!(joined(&all), parts.concat());
        prop_assert_eq!(strung(&parts, ", "), parts.join(", "));
        prop_assert_eq!(digits(number), number.to_string());
        prop_assert_eq!(times("\t ", count), "\t ".repeat(count));
    }

    #[test]
    fn a_long_text_is_cut_between_characters(text in ".{0,90}") {
        prop_assert_eq!(shortened(&text).to_owned(), text.chars().take(60).collect::<String>());
    }
}
