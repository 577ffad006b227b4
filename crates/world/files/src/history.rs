//! Reading an export of another program: a file, the files in its zip, or those in a folder.

mod kind;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use self::kind::{Kind, kind};
use crate::chosen::found;
use crate::{ChosenError, KeepOut};

/// How much is read at once.
const CHUNK: usize = 256 << 10;
/// How many files of a folder are read, and how deep they may lie.
const FILES: usize = 100_000;
const DEPTH: usize = 8;
/// Text shrinks in a zip to a tenth; what grows more than this, beyond the first of it, is made to do harm.
const GROWTH: u64 = 250;
const FREE_GROWTH: u64 = 256 << 20;

/// What an export of Atelier holds beside conversations.
const LIBRARY: [&str; 4] = ["manifest.json", "library.jsonl", "settings.json", "learned.jsonl"];

/// What comes out of a history, in order.
#[derive(Debug)]
pub enum HistoryChunk<'a> {
    /// A file begins.
    Begin(&'a str),
    /// Its next bytes, and how much of all was read with them.
    Bytes(&'a [u8], u64),
    /// The file ends.
    End,
}

/// An export of another program, found and not read yet.
#[derive(Debug)]
pub struct History {
    place: Place,
    total: u64,
}

#[derive(Debug)]
enum Place {
    Files(Vec<PathBuf>),
    Zip(PathBuf, Vec<usize>),
}

impl History {
    /// Finds what there is to read at `path`. Where there are many folders it looks no further once `stopped`.
    ///
    /// Errors: [`ChosenError`] where there is nothing, or nothing that may be read.
    pub fn find(
        path: &Path,
        keep_out: &KeepOut,
        stopped: impl Fn() -> bool,
    ) -> Result<Self, ChosenError> {
        let failed = |error| ChosenError::of(path, error);
        let (real, met) = found(path, keep_out)?;
        if met.is_dir() {
            return in_folder(&real, keep_out, stopped);
        }
        if !met.is_file() {
            return Err(ChosenError::NotAFile { path: path.display().to_string() });
        }
        let mut first = [0; 4];
        let begun = File::open(&real).and_then(|mut it| it.read(&mut first)).map_err(failed)?;
        if begun == 4 && first == *b"PK\x03\x04" {
            return in_zip(&real);
        }
        Ok(Self { place: Place::Files(vec![real]), total: met.len() })
    }

    /// How much there is to read, in bytes.
    pub fn total_bytes(&self) -> u64 {
        self.total
    }

    /// Reads it to its end, or until `on` breaks off.
    ///
    /// Errors: [`ChosenError`] where the system or the zip fails on the way.
    pub fn read(
        self,
        mut on: impl FnMut(HistoryChunk<'_>) -> ControlFlow<()>,
    ) -> Result<(), ChosenError> {
        let mut done = 0;
        match self.place {
            Place::Files(files) => {
                for path in files {
                    let file = File::open(&path).map_err(|error| ChosenError::of(&path, error))?;
                    let name = path.display().to_string();
                    let fails = |error| ChosenError::of(&path, error);
                    if pour(file, &name, u64::MAX, &mut done, &mut on, fails)?.is_break() {
                        break;
                    }
                }
            }
            Place::Zip(path, entries) => {
                let mut zip = open_zip(&path)?;
                for index in entries {
                    let entry = zip.by_index(index).map_err(|error| of_zip(&path, &error))?;
                    let name = entry.name().map(Cow::into_owned).unwrap_or_default();
                    let most = FREE_GROWTH.max(entry.compressed_size().saturating_mul(GROWTH));
                    let fails = |_| bad(&path, "is broken");
                    let before = done;
                    if pour(entry, &name, most, &mut done, &mut on, fails)?.is_break() {
                        break;
                    }
                    if done - before >= most {
                        return Err(bad(&path, "unpacks to far more than any history"));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reads one file in pieces, at most `most` bytes.
fn pour(
    file: impl Read,
    name: &str,
    most: u64,
    done: &mut u64,
    on: &mut impl FnMut(HistoryChunk<'_>) -> ControlFlow<()>,
    fails: impl Fn(std::io::Error) -> ChosenError,
) -> Result<ControlFlow<()>, ChosenError> {
    if on(HistoryChunk::Begin(name)).is_break() {
        return Ok(ControlFlow::Break(()));
    }
    let mut file = file.take(most);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match file.read(&mut chunk) {
            Ok(0) => return Ok(on(HistoryChunk::End)),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(fails(error)),
        };
        *done += read as u64;
        let bytes = chunk.get(..read).unwrap_or_default();
        if on(HistoryChunk::Bytes(bytes, *done)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
}

/// Finds the files of a zip that can hold conversations. Their names are never used as paths.
fn in_zip(path: &Path) -> Result<History, ChosenError> {
    let mut zip = open_zip(path)?;
    let (mut named, mut others, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
    let mut beside = [const { None }; LIBRARY.len()];
    for index in 0..zip.len().min(FILES) {
        let entry = zip.by_index_raw(index).map_err(|error| of_zip(path, &error))?;
        if entry.is_file() {
            let name = entry.name().map(Cow::into_owned).unwrap_or_default();
            match kind(&name) {
                Kind::Conversations => named.push((index, entry.size())),
                Kind::Json => others.push((index, entry.size())),
                Kind::Blob => blobs.push((index, entry.size())),
                Kind::Other => {}
            }
            if let Some(place) = LIBRARY.iter().position(|it| *it == name)
                && let Some(place) = beside.get_mut(place)
            {
                *place = Some((index, entry.size()));
            }
        }
    }
    let mut found = if named.is_empty() { others } else { named };
    // Only an export of Atelier has the first of them; what conversations refer to stands before them.
    if let [Some(manifest), library, settings, learned] = beside
        && !found.contains(&manifest)
    {
        let before = [Some(manifest), library, settings].into_iter().flatten();
        found.splice(0..0, before);
        found.extend(learned);
    }
    found.extend(blobs);
    if found.is_empty() {
        return Err(ChosenError::NoHistory { path: path.display().to_string() });
    }
    let total = found.iter().fold(0_u64, |sum, (_, size)| sum.saturating_add(*size));
    let entries = found.into_iter().map(|(index, _)| index).collect();
    Ok(History { place: Place::Zip(path.to_owned(), entries), total })
}

/// Finds the files below a folder: its `conversations.json`, or sessions line by line. Links are not followed.
fn in_folder(
    folder: &Path,
    keep_out: &KeepOut,
    stopped: impl Fn() -> bool,
) -> Result<History, ChosenError> {
    let mut waiting = vec![(folder.to_owned(), 0)];
    let (mut named, mut sessions) = (Vec::new(), Vec::new());
    while let Some((at, depth)) = waiting.pop().filter(|_| !stopped()) {
        let Ok(entries) = fs::read_dir(&at) else { continue };
        for entry in entries.filter_map(Result::ok) {
            let Ok(met) = entry.metadata() else { continue };
            let path = entry.path();
            if met.is_dir() && depth < DEPTH && !keep_out.is_own(&path) {
                waiting.push((path, depth + 1));
            } else if met.is_file() && named.len() + sessions.len() < FILES {
                let name = entry.file_name().to_string_lossy().into_owned();
                match kind(&name) {
                    Kind::Conversations if depth == 0 => named.push((path, met.len())),
                    _ if name.to_ascii_lowercase().ends_with(".jsonl") => {
                        sessions.push((path, met.len()));
                    }
                    Kind::Conversations | Kind::Json | Kind::Blob | Kind::Other => {}
                }
            }
        }
    }
    let mut found = if named.is_empty() { sessions } else { named };
    if found.is_empty() {
        return Err(ChosenError::NoHistory { path: folder.display().to_string() });
    }
    found.sort();
    let total = found.iter().fold(0_u64, |sum, (_, size)| sum.saturating_add(*size));
    Ok(History { place: Place::Files(found.into_iter().map(|(path, _)| path).collect()), total })
}

fn open_zip(path: &Path) -> Result<ZipArchive<File>, ChosenError> {
    let file = File::open(path).map_err(|error| ChosenError::of(path, error))?;
    ZipArchive::new(file).map_err(|error| of_zip(path, &error))
}

fn of_zip(path: &Path, error: &zip::result::ZipError) -> ChosenError {
    let locked = error.to_string().to_ascii_lowercase().contains("password");
    bad(path, if locked { "is locked with a password" } else { "is broken" })
}

fn bad(path: &Path, why: &'static str) -> ChosenError {
    ChosenError::BadZip { path: path.display().to_string(), why }
}
