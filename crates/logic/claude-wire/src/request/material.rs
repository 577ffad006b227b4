//! Pictures and documents, as the API takes them, and what it says of a file that it keeps.
//! Source: Messages API 2026-10-21, `ImageBlockParam`, `DocumentBlockParam`, `FileMetadata`.

use atelier_vocabulary::ContentBlock;
use serde_json::{Map, Value};

/// The most pictures of a request. Source: Anthropic, “Vision”, basics and limits.
pub const MAX_IMAGES: usize = 100;

/// Where the bytes of a picture or a document come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaterialSource {
    /// From the request itself.
    Base64 {
        /// What they are.
        media_type: String,
        /// The bytes, as base64 with padding.
        data: String,
    },
    /// From the request itself: text.
    Text(String),
    /// From a file that the API keeps, by its id.
    File(String),
}

/// A file that the API keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its id.
    pub id: String,
    /// When it is gone, as the API writes it; none where it stays.
    pub expires_at: Option<String>,
}

/// Returns the block of a picture.
pub fn image_block(source: MaterialSource) -> ContentBlock {
    let mut block = Map::new();
    block.insert("type".to_owned(), Value::from("image"));
    block.insert("source".to_owned(), source.json());
    block.into()
}

/// Returns the block of a document. An empty title is left out, for the API takes none.
pub fn document_block(source: MaterialSource, title: &str) -> ContentBlock {
    let mut block = Map::new();
    block.insert("type".to_owned(), Value::from("document"));
    block.insert("source".to_owned(), source.json());
    if !title.is_empty() {
        block.insert("title".to_owned(), Value::from(title));
    }
    block.into()
}

/// Reads what the API says of a file that was uploaded; none where it is something else.
pub fn kept_file(fields: &Map<String, Value>) -> Option<KeptFile> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let id = text("id").filter(|id| !id.is_empty())?;
    Some(KeptFile { id, expires_at: text("expires_at") })
}

impl MaterialSource {
    fn json(self) -> Value {
        let fields = match self {
            Self::Base64 { media_type, data } => {
                vec![("type", "base64".to_owned()), ("media_type", media_type), ("data", data)]
            }
            Self::Text(text) => vec![
                ("type", "text".to_owned()),
                ("media_type", "text/plain".to_owned()),
                ("data", text),
            ],
            Self::File(id) => vec![("type", "file".to_owned()), ("file_id", id)],
        };
        fields.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect()
    }
}
