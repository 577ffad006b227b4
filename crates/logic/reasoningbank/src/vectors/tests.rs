//! What is nearest is found, among few and among many, and hidden vectors are not.

use super::*;

/// Numbers that look random and are the same every time.
fn noise(seed: u64) -> impl FnMut() -> f32 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        #[expect(clippy::cast_precision_loss, reason = "noise")]
        let number = (state >> 40) as f32 / (1 << 24) as f32 - 0.5;
        number
    }
}

/// Vectors around `groups` centers, as texts about so many things would have.
fn around(groups: usize, count: usize, length: usize) -> Vec<Vec<f32>> {
    let mut random = noise(7);
    let centers: Vec<Vec<f32>> =
        (0..groups).map(|_| (0..length).map(|_| random()).collect()).collect();
    let near = |at: usize| centers[at % groups].iter().map(|it| it + random() * 0.6).collect();
    (0..count).map(near).collect()
}

fn exact(vectors: &[Vec<f32>], query: &[f32], count: usize) -> Vec<u32> {
    let norm = |it: &[f32]| it.iter().map(|it| it * it).sum::<f32>().sqrt();
    let cosine = |it: &Vec<f32>| {
        it.iter().zip(query).map(|(a, b)| a * b).sum::<f32>() / norm(it) / norm(query)
    };
    let mut order: Vec<(f32, u32)> = vectors.iter().map(cosine).zip(0..).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.into_iter().take(count).map(|(_, slot)| slot).collect()
}

fn recall(all: &[Vec<f32>], held: &Vectors, queries: &[Vec<f32>]) -> f32 {
    let mut right = 0;
    for query in queries {
        let wanted = exact(all, query, 10);
        let found = held.nearest(query, 10, |_| true).unwrap();
        right += found.iter().filter(|it| wanted.contains(&it.slot)).count();
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let share = right as f32 / (queries.len() * 10) as f32;
    share
}

fn held(all: &[Vec<f32>]) -> Vectors {
    let mut held = Vectors::new(all[0].len()).unwrap();
    for vector in all {
        held.push(vector).unwrap();
    }
    held
}

#[test]
fn nearly_all_of_the_ten_nearest_are_found() {
    for (count, length) in [(500, 64), (12_000, 256), (12_000, 100)] {
        let all = around(97, count, length);
        let queries = &around(97, 40, length)[..];
        let share = recall(&all, &held(&all), queries);
        // As bytes, neighbors that differ by noise alone may swap places.
        assert!(share >= 0.97, "{count} × {length}: {share}");
    }
}

#[test]
fn what_is_hidden_is_not_found_even_where_much_is() {
    let all = around(10, 6_000, 64);
    let held = held(&all);
    let found = held.nearest(&all[5], 10, |slot| slot % 997 == 5).unwrap();
    assert_eq!(found.len(), 7);
    assert_eq!(found[0].slot, 5);
    assert!(found[0].cosine > 0.999);
}

#[cfg(feature = "groups")]
#[test]
fn groups_find_what_looking_at_all_finds_and_later_ones_too() {
    let all = around(400, 104_000, 128);
    let mut held = held(&all[..102_000]);
    held.cluster();
    assert_eq!(held.unclustered(), 0);
    all[102_000..].iter().for_each(|vector| held.push(vector).unwrap());
    assert_eq!(held.unclustered(), 2_000);
    let queries = [&all[..30], &all[103_000..103_030]].concat();
    let share = recall(&all, &held, &queries);
    assert!(share >= 0.95, "{share}");
}

#[test]
fn compacting_keeps_order_and_nearness() {
    let all = around(5, 50, 32);
    let mut held = held(&all);
    let keep: Vec<bool> = (0..50).map(|at| at % 2 == 0).collect();
    held.compact(&keep);
    assert_eq!(held.len(), 25);
    let found = held.nearest(&all[48], 1, |_| true).unwrap();
    assert_eq!(found[0].slot, 24);
}

#[test]
fn what_is_no_vector_is_refused() {
    let mut held = Vectors::new(3).unwrap();
    assert!(held.push(&[1.0, 2.0]).is_err());
    assert!(held.push(&[1.0, f32::NAN, 0.0]).is_err());
    assert!(held.push(&[f32::MAX, f32::MAX, f32::INFINITY]).is_err());
    held.push(&[0.0; 3]).unwrap();
    held.push(&[0.0, 1e-30, 0.0]).unwrap();
    assert!(held.nearest(&[0.0; 3], 5, |_| true).unwrap().is_empty());
    let found = held.nearest(&[0.0, 1.0, 0.0], 5, |_| true).unwrap();
    assert!(found.iter().all(|it| it.cosine.is_finite()), "{found:?}");
    assert!(Vectors::new(0).is_err() && Vectors::new(1 << 20).is_err());
}
