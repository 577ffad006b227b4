//! Whatever is attached: what is read of it is sound, and no more than anybody asked for.

use atelier_material::{Kind, clean_name, kind, office_text, pdf_pages, picture, text};

/// Looks at `data` as everything that a file may be, and at its name.
pub(crate) fn check(data: &[u8]) {
    let name = clean_name(&String::from_utf8_lossy(data));
    assert!(!name.is_empty() && name.chars().count() <= 120, "a name is empty or too long");
    assert!(!name.contains(['/', '\\']) && !name.chars().any(char::is_control), "a name leads on");
    assert_eq!(clean_name(&name), name, "a clean name is not clean");
    if let Ok(found) = text(data) {
        assert!(!found.contains(['\0', '\r']), "a text holds what no text does");
    }
    if let Ok(found) = office_text(data) {
        assert!(!found.text.is_empty(), "a document without text is one");
        assert!(found.text.len() <= 10 << 20, "a document is longer than it may be");
    }
    if let Some(pages) = pdf_pages(data) {
        assert!((1..=1_000_000).contains(&pages), "a document has no such number of pages");
    }
    if let Kind::Picture(format) = kind(data)
        && let Ok(found) = picture(data, format)
    {
        assert!(found.width > 0 && found.height > 0, "a picture has no size");
    }
}
