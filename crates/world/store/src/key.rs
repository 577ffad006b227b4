//! The master key that opens the store.

use std::fmt::Write;

use zeroize::Zeroizing;

use crate::StoreError;

/// The 32 random bytes that the store is encrypted with. They are wiped when the value goes away,
/// and cannot be printed, copied or serialized.
pub struct MasterKey(Box<Zeroizing<[u8; 32]>>);

impl MasterKey {
    /// Draws a new key from the operating system.
    ///
    /// Errors: [`StoreError::Random`] where the system gives no random bytes.
    pub fn random() -> Result<Self, StoreError> {
        let mut key = Self(Box::new(Zeroizing::new([0; 32])));
        getrandom::fill(key.0.as_mut_slice()).map_err(|_| StoreError::Random)?;
        Ok(key)
    }

    /// Reads a key from 64 hexadecimal digits, as [`MasterKey::to_hex`] writes it.
    ///
    /// Errors: [`StoreError::BadKey`] for any other text.
    pub fn from_hex(text: &str) -> Result<Self, StoreError> {
        let mut key = Self(Box::new(Zeroizing::new([0; 32])));
        let digits = text.as_bytes().chunks_exact(2);
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(StoreError::BadKey);
        }
        for (byte, pair) in key.0.iter_mut().zip(digits) {
            *byte = pair.iter().fold(0, |value, digit| value << 4 | nibble(*digit));
        }
        Ok(key)
    }

    /// The key as 64 hexadecimal digits, for the keychain.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            // Writing to a string does not fail.
            let _infallible = write!(text, "{byte:02x}");
        }
        text
    }

    /// A second copy, for the threads that open connections.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// The key in the raw form of `SQLCipher`, which skips the derivation from a passphrase.
    pub(crate) fn raw_form(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        text.push_str(&self.to_hex());
        text.push('\'');
        text
    }
}

/// The value of a hexadecimal digit.
fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        // Callers check the digits first.
        _ => 0,
    }
}
