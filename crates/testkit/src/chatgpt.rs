//! A made-up export of ChatGPT, as large as one likes.

use std::io::{self, Write};

use crate::{Lexicon, Random, Text};

/// About how many words an answer has; a question has a tenth of them.
const WORDS: usize = 320;
/// How many questions a conversation has.
const QUESTIONS: usize = 12;
/// When the first conversation begins, in s since 1970.
const BEGINS: u64 = 1_680_000_000;

/// What is in an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// How many bytes long it is.
    pub bytes: u64,
    /// How many conversations it has.
    pub conversations: u64,
    /// How many messages they have on all their branches.
    pub messages: u64,
}

/// Writes the `conversations.json` of an export, and ends with the first conversation past so many
/// `bytes`. In every conversation one question was answered twice. Nothing of it stays in memory.
///
/// # Errors
/// Those of `to`.
pub fn write_chatgpt(
    to: &mut impl Write,
    bytes: u64,
    lexicon: &Lexicon,
) -> Result<Exported, io::Error> {
    let mut exported = Exported::default();
    to.write_all(b"[")?;
    while exported.bytes < bytes {
        let begin = if exported.conversations == 0 { "" } else { "," };
        let (conversation, messages) = conversation(exported.conversations, lexicon);
        to.write_all(begin.as_bytes())?;
        to.write_all(conversation.as_bytes())?;
        exported.bytes += u64::try_from(begin.len() + conversation.len()).unwrap_or(0);
        exported.conversations += 1;
        exported.messages += messages;
    }
    to.write_all(b"]")?;
    exported.bytes += 2;
    Ok(exported)
}

fn conversation(number: u64, lexicon: &Lexicon) -> (String, u64) {
    let mut random = Random::new(number + 1);
    let begun = BEGINS + number * 3_600;
    let title = quoted(&Text { lexicon, words: 5 }.write(&mut random));
    let mut nodes = vec![format!(
        r#""root-{number}":{{"id":"root-{number}","message":null,"parent":null,"children":[]}}"#
    )];
    let mut parent = format!("root-{number}");
    let twice = random.below(QUESTIONS);
    for place in 0..QUESTIONS {
        let at = begun + u64::try_from(place).unwrap_or(0) * 90;
        let question = format!("q-{number}-{place}");
        let words = WORDS / 20 + random.below(WORDS / 10);
        let text = Text { lexicon, words }.write(&mut random);
        nodes.push(node(&question, &parent, "user", at, &text));
        let answers = if place == twice { 2 } else { 1 };
        for answer in 0..answers {
            let id = format!("a-{number}-{place}-{answer}");
            let words = WORDS / 2 + random.below(WORDS);
            let text = Text { lexicon, words }.write(&mut random);
            nodes.push(node(&id, &question, "assistant", at + 20 + answer, &text));
            parent = id;
        }
    }
    let messages = u64::try_from(nodes.len() - 1).unwrap_or(0);
    let nodes = nodes.join(",");
    let whole = format!(
        r#"{{"title":{title},"create_time":{begun}.5,"update_time":{begun}.75,"mapping":{{{nodes}}},"current_node":"{parent}","conversation_id":"made-up-{number}","is_archived":false}}"#
    );
    (whole, messages)
}

fn node(id: &str, parent: &str, role: &str, at: u64, text: &str) -> String {
    let text = quoted(text);
    format!(
        r#""{id}":{{"id":"{id}","message":{{"id":"{id}","author":{{"role":"{role}","name":null,"metadata":{{}}}},"create_time":{at}.125,"update_time":null,"content":{{"content_type":"text","parts":[{text}]}},"status":"finished_successfully","end_turn":true,"weight":1.0,"metadata":{{"model_slug":"made-up"}},"recipient":"all"}},"parent":"{parent}","children":[]}}"#
    )
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 16);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
