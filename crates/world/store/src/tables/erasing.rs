//! Deleting for good.

use crate::{Connection, StoreError};

/// Runs a deletion that leaves nothing in pages that become free.
pub(super) fn erasing<T>(
    c: &Connection,
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let set = |how: &str| c.query_row(&format!("PRAGMA secure_delete = {how}"), [], |_| Ok(()));
    set("ON")?;
    let outcome = work();
    set("FAST")?;
    outcome
}
