//! JSON that grows out of any bytes, so that a fuzzer need not first learn how JSON is spelled.

use serde_json::{Map, Value};

/// How deep it grows.
const DEPTH: u32 = 6;

/// Reads `data` as JSON where it is JSON; else grows some, with names and texts out of `words`.
pub(crate) fn read(data: &[u8], words: &[&str]) -> Value {
    if let Ok(value) = serde_json::from_slice(data) {
        return value;
    }
    Growth { bytes: data.iter(), words }.value(DEPTH)
}

struct Growth<'a> {
    bytes: std::slice::Iter<'a, u8>,
    words: &'a [&'a str],
}

impl Growth<'_> {
    /// The next byte; zero at the end, which grows nothing more.
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or_default()
    }

    fn value(&mut self, depth: u32) -> Value {
        let kind = self.byte();
        match kind % 10 {
            0 => Value::Null,
            1 => Value::Bool(kind > 127),
            2 => Value::from(self.byte()),
            3 => Value::from(i64::from_le_bytes(std::array::from_fn(|_| self.byte()))),
            4 => Value::from(f64::from_bits(u64::from_le_bytes(std::array::from_fn(|_| {
                self.byte()
            })))),
            5 => Value::from(self.text()),
            6 => Value::from(self.word()),
            7 if depth > 0 => (0..self.byte() % 6).map(|_| self.value(depth - 1)).collect(),
            8 | 9 if depth > 0 => {
                let fields = self.byte() % 8;
                let field = |growth: &mut Self| (growth.word(), growth.value(depth - 1));
                Value::Object((0..fields).map(|_| field(self)).collect::<Map<_, _>>())
            }
            _ => Value::from(""),
        }
    }

    fn word(&mut self) -> String {
        let pick = usize::from(self.byte());
        let word = pick.checked_rem(self.words.len()).and_then(|place| self.words.get(place));
        word.map_or_else(|| self.text(), |word| (*word).to_owned())
    }

    fn text(&mut self) -> String {
        let length = usize::from(self.byte() % 32);
        let bytes: Vec<u8> = (0..length).map(|_| self.byte()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
