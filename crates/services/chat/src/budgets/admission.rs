//! Admission: whether a request may leave, and how long an answer it may ask for.

use atelier_claude_wire::{MessagesRequest, cost};
use atelier_vocabulary::{
    BudgetLine, BudgetScope, ConversationId, MessageFailure, ModelPrice, SearchesOnTop,
    UnknownPrice, Usage,
};

use super::{BudgetKeeper, Pending, pending::Allowed, words};

/// The class of a failure that a budget caused.
const CLASS: &str = "budget";

/// The shortest answer that is worth asking for, in tokens.
const SHORTEST_ANSWER: u32 = 1_024;

/// Which request of a turn it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Round {
    /// The one that begins it, or stands alone.
    First,
    /// One that follows tools.
    Later,
}

/// A request that wants to leave.
pub(crate) struct Leaving<'a> {
    /// The conversation, where it is made in one.
    pub(crate) conversation: Option<ConversationId>,
    /// Which request of its turn it is.
    pub(crate) round: Round,
    /// The model that would answer.
    pub(crate) model: &'a str,
    /// What it costs; none where that is unknown.
    pub(crate) price: Option<&'a ModelPrice>,
    /// Whether the built-in simulator would answer, at no cost.
    pub(crate) simulated: bool,
    /// The most tokens that it may hold.
    pub(crate) input_tokens: u64,
    /// The longest answer that it asks for, in tokens.
    pub(crate) max_tokens: u32,
    /// The web searches that the answer may make on top.
    pub(crate) searches: Option<SearchesOnTop>,
}

impl Leaving<'_> {
    /// What it may cost at most with an answer of so many tokens, as far as that is known.
    fn most(&self, price: &ModelPrice, max_tokens: u32) -> i64 {
        most(price, self.input_tokens, max_tokens).saturating_add(self.on_top())
    }

    /// What its searches may cost beside the tokens of what they find, which nobody knows before.
    fn on_top(&self) -> i64 {
        let each = |searches: SearchesOnTop| {
            searches.each_nano_usd.unwrap_or_default().saturating_mul(i64::from(searches.most))
        };
        self.searches.map_or(0, each)
    }
}

/// A request that may leave. What it may cost is set aside until this is dropped, which is to be
/// after it was written down.
pub(crate) struct Admission {
    /// The longest answer that the budgets pay for, in tokens, and no longer than was asked for.
    pub(crate) max_tokens: u32,
    place: Option<Place>,
}

/// An amount that is set aside for as long as this lives.
struct Place {
    pending: Pending,
    key: u64,
}

impl Place {
    fn set(&self, conversation: Option<ConversationId>, amount: i64) {
        self.pending.open().reserved.insert(self.key, (conversation, amount));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.pending.open().reserved.remove(&self.key);
    }
}

impl Admission {
    /// Takes the longest answer that is paid for over into the request.
    pub(crate) fn shorten(&self, request: &mut MessagesRequest) {
        request.max_tokens = request.max_tokens.min(self.max_tokens);
    }
}

impl BudgetKeeper {
    /// Admits a request, or says why it may not leave. A request that the budgets cannot pay with
    /// the longest answer is admitted with a shorter one.
    pub(crate) async fn admit(&self, ask: &Leaving<'_>) -> Result<Admission, MessageFailure> {
        let mut admission = Admission { max_tokens: ask.max_tokens, place: None };
        if ask.simulated {
            return Ok(admission);
        }
        // Set aside first, then read: of two that come together, both see the other.
        let own = ask.price.map(|price| ask.most(price, ask.max_tokens));
        admission.place = own.map(|own| self.reserve(ask.conversation, own));
        let standing = self
            .standing(ask.conversation)
            .await
            .map_err(|error| failure(format!("{error}. Nothing was sent.")))?;
        let passes = self.passes(ask);
        let mut state = self.as_state(&standing, ask.conversation);
        // What belongs to no conversation is not held against the budget of one.
        state
            .lines
            .retain(|line| line.scope != BudgetScope::Conversation || ask.conversation.is_some());
        let (Some(price), Some(own)) = (ask.price, own) else {
            let stops = standing.budgets.unknown_price == UnknownPrice::Stop;
            if stops && !state.lines.is_empty() && !passes() {
                return Err(failure(words::unpriced(ask.model)));
            }
            return Ok(admission);
        };
        for line in &mut state.lines {
            line.reserved_nano_usd = line.reserved_nano_usd.saturating_sub(own).max(0);
        }
        let tightest = state.lines.iter().min_by_key(|line| left(line));
        let Some(tightest) = tightest.filter(|line| own > left(line)) else {
            return Ok(admission);
        };
        match paid_for(price, ask.input_tokens, left(tightest).saturating_sub(ask.on_top())) {
            Some(tokens) if tokens >= SHORTEST_ANSWER.min(ask.max_tokens) => {
                admission.max_tokens = tokens.min(ask.max_tokens);
                let less = ask.most(price, admission.max_tokens);
                if let Some(place) = &admission.place {
                    place.set(ask.conversation, less);
                }
                Ok(admission)
            }
            _ if passes() => Ok(admission),
            _ => {
                let shortest = SHORTEST_ANSWER.min(ask.max_tokens);
                Err(failure(words::over(tightest, ask.most(price, shortest))))
            }
        }
    }

    /// Says why a request could not leave now, without setting anything aside.
    pub(crate) async fn would_stop(&self, ask: &Leaving<'_>) -> Option<String> {
        if ask.simulated {
            return None;
        }
        let standing = self.standing(ask.conversation).await.ok()?;
        let state = self.as_state(&standing, ask.conversation);
        if state.allowed_once {
            return None;
        }
        let Some(price) = ask.price else {
            let stops = standing.budgets.unknown_price == UnknownPrice::Stop;
            return (stops && !state.lines.is_empty()).then(|| words::unpriced(ask.model));
        };
        let tightest = state.lines.iter().min_by_key(|line| left(line))?;
        let least = ask.most(price, SHORTEST_ANSWER.min(ask.max_tokens));
        (least > left(tightest)).then(|| words::over(tightest, least))
    }

    /// Whether a person has let the request pass. Asking uses it up, and it holds for the turn.
    fn passes<'a>(&'a self, ask: &Leaving<'a>) -> impl Fn() -> bool + 'a {
        let (conversation, round) = (ask.conversation, ask.round);
        if let (Some(id), Round::First) = (conversation, round) {
            let mut open = self.pending.open();
            if open.allowed.get(&id) == Some(&Allowed::Running) {
                open.allowed.remove(&id);
            }
        }
        move || {
            let Some(id) = conversation else { return false };
            let mut open = self.pending.open();
            match (open.allowed.get(&id), round) {
                (Some(Allowed::Next), Round::First) => {
                    open.allowed.insert(id, Allowed::Running);
                    true
                }
                (Some(Allowed::Running), Round::Later) => true,
                (Some(_) | None, _) => false,
            }
        }
    }

    fn reserve(&self, conversation: Option<ConversationId>, amount: i64) -> Place {
        let key = {
            let mut open = self.pending.open();
            open.next += 1;
            open.next
        };
        let place = Place { pending: self.pending.clone(), key };
        place.set(conversation, amount);
        place
    }
}

/// What is left of a budget.
fn left(line: &BudgetLine) -> i64 {
    line.limit_nano_usd.saturating_sub(line.spent_nano_usd).saturating_sub(line.reserved_nano_usd)
}

/// What a request may cost at most: all of it written to the cache, which costs more than to send
/// it, and the longest answer.
pub(crate) fn most(price: &ModelPrice, input_tokens: u64, max_tokens: u32) -> i64 {
    let usage = Usage {
        cache_write_5m_tokens: input_tokens,
        output_tokens: u64::from(max_tokens),
        ..Usage::default()
    };
    cost(price, &usage)
}

/// The longest answer that an amount pays for once the request itself is paid, in tokens; none
/// where it does not pay for that.
fn paid_for(price: &ModelPrice, input_tokens: u64, amount: i64) -> Option<u32> {
    let rest = amount.checked_sub(most(price, input_tokens, 0)).filter(|rest| *rest >= 0)?;
    let one = most(price, input_tokens, 1).saturating_sub(most(price, input_tokens, 0)).max(1);
    Some(u32::try_from(rest / one).unwrap_or(u32::MAX))
}

fn failure(message: String) -> MessageFailure {
    MessageFailure { class: CLASS.to_owned(), message, retryable: true, retry_at: None }
}
