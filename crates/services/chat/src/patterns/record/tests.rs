//! A record is the same on both sides.

use atelier_vocabulary::{ConversationId, Pattern, PatternScope, PatternSource};
use uuid::Uuid;

use super::{engine, engine_id, engine_scope, stored};

#[test]
fn a_record_survives_the_way_to_the_engine_and_back() {
    let conversation = ConversationId::from(Uuid::from_u128(7 << 76 | 5));
    for scope in [
        PatternScope::Global,
        PatternScope::Project { name: "a: b".to_owned() },
        PatternScope::Conversation { id: conversation },
    ] {
        let id = atelier_reasoningbank::PatternId::of(&engine_scope(&scope), "m", "r");
        let pattern = Pattern {
            id: super::vocabulary_id(id),
            scope,
            message: "m".to_owned(),
            response: "r".to_owned(),
            score: 0.25,
            source: PatternSource::Person,
            wins: 1,
            losses: 2,
            repeats: 3,
            last_used_at: Some(4),
            pinned: true,
            suspended: true,
            created_at: 5,
        };
        assert_eq!(engine_id(pattern.id), Ok(id));
        assert_eq!(stored(&engine(pattern.clone())), pattern);
    }
}
