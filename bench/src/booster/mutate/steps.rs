//! Which lines are steps by themselves, and what new ones look like.

use atelier_agent_booster::Language;

use super::After;
use crate::booster::blocks::indent;
use crate::booster::rng::Rng;

/// Whether line `at` is a step by itself that may go, or be followed by another.
pub(super) fn is_simple(after: &After, at: usize, language: Language) -> bool {
    let line = |at: usize| after.lines.get(at).map_or("", |line| line.1.as_str());
    let text = line(at).trim();
    let count = |open: char| text.matches(open).count();
    let is_even = count('(') == count(')')
        && count('{') == count('}')
        && count('[') == count(']')
        && count('"') % 2 == 0
        && count('\'') % 2 == 0
        && count('`') % 2 == 0;
    let is_flat = indent(line(at + 1)) <= indent(line(at)) || line(at + 1).trim().is_empty();
    let ends = |signs: &[char]| text.ends_with(signs);
    let above = line(at.saturating_sub(1)).trim().to_owned();
    let is_step = match language {
        Language::Python => {
            !ends(&[':', ',', '(', '\\', '"', '\''])
                && text.contains(['(', '='])
                && !above.ends_with(['\\', '(', ',', '[', '{'])
                && !text.starts_with(['#', '"', '@', ')'])
        }
        Language::Json => ends(&[',']),
        Language::Yaml => {
            text.contains(": ") && !text.starts_with(['-', '#', '"']) && !ends(&['|', '>'])
        }
        Language::Toml => text.contains(" = ") && !ends(&['[', '{']),
        Language::Markdown => {
            !text.starts_with(['#', '`', '|', '>', '<', '-', '*'])
                && text.len() > 20
                && line(at + 1).trim().is_empty()
        }
        Language::Html => text.starts_with('<') && !text.starts_with("</") && text.contains("</"),
        Language::Go => {
            !ends(&['{', ',', '(', '}', '.'])
                && text.contains(['(', '='])
                && !text.starts_with(['/', '}', ')'])
        }
        Language::Bash => {
            !ends(&['\\', '|', '{', '&'])
                && text.contains(['=', ' '])
                && !text.starts_with(['#', '}'])
                && !["then", "do", "else", "fi", "done", "esac", "if", "for", "while", "case"]
                    .iter()
                    .any(|word| text.starts_with(word))
                && !text.contains(";;")
                && !text.contains("<<")
        }
        _ => {
            ends(&[';'])
                && !text.starts_with(['/', '*', '}', '.', ')', '|', '&', '?', ':', '+'])
                && (above.ends_with([';', '{', '}', '/']) || above.is_empty())
        }
    };
    is_step && is_even && is_flat && text.len() > 4
}

/// Lines that are new, for a place after `line`.
pub(super) fn added(line: &str, language: Language, rng: &mut Rng) -> Vec<String> {
    let white = &line[..indent(line)];
    let number = 100 + rng.below(800);
    let name = ["checkpoint", "marker", "visited", "observed"][rng.below(4)];
    let text = match language {
        Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
            format!("console.debug(\"{name}\", {number});")
        }
        Language::Python => format!("print(\"{name}\", {number})"),
        Language::Rust => format!("let _{name}_{number} = {number}_u32;"),
        Language::Go => format!("_ = {number}"),
        Language::Java => format!("int {name}{number} = {number};"),
        Language::C | Language::Cpp => format!("int {name}_{number} = {number};"),
        Language::Json => format!("\"{name}{number}\": {number},"),
        Language::Yaml => format!("{name}{number}: {number}"),
        Language::Toml => format!("{name}{number} = {number}"),
        Language::Css => format!("--{name}-{number}: {number}px;"),
        Language::Html => format!("<span id=\"{name}{number}\">{number}</span>"),
        Language::Bash => format!("echo \"{name}\" {number}"),
        Language::Markdown | Language::Text => format!("A {name} of {number} was added here."),
    };
    if language == Language::Markdown {
        return vec![String::new(), format!("{white}{text}")];
    }
    vec![format!("{white}{text}")]
}
