//! Finding a path by a few of its letters.

/// Returns the places of at most `limit` of `paths` that fit `query`, best first; all fit an empty one.
pub(crate) fn find<'a>(
    query: &str,
    paths: impl Iterator<Item = &'a str>,
    limit: usize,
) -> Vec<&'a str> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let fits = |path: &'a str| {
        let low = path.to_lowercase();
        let worth = words.iter().map(|word| worth(word, &low)).sum::<Option<i64>>()?;
        Some((worth, path))
    };
    let mut found: Vec<(i64, &str)> = paths.filter_map(fits).collect();
    if !words.is_empty() {
        found.sort_by(|(a, left), (b, right)| {
            b.cmp(a).then(left.len().cmp(&right.len())).then(left.cmp(right))
        });
    }
    found.truncate(limit);
    found.into_iter().map(|(_, path)| path).collect()
}

/// What a word is worth in a path, both in lower case; nothing where its letters are not there.
fn worth(word: &str, path: &str) -> Option<i64> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name == word || path == word {
        return Some(1_000);
    }
    if name.starts_with(word) {
        return Some(800);
    }
    if let Some(at) = name.find(word) {
        return Some(if begins(name, at) { 700 } else { 600 });
    }
    if let Some(at) = path.rfind(word) {
        return Some(if begins(path, at) { 500 } else { 400 });
    }
    let in_name = gaps(word, name).map(|gaps| 300 - gaps);
    in_name.or_else(|| gaps(word, path).map(|gaps| 200 - gaps))
}

/// Whether a word begins at `at`.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|it| !it.is_alphanumeric())
}

/// How many letters lie between those of `word` in `text`, at most 99.
fn gaps(word: &str, text: &str) -> Option<i64> {
    let mut rest = text.chars();
    let mut gaps = 0;
    for (place, letter) in word.chars().enumerate() {
        let between = rest.position(|it| it == letter)?;
        if place > 0 {
            gaps += i64::try_from(between).unwrap_or(99);
        }
    }
    Some(gaps.min(99))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn names_come_before_folders_and_whole_words_before_letters() {
        let paths = [
            "Cargo.toml",
            "crates/router/src/lib.rs",
            "src/router.rs",
            "src/router/tests.rs",
            "src/app_router.rs",
            "src/rotator/under.rs",
            "docs/ROUTING.md",
        ];
        let found = |query| find(query, paths.iter().copied(), 10);
        assert_eq!(
            found("router"),
            [
                "src/router.rs",
                "src/app_router.rs",
                "src/router/tests.rs",
                "crates/router/src/lib.rs"
            ]
        );
        assert_eq!(found("router.rs")[0], "src/router.rs");
        assert_eq!(found("src/router.rs")[0], "src/router.rs");
        assert_eq!(found("rout md"), ["docs/ROUTING.md"], "every word counts");
        assert_eq!(found("crtml"), ["Cargo.toml"], "letters in their order");
        assert_eq!(found(""), paths, "as they come");
        assert_eq!(found("zz"), [""; 0]);
        assert_eq!(find("", paths.iter().copied(), 2).len(), 2);
    }
}
