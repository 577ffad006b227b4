//! The port that every place for secrets has.

use std::pin::Pin;

use atelier_vocabulary::SecretPlace;

use crate::{SecretError, SecretKey};

/// What a place for secrets answers, once it does.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SecretError>> + Send + 'a>>;

/// A place that secrets are kept in, each under the name of its account.
pub trait SecretStore: Send + Sync {
    /// Which place it is; none where nothing outlives the process.
    fn place(&self) -> Option<SecretPlace>;

    /// Fetches a secret; none where there is none.
    fn get<'a>(&'a self, account: &'a str) -> Answer<'a, Option<SecretKey>>;

    /// Keeps a secret, in the place of an earlier one of the same account.
    fn set<'a>(&'a self, account: &'a str, secret: &'a SecretKey) -> Answer<'a, ()>;

    /// Removes a secret; an absent one is fine.
    fn delete<'a>(&'a self, account: &'a str) -> Answer<'a, ()>;
}
