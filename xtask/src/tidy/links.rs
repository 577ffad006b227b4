//! Every link from one file of the project to another leads somewhere.

use super::{
    Finding, Source, Tree,
    markdown::{Piece, anchors, pieces},
};

/// What begins a link that leads out of the project.
const OUTSIDE: &[&str] = &["https://", "http://", "mailto:"];

/// Finds links in Markdown whose file, folder or heading does not exist.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.ending_in(&["md"]).flat_map(|page| in_page(tree, page)).collect()
}

fn in_page(tree: &Tree, page: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, target) in targets(&page.text) {
        if OUTSIDE.iter().any(|start| target.starts_with(start)) {
            continue;
        }
        if let Some(wrong) = wrong(tree, page, &target) {
            let place = format!("{}:{line}", page.path);
            findings.push(Finding::new(place, format!("`{target}` leads nowhere: {wrong}")));
        }
    }
    findings
}

/// Where the links of a page lead, with their lines. A link's words may hold code, which splits a
/// line; what is looked for is whole on one side of it.
fn targets(page: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for piece in pieces(page) {
        let Piece::Prose(line, text) = piece else { continue };
        for (at, _) in text.match_indices("](") {
            let rest = text.get(at + 2..).unwrap_or_default();
            let target = rest.split_once(')').map_or(rest, |(target, _)| target);
            found.push((line, target.split(' ').next().unwrap_or_default().to_owned()));
        }
    }
    found
}

/// What is wrong with a link, if anything is.
fn wrong(tree: &Tree, page: &Source, target: &str) -> Option<String> {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = match path {
        "" => page.path.clone(),
        path => match resolve(&page.path, path) {
            Some(path) => path,
            None => return Some("it leaves the project".to_owned()),
        },
    };
    let below = format!("{path}/");
    if !tree.paths.iter().any(|known| *known == path || known.starts_with(&below)) {
        return Some(format!("there is no {path}"));
    }
    if heading.is_empty() {
        return None;
    }
    let file = tree.files.iter().find(|file| file.path == path);
    let has = file.is_some_and(|file| anchors(&file.text).iter().any(|known| known == heading));
    (!has).then(|| format!("{path} has no such heading"))
}

/// The path below the root that a relative link in `from` means.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    //! Links that lead nowhere are found.

    use super::*;

    fn found(link: &str) -> Vec<String> {
        let page = format!("# A page\n\nSee [it]({link}).\n");
        let files = [("docs/a.md", page.as_str()), ("docs/b/c.md", "# One two\n"), ("d.rs", "")];
        check(&Tree::of(&files)).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn links_that_lead_somewhere_are_left_alone() {
        for link in [
            "b/c.md",
            "./b/c.md",
            "b",
            "b/",
            "../d.rs",
            "b/c.md#one-two",
            "#a-page",
            "../docs/a.md",
        ] {
            assert_eq!(found(link), [""; 0], "{link}");
        }
        assert_eq!(found("https://example.com/x"), [""; 0]);
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        for (link, why) in [
            ("b/d.md", "there is no docs/b/d.md"),
            ("/d.rs", "there is no docs//d.rs"),
            ("d.rs", "there is no docs/d.rs"),
            ("../../d.rs", "it leaves the project"),
            ("b/c.md#three", "docs/b/c.md has no such heading"),
            ("#b", "docs/a.md has no such heading"),
        ] {
            assert_eq!(found(link), [format!("docs/a.md:3: `{link}` leads nowhere: {why}")]);
        }
    }

    #[test]
    fn what_stands_in_code_is_no_link() {
        let page = "Write `[it](gone.md)`, or [`code`](gone.md).\n```\n[it](gone.md)\n```\n";
        let found = check(&Tree::of(&[("a.md", page)]));
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
