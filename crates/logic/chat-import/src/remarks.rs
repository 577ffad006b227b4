//! What is left out or taken otherwise, counted by its reason.

use atelier_vocabulary::ImportRemark;

/// How many reasons are told apart; a file cannot make more of them.
const MOST: usize = 32;
/// The most characters of an example.
const EXAMPLE_CHARS: usize = 80;

/// Remarks, by their text.
#[derive(Debug, Default)]
pub(crate) struct Remarks(Vec<ImportRemark>);

impl Remarks {
    /// Counts something that is left out.
    pub(crate) fn left_out(&mut self, text: &str, example: &str) {
        self.add(text, true, example, 1);
    }

    /// Counts something that is taken otherwise than it stands there.
    pub(crate) fn changed(&mut self, text: &str, example: &str, count: u64) {
        if count > 0 {
            self.add(text, false, example, count);
        }
    }

    /// All, in the order in which they were first made.
    pub(crate) fn list(&self) -> &[ImportRemark] {
        &self.0
    }

    fn add(&mut self, text: &str, left_out: bool, example: &str, count: u64) {
        if let Some(known) = self.0.iter_mut().find(|it| it.text == text) {
            known.count += count;
            return;
        }
        if self.0.len() < MOST {
            let example: String = example.chars().take(EXAMPLE_CHARS).collect();
            let example = (!example.is_empty()).then_some(example);
            self.0.push(ImportRemark { text: text.to_owned(), left_out, count, example });
        }
    }
}
