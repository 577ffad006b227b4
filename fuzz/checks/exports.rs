//! Conversations written down: a page holds no more than text, a file of the mirror vouches for itself, and a name
//! is one.

use atelier_chat_export::{
    file_name, html, is_as_written, markdown, mirror_name, mirror_name_in_full, mirrored,
    plain_name, walk,
};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, ExportBranches, ExportFormat, Message, MessageId,
    MessageState, Role,
};
use uuid::Uuid;

/// The elements that a page has. What is said can make no other.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "code",
    "del",
    "details",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "input",
    "li",
    "main",
    "meta",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Writes a conversation down in which `data` is the title, a tag, a model, a project and what is said.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let of = ConversationId::from(Uuid::from_u128(0xabc));
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let conversation = Conversation {
        title: text.clone(),
        tags: vec![text.clone(), "plain".to_owned()],
        head_id: Some(MessageId::from(two)),
        ..Conversation::empty(of, 1_700_000_000_000)
    };
    let said = Message {
        blocks: vec![ContentBlock::text(&text), grown(data)],
        state: MessageState::Complete,
        ..Message::empty(MessageId::from(one), of, Role::User, 1_700_000_000_000)
    };
    let answer = Message {
        parent_id: Some(said.id),
        blocks: vec![ContentBlock::text(&text)],
        model: Some(text.clone()),
        ..Message::empty(MessageId::from(two), of, Role::Assistant, i64::MAX)
    };
    let messages = [said, answer];
    let steps = walk(&messages, conversation.head_id, ExportBranches::All);
    assert_eq!(steps.len(), 2, "a message is not written");
    assert!(markdown(&conversation, &steps).contains("# "), "there is no title");
    page(&html(&conversation, &steps));
    mirror(data, mirrored(&conversation, Some(&text), &steps).into_bytes());
    for (name, most) in [
        (mirror_name(&conversation), 96),
        (mirror_name_in_full(&conversation), 128),
        (file_name(&conversation, ExportFormat::Html), 255),
        (plain_name(&text), 255),
    ] {
        let plain = !name.contains(['/', '\\']) && !name.contains(char::is_control);
        assert!(plain && !name.starts_with('.') && !name.ends_with(['.', ' ']), "{name:?}");
        assert!((1..=most).contains(&name.len()), "{name:?} has {} bytes", name.len());
    }
    let name = plain_name(&text);
    assert_eq!(plain_name(&name), name, "a plain name is not plain");
}

/// A block of whatever the bytes say, where they are JSON.
fn grown(data: &[u8]) -> ContentBlock {
    let object = serde_json::from_slice::<serde_json::Map<_, _>>(data);
    object.map_or_else(|_| ContentBlock::text(""), ContentBlock::from)
}

/// A page of known elements, whose links lead to pages and to nothing else, and which fetches nothing.
fn page(page: &str) {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    for tag in body.split('<').skip(1) {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let end = tag.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let (element, rest) = tag.split_at(end);
        assert!(ELEMENTS.contains(&element), "an element `{element}` in {body}");
        let inside = rest.split('>').next().unwrap_or_default();
        for name in inside.split('"').step_by(2).flat_map(str::split_whitespace) {
            let name = name.trim_end_matches('=').trim_matches('/');
            let known = [
                "", "class", "dir", "href", "title", "checked", "disabled", "type", "start",
                "style", "content", "name", "open",
            ];
            assert!(known.contains(&name), "`{name}` in {inside}");
        }
        if element == "a"
            && let Some((_, to)) = inside.split_once("href=\"")
        {
            let to = to.trim_start().to_ascii_lowercase();
            let leads =
                ["https://", "http://", "mailto:", "#\""].iter().any(|it| to.starts_with(it));
            assert!(leads, "a link to {to}");
        }
    }
}

/// A file that is known as written, and as edited once one byte of it is another.
fn mirror(data: &[u8], mut file: Vec<u8>) {
    assert!(is_as_written(&file), "it does not vouch for itself");
    let front = String::from_utf8_lossy(&file).into_owned();
    let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or_default();
    assert!(serde_json::from_str::<String>(title).is_ok(), "{title} is not read again");
    let seed =
        data.iter().fold(7_usize, |sum, it| sum.wrapping_mul(31).wrapping_add(usize::from(*it)));
    let at = seed.checked_rem(file.len()).unwrap_or_default();
    if let Some(byte) = file.get_mut(at) {
        *byte ^= 1;
    }
    assert!(!is_as_written(&file), "an edit at {at} does not show");
    // What a person may drop there is not ours, and no reason to fail.
    let _ = is_as_written(data);
}
