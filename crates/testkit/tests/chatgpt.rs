//! A made-up export is as large as asked for, the same each time, and read as what it is.

use atelier_chat_import::{Found, Reader};
use atelier_testkit::{Lexicon, write_chatgpt};

#[test]
fn an_export_is_read_whole() {
    let lexicon = Lexicon::new(5_000);
    let (mut bytes, mut again) = (Vec::new(), Vec::new());
    let exported = write_chatgpt(&mut bytes, 300_000, &lexicon).unwrap();
    assert_eq!(write_chatgpt(&mut again, 300_000, &lexicon).unwrap(), exported);
    assert_eq!(bytes, again);
    assert_eq!(exported.bytes, bytes.len() as u64);
    assert!((300_000..400_000).contains(&exported.bytes), "{exported:?}");

    let mut reader = Reader::new(1_800_000_000_000);
    let mut found: Vec<Found> = Vec::new();
    reader.begin("conversations.json");
    for piece in bytes.chunks(4_096) {
        reader.feed(piece, &mut found).unwrap();
    }
    reader.end(&mut found).unwrap();
    assert_eq!(found.len() as u64, exported.conversations);
    let messages: usize = found.iter().map(|it| it.messages.len()).sum();
    assert_eq!(messages as u64, exported.messages);
    let branches = found.iter().filter(|it| {
        let parents = it.messages.iter().map(|message| message.parent_id);
        let distinct: std::collections::HashSet<_> = parents.clone().collect();
        parents.count() == distinct.len() + 1
    });
    assert_eq!(branches.count(), found.len(), "one question of each is answered twice");
}
