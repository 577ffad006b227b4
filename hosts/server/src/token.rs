//! Tokens: what a caller must know to be let in.

use std::{fmt, fmt::Write as _};

use atelier_rpc::Origin;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The bytes of a random token: 256 bits.
const BYTES: usize = 32;
/// The fewest characters that a chosen token may have; random ones have 64.
const SHORTEST: usize = 32;
/// The most characters that a chosen token may have.
const LONGEST: usize = 256;

/// What a caller must send to be let in.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Returns a random token of 256 bits, as 64 hexadecimal digits.
    pub fn random() -> Result<Self, TokenError> {
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        getrandom::fill(bytes.as_mut()).map_err(|source| TokenError::NoRandomness { source })?;
        let mut text = Zeroizing::new(String::with_capacity(BYTES * 2));
        for byte in bytes.iter() {
            write!(text, "{byte:02x}").map_err(|_| TokenError::Unfit)?;
        }
        Ok(Self(text))
    }

    /// Returns the token that a person chose: 32 to 256 letters, digits, `-` or `_`.
    pub fn chosen(text: &str) -> Result<Self, TokenError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !(SHORTEST..=LONGEST).contains(&text.len()) || !text.chars().all(plain) {
            return Err(TokenError::Unfit);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// The text to send, for the person who may know it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether `sent` is this token; takes the same time wherever the two differ.
    pub(crate) fn admits(&self, sent: &str) -> bool {
        self.0.as_bytes().ct_eq(sent.as_bytes()).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The two tokens of a server.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// For programs ([`Origin::Http`]): neither keys nor settings can be changed with it.
    pub api: Token,
    /// For the interface in a browser ([`Origin::Page`]): everything the window can do.
    pub page: Token,
}

impl Tokens {
    /// Returns two random tokens.
    pub fn random() -> Result<Self, TokenError> {
        Ok(Self { api: Token::random()?, page: Token::random()? })
    }

    /// Who sent `token`; none if nobody we know. Both are always compared.
    pub(crate) fn origin(&self, token: &str) -> Option<Origin> {
        let (api, page) = (self.api.admits(token), self.page.admits(token));
        if page {
            Some(Origin::Page)
        } else if api {
            Some(Origin::Http)
        } else {
            None
        }
    }
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The operating system gave no randomness.
    #[error("no access token could be made, because the system gave no random numbers: {source}")]
    NoRandomness {
        /// What it said.
        #[source]
        source: getrandom::Error,
    },
    /// The chosen token is too short, too long, or has other characters.
    #[error("an access token has {SHORTEST} to {LONGEST} letters, digits, `-` or `_`")]
    Unfit,
}
