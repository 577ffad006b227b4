//! Forgetting: on request, and to make room.

use super::{Entry, HIDDEN, ReasoningBank, store::text_bytes};
use crate::{
    error::BankError,
    order::arrange,
    pattern::{Pattern, PatternId, Scope},
    worth,
};

/// How many of a hundred go when room is needed, so that it is not needed again at once.
const SHARE: usize = 100;

/// What a pattern costs beside its texts: its slot and its place in the table.
pub(super) const ENTRY_BYTES: usize = size_of::<Option<Entry>>() + 44;

impl ReasoningBank {
    /// Forgets a pattern, pinned or not, and returns it.
    ///
    /// # Errors
    /// An unknown pattern.
    pub fn forget(&mut self, id: PatternId) -> Result<Pattern, BankError> {
        let pattern = self.take(id).ok_or(BankError::Unknown { id })?;
        self.tidy_up();
        Ok(pattern)
    }

    /// Forgets everything that may be recalled only in `scope`, and returns what it was.
    pub fn forget_scope(&mut self, scope: &Scope) -> Vec<PatternId> {
        let inside = self.patterns().filter(|it| it.scope == *scope).map(|it| it.id);
        let ids: Vec<PatternId> = inside.collect();
        for id in &ids {
            drop(self.take(*id));
        }
        self.tidy_up();
        ids
    }

    /// Pins a pattern: it is not forgotten to make room, and its evidence does not fade.
    ///
    /// # Errors
    /// An unknown pattern.
    pub fn pin(&mut self, id: PatternId) -> Result<(), BankError> {
        self.pattern_mut(id)?.pinned = true;
        Ok(())
    }

    /// Lets a pinned pattern go.
    ///
    /// # Errors
    /// An unknown pattern.
    pub fn unpin(&mut self, id: PatternId) -> Result<(), BankError> {
        self.pattern_mut(id)?.pinned = false;
        Ok(())
    }

    /// Forgets what is worth least at `now` until there is room for `pattern`.
    pub(super) fn make_room(
        &mut self,
        pattern: &Pattern,
        now: i64,
    ) -> Result<Vec<PatternId>, BankError> {
        let mut gone = Vec::new();
        let fits = |bank: &Self| {
            let more = text_bytes(pattern) + ENTRY_BYTES;
            bank.len() < bank.limits.patterns
                && bank.memory_bytes() + more <= bank.limits.memory_bytes
        };
        while !fits(self) {
            let mut worth: Vec<(f32, i64, PatternId)> = self
                .patterns()
                .filter(|it| !it.pinned)
                .map(|it| (worth::keeping(it, self.decay, now), it.created_at, it.id))
                .collect();
            if worth.is_empty() {
                return Err(BankError::Full { patterns: self.len() });
            }
            arrange(&mut worth, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
            for (_, _, id) in worth.iter().take((self.len() / SHARE).max(1)) {
                drop(self.take(*id));
                gone.push(*id);
            }
            self.compact();
        }
        Ok(gone)
    }

    /// Drops the slots of what was forgotten.
    pub(super) fn compact(&mut self) {
        if self.forgotten == 0 {
            return;
        }
        let keep: Vec<bool> = self.slots.iter().map(Option::is_some).collect();
        self.index.compact(&keep);
        if let Some(vectors) = &mut self.vectors {
            vectors.compact(&keep);
        }
        self.slots.retain(Option::is_some);
        self.forgotten = 0;
        self.places.clear();
        let ids = self.slots.iter().flatten().map(|entry| entry.pattern.id);
        self.places.extend(ids.zip(0..));
        // Scopes of which nothing is left go too.
        self.scopes.clear();
        self.shown = vec![HIDDEN; self.slots.len()];
        let ids: Vec<PatternId> = self.patterns().map(|it| it.id).collect();
        for id in ids {
            self.show(id);
        }
    }

    /// Takes a pattern out; its slot stays.
    fn take(&mut self, id: PatternId) -> Option<Pattern> {
        let slot = self.slot(id)?;
        let entry = self.slots.get_mut(slot)?.take()?;
        if let Some(shown) = self.shown.get_mut(slot) {
            *shown = HIDDEN;
        }
        self.places.remove(&id);
        self.forgotten += 1;
        self.text_bytes = self.text_bytes.saturating_sub(text_bytes(&entry.pattern));
        let document = self.document(&entry.pattern);
        self.index.remove(&document);
        self.no_longer_ask(id);
        Some(entry.pattern)
    }

    /// Compacts when a quarter of the slots is empty.
    fn tidy_up(&mut self) {
        if self.forgotten > 64 + self.slots.len() / 4 {
            self.compact();
        }
    }
}
