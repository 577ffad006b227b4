//! What a line looks like to someone who compares lines: the same, alike, or neither.

use std::cell::OnceCell;

use crate::list::Listed;
use crate::parts::Parts;
use crate::text::{columns, indent};

/// How much a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Blank,
    /// Only brackets and punctuation, or a word that stands everywhere.
    Light,
    Full,
}

/// What is compared of a line.
#[derive(Clone, Debug)]
pub(crate) struct Feature {
    /// Of the line without white space and with plain quotes and dashes.
    pub(crate) loose: u64,
    /// Of the same without a comma or a semicolon at its end.
    pub(crate) bare: u64,
    pub(crate) weight: Weight,
    pub(crate) columns: usize,
    /// Of what stands before an assignment or a colon; 0 for none.
    pub(crate) key: u64,
    /// What is hashed.
    plain: Vec<char>,
    grams: OnceCell<Grams>,
}

/// The pairs of characters of a line.
#[derive(Clone, Debug)]
struct Grams {
    /// Which occur, as bits.
    signature: [u64; 4],
    /// All, sorted.
    all: Vec<u16>,
}

impl Grams {
    fn of(plain: &[char]) -> Self {
        let mut signature = [0_u64; 4];
        let mut all = Vec::with_capacity(plain.len());
        for pair in plain.windows(2) {
            let [first, second] = pair else { continue };
            let mixed = u32::from(*first).wrapping_mul(31) ^ u32::from(*second).wrapping_mul(131);
            let gram = u16::try_from(mixed & 0xffff).unwrap_or(0);
            if let Some(bits) = signature.get_mut(usize::from(gram / 64 % 4)) {
                *bits |= 1_u64 << (gram % 64);
            }
            all.push(gram);
        }
        crate::common::sort(&mut all);
        Self { signature, all }
    }
}

impl Feature {
    pub(crate) fn of(line: &str) -> Self {
        let plain: Vec<char> = plain(line).filter(|c| !c.is_whitespace()).list();
        let bare_length = plain.iter().rev().skip_while(|c| matches!(c, ',' | ';')).count();
        let bare = plain.get(..bare_length).unwrap_or(&plain);
        let says = plain.iter().filter(|c| c.is_alphanumeric() || **c == '_').count();
        let weight = match (plain.len(), says) {
            (0, _) => Weight::Blank,
            (_, 0..=1) => Weight::Light,
            (_, 2..=7) if is_common(bare) => Weight::Light,
            _ => Weight::Full,
        };
        // What is told twice is hashed once: the one begins with the other.
        let bare_hash = bare.iter().copied().fold(SEED, mix);
        let loose = plain.get(bare_length..).unwrap_or(&[]).iter().copied().fold(bare_hash, mix);
        let (columns, key) = (columns(indent(line)), key(line));
        let grams = OnceCell::new();
        Self { loose, bare: bare_hash, weight, columns, key, plain, grams }
    }

    /// How alike two lines are, from 0 to 1.
    pub(crate) fn likeness(&self, other: &Self) -> f32 {
        if self.loose == other.loose {
            return 1.0;
        }
        let (ours, theirs) = (self.plain.len(), other.plain.len());
        let (few, many) = (ours.min(theirs).saturating_sub(1), ours.max(theirs).saturating_sub(1));
        if few == 0 || many > few * 3 {
            return 0.0;
        }
        let (left, right) = (self.grams(), other.grams());
        // Pairs of characters that only one of them has cannot be shared.
        let (mut ours, mut theirs, mut both) = (0, 0, 0);
        for (a, b) in left.signature.iter().zip(&right.signature) {
            ours += a.count_ones();
            theirs += b.count_ones();
            both += (a & b).count_ones();
        }
        if both * 6 < ours.min(theirs) {
            return 0.0;
        }
        let (mut left, mut right) = (left.all.iter().peekable(), right.all.iter().peekable());
        let mut shared = 0_usize;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        ratio(2 * shared, few + many)
    }

    fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::of(&self.plain))
    }
}

/// A share as a number; lines are short enough for it to be exact.
pub(crate) fn ratio(part: usize, whole: usize) -> f32 {
    let small = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    if whole == 0 { 0.0 } else { small(part) / small(whole) }
}

/// The characters of `line` with quotes, dashes and spaces as a keyboard has them.
pub(crate) fn plain(line: &str) -> impl Iterator<Item = char> + '_ {
    line.chars().filter_map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{200b}'..='\u{200d}' | '\u{feff}' => None,
        other => Some(other),
    })
}

/// Words that stand everywhere.
const COMMON: &str = "\
    else try end fi done pass do break return default finally esac then public private div ul li \
    td tr p span";

fn is_common(bare: &[char]) -> bool {
    let word: String = bare.iter().filter(|c| c.is_alphanumeric()).collect();
    COMMON.lists(&word)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// What is assigned to, or keyed: `const x` of `const x = 1`, `name` of `"name": 1`.
fn key(line: &str) -> u64 {
    let line = line.trim();
    let end = line.spot_among("=:(").unwrap_or(0);
    let head = line.get(..end).unwrap_or("");
    let separates = line.as_bytes().get(end).is_some_and(|byte| *byte != b'(');
    let is_name = !head.is_empty() && head.len() < 60 && separates;
    if !is_name {
        return 0;
    }
    head.chars().filter(|c| !c.is_whitespace()).fold(SEED, mix)
}
