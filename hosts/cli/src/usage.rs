//! What needs no application: version, help, completions, and what is wrong with a command line.

use clap::{ArgMatches, Command, error::ErrorKind};
use clap_complete::Shell;

use crate::{args, exit::Exit, terminal::Terminal};

/// How every API key begins.
const KEY_START: &str = "sk-ant-";

/// Prints the version.
pub(crate) fn version() -> Exit {
    written(concat!("atelier ", env!("CARGO_PKG_VERSION"), "\n"))
}

/// Prints help where it was asked for, else what is wrong.
pub(crate) fn explain(error: &clap::Error) -> Exit {
    let text = hide_keys(&error.render().to_string());
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => written(&text),
        _ => {
            Terminal::note(text.trim_end());
            if text.contains(&format!("atelier {}", args::SECRET)) {
                let says = "hint: a secret is never an argument, which others could read; \
                            type it when asked, or pipe it in";
                Terminal::note(says);
            }
            Exit::Usage
        }
    }
}

/// Prints the completions of a shell.
pub(crate) fn completions(mut command: Command, matches: &ArgMatches) -> Exit {
    let Some(shell) = matches.get_one::<Shell>("shell").copied() else { return Exit::Usage };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "atelier", &mut script);
    written(&String::from_utf8_lossy(&script))
}

/// Says that the program itself is damaged.
pub(crate) fn broken(terminal: Terminal, error: &serde_json::Error) -> Exit {
    terminal.error(&format!("the built-in list of operations is damaged: {error}"), None);
    Exit::Failed
}

fn written(text: &str) -> Exit {
    if Terminal::write(text).is_ok() { Exit::Done } else { Exit::Unread }
}

/// The text without API keys: what was typed in the wrong place need not be shown again.
fn hide_keys(text: &str) -> String {
    let mut parts = text.split(KEY_START);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| {
        let key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        shown + KEY_START + "…" + part.trim_start_matches(key)
    })
}

#[cfg(test)]
mod tests {
    use super::hide_keys;

    #[test]
    fn keys_are_not_repeated() {
        for (text, expected) in [
            (
                "unexpected argument 'sk-ant-test-0123_x' found",
                "unexpected argument 'sk-ant-…' found",
            ),
            ("sk-ant-a sk-ant-b", "sk-ant-… sk-ant-…"),
            ("nothing here", "nothing here"),
        ] {
            assert_eq!(hide_keys(text), expected);
        }
    }
}
