//! Folders that nobody should open as a whole.

use std::path::{Path, PathBuf};

use crate::FilesError;

/// Places that are kept out of reach.
#[derive(Clone, Debug, Default)]
pub struct KeepOut {
    /// The person's home folder, where it is known.
    pub home: Option<PathBuf>,
    /// Folders that belong to Atelier.
    pub own: Vec<PathBuf>,
}

/// Folders of the system, with all that lies in them.
const SYSTEM: &[&str] =
    &["/proc", "/sys", "/dev", "/etc", "/boot", "/bin", "/sbin", "/lib", "/lib64", "/System"];
/// Folders that hold those of others, and are no project themselves.
const SHARED: &[&str] = &[
    "/usr",
    "/var",
    "/run",
    "/tmp",
    "/var/tmp",
    "/private/tmp",
    "/opt",
    "/home",
    "/mnt",
    "/media",
    "/Users",
    "/Library",
    "/Applications",
];
/// Folders below the home folder that hold keys.
const KEYS: &[&str] = &[".ssh", ".gnupg", ".aws", ".kube", ".password-store"];

impl KeepOut {
    /// Whether `path`, which has no links in it, belongs to Atelier.
    pub(crate) fn is_own(&self, path: &Path) -> bool {
        self.own.iter().any(|own| path.starts_with(real(own)))
    }

    /// Refuses `path`, which has no links in it, where it is no folder to open.
    pub(crate) fn admit(&self, path: &Path) -> Result<(), FilesError> {
        let refuse = |why| Err(FilesError::NotThisFolder { path: path.display().to_string(), why });
        if path.parent().is_none() {
            return refuse("is the whole disk");
        }
        for own in self.own.iter().map(|own| real(own)) {
            if path.starts_with(&own) {
                return refuse("belongs to Atelier itself");
            }
            if own.starts_with(path) && self.home.as_deref().map(real).as_deref() != Some(path) {
                return refuse("holds what belongs to Atelier itself");
            }
        }
        if let Some(home) = self.home.as_deref().map(real) {
            if path == home {
                return refuse("is your whole home folder");
            }
            if home.starts_with(path) {
                return refuse("holds your whole home folder");
            }
            if KEYS.iter().any(|keys| path.starts_with(home.join(keys))) {
                return refuse("holds keys");
            }
        }
        if SYSTEM.iter().any(|system| path.starts_with(system))
            || SHARED.iter().any(|shared| path == Path::new(shared))
        {
            return refuse("belongs to the system");
        }
        Ok(())
    }
}

/// Where a folder is, without links; as it is written where it does not exist.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
