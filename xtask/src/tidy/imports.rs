//! TypeScript: features do not know each other, and only two places know Tauri.

use super::{Finding, Tree};

const FEATURES: &str = "ui/src/features/";
const TAURI: &str = concat!("@tauri", "-apps/");
const MAY_KNOW_TAURI: &[&str] = &["ui/src/platform/", "packages/client/transports/tauri."];

/// Finds imports that leave their island.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending_in(&["ts", "tsx", "mjs", "js"]) {
        for import in imports(&file.text) {
            let knows_tauri = import.starts_with(TAURI);
            if knows_tauri && !MAY_KNOW_TAURI.iter().any(|place| file.path.starts_with(place)) {
                findings.push(Finding::new(&file.path, format!("imports {import}")));
            }
            let own = feature(&file.path);
            let named = resolve(&file.path, import);
            let other = feature(&named);
            if own.is_some() && other.is_some() && own != other {
                findings.push(Finding::new(&file.path, format!("imports feature {import}")));
            }
        }
    }
    findings
}

/// The texts that stand where a module's name stands.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let starts = ["from \"", "from '", "import \"", "import '", "import(\"", "import('", "mock(\""];
    starts.into_iter().flat_map(move |start| {
        text.match_indices(start).filter_map(move |(at, _)| {
            let rest = text.get(at + start.len()..)?;
            rest.split(['"', '\'']).next()
        })
    })
}

/// The path below the root that an import names, as far as it names one.
fn resolve(from: &str, import: &str) -> String {
    if !import.starts_with('.') {
        let inner = import.split_once("features/").map(|(_, rest)| format!("{FEATURES}{rest}"));
        return inner.unwrap_or_else(|| import.to_owned());
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

/// The feature to which a path belongs.
fn feature(path: &str) -> Option<&str> {
    path.strip_prefix(FEATURES)?.split('/').next()
}

#[cfg(test)]
mod tests {
    //! Both ways of leaving an island are found.

    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_feature_may_not_import_another() {
        let path = "ui/src/features/chat/ChatView.tsx";
        for (text, expected) in [
            ("import { A } from \"../history/A\";", 1),
            ("import { A } from \"../../features/history/A\";", 1),
            ("import { A } from \"@/features/history/A\";", 1),
            ("const A = lazy(() => import('../history/A'));", 1),
            ("import { A } from \"./A\";", 0),
            ("import { A } from \"../../components/A\";", 0),
            ("import { A } from \"../chat/parts/A\";", 0),
        ] {
            assert_eq!(found(path, text), expected, "{text}");
        }
        assert_eq!(found("ui/src/app/Router.tsx", "import { A } from \"../features/chat/A\";"), 0);
    }

    // rows: 1.40
    #[test]
    fn only_two_places_know_tauri() {
        let text = "import { invoke } from \"@tauri-apps/api/core\";";
        assert_eq!(found("ui/src/components/Button.tsx", text), 1);
        assert_eq!(found("ui/src/platform/tauri.ts", text), 0);
        assert_eq!(found("packages/client/transports/tauri.ts", text), 0);
        assert_eq!(found("packages/client/transports/http.ts", text), 1);
    }
}
