//! Pages are counted as documents say, and nothing hostile takes long or breaks off.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;

use super::pdf_pages;

fn packed(objects: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(objects.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn with_stream(objects: &str) -> Vec<u8> {
    let packed = packed(objects);
    let mut bytes =
        b"%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 2 /First 10 /Filter /FlateDecode /Length "
            .to_vec();
    bytes.extend(format!("{} >>\nstream\r\n", packed.len()).bytes());
    bytes.extend(packed);
    bytes.extend(b"\nendstream\nendobj\n%%EOF");
    bytes
}

#[test]
fn pages_are_those_that_the_root_counts() {
    for (objects, pages) in [
        ("2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] /Count 12 >> endobj", Some(12)),
        ("2 0 obj <</Kids[3 0 R]/Count 3/Type/Pages>> endobj", Some(3)),
        ("<< /Count 7 /Resources << /Font << /F 1 0 R >> >> /Type /Pages /Kids [] >>", Some(7)),
        ("<< /Type /Pages /Parent 2 0 R /Count 4 >> << /Type /Pages /Count 9 >>", Some(9)),
        ("<< /Type /Pages /Count 4 >> << /Type /Pages /Count 5 >>", Some(5)),
        ("<< /Type /Pages /Count 8 0 R >>", None),
        ("<< /Type /Pages /Count 0 >>", None),
        ("<< /Type /Pages /Count 99999999 >>", None),
        ("<< /Type /Pages /Count -4 >>", None),
        ("<< /Type /PagesLike /Count 4 >>", None),
        ("<< /Type /Page /Count 4 >> /Pages /Count 5", None),
        ("<< /Linearized 1 /L 9 /N 23 /T 5 >>", Some(23)),
        ("", None),
        ("/Type /Pages", None),
        ("<< /Type /Pages /Count 6", None),
    ] {
        let open = format!("%PDF-1.7\n{objects}\n%%EOF");
        assert_eq!(pdf_pages(open.as_bytes()), pages, "{objects}");
        if !objects.contains("Linearized") {
            assert_eq!(pdf_pages(&with_stream(objects)), pages, "packed: {objects}");
        }
    }
}

#[test]
fn what_unpacks_to_gigabytes_is_not_unpacked_whole() {
    let begun = std::time::Instant::now();
    let bomb = with_stream(&" ".repeat(200 << 20));
    let many: Vec<u8> = std::iter::repeat_n(bomb.as_slice(), 40).flatten().copied().collect();
    assert_eq!(pdf_pages(&many), None);
    let nested = format!("{}/Type /Pages{}", "<<".repeat(400_000), "[".repeat(400_000));
    assert_eq!(pdf_pages(nested.as_bytes()), None);
    let roots = "/Type /Pages ".repeat(1_000_000);
    assert_eq!(pdf_pages(roots.as_bytes()), None);
    let streams = "/ObjStm stream\n".repeat(1_000_000);
    assert_eq!(pdf_pages(streams.as_bytes()), None);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn whatever_comes_is_a_number_or_none(
        parts in prop::collection::vec(
            prop_oneof![
                Just("/Type"), Just("/Pages"), Just("/Count"), Just(" "), Just("<<"), Just(">>"),
                Just("<"), Just(">"), Just("7"), Just("/Parent"), Just("/ObjStm"), Just("stream\n"),
                Just("/Linearized"), Just("/N "), Just("\u{fffd}"),
            ],
            0..60,
        )
    ) {
        let pages = pdf_pages(parts.concat().as_bytes());
        prop_assert!(pages.is_none_or(|pages| (1..=1_000_000).contains(&pages)));
    }
}
