//! What an import brings, counted.

use std::collections::HashSet;

use atelier_chat_import::Found;
use atelier_store::tables::imports::TakenIn;
use atelier_vocabulary::{ConversationId, ImportReport};

/// The counts of an import.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) report: ImportReport,
    met: HashSet<ConversationId>,
}

impl Tally {
    /// How many conversations were met.
    pub(crate) fn conversations(&self) -> u32 {
        u32::try_from(self.met.len()).unwrap_or(u32::MAX)
    }

    /// Counts a conversation that becomes, or would become, this.
    pub(crate) fn count(&mut self, found: &Seen, taken: TakenIn) {
        let report = &mut self.report;
        let first = self.met.insert(found.id);
        report.missing_files += found.missing_files;
        report.first_at = Some(report.first_at.unwrap_or(i64::MAX).min(found.created_at));
        report.last_at = Some(report.last_at.unwrap_or(i64::MIN).max(found.updated_at));
        let (kind, messages) = match taken {
            TakenIn::New { messages } => (&mut report.new_conversations, messages),
            TakenIn::Grown { messages } => (&mut report.grown_conversations, messages),
            TakenIn::Known => (&mut report.known_conversations, 0),
        };
        if first {
            *kind += 1;
        }
        report.new_messages += messages;
    }
}

/// What is counted of a conversation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    id: ConversationId,
    created_at: i64,
    updated_at: i64,
    missing_files: u64,
}

impl From<&Found> for Seen {
    fn from(found: &Found) -> Self {
        Self {
            id: found.conversation.id,
            created_at: found.conversation.created_at,
            updated_at: found.conversation.updated_at,
            missing_files: found.missing_files,
        }
    }
}
