//! What the files of an export are called.

/// What a name says of a file.
pub(super) enum Kind {
    /// The conversations of an export.
    Conversations,
    /// Some JSON.
    Json,
    /// Bytes that a conversation of Atelier holds, by their hash.
    Blob,
    /// Something else.
    Other,
}

/// What the name of a file in an export says of it.
pub(super) fn kind(name: &str) -> Kind {
    let hash = |it: &str| it.len() == 64 && it.bytes().all(|it| it.is_ascii_hexdigit());
    if name.strip_prefix("blobs/").is_some_and(hash) {
        return Kind::Blob;
    }
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let json = name.strip_suffix(".jsonl").or_else(|| name.strip_suffix(".json"));
    match json {
        Some(stem) if stem.starts_with("conversations") => Kind::Conversations,
        Some(_) => Kind::Json,
        None => Kind::Other,
    }
}
