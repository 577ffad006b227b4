//! Secrets: saving, testing and removing them. Nothing here returns one.

use std::sync::Arc;

use atelier_api::{
    failed,
    secret::{SaveSecret, SealSecrets, SecretApi, UnlockSecrets},
};
use atelier_rpc::{BoxFuture, Call, Code, Error, NoInput, Result};
use atelier_secrets::{ANTHROPIC_API_KEY, SealedFile, SecretKey, api_key_account};
use atelier_vocabulary::{
    EndpointKind, KeyState, Model, SecretPlace, SecretStatus, Settings, VaultState,
};
use tokio::sync::watch;

use crate::{Opening, SettingsKeeper};

/// Tries the kept key against the endpoint, and returns the models it opens.
pub type VerifyKey = Arc<dyn Fn() -> BoxFuture<'static, Result<Vec<Model>>> + Send + Sync>;

/// Saves, tests and removes secrets.
pub struct Secrets {
    /// What opens the store and knows the places.
    pub opening: Opening,
    /// Read again when another store is opened.
    pub settings: SettingsKeeper,
    /// The settings in force; the endpoint decides whose key is meant.
    pub in_force: watch::Receiver<Settings>,
    /// The base URL that this run uses instead of the settings' endpoint.
    pub endpoint_override: Option<String>,
    /// The last four characters of the key in the environment, where there is one.
    pub environment_key: Option<String>,
    /// Tries the kept key.
    pub verify: VerifyKey,
}

impl SecretApi for Secrets {
    async fn status(&self, _call: Call, _input: NoInput) -> Result<SecretStatus> {
        self.status_in(self.opening.vault_state().await).await
    }

    async fn save(&self, call: Call, input: SaveSecret) -> Result<SecretStatus> {
        let key = SecretKey::new(input.key.trim().to_owned());
        if !key.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
            let message = "an API key has only letters, digits and signs, and no spaces";
            return Err(Error::new(Code::InvalidInput, message)
                .with_hint("copy the whole key from the console, and nothing else"));
        }
        let account = self.account()?;
        self.opening.vault.set(&account, &key).await.map_err(failed)?;
        self.opening.keep().await?;
        // It has just been used, so that nobody need ask whether it can be.
        match self.opening.vault.current().and_then(|place| place.place()) {
            Some(place) => self.status_in(VaultState::Ready { place }).await,
            None => self.status(call, NoInput {}).await,
        }
    }

    async fn verify(&self, _call: Call, _input: NoInput) -> Result<Vec<Model>> {
        (self.verify)().await
    }

    async fn delete(&self, call: Call, _input: NoInput) -> Result<SecretStatus> {
        let account = self.account()?;
        self.opening.vault.delete(&account).await.map_err(failed)?;
        self.status(call, NoInput {}).await
    }

    async fn seal(&self, call: Call, input: SealSecrets) -> Result<SecretStatus> {
        if let VaultState::Ready { .. } = self.opening.vault_state().await {
            let message = "there is a place for secrets already, and it can be used";
            return Err(Error::new(Code::InvalidInput, message));
        }
        let passphrase = SecretKey::new(input.passphrase);
        let sealed = SealedFile::create(&self.opening.sealed_file, &passphrase).await;
        self.opening.vault.open(Arc::new(sealed.map_err(failed)?));
        self.status(call, NoInput {}).await
    }

    async fn unlock(&self, call: Call, input: UnlockSecrets) -> Result<SecretStatus> {
        match input.passphrase {
            Some(passphrase) => {
                let passphrase = SecretKey::new(passphrase);
                let sealed = SealedFile::unlock(&self.opening.sealed_file, &passphrase).await;
                self.opening.vault.open(Arc::new(sealed.map_err(failed)?));
            }
            None => {
                self.opening.keychain.unlock().await.map_err(failed)?;
            }
        }
        if self.opening.slot.get().is_err() {
            self.opening.open_store().await;
            self.settings.reload().await;
        }
        self.status(call, NoInput {}).await
    }
}

impl Secrets {
    /// The account of the key that the endpoint in use takes. No key is ever sent elsewhere.
    fn account(&self) -> Result<String> {
        let settings = self.in_force.borrow();
        let url = self.endpoint_override.as_deref().or(match settings.endpoint.kind {
            EndpointKind::Custom => settings.endpoint.base_url.as_deref(),
            EndpointKind::Anthropic | EndpointKind::Simulator => None,
        });
        url.map_or_else(|| Ok(ANTHROPIC_API_KEY.to_owned()), api_key_account).map_err(failed)
    }

    async fn status_in(&self, vault: VaultState) -> Result<SecretStatus> {
        let key = self.key_state(&vault).await?;
        Ok(SecretStatus { vault, key, store: self.opening.store_state() })
    }

    async fn key_state(&self, vault: &VaultState) -> Result<Option<KeyState>> {
        if let Some(last_four) = &self.environment_key {
            let (place, last_four) = (SecretPlace::Environment, last_four.clone());
            return Ok(Some(KeyState { place, last_four }));
        }
        let VaultState::Ready { place } = *vault else { return Ok(None) };
        let key = self.opening.vault.get(&self.account()?).await.map_err(failed)?;
        Ok(key.map(|key| KeyState { place, last_four: key.last_four() }))
    }
}
