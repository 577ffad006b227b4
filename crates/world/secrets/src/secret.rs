//! A secret in memory.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::SecretError;

/// An API key, a passphrase or another secret text. Its bytes are wiped when it goes away, and it
/// cannot be cloned, displayed or serialized.
pub struct SecretKey(Zeroizing<Box<[u8]>>);

impl SecretKey {
    /// Takes a text as a secret, and wipes the text's own bytes.
    pub fn new(mut text: String) -> Self {
        let secret = Self(Zeroizing::new(Box::from(text.as_bytes())));
        text.zeroize();
        secret
    }

    /// Takes bytes as a secret, and wipes them.
    ///
    /// Errors: [`SecretError::NotText`] where they are not UTF-8.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(bytes);
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(Self(Zeroizing::new(Box::from(text.as_bytes())))),
            Err(_) => Err(SecretError::NotText),
        }
    }

    /// The secret itself. Do not keep it.
    pub fn expose(&self) -> &str {
        // It was text when it was taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The last four characters, by which a person knows the key; empty for a secret so short that
    /// they would give it away.
    pub fn last_four(&self) -> String {
        let length = self.expose().chars().count();
        if length < 12 {
            return String::new();
        }
        self.expose().chars().skip(length - 4).collect()
    }

    /// A second copy, for a thread that outlives the call.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey([redacted])")
    }
}

impl From<String> for SecretKey {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
