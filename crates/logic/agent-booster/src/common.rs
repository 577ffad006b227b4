//! What sequences have in common, and small ways to sort and search that cost few bytes.

#[cfg(target_arch = "wasm32")]
use crate::parts::Parts;

/// The places, in both, of the members of the heaviest common subsequence.
pub(crate) fn longest<T: PartialEq>(
    left: &[T],
    right: &[T],
    weight: impl Fn(&T) -> u32,
) -> Vec<(usize, usize)> {
    heaviest(left, right, |ours, theirs| if ours == theirs { weight(ours) } else { 0 })
}

/// The places, in both, of the pairs that weigh most together, in order; what weighs 0 is no pair.
pub(crate) fn heaviest<T>(
    left: &[T],
    right: &[T],
    weight: impl Fn(&T, &T) -> u32,
) -> Vec<(usize, usize)> {
    let weight = |a: usize, b: usize| match (left.get(a), right.get(b)) {
        (Some(ours), Some(theirs)) => weight(ours, theirs),
        _ => 0,
    };
    pairs(left.len(), right.len(), &weight)
}

/// The same by places alone, so that its code is there once.
fn pairs(left: usize, right: usize, weight: &dyn Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let width = right + 1;
    let mut table = vec![0_u32; (left + 1) * width];
    let at = |table: &[u32], a: usize, b: usize| table.get(a * width + b).copied().unwrap_or(0);
    for a in (0..left).rev() {
        for b in (0..right).rev() {
            let skip = at(&table, a + 1, b).max(at(&table, a, b + 1));
            let best = match weight(a, b) {
                0 => skip,
                heavy => (at(&table, a + 1, b + 1) + heavy).max(skip),
            };
            if let Some(cell) = table.get_mut(a * width + b) {
                *cell = best;
            }
        }
    }
    let mut common = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < left && b < right {
        let here = at(&table, a, b);
        let heavy = weight(a, b);
        if heavy > 0 && here == at(&table, a + 1, b + 1) + heavy {
            common.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if here == at(&table, a + 1, b) {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

/// Sorts in place.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn sort<T: Ord>(list: &mut [T]) {
    list.sort_unstable();
}

/// Sorts in place; for short lists, and in little code, which counts in the page.
#[cfg(target_arch = "wasm32")]
pub(crate) fn sort<T: Ord>(list: &mut [T]) {
    let mut gap = list.len();
    let mut is_done = false;
    while !is_done || gap > 1 {
        gap = (gap * 10 / 13).max(1);
        is_done = true;
        for at in 0..list.len().saturating_sub(gap) {
            if list.get(at) > list.get(at + gap) {
                list.swap(at, at + gap);
                is_done = false;
            }
        }
    }
}

/// Where `needle` begins in `text`, from the first on.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn find_all<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(text.as_bytes(), needle.as_bytes())
}

/// Where `needle` begins in `text`, from the first on.
#[cfg(target_arch = "wasm32")]
pub(crate) fn find_all<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut start = 0;
    std::iter::from_fn(move || {
        let at = start + text.get(start..)?.spot(needle)?;
        start = at + needle.len().max(1);
        Some(at)
    })
}

/// Where the lines of `text` end.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn line_feeds(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b'\n', text.as_bytes())
}

/// Where the lines of `text` end.
#[cfg(target_arch = "wasm32")]
pub(crate) fn line_feeds(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at)
}
