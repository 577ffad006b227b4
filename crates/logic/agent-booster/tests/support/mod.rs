//! What the tests of the engine share.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use atelier_agent_booster::{
    Booster, Config, EditOutcome, NativeGrammars, Refusal, parse_language,
};

/// Applies an edit with every grammar and the settings as they come.
pub(crate) fn apply(language: &str, original: &str, edit: &str) -> Result<EditOutcome, Refusal> {
    let mut booster = Booster::new(Box::new(NativeGrammars::default()), Config::default());
    booster.apply_edit(original, edit, parse_language(language).unwrap())
}
