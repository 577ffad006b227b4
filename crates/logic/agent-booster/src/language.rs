//! The languages an edit can be in, and the names people call them by.

use crate::parts::Parts;

use serde::{Deserialize, Serialize};

/// A language with a grammar of its own, or plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// JavaScript.
    JavaScript,
    /// JavaScript with JSX.
    Jsx,
    /// TypeScript.
    TypeScript,
    /// TypeScript with JSX.
    Tsx,
    /// Python.
    Python,
    /// Rust.
    Rust,
    /// Go.
    Go,
    /// Java.
    Java,
    /// C.
    C,
    /// C++.
    Cpp,
    /// JSON, with or without comments.
    Json,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// Markdown.
    Markdown,
    /// CSS.
    Css,
    /// HTML.
    Html,
    /// Bash and other shells near it.
    Bash,
    /// Any other text: search and replace only.
    Text,
}

use Language::{
    Bash, C, Cpp, Css, Go, Html, Java, JavaScript, Json, Jsx, Markdown, Python, Rust, Text, Toml,
    Tsx, TypeScript, Yaml,
};

/// Every language, plain text last.
pub const LANGUAGES: &[Language] = &[
    JavaScript, Jsx, TypeScript, Tsx, Python, Rust, Go, Java, C, Cpp, Json, Yaml, Toml, Markdown,
    Css, Html, Bash, Text,
];

/// The first name is the language's own.
const NAMES: &[(Language, &str)] = &[
    (JavaScript, "javascript js mjs cjs ecmascript node"),
    (Jsx, "jsx javascriptreact"),
    (TypeScript, "typescript ts mts cts"),
    (Tsx, "tsx typescriptreact"),
    (Python, "python py pyi python3"),
    (Rust, "rust rs"),
    (Go, "go golang"),
    (Java, "java"),
    (C, "c h"),
    (Cpp, "cpp c++ cxx cc hpp hxx hh"),
    (Json, "json jsonc json5"),
    (Yaml, "yaml yml"),
    (Toml, "toml"),
    (Markdown, "markdown md mdx"),
    (Css, "css"),
    (Html, "html htm xhtml"),
    (Bash, "bash sh shell zsh ksh"),
    (Text, "text txt plain plaintext"),
];

/// Returns the language that people call `name`, which may be an alias or a file's extension, in
/// any case and with a dot before it. A name that is not known gives nothing.
pub fn parse_language(name: &str) -> Option<Language> {
    let name = name.trim().bare_start(".").to_ascii_lowercase();
    let known = NAMES.iter().find(|(_, names)| names.lists(&name));
    known.map(|(language, _)| *language)
}

impl Language {
    /// Its own name, in lower case.
    pub fn name(self) -> &'static str {
        self.all_names().before(" ")
    }

    /// Every name it goes by, its own first.
    pub fn names(self) -> Vec<&'static str> {
        self.all_names().pieces(" ")
    }

    fn all_names(self) -> &'static str {
        let row = NAMES.iter().find(|(language, _)| *language == self);
        row.map_or("text", |(_, names)| names)
    }

    /// Whether blocks are told by their indentation.
    pub(crate) fn is_indented(self) -> bool {
        matches!(self, Python | Yaml)
    }

    /// How a line of comment begins and ends, or nothing where there are no comments.
    pub(crate) fn comment(self) -> Option<(&'static str, &'static str)> {
        match self {
            JavaScript | Jsx | TypeScript | Tsx | Rust | Go | Java | C | Cpp | Json => {
                Some(("//", ""))
            }
            Css => Some(("/*", "*/")),
            Python | Yaml | Toml | Bash => Some(("#", "")),
            Html | Markdown => Some(("<!--", "-->")),
            Text => None,
        }
    }
}
