//! Conversations over some years.

use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, Message, MessageId, MessageState, Role, TitleSource,
};
use uuid::Uuid;

use crate::{Lexicon, Random, Text};

/// How large a history is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// How many conversations.
    pub conversations: u32,
    /// How many messages in all.
    pub messages: u32,
    /// About how many words a message has.
    pub words: usize,
    /// When the first conversation begins, in ms since 1970.
    pub begins: i64,
}

impl Default for History {
    fn default() -> Self {
        Self { conversations: 2_000, messages: 100_000, words: 38, begins: 1_700_000_000_000 }
    }
}

/// A made-up conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeUp {
    /// The conversation.
    pub conversation: Conversation,
    /// Its messages, each following the one before.
    pub messages: Vec<Message>,
}

/// Ten hours, between two conversations.
const BETWEEN: i64 = 36_000_000;

impl History {
    /// Returns the conversations, the oldest first. They do not depend on how far they are read.
    pub fn made_up(self, lexicon: &Lexicon) -> impl Iterator<Item = MadeUp> + '_ {
        let whole = self.conversations.max(1);
        (0..self.conversations).map(move |number| {
            // What does not divide evenly goes to the first.
            let more = u32::from(number < self.messages % whole);
            self.conversation(number, self.messages / whole + more, lexicon)
        })
    }

    fn conversation(self, number: u32, messages: u32, lexicon: &Lexicon) -> MadeUp {
        let mut random = Random::new(u64::from(number) + 1);
        let begun = self.begins + i64::from(number) * BETWEEN;
        let id = ConversationId::from(uuid(begun, &mut random));
        let mut written: Vec<Message> = Vec::new();
        for place in 0..messages {
            let at = begun + i64::from(place) * 45_000;
            let by_person = place % 2 == 0;
            let words = if by_person { self.words / 3 } else { self.words * 5 / 3 };
            let words = words / 2 + random.below(words.max(1));
            let text = Text { lexicon, words }.write(&mut random);
            let role = if by_person { Role::User } else { Role::Assistant };
            written.push(Message {
                parent_id: written.last().map(|before| before.id),
                blocks: vec![ContentBlock::text(text)],
                state: MessageState::Complete,
                model: (!by_person).then(|| "claude-opus-5-5".to_owned()),
                cost_nano_usd: Some(0),
                simulated: true,
                completed_at: Some(at + 9_000),
                ..Message::empty(MessageId::from(uuid(at, &mut random)), id, role, at)
            });
        }
        let title = Text { lexicon, words: 5 }.write(&mut random).replace('\n', " ");
        let updated_at = written.last().map_or(begun, |last| last.created_at);
        let conversation = Conversation {
            title,
            title_source: TitleSource::Person,
            head_id: written.last().map(|last| last.id),
            message_count: messages,
            updated_at,
            ..Conversation::empty(id, begun)
        };
        MadeUp { conversation, messages: written }
    }
}

/// An id of version 7 for a time.
fn uuid(at: i64, random: &mut Random) -> Uuid {
    let mut noise = [0; 10];
    let numbers = [random.next_u64().to_le_bytes(), random.next_u64().to_le_bytes()];
    for (to, from) in noise.iter_mut().zip(numbers.iter().flatten()) {
        *to = *from;
    }
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at).unwrap_or(0), &noise).into_uuid()
}
