//! Pictures: whole, within the limits of the API, or made smaller.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};

use crate::PictureFormat;

/// The longest side of a picture that is sent, in pixels: requests with many pictures take no more,
/// and Claude looks at larger ones only after it has made them smaller itself.
/// Source: Anthropic, “Vision”, basics and limits.
pub const MOST_SIDE: u32 = 2_000;
/// The most bytes of a picture that is sent: 5 MiB once they are written as base64.
pub const MOST_BYTES: usize = (5 << 20) / 4 * 3;

/// The most pixels of a picture that is opened at all: what the largest cameras take.
const MOST_PIXELS: u64 = 60_000_000;
/// The most bytes that opening one may take.
const MOST_MEMORY: u64 = 512 << 20;
/// The widest and highest picture that is opened at all.
const MOST_OPENED: u32 = 40_000;
/// How good the copies are, of 100.
const QUALITY: u8 = 88;

/// A picture that can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
    /// What it is.
    pub format: PictureFormat,
    /// The smaller picture that takes its place, where it had to be made smaller; with how wide and
    /// high it was before.
    pub smaller: Option<(Vec<u8>, u32, u32)>,
}

/// Why a picture cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is broken, or ends too early.
    #[error("the picture is damaged or not whole")]
    Broken(#[source] image::ImageError),
    /// It has more pixels than can be opened.
    #[error("the picture is {width} × {height} pixels; at most {} million can be opened", MOST_PIXELS / 1_000_000)]
    TooLarge {
        /// How wide it is.
        width: u32,
        /// How high it is.
        height: u32,
    },
    /// No smaller copy could be made.
    #[error("the picture could not be made smaller")]
    Encoding(#[source] image::ImageError),
}

/// Looks at a picture, all of it, and makes it smaller where it is too large to be sent.
pub fn picture(bytes: &[u8], format: PictureFormat) -> Result<Picture, PictureError> {
    let (width, height) = reader(bytes, format).into_dimensions().map_err(PictureError::Broken)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS
        || width.max(height) > MOST_OPENED
        || width.min(height) == 0
    {
        return Err(PictureError::TooLarge { width, height });
    }
    let mut limited = reader(bytes, format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits.max_image_width = Some(MOST_OPENED);
    limits.max_image_height = Some(MOST_OPENED);
    limited.limits(limits);
    let mut decoder = limited.into_decoder().map_err(PictureError::Broken)?;
    // As it is to be looked at; without the note, it is as it is.
    let turned = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(PictureError::Broken)?;
    if width.max(height) <= MOST_SIDE && bytes.len() <= MOST_BYTES {
        return Ok(Picture { width, height, format, smaller: None });
    }
    if let Some(turned) = turned {
        image.apply_orientation(turned);
    }
    let before = (image.width(), image.height());
    let (format, copy, image) = shrink(image, format)?;
    let (width, height) = (image.width(), image.height());
    Ok(Picture { width, height, format, smaller: Some((copy, before.0, before.1)) })
}

/// Makes copies, each smaller than the one before, until one can be sent.
fn shrink(
    mut image: DynamicImage,
    format: PictureFormat,
) -> Result<(PictureFormat, Vec<u8>, DynamicImage), PictureError> {
    let mut side = MOST_SIDE;
    loop {
        if image.width().max(image.height()) > side {
            image = image.resize(side, side, FilterType::Triangle);
        }
        let (format, copy) = encode(&image, format).map_err(PictureError::Encoding)?;
        if copy.len() <= MOST_BYTES || side < 64 {
            return Ok((format, copy, image));
        }
        side = side / 4 * 3;
    }
}

/// Writes a photograph as JPEG and anything else as PNG.
fn encode(
    image: &DynamicImage,
    format: PictureFormat,
) -> Result<(PictureFormat, Vec<u8>), image::ImageError> {
    let mut copy = Vec::new();
    if format == PictureFormat::Jpeg {
        let image = image.to_rgb8();
        JpegEncoder::new_with_quality(&mut copy, QUALITY).write_image(
            image.as_raw(),
            image.width(),
            image.height(),
            ExtendedColorType::Rgb8,
        )?;
        return Ok((PictureFormat::Jpeg, copy));
    }
    let image = image.to_rgba8();
    PngEncoder::new(&mut copy).write_image(
        image.as_raw(),
        image.width(),
        image.height(),
        ExtendedColorType::Rgba8,
    )?;
    Ok((PictureFormat::Png, copy))
}

fn reader(bytes: &[u8], format: PictureFormat) -> ImageReader<Cursor<&[u8]>> {
    let format = match format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Gif => ImageFormat::Gif,
        PictureFormat::WebP => ImageFormat::WebP,
    };
    ImageReader::with_format(Cursor::new(bytes), format)
}
