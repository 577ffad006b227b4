//! What stands in a Markdown page: its prose, its code, its headings.

/// A piece of a line, with the line's number counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words outside of code.
    Prose(usize, &'a str),
    /// What stands between backticks, or a line of a fenced block.
    Code(usize, &'a str),
}

/// Takes a page apart, in order.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (at, line) in page.lines().enumerate() {
        let number = at + 1;
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            found.push(Piece::Code(number, line));
        } else {
            let parts = line.split('`').enumerate();
            found.extend(parts.map(|(at, part)| match at % 2 {
                0 => Piece::Prose(number, part),
                _ => Piece::Code(number, part),
            }));
        }
    }
    found
}

/// The anchors of a page's headings, as the usual hosts make them.
pub(super) fn anchors(page: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let heading = line.trim_start_matches('#');
        if !fenced && heading.len() < line.len() && heading.starts_with(' ') {
            found.push(anchor(heading.trim()));
        }
    }
    found
}

fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    //! Code is told from prose.

    use super::*;

    #[test]
    fn code_is_told_from_prose() {
        let page = "See `a b` here.\n```sh\nrun it\n```\nDone.\n";
        assert_eq!(
            pieces(page),
            [
                Piece::Prose(1, "See "),
                Piece::Code(1, "a b"),
                Piece::Prose(1, " here."),
                Piece::Code(3, "run it"),
                Piece::Prose(5, "Done."),
            ]
        );
    }

    #[test]
    fn headings_have_anchors() {
        let page = "# The `api!` table\n```sh\n# no heading\n```\n## To work on … look here\n#no\n";
        assert_eq!(anchors(page), ["the-api-table", "to-work-on--look-here"]);
    }
}
