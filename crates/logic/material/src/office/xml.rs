//! XML, as far as office documents need it: elements, their attributes, text.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::OfficeError;

/// How deep elements may lie within each other.
const DEEPEST: usize = 512;

/// What is met on the way through a document. Names are without their prefixes.
pub(super) enum Met<'a> {
    /// An element begins.
    Begin(&'a str, Attributes<'a>),
    /// An element ends.
    End(&'a str),
    /// Text.
    Text(&'a str),
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of an attribute, by its name without a prefix; the last of that name counts.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .filter(|it| it.key.local_name().as_ref() == name)
            .last()?;
        quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
    }
}

/// Goes through a document. `visit` says whether to go on.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Met<'_>) -> bool) -> Result<(), OfficeError> {
    let mut reader = Reader::from_str(xml);
    // A document that is cut short still has a beginning.
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| OfficeError::Damaged(Box::new(error)))?;
        let more = match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(OfficeError::Hostile);
                }
                visit(Met::Begin(start.local_name().as_ref(), Attributes(&start)))
            }
            Event::Empty(start) => {
                let name = start.local_name();
                visit(Met::Begin(name.as_ref(), Attributes(&start)))
                    && visit(Met::End(name.as_ref()))
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Met::End(end.local_name().as_ref()))
            }
            Event::Text(text) => visit(Met::Text(&text.xml10_content())),
            Event::CData(text) => visit(Met::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(it) => visit(Met::Text(it.encode_utf8(&mut [0; 4]))),
                // An entity of the document's own: no office program declares any.
                None => return Err(OfficeError::Hostile),
            },
            Event::DocType(_) => return Err(OfficeError::Hostile),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => true,
            Event::Eof => return Ok(()),
        };
        if !more {
            return Ok(());
        }
    }
}

/// The character that a reference stands for.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(it)) = reference.resolve_char_ref() {
        return Some(it);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}
