//! Looking at a file: what it is, whether Claude takes it, and what has to be done with it first.

use atelier_material::{Kind, Picture, PictureError, PictureFormat};
use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::{Attachment, AttachmentKind};

use super::{Attachments, blobs::unknown};

/// The most bytes of a file that has to be looked at whole.
const WHOLE: u64 = 40 << 20;
/// The last bytes of a PDF document, in which its end is to be found.
const TAIL: usize = 4 << 10;

impl Attachments {
    /// Looks at bytes that are kept, and says what they are as an attachment called `name`.
    pub(super) async fn examine(&self, name: &str, hash: &str) -> Result<Attachment> {
        let bytes = self.blobs.size(hash).await?.ok_or_else(unknown)?;
        let head = self.blobs.piece(hash, 0).await?.unwrap_or_default();
        let beginning = head.get(..atelier_material::HEAD_BYTES).unwrap_or(&head);
        let found = match atelier_material::kind(beginning) {
            Kind::Empty => return Err(refused(format!("“{name}” is empty"))),
            Kind::Picture(format) => self.picture(name, hash, bytes, format).await?,
            Kind::Pdf => self.pdf(name, hash, bytes, head).await?,
            Kind::Zip => self.office(name, hash, bytes).await?,
            Kind::Audio => {
                let hint = "have it written down first, with a dictation program or a service that \
                            you trust, and attach the text";
                return Err(refused(format!("“{name}” is sound, which Claude does not take"))
                    .with_hint(hint));
            }
            Kind::Video => {
                return Err(refused(format!("“{name}” is a film, which Claude does not take"))
                    .with_hint("attach single pictures of it, or what is said in it as text"));
            }
            Kind::Other(media_type) => {
                let message = format!("“{name}” is `{media_type}`, which Claude does not take");
                return Err(refused(message).with_hint(instead_of(media_type)));
            }
            Kind::Unknown => self.text_file(name, hash, bytes).await?,
        };
        Ok(Attachment { name: name.to_owned(), ..found })
    }

    async fn picture(
        &self,
        name: &str,
        hash: &str,
        bytes: u64,
        format: PictureFormat,
    ) -> Result<Attachment> {
        let whole = self.whole(name, hash, bytes).await?;
        let looked_at = self.apart(move || atelier_material::picture(&whole, format)).await?;
        let picture = looked_at.map_err(|error| of_picture(name, &error))?;
        let Picture { width, height, format, smaller } = picture;
        let plain = Attachment {
            width: Some(width),
            height: Some(height),
            estimated_tokens: Some(tokens_of_picture(width, height)),
            ..self.empty(AttachmentKind::Image, format.media_type())
        };
        let Some((copy, width_before, height_before)) = smaller else {
            return Ok(Attachment { hash: Some(hash.to_owned()), bytes, ..plain });
        };
        let stored = self.blobs.keep(&copy).await?;
        let note = format!(
            "Made smaller: {width_before} × {height_before} pixels, {before} became {width} × \
             {height}, {after}. Claude takes at most {most} pixels a side and {size}.",
            before = size_in_words(bytes),
            after = size_in_words(stored.bytes),
            most = atelier_material::MOST_SIDE,
            size = size_in_words(atelier_material::MOST_BYTES as u64),
        );
        Ok(Attachment { hash: Some(stored.hash), bytes: stored.bytes, note: Some(note), ..plain })
    }

    async fn pdf(&self, name: &str, hash: &str, bytes: u64, head: Vec<u8>) -> Result<Attachment> {
        let end = self.end(hash, bytes, head).await?;
        if find(&end, b"%%EOF").is_none() {
            return Err(refused(format!(
                "“{name}” is not whole: the end of the document is missing"
            ))
            .with_hint("fetch or save it once more, and attach that"));
        }
        let note = find(&end, b"/Encrypt").map(|_| {
            "This document is protected. Claude may not be able to read it; a copy that was printed \
             to PDF is not."
                .to_owned()
        });
        let pages = if bytes > WHOLE {
            None
        } else {
            let whole = self.blobs.whole(hash).await?.ok_or_else(unknown)?;
            self.apart(move || atelier_material::pdf_pages(&whole)).await?
        };
        let plain = self.empty(AttachmentKind::Pdf, "application/pdf");
        Ok(Attachment { hash: Some(hash.to_owned()), bytes, pages, note, ..plain })
    }

    async fn office(&self, name: &str, hash: &str, bytes: u64) -> Result<Attachment> {
        let whole = self.whole(name, hash, bytes).await?;
        let read = self.apart(move || atelier_material::office_text(&whole)).await?;
        let office = read.map_err(|error| refused(format!("“{name}” cannot be read: {error}")))?;
        let stored = self.blobs.keep(office.text.as_bytes()).await?;
        let only = if office.complete {
            ""
        } else {
            " Only its beginning is: the rest is longer than any model takes."
        };
        let note = format!("Its text is sent. Pictures and layout stay here.{only}");
        Ok(Attachment {
            hash: Some(hash.to_owned()),
            bytes,
            text_hash: Some(stored.hash),
            characters: Some(characters(&office.text)),
            estimated_tokens: Some(tokens_of_text(&office.text)),
            note: Some(note),
            ..self.empty(AttachmentKind::Office, office.media_type)
        })
    }

    async fn text_file(&self, name: &str, hash: &str, bytes: u64) -> Result<Attachment> {
        let whole = self.whole(name, hash, bytes).await?;
        let text = atelier_material::text(&whole).map_err(|error| {
            let hint = "Claude takes pictures, PDF, office documents, and text";
            refused(format!("“{name}” cannot be attached: {error}")).with_hint(hint)
        })?;
        let plain = Attachment {
            hash: Some(hash.to_owned()),
            bytes,
            characters: Some(characters(&text)),
            estimated_tokens: Some(tokens_of_text(&text)),
            ..self.empty(AttachmentKind::Text, "text/plain")
        };
        if text.as_bytes() == whole {
            return Ok(plain);
        }
        // What is sent is UTF-8 with plain line ends, which these bytes are not.
        let stored = self.blobs.keep(text.as_bytes()).await?;
        Ok(Attachment { text_hash: Some(stored.hash), ..plain })
    }

    async fn whole(&self, name: &str, hash: &str, bytes: u64) -> Result<Vec<u8>> {
        if bytes > WHOLE {
            let (size, most) = (size_in_words(bytes), size_in_words(WHOLE));
            return Err(refused(format!("“{name}” has {size}; files of its kind may have {most}"))
                .with_hint("attach the part that matters"));
        }
        self.blobs.whole(hash).await?.ok_or_else(unknown)
    }

    /// The last bytes of a blob whose first piece is `head`.
    async fn end(&self, hash: &str, bytes: u64, head: Vec<u8>) -> Result<Vec<u8>> {
        let mut end = head;
        let mut seq = u32::try_from(bytes.saturating_sub(1) / (256 << 10)).unwrap_or(u32::MAX);
        if seq > 0 {
            end = self.blobs.piece(hash, seq).await?.unwrap_or_default();
            if end.len() < TAIL {
                seq -= 1;
                let mut before = self.blobs.piece(hash, seq).await?.unwrap_or_default();
                before.append(&mut end);
                end = before;
            }
        }
        Ok(end)
    }

    /// Does work that takes a while and much memory on a thread of its own, one at a time.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let _room = self.room.acquire().await;
        tokio::task::spawn_blocking(work).await.map_err(|error| {
            tracing::error!(%error, "a file could not be looked at");
            Error::new(Code::Internal, "the file could not be looked at; nothing else was touched")
        })
    }
}

fn of_picture(name: &str, error: &PictureError) -> Error {
    let message = format!("“{name}” cannot be attached: {error}");
    match error {
        PictureError::Broken(_) => {
            refused(message).with_hint("open it in another program and save it anew")
        }
        PictureError::TooLarge { .. } | PictureError::Encoding(_) => {
            refused(message).with_hint("make it smaller in another program first")
        }
    }
}

/// What to do with a file of a kind that Claude does not take.
fn instead_of(media_type: &str) -> &'static str {
    match media_type {
        "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint"
        | "application/x-ole-storage"
        | "application/rtf"
        | "text/rtf" => "save it as .docx, .xlsx or .pptx, and attach that",
        other if other.starts_with("image/") => "save it as PNG or JPEG, and attach that",
        _ => "Claude takes pictures (PNG, JPEG, GIF, WebP), PDF, office documents, and text",
    }
}

pub(super) fn characters(text: &str) -> u64 {
    u64::try_from(text.chars().count()).unwrap_or(u64::MAX)
}

/// About how many tokens a text takes: four bytes of English each, and about as many of most code.
pub(super) fn tokens_of_text(text: &str) -> u64 {
    u64::try_from(text.len().div_ceil(4)).unwrap_or(u64::MAX)
}

/// About how many tokens a picture takes. Source: Anthropic, “Vision”, image costs: pixels by 750,
/// after it was made to fit 1,568 pixels a side and about 1,600 tokens.
fn tokens_of_picture(width: u32, height: u32) -> u64 {
    (u64::from(width) * u64::from(height)).div_ceil(750).clamp(1, 1_600)
}

fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

fn refused(message: String) -> Error {
    Error::new(Code::InvalidInput, message)
}
