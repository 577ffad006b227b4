//! What crosses into the page and back.

use std::cell::RefCell;
use std::rc::Rc;

use atelier_agent_booster::{
    Change, Config, EditOutcome, FlatTree, Grammars, Language, Refusal, Syntax, SyntaxState, Tree,
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// A grammar that the page fetched.
    pub type JsGrammar;
    #[wasm_bindgen(method)]
    fn kinds(this: &JsGrammar) -> String;
    #[wasm_bindgen(method)]
    fn fields(this: &JsGrammar) -> String;
    #[wasm_bindgen(method)]
    fn rules(this: &JsGrammar) -> String;
    #[wasm_bindgen(method, catch)]
    fn parse(this: &JsGrammar, text: &str) -> Result<Option<Vec<u32>>, JsValue>;

    /// A record with named fields.
    #[wasm_bindgen(js_name = Object)]
    pub type Object;
    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> Object;
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &Object, name: &str, value: &JsValue);
}

/// Each grammar that was given, by its language.
type Known = Vec<(Language, Rc<PageSyntax>)>;

/// The grammars that were given, shared with the engine.
#[derive(Clone, Default)]
pub(crate) struct PageGrammars(Rc<RefCell<Known>>, Option<Shared>);

impl PageGrammars {
    pub(crate) fn set(&self, language: Language, grammar: JsGrammar) {
        let (kinds, fields, rules) = (grammar.kinds(), grammar.fields(), grammar.rules());
        let syntax = PageSyntax { kinds, fields, rules, grammar };
        self.0.borrow_mut().push((language, Rc::new(syntax)));
    }
}

impl Grammars for PageGrammars {
    fn syntax(&mut self, language: Language) -> Option<&mut dyn Syntax> {
        let known = self.0.borrow();
        // The last that was given counts.
        let (_, found) = known.iter().rfind(|(other, _)| *other == language)?;
        let found = found.clone();
        drop(known);
        Some(self.1.insert(Shared(found)))
    }
}

struct PageSyntax {
    /// The names of the kinds of nodes, a zero between two.
    kinds: String,
    /// The names of the fields, likewise.
    fields: String,
    rules: String,
    grammar: JsGrammar,
}

#[derive(Clone)]
struct Shared(Rc<PageSyntax>);

impl Syntax for Shared {
    fn parse(&mut self, text: &str) -> Option<Box<dyn Tree>> {
        let words = self.0.grammar.parse(text).ok()??;
        FlatTree::read(text, &words).map(|tree| Box::new(tree) as Box<dyn Tree>)
    }

    fn reparse(&mut self, text: &str, _: &dyn Tree, _: &[Change]) -> Option<Box<dyn Tree>> {
        self.parse(text)
    }

    fn kinds(&self) -> Vec<&str> {
        names(&self.0.kinds)
    }

    fn fields(&self) -> Vec<&str> {
        names(&self.0.fields)
    }

    fn rules(&self) -> &str {
        &self.0.rules
    }
}

fn names(all: &str) -> Vec<&str> {
    let (mut names, mut start) = (Vec::new(), 0);
    for (at, byte) in all.bytes().enumerate() {
        if byte == 0 {
            names.push(all.get(start..at).unwrap_or(""));
            start = at + 1;
        }
    }
    names.push(all.get(start..).unwrap_or(""));
    names
}

pub(crate) fn outcome(original: &str, outcome: &EditOutcome) -> JsValue {
    let syntax = match outcome.syntax {
        SyntaxState::Valid => "valid",
        SyntaxState::AsBefore => "as_before",
        SyntaxState::Unknown => "unknown",
    };
    let touched = outcome.touched.iter().map(|one| {
        object(&[
            ("what", one.what.as_str().into()),
            ("before", units(original, &one.before)),
            ("after", units(&outcome.text, &one.after)),
        ])
    });
    object(&[
        ("text", outcome.text.as_str().into()),
        ("strategy", outcome.strategy.name().into()),
        ("confidence", outcome.confidence.into()),
        ("syntax", syntax.into()),
        ("touched", list(touched)),
    ])
    .into()
}

pub(crate) fn refusal(refusal: &Refusal) -> JsValue {
    let candidates = refusal
        .candidates
        .iter()
        .map(|one| object(&[("what", one.what.as_str().into()), ("line", number(one.line))]));
    let fields = object(&[
        ("code", refusal.reason.code().into()),
        ("message", refusal.message().into()),
        ("candidates", list(candidates)),
    ]);
    object(&[("refusal", fields.into())]).into()
}

pub(crate) fn config(config: Config) -> Object {
    object(&[
        ("confidenceThreshold", config.confidence_threshold.into()),
        ("maxChunks", number(config.max_chunks)),
        ("maxBytes", number(config.max_bytes)),
    ])
}

/// Bytes as the page counts: in UTF-16 units.
fn units(text: &str, range: &std::ops::Range<usize>) -> JsValue {
    let unit = |byte: usize| number(text.get(..byte).map_or(0, |text| text.encode_utf16().count()));
    vec![unit(range.start), unit(range.end)].into()
}

fn list(records: impl Iterator<Item = Object>) -> JsValue {
    records.map(JsValue::from).collect::<Vec<JsValue>>().into()
}

fn number(number: usize) -> JsValue {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        object.set(name, value);
    }
    object
}
