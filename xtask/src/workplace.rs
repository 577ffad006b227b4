//! Where things lie: the root of the project, the target folder, the built programs.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{
    error::{Error, Result},
    process::Step,
};

/// The project's folders, and what cargo knows of its packages.
pub(crate) struct Workplace {
    /// The root of the repository.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// The answer of `cargo metadata --no-deps`.
    pub(crate) metadata: Value,
}

impl Workplace {
    /// Asks cargo.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        let answer = Step::new("asks cargo what there is", cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .within(root)
            .capture()?;
        let metadata: Value = serde_json::from_str(&answer)
            .map_err(|source| Error::Answer { of: "`cargo metadata`", source })?;
        let target = metadata.get("target_directory").and_then(Value::as_str);
        let target = target.map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self { root: root.to_owned(), target, metadata })
    }

    /// Returns where the program `name` of a debug or release build lies.
    pub(crate) fn program(&self, profile: Profile, name: &str) -> PathBuf {
        self.target.join(profile.folder()).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Returns a place below the target folder for what this tool keeps.
    pub(crate) fn keep(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }

    /// Returns a step that runs cargo in the root.
    pub(crate) fn cargo<const N: usize>(&self, title: &'static str, args: [&str; N]) -> Step {
        Step::new(title, cargo()).args(args).within(&self.root)
    }

    /// Returns a step that runs npm in the root.
    pub(crate) fn npm<const N: usize>(&self, title: &'static str, args: [&str; N]) -> Step {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Step::new(title, npm).args(args).within(&self.root)
    }
}

/// How programs are built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quickly.
    Debug,
    /// For use.
    Release,
}

impl Profile {
    /// The folder below the target folder.
    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    /// What cargo is told.
    pub(crate) fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Release => &["--release"],
        }
    }
}

/// The cargo that started this program, or the one on the path.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
