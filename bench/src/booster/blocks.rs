//! Finds blocks by nothing but lines and indentation: a way of its own, so that what is expected
//! does not hang on the engine that is measured.

mod header;

use std::ops::Range;

use atelier_agent_booster::Language;

use self::header::header;

/// A named block of a file.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) name: String,
    pub(crate) is_function: bool,
    /// Its lines, header and end included.
    pub(crate) lines: Range<usize>,
    pub(crate) indent: usize,
    /// The block round it.
    pub(crate) parent: Option<usize>,
}

/// The width of the white space a line begins with.
pub(crate) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Every block of `lines` whose beginning and end are beyond doubt.
pub(crate) fn find(lines: &[&str], language: Language) -> Vec<Block> {
    if language == Language::Text {
        return paragraphs(lines);
    }
    let mut blocks: Vec<Block> = Vec::new();
    for at in 0..lines.len() {
        let line = lines[at];
        let Some((name, is_function)) = header(line, language) else { continue };
        let Some(end) = end(lines, at, language) else { continue };
        if end < at + 3 {
            continue;
        }
        let parent =
            blocks.iter().rposition(|block| block.lines.start < at && end <= block.lines.end);
        let indent = indent(line);
        blocks.push(Block { name, is_function, lines: at..end, indent, parent });
    }
    blocks
}

/// Every run of lines that say something, of four or more.
fn paragraphs(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for at in 0..=lines.len() {
        if lines.get(at).is_some_and(|line| !line.trim().is_empty()) {
            continue;
        }
        if at >= start + 4 {
            let (name, indent) = (lines[start].trim().to_owned(), indent(lines[start]));
            blocks.push(Block { name, is_function: true, lines: start..at, indent, parent: None });
        }
        start = at + 1;
    }
    blocks
}

/// Where the block ends that begins on line `at`: past its last line.
fn end(lines: &[&str], at: usize, language: Language) -> Option<usize> {
    let depth = indent(lines[at]);
    let rest = at + 1..lines.len();
    match language {
        Language::Python | Language::Yaml => {
            let stop = rest
                .clone()
                .find(|line| !lines[*line].trim().is_empty() && indent(lines[*line]) <= depth)
                .unwrap_or(lines.len());
            // A string or a bracket that reaches back to the margin makes lines alone a poor guide.
            let inside = &lines[at..stop];
            let quotes = inside
                .iter()
                .map(|line| line.matches("\"\"\"").count() + line.matches("'''").count())
                .sum::<usize>();
            let is_plain = quotes % 2 == 0
                && lines.get(stop).is_none_or(|line| {
                    !line.trim().starts_with([')', ']', '}', '"', '\'', '#', '-'])
                });
            is_plain
                .then(|| (at + 1..=stop).rev().find(|line| !lines[*line - 1].trim().is_empty()))?
        }
        Language::Markdown | Language::Toml => {
            let level = lines[at].chars().take_while(|c| *c == '#').count();
            let mut fenced = false;
            let stop = rest.clone().find(|line| {
                let text = lines[*line];
                fenced ^= text.trim_start().starts_with("```")
                    || text.contains("'''")
                    || text.contains("\"\"\"");
                !fenced
                    && if language == Language::Toml {
                        text.starts_with('[')
                    } else {
                        text.starts_with('#')
                            && text.chars().take_while(|c| *c == '#').count() <= level
                    }
            });
            let stop = stop.unwrap_or(lines.len());
            // What stands right above the next belongs to it.
            let last = (at + 1..stop).rev().find(|line| {
                let is_remark = language == Language::Toml && lines[*line].starts_with('#');
                !lines[*line].trim().is_empty() && !is_remark
            })?;
            (!fenced).then_some(last + 1)
        }
        Language::Html => {
            let tag: String =
                lines[at].trim()[1..].chars().take_while(|c| c.is_alphanumeric()).collect();
            let close = format!("</{tag}>");
            let last = rest
                .clone()
                .find(|line| indent(lines[*line]) <= depth && !lines[*line].trim().is_empty())?;
            (lines[last].trim() == close && indent(lines[last]) == depth).then_some(last + 1)
        }
        _ => {
            let last = rest.clone().find(|line| {
                let text = lines[*line];
                !text.trim().is_empty()
                    && indent(text) <= depth
                    && !text.starts_with('#')
                    && !text.trim_end().ends_with(':')
            })?;
            (indent(lines[last]) == depth
                && lines[last].trim_start().starts_with('}')
                && lines[last].trim().len() <= 2)
                .then_some(last + 1)
        }
    }
}
