//! What a pack holds: indexed by libgit2, and its trees walked without writing a file of them.

use std::collections::{HashSet, VecDeque};
use std::io::Write as _;
use std::path::Path;

use git2::{ErrorCode, Indexer, Odb, Oid, Repository, Tree, TreeEntry};

use crate::stop::Stop;
use crate::{ARRIVING, GitError, Limits, name, pack};

/// How much libgit2 is handed at once, in bytes; it can be stopped in between.
const AT_ONCE: usize = 64 << 10;
/// How many things that were left out are named.
const NAMED: usize = 30;

/// A file out of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// Its path, with `/` between names, fit to be shown. It is no path on the disk.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Something that would have been wanted and is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its path, as it may be shown.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its name says so: see [`fault`](crate::fault).
    Name(&'static str),
    /// It is a link.
    Link,
    /// It is another repository.
    Repository,
    /// It is larger than a file may be.
    TooLarge,
    /// It is no text.
    NotText,
}

/// What a commit holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The commit, 40 digits.
    pub commit: String,
    /// When it says it was made, in s since 1970.
    pub made_at: i64,
    /// The wanted files, those near the top first.
    pub files: Vec<FileText>,
    /// The first of what was left out.
    pub left_out: Vec<LeftOut>,
    /// What there was too much of, where not all was looked at.
    pub cut: Option<&'static str>,
}

/// What is looked for.
pub(crate) struct Wanted {
    pub(crate) commit: String,
    pub(crate) file: fn(&str) -> bool,
    pub(crate) limits: Limits,
}

/// Takes the wanted files out of a pack, which lies in a folder below `scratch` meanwhile.
pub(crate) fn harvest(
    pack: Vec<u8>,
    wanted: &Wanted,
    scratch: &Path,
    stop: &Stop,
) -> Result<Snapshot, GitError> {
    pack::check(&pack, &wanted.limits, stop)?;
    // Gone with the value, after what reads in it.
    let place = tempfile::Builder::new().prefix(ARRIVING).tempdir_in(scratch)?;
    let packs = place.path().join("pack");
    std::fs::create_dir(&packs)?;
    index(&pack, &packs, stop)?;
    drop(pack);
    let no_text = || GitError::Malformed { what: "the folder for what arrives is no text" };
    let objects = Odb::new()?;
    objects.add_disk_alternate(place.path().to_str().ok_or_else(no_text)?)?;
    let all = Repository::from_odb(objects)?;
    let commit = all.find_commit(Oid::from_str(&wanted.commit)?)?;
    let mut walk = Walk {
        found: Snapshot {
            commit: wanted.commit.clone(),
            made_at: commit.time().seconds(),
            ..Snapshot::default()
        },
        all: &all,
        wanted,
        stop,
        seen: 0,
        bytes: 0,
        paths: HashSet::new(),
    };
    walk.all(commit.tree_id())?;
    Ok(walk.found)
}

fn index(pack: &[u8], packs: &Path, stop: &Stop) -> Result<(), GitError> {
    let mut indexer = Indexer::new(None, packs, 0o600, false)?;
    let told = stop.clone();
    indexer.progress(move |_| !told.is_set());
    let outcome = pack
        .chunks(AT_ONCE)
        .try_for_each(|chunk| indexer.write_all(chunk))
        .map_err(|error| git2::Error::from_str(&error.to_string()))
        .and_then(|()| indexer.commit());
    stop.check()?;
    outcome?;
    Ok(())
}

/// A walk through a tree, breadth first.
struct Walk<'a> {
    found: Snapshot,
    all: &'a Repository,
    wanted: &'a Wanted,
    stop: &'a Stop,
    seen: usize,
    bytes: usize,
    paths: HashSet<String>,
}

/// A folder to look into: its tree, its path with `/` at the end, how deep it is.
type Place = (Oid, String, usize);

impl Walk<'_> {
    fn all(&mut self, root: Oid) -> Result<(), GitError> {
        let mut waiting: VecDeque<Place> = VecDeque::from([(root, String::new(), 0)]);
        while let Some((id, way, depth)) = waiting.pop_front() {
            let tree = self.all.find_tree(id)?;
            self.folder(&tree, &way, depth, &mut waiting)?;
            if self.found.cut.is_some() {
                break;
            }
        }
        Ok(())
    }

    fn folder(
        &mut self,
        tree: &Tree<'_>,
        way: &str,
        depth: usize,
        waiting: &mut VecDeque<Place>,
    ) -> Result<(), GitError> {
        let limits = self.wanted.limits;
        for entry in tree {
            self.stop.check()?;
            self.seen += 1;
            if self.seen > limits.entries {
                self.found.cut = Some("names");
                return Ok(());
            }
            let bytes = entry.name_bytes();
            let kind = entry.filemode() & 0o170_000;
            let text = String::from_utf8_lossy(bytes);
            let is_wanted = (self.wanted.file)(&text);
            if let Some(fault) = name::fault(way, bytes) {
                if is_wanted || kind == 0o040_000 {
                    self.leave_out(way, bytes, Why::Name(fault));
                }
                continue;
            }
            match kind {
                0o040_000 if depth < limits.depth => {
                    waiting.push_back((entry.id(), format!("{way}{text}/"), depth + 1));
                }
                0o040_000 => self.leave_out(way, bytes, Why::Name("lies too deep")),
                0o160_000 => self.leave_out(way, bytes, Why::Repository),
                0o120_000 if is_wanted => self.leave_out(way, bytes, Why::Link),
                0o100_000 if is_wanted => self.file(way, &entry)?,
                _ => {}
            }
            if self.found.cut.is_some() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn file(&mut self, way: &str, entry: &TreeEntry<'_>) -> Result<(), GitError> {
        let limits = self.wanted.limits;
        let bytes = entry.name_bytes();
        let path = format!("{way}{}", String::from_utf8_lossy(bytes));
        if !self.paths.insert(path.clone()) {
            self.leave_out(way, bytes, Why::Name("is there twice"));
            return Ok(());
        }
        let blob = match self.all.find_blob(entry.id()) {
            Ok(blob) => blob,
            // A server that was asked to leaves out what is too large.
            Err(error) if error.code() == ErrorCode::NotFound => {
                self.leave_out(way, bytes, Why::TooLarge);
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        if blob.size() > limits.file {
            self.leave_out(way, bytes, Why::TooLarge);
            return Ok(());
        }
        if self.found.files.len() == limits.files {
            self.found.cut = Some("files");
            return Ok(());
        }
        if self.bytes + blob.size() > limits.text {
            self.found.cut = Some("text");
            return Ok(());
        }
        let text = std::str::from_utf8(blob.content()).ok().filter(|text| !text.contains('\0'));
        match text {
            Some(text) => {
                self.bytes += text.len();
                self.found.files.push(FileText { path, text: text.to_owned() });
            }
            None => self.leave_out(way, bytes, Why::NotText),
        }
        Ok(())
    }

    fn leave_out(&mut self, way: &str, bytes: &[u8], why: Why) {
        if self.found.left_out.len() < NAMED {
            self.found.left_out.push(LeftOut { path: name::shown(way, bytes), why });
        }
    }
}
