//! Where things lie. Hosts decide; nothing here reads the home folder.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

/// The longest path that a Unix socket may have on every system we run on, with room to spare.
const SOCKET_PATH_BYTES: usize = 96;

/// Where things lie.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The folder of the store, the sealed file and the socket. One process owns it at a time.
    pub data: PathBuf,
    /// The folder of the log files.
    pub logs: PathBuf,
    /// The person's home folder, which is not opened as a whole; none where it is not known.
    pub home: Option<PathBuf>,
}

impl Paths {
    /// Returns the paths below the two folders.
    pub fn new(data: PathBuf, logs: PathBuf) -> Self {
        Self { data, logs, home: None }
    }

    /// Says where the person's home folder is.
    #[must_use]
    pub fn with_home(self, home: Option<PathBuf>) -> Self {
        Self { home, ..self }
    }

    /// The encrypted store.
    pub fn store(&self) -> PathBuf {
        self.data.join("atelier.db")
    }

    /// The file of secrets that a person may choose where there is no keychain.
    pub fn sealed_secrets(&self) -> PathBuf {
        self.data.join("secrets.sealed")
    }

    /// The file whose lock says which process owns the folder.
    pub(crate) fn owner_lock(&self) -> PathBuf {
        self.data.join("owner.lock")
    }

    /// The socket on which the owner serves its guests.
    pub(crate) fn socket(&self) -> PathBuf {
        let inside = self.data.join("owner.sock");
        if cfg!(unix) && inside.as_os_str().len() <= SOCKET_PATH_BYTES {
            return inside;
        }
        let digest = Sha256::digest(self.data.as_os_str().as_encoded_bytes());
        let name = digest.iter().take(8).fold(0_u64, |name, byte| name << 8 | u64::from(*byte));
        let name = format!("{name:016x}");
        if cfg!(windows) {
            PathBuf::from(format!(r"\\.\pipe\atelier-{name}"))
        } else {
            std::env::temp_dir().join(format!("atelier-{name}.sock"))
        }
    }
}
