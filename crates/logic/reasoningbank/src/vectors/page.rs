//! The dot product in the page, with the 128 bits that every browser has.

use core::arch::wasm32::{
    i16x8, i16x8_extend_high_i8x16, i16x8_extend_low_i8x16, i32x4_add, i32x4_dot_i16x8,
    i32x4_extract_lane, i32x4_splat, u64x2, v128,
};

/// Returns the dot product of `probe` with each of the rows `slots`; 0 where there is no row.
#[target_feature(enable = "simd128")]
pub(super) fn dots(rows: &[i8], length: usize, probe: &[i16], slots: &[u32]) -> Vec<i32> {
    let (eights, rest) = probe.as_chunks::<8>();
    let (pairs, odd) = eights.as_chunks::<2>();
    let wide = |[a, b, c, d, e, f, g, h]: [i16; 8]| i16x8(a, b, c, d, e, f, g, h);
    let pairs: Vec<[v128; 2]> = pairs.iter().map(|pair| pair.map(wide)).collect();
    // What is left when sixteen are taken at a time.
    let tail: Vec<i16> = odd.iter().flatten().chain(rest).copied().collect();
    let mut dots = Vec::with_capacity(slots.len());
    for slot in slots {
        let from = *slot as usize * length;
        let row = rows.get(from..from + length).unwrap_or_default();
        let (words, bytes) = row.as_chunks::<8>();
        let (words, word) = words.as_chunks::<2>();
        let mut sum = i32x4_splat(0);
        for ([low, high], probe) in words.iter().zip(&pairs) {
            let row = u64x2(number(*low), number(*high));
            sum = i32x4_add(sum, i32x4_dot_i16x8(i16x8_extend_low_i8x16(row), probe[0]));
            sum = i32x4_add(sum, i32x4_dot_i16x8(i16x8_extend_high_i8x16(row), probe[1]));
        }
        let mut dot = i32x4_extract_lane::<0>(sum)
            + i32x4_extract_lane::<1>(sum)
            + i32x4_extract_lane::<2>(sum)
            + i32x4_extract_lane::<3>(sum);
        for (a, b) in word.iter().flatten().chain(bytes).zip(&tail) {
            dot += i32::from(*a) * i32::from(*b);
        }
        dots.push(dot);
    }
    dots
}

fn number(bytes: [i8; 8]) -> u64 {
    u64::from_le_bytes(bytes.map(i8::cast_unsigned))
}
