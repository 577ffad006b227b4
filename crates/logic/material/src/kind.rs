//! What a file is, by its first bytes. Its name says nothing.

/// How many of the first bytes decide.
pub const HEAD_BYTES: usize = 8 << 10;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing at all.
    Empty,
    /// A picture that Claude takes.
    Picture(PictureFormat),
    /// A PDF document.
    Pdf,
    /// An archive, which an office document is too.
    Zip,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// What is known and cannot be sent, with its media type.
    Other(&'static str),
    /// A text, or what nobody knows.
    Unknown,
}

/// The kinds of picture that Claude takes. Source: Messages API 2026-10-21, `Base64ImageSource`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
}

impl PictureFormat {
    /// Its media type, as the API names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }
}

/// Says what a file is that begins with `head`.
pub fn kind(head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    // A reader of PDF looks for this mark in the first kilobyte.
    let beginning = head.get(..1024).unwrap_or(head);
    if memchr::memmem::find(beginning, b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    let Some(found) = infer::get(head) else { return Kind::Unknown };
    match found.mime_type() {
        "image/png" => Kind::Picture(PictureFormat::Png),
        "image/jpeg" => Kind::Picture(PictureFormat::Jpeg),
        "image/gif" => Kind::Picture(PictureFormat::Gif),
        "image/webp" => Kind::Picture(PictureFormat::WebP),
        other => match found.matcher_type() {
            infer::MatcherType::Audio => Kind::Audio,
            infer::MatcherType::Video => Kind::Video,
            // These are texts, whatever they are called.
            infer::MatcherType::Text => Kind::Unknown,
            infer::MatcherType::App
            | infer::MatcherType::Archive
            | infer::MatcherType::Book
            | infer::MatcherType::Doc
            | infer::MatcherType::Font
            | infer::MatcherType::Image
            | infer::MatcherType::Custom => {
                if other.starts_with("text/") {
                    Kind::Unknown
                } else {
                    Kind::Other(other)
                }
            }
        },
    }
}
