//! Office documents: their text, and what is left alone.

#![expect(clippy::unwrap_used, reason = "what is written here is known to be good")]

use std::io::{Cursor, Write as _};

use atelier_material::{OfficeError, office_text};
use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    packed(parts, CompressionMethod::Deflated)
}

fn packed(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn text(parts: &[(&str, &str)]) -> String {
    office_text(&zip(parts)).unwrap().text
}

#[test]
fn a_word_document_is_read_with_its_tables_and_notes_and_without_what_was_deleted() {
    let document = r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
        <w:p><w:r><w:t>Caf&#xE9; &amp; more</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve"> end</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:t>one<![CDATA[<two>]]></w:t><w:br/><w:t>three</w:t></w:r></w:p>
        </w:body></w:document>"#;
    let notes = "<w:footnotes xmlns:w='w'><w:footnote><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let found = text(&[("word/document.xml", document), ("word/footnotes.xml", notes)]);
    assert_eq!(found, "Café & more\t end\n\na \tb\nc\none<two>\nthree\n\nFootnotes\na note");
}

#[test]
fn a_workbook_is_read_sheet_by_sheet_with_tabs_between_its_cells() {
    let workbook = "<workbook xmlns:r='r'><sheets><sheet name='Sums &amp; more' r:id='r2'/><sheet name='Second' r:id='r1'/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id='r1' Target='worksheets/sheet9.xml'/><Relationship Id='r2' Target='/xl/worksheets/sheet1.xml'/></Relationships>";
    let shared = "<sst><si><t>shared</t></si><si><r><t>in </t></r><r><t>parts</t></r><rPh><t>spoken</t></rPh></si></sst>";
    let first = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1'><v>3.5</v></c></row>\
        <row r='2'><c r='B2' t='s'><v>1</v></c><c r='C2' t='b'><v>1</v></c><c r='D2' t='s'><v>99</v></c></row></sheetData></worksheet>";
    let second = "<worksheet><sheetData><row><c t='inlineStr'><is><t>inline</t></is></c></row></sheetData></worksheet>";
    let found = text(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", first),
        ("xl/worksheets/sheet9.xml", second),
    ]);
    assert_eq!(
        found,
        "Sheet “Sums & more”\nshared\t\t3.5\n\tin parts\tTRUE\n\nSheet “Second”\ninline"
    );
}

#[test]
fn a_presentation_is_read_in_the_order_of_its_slides() {
    let slide = |words: &str| {
        format!("<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>")
    };
    let (one, two, ten) = (slide("first"), slide("second"), slide("tenth"));
    let found = text(&[
        ("ppt/presentation.xml", "<p/>"),
        ("ppt/slides/slide10.xml", &ten),
        ("ppt/slides/slide2.xml", &two),
        ("ppt/slides/slide1.xml", &one),
        ("ppt/slides/_rels/slide1.xml.rels", "<r/>"),
    ]);
    assert_eq!(found, "Slide 1\nfirst\n\nSlide 2\nsecond\n\nSlide 10\ntenth");
}

#[test]
fn an_open_document_is_read() {
    let content = "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'>\
        <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
        <text:h>Title</text:h><text:p>a<text:s text:c='3'/>b<text:tab/>c<text:span>d</text:span></text:p>\
        <table:table table:name='Sums'><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated='16000'/></table:table-row></table:table>\
        </office:document-content>";
    let mimetype = "application/vnd.oasis.opendocument.text";
    let read = office_text(&zip(&[("mimetype", mimetype), ("content.xml", content)])).unwrap();
    assert_eq!(read.text, "Title\na   b\tcd\n\nSums\n1");
    assert_eq!((read.media_type, read.complete), (mimetype, true));
}

#[test]
fn what_no_office_program_writes_is_left_alone() {
    let word = |xml: &str| office_text(&zip(&[("word/document.xml", xml)]));
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><w:document xmlns:w='w'><w:t>&b;</w:t></w:document>";
    assert!(matches!(word(laughs), Err(OfficeError::Hostile)));
    let outside = "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><w:document xmlns:w='w'/>";
    assert!(matches!(word(outside), Err(OfficeError::Hostile)));
    let unknown = "<w:document xmlns:w='w'><w:t>&unknown;</w:t></w:document>";
    assert!(matches!(word(unknown), Err(OfficeError::Hostile)));
    let deep = format!("{}x", "<w:p>".repeat(100_000));
    assert!(matches!(word(&deep), Err(OfficeError::Hostile)));
    let empty = "<w:document xmlns:w='w'><w:p><w:r><w:t>  </w:t></w:r></w:p></w:document>";
    assert!(matches!(word(empty), Err(OfficeError::NoText)));
    assert!(matches!(office_text(&zip(&[("a.txt", "hello")])), Err(OfficeError::NotOffice)));
    assert!(matches!(office_text(b"PK\x03\x04 and no more"), Err(OfficeError::Damaged(_))));
    let whole =
        zip(&[("word/document.xml", "<w:document xmlns:w='w'><w:t>words</w:t></w:document>")]);
    assert!(matches!(office_text(&whole[..whole.len() / 2]), Err(OfficeError::Damaged(_))));
}

#[test]
fn an_archive_that_unpacks_without_end_is_left_alone() {
    let bomb = format!("<w:document xmlns:w='w'><w:t>{}", "a".repeat(6 << 20));
    let packed = zip(&[("word/document.xml", &bomb)]);
    assert!(packed.len() < 100_000, "{} bytes", packed.len());
    assert!(matches!(office_text(&packed), Err(OfficeError::TooLarge)));
    // A directory of more entries than there are, in a file of few bytes.
    let mut crowded = zip(&[("word/document.xml", "<w/>")]);
    crowded.extend(b"PK\x01\x02".repeat(20_001));
    assert!(matches!(office_text(&crowded), Err(OfficeError::TooLarge)));
    // A cell that refers to a long text many thousand times makes a long text, and no longer one.
    let shared = format!("<sst><si><t>{}</t></si></sst>", "long ".repeat(10_000));
    let row = "<row><c t='s'><v>0</v></c></row>".repeat(2_000);
    let sheet = format!("<worksheet><sheetData>{row}</sheetData></worksheet>");
    let many = packed_stored(&[
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='a'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", "<R><Relationship Id='a' Target='s.xml'/></R>"),
        ("xl/sharedStrings.xml", &shared),
        ("xl/s.xml", &sheet),
    ]);
    let read = office_text(&many).unwrap();
    assert!(read.text.len() <= 10 << 20 && !read.complete);
}

fn packed_stored(parts: &[(&str, &str)]) -> Vec<u8> {
    packed(parts, CompressionMethod::Stored)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_and_any_xml_end_in_text_or_in_words(
        noise in proptest::collection::vec(any::<u8>(), 0..400),
        xml in "(<[/]?(w:)?(t|p|tc|tr|br|c|v|row|si|sst)( r='A1')?[/]?>|[a-z&;#<! ]{0,4}){0,60}",
        name in prop_oneof!["word/document.xml", "xl/workbook.xml", "ppt/slides/slide1.xml", "content.xml"],
    ) {
        drop(office_text(&noise).map_err(|error| error.to_string()));
        let whole = zip(&[("ppt/presentation.xml", "<p/>"), ("mimetype", "application/vnd.oasis.opendocument.text"), (&name, &xml)]);
        if let Ok(read) = office_text(&whole) {
            prop_assert!(!read.text.is_empty());
        }
        let mut bent = whole;
        for (at, byte) in noise.iter().enumerate() {
            let place = (at * 37 + usize::from(*byte)) % bent.len();
            if let Some(there) = bent.get_mut(place) {
                *there ^= byte;
            }
        }
        drop(office_text(&bent).map_err(|error| error.to_string()));
    }
}
