//! Putting things in order, with little code: every kind of sorting is compiled once.

use std::cmp::Ordering;

/// Sorts, keeping equals in the order in which they are.
pub(crate) fn arrange<T>(things: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u64> = (0..things.len() as u64).collect();
    let at = |place: u64| things.get(usize::try_from(place).unwrap_or(usize::MAX));
    merge_sort(&mut places, &|a, b| match (at(a), at(b)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal, // places are those of things
    });
    let mut taken: Vec<Option<T>> = things.drain(..).map(Some).collect();
    for place in places {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        things.extend(taken.get_mut(place).and_then(Option::take));
    }
}

/// Sorts keys.
pub(crate) fn sort_keys(keys: &mut Vec<u64>) {
    merge_sort(keys, &|a, b| a.cmp(&b));
}

/// Merges runs of two, of four, and so on. The standard library's sorting is faster where there
/// are many; here are some hundred, and each kind of it weighs 10 KB in the page.
fn merge_sort(keys: &mut Vec<u64>, compare: &dyn Fn(u64, u64) -> Ordering) {
    let mut run = 1;
    let mut merged = Vec::with_capacity(keys.len());
    while run < keys.len() {
        merged.clear();
        for pair in keys.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((one, more)), Some((other, others))) =
                (left.split_first(), right.split_first())
            {
                if compare(*one, *other) == Ordering::Greater {
                    merged.push(*other);
                    right = others;
                } else {
                    merged.push(*one);
                    left = more;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(keys, &mut merged);
        run *= 2;
    }
}

/// Returns a number that is the smaller, the higher the score; of equal scores, the lower the slot.
pub(crate) fn key(score: f32, slot: u32) -> u64 {
    let bits = score.to_bits();
    let rising = if bits >> 31 == 1 { !bits } else { bits | 1 << 31 };
    u64::from(!rising) << 32 | u64::from(slot)
}

/// Returns the slot that a key was made of.
pub(crate) fn slot(key: u64) -> u32 {
    u32::try_from(key & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

/// Returns the score that a key was made of.
pub(crate) fn score(key: u64) -> f32 {
    let rising = !u32::try_from(key >> 32).unwrap_or(u32::MAX);
    f32::from_bits(if rising >> 31 == 1 { rising & !(1 << 31) } else { !rising })
}

/// Keeps the `count` smallest keys, in any order.
pub(crate) fn keep_smallest(keys: &mut Vec<u64>, count: usize) {
    if keys.len() > count {
        keys.select_nth_unstable(count);
        keys.truncate(count);
    }
}

#[cfg(test)]
mod tests {
    //! Keys order as scores do.

    use super::*;

    #[test]
    fn higher_scores_come_first_and_of_equals_lower_slots() {
        let scores = [f32::INFINITY, 2.5, 1.0, 1e-30, 0.0, -1e-30, -1.0, f32::NEG_INFINITY];
        let keys: Vec<u64> = scores.iter().map(|score| key(*score, 7)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert!(key(1.0, 3) < key(1.0, 4));
        for number in scores {
            let key = key(number, 99);
            assert_eq!((slot(key), score(key).to_bits()), (99, number.to_bits()));
        }
    }

    #[test]
    fn equals_stay_in_order() {
        let mut things = vec![(1, 'a'), (0, 'b'), (1, 'c'), (0, 'd')];
        arrange(&mut things, |a, b| a.0.cmp(&b.0));
        assert_eq!(things, [(0, 'b'), (0, 'd'), (1, 'a'), (1, 'c')]);
        for count in [0, 1, 2, 3, 7, 100, 1_000] {
            let mut keys: Vec<u64> = (0..count).map(|it| it * 7_919 % 1_009).collect();
            let mut expected = keys.clone();
            expected.sort_unstable();
            sort_keys(&mut keys);
            assert_eq!(keys, expected);
        }
    }
}
