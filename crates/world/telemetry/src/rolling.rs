//! A log file that starts anew when it is full, and keeps a few of those before it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The most that one file holds, in bytes.
pub(crate) const FULL: u64 = 5 * 1024 * 1024;

/// How many files there are, the current one among them.
pub(crate) const FILES: u32 = 5;

/// The current log file.
pub(crate) struct Rolling {
    folder: PathBuf,
    file: File,
    size: u64,
    full: u64,
}

impl Rolling {
    /// Opens the current file in a folder, and makes both where they are absent.
    pub(crate) fn open(folder: &Path, full: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = append(&path(folder, 0))?;
        let size = file.metadata()?.len();
        Ok(Self { folder: folder.to_owned(), file, size, full })
    }

    /// Moves every file one number up, drops the last, and starts a new one.
    fn roll(&mut self) -> io::Result<()> {
        for number in (0..FILES - 1).rev() {
            match fs::rename(path(&self.folder, number), path(&self.folder, number + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        self.file = append(&path(&self.folder, 0))?;
        self.size = self.file.metadata()?.len();
        Ok(())
    }
}

impl Write for Rolling {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.size > 0 && self.size + line.len() as u64 > self.full {
            self.roll()?;
        }
        let written = self.file.write(line)?;
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The file with a number: `atelier.log`, then `atelier.1.log` and so on, newest first.
pub(crate) fn path(folder: &Path, number: u32) -> PathBuf {
    match number {
        0 => folder.join("atelier.log"),
        number => folder.join(format!("atelier.{number}.log")),
    }
}

/// Opens a file to write at its end, which only its owner may read.
fn append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
