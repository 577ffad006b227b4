//! An answer that names the place in a document that it speaks of, where the request asks for it.

use serde_json::{Value, json};

use crate::{Scenario, request::Asked};

/// How much of a document is cited, in characters.
const CITED: usize = 120;

/// Cites the beginning of the first document that may be cited; says so where none may.
pub(crate) fn scenario(asked: &Asked) -> Scenario {
    let blocks = asked
        .messages()
        .iter()
        .flat_map(|message| message.get("content").and_then(Value::as_array).into_iter().flatten());
    let documents = blocks.filter(|block| block.get("type") == Some(&json!("document")));
    let citation = documents.enumerate().find_map(|(index, block)| citation(index, block));
    let Some(citation) = citation else {
        return Scenario::Say(
            "**The simulator** (not a model) was told to cite, but no document of this request may be \
             cited."
                .to_owned(),
        );
    };
    Scenario::Blocks(vec![
        json!({"type": "text", "text": "**The simulator** (not a model) read nothing. ",
            "citations": null}),
        json!({"type": "text", "text": "The document begins so.", "citations": [citation]}),
    ])
}

fn citation(index: usize, block: &Value) -> Option<Value> {
    if block.pointer("/citations/enabled")?.as_bool() != Some(true) {
        return None;
    }
    let title = block.get("title").cloned().unwrap_or_default();
    let source = block.get("source")?;
    if source.get("type")?.as_str()? != "text" {
        return Some(json!({"type": "page_location", "cited_text": "(a page)",
            "document_index": index, "document_title": title, "file_id": null,
            "start_page_number": 1, "end_page_number": 2}));
    }
    let text: String = source.get("data")?.as_str()?.chars().take(CITED).collect();
    Some(json!({"type": "char_location", "cited_text": text, "document_index": index,
        "document_title": title, "file_id": null, "start_char_index": 0,
        "end_char_index": text.chars().count()}))
}
