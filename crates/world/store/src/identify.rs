//! Tells a wrong key from a file that is no store at all.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::StoreError;

/// The size of a page, and the least that an encrypted store measures.
const PAGE: usize = 4096;

/// Refuses a file that is too short for a store, which the database would take for an empty one and
/// write over.
pub(crate) fn check_size(path: &Path) -> Result<(), StoreError> {
    let size = std::fs::metadata(path).map_err(|error| StoreError::io(path, error))?.len();
    if size == 0 || size >= PAGE as u64 {
        return Ok(());
    }
    Err(StoreError::NotAStore { path: path.to_owned() })
}

/// Makes sure that the key opens the file, without writing to it.
pub(crate) fn check_key(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let read = connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()));
    match read {
        Ok(()) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            if looks_encrypted(path).map_err(|error| StoreError::io(path, error))? {
                Err(StoreError::WrongKey { path: path.to_owned() })
            } else {
                Err(StoreError::NotAStore { path: path.to_owned() })
            }
        }
        Err(error) => Err(StoreError::from(error).about(path)),
    }
}

/// Whether the first page reads like noise. Of 4096 random bytes hardly one value in 256 stays
/// out (chance 3·10⁻⁵ for even one), while text, programs and plain databases leave out many.
fn looks_encrypted(path: &Path) -> std::io::Result<bool> {
    let mut page = Vec::with_capacity(PAGE);
    File::open(path)?.take(PAGE as u64).read_to_end(&mut page)?;
    let mut seen = [false; 256];
    for byte in &page {
        if let Some(seen) = seen.get_mut(usize::from(*byte)) {
            *seen = true;
        }
    }
    Ok(page.len() == PAGE && seen.iter().filter(|seen| **seen).count() >= 250)
}
