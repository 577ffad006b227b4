//! Which lines begin a block, and what it is called.

use atelier_agent_booster::Language;

use super::indent;

/// The name in a line that begins a block.
pub(super) fn header(line: &str, language: Language) -> Option<(String, bool)> {
    let text = line.trim();
    let word = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$')).collect()
    };
    let after = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            let at = text.find(key)?;
            let name = word(&text[at + key.len()..]);
            (!name.is_empty()
                && text[..at]
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '(' | ')' | '_' | ':')))
            .then_some(name)
        })
    };
    let opens = text.ends_with('{');
    match language {
        Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
            if !opens {
                return None;
            }
            if text.starts_with("class ")
                || text.starts_with("export class ")
                || text.starts_with("export interface ")
                || text.starts_with("interface ")
            {
                return after(&["class ", "interface "]).map(|name| (name, false));
            }
            if text.starts_with("function ")
                || text.starts_with("export function ")
                || text.starts_with("async function ")
            {
                return after(&["function "]).map(|name| (name, true));
            }
            if text.ends_with("=> {")
                && (text.starts_with("const ") || text.starts_with("export const "))
            {
                return after(&["const "]).map(|name| (name, true));
            }
            let name = word(text.strip_prefix("async ").unwrap_or(text));
            let is_call = matches!(
                name.as_str(),
                "if" | "for"
                    | "while"
                    | "switch"
                    | "catch"
                    | "with"
                    | "return"
                    | "function"
                    | "else"
                    | "do"
                    | "try"
                    | "get"
                    | "set"
                    | "static"
                    | "constructor"
                    | "new"
            );
            let rest = text.strip_prefix("async ").unwrap_or(text).get(name.len()..)?;
            (indent(line) > 0
                && !name.is_empty()
                && !is_call
                && rest.starts_with('(')
                && !rest.contains("=>")
                && !rest.contains("function"))
            .then_some((name, true))
        }
        Language::Python => {
            if !text.ends_with(':') {
                return None;
            }
            if text.starts_with("class ") {
                return after(&["class "]).map(|name| (name, false));
            }
            (text.starts_with("def ") || text.starts_with("async def "))
                .then(|| after(&["def "]))?
                .map(|name| (name, true))
        }
        Language::Rust => {
            if !opens {
                return None;
            }
            let is_function = [
                "fn ",
                "pub fn ",
                "pub(crate) fn ",
                "async fn ",
                "pub async fn ",
                "const fn ",
                "pub const fn ",
            ]
            .iter()
            .any(|key| text.starts_with(key));
            if is_function {
                return after(&["fn "]).map(|name| (name, true));
            }
            (text.starts_with("pub struct ")
                || text.starts_with("struct ")
                || text.starts_with("pub trait "))
            .then(|| after(&["struct ", "trait "]))?
            .map(|name| (name, false))
        }
        Language::Go => {
            let is_function = opens && text.starts_with("func ");
            is_function.then(|| {
                let rest = &text[5..];
                let rest = if rest.starts_with('(') { rest.split_once(") ")?.1 } else { rest };
                Some((word(rest), true))
            })?
        }
        Language::Java | Language::Cpp | Language::C => {
            if !opens || text.contains(" = ") || text.contains('#') || text.starts_with('}') {
                return None;
            }
            if text.starts_with("public class ")
                || text.starts_with("class ")
                || text.starts_with("struct ")
            {
                return after(&["class ", "struct "]).map(|name| (name, false));
            }
            let head = text.split('(').next()?;
            let name = head.rsplit([' ', '*', '&']).next()?;
            let first = word(text);
            let is_step = matches!(
                first.as_str(),
                "if" | "for"
                    | "while"
                    | "switch"
                    | "catch"
                    | "else"
                    | "do"
                    | "try"
                    | "return"
                    | "synchronized"
                    | "new"
                    | "typedef"
                    | "enum"
                    | "union"
                    | "namespace"
                    | "extern"
            );
            (text.contains('(')
                && head.contains(' ')
                && !is_step
                && !name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() || c == '_'))
            .then(|| (name.to_owned(), true))
        }
        Language::Bash => {
            let name = text
                .strip_suffix("() {")
                .or_else(|| text.strip_prefix("function ")?.strip_suffix(" {"))?;
            Some((name.trim().to_owned(), true))
        }
        Language::Json => {
            let rest = text.strip_prefix('"')?;
            let (name, rest) = rest.split_once('"')?;
            (rest.starts_with(": {") && opens).then(|| (name.to_owned(), false))
        }
        Language::Css => (opens
            && (text.starts_with('.')
                || text.starts_with('#')
                || text.starts_with(|c: char| c.is_alphabetic())))
        .then(|| (text.trim_end_matches('{').trim().to_owned(), true)),
        Language::Yaml => {
            let name = text.strip_suffix(':')?;
            (!name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')))
            .then(|| (name.to_owned(), false))
        }
        Language::Toml => {
            let name = text.strip_prefix('[')?.strip_suffix(']')?;
            (!name.starts_with('[')).then(|| (name.to_owned(), true))
        }
        Language::Markdown => {
            let name = text.strip_prefix("## ").or_else(|| text.strip_prefix("### "))?;
            (indent(line) == 0).then(|| (name.trim().to_owned(), true))
        }
        Language::Html => {
            let rest = text.strip_prefix('<')?;
            let tag = word(rest);
            let id = text.split_once("id=\"")?.1.split('"').next()?;
            (text.ends_with('>') && !text.contains("</")).then(|| (format!("{tag}#{id}"), true))
        }
        Language::Text => None,
    }
}
