//! The bytes of a sealed file.
//!
//! ```text
//! "ATLRSEAL" version:u8 memory_kib:u32 passes:u32 lanes:u32 salt:16 check:16 sum:8   the header
//! nonce:24 ciphertext tag:16                                                        the body
//! ```
//! Numbers are little-endian. Argon2id turns the passphrase into 64 bytes: a key and a verifier.
//! `check` is drawn from the verifier, so that a wrong passphrase can be told from a damaged body;
//! `sum` is a checksum of all before it, so that a damaged header is not taken for a wrong
//! passphrase. The body is sealed with XChaCha20-Poly1305, and the whole header is authenticated.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{SecretError, SecretKey};

const MAGIC: &[u8; 8] = b"ATLRSEAL";
const VERSION: u8 = 1;
const HEADER: usize = 61;
const NONCE: usize = 24;

/// What a new file costs to open: 64 MiB of memory and three passes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// The most that a file may ask of whoever opens it.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;

/// How a passphrase becomes a key.
pub(super) struct Header {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; 16],
    /// Of a file that was read; a new one gets it with its passphrase.
    check: Option<[u8; 16]>,
}

impl Header {
    /// Returns the header of a new file, with a salt of its own.
    pub(super) fn new() -> Result<Self, SecretError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| SecretError::System)?;
        Ok(Self { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt, check: None })
    }

    /// Reads the header of a file.
    pub(super) fn parse(file: &[u8], path: &Path) -> Result<Self, SecretError> {
        let damaged = || SecretError::Damaged { path: path.to_owned() };
        let (magic, rest) = file.split_first_chunk::<8>().ok_or_else(damaged)?;
        let (version, rest) = rest.split_first().ok_or_else(damaged)?;
        if magic != MAGIC {
            return Err(damaged());
        }
        if *version > VERSION {
            return Err(SecretError::Newer { path: path.to_owned() });
        }
        let (memory_kib, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let (passes, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let (lanes, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let (salt, rest) = rest.split_first_chunk::<16>().ok_or_else(damaged)?;
        let (check, rest) = rest.split_first_chunk::<16>().ok_or_else(damaged)?;
        let (sum, _) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        let header = Self {
            memory_kib: u32::from_le_bytes(*memory_kib),
            passes: u32::from_le_bytes(*passes),
            lanes: u32::from_le_bytes(*lanes),
            salt: *salt,
            check: Some(*check),
        };
        let allowed = header.memory_kib <= MOST_MEMORY_KIB
            && header.passes <= MOST_PASSES
            && header.lanes <= MOST_LANES;
        if !allowed || *sum != checksum(&header.fields(check)) || *version != VERSION {
            return Err(damaged());
        }
        Ok(header)
    }

    /// The header's bytes up to the checksum.
    fn fields(&self, check: &[u8; 16]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend_from_slice(MAGIC);
        bytes.push(VERSION);
        for number in [self.memory_kib, self.passes, self.lanes] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&self.salt);
        bytes.extend_from_slice(check);
        bytes
    }
}

/// What seals and opens a file, once its passphrase is known.
pub(super) struct Sealer {
    header: Vec<u8>,
    fits: bool,
    key: Zeroizing<[u8; 32]>,
}

impl Sealer {
    /// Derives the key from a passphrase, which takes a tenth of a second and 64 MiB.
    pub(super) fn derive(header: &Header, passphrase: &SecretKey) -> Result<Self, SecretError> {
        let params = Params::new(header.memory_kib, header.passes, header.lanes, Some(64))
            .map_err(|_| SecretError::System)?;
        let mut derived = Zeroizing::new([0_u8; 64]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(
                passphrase.expose().as_bytes(),
                &header.salt,
                derived.as_mut_slice(),
            )
            .map_err(|_| SecretError::System)?;
        let mut key = Zeroizing::new([0; 32]);
        let (first, verifier) = derived.split_at(32);
        key.copy_from_slice(first);
        let check: [u8; 16] = truncated(Sha256::new().chain_update(verifier));
        let mut bytes = header.fields(&check);
        bytes.extend_from_slice(&checksum(&bytes));
        Ok(Self { header: bytes, fits: header.check.is_none_or(|kept| kept == check), key })
    }

    /// Whether the passphrase is the one the file was sealed with.
    pub(super) fn fits(&self) -> bool {
        self.fits
    }

    /// Seals secrets into the bytes of a file, under a nonce of their own.
    pub(super) fn seal(&self, secrets: &Secrets) -> Result<Vec<u8>, SecretError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| SecretError::System)?;
        let plain = secrets.to_bytes()?;
        let payload = Payload { msg: &plain, aad: &self.header };
        let body = XChaCha20Poly1305::new(self.key.as_slice().into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| SecretError::System)?;
        Ok([self.header.as_slice(), &nonce, &body].concat())
    }

    /// Opens the secrets in the bytes of a file.
    pub(super) fn open(&self, file: &[u8], path: &Path) -> Result<Secrets, SecretError> {
        let damaged = || SecretError::Damaged { path: path.to_owned() };
        let (header, body) = file.split_at_checked(HEADER).ok_or_else(damaged)?;
        let (nonce, body) = body.split_at_checked(NONCE).ok_or_else(damaged)?;
        let plain = XChaCha20Poly1305::new(self.key.as_slice().into())
            .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: header })
            .map_err(|_| damaged())?;
        Secrets::from_bytes(&Zeroizing::new(plain)).ok_or_else(damaged)
    }
}

/// Secrets by account.
#[derive(Default)]
pub(super) struct Secrets(Vec<(String, SecretKey)>);

impl Secrets {
    /// Takes a secret out.
    pub(super) fn take(&mut self, account: &str) -> Option<SecretKey> {
        let place = self.0.iter().position(|(kept, _)| kept == account)?;
        Some(self.0.swap_remove(place).1)
    }

    /// Puts a secret in, in the place of an earlier one.
    pub(super) fn put(&mut self, account: String, secret: SecretKey) {
        drop(self.take(&account));
        self.0.push((account, secret));
    }

    /// Each account and its secret, with their lengths before them.
    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let texts = || self.0.iter().flat_map(|(account, secret)| [account, secret.expose()]);
        // Of the right size from the start: growing would leave copies behind.
        let size = texts().map(|text| 4 + text.len()).sum();
        let mut bytes = Zeroizing::new(Vec::with_capacity(size));
        for text in texts() {
            let length = u32::try_from(text.len()).map_err(|_| SecretError::System)?;
            bytes.extend_from_slice(&length.to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        Ok(bytes)
    }

    /// Reads what [`Secrets::to_bytes`] wrote.
    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut secrets = Self::default();
        while !bytes.is_empty() {
            let (account, rest) = split_text(bytes)?;
            let (secret, rest) = split_text(rest)?;
            secrets.0.push((account.to_owned(), SecretKey::new(secret.to_owned())));
            bytes = rest;
        }
        Some(secrets)
    }
}

/// The text that the bytes begin with, and what follows it.
fn split_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (text, rest) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

/// The checksum of a header.
fn checksum(fields: &[u8]) -> [u8; 8] {
    truncated(Sha256::new().chain_update(fields))
}

/// The first bytes of a hash.
fn truncated<const N: usize>(hash: Sha256) -> [u8; N] {
    let mut bytes = [0; N];
    for (to, from) in bytes.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    bytes
}
