//! Finding what was learned that is like a text, with the conversation it was learned in.

use std::collections::HashSet;

use atelier_api::pattern::FindSimilar;
use atelier_reasoningbank::{Query, Reach, ReasoningBank, Recall, Scope, Threshold};
use atelier_rpc::Result;
use atelier_store::{Connection, StoreError, tables::conversations};
use atelier_vocabulary::{ConversationId, MatchedWord, Pattern, PatternScope, SimilarPattern};

use super::{Patterns, record};
use crate::{error, store};

/// How many are found unless told.
const FOUND: u32 = 5;
/// How many more are looked at, since of a conversation only the best counts, and none in the trash.
const LOOKED_AT: usize = 10;
/// How much of a text is shown, in characters.
const SHOWN: usize = 280;

impl Patterns {
    pub(super) async fn find(&self, input: FindSimilar) -> Result<Vec<SimilarPattern>> {
        if input.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let limit = input.limit.unwrap_or(FOUND) as usize;
        let now = (self.clock)();
        let scope = input.scope.as_ref().map(record::engine_scope);
        let query = Query {
            text: &input.text,
            vector: None,
            reach: reach(scope.as_ref()),
            limit: limit.saturating_mul(LOOKED_AT),
            threshold: input.threshold.map_or(Threshold::Usual, Threshold::AtLeast),
            now,
        };
        let found = self.asked(|bank| found(bank, &query)).await?;
        let found = found.map_err(|error| error::of_bank(&error))?;
        let Shown { patterns, is_stale } =
            store::read(&self.slot, move |c| shown(c, found, limit)).await?;
        if is_stale {
            // A conversation went, and its patterns with it; the bank is to forget them as well.
            self.memory.clear();
        }
        Ok(patterns)
    }
}

fn reach(scope: Option<&Scope>) -> Reach<'_> {
    match scope {
        None => Reach::Everything,
        Some(Scope::Global) => Reach::Here { conversation: None, project: None },
        Some(Scope::Project(name)) => Reach::Here { conversation: None, project: Some(name) },
        Some(Scope::Conversation(name)) => Reach::Here { conversation: Some(name), project: None },
    }
}

fn found(
    bank: &ReasoningBank,
    query: &Query<'_>,
) -> Result<Vec<(Recall, Pattern)>, atelier_reasoningbank::BankError> {
    let recalled = bank.find(query)?.into_iter();
    Ok(recalled
        .filter_map(|it| Some((record::stored(bank.get(it.id)?), it)))
        .map(|(pattern, recall)| (recall, pattern))
        .collect())
}

/// What was found, as it is shown.
struct Shown {
    patterns: Vec<SimilarPattern>,
    /// Whether something was found that the store no longer has.
    is_stale: bool,
}

/// The best of each conversation, without those in the trash or gone.
fn shown(c: &Connection, found: Vec<(Recall, Pattern)>, limit: usize) -> Result<Shown, StoreError> {
    let mut is_stale = false;
    let mut seen: HashSet<ConversationId> = HashSet::new();
    let mut shown = Vec::new();
    for (recall, pattern) in found {
        if shown.len() == limit {
            break;
        }
        let mut title = String::new();
        let mut conversation_id = None;
        if let PatternScope::Conversation { id } = pattern.scope {
            if !seen.insert(id) {
                continue;
            }
            match conversations::get(c, id)? {
                Some(conversation) if conversation.trashed_at.is_none() => {
                    title = conversation.title;
                }
                Some(_) => continue,
                None => {
                    is_stale = true;
                    continue;
                }
            }
            conversation_id = Some(id);
        }
        let matched = recall.why.matched.into_iter();
        shown.push(SimilarPattern {
            id: pattern.id,
            conversation_id,
            title,
            message: beginning(&pattern.message),
            response: beginning(&pattern.response),
            similarity: recall.similarity,
            matched: matched.map(|it| MatchedWord { word: it.word, share: it.share }).collect(),
            success_rate: recall.why.success_rate,
            wins: pattern.wins,
            losses: pattern.losses,
            pinned: pattern.pinned,
            created_at: pattern.created_at,
        });
    }
    Ok(Shown { patterns: shown, is_stale })
}

/// The beginning of a text on one line, without control characters.
pub(crate) fn beginning(text: &str) -> String {
    let mut line = String::new();
    // No more than what is shown is read of a long text, unless most of it is blank.
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|it| !it.is_control()));
        if let Some((at, _)) = line.char_indices().nth(SHOWN) {
            line.truncate(at);
            line.push('…');
            break;
        }
    }
    line
}
