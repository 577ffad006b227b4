//! `dist`: the installer, and what it weighs.

use std::{ffi::OsStr, path::Path};

use crate::{
    error::{Error, Result, check},
    files,
    process::Step,
    run,
    setup::{self, Purpose},
    workplace::{Profile, Workplace},
};

/// What bundles; its version follows Tauri's.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";
/// The most that the program may have, in bytes. The tables of seventeen grammars are 12 MB of it, of
/// which only what is used comes into memory.
const PROGRAM: u64 = 36_000_000;
/// The budget of the installer, in bytes.
const INSTALLER: u64 = 10_000_000;

/// Builds the .deb, prints sizes, and fails when one is over its budget.
pub(crate) fn run(workplace: &Workplace, arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.first() {
        return Err(Error::Usage { message: format!("`dist` takes nothing, not `{other}`") });
    }
    setup::prepare(workplace, &[Purpose::Build])?;
    run::page(workplace)?;
    workplace
        .npm("builds the installer", ["exec", "--yes", "--package", BUNDLER, "--", "tauri"])
        .args(["build", "--bundles", "deb"])
        .within(workplace.root.join("hosts/desktop"))
        .minutes(90)
        .run()?;
    let program = workplace.program(Profile::Release, "atelier-desktop");
    weigh(&program, PROGRAM)?;
    let folder = workplace.target.join("release/bundle/deb");
    let is_deb = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "deb");
    let made: Vec<_> = files::below(&folder)?.into_iter().filter(is_deb).collect();
    if made.is_empty() {
        return Err(check(format!("no .deb was made in {}", folder.display())));
    }
    made.iter().try_for_each(|path| {
        repack(workplace, path)?;
        weigh(path, INSTALLER)
    })
}

/// Packs a .deb anew with xz, which is what Debian itself uses: the bundler knows only gzip, and
/// that makes it 1.4 times as large.
fn repack(workplace: &Workplace, deb: &Path) -> Result<()> {
    let folder = workplace.keep("deb");
    let unpack = ["--raw-extract".as_ref(), deb.as_os_str(), folder.as_os_str()];
    let pack = ["-Zxz", "--root-owner-group", "--build"].map(OsStr::new);
    files::remove(&folder)?;
    Step::new("unpacks the installer", "dpkg-deb").args(unpack).run()?;
    let packed = Step::new("packs the installer with xz", "dpkg-deb").args(pack);
    packed.args([folder.as_os_str(), deb.as_os_str()]).run()
}

fn weigh(path: &Path, budget: u64) -> Result<()> {
    let bytes = files::size(path)?;
    println!("{bytes:>12} of {budget} bytes  {}", path.display());
    if bytes > budget {
        return Err(check(format!("{} is over its budget", path.display())));
    }
    Ok(())
}
