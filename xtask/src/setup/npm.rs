//! npm packages, from the lock file, again only when it changed.

use serde_json::Value;

use crate::{
    error::{Error, Result, check},
    files,
    process::Step,
    workplace::Workplace,
};

/// Copy of the lock file that was installed last. It lies among the packages, so that it goes
/// when they go.
const STAMP: &str = "node_modules/.atelier-installed-lock.json";
/// What npm itself notes of what it installed.
const NOTE: &str = "node_modules/.package-lock.json";
const OLDEST: (u32, u32) = (20, 19);

/// Installs what the lock file says, unless it is there already.
///
/// Not with `npm ci`: that refuses a lock file that was written where the registry does not carry
/// other platforms' optional binaries. Its strictness is kept by comparing afterwards.
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
    let install = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
    workplace.npm("npm packages, from the lock file", install).minutes(15).run()?;
    let installed = files::read(&workplace.root.join(NOTE))?;
    let strays = strays(&parse(&installed)?, &parse(&wanted)?);
    if !strays.is_empty() {
        let strays = strays.join(", ");
        return Err(check(format!("npm installed what package-lock.json does not hold: {strays}")));
    }
    files::write(&stamp, &wanted)
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|source| Error::Answer { of: "npm", source })
}

/// Returns the installed packages that the lock file holds in another version or not at all,
/// optional binaries of one platform apart.
fn strays(installed: &Value, lock: &Value) -> Vec<String> {
    let packages = |value: &Value| value.get("packages").and_then(Value::as_object).cloned();
    let (installed, lock) = (packages(installed), packages(lock).unwrap_or_default());
    let same = |key: &str, package: &Value| {
        lock.get(key).is_some_and(|locked| {
            ["version", "integrity"].iter().all(|part| locked.get(part) == package.get(part))
        })
    };
    let is_optional = |package: &Value| package.get("optional") == Some(&Value::Bool(true));
    let strays = installed.into_iter().flatten();
    let strays = strays.filter(|(key, package)| !is_optional(package) && !same(key, package));
    strays.map(|(key, _)| key).collect()
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
    //! Old versions of Node and packages from elsewhere are told apart.

    use serde_json::json;

    use super::{is_recent, strays};

    #[test]
    fn versions_compare_as_numbers() {
        let cases = [("v20.20.2\n", true), ("v22.1.0", true), ("v20.9.0", false), ("", false)];
        for (version, expected) in cases {
            assert_eq!(is_recent(version), expected, "{version:?}");
        }
    }

    #[test]
    fn what_the_lock_does_not_hold_is_a_stray() {
        let package = |version: &str, hash: &str| json!({ "version": version, "integrity": hash });
        let lock = json!({ "packages": { "a": package("1", "x"), "b": package("1", "y") } });
        let same = json!({ "packages": { "a": package("1", "x") } });
        assert!(strays(&same, &lock).is_empty());
        let other = json!({ "packages": {
            "a": package("1", "forged"), "b": package("2", "y"), "c": package("1", "z"),
            "d": { "version": "1", "optional": true },
        } });
        assert_eq!(strays(&other, &lock), ["a", "b", "c"]);
    }
}
