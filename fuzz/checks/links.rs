//! Links from other programs: what is taken of one is seen whole, leads to the same when it is written anew, and
//! what is refused is not repeated.

use std::fmt::Write as _;

use atelier_rpc::Code;
use atelier_vocabulary::LinkPlace;

use crate::read::place;

/// Reads `data` as a link, and as what one says.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    sound(text);
    let said = written(text);
    for link in [
        format!("atelier://new?text={said}"),
        format!("ATELIER://new/?project={said}&text={said}"),
        format!("atelier://settings/{text}"),
        format!("atelier://c/{text}"),
    ] {
        sound(&link);
    }
}

fn sound(link: &str) {
    let leads = match place(link) {
        Ok(leads) => leads,
        Err(error) => {
            assert_eq!(error.code, Code::InvalidInput);
            assert!(error.message.starts_with("the link was not opened: "), "{error}");
            // Whatever was in it, as much is said.
            return assert!(error.message.len() < 100 && error.hint.is_some(), "{error}");
        }
    };
    let again = match &leads {
        LinkPlace::New { text, project } => {
            for shown in [Some(text), project.as_ref()].into_iter().flatten() {
                let turns = |it| matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                let odd = |it: char| it.is_control() && !['\n', '\t'].contains(&it) || turns(it);
                assert!(!shown.contains(odd), "{shown:?} shows something else than it is");
            }
            let name = project.as_ref().map(|name| format!("&project={}", written(name)));
            format!("atelier://new?text={}{}", written(text), name.unwrap_or_default())
        }
        LinkPlace::Conversation { id } => format!("atelier://c/{id}"),
        LinkPlace::Settings { section: None } => "atelier://settings".to_owned(),
        LinkPlace::Settings { section: Some(section) } => format!("atelier://settings/{section}"),
        LinkPlace::Refused { .. } => panic!("a link that is refused is an error"),
    };
    assert_eq!(place(&again).as_ref(), Ok(&leads), "{again} leads elsewhere");
}

/// A text as it stands in a link.
fn written(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            written.push(char::from(byte));
        } else {
            // Writing to a text never fails.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}
