//! Opaque colours.

use cssparser::{
    ParseError, Parser, Token,
    color::{parse_hash_color, parse_named_color},
    match_ignore_ascii_case,
};

/// An opaque colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// How much red, green and blue.
    pub rgb: [u8; 3],
}

impl Color {
    /// Reads `#rrggbb` or `#rgb`, as JSON has it.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !matches!(digits.len(), 3 | 6) {
            return None;
        }
        let (r, g, b, _) = parse_hash_color(digits.as_bytes()).ok()?;
        Some(Self { rgb: [r, g, b] })
    }

    /// Returns the relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Returns how much two colours differ, from 1 (not at all) to 21 (black and white).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Reads a colour as CSS has it, without any transparency.
    pub(crate) fn parse<'i>(input: &mut Parser<'i, '_>) -> Result<Self, ParseError<'i, ()>> {
        let place = input.current_source_location();
        let wrong = || place.new_custom_error(());
        match input.next()?.clone() {
            Token::Hash(digits) | Token::IDHash(digits) => {
                match parse_hash_color(digits.as_bytes()) {
                    Ok((r, g, b, alpha)) if alpha >= 1.0 => Ok(Self { rgb: [r, g, b] }),
                    Ok(_) | Err(()) => Err(wrong()),
                }
            }
            Token::Ident(name) => {
                let (r, g, b) = parse_named_color(&name).map_err(|()| wrong())?;
                Ok(Self { rgb: [r, g, b] })
            }
            Token::Function(name) => {
                let read = match_ignore_ascii_case! { &name,
                    "rgb" | "rgba" => rgb,
                    "hsl" | "hsla" => hsl,
                    _ => return Err(wrong()),
                };
                input.parse_nested_block(|inside| {
                    let parts = parts(inside)?;
                    read(parts).ok_or_else(|| inside.new_custom_error(()))
                })
            }
            _ => Err(wrong()),
        }
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.rgb;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// A number of a colour function: plain, or per cent.
#[derive(Clone, Copy)]
enum Number {
    Plain(f64),
    PerCent(f64),
}

/// Reads three numbers, and perhaps a fourth that must say "opaque".
fn parts<'i>(input: &mut Parser<'i, '_>) -> Result<[Number; 3], ParseError<'i, ()>> {
    let mut found = Vec::with_capacity(4);
    while !input.is_exhausted() {
        let place = input.current_source_location();
        let number = match input.next()? {
            Token::Number { value, .. } => Number::Plain(f64::from(*value)),
            Token::Percentage { unit_value, .. } => Number::PerCent(f64::from(*unit_value)),
            Token::Dimension { value, unit, .. } if unit.eq_ignore_ascii_case("deg") => {
                Number::Plain(f64::from(*value))
            }
            Token::Comma | Token::Delim('/') if !found.is_empty() => continue,
            _ => return Err(place.new_custom_error(())),
        };
        found.push(number);
    }
    match *found.as_slice() {
        [a, b, c] | [a, b, c, Number::Plain(1.0) | Number::PerCent(1.0)] => Ok([a, b, c]),
        _ => Err(input.new_custom_error(())),
    }
}

fn rgb(parts: [Number; 3]) -> Option<Color> {
    let byte = |part: Number| match part {
        Number::Plain(value) => whole(value),
        Number::PerCent(value) => whole(value * 255.0),
    };
    let [r, g, b] = parts.map(byte);
    Some(Color { rgb: [r?, g?, b?] })
}

fn hsl(parts: [Number; 3]) -> Option<Color> {
    let [Number::Plain(hue), Number::PerCent(saturation), Number::PerCent(lightness)] = parts
    else {
        return None;
    };
    if !hue.is_finite() {
        return None;
    }
    let (hue, s) = (hue.rem_euclid(360.0), saturation.clamp(0.0, 1.0));
    let l = lightness.clamp(0.0, 1.0);
    let reach = s * l.min(1.0 - l);
    let channel = |shift: f64| {
        let k = (shift + hue / 30.0) % 12.0;
        whole((l - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)) * 255.0)
    };
    Some(Color { rgb: [channel(0.0)?, channel(8.0)?, channel(4.0)?] })
}

/// The nearest whole value of a channel; what is beyond its ends is at its ends.
fn whole(value: f64) -> Option<u8> {
    if !value.is_finite() {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is from 0 to 255"
    )]
    let byte = value.round().clamp(0.0, 255.0) as u8;
    Some(byte)
}
