//! How much is taken from a server that nobody vouches for.

use std::time::Duration;

/// How much is taken at most. What goes over the first group ends the fetch; what goes over the second is
/// left out.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many bytes may arrive.
    pub received: u64,
    /// How long all of it may take.
    pub time: Duration,
    /// How long the server may be silent.
    pub silence: Duration,
    /// How many objects the pack may hold.
    pub objects: u32,
    /// How large one object may be once it is unpacked, in bytes.
    pub object: u64,
    /// How large all of them may be together, in bytes.
    pub unpacked: u64,

    /// How many names of the tree are looked at.
    pub entries: usize,
    /// How deep folders are followed.
    pub depth: usize,
    /// How many files are taken.
    pub files: usize,
    /// How large a file may be, in bytes.
    pub file: usize,
    /// How large all files may be together, in bytes.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            received: 32 << 20,
            time: Duration::from_mins(1),
            silence: Duration::from_secs(20),
            objects: 50_000,
            object: 16 << 20,
            unpacked: 256 << 20,
            entries: 20_000,
            depth: 20,
            files: 500,
            file: 256 << 10,
            text: 8 << 20,
        }
    }
}
