//! npm packages, from the lock file, again only when it changed.

use crate::{
    error::{Result, check},
    files,
    process::Step,
    workplace::Workplace,
};

/// Copy of the lock file that was installed last. It lies among the packages, so that it goes
/// when they go.
const STAMP: &str = "node_modules/.atelier-installed-lock.json";
const OLDEST: (u32, u32) = (20, 19);

/// Runs `npm ci` unless the packages of this very lock file are installed.
pub(super) fn install(workplace: &Workplace) -> Result<()> {
    let lock = workplace.root.join("package-lock.json");
    if !lock.exists() {
        eprintln!("there is no package-lock.json: no npm package is installed");
        return Ok(());
    }
    let version = Step::new("asks node", "node").args(["--version"]).capture()?;
    if !is_recent(&version) {
        let (major, minor) = OLDEST;
        let version = version.trim();
        return Err(check(format!("Node {major}.{minor} or newer is needed; here is {version}")));
    }
    let wanted = files::read(&lock)?;
    let stamp = workplace.root.join(STAMP);
    if files::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    workplace.npm("npm packages, from the lock file", ["ci"]).minutes(15).run()?;
    files::write(&stamp, &wanted)
}

/// Whether `v20.20.2` is new enough.
fn is_recent(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= OLDEST,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    //! Old versions of Node are told apart.

    use super::is_recent;

    #[test]
    fn versions_compare_as_numbers() {
        for (version, expected) in [
            ("v20.20.2\n", true),
            ("v22.1.0", true),
            ("v20.9.0", false),
            ("v9.99.0", false),
            ("", false),
        ] {
            assert_eq!(is_recent(version), expected, "{version:?}");
        }
    }
}
