//! Budgets: a request that might cost more than is left does not leave.
//!
//! Every request that may cost something is admitted here first, through whichever door it was
//! asked for. What it might cost is set aside until it is written down, so that answers that arrive
//! beside each other cannot spend the same money twice.

mod admission;
mod pending;
mod program;
mod words;

use atelier_api::budget::{AllowOnce, BudgetApi, BudgetsPatch, GetBudgetState, SetBudget};
use atelier_rpc::{Call, Change, NoInput, Result};
use atelier_store::{
    Connection, Slot, StoreError,
    tables::{conversation_budgets, conversations, settings, spending},
};
use atelier_vocabulary::{
    BudgetLevel, BudgetLine, BudgetScope, BudgetState, Budgets, ConversationId, Spending,
};
use tokio::sync::broadcast;

use self::pending::Allowed;
pub(crate) use self::{
    admission::most,
    admission::{Admission, Leaving, Round},
};
pub use self::{pending::Pending, program::Passing};
use crate::{Clock, error, store, usage::Calendar};

/// The key under which the store keeps them.
const KEY: &str = "budgets";

/// Keeps the budgets.
#[derive(Clone)]
pub struct BudgetKeeper {
    /// Where the store stands that says what was spent, and what may be.
    pub slot: Slot,
    /// Where the store stands that has the conversations.
    pub place: Slot,
    /// Tells the time.
    pub clock: Clock,
    /// Where it is announced that something was spent.
    pub changes: broadcast::Sender<Change>,
    /// What is under way.
    pub pending: Pending,
}

/// The budgets, and what was spent of them, as the store has it.
pub(crate) struct Standing {
    pub(crate) budgets: Budgets,
    lines: Vec<(BudgetScope, i64, Spending)>,
}

impl BudgetApi for BudgetKeeper {
    async fn get(&self, _call: Call, _input: NoInput) -> Result<Budgets> {
        store::read(&self.slot, budgets).await
    }

    async fn save(&self, _call: Call, patch: BudgetsPatch) -> Result<Budgets> {
        let now = (self.clock)();
        store::write(&self.slot, move |transaction| {
            let kept = budgets(transaction)?;
            let elsewhere = patch.time_zone.is_some() || patch.utc_offset_minutes.is_some();
            let changed = Budgets {
                day_nano_usd: patch.day_nano_usd.unwrap_or(kept.day_nano_usd),
                month_nano_usd: patch.month_nano_usd.unwrap_or(kept.month_nano_usd),
                conversation_nano_usd: patch
                    .conversation_nano_usd
                    .unwrap_or(kept.conversation_nano_usd),
                unknown_price: patch.unknown_price.unwrap_or(kept.unknown_price),
                utc_offset_minutes: patch.utc_offset_minutes.unwrap_or(kept.utc_offset_minutes),
                time_zone: if elsewhere { patch.time_zone } else { kept.time_zone },
            };
            settings::set(transaction, KEY, &serde_json::to_value(&changed)?, now)?;
            Ok(changed)
        })
        .await
    }

    async fn state(&self, _call: Call, input: GetBudgetState) -> Result<BudgetState> {
        let standing = self.standing(input.conversation_id).await?;
        Ok(self.as_state(&standing, input.conversation_id))
    }

    async fn set(&self, _call: Call, input: SetBudget) -> Result<BudgetState> {
        let SetBudget { conversation_id: id, limit_nano_usd } = input;
        let known = store::write(&self.place, move |transaction| {
            let known = conversations::get(transaction, id)?.is_some();
            if known {
                conversation_budgets::set(transaction, id, limit_nano_usd)?;
            }
            Ok(known)
        })
        .await?;
        if !known {
            return Err(error::no_conversation(id));
        }
        self.state_of(id).await
    }

    async fn allow_once(&self, _call: Call, input: AllowOnce) -> Result<BudgetState> {
        let id = input.conversation_id;
        if store::read(&self.place, move |c| conversations::get(c, id)).await?.is_none() {
            return Err(error::no_conversation(id));
        }
        self.pending.open().allowed.insert(id, Allowed::Next);
        self.state_of(id).await
    }
}

impl BudgetKeeper {
    /// Says that something was spent, to whoever shows it.
    pub(crate) fn announce(&self) {
        let change = Change {
            tags: vec!["Usage".to_owned()],
            operation: "usage.record".to_owned(),
            origin: "atelier".to_owned(),
        };
        // Nobody may be listening.
        drop(self.changes.send(change));
    }

    /// The budgets that a request in a conversation has to keep, and what was spent of them.
    pub(crate) async fn standing(&self, conversation: Option<ConversationId>) -> Result<Standing> {
        let now = (self.clock)();
        let own = match conversation {
            Some(id) => store::read(&self.place, move |c| conversation_budgets::get(c, id)).await?,
            None => None,
        };
        store::read(&self.slot, move |connection| {
            let budgets = budgets(connection)?;
            let mut lines = Vec::new();
            if let Some(limit) = own.or(budgets.conversation_nano_usd) {
                let spent = match conversation {
                    Some(_) => spending::sum(connection, spending::Span { from: 0, conversation })?,
                    None => Spending::default(),
                };
                lines.push((BudgetScope::Conversation, limit, spent));
            }
            let calendar = Calendar::of_budgets(&budgets);
            if let Some(limit) = budgets.day_nano_usd {
                let begun = calendar.day_start(calendar.day_number(now));
                let spent = spending::since(connection, begun, now)?;
                lines.push((BudgetScope::Day, limit, spent));
            }
            if let Some(limit) = budgets.month_nano_usd {
                let spent = spending::since(connection, calendar.month_start(now), now)?;
                lines.push((BudgetScope::Month, limit, spent));
            }
            Ok(Standing { budgets, lines })
        })
        .await
    }

    async fn state_of(&self, id: ConversationId) -> Result<BudgetState> {
        let standing = self.standing(Some(id)).await?;
        Ok(self.as_state(&standing, Some(id)))
    }

    pub(crate) fn as_state(
        &self,
        standing: &Standing,
        conversation: Option<ConversationId>,
    ) -> BudgetState {
        let lines = standing.lines.iter().map(|(scope, limit, spent)| {
            let of = if *scope == BudgetScope::Conversation { conversation } else { None };
            let reserved = match (scope, conversation) {
                (BudgetScope::Conversation, None) => 0,
                _ => self.pending.reserved(of),
            };
            line(*scope, *limit, spent, reserved)
        });
        let lines = lines.collect();
        let allowed = |id| self.pending.open().allowed.get(&id) == Some(&Allowed::Next);
        BudgetState { lines, allowed_once: conversation.is_some_and(allowed) }
    }
}

/// The budgets that are kept. Where they cannot be read, nothing passes: a limit may be among them.
pub(crate) fn budgets(c: &Connection) -> Result<Budgets, StoreError> {
    let Some(value) = settings::get(c, KEY)? else { return Ok(Budgets::default()) };
    Ok(serde_json::from_value(value)?)
}

fn line(scope: BudgetScope, limit: i64, spent: &Spending, reserved: i64) -> BudgetLine {
    let spent_nano_usd = spent.cost_nano_usd;
    let level = if spent_nano_usd >= limit {
        BudgetLevel::Reached
    } else if spent_nano_usd >= limit - limit / 5 {
        BudgetLevel::Near
    } else {
        BudgetLevel::Fine
    };
    BudgetLine {
        scope,
        limit_nano_usd: limit,
        spent_nano_usd,
        reserved_nano_usd: reserved,
        partial: spent.unpriced_requests > 0,
        level,
    }
}

#[cfg(test)]
mod tests;
