//! BM25 as the books have it, over the same terms: what everything else is held against.

#![expect(clippy::cast_precision_loss, reason = "counts of words and texts")]

use std::collections::HashMap;

use atelier_reasoningbank::{Language, terms};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Texts that are ranked by BM25 alone.
pub(super) struct Bm25 {
    lists: HashMap<String, Vec<(usize, f64)>>,
    lengths: Vec<f64>,
}

impl Bm25 {
    pub(super) fn of(texts: &[String]) -> Self {
        let mut lists: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
        let mut lengths = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let found = terms(text, Language::English);
            lengths.push(found.len() as f64);
            let mut counts: HashMap<String, f64> = HashMap::new();
            for term in found {
                *counts.entry(term).or_default() += 1.0;
            }
            for (term, count) in counts {
                lists.entry(term).or_default().push((at, count));
            }
        }
        Self { lists, lengths }
    }

    /// Returns the ten best.
    pub(super) fn rank(&self, question: &str) -> Vec<usize> {
        let all = self.lengths.len() as f64;
        let average = self.lengths.iter().sum::<f64>() / all;
        let mut scores = vec![0.0; self.lengths.len()];
        for term in terms(question, Language::English) {
            let Some(list) = self.lists.get(&term) else { continue };
            let found = list.len() as f64;
            let rarity = (1.0 + (all - found + 0.5) / (found + 0.5)).ln();
            for (at, count) in list {
                let norm = K1 * (1.0 - B + B * self.lengths[*at] / average);
                scores[*at] += rarity * count * (K1 + 1.0) / (count + norm);
            }
        }
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order.truncate(10);
        order
    }
}
