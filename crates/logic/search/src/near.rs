//! Words that are nearly the same.

/// Returns how many slips of the pen a word of that many characters may hold and still be meant:
/// short words are too like each other.
pub fn allowed_distance(characters: usize) -> usize {
    match characters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Returns how many slips lead from one word to the other, if no more than `most`: a character too
/// many, one missing, one that is another, or two that changed places.
pub fn distance_within(one: &str, other: &str, most: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (row, letter) in one.iter().enumerate() {
        let mut now = Vec::with_capacity(other.len() + 1);
        now.push(row + 1);
        for (column, against) in other.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column) + usize::from(letter != against);
            let removed = at(&last, column + 1) + 1;
            let added = at(&now, column) + 1;
            let mut best = replaced.min(removed).min(added);
            let swapped =
                column > 0 && previous == Some(against) && other.get(column - 1) == Some(letter);
            if swapped {
                best = best.min(at(&before_last, column - 1).saturating_add(1));
            }
            now.push(best);
        }
        if now.iter().all(|slips| *slips > most) {
            return None;
        }
        previous = Some(letter);
        before_last = std::mem::replace(&mut last, now);
    }
    last.last().copied().filter(|slips| *slips <= most)
}
