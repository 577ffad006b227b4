//! The sealed file: what it keeps, whom it lets in, and what it says of damage.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::disallowed_methods, reason = "the tests damage the file")]

use std::path::{Path, PathBuf};

use atelier_secrets::{
    ANTHROPIC_API_KEY, InMemory, STORE_KEY, SealedFile, SecretError, SecretKey, SecretStore,
};
use atelier_vocabulary::SecretPlace;

const PASSPHRASE: &str = "correct horse battery staple";
const KEY: &str = "sk-ant-test-CANARY_in_the_sealed_file_0123456789";

fn secret(text: &str) -> SecretKey {
    SecretKey::new(text.to_owned())
}

fn file(folder: &Path) -> PathBuf {
    folder.join("secrets.sealed")
}

async fn get(store: &dyn SecretStore, account: &str) -> Option<String> {
    store.get(account).await.unwrap().map(|secret| secret.expose().to_owned())
}

/// Makes a file with two secrets in it.
async fn filled(folder: &Path) -> PathBuf {
    let sealed = SealedFile::create(&file(folder), &secret(PASSPHRASE)).await.unwrap();
    sealed.set(ANTHROPIC_API_KEY, &secret(KEY)).await.unwrap();
    sealed.set(STORE_KEY, &secret(&"5a".repeat(32))).await.unwrap();
    file(folder)
}

async fn refusal(path: &Path, passphrase: &str) -> SecretError {
    SealedFile::unlock(path, &secret(passphrase)).await.err().unwrap()
}

/// What every place for secrets does.
async fn keeps_replaces_and_removes(store: &dyn SecretStore) {
    assert_eq!(get(store, "a").await, None);
    store.delete("a").await.unwrap();
    store.set("a", &secret(KEY)).await.unwrap();
    store.set("b", &secret("ünïcödé \u{0} \n 漢")).await.unwrap();
    assert_eq!(get(store, "a").await.as_deref(), Some(KEY));
    store.set("a", &secret("")).await.unwrap();
    assert_eq!(get(store, "a").await.as_deref(), Some(""));
    store.delete("a").await.unwrap();
    assert_eq!(get(store, "a").await, None);
    assert_eq!(get(store, "b").await.as_deref(), Some("ünïcödé \u{0} \n 漢"));
}

#[tokio::test]
async fn every_place_keeps_replaces_and_removes() {
    let folder = tempfile::tempdir().unwrap();
    let sealed = SealedFile::create(&file(folder.path()), &secret(PASSPHRASE)).await.unwrap();
    keeps_replaces_and_removes(&sealed).await;
    assert_eq!(sealed.place(), Some(SecretPlace::SealedFile));
    keeps_replaces_and_removes(&InMemory::new()).await;
    assert_eq!(InMemory::new().place(), None, "nothing is kept");
}

#[tokio::test]
async fn a_passphrase_opens_the_file_again_and_nothing_stands_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path()).await;
    let again = SealedFile::unlock(&path, &secret(PASSPHRASE)).await.unwrap();
    assert_eq!(get(&again, ANTHROPIC_API_KEY).await.as_deref(), Some(KEY));
    let bytes = std::fs::read(&path).unwrap();
    for text in ["CANARY", ANTHROPIC_API_KEY, STORE_KEY, PASSPHRASE] {
        let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!found, "{text:?} is in clear");
    }
    let before = bytes;
    again.set(ANTHROPIC_API_KEY, &secret(KEY)).await.unwrap();
    assert_ne!(std::fs::read(&path).unwrap(), before, "each sealing has a nonce of its own");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no leftovers");
}

#[tokio::test]
async fn a_wrong_passphrase_is_told_from_damage_at_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path()).await;
    let whole = std::fs::read(&path).unwrap();
    for wrong in ["", "correct horse battery stapl", "Correct horse battery staple"] {
        let error = refusal(&path, wrong).await;
        assert!(matches!(error, SecretError::WrongPassphrase { .. }), "{wrong:?}: {error:?}");
    }
    // One bit in every byte of the header, and in some of the body.
    let places = (0..61).chain((61..whole.len()).step_by(17));
    for place in places {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let error = refusal(&path, PASSPHRASE).await;
        let fits = matches!(error, SecretError::Damaged { .. })
            || (place == 8
                && matches!(error, SecretError::Damaged { .. } | SecretError::Newer { .. }));
        assert!(fits, "byte {place}: {error:?}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "and stays as it is");
    }
    for length in [0, 1, 8, 60, 61, 84, 85, 100, whole.len() - 1] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = refusal(&path, PASSPHRASE).await;
        assert!(matches!(error, SecretError::Damaged { .. }), "{length} bytes: {error:?}");
    }
    let mut newer = whole.clone();
    newer[8] = 2;
    std::fs::write(&path, newer).unwrap();
    assert!(matches!(refusal(&path, PASSPHRASE).await, SecretError::Newer { .. }));
    std::fs::write(&path, b"Dear reader, ".repeat(50)).unwrap();
    assert!(matches!(refusal(&path, PASSPHRASE).await, SecretError::Damaged { .. }));
    std::fs::write(&path, vec![0; (1 << 20) + 1]).unwrap();
    assert!(matches!(refusal(&path, PASSPHRASE).await, SecretError::Damaged { .. }));
    std::fs::write(&path, &whole).unwrap();
    assert!(SealedFile::unlock(&path, &secret(PASSPHRASE)).await.is_ok());
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_others_may_open_is_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path()).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    for wide in [0o640, 0o604, 0o660, 0o601, 0o777] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(wide)).unwrap();
        let error = refusal(&path, PASSPHRASE).await;
        assert!(matches!(error, SecretError::TooOpen { mode, .. } if mode == wide), "{error:?}");
    }
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();
    let error = refusal(&link, PASSPHRASE).await;
    assert!(matches!(error, SecretError::Io { .. }), "a link is not followed: {error:?}");
}

#[tokio::test]
async fn a_file_is_made_once_and_missed_where_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    assert!(!SealedFile::exists(&path));
    assert!(matches!(refusal(&path, PASSPHRASE).await, SecretError::Missing { .. }));
    filled(folder.path()).await;
    assert!(SealedFile::exists(&path));
    let before = std::fs::read(&path).unwrap();
    let again = SealedFile::create(&path, &secret("another passphrase")).await.err().unwrap();
    assert!(matches!(again, SecretError::AlreadyExists { .. }), "{again:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let nowhere = SealedFile::create(&folder.path().join("absent/file"), &secret(PASSPHRASE)).await;
    assert!(matches!(nowhere.err().unwrap(), SecretError::Io { .. }));
}

// rows: 2.45
#[tokio::test(flavor = "multi_thread")]
async fn changes_at_the_same_time_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    let sealed = SealedFile::create(&file(folder.path()), &secret(PASSPHRASE)).await.unwrap();
    let mut changes = tokio::task::JoinSet::new();
    for number in 0..20 {
        let sealed = sealed.clone();
        changes.spawn(async move {
            sealed.set(&format!("account {number}"), &SecretKey::new(format!("{number}"))).await
        });
    }
    while let Some(outcome) = changes.join_next().await {
        outcome.unwrap().unwrap();
    }
    for number in 0..20 {
        let kept = get(&sealed, &format!("account {number}")).await;
        assert_eq!(kept, Some(number.to_string()));
    }
}
