//! The reasoningbank in the page: the same bank, with plain objects over the seam.
//!
//! It holds nothing of its own. Times are Unix milliseconds, objects have the fields that the
//! bank's JSON has, and what fails throws an `Error` with a sentence for a person.

#![expect(clippy::needless_pass_by_value, reason = "what may be left out is handed over whole")]

mod seam;

use atelier_reasoningbank as bank;
use bank::{Meaning, New, Outcome, Query, Reach, Scope, Table, Threshold, Verdict};
use js_sys::Array;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

type Answer<T> = Result<T, JsError>;

/// A memory of patterns.
#[wasm_bindgen]
pub struct ReasoningBank(bank::ReasoningBank);

#[wasm_bindgen]
impl ReasoningBank {
    /// Makes an empty bank for at most so many patterns and so many bytes; 0 is the usual.
    #[wasm_bindgen(constructor)]
    pub fn new(patterns: usize, memory_bytes: usize) -> Self {
        let usual = bank::Limits::default();
        let or = |number: usize, usual: usize| if number == 0 { usual } else { number };
        Self(bank::ReasoningBank::new(bank::Limits {
            patterns: or(patterns, usual.patterns),
            memory_bytes: or(memory_bytes, usual.memory_bytes),
            ..usual
        }))
    }

    /// Learns a pattern, everywhere unless a scope is named (`project:NAME`, `conversation:NAME`).
    /// Returns `{id, repeated, forgotten, review}`.
    #[wasm_bindgen(js_name = storePattern)]
    pub fn store_pattern(
        &mut self,
        message: &str,
        response: &str,
        score: f32,
        now: f64,
        place: Option<String>,
        origin: Option<String>,
    ) -> Answer<JsValue> {
        let place: Scope = place.map_or(Ok(Scope::Global), |it| it.parse())?;
        let (origin, now) = (origin.as_deref(), seam::time(now));
        let new = New { message, response, score, scope: place, origin, now, ..New::default() };
        Ok(seam::stored(&self.0.store(&new)?))
    }

    /// Finds what is like `query`, best first: everywhere, or, where a conversation or a project is
    /// named, in what may be recalled there. Returns `[{id, similarity, rank, why, pattern}]`.
    #[wasm_bindgen(js_name = findSimilar)]
    pub fn find_similar(
        &self,
        query: &str,
        now: f64,
        limit: usize,
        threshold: Option<f32>,
        conversation: Option<String>,
        project: Option<String>,
    ) -> Answer<Array> {
        let (conversation, project) = (conversation.as_deref(), project.as_deref());
        let found = self.0.find(&Query {
            text: query,
            vector: None,
            reach: match (conversation, project) {
                (None, None) => Reach::Everything,
                (conversation, project) => Reach::Here { conversation, project },
            },
            limit,
            threshold: threshold.map_or(Threshold::Usual, Threshold::AtLeast),
            now: seam::time(now),
        })?;
        let with = |recall: &bank::Recall| seam::recall(recall, self.0.get(recall.id));
        Ok(seam::array(&mut found.iter().map(with)))
    }

    /// Returns what the bank holds, `memory_bytes` included.
    #[wasm_bindgen(js_name = getStats)]
    pub fn stats(&self) -> JsValue {
        seam::stats(&self.0.stats())
    }

    /// Counts an outcome: `win`, `loss`, or `wrong`, which hides a pattern until it is decided on.
    pub fn record(&mut self, id: &str, outcome: &str, now: f64) -> Answer<()> {
        let outcome = match outcome {
            "win" => Outcome::Win,
            "loss" => Outcome::Loss,
            "wrong" => Outcome::Wrong,
            other => return Err(JsError::new(&format!("`{other}` is no outcome"))),
        };
        Ok(self.0.record(id.parse()?, outcome, seam::time(now))?)
    }

    /// Forgets a pattern.
    pub fn forget(&mut self, id: &str) -> Answer<()> {
        self.0.forget(id.parse()?)?;
        Ok(())
    }

    /// Pins a pattern, or lets it go.
    pub fn pin(&mut self, id: &str, pinned: bool) -> Answer<()> {
        let id = id.parse()?;
        Ok(if pinned { self.0.pin(id) } else { self.0.unpin(id) }?)
    }

    /// Returns what waits for a person's word: `[{id, reasons}]`.
    pub fn reviews(&self) -> Array {
        seam::array(&mut self.0.reviews().iter().map(seam::review))
    }

    /// Carries out what a person decided: to keep a pattern, or to forget it.
    pub fn decide(&mut self, id: &str, keep: bool) -> Answer<()> {
        let verdict = if keep { Verdict::Keep } else { Verdict::Forget };
        Ok(self.0.decide(id.parse()?, verdict)?)
    }

    /// Returns all patterns, in the order in which they came.
    #[wasm_bindgen(js_name = exportPatterns)]
    pub fn export(&self) -> Array {
        seam::array(&mut self.0.patterns().map(seam::pattern))
    }

    /// Takes in patterns that were exported. Returns `{added, merged, refused, forgotten}`.
    #[wasm_bindgen(js_name = importPatterns)]
    pub fn import(&mut self, patterns: &Array, now: f64) -> JsValue {
        let records: Vec<_> = patterns.iter().map(|it| seam::read(&it)).collect();
        seam::report(
            patterns.length(),
            &self.0.load(records.into_iter().flatten(), seam::time(now)),
        )
    }

    /// Loads a table of word vectors in the bank's own format; what is held gets its meaning.
    #[wasm_bindgen(js_name = loadTable)]
    pub fn load_table(&mut self, table: &[u8]) -> Answer<()> {
        Ok(self.0.set_meaning(Meaning::Table(Box::new(Table::from_bytes(table)?)))?)
    }
}
