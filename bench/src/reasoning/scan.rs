//! Comparing vectors: at which share of the memory's own speed, and how much is missed.

#![expect(clippy::cast_precision_loss, reason = "bytes and counts")]

use std::time::Instant;

use atelier_reasoningbank::{Table, Vectors};

use super::{LENGTH, no_less, texts};
use crate::row::Row;

/// How many vectors of real texts.
const REAL: usize = 100_000;
/// How many in all where groups are used: real ones and neighbors of theirs.
const MANY: usize = 300_000;
const QUESTIONS: usize = 100;
const ROUNDS: usize = 9;

pub(super) fn measure(table: &Table) -> Result<Vec<Row>, String> {
    let texts = texts::paragraphs(REAL + QUESTIONS)?;
    let all: Vec<Vec<f32>> = texts.iter().map(|text| table.embed(text)).collect();
    let (held, asked) = all.split_at(REAL.min(all.len()));
    let mut vectors = vectors(held)?;
    let memory = reading();
    let compared = comparing(&vectors, &asked[0])?;
    let speed = Row::informs("comparing all vectors byte by byte", compared, "GB/s");
    let mut rows = vec![speed.beside("reading the same memory", memory)];
    let recall = recall(held, &vectors, asked)?;
    rows.push(no_less("of the ten nearest, found among 100,000", 100.0 * recall, "%", 99.0));
    let flat = least(asked, |it| nearest(&vectors, it))?;
    rows.push(Row::at_most("the ten nearest of 100,000", flat, "ms", 2.0));
    let mut many = held.to_vec();
    let mut random = noise();
    while many.len() < MANY {
        let near: Vec<f32> = many[many.len() - REAL].iter().map(|it| it + random() * 0.1).collect();
        vectors.push(&near).map_err(|error| error.to_string())?;
        many.push(near);
    }
    let flat = least(asked, |it| nearest(&vectors, it))?;
    let begun = Instant::now();
    vectors.cluster();
    let built = begun.elapsed().as_secs_f64();
    let grouped = least(asked, |it| nearest(&vectors, it))?;
    let row = Row::informs("the ten nearest of 300,000, in groups", grouped, "ms");
    rows.push(row.beside("without groups", flat));
    rows.push(Row::informs("making the groups of 300,000", built, "s"));
    let recall = self::recall(&many, &vectors, asked)?;
    rows.push(no_less("of the ten nearest, found in groups", 100.0 * recall, "%", 95.0));
    Ok(rows)
}

fn vectors(held: &[Vec<f32>]) -> Result<Vectors, String> {
    let mut vectors = Vectors::new(LENGTH).map_err(|error| error.to_string())?;
    held.iter().try_for_each(|it| vectors.push(it)).map_err(|error| error.to_string())?;
    Ok(vectors)
}

fn nearest(vectors: &Vectors, asked: &[f32]) -> Result<Vec<u32>, String> {
    let found = vectors.nearest(asked, 10, |_| true).map_err(|error| error.to_string())?;
    Ok(found.into_iter().map(|it| it.slot).collect())
}

/// The time that 95 of 100 questions take at most, in ms; each question's is its least.
fn least<T>(asked: &[Vec<f32>], work: impl Fn(&[f32]) -> Result<T, String>) -> Result<f64, String> {
    let mut times = Vec::new();
    for question in asked {
        let mut least = f64::INFINITY;
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            std::hint::black_box(work(question)?);
            least = least.min(begun.elapsed().as_secs_f64() * 1e3);
        }
        times.push(least);
    }
    Ok(crate::child::quantile(&mut times, 0.95))
}

/// How fast all vectors are compared with one, in GB of them a second.
fn comparing(vectors: &Vectors, asked: &[f32]) -> Result<f64, String> {
    let slots: Vec<u32> = (0..).take(vectors.len()).collect();
    let work = || vectors.cosines(asked, &slots).map_err(|error| error.to_string());
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        std::hint::black_box(work()?);
        least = least.min(begun.elapsed().as_secs_f64());
    }
    Ok((vectors.len() * LENGTH) as f64 / 1e9 / least)
}

/// How fast as much memory is read, in GB a second.
fn reading() -> f64 {
    let memory: Vec<u64> = (0..).take(REAL * LENGTH / 8).collect();
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let sum = std::hint::black_box(&memory).iter().fold(0_u64, |sum, it| sum.wrapping_add(*it));
        std::hint::black_box(sum);
        least = least.min(begun.elapsed().as_secs_f64());
    }
    (memory.len() * 8) as f64 / 1e9 / least
}

/// Which share of the ten nearest, by numbers of 32 bits, is found.
fn recall(held: &[Vec<f32>], vectors: &Vectors, asked: &[Vec<f32>]) -> Result<f64, String> {
    let norm = |it: &[f32]| it.iter().map(|it| it * it).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    let norms: Vec<f32> = held.iter().map(|it| norm(it)).collect();
    let mut right = 0;
    for question in asked {
        let dot = |it: &Vec<f32>| it.iter().zip(question).map(|(a, b)| a * b).sum::<f32>();
        let scores = held.iter().zip(&norms).map(|(it, norm)| dot(it) / norm);
        let mut order: Vec<(f32, u32)> = scores.zip(0..).collect();
        order.select_nth_unstable_by(10, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let found = nearest(vectors, question)?;
        right += order.iter().take(10).filter(|(_, slot)| found.contains(slot)).count();
    }
    Ok(right as f64 / (asked.len() * 10) as f64)
}

/// Numbers that look random and are the same every time.
fn noise() -> impl FnMut() -> f32 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    }
}
