//! Which language a file is in.

use atelier_agent_booster::{Language, parse_language};

/// The language of the file at `path`: by its name, else by what a code block was marked with, else
/// plain text.
pub(crate) fn of(path: &str, marked: Option<&str>) -> Language {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let marked = marked.and_then(parse_language);
    match ending.and_then(parse_language) {
        // Headers of C and of C++ end alike.
        Some(Language::C) if ending == Some("h") && marked == Some(Language::Cpp) => Language::Cpp,
        Some(known) => known,
        None => marked.unwrap_or(Language::Text),
    }
}

#[cfg(test)]
mod tests {
    use atelier_agent_booster::Language;

    #[test]
    fn the_name_of_the_file_comes_before_what_the_block_says() {
        let cases = [
            ("src/a.tsx", Some("js"), Language::Tsx),
            ("src/a.h", Some("cpp"), Language::Cpp),
            ("src/a.h", Some("python"), Language::C),
            ("Dockerfile", Some("bash"), Language::Bash),
            ("LICENSE", None, Language::Text),
            ("a.unknown", Some("diff"), Language::Text),
            (".rs", None, Language::Rust),
        ];
        for (path, marked, language) in cases {
            assert_eq!(super::of(path, marked), language, "{path} {marked:?}");
        }
    }
}
