//! The reasoningbank in the page: the same bank, with plain objects over the seam.
//!
//! Times are Unix milliseconds, objects have the fields that the bank's JSON has, and what fails
//! throws an `Error` with a sentence for a person.

#![expect(clippy::needless_pass_by_value, reason = "what may be left out is handed over whole")]

mod seam;

use atelier_reasoningbank as bank;
use bank::{Meaning, New, Query, Scope, Table, Threshold, Verdict};
use js_sys::Array;
use seam::Answer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A memory of patterns.
#[wasm_bindgen]
pub struct ReasoningBank(bank::ReasoningBank);

#[wasm_bindgen]
impl ReasoningBank {
    /// Makes an empty bank for at most so many patterns and so many bytes; 0 is the usual.
    #[wasm_bindgen(constructor)]
    pub fn new(patterns: usize, memory_bytes: usize) -> Self {
        Self(bank::ReasoningBank::new(seam::limits(patterns, memory_bytes)))
    }

    /// Learns a pattern (scopes: `project:NAME`, `conversation:NAME`, or everywhere). Returns
    /// `{id, repeated, forgotten, review}`.
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
        let found = self.0.find(&Query {
            text: query,
            vector: None,
            reach: seam::reach(conversation.as_deref(), project.as_deref()),
            limit,
            threshold: threshold.map_or(Threshold::Usual, Threshold::AtLeast),
            now: seam::time(now),
        })?;
        Ok(seam::array(&mut found.iter().map(|it| seam::recall(it, self.0.get(it.id)))))
    }

    /// Returns what the bank holds, `memory_bytes` included.
    #[wasm_bindgen(js_name = getStats)]
    pub fn stats(&self) -> JsValue {
        seam::stats(&self.0.stats())
    }

    /// Counts an outcome: `win`, `loss`, or `wrong`, which hides a pattern until it is decided on.
    pub fn record(&mut self, id: &str, outcome: &str, now: f64) -> Answer<()> {
        Ok(self.0.record(id.parse()?, seam::outcome(outcome)?, seam::time(now))?)
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
        Ok(self.0.decide(id.parse()?, if keep { Verdict::Keep } else { Verdict::Forget })?)
    }

    /// Returns all patterns, in the order in which they came.
    #[wasm_bindgen(js_name = exportPatterns)]
    pub fn export(&self) -> Array {
        seam::array(&mut self.0.patterns().map(seam::pattern))
    }

    /// Takes in patterns that were exported. Returns `{added, merged, refused, forgotten}`.
    #[wasm_bindgen(js_name = importPatterns)]
    pub fn import(&mut self, patterns: &Array, now: f64) -> JsValue {
        let records = patterns.iter().filter_map(|it| seam::read(&it));
        seam::report(patterns.length(), &self.0.load(records, seam::time(now)))
    }

    /// Loads a table of word vectors in the bank's own format; what is held gets its meaning.
    #[wasm_bindgen(js_name = loadTable)]
    pub fn load_table(&mut self, table: &[u8]) -> Answer<()> {
        Ok(self.0.set_meaning(Meaning::Table(Box::new(Table::from_bytes(table)?)))?)
    }
}
