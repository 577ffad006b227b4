//! Where secrets are kept, and what keeps them out of everything else.
//!
//! A secret is put away, fetched and removed by the name of its account; it cannot be listed,
//! printed, cloned or serialized. The keychain of the operating system is the normal place. A file
//! sealed with a passphrase is for where there is none, and only a person chooses it: nothing here
//! falls back from one place to the other.

mod account;
mod error;
mod in_memory;
mod keychain;
mod memory;
mod off_thread;
mod probe;
mod sealed_file;
mod secret;
mod store;
mod vault;

pub use account::{ANTHROPIC_API_KEY, SERVICE, STORE_KEY, api_key_account};
pub use error::SecretError;
pub use in_memory::InMemory;
pub use keychain::{Deadlines, Keychain};
pub use memory::{ZeroingAllocator, allocated, give_back, harden_process, share_heap};
pub use probe::{Places, probe};
pub use sealed_file::SealedFile;
pub use secret::SecretKey;
pub use store::{Answer, SecretStore};
pub use vault::{Vault, VaultUse};
