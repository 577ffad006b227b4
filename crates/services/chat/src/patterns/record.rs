//! Patterns as the engine has them, and as the store and callers have them.

use atelier_reasoningbank as engine;
use atelier_rpc::Result;
use atelier_vocabulary::{Pattern, PatternId, PatternScope, PatternSource};
use uuid::Uuid;

use crate::error;

/// A record of the store, for the engine.
pub(super) fn engine(pattern: Pattern) -> engine::Pattern {
    let scope = engine_scope(&pattern.scope);
    engine::Pattern {
        id: engine::PatternId::of(&scope, &pattern.message, &pattern.response),
        scope,
        message: pattern.message,
        response: pattern.response,
        score: pattern.score,
        source: match pattern.source {
            PatternSource::Conversation => engine::Source::Conversation,
            PatternSource::Person => engine::Source::Person,
            PatternSource::Import => engine::Source::Import,
        },
        origin: None,
        created_at: pattern.created_at,
        outcomes: engine::Outcomes {
            wins: pattern.wins,
            losses: pattern.losses,
            repeats: pattern.repeats,
            last_used_at: pattern.last_used_at,
        },
        pinned: pattern.pinned,
        suspended: pattern.suspended,
    }
}

/// A record that comes from elsewhere, for the engine.
pub(super) fn imported(pattern: Pattern) -> engine::Pattern {
    engine(Pattern { source: PatternSource::Import, ..pattern })
}

/// A record of the engine, for the store.
pub(super) fn stored(pattern: &engine::Pattern) -> Pattern {
    Pattern {
        id: vocabulary_id(pattern.id),
        scope: vocabulary_scope(&pattern.scope),
        message: pattern.message.clone(),
        response: pattern.response.clone(),
        score: pattern.score,
        source: match pattern.source {
            engine::Source::Conversation => PatternSource::Conversation,
            engine::Source::Person => PatternSource::Person,
            engine::Source::Import => PatternSource::Import,
        },
        wins: pattern.outcomes.wins,
        losses: pattern.outcomes.losses,
        repeats: pattern.outcomes.repeats,
        last_used_at: pattern.outcomes.last_used_at,
        pinned: pattern.pinned,
        suspended: pattern.suspended,
        created_at: pattern.created_at,
    }
}

pub(super) fn vocabulary_id(id: engine::PatternId) -> PatternId {
    Uuid::from_u128(id.as_u128()).into()
}

/// The engine's id of a pattern; fails as `not_found` for what can be the id of none.
pub(super) fn engine_id(id: PatternId) -> Result<engine::PatternId> {
    id.to_string().parse().map_err(|_| error::no_pattern(id))
}

pub(super) fn engine_scope(scope: &PatternScope) -> engine::Scope {
    match scope {
        PatternScope::Global => engine::Scope::Global,
        PatternScope::Project { name } => engine::Scope::Project(name.clone()),
        PatternScope::Conversation { id } => engine::Scope::Conversation(id.to_string()),
    }
}

/// The other way. What names no conversation as this program does came from none of its stores.
fn vocabulary_scope(scope: &engine::Scope) -> PatternScope {
    match scope {
        engine::Scope::Global => PatternScope::Global,
        engine::Scope::Project(name) => PatternScope::Project { name: name.clone() },
        engine::Scope::Conversation(name) => {
            name.parse().map_or(PatternScope::Global, |id| PatternScope::Conversation { id })
        }
    }
}

#[cfg(test)]
mod tests;
