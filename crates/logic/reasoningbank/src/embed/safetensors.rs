//! A matrix in the safetensors format: the length of a JSON header, the header, the numbers.

use std::collections::HashMap;

use serde::Deserialize;

use super::{
    TableError,
    table::{MAX_LENGTH, MAX_ROWS},
};

/// The longest header that is read, in bytes.
const MAX_HEADER: u64 = 1 << 20;

/// Numbers in rows.
pub(super) struct Matrix<'a> {
    pub(super) rows: usize,
    pub(super) length: usize,
    kind: Kind,
    bytes: &'a [u8],
}

#[derive(Clone, Copy)]
enum Kind {
    Half,
    Single,
}

#[derive(Deserialize)]
struct Tensor {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

/// Returns the one matrix of a file.
pub(super) fn matrix(file: &[u8]) -> Result<Matrix<'_>, TableError> {
    let foreign = |found: &str| TableError::Foreign { found: found.to_owned() };
    let (length, rest) = file.split_first_chunk::<8>().ok_or(TableError::Damaged)?;
    let length = u64::from_le_bytes(*length);
    if length > MAX_HEADER {
        return Err(foreign("no safetensors header"));
    }
    let length = usize::try_from(length).map_err(|_| TableError::Damaged)?;
    let (header, numbers) = rest.split_at_checked(length).ok_or(TableError::Damaged)?;
    let header: HashMap<String, serde_json::Value> =
        serde_json::from_slice(header).map_err(|_| foreign("no safetensors header"))?;
    let mut tensors = header.into_iter().filter(|(name, _)| name != "__metadata__");
    let (Some((_, tensor)), None) = (tensors.next(), tensors.next()) else {
        return Err(foreign("another number of matrices than one"));
    };
    let tensor: Tensor =
        serde_json::from_value(tensor).map_err(|_| foreign("a matrix without shape"))?;
    let kind = match tensor.dtype.as_str() {
        "F16" => Kind::Half,
        "F32" => Kind::Single,
        other => return Err(foreign(other)),
    };
    let &[rows, length] = tensor.shape.as_slice() else {
        return Err(foreign("numbers that are no matrix"));
    };
    if rows == 0 || length == 0 || rows > MAX_ROWS || length > MAX_LENGTH {
        return Err(TableError::TooLarge { rows, length });
    }
    let [from, to] = tensor.data_offsets;
    let bytes = numbers.get(from..to).ok_or(TableError::Damaged)?;
    if bytes.len() != rows * length * kind.bytes() {
        return Err(TableError::Damaged);
    }
    Ok(Matrix { rows, length, kind, bytes })
}

impl Matrix<'_> {
    /// Calls `with` for every row; numbers that are none are an error.
    pub(super) fn each_row(&self, mut with: impl FnMut(&[f32])) -> Result<(), TableError> {
        let mut row = Vec::with_capacity(self.length);
        for bytes in self.bytes.chunks_exact(self.length * self.kind.bytes()) {
            row.clear();
            match self.kind {
                Kind::Half => {
                    let (halves, _) = bytes.as_chunks::<2>();
                    row.extend(halves.iter().map(|it| half(u16::from_le_bytes(*it))));
                }
                Kind::Single => {
                    let (singles, _) = bytes.as_chunks::<4>();
                    row.extend(singles.iter().map(|it| f32::from_le_bytes(*it)));
                }
            }
            if row.iter().any(|number| !number.is_finite()) {
                return Err(TableError::Damaged);
            }
            with(&row);
        }
        Ok(())
    }
}

impl Kind {
    fn bytes(self) -> usize {
        match self {
            Self::Half => 2,
            Self::Single => 4,
        }
    }
}

/// Widens a number of 16 bits.
fn half(bits: u16) -> f32 {
    let (sign, exponent, fraction) = (bits >> 15, (bits >> 10) & 0x1f, bits & 0x3ff);
    let size = match exponent {
        0 => f32::from(fraction) * 2.0_f32.powi(-24),
        0x1f => f32::NAN,
        _ => f32::from(fraction | 0x400) * 2.0_f32.powi(i32::from(exponent) - 25),
    };
    if sign == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    //! Half precision is read as it is meant.

    use super::half;

    #[test]
    fn halves_are_widened() {
        let cases =
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8)];
        for (bits, expected) in cases {
            assert!((half(bits) - expected).abs() <= f32::EPSILON * expected.abs(), "{bits:x}");
        }
        assert!(half(0x7c00).is_nan() && half(0).abs() < f32::MIN_POSITIVE);
    }
}
