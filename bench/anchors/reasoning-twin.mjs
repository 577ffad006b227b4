// The reasoningbank's search as a good engineer would write it in JavaScript, on the same patterns
// and with the same vectors: an inverted index in typed arrays with BM25, all vectors in one
// Float32Array with an unrolled product, both fused. It is handed the vector of each question, which
// ours makes itself.
//
//   reasoning-twin.mjs FOLDER    reads patterns.json, questions.json, patterns.f32, questions.f32

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const STOP = new Set(
  'a an and are as at be been but by can do for from had has have how i if in into is it its no not of on or our so such that the their then there these they this to was we were what when where which who will with would you your'.split(
    ' ',
  ),
);
const K1 = 1.2;
const B = 0.75;

function terms(text) {
  const found = [];
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!STOP.has(word)) found.push(word.replace(/(?:ing|ed|es|s)$/u, ''));
  }
  return found;
}

class Twin {
  constructor(texts, vectors, length) {
    this.count = texts.length;
    this.length = length;
    this.vectors = vectors;
    const lists = new Map();
    const lengths = new Float32Array(texts.length);
    let words = 0;
    for (let slot = 0; slot < texts.length; slot++) {
      const found = terms(texts[slot]);
      const counts = new Map();
      for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1);
      for (const [term, count] of counts) {
        let list = lists.get(term);
        if (!list) lists.set(term, (list = { slots: [], counts: [] }));
        list.slots.push(slot);
        list.counts.push(count);
      }
      lengths[slot] = found.length;
      words += found.length;
    }
    const average = words / texts.length;
    this.norms = lengths.map((it) => K1 * (1 - B + (B * it) / average));
    this.lists = new Map();
    for (const [term, { slots, counts }] of lists) {
      const rarity = Math.log(1 + (texts.length - slots.length + 0.5) / (slots.length + 0.5));
      this.lists.set(term, { slots: Uint32Array.from(slots), counts: Uint8Array.from(counts), rarity });
    }
    this.scores = new Float32Array(texts.length);
  }

  find(text, vector, limit) {
    const { scores, norms, vectors, length, count } = this;
    scores.fill(0);
    for (const term of terms(text)) {
      const list = this.lists.get(term);
      if (!list) continue;
      const weight = list.rarity * (K1 + 1);
      const { slots, counts } = list;
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i];
        scores[slot] += (weight * counts[i]) / (counts[i] + norms[slot]);
      }
    }
    let best = 0;
    for (let slot = 0; slot < count; slot++) if (scores[slot] > best) best = scores[slot];
    const share = best > 0 ? 0.8 / best : 0;
    const heap = [];
    let least = -Infinity;
    for (let slot = 0, at = 0; slot < count; slot++, at += length) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let i = 0; i < length; i += 4) {
        a += vectors[at + i] * vector[i];
        b += vectors[at + i + 1] * vector[i + 1];
        c += vectors[at + i + 2] * vector[i + 2];
        d += vectors[at + i + 3] * vector[i + 3];
      }
      const score = scores[slot] * share + 0.2 * (a + b + c + d);
      if (score > least || heap.length < limit) {
        let place = heap.length;
        while (place > 0 && heap[place - 1].score < score) place--;
        heap.splice(place, 0, { slot, score });
        if (heap.length > limit) heap.pop();
        least = heap[heap.length - 1].score;
      }
    }
    return heap;
  }
}

const folder = process.argv[2];
const json = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const floats = (name) => {
  const bytes = readFileSync(join(folder, name));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4).slice();
};
const texts = json('patterns.json');
const questions = json('questions.json');
const vectors = floats('patterns.f32');
const asked = floats('questions.f32');
const length = vectors.length / texts.length;
const twin = new Twin(texts, vectors, length);
const of = (at) => asked.subarray(at * length, (at + 1) * length);
// Each question's least of five: whatever else happens on the machine only adds.
const spent = new Array(questions.length).fill(Infinity);
for (let round = 0; round < 5; round++) {
  for (let at = 0; at < questions.length; at++) {
    const begun = performance.now();
    const found = twin.find(questions[at], of(at), 10);
    spent[at] = Math.min(spent[at], performance.now() - begun);
    if (found.length === 0) throw new Error('the twin found nothing');
  }
}
spent.sort((a, b) => a - b);
const quantile = (share) => spent[Math.round((spent.length - 1) * share)];
console.log(JSON.stringify({ p50: quantile(0.5), p95: quantile(0.95) }));
