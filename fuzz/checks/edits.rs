//! Edits of files: whatever a model writes down, the bytes outside of what was touched are kept.

use atelier_agent_booster::{Booster, Config, LANGUAGES, Language, NativeGrammars};

/// Applies an edit: the first byte says the language, a zero byte stands between file and edit.
pub(crate) fn check(data: &[u8]) {
    let Some((number, texts)) = data.split_first() else { return };
    let Ok(texts) = std::str::from_utf8(texts) else { return };
    let (original, edit) = texts.split_once('\0').unwrap_or((texts, ""));
    let number = usize::from(*number) % LANGUAGES.len().max(1);
    let language = LANGUAGES.get(number).copied().unwrap_or(Language::Text);
    let mut booster = Booster::new(Box::new(NativeGrammars::default()), Config::default());
    let outcome = match booster.apply_edit(original, edit, language) {
        Ok(outcome) => outcome,
        Err(refusal) => return assert!(!refusal.to_string().is_empty(), "refused without a word"),
    };
    let (mut old, mut new) = (0, 0);
    for touched in &outcome.touched {
        let kept = original.get(old..touched.before.start);
        assert_eq!(kept, outcome.text.get(new..touched.after.start), "what lies between is kept");
        assert!(kept.is_some(), "a place that is none");
        (old, new) = (touched.before.end, touched.after.end);
    }
    assert_eq!(original.get(old..), outcome.text.get(new..), "what follows is kept");
    assert!((0.0..=1.0).contains(&outcome.confidence), "sure of {}", outcome.confidence);
}
