//! A data folder with one long conversation, for tests of the built programs:
//! `atelier-bench fill FOLDER COUNT PASSPHRASE`.

use std::path::Path;

use atelier_app::Paths;
use atelier_secrets::{STORE_KEY, SealedFile, SecretKey, SecretStore as _};
use atelier_store::MasterKey;
use serde_json::{Value, json};

use crate::long::Long;

/// Makes the folder with one conversation, as the command line asks for it.
pub(crate) fn one(folder: &str, count: &str, passphrase: &str) -> Result<Value, String> {
    let messages = count.parse::<u32>().map_err(|error| format!("{count}: {error}"))?;
    fill(folder, Long { conversations: 1, messages }, passphrase)?;
    Ok(json!({ "conversation": crate::long::id(), "messages": messages }))
}

/// Makes the folder, whose sealed file the passphrase opens.
pub(crate) fn fill(folder: &str, long: Long, passphrase: &str) -> Result<(), String> {
    let paths = Paths::new(Path::new(folder).to_owned(), Path::new(folder).join("logs"));
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let key = crate::long::store(&paths.store(), long).await?;
        seal(&paths, &key, passphrase).await
    })
}

/// Puts the key of the store into the sealed file, which the passphrase opens.
pub(crate) async fn seal(paths: &Paths, key: &MasterKey, passphrase: &str) -> Result<(), String> {
    let passphrase = SecretKey::new(passphrase.to_owned());
    let sealed = SealedFile::create(&paths.sealed_secrets(), &passphrase).await;
    let sealed = sealed.map_err(|error| error.to_string())?;
    let text = SecretKey::new(key.to_hex().to_string());
    sealed.set(STORE_KEY, &text).await.map_err(|error| error.to_string())
}
