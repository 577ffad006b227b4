//! What was sent: the requests of the last answers, word for word, so that a person can look at them.
//!
//! It is in memory only, within a limit of bytes, and goes with the store, the conversation and the
//! program. It never sees a key, and keeps no bytes of pictures and files: of those it says what they
//! were. Nothing is made up afterwards: what was not recorded when it left is not told.

mod record;
mod thin;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use atelier_api::message::{MessageRequest, RequestRecord};
use atelier_claude::{ClaudeError, MessageStream, Wait};
use atelier_claude_wire::{MessagesRequest, auth};
use atelier_rpc::{Change, Result};
use atelier_store::{Slot, tables::messages};
use atelier_vocabulary::{
    ConversationId, Message, MessageId, Role, SentAttempt, SentHeader, SentRequest, Unrecorded,
};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use self::record::Record;
use self::thin::{Thin, shortened, thin};
use crate::erasures;
use crate::{Connection, Conversations, messages::no_message};

/// The most bytes of one request.
const REQUEST_BYTES: usize = 2 << 20;
/// How long the texts may be that are kept of a request that is longer than the most, in characters.
const SHORTER: [usize; 3] = [65_536, 8_192, 1_024];
/// How much of a text is told unless all of it is asked for, in characters.
const BEGINNING: usize = 4_000;

/// The requests of the last answers. Clones are the same ones.
#[derive(Clone)]
pub struct SentRequests {
    /// Where the store stands that the answers are in.
    pub slot: Slot,
    /// What is recorded; nothing at first.
    held: Arc<Mutex<Record>>,
}

impl Conversations {
    /// What is known of the request for an answer.
    pub(crate) async fn request_of(&self, input: MessageRequest) -> Result<RequestRecord> {
        let (id, conversation) = (input.message_id, input.conversation_id);
        let found = self.read(move |c: &atelier_store::Connection| messages::get(c, id)).await?;
        let message = found
            .filter(|it| it.conversation_id == conversation && it.role == Role::Assistant)
            .ok_or_else(|| no_message(id))?;
        let sent = self
            .sent
            .give(id)
            .map(|sent| Box::new(if input.whole { sent } else { shortened(sent, BEGINNING) }));
        let unrecorded = match (&sent, &message.from_cache) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(Unrecorded::FromCache),
            (None, None) => Some(Unrecorded::NotInMemory),
        };
        Ok(RequestRecord { message: Box::new(message), sent, unrecorded })
    }
}

impl SentRequests {
    /// Returns a record of the answers in a store, empty.
    pub fn new(slot: Slot) -> Self {
        Self { slot, held: Arc::default() }
    }

    /// Records a request that leaves now. A second one for the same answer takes the place of the
    /// first, whose attempts stay.
    pub(crate) fn leaves(
        &self,
        answer: &Message,
        request: &MessagesRequest,
        connection: &Connection,
        now: i64,
    ) {
        let version = connection.client.api_version();
        let Thin { request, cuts, left_out } = thin(request);
        let plain = |(name, value): (&str, String)| SentHeader {
            name: name.to_owned(),
            value,
            with_key: false,
        };
        let mut headers: Vec<SentHeader> =
            request.headers(version).into_iter().map(plain).collect();
        if connection.key.is_some() {
            let auth = auth(version);
            let (name, value) = (auth.header.to_owned(), auth.prefix.to_owned());
            headers.push(SentHeader { name, value, with_key: true });
        }
        // What cannot be written down cannot be sent either.
        let Ok(body) = request.body(version).map(String::from_utf8) else { return };
        let Ok(body) = body else { return };
        let body_bytes = u64::try_from(body.len()).unwrap_or(u64::MAX).saturating_add(left_out);
        let url = if answer.simulated {
            // Its address lets nobody else in who does not know it.
            "simulator:/v1/messages".to_owned()
        } else {
            format!("{}/v1/messages", connection.client.base_url())
        };
        let mut sent = SentRequest {
            url,
            headers,
            body,
            body_bytes,
            cuts,
            asked_at: now,
            attempts: Vec::new(),
            status: None,
            response_ms: None,
            first_part_ms: None,
            ended_ms: None,
        };
        for most in SHORTER {
            if sent.body.len() > REQUEST_BYTES {
                sent = shortened(sent, most);
            }
        }
        if sent.body.len() <= REQUEST_BYTES {
            self.open().put(answer, sent);
        }
    }

    /// Notes an attempt that came to nothing, after which it is asked again.
    pub(crate) fn waits(&self, answer: MessageId, wait: &Wait) {
        let waited_ms = u64::try_from(wait.delay.as_millis()).unwrap_or(u64::MAX);
        let (class, message) = (wait.class.name().to_owned(), wait.message.clone());
        self.note(answer, |sent, at_ms| {
            let status = wait.status;
            sent.attempts.push(SentAttempt { at_ms, status, class, message, waited_ms });
        });
    }

    /// Notes that the response began, or why there is none.
    pub(crate) fn responds(
        &self,
        answer: MessageId,
        opened: &std::result::Result<MessageStream, ClaudeError>,
    ) {
        self.note(answer, |sent, at_ms| match opened {
            Ok(stream) => {
                sent.status = Some(stream.status());
                sent.response_ms = Some(at_ms);
            }
            Err(error) => {
                sent.status = error.api().and_then(|error| error.status);
                let (class, message) = (error.class_name(), error.sentence());
                let status = sent.status;
                sent.attempts.push(SentAttempt { at_ms, status, class, message, waited_ms: 0 });
            }
        });
    }

    /// Notes that a part of the answer arrived.
    pub(crate) fn arrives(&self, answer: MessageId) {
        self.note(answer, |sent, at_ms| {
            sent.first_part_ms.get_or_insert(at_ms);
        });
    }

    /// Notes that it is over.
    pub(crate) fn ends(&self, answer: MessageId) {
        self.note(answer, |sent, at_ms| sent.ended_ms = Some(at_ms));
    }

    /// Forgets the requests of a conversation.
    pub(crate) fn forget(&self, conversation: ConversationId) {
        self.open().retain(|it| it != conversation);
    }

    /// Forgets all of them.
    pub(crate) fn forget_all(&self) {
        self.open().retain(|_| false);
    }

    /// Forgets the requests of conversations that are deleted for good, until `stop`.
    pub async fn keep_in_step(
        self,
        mut changes: broadcast::Receiver<Change>,
        stop: CancellationToken,
    ) {
        loop {
            tokio::select! {
                erased = erasures::next(&mut changes) => if erased {
                    self.forget_gone().await;
                } else {
                    return;
                },
                () = stop.cancelled() => return,
            }
        }
    }

    async fn forget_gone(&self) {
        let ids = self.open().conversations();
        if ids.is_empty() {
            return;
        }
        let there = erasures::remaining(&self.slot, ids).await;
        self.open().retain(|it| there.contains(&it));
    }

    fn give(&self, answer: MessageId) -> Option<SentRequest> {
        self.open().get(answer).cloned()
    }

    fn note(&self, answer: MessageId, note: impl FnOnce(&mut SentRequest, u64)) {
        self.open().note(answer, note);
    }

    /// What is recorded for the store that is open. With another store, nothing is.
    fn open(&self) -> MutexGuard<'_, Record> {
        let store = self.slot.get().ok().map(|store| store.identity());
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.belongs_to(store);
        held
    }
}
