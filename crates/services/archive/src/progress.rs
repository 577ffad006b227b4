//! How far an import is, said while it works and not only between two pieces of work.

use std::sync::Arc;
use std::time::Duration;

use atelier_rpc::Events;
use atelier_vocabulary::{ContentBlock, ImportEvent, Message};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long nothing is said at most, whatever the disk is doing.
pub(crate) const SILENCE: Duration = Duration::from_secs(1);
/// How many messages are kept at most before it is said how far that is.
pub(crate) const MESSAGES: u64 = 64;
/// How much of their text is, in bytes; only the message that reaches it may be longer.
pub(crate) const TEXT: u64 = 256 << 10;

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Far {
    /// How much is read and kept, in bytes of the history.
    pub(crate) bytes: u64,
    /// How much there is, in bytes.
    pub(crate) of: u64,
    /// How many conversations were met.
    pub(crate) conversations: u32,
}

/// Where it is said how far an import is.
pub(crate) type Say = Arc<dyn Fn(Far) + Send + Sync>;

/// Does the work, and says how far it is: whenever that changes, and in every [`SILENCE`] once more. Who
/// listens slowly hears less often, and does not hold the work up.
pub(crate) async fn telling<T>(
    work: impl Future<Output = T>,
    mut far: watch::Receiver<Far>,
    events: &Events<ImportEvent>,
) -> T {
    let mut told = None;
    let tell = async {
        // Whoever says how far it is may be gone before the work has ended.
        while !matches!(timeout(SILENCE, far.changed()).await, Ok(Err(_))) {
            let now = *far.borrow_and_update();
            if events.send(now.into()).await.is_err() {
                break;
            }
            told = Some(now);
        }
        std::future::pending().await
    };
    let done = tokio::select! {
        biased;
        done = work => done,
        done = tell => done,
    };
    let last = *far.borrow();
    if told != Some(last) {
        // Whoever does not listen any more misses nothing.
        let _gone = events.send(last.into()).await;
    }
    done
}

impl From<Far> for ImportEvent {
    fn from(far: Far) -> Self {
        let Far { bytes, of, conversations } = far;
        Self::Progress { bytes, of, conversations }
    }
}

/// The way through one transaction, which may be long: a conversation is kept whole or not at all.
pub(crate) struct Steps {
    say: Say,
    from: Far,
    /// How far it is when all is kept, in bytes.
    to: u64,
    /// How many messages that is.
    all: u64,
    kept: u64,
    /// Since it was last said.
    messages: u64,
    text: u64,
}

impl Steps {
    /// Returns the way from `from` to so many bytes, which hold so many messages.
    pub(crate) fn new(say: Say, from: Far, to: u64, all: usize) -> Self {
        let all = u64::try_from(all).unwrap_or(u64::MAX);
        Self { say, from, to, all, kept: 0, messages: 0, text: 0 }
    }

    /// Takes note of a message that is kept, and says how far it is where that was not said for a while.
    pub(crate) fn kept(&mut self, message: &Message) {
        let text = message.blocks.iter().filter_map(ContentBlock::as_text).map(str::len);
        self.text += text.sum::<usize>() as u64;
        self.messages += 1;
        self.kept += 1;
        if self.messages < MESSAGES && self.text < TEXT {
            return;
        }
        (self.messages, self.text) = (0, 0);
        let way = u128::from(self.to.saturating_sub(self.from.bytes));
        let share = way * u128::from(self.kept.min(self.all)) / u128::from(self.all.max(1));
        let bytes = self.from.bytes + u64::try_from(share).unwrap_or(0);
        (self.say)(Far { bytes, ..self.from });
    }
}

#[cfg(test)]
mod tests;
