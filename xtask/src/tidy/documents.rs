//! The documents that are demanded are there, and the commands they name exist.

use super::{
    Finding, Tree,
    markdown::{Piece, pieces},
};

/// The documents that must be there, and what each has to speak of.
// rows: 1.56, 1.57, 1.58, 3.196, 3.197, 3.198
const DEMANDED: &[(&str, &[&str])] = &[
    ("docs/runbooks/runtime.md", &["atelier metrics get", "gdb", "## Start a service again"]),
    (
        "docs/runbooks/bridge.md",
        &["atelier operation list", "cargo xtask codegen", "permission_denied"],
    ),
    ("docs/runbooks/memory.md", &["heaptrack", "valgrind", "massif", "inspector"]),
    (
        "docs/glossary.md",
        &["| IPC |", "| Keychain |", "| WebAssembly |", "| Tauri command |", "| C4 model |"],
    ),
    (
        "ARCHITECTURE.md",
        &["### Level 1: context", "### Level 2: containers", "### Level 3: components"],
    ),
    ("ARCHITECTURE.md", &["### Level 4: code", "```mermaid"]),
    ("docs/PRIVACY.md", &["## What is stored", "## What leaves", "## How to delete"]),
    ("SECURITY.md", &["## What is protected", "## Who attacks", "## What is promised"]),
    ("docs/webassembly.md", &["## Build", "### Grammars", "## Use", "## Checked everywhere"]),
    ("CONTRIBUTING.md", &["## Begin", "## Change something", "## How tests are laid out"]),
    ("docs/patterns.md", &["## Rust", "## The page", "## Tests"]),
];

/// What the command line has beside the operations.
const COMMANDS: &[&str] =
    &["apply", "ask", "chat", "serve", "open", "quick", "completions", "help"];

/// Finds documents that are missing or say too little, and commands that do not exist.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = missing(tree);
    for page in tree.ending_in(&["md"]) {
        for piece in pieces(&page.text) {
            let Piece::Code(line, code) = piece else { continue };
            if let Some(command) = unknown(code) {
                let place = format!("{}:{line}", page.path);
                findings.push(Finding::new(place, format!("there is no command `{command}`")));
            }
        }
    }
    findings
}

fn missing(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, parts) in DEMANDED {
        let Some(page) = tree.files.iter().find(|file| file.path == *path) else {
            findings.push(Finding::new(*path, "is missing"));
            continue;
        };
        let silent = parts.iter().filter(|part| !page.text.contains(**part));
        findings.extend(silent.map(|part| Finding::new(*path, format!("does not hold `{part}`"))));
    }
    findings
}

/// The command in a piece of code that neither program knows.
fn unknown(code: &str) -> Option<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let next = |ahead: usize| words.get(at + ahead).copied().map_or("", plain);
        match *word {
            "atelier" if is_name(next(1)) && !is_command(next(1), next(2)) => {
                return Some(format!("atelier {} {}", next(1), next(2)).trim_end().to_owned());
            }
            "xtask" if is_name(next(1)) && !crate::COMMANDS.iter().any(|it| it.name == next(1)) => {
                return Some(format!("xtask {}", next(1)));
            }
            _ => {}
        }
    }
    None
}

/// A word without the signs around it.
fn plain(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '<' && c != '-')
}

/// Whether a word can be a command's name at all, and is no option or place to fill in.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_command(first: &str, second: &str) -> bool {
    let mut operations = atelier_api::operations();
    COMMANDS.contains(&first)
        || operations.any(|operation| {
            let (domain, method) = operation.name.split_once('.').unwrap_or_default();
            domain == first && (method == second || !is_name(second))
        })
}

#[cfg(test)]
mod tests {
    //! What is missing is found, and so are commands that nobody knows.

    use super::*;

    #[test]
    fn missing_documents_and_parts_are_found() {
        let tree = Tree::of(&[("docs/runbooks/memory.md", "heaptrack, valgrind, massif")]);
        let found: Vec<String> = missing(&tree).iter().map(ToString::to_string).collect();
        assert!(found.contains(&"docs/runbooks/runtime.md: is missing".to_owned()), "{found:?}");
        let says = "docs/runbooks/memory.md: does not hold `inspector`".to_owned();
        assert!(found.contains(&says) && !found.iter().any(|it| it.contains("`massif`")));
    }

    #[test]
    fn commands_that_nobody_knows_are_found() {
        for known in [
            "atelier ask \"Why?\"",
            "git diff | atelier ask \"Review this.\"",
            "atelier conversation list",
            "atelier --version",
            "atelier <domain> <method>",
            "│ atelier ask, chat, … │",
            "service atelier",
            "cargo xtask test rust",
            "cargo +nightly fuzz list",
        ] {
            assert_eq!(unknown(known), None, "{known}");
        }
        for (code, command) in [
            ("atelier conversations list", "atelier conversations list"),
            ("ATELIER_LOG=debug atelier conversation purge", "atelier conversation purge"),
            ("cargo xtask polish", "xtask polish"),
        ] {
            assert_eq!(unknown(code).as_deref(), Some(command), "{code}");
        }
    }
}
