//! Putting a finished file in the place of another.

use std::io;

use cap_std::fs::Dir;

/// How one name took the place of another.
pub(crate) enum Swapped {
    /// They changed places in one step: what was there has the new one's name now.
    #[cfg_attr(
        not(any(target_os = "linux", target_vendor = "apple")),
        expect(dead_code, reason = "only these systems can")
    )]
    Exchanged,
    /// The system cannot do that.
    NotHere,
}

/// Lets `new` and `old` change places in one step, where the system can.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn exchange(dir: &Dir, new: &str, old: &str) -> io::Result<Swapped> {
    use rustix::fs::{RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(dir, new, dir, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(Swapped::Exchanged),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(Swapped::NotHere),
        Err(error) => Err(error.into()),
    }
}

/// Lets `new` and `old` change places in one step, which this system cannot.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(crate) fn exchange(_dir: &Dir, _new: &str, _old: &str) -> io::Result<Swapped> {
    Ok(Swapped::NotHere)
}

/// Waits until the names in `dir` are on the disk.
#[cfg(unix)]
pub(crate) fn sync(dir: &Dir) -> io::Result<()> {
    match rustix::fs::fsync(dir) {
        // Some disks have nothing to wait for.
        Ok(()) | Err(rustix::io::Errno::INVAL) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Waits until the names in `dir` are on the disk, which this system does by itself.
#[cfg(not(unix))]
pub(crate) fn sync(_dir: &Dir) -> io::Result<()> {
    Ok(())
}
