//! Conversations that are about the same as one, found by a bank that knows what each is about.
//!
//! The bank is in memory only, built when it is first asked, and follows the store: what changed
//! since is read anew, what is gone is forgotten. It holds the beginning of what the person said in
//! each conversation, never an answer, and works where nothing is learned.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use atelier_api::search::FindSimilarTo;
use atelier_reasoningbank::{
    Limits, New, PatternId, Query, Reach, ReasoningBank, Recall, Scope, Threshold,
};
use atelier_rpc::Result;
use atelier_store::{
    Connection, Identity, StoreError,
    tables::{
        conversations,
        gist::{self, Gist},
    },
};
use atelier_vocabulary::{ConversationId, MatchedWord, SimilarConversation, SimilarConversations};

use super::Search;
use crate::{error, patterns::beginning, store};

/// How many are found unless told.
const FOUND: u32 = 8;
/// How much of what a person said in a conversation is compared, in bytes.
const COMPARED: usize = 1_536;
/// At least this alike, from 0 to 1; and at least this share of the best.
const LEAST: f32 = 0.08;
const LEAST_OF_BEST: f32 = 0.3;
/// From here on a single word that both have is enough: it is a rare one, or there are few.
const ENOUGH: f32 = 0.25;

/// What knows what each conversation is about. Clones are the same one.
#[derive(Clone, Default)]
pub struct Gists(Arc<Mutex<Option<Held>>>);

/// A bank and what it was built from.
struct Held {
    store: Option<Identity>,
    bank: ReasoningBank,
    known: HashMap<ConversationId, Known>,
}

/// What is known of a conversation.
struct Known {
    updated_at: i64,
    /// Its place in the bank; none where nothing was said in it in words.
    pattern: Option<PatternId>,
}

impl Search {
    pub(super) async fn similar_to(&self, input: FindSimilarTo) -> Result<SimilarConversations> {
        let identity = self.slot.get().ok().map(|store| store.identity());
        let id = input.id;
        let (gists, now) = (self.gists.clone(), (self.clock)());
        let find = move |c: &Connection| {
            if conversations::get(c, input.id)?.is_none() {
                return Ok(None);
            }
            let mut held = gists.0.lock().unwrap_or_else(PoisonError::into_inner);
            // A bank that is half way is worth nothing: it is put back when all went well.
            let mut now_held = match held.take() {
                Some(held) if held.store == identity => held,
                Some(_) | None => Held::new(identity),
            };
            now_held.follow(c, now)?;
            let found = now_held.similar(c, &input, now)?;
            *held = Some(now_held);
            Ok(Some(found))
        };
        let found = store::read(&self.slot, find).await?;
        found.ok_or_else(|| error::no_conversation(id))
    }
}

impl Held {
    fn new(store: Option<Identity>) -> Self {
        let limits = Limits { patterns: 10_000, memory_bytes: 24 << 20, ..Limits::default() };
        Self { store, bank: ReasoningBank::new(limits), known: HashMap::new() }
    }

    /// Reads what changed since, and forgets what is gone.
    fn follow(&mut self, c: &Connection, now: i64) -> Result<(), StoreError> {
        let stamps = gist::stamps(c)?;
        let there: HashSet<ConversationId> = stamps.iter().map(|(id, _)| *id).collect();
        let gone = self.known.keys().filter(|id| !there.contains(*id)).copied();
        for id in gone.collect::<Vec<_>>() {
            self.forget(id);
        }
        for (id, updated_at) in stamps {
            if self.known.get(&id).is_some_and(|known| known.updated_at == updated_at) {
                continue;
            }
            self.forget(id);
            let gist = gist::of(c, id, COMPARED)?.unwrap_or_default();
            let text = text_of(&gist);
            let scope = Scope::Conversation(id.to_string());
            let new = New { message: &text, scope, score: 1.0, now, ..New::default() };
            let stored = (!text.is_empty()).then(|| self.bank.store(&new).ok()).flatten();
            let pattern = stored.map(|stored| stored.id);
            self.known.insert(id, Known { updated_at, pattern });
        }
        Ok(())
    }

    fn forget(&mut self, id: ConversationId) {
        let known = self.known.remove(&id);
        if let Some(pattern) = known.and_then(|known| known.pattern) {
            // One that made room for another is gone already.
            drop(self.bank.forget(pattern));
        }
    }

    fn similar(
        &self,
        c: &Connection,
        input: &FindSimilarTo,
        now: i64,
    ) -> Result<SimilarConversations, StoreError> {
        let gist = gist::of(c, input.id, COMPARED)?.unwrap_or_default();
        let text = text_of(&gist);
        let limit = input.limit.unwrap_or(FOUND) as usize;
        let compared = self.known.len() - usize::from(self.known.contains_key(&input.id));
        let query = Query {
            text: &text,
            vector: None,
            reach: Reach::Everything,
            // One more, since the conversation is most like itself.
            limit: limit + 1,
            threshold: Threshold::AtLeast(LEAST),
            now,
        };
        let recalled = if text.is_empty() { Ok(Vec::new()) } else { self.bank.find(&query) };
        let mut recalled = recalled.unwrap_or_default();
        recalled.retain(|it| it.similarity >= ENOUGH || it.why.matched.len() > 1);
        let own = self.known.get(&input.id).and_then(|known| known.pattern);
        recalled.retain(|recall| Some(recall.id) != own);
        let best = recalled.iter().map(|recall| recall.similarity).fold(0.0, f32::max);
        recalled.retain(|recall| recall.similarity >= best * LEAST_OF_BEST);
        recalled.truncate(limit);
        let shown = recalled.into_iter().map(|recall| self.shown(c, recall));
        let shown: Vec<Option<SimilarConversation>> = shown.collect::<Result<_, StoreError>>()?;
        Ok(SimilarConversations {
            conversations: shown.into_iter().flatten().collect(),
            compared: u32::try_from(compared).unwrap_or(u32::MAX),
            blank: text.is_empty(),
        })
    }

    fn shown(
        &self,
        c: &Connection,
        recall: Recall,
    ) -> Result<Option<SimilarConversation>, StoreError> {
        let scope = self.bank.get(recall.id).map(|pattern| &pattern.scope);
        let Some(Scope::Conversation(name)) = scope else { return Ok(None) };
        let Ok(id) = name.parse() else { return Ok(None) };
        let Some(conversation) = conversations::get(c, id)? else { return Ok(None) };
        let asked = gist::of(c, id, COMPARED)?.unwrap_or_default().asked;
        let matched = recall.why.matched.into_iter();
        Ok(Some(SimilarConversation {
            conversation,
            asked: beginning(&asked),
            similarity: recall.similarity,
            matched: matched.map(|it| MatchedWord { word: it.word, share: it.share }).collect(),
        }))
    }
}

/// What is compared of a conversation. A title that was made of the first question says it only once.
fn text_of(gist: &Gist) -> String {
    let Gist { title, asked } = gist;
    let title = title.trim_end_matches('…').trim();
    if asked.starts_with(title) { asked.clone() } else { format!("{title}\n{asked}") }
}
