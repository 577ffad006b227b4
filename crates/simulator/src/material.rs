//! Pictures and documents in a request: what the API refuses, and how many it was shown.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::Failure;
use crate::files::Files;

/// The most bytes of a picture as base64, and the most pictures of a request.
const IMAGE: usize = 5 << 20;
const IMAGES: usize = 100;

/// What a request shows beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) images: usize,
    pub(crate) documents: usize,
}

/// Checks every picture and document of the messages, and counts those of the last one.
pub(crate) fn check(messages: &[Value], files: &Files) -> Result<Shown, Failure> {
    let (mut last, mut images) = (Shown::default(), 0);
    let mut all_cited = None;
    for (place, message) in messages.iter().enumerate() {
        last = Shown::default();
        let blocks = message.get("content").and_then(Value::as_array);
        for (at, block) in blocks.into_iter().flatten().enumerate() {
            let path = format!("messages.{place}.content.{at}");
            match block.get("type").and_then(Value::as_str) {
                Some("image") => {
                    source(block, &path, files, Wanted::Image)?;
                    last.images += 1;
                    images += 1;
                }
                Some("document") => {
                    source(block, &path, files, Wanted::Document)?;
                    let cites = block.pointer("/citations/enabled") == Some(&Value::Bool(true));
                    if *all_cited.get_or_insert(cites) != cites {
                        let why = "Citations must be enabled for all documents, or for none";
                        return Err(refuse(format!("{path}.citations: {why}")));
                    }
                    last.documents += 1;
                }
                Some(_) | None => {}
            }
        }
    }
    if images > IMAGES {
        return Err(refuse(format!("Too many images: {images} > {IMAGES}")));
    }
    Ok(last)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Image,
    Document,
}

fn source(block: &Value, path: &str, files: &Files, wanted: Wanted) -> Result<(), Failure> {
    let Some(source) = block.get("source") else {
        return Err(refuse(format!("{path}.source: Field required")));
    };
    let text = |name: &str| source.get(name).and_then(Value::as_str).unwrap_or_default();
    let media = match text("type") {
        "base64" => {
            let data = text("data");
            let bytes = STANDARD
                .decode(data)
                .map_err(|_| refuse(format!("{path}.source.base64: invalid base64 data")))?;
            if wanted == Wanted::Image && data.len() > IMAGE {
                let message = format!("{path}.image.source.base64: image exceeds 5 MB maximum");
                return Err(refuse(message));
            }
            if !begins_as(&bytes, text("media_type")) {
                return Err(refuse(format!(
                    "{path}.source.base64.data: Image does not match the provided media type {}",
                    text("media_type")
                )));
            }
            text("media_type").to_owned()
        }
        "text" if text("media_type") == "text/plain" => "text/plain".to_owned(),
        "content" | "url" => return Ok(()),
        "file" => {
            let id = text("file_id");
            files
                .media_type(id)
                .ok_or_else(|| Failure::new(404, format!("file not found: {id}")))?
        }
        other => {
            return Err(refuse(format!(
                "{path}.source: Input tag '{other}' found using 'type' does not match any of the \
                 expected tags: 'base64', 'content', 'file', 'text', 'url'"
            )));
        }
    };
    let fits = match wanted {
        Wanted::Image => {
            ["image/jpeg", "image/png", "image/gif", "image/webp"].contains(&media.as_str())
        }
        Wanted::Document => ["application/pdf", "text/plain"].contains(&media.as_str()),
    };
    if fits { Ok(()) } else { Err(refuse(format!("{path}.source: {media} is not supported"))) }
}

/// Whether bytes begin as those of a media type do.
fn begins_as(bytes: &[u8], media: &str) -> bool {
    match media {
        "image/png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "image/jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
        "image/gif" => bytes.starts_with(b"GIF8"),
        "image/webp" => bytes.starts_with(b"RIFF"),
        "application/pdf" => bytes.get(..1024).unwrap_or(bytes).windows(5).any(|it| it == b"%PDF-"),
        _ => false,
    }
}

fn refuse(message: impl Into<String>) -> Failure {
    Failure::new(400, message)
}
