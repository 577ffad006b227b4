//! Sets of labels, and sets of those: what is asked of them most is whether one is new.

/// A set of labels: a bit for each row of the game, then one for each column. Never empty.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Labels = u128;
/// The page has no word for more: games of up to 64 strategies together.
#[cfg(target_arch = "wasm32")]
pub(super) type Labels = u64;

/// A set of sets of labels: open addressing, at most half full.
///
/// Whoever chooses a game gains nothing by collisions that a larger game would not give them too.
pub(super) struct Set {
    places: Vec<Labels>,
    count: usize,
}

impl Set {
    pub(super) fn new() -> Self {
        Self { places: vec![0; 64], count: 0 }
    }

    /// Adds a set; false if it was there.
    pub(super) fn insert(&mut self, labels: Labels) -> bool {
        if self.count * 2 >= self.places.len() {
            let larger = vec![0; self.places.len() * 2];
            for labels in std::mem::replace(&mut self.places, larger) {
                if labels != 0 {
                    self.put(labels);
                }
            }
        }
        let is_new = self.put(labels);
        self.count += usize::from(is_new);
        is_new
    }

    pub(super) fn contains(&self, labels: Labels) -> bool {
        self.places.get(self.find(labels)) == Some(&labels)
    }

    fn put(&mut self, labels: Labels) -> bool {
        let at = self.find(labels);
        let Some(place) = self.places.get_mut(at) else { return false };
        let is_new = *place != labels;
        *place = labels;
        is_new
    }

    /// Where it is, or the free place where it would be.
    fn find(&self, labels: Labels) -> usize {
        let last = self.places.len() - 1;
        let mut at = folded(labels) & last;
        while self.places.get(at).is_some_and(|place| *place != 0 && *place != labels) {
            at = (at + 1) & last;
        }
        at
    }
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads the bits over a word.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::cast_possible_truncation, reason = "both halves are folded in")]
fn folded(labels: Labels) -> usize {
    let low = (labels as u64).wrapping_mul(FACTOR);
    let folded = (low ^ low >> 32 ^ (labels >> 64) as u64).wrapping_mul(FACTOR);
    (folded >> 32) as usize
}

/// Spreads the bits over a word.
#[cfg(target_arch = "wasm32")]
#[expect(clippy::cast_possible_truncation, reason = "the high half is what is wanted")]
fn folded(labels: Labels) -> usize {
    let low = labels.wrapping_mul(FACTOR);
    ((low ^ low >> 32).wrapping_mul(FACTOR) >> 32) as usize
}
