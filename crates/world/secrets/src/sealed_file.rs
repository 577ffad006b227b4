//! A file sealed with a passphrase, for where there is no keychain.

mod format;

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use atelier_vocabulary::SecretPlace;

use crate::off_thread::off_thread;
use crate::{Answer, SecretError, SecretKey, SecretStore};
use format::{Header, Sealer, Secrets};

/// The most that a sealed file may measure.
const LARGEST: u64 = 1 << 20;

/// A file that holds secrets, sealed with a passphrase that a person chose. It stays sealed on
/// disk: each call opens it anew, with the key that the passphrase led to. Clones are the same file.
#[derive(Clone)]
pub struct SealedFile(Arc<Open>);

/// An opened file.
struct Open {
    path: PathBuf,
    /// Held while the file is read and written, so that no change is lost.
    sealer: Mutex<Sealer>,
}

impl SealedFile {
    /// Makes a new sealed file without secrets in it.
    ///
    /// Errors: [`SecretError::AlreadyExists`], and those of the disk.
    pub async fn create(path: &Path, passphrase: &SecretKey) -> Result<Self, SecretError> {
        let (path, passphrase) = (path.to_owned(), passphrase.duplicate());
        off_thread(move || {
            if Self::exists(&path) {
                return Err(SecretError::AlreadyExists { path });
            }
            let sealer = Sealer::derive(&Header::new()?, &passphrase)?;
            write(&path, &sealer.seal(&Secrets::default())?)?;
            Ok(Self(Arc::new(Open { path, sealer: Mutex::new(sealer) })))
        })
        .await
    }

    /// Opens a sealed file with its passphrase.
    ///
    /// Errors: [`SecretError::Missing`], [`SecretError::TooOpen`],
    /// [`SecretError::WrongPassphrase`], [`SecretError::Damaged`], [`SecretError::Newer`], and those
    /// of the disk.
    pub async fn unlock(path: &Path, passphrase: &SecretKey) -> Result<Self, SecretError> {
        let (path, passphrase) = (path.to_owned(), passphrase.duplicate());
        off_thread(move || {
            let bytes = read(&path)?;
            let header = Header::parse(&bytes, &path)?;
            let sealer = Sealer::derive(&header, &passphrase)?;
            if !sealer.fits() {
                return Err(SecretError::WrongPassphrase { path });
            }
            drop(sealer.open(&bytes, &path)?);
            Ok(Self(Arc::new(Open { path, sealer: Mutex::new(sealer) })))
        })
        .await
    }

    /// Whether there is a file at the path.
    pub fn exists(path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }

    /// Runs a closure on what the sealed file holds, on a thread of its own.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Secrets) -> (Change, T) + Send + 'static,
    ) -> Result<T, SecretError> {
        let open = Arc::clone(&self.0);
        off_thread(move || {
            let sealer = open.sealer.lock().unwrap_or_else(PoisonError::into_inner);
            let mut secrets = sealer.open(&read(&open.path)?, &open.path)?;
            let (change, value) = work(&mut secrets);
            if change == Change::Changed {
                write(&open.path, &sealer.seal(&secrets)?)?;
            }
            Ok(value)
        })
        .await
    }
}

/// Whether a closure changed the secrets, so that they must be written.
#[derive(PartialEq, Eq)]
enum Change {
    Same,
    Changed,
}

impl SecretStore for SealedFile {
    fn place(&self) -> Option<SecretPlace> {
        Some(SecretPlace::SealedFile)
    }

    fn get<'a>(&'a self, account: &'a str) -> Answer<'a, Option<SecretKey>> {
        let account = account.to_owned();
        Box::pin(self.with(move |secrets| (Change::Same, secrets.take(&account))))
    }

    fn set<'a>(&'a self, account: &'a str, secret: &'a SecretKey) -> Answer<'a, ()> {
        let (account, secret) = (account.to_owned(), secret.duplicate());
        Box::pin(self.with(move |secrets| (Change::Changed, secrets.put(account, secret))))
    }

    fn delete<'a>(&'a self, account: &'a str) -> Answer<'a, ()> {
        let account = account.to_owned();
        Box::pin(self.with(move |secrets| {
            let found = secrets.take(&account);
            (if found.is_some() { Change::Changed } else { Change::Same }, drop(found))
        }))
    }
}

/// Reads a sealed file that nobody else may open.
fn read(path: &Path) -> Result<Vec<u8>, SecretError> {
    let failed = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => SecretError::Missing { path: path.to_owned() },
        // Whatever else keeps the file from being read.
        _ => SecretError::Io { path: path.to_owned(), source },
    };
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0),
    );
    let file = options.open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777;
        if mode & 0o077 != 0 {
            return Err(SecretError::TooOpen { path: path.to_owned(), mode });
        }
    }
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(SecretError::Damaged { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Replaces a sealed file whole: what is on disk is the old file or the new one, never a part.
fn write(path: &Path, bytes: &[u8]) -> Result<(), SecretError> {
    let failed = |source| SecretError::Io { path: path.to_owned(), source };
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    // One that a kill left behind is in the way.
    let _absent = fs::remove_file(&unfinished).is_err();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished).map_err(failed)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&unfinished, path));
    if let Err(error) = written {
        let _absent = fs::remove_file(&unfinished).is_err();
        return Err(failed(error));
    }
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
    }
    Ok(())
}
