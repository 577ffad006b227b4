//! Names, kinds, texts and pictures.

#![expect(clippy::unwrap_used, reason = "what is written here is known to be good")]

use std::io::Cursor;

use atelier_material::{
    Kind, MOST_BYTES, MOST_SIDE, PictureError, PictureFormat, TextError, clean_name, kind, picture,
    text,
};
use image::{DynamicImage, GrayImage, ImageFormat, RgbImage};

#[test]
fn a_name_leads_nowhere_and_steers_nothing() {
    for (given, kept) in [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\photo.png", "photo.png"),
        ("a/b/", "b"),
        ("", "file"),
        ("///", "file"),
        ("..", "file"),
        (".bashrc", "bashrc"),
        ("two\nlines\r\0.txt", "twolines.txt"),
        ("exe.\u{202e}gnp.scr", "exe.gnp.scr"),
        ("no\u{200b}width\u{feff}.md", "nowidth.md"),
        ("\u{1b}[2Jclear.txt", "[2Jclear.txt"),
        ("  spaced  .txt", "spaced  .txt"),
        ("日本語.txt", "日本語.txt"),
        (". .. .hidden", "hidden"),
    ] {
        assert_eq!(clean_name(given), kept, "{given:?}");
    }
    let long = clean_name(&format!("{}.jpeg", "n".repeat(5_000)));
    assert_eq!(long.chars().count(), 120);
    assert!(long.ends_with("….jpeg"), "{long}");
}

#[test]
fn bytes_say_what_a_file_is() {
    for (head, expected) in [
        (&b""[..], Kind::Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind::Picture(PictureFormat::Png)),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Kind::Picture(PictureFormat::Jpeg)),
        (b"GIF89a", Kind::Picture(PictureFormat::Gif)),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Kind::Picture(PictureFormat::WebP)),
        (b"%PDF-1.7\n", Kind::Pdf),
        (b"\n\n%PDF-1.4\n", Kind::Pdf),
        (b"PK\x03\x04\x14\0", Kind::Zip),
        (b"ID3\x04\0\0\0\0\0\x00", Kind::Audio),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Kind::Unknown),
        (b"<!doctype html><script>alert(1)</script>", Kind::Unknown),
        (b"fn main() {}", Kind::Unknown),
        (b"#!/bin/sh\n", Kind::Unknown),
    ] {
        assert_eq!(kind(head), expected, "{:?}", String::from_utf8_lossy(head));
    }
}

#[test]
fn a_text_is_utf_8_or_says_that_it_is_utf_16() {
    assert_eq!(text(b"a\r\nb\rc").unwrap(), "a\nb\nc");
    assert_eq!(text("\u{feff}mark".as_bytes()).unwrap(), "mark");
    assert_eq!(text(b"\xff\xfeh\0i\0").unwrap(), "hi");
    assert_eq!(text(b"\xfe\xff\0h\0i").unwrap(), "hi");
    assert_eq!(text(b"\xff\xfeh"), Err(TextError::NotText));
    assert_eq!(text(b"\xff\xfe\0\xd8"), Err(TextError::NotText));
    assert_eq!(text(b"caf\xe9"), Err(TextError::NotText));
    assert_eq!(text(b"nul\0"), Err(TextError::NotText));
    assert_eq!(text(b" \n\t"), Err(TextError::Blank));
    let bytes = vec![b'a'; (10 << 20) + 1];
    assert_eq!(text(&bytes), Err(TextError::TooLong { bytes: bytes.len() }));
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb(state.to_be_bytes()[..3].try_into().unwrap())
    })
}

#[test]
fn a_picture_within_the_limits_stays_as_it_is() {
    for (format, given) in [
        (ImageFormat::Png, PictureFormat::Png),
        (ImageFormat::Jpeg, PictureFormat::Jpeg),
        (ImageFormat::Gif, PictureFormat::Gif),
        (ImageFormat::WebP, PictureFormat::WebP),
    ] {
        let looked_at = picture(&encoded(&noise(30, 20).into(), format), given).unwrap();
        assert_eq!((looked_at.width, looked_at.height, looked_at.smaller), (30, 20, None));
    }
}

#[test]
fn a_picture_that_is_too_large_is_made_smaller_until_it_fits() {
    let wide = encoded(&GrayImage::new(6_000, 300).into(), ImageFormat::Png);
    let looked_at = picture(&wide, PictureFormat::Png).unwrap();
    assert_eq!((looked_at.width, looked_at.height), (MOST_SIDE, 100));
    let (copy, before_width, before_height) = looked_at.smaller.unwrap();
    assert_eq!((before_width, before_height), (6_000, 300));
    assert_eq!(picture(&copy, PictureFormat::Png).unwrap().smaller, None, "the copy fits");
    // Noise cannot be packed: 1,900 × 1,000 pixels are more bytes than may be sent.
    let heavy = encoded(&noise(1_900, 1_000).into(), ImageFormat::Png);
    assert!(heavy.len() > MOST_BYTES);
    let (copy, ..) = picture(&heavy, PictureFormat::Png).unwrap().smaller.unwrap();
    assert!(copy.len() <= MOST_BYTES);
}

#[test]
fn a_picture_that_is_broken_or_declares_too_much_is_refused() {
    let png = encoded(&noise(300, 200).into(), ImageFormat::Png);
    let jpeg = encoded(&noise(300, 200).into(), ImageFormat::Jpeg);
    for (bytes, format) in [
        (&png[..png.len() / 2], PictureFormat::Png),
        (&png[..20], PictureFormat::Png),
        (&jpeg[..40], PictureFormat::Jpeg),
        (b"GIF89a".as_slice(), PictureFormat::Gif),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 ".as_slice(), PictureFormat::WebP),
    ] {
        assert!(matches!(picture(bytes, format), Err(PictureError::Broken(_))), "{format:?}");
    }
    for (width, height) in
        [(100_000_u32, 200_u32), (u32::MAX >> 1, u32::MAX >> 1), (30_000, 30_000)]
    {
        let mut wide = png.clone();
        wide.get_mut(16..20).unwrap().copy_from_slice(&width.to_be_bytes());
        wide.get_mut(20..24).unwrap().copy_from_slice(&height.to_be_bytes());
        let refused = picture(&wide, PictureFormat::Png);
        assert!(
            matches!(refused, Err(PictureError::TooLarge { .. } | PictureError::Broken(_))),
            "{width}"
        );
    }
}
