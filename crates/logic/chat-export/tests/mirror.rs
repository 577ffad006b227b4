//! Files of the folder mirror: their names, their front matter, and how an edit shows.

use atelier_chat_export::{is_as_written, mirror_name, mirror_name_in_full, mirrored, walk};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, ExportBranches, Message, MessageId, MessageState,
    Role,
};
use proptest::prelude::*;
use uuid::Uuid;

fn talk(title: &str) -> Conversation {
    Conversation {
        title: title.to_owned(),
        tags: vec!["garden".to_owned(), "a \"quoted\" one".to_owned()],
        ..Conversation::empty(ConversationId::from(Uuid::from_u128(0xabc)), 1_700_000_000_000)
    }
}

fn written(title: &str, said: &str) -> String {
    let of = ConversationId::from(Uuid::from_u128(0xabc));
    let id = MessageId::from(Uuid::from_u128(1));
    let message = Message {
        blocks: vec![ContentBlock::text(said)],
        state: MessageState::Complete,
        model: Some("claude-test".to_owned()),
        ..Message::empty(id, of, Role::Assistant, 1_700_000_000_000)
    };
    let messages = [message];
    mirrored(&talk(title), Some("House: it"), &walk(&messages, Some(id), ExportBranches::Shown))
}

#[test]
fn the_front_matter_names_what_is_known_and_the_text_follows() {
    let file = written("Roses \\ & \"thorns\"", "Cut them in March.");
    let (front, body) = file.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let lines: Vec<&str> = front.lines().collect();
    assert_eq!(
        lines.get(..7).unwrap(),
        [
            "id: \"00000000-0000-0000-0000-000000000abc\"",
            "title: \"Roses \\\\ & \\\"thorns\\\"\"",
            "model: \"claude-test\"",
            "tags: [\"garden\", \"a \\\"quoted\\\" one\"]",
            "project: \"House: it\"",
            "created: 2023-11-14T22:13:20Z",
            "updated: 2023-11-14T22:13:20Z",
        ]
    );
    assert_eq!(lines.len(), 8, "{front}");
    assert!(body.starts_with("\n# Roses \\ & \"thorns\"\n"), "{body}");
    assert!(body.contains("Cut them in March."), "{body}");
}

/// What an import brings may be of any length; the file is known again all the same.
#[test]
fn values_without_end_do_not_hide_the_line_that_vouches() {
    for letter in ["x", "\"", "🦀", "\u{0}"] {
        let endless = letter.repeat(100_000);
        let of = Conversation {
            model: Some(endless.clone()),
            tags: vec![endless.clone(); 1_000],
            ..talk(&endless)
        };
        let file = mirrored(&of, Some(&endless), &[]);
        assert!(is_as_written(file.as_bytes()), "{letter:?}");
        let front = file.find("\n---\n").unwrap();
        assert!(front < 48 << 10, "{letter:?}: {front}");
    }
}

#[test]
fn a_name_survives_every_title_and_every_system() {
    let long = "ä".repeat(5_000);
    let hostile = [
        "",
        "   ",
        ".",
        "..",
        "../../etc/passwd",
        "con",
        "NUL.txt",
        "a/b\\c:d*e?f\"g<h>i|j",
        "trailing. ",
        "-rf",
        "\u{202e}gpj.exe",
        "line\nbreak\r\0",
        "🦀🦀🦀",
        "ÄÖÜ straße",
        &long,
        "a".repeat(5_000).leak(),
        "CaSe",
        "cAsE",
        "한국어 제목 한국어 제목 한국어 제목 한국어 제목",
        "~",
        "$HOME",
    ];
    for title in hostile {
        for name in [mirror_name(&talk(title)), mirror_name_in_full(&talk(title))] {
            let shown = title.chars().take(30).collect::<String>();
            // Letters that a disk takes apart are at most three times as long, and a name beside gets 28 more.
            assert!(name.len() <= 64 + 11 + 36, "{} bytes for {shown}", name.len());
            assert!(64 * 3 + (name.len() - 64.min(name.len())) <= 255);
            let plain = |it: char| it.is_alphanumeric() || it == '-' || it == ' ';
            let stem = name.strip_suffix(".md").unwrap();
            assert!(stem.chars().all(plain), "{name}");
            assert!(name.starts_with("2023-11-14 "), "{name}: no system has a meaning for it");
            assert!(!stem.contains("  ") && !stem.ends_with(' '), "{name}");
            assert!(stem.ends_with("000000000abc"), "{name} names the conversation");
        }
    }
    let other = Conversation { id: ConversationId::from(Uuid::from_u128(0xabd)), ..talk("case") };
    assert_ne!(mirror_name(&talk("CASE")).to_lowercase(), mirror_name(&other).to_lowercase());
}

proptest! {
    #[test]
    fn a_file_vouches_for_itself_until_anything_in_it_is_changed(
        title in "\\PC{0,80}",
        said in "(?s).{0,300}",
        at in any::<prop::sample::Index>(),
        becomes in any::<u8>(),
    ) {
        let file = written(&title, &said).into_bytes();
        prop_assert!(is_as_written(&file));
        let front = String::from_utf8_lossy(&file).into_owned();
        let lines = front.strip_prefix("---\n").unwrap().split_once("\n---\n\n").unwrap().0.lines();
        prop_assert_eq!(lines.count(), 8, "no title breaks out of its line");
        let mut edited = file.clone();
        let at = at.index(edited.len());
        let was = std::mem::replace(edited.get_mut(at).unwrap(), becomes);
        prop_assert_eq!(is_as_written(&edited), was == becomes, "at {}", at);
        let mut longer = file.clone();
        longer.push(b'\n');
        prop_assert!(!is_as_written(&longer));
        prop_assert!(!is_as_written(file.get(..file.len() - 1).unwrap()));
    }

    #[test]
    fn whatever_lies_there_is_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(!is_as_written(&bytes));
        let mut hostile = b"---\natelier_check: \"".to_vec();
        hostile.extend(&bytes);
        prop_assert!(!is_as_written(&hostile));
    }
}
