//! The math framework in the page: the same functions, with text and JSON over the seam.
//!
//! Whole numbers come in as JavaScript numbers, or as decimal text where they may be longer; long
//! ones and fractions go out as text. Payoffs are JSON text. What fails throws an `Error` with a
//! sentence for a person.

pub mod distances;
pub mod games;
mod json;
pub mod sums;

use atelier_math_framework as math;
use wasm_bindgen::{JsError, JsValue, prelude::wasm_bindgen};

use self::json::Json;

/// A third of the code of the usual one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// What a function returns, or throws.
type Answer<T> = Result<T, Thrown>;

/// What is thrown: an `Error` with a sentence for a person.
#[derive(Debug)]
pub struct Thrown(JsValue);

impl Thrown {
    fn new(text: &str) -> Self {
        Self(JsError::new(text).into())
    }
}

impl From<math::Error> for Thrown {
    fn from(error: math::Error) -> Self {
        Self::new(&error.text())
    }
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}

/// Returns F(n) in decimal.
#[wasm_bindgen]
pub fn fibonacci(n: f64) -> Answer<String> {
    Ok(math::fibonacci(whole(n)?)?)
}

/// Returns L(n) in decimal.
#[wasm_bindgen]
pub fn lucas(n: f64) -> Answer<String> {
    Ok(math::lucas(whole(n)?)?)
}

/// Returns F(start) to F(end), as a JSON array of text in decimal.
#[wasm_bindgen(js_name = fibonacciRange)]
pub fn fibonacci_range(start: f64, end: f64) -> Answer<String> {
    Ok(texts(&math::fibonacci_range(whole(start)?, whole(end)?)?))
}

/// Returns L(start) to L(end), as a JSON array of text in decimal.
#[wasm_bindgen(js_name = lucasRange)]
pub fn lucas_range(start: f64, end: f64) -> Answer<String> {
    Ok(texts(&math::lucas_range(whole(start)?, whole(end)?)?))
}

/// Decomposes a number of up to 128 bits, given in decimal. Returns JSON:
/// `{number, indices, parts, binary, weight}`; a weight of 1 means a Fibonacci number.
#[wasm_bindgen]
pub fn zeckendorf(number: &str) -> Answer<String> {
    Ok(decomposition(&math::Zeckendorf::of(long(number)?)))
}

fn decomposition(sum: &math::Zeckendorf) -> String {
    Json::default()
        .with("number", Json::long(&sum.number().into()))
        .with("indices", Json::list(sum.indices(), &|index| Json::whole((*index).into())))
        .with("parts", Json::list(&sum.parts(), &|part| Json::long(&(*part).into())))
        .with("binary", Json::text(&sum.binary()))
        .with("weight", Json::whole(sum.weight() as u64))
        .done()
}

fn texts(numbers: &[String]) -> String {
    Json::list(numbers, &|number| Json::text(number)).into_text()
}

/// A JavaScript number that is whole, not negative and exact.
fn whole(number: f64) -> Answer<u64> {
    const BEYOND: f64 = 9_007_199_254_740_992.0;
    if number.fract() != 0.0 || !(0.0..BEYOND).contains(&number) {
        return Err(Thrown::new("a whole number from 0 to 9007199254740991 is needed"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was checked")]
    Ok(number as u64)
}

fn long(number: &str) -> Answer<u128> {
    let number = math::BigInt::natural(number).and_then(|number| number.to_u128());
    number.ok_or_else(|| Thrown::new("a whole number of at most 128 bits is needed, in decimal"))
}
