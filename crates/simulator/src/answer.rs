//! The ordinary answer: it says that nobody is there, echoes what it was asked, and shows how
//! answers look.

use crate::material::Shown;
use crate::request::Asked;

/// The most characters of the question that are echoed.
const ECHO: usize = 600;

/// The ordinary answer to a request, in Markdown.
pub(crate) fn ordinary(asked: &Asked) -> String {
    let results = asked.tool_results();
    if !results.is_empty() {
        return format!(
            "**The simulator** (not a model) received what the tool returned:\n\n{}\n",
            results.iter().map(|result| fenced(result)).collect::<Vec<_>>().join("\n\n")
        );
    }
    let question = asked.question();
    let question = question.trim();
    let words = question.split_whitespace().count();
    let effort = asked
        .body
        .get("output_config")
        .and_then(|config| config.get("effort")?.as_str())
        .unwrap_or("left to the model");
    format!(
        "# This is the simulator\n\
         \n\
         It is **not a model**: nothing here was thought up, and nothing left this computer. \
         With an API key in *Settings*, Claude answers in its place.\n\
         \n\
         ## What you asked\n\
         \n\
         {echo}\n\
         \n\
         ## What would have been sent\n\
         \n\
         | field | value |\n\
         | --- | --- |\n\
         | model | `{model}` |\n\
         | messages so far | {messages} |\n\
         | words in your message | {words} |\n\
         {material}\
         | effort | {effort} |\n\
         | streamed | {streamed} |\n\
         \n\
         ## What answers can look like\n\
         \n\
         1. Numbered lists, with `code` and [links](https://example.com/) in them\n\
         2. Lists within lists\n\
         \x20\x20\x20- such as this one\n\
         \x20\x20\x20- and ~~struck~~ words\n\
         - [x] Tasks that are done\n\
         - [ ] and tasks that are not\n\
         \n\
         > A quotation stands apart.\n\
         \n\
         ```rust\n\
         /// Counts the words of a text.\n\
         fn words(text: &str) -> usize {{\n\
         \u{20}   text.split_whitespace().count()\n\
         }}\n\
         ```\n\
         \n\
         Begin a message with `/simulate help` to see what else the simulator can do.\n",
        echo = quoted(question),
        model = asked.model,
        messages = asked.messages().len(),
        material = material(asked),
        streamed = if asked.stream { "yes" } else { "no" },
    )
}

/// The row of what goes along with the message; none where nothing does.
fn material(asked: &Asked) -> String {
    let Shown { images, documents } = asked.shown;
    if images + documents == 0 {
        return String::new();
    }
    format!("| pictures and documents with it | {images} and {documents} |\n")
}

/// The beginning of a text as a quotation.
fn quoted(text: &str) -> String {
    if text.is_empty() {
        return "> (no words)".to_owned();
    }
    let mut beginning: String = text.chars().take(ECHO).collect();
    if beginning.len() < text.len() {
        beginning.push_str(" …");
    }
    beginning
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A text as a code block that it cannot close.
fn fenced(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}
