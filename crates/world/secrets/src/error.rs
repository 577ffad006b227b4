//! What can go wrong with secrets, in words for a person.

use std::path::PathBuf;
use std::time::Duration;

use atelier_vocabulary::{Failure, FailureKind};

/// What went wrong with a secret or the place it is kept in. No message holds a secret.
///
/// The text says what happened; [`SecretError::hint`] says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// There is no session bus, so no keychain can be asked (Linux without a desktop session).
    #[error("there is no desktop session to reach a keychain through")]
    NoSessionBus,
    /// There is a session bus, and no keychain on it.
    #[error("no keychain is running in this session")]
    NoProvider,
    /// The keychain is locked, or has no default keyring yet.
    #[error("the keychain is locked")]
    Locked,
    /// The person closed the prompt of the keychain, or it could not be shown.
    #[error("the keychain was not unlocked")]
    Dismissed,
    /// The keychain did not answer.
    #[error("the keychain did not answer within {} seconds", after.as_secs_f32())]
    TimedOut {
        /// How long it was given.
        after: Duration,
    },
    /// The keychain does not take a secret of this size.
    #[error("the secret is longer than the {limit} characters that the keychain takes")]
    TooLarge {
        /// The most it takes.
        limit: u32,
    },
    /// The keychain holds several secrets where one is expected.
    #[error("the keychain holds more than one secret for this account")]
    Ambiguous,
    /// What was kept is not text.
    #[error("the secret that was kept is not text")]
    NotText,
    /// The keychain failed in another way.
    #[error("the keychain failed")]
    Keychain(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The passphrase is not that of the sealed file.
    #[error("the passphrase does not open `{}`", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The sealed file is damaged, or is no sealed file.
    #[error("`{}` is damaged, or is not a sealed file of Atelier", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A later version of Atelier wrote the sealed file.
    #[error("`{}` was sealed by a newer Atelier", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// Others may read or write the sealed file.
    #[error("other users of this machine may open `{}` (mode {mode:o})", path.display())]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// There is a sealed file already.
    #[error("there is already a sealed file at `{}`", path.display())]
    AlreadyExists {
        /// The file.
        path: PathBuf,
    },
    /// There is no sealed file.
    #[error("there is no sealed file at `{}`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refuses to read or write the sealed file.
    #[error("`{}` cannot be read or written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The base URL is not one that a key may be sent to.
    #[error("the address of the endpoint is not an http or https URL")]
    NotAnOrigin,
    /// The system gave no random bytes, no thread or no memory.
    #[error("the operating system refused what sealing a secret needs")]
    System,
}

impl SecretError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoSessionBus => {
                "Start Atelier from a desktop session, or choose a file sealed with a passphrase"
            }
            Self::NoProvider => {
                "Install and start a keychain such as GNOME Keyring or KWallet, or choose a file sealed with a passphrase"
            }
            Self::Locked => "Unlock the keychain, then try again",
            Self::Dismissed => "Try again, and enter the keychain's password when it asks",
            Self::TimedOut { .. } => "See whether the keychain is asking something, then try again",
            Self::TooLarge { .. } => "Check that only the key was pasted",
            Self::Ambiguous => {
                "Remove the surplus entries of the service `atelier` in the keychain"
            }
            Self::NotText => {
                "Remove the entry of the service `atelier` in the keychain, and save the key again"
            }
            Self::Keychain(_) => "Try again; if it happens again, start the keychain anew",
            Self::WrongPassphrase { .. } => "Try again; nothing was changed, and there is no limit",
            Self::Damaged { .. } => {
                "Nothing was changed. Restore the file from a backup, or move it away"
            }
            Self::Newer { .. } => "Use the newer Atelier",
            Self::TooOpen { .. } => {
                "Take the permissions of others away (chmod 600), and consider the secrets in it known"
            }
            Self::AlreadyExists { .. } => "Open it with its passphrase, or move it away",
            Self::Missing { .. } => "Choose a passphrase for a new sealed file",
            Self::Io { .. } => "Check that the disk has room and that you may use the folder",
            Self::NotAnOrigin => "Enter an address such as https://models.example",
            Self::System => "Close other programs, then try again",
        }
    }
}

impl Failure for SecretError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Locked => FailureKind::Locked,
            Self::WrongPassphrase { .. } => FailureKind::Denied,
            _ => FailureKind::Unavailable,
        }
    }

    fn hint(&self) -> &str {
        Self::hint(self)
    }
}
