//! What the endpoint has counted, by exactly what was counted: in memory, and only so many.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest, Sha256};

/// How many counts are kept.
const KEPT: usize = 512;

/// Counts that are known.
#[derive(Clone, Default)]
pub struct Counts(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    tokens: HashMap<Key, u64>,
    /// Oldest first.
    order: VecDeque<Key>,
}

/// The hash of an endpoint and the bytes that it would count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key([u8; 32]);

impl Key {
    pub(crate) fn of(endpoint: &str, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(endpoint.as_bytes());
        hash.update([0]);
        hash.update(body);
        Self(hash.finalize().into())
    }
}

impl Counts {
    pub(crate) fn get(&self, key: &Key) -> Option<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).tokens.get(key).copied()
    }

    pub(crate) fn put(&self, key: Key, tokens: u64) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.tokens.insert(key, tokens).is_none() {
            kept.order.push_back(key);
        }
        while kept.order.len() > KEPT {
            if let Some(oldest) = kept.order.pop_front() {
                kept.tokens.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, KEPT, Key};

    #[test]
    fn a_count_is_of_exactly_one_request_at_one_endpoint() {
        let counts = Counts::default();
        counts.put(Key::of("a", b"one"), 1);
        assert_eq!(counts.get(&Key::of("a", b"one")), Some(1));
        assert_eq!(counts.get(&Key::of("b", b"one")), None);
        assert_eq!(counts.get(&Key::of("a", b"one ")), None);
        // What ends the one and begins the other does not matter.
        assert_ne!(Key::of("a", b"b"), Key::of("ab", b""));
    }

    #[test]
    fn only_so_many_counts_are_kept() {
        let counts = Counts::default();
        let key = |at: usize| Key::of("a", at.to_string().as_bytes());
        for at in 0..KEPT + 10 {
            counts.put(key(at), 1);
            counts.put(key(at), 2);
        }
        assert_eq!(counts.get(&key(9)), None);
        assert_eq!(counts.get(&key(10)), Some(2));
        assert_eq!(counts.0.lock().unwrap().tokens.len(), KEPT);
    }
}
