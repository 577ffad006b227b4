//! The agent booster in the page: the same engine, with grammars that the page fetches.
//!
//! It holds nothing but its settings and the grammars it was given. What fails throws an `Error`
//! with a sentence for a person; a refusal is no failure but an answer.

mod seam;

use atelier_agent_booster as booster;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use seam::{JsGrammar, Object, PageGrammars};

/// A third of the code of the usual one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Applies edits, exactly or not at all.
#[wasm_bindgen]
pub struct AgentBooster {
    engine: booster::Booster,
    grammars: PageGrammars,
}

#[wasm_bindgen]
impl AgentBooster {
    /// Makes an engine; a number that is left out is as `getConfig` says.
    #[wasm_bindgen(constructor)]
    pub fn new(confidence_threshold: Option<f64>, max_chunks: Option<usize>) -> Self {
        let usual = booster::Config::default();
        let config = booster::Config {
            confidence_threshold: confidence_threshold.unwrap_or(usual.confidence_threshold),
            max_chunks: max_chunks.unwrap_or(usual.max_chunks),
            ..usual
        };
        let grammars = PageGrammars::default();
        let engine = booster::Booster::new(Box::new(grammars.clone()), config);
        Self { engine, grammars }
    }

    /// Gives the grammar of a language: `{kinds(): string, fields(): string, rules(): string,
    /// parse(text: string): Uint32Array | undefined}`, names with a zero between two.
    #[wasm_bindgen(js_name = setGrammar)]
    pub fn set_grammar(&mut self, language: &str, grammar: JsGrammar) -> Result<(), JsError> {
        self.grammars.set(known(language)?, grammar);
        Ok(())
    }

    /// Applies an edit. Returns `{text, strategy, confidence, syntax, touched}`, or `{refusal:
    /// {code, message, candidates}}` when the text stays as it is.
    #[wasm_bindgen(js_name = applyEdit)]
    pub fn apply_edit(
        &mut self,
        original: &str,
        snippet: &str,
        language: &str,
    ) -> Result<JsValue, JsError> {
        Ok(match self.engine.apply_edit(original, snippet, known(language)?) {
            Ok(outcome) => seam::outcome(original, &outcome),
            Err(refusal) => seam::refusal(&refusal),
        })
    }

    /// The settings: `{confidenceThreshold, maxChunks, maxBytes}`.
    #[wasm_bindgen(js_name = getConfig)]
    pub fn get_config(&self) -> Object {
        seam::config(self.engine.config())
    }
}

/// The name of a language that people call `name`, or nothing if it is not known.
#[wasm_bindgen(js_name = parseLanguage)]
pub fn parse_language(name: &str) -> Option<String> {
    booster::parse_language(name).map(|language| language.name().to_owned())
}

fn known(name: &str) -> Result<booster::Language, JsError> {
    booster::parse_language(name).ok_or_else(|| {
        let mut message = String::from("There is no language called \"");
        message.push_str(name);
        message.push_str("\"; nothing was changed.");
        JsError::new(&message)
    })
}
