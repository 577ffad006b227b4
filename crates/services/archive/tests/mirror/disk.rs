//! Disks that a test can make, where the system lets it.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A disk that is there until it is dropped.
pub(crate) struct Disk(PathBuf);

impl Disk {
    /// One in memory; none where the system does not let a test make it.
    pub(crate) fn of_memory(at: &Path, options: &str) -> Option<Self> {
        Self::mounted(at, &["-t", "tmpfs", "-o", options, "tmpfs"])
    }

    /// One that shows another folder.
    pub(crate) fn that_shows(folder: &Path, at: &Path) -> Option<Self> {
        Self::mounted(at, &["--bind", folder.to_str().unwrap()])
    }

    fn mounted(at: &Path, how: &[&str]) -> Option<Self> {
        let at = at.canonicalize().unwrap();
        run("mount", how, &at).then_some(Self(at))
    }

    /// Gives it other options, such as another size.
    pub(crate) fn remount(&self, options: &str) {
        assert!(run("mount", &["-o", &format!("remount,{options}")], &self.0), "{options}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What still holds it open lets go of it later.
        run("umount", &["--lazy"], &self.0);
    }
}

fn run(program: &str, arguments: &[&str], at: &Path) -> bool {
    let mut command = Command::new(program);
    let command = command.args(arguments).arg(at).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Fills the disk to its last byte.
pub(crate) fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    let mut size = 64 << 10;
    while size > 0 {
        if file.write_all(&vec![b'x'; size]).is_err() {
            size /= 2;
        }
    }
}
