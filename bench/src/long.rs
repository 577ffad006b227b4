//! Long conversations: questions of one line and of many, answers with lists, tables, code and
//! thoughts, as conversations have them. Each message says its number.

use std::path::Path;

use atelier_store::{Durability, MasterKey, Store, tables};
use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, Message, MessageId, MessageState, Role, TitleSource,
};
use serde_json::json;
use uuid::Uuid;

/// When the first message was written, in ms since 1970.
const BEGUN: i64 = 1_767_225_600_000;
/// How far two messages lie apart, in ms.
const APART: i64 = 60_000;

/// How much there is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Long {
    /// How many conversations.
    pub(crate) conversations: u32,
    /// How many messages each of them has.
    pub(crate) messages: u32,
}

/// The id of the first conversation.
pub(crate) fn id() -> ConversationId {
    id_of(0)
}

fn id_of(place: u32) -> ConversationId {
    ConversationId::from(Uuid::from_u128(7 + u128::from(place)))
}

/// Makes a store on disk that holds long conversations.
pub(crate) async fn store(path: &Path, long: Long) -> Result<MasterKey, String> {
    let text = |error: atelier_store::StoreError| error.to_string();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    let key = MasterKey::random().map_err(text)?;
    let store = Store::open(path, &key, 0).await.map_err(text)?;
    for place in 0..long.conversations {
        let write = move |transaction: &atelier_store::Transaction<'_>| {
            tables::conversations::insert(transaction, &conversation(place))?;
            let mut parent = None;
            for number in 0..long.messages {
                let message = message(place, number, parent)?;
                tables::messages::insert(transaction, &message)?;
                parent = Some(message.id);
            }
            if let Some(head) = parent {
                tables::conversations::set_head(transaction, id_of(place), head, BEGUN)?;
            }
            Ok(())
        };
        store.write(Durability::Full, write).await.map_err(text)?;
    }
    store.close().await.map_err(text)?;
    Ok(key)
}

/// One answer of at least so many bytes, with everything in it that answers have.
pub(crate) fn answer_of(bytes: usize) -> String {
    let mut text = String::new();
    for number in 0_u32.. {
        if text.len() >= bytes {
            break;
        }
        let rest = [LIST, TABLE, CODE, QUOTE];
        let rest = rest.get(number as usize % rest.len()).copied().unwrap_or(LIST);
        let heading = format!("## Part {number}");
        text.extend([&heading, "\n\n", &beginning(number), "\n\n", rest, "\n"]);
    }
    text
}

fn conversation(place: u32) -> Conversation {
    Conversation {
        title: "Long conversation".to_owned(),
        title_source: TitleSource::Person,
        ..Conversation::empty(id_of(place), BEGUN)
    }
}

fn message(
    place: u32,
    number: u32,
    parent_id: Option<MessageId>,
) -> Result<Message, serde_json::Error> {
    let asks = number.is_multiple_of(2);
    let at = BEGUN + i64::from(number) * APART;
    let role = if asks { Role::User } else { Role::Assistant };
    let id = 1_000 + u128::from(place) * 1_000_000 + u128::from(number);
    Ok(Message {
        parent_id,
        blocks: if asks { vec![ContentBlock::text(question(number))] } else { answer(number)? },
        state: MessageState::Complete,
        completed_at: Some(at),
        ..Message::empty(MessageId::from(Uuid::from_u128(id)), id_of(place), role, at)
    })
}

fn question(number: u32) -> String {
    let more = "I have read what the handbook says about it, and it does not help. ";
    format!("Message {number}: how does this work? {}", more.repeat((number / 2 % 4) as usize))
}

fn beginning(number: u32) -> String {
    format!(
        "Message {number}: it works **in three steps**, of which `prepare` is the first. {}",
        "Each step leaves behind what the next one needs. ".repeat((number % 7) as usize)
    )
}

/// An answer of one of five shapes, so that no two neighbours are equally high.
fn answer(number: u32) -> Result<Vec<ContentBlock>, serde_json::Error> {
    let begin = beginning(number);
    let rest = match number / 2 % 5 {
        0 => "",
        1 => LIST,
        2 => TABLE,
        3 => CODE,
        _ => QUOTE,
    };
    let text = ContentBlock::text(format!("{begin}\n\n{rest}"));
    if !(number / 2).is_multiple_of(3) {
        return Ok(vec![text]);
    }
    let thought = json!({
        "type": "thinking", "thinking": "Three steps; which of them matters?", "signature": "made up"
    });
    Ok(vec![serde_json::from_value(thought)?, text])
}

const LIST: &str =
    "1. *Prepare*: read the plan, and [look up](https://example.com/plan) what it names.
2. *Carry out*: one part after another.
   - the small parts first,
   - the large ones once nothing small is left.
3. *Look back*: compare what is there with what was planned.
";

const TABLE: &str = "| step | takes | leaves behind |
|---|---:|---|
| prepare | 12 ms | a plan |
| carry out | 340 ms | the parts |
| look back | 8 ms | a report |

The second row is where the time goes.
";

const CODE: &str = "```rust
/// Takes every part of the plan, in order.
fn carry_out(plan: &Plan) -> Result<Report, Error> {
    let mut report = Report::default();
    for (number, part) in plan.parts.iter().enumerate() {
        // A part that fails names itself.
        let outcome = part.run().map_err(|error| error.at(number))?;
        report.push(format!(\"{number}: {outcome}\"));
    }
    Ok(report)
}
```

It returns at the first part that fails.
";

const QUOTE: &str = "> What is measured is not always what matters.

### In short

Measure twice, and keep the numbers: **the second measurement** tells how far to trust the first.
Where they differ, ~~choose the better one~~ measure again.
";
