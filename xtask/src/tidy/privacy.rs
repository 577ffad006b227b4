//! No file names a package registry or a path of somebody's machine.

use super::{Finding, Tree};

/// Hosts and folders, put together here so that this file names none of them.
const NAMES: &[&str] = &[
    concat!("registry.npm", "js.org"),
    concat!("registry.yarn", "pkg.com"),
    concat!("static.crates", ".io"),
    concat!("index.crates", ".io"),
    concat!("files.python", "hosted.org"),
    concat!("py", "pi.org"),
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("C:\\", "Users"),
];
/// Files in which any address would be a registry's.
const SETTINGS: &[&str] = &[".npmrc", ".cargo/config.toml", "requirements.txt", "pip.conf"];

/// Finds lines that name one.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !file.path.ends_with("Cargo.lock")) {
        let is_setting = SETTINGS.iter().any(|name| file.path.ends_with(name));
        for (number, line) in file.text.lines().enumerate() {
            let name = NAMES.iter().copied().find(|name| line.contains(name));
            let address = (is_setting && line.contains("://")).then_some("an address");
            if let Some(name) = name.or(address) {
                let place = format!("{}:{}", file.path, number + 1);
                findings.push(Finding::new(place, format!("names {name}")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    //! Each name is found.

    use super::*;

    #[test]
    fn every_name_is_found_with_its_line() {
        for name in NAMES {
            let text = format!("fine\nsee {name}x\n");
            let found = check(&Tree::of(&[("docs/a.md", &text)]));
            assert_eq!(found, [Finding::new("docs/a.md:2", format!("names {name}"))]);
        }
    }

    #[test]
    fn settings_of_package_managers_hold_no_address() {
        let tree = Tree::of(&[(".npmrc", "fund=false\nregistry=https://mirror.example/\n")]);
        assert_eq!(check(&tree), [Finding::new(".npmrc:2", "names an address")]);
    }
}
