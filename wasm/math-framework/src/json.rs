//! JSON, written: as much of it as the answers need, in little code.

use atelier_math_framework::{BigInt, Rational};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// JavaScript writes floating-point numbers as JSON has them, and need not be fetched.
    #[wasm_bindgen(js_name = String)]
    fn written(number: f64) -> String;
}

/// A value, as far as it is written.
#[derive(Default)]
pub(crate) struct Json(String);

impl Json {
    pub(crate) fn none() -> Self {
        Self("null".to_owned())
    }

    pub(crate) fn truth(value: bool) -> Self {
        Self(if value { "true" } else { "false" }.to_owned())
    }

    /// A whole number that JavaScript holds exactly.
    pub(crate) fn whole(value: u64) -> Self {
        Self(BigInt::from(value).text())
    }

    /// A whole number that may be long, as text.
    pub(crate) fn long(value: &BigInt) -> Self {
        Self::text(&value.text())
    }

    /// A fraction, as text.
    pub(crate) fn fraction(value: &Rational) -> Self {
        Self::text(&value.text())
    }

    /// Text that needs no escapes: digits and words of ours.
    pub(crate) fn text(value: &str) -> Self {
        Self(["\"", value, "\""].concat())
    }

    /// A number; null where it is none.
    pub(crate) fn number(value: f64) -> Self {
        if value.is_finite() { Self(written(value)) } else { Self::none() }
    }

    pub(crate) fn list<T>(values: &[T], write: &dyn Fn(&T) -> Self) -> Self {
        let mut out = Self::default();
        for value in values {
            out.next('[', &write(value));
        }
        out.end('[', ']')
    }

    /// Adds a field to an object, of which there may be nothing yet.
    pub(crate) fn with(mut self, name: &str, value: Self) -> Self {
        self.next('{', &Self::text(name));
        self.0.push(':');
        self.0 += &value.into_text();
        self
    }

    /// The object as text.
    pub(crate) fn done(self) -> String {
        self.object().0
    }

    /// The object as a value.
    pub(crate) fn object(self) -> Self {
        self.end('{', '}')
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }

    fn next(&mut self, opening: char, value: &Self) {
        self.0.push(if self.0.is_empty() { opening } else { ',' });
        self.0.push_str(&value.0);
    }

    fn end(mut self, opening: char, closing: char) -> Self {
        if self.0.is_empty() {
            self.0.push(opening);
        }
        self.0.push(closing);
        self
    }
}
