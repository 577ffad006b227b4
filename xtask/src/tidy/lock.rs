//! The npm lock file holds versions and hashes, no addresses: it installs from wherever npm is
//! told to look.

use super::{Finding, Tree};

/// Finds lock files that say where packages came from.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|file| file.path.ends_with("package-lock.json"))
        .filter(|file| file.text.contains("\"resolved\": \"http"))
        .map(|file| Finding::new(&file.path, "holds `resolved` addresses; .npmrc omits them"))
        .collect()
}

#[cfg(test)]
mod tests {
    //! An address is found; a link to a workspace folder is none.

    use super::*;

    #[test]
    fn an_address_in_the_lock_is_found() {
        let with = r#""resolved": "https://somewhere.example/a.tgz""#;
        let tree = Tree::of(&[("package-lock.json", with)]);
        assert_eq!(check(&tree).len(), 1);
        let link = r#""resolved": "packages/client", "link": true"#;
        assert_eq!(check(&Tree::of(&[("package-lock.json", link)])), []);
    }
}
