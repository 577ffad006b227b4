//! Files that are kept for later requests: taken in, listed, removed.

use std::sync::{Mutex, PoisonError};

use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, Method};
use serde_json::{Value, json};

use crate::Failure;
use crate::failure::json_response;

/// The most files that are kept, and the most bytes of one.
const MOST: usize = 100;
pub(crate) const LARGEST: usize = 128 << 20;

/// The files that are kept.
#[derive(Debug, Default)]
pub(crate) struct Files(Mutex<Vec<Kept>>);

/// A file that is kept: what it is, not what is in it.
#[derive(Clone, Debug)]
struct Kept {
    id: String,
    name: String,
    media_type: String,
    bytes: usize,
}

impl Kept {
    fn json(&self) -> Value {
        json!({ "type": "file", "id": self.id, "filename": self.name, "mime_type": self.media_type,
            "size_bytes": self.bytes, "created_at": "2026-11-01T00:00:00Z",
            "expires_at": null, "downloadable": false })
    }
}

impl Files {
    /// Answers a call below `/v1/files`.
    pub(crate) fn answer(
        &self,
        method: &Method,
        path: &str,
        headers: &HeaderMap,
        body: &Bytes,
        number: u64,
    ) -> Result<Response, Failure> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = path.trim_start_matches("/v1/files").trim_start_matches('/');
        let unknown = || Failure::new(404, format!("file not found: {id}"));
        match (method.as_str(), id) {
            ("POST", "") => {
                let file = Kept { id: format!("file_simulated_{number}"), ..part(headers, body)? };
                if kept.len() >= MOST {
                    kept.remove(0);
                }
                kept.push(file.clone());
                Ok(json_response(&file.json()))
            }
            ("GET", "") => {
                let data: Vec<Value> = kept.iter().map(Kept::json).collect();
                Ok(json_response(&json!({ "data": data, "next_page": null })))
            }
            ("GET", id) => {
                let file = kept.iter().find(|file| file.id == id).ok_or_else(unknown)?;
                Ok(json_response(&file.json()))
            }
            ("DELETE", id) => {
                let place = kept.iter().position(|file| file.id == id).ok_or_else(unknown)?;
                kept.remove(place);
                Ok(json_response(&json!({ "id": id, "type": "file_deleted" })))
            }
            _ => Err(Failure::new(405, "method not allowed")),
        }
    }

    /// The media type of a file that is kept.
    pub(crate) fn media_type(&self, id: &str) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|file| file.id == id).map(|file| file.media_type.clone())
    }

    /// Forgets all files.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Reads the part of a form that is the file.
fn part(headers: &HeaderMap, body: &[u8]) -> Result<Kept, Failure> {
    let refuse = |message: &str| Failure::new(400, message);
    let media = headers.get("content-type").and_then(|value| value.to_str().ok());
    let boundary = media
        .and_then(|media| media.strip_prefix("multipart/form-data"))
        .and_then(|rest| rest.split_once("boundary="))
        .map(|(_, boundary)| boundary.trim_matches('"').to_owned())
        .ok_or_else(|| refuse("the body must be multipart/form-data"))?;
    let mark = format!("--{boundary}");
    for part in pieces(body, mark.as_bytes()) {
        let Some(at) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(part.get(..at).unwrap_or_default()).into_owned();
        let content = part.get(at + 4..).unwrap_or_default();
        let content = content.strip_suffix(b"\r\n").unwrap_or(content);
        let lower = head.to_ascii_lowercase();
        if !lower.contains("name=\"file\"") {
            continue;
        }
        let name = head.split("filename=\"").nth(1).and_then(|rest| rest.split('"').next());
        let media = lower.lines().find_map(|line| line.strip_prefix("content-type:"));
        return Ok(Kept {
            id: String::new(),
            name: name.filter(|it| !it.is_empty()).unwrap_or("unnamed").to_owned(),
            media_type: media.map_or("application/octet-stream", str::trim).to_owned(),
            bytes: content.len(),
        });
    }
    Err(refuse("file: Field required"))
}

/// What stands between the marks.
fn pieces<'a>(body: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = find(body, mark).and_then(|at| body.get(at + mark.len()..));
    std::iter::from_fn(move || {
        let all = rest?;
        let end = find(all, mark)?;
        rest = all.get(end + mark.len()..);
        all.get(..end)
    })
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len().max(1)).position(|window| window == wanted)
}
