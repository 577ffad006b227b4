//! The words by which a person makes the simulator answer in another way than the ordinary one.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::request::Asked;
use crate::{Failure, Scenario, Shape, answer, cite, notebook, web};

/// The words, each with what it does. A message begins with `/simulate` and one of them.
pub const WORDS: &[(&str, &str)] = &[
    ("help", "lists these words"),
    ("429 [seconds]", "too many requests, with `retry-after` (1 unless told)"),
    ("spend-limit", "a limit on spending is reached: not to be tried again"),
    ("overloaded", "the API is overloaded (529)"),
    ("400 … 599", "fails with that status"),
    ("error-mid-stream", "becomes an error after a few words"),
    ("truncate", "the connection breaks after a few words"),
    ("end-early", "ends in good order after a few words, but without its end"),
    ("stall", "falls silent after a few words"),
    ("silence", "never answers"),
    ("garbage", "turns into noise"),
    ("page", "answers with a web page, as a sign-in portal does"),
    ("drip", "answers a word at a time, slowly"),
    ("tool", "asks for the first tool that the request offers"),
    ("math [WORD]", notebook::MEANING),
    ("search [WORD]", web::SEARCH),
    ("fetch [WORD]", web::FETCH),
    ("cite", "answers with a place in the first document that may be cited"),
    ("code", "answers with a block of code, a change to `src/greet.rs`"),
    ("thinking", "thinks before it answers"),
    ("long N", "answers with N tokens, as fast as it can"),
    ("bulk N", "the same, in large chunks"),
];

/// A change to a file, as a model writes one down.
const CODE: &str =
    "**The simulator** (not a model) was asked for a change to a file. In `src/greet.rs`:

```rust
fn greet(name: &str) -> String {
    format!(\"Good morning, {name}.\")
}
```

Press *Apply* on the block to see what it would make of a file of yours.
";

/// How many deltas come before a fault that a word asks for.
const AFTER: usize = 5;
/// The most tokens that a word can ask for.
const MOST: usize = 1_000_000;

/// What the words of a message ask for; none where it has no such words.
pub(crate) fn scenario(asked: &Asked) -> Option<Scenario> {
    if let Some(rest) = web::after_pause(asked) {
        return Some(rest);
    }
    let question = asked.question();
    if question.is_empty() && !asked.tool_results().is_empty() {
        return notebook::again(asked);
    }
    let words: Vec<&str> = question.trim().strip_prefix("/simulate")?.split_whitespace().collect();
    let word = words.first().copied().unwrap_or("help");
    let number =
        |unless: usize| words.get(1).and_then(|word| word.parse::<usize>().ok()).unwrap_or(unless);
    let second = words.get(1).copied().unwrap_or_default();
    let unknown = || Scenario::Say(help());
    Some(match word {
        "429" => Scenario::Fail(
            Failure::of_status(429).with_header("retry-after", &number(1).to_string()),
        ),
        "spend-limit" => {
            Scenario::Fail(Failure::of_status(429).with_code("enforced_spend_limit_reached"))
        }
        "overloaded" => Scenario::Fail(Failure::of_status(529)),
        "error-mid-stream" => {
            Scenario::FailMidStream { after: AFTER, failure: Failure::of_status(529) }
        }
        "truncate" => Scenario::Truncate { after: AFTER },
        "end-early" => Scenario::EndEarly { after: AFTER },
        "stall" => Scenario::Stall { after: AFTER },
        "silence" => Scenario::Silence,
        "garbage" => Scenario::Garbage,
        "page" => Scenario::Raw {
            status: 200,
            headers: vec![("content-type".to_owned(), "text/html".to_owned())],
            body: "<!doctype html><title>Sign in</title><p>Please sign in to this network.".into(),
        },
        "drip" => {
            Scenario::Drip { text: answer::ordinary(asked), every: Duration::from_millis(200) }
        }
        "tool" => tool(asked),
        "math" => notebook::scenario(asked, second).unwrap_or_else(unknown),
        "search" => web::search(asked, second).unwrap_or_else(unknown),
        "fetch" => web::fetch(asked, second).unwrap_or_else(unknown),
        "cite" => cite::scenario(asked),
        "code" => Scenario::Say(CODE.to_owned()),
        "thinking" => Scenario::Think {
            thinking: "The simulator was asked to show what thinking looks like. \
                       These words were written beforehand."
                .to_owned(),
            text: answer::ordinary(asked),
        },
        "long" => Scenario::Long { tokens: number(1_000).min(MOST), shape: Shape::Live },
        "bulk" => Scenario::Long { tokens: number(1_000).min(MOST), shape: Shape::Bulk },
        status => match status.parse() {
            Ok(status @ 400..=599) => Scenario::Fail(Failure::of_status(status)),
            Ok(_) | Err(_) => Scenario::Say(help()),
        },
    })
}

fn help() -> String {
    let mut text = String::from(
        "**The simulator** (not a model) knows these words. Begin a message with `/simulate` and \
         one of them:\n\n| word | what it does |\n| --- | --- |\n",
    );
    for (word, meaning) in WORDS {
        text.extend(["| `", word, "` | ", meaning, " |\n"]);
    }
    text
}

/// A request for the first tool that is offered, with arguments its schema asks for.
fn tool(asked: &Asked) -> Scenario {
    let named = asked.tools().iter().find_map(|tool| Some((tool, tool.get("name")?.as_str()?)));
    let Some((tool, name)) = named else {
        return Scenario::Say(
            "**The simulator** (not a model) was told to ask for a tool, but this request offers none."
                .to_owned(),
        );
    };
    let schema = tool.get("input_schema").unwrap_or(&Value::Null);
    let properties = schema.get("properties").and_then(Value::as_object);
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let input: Map<String, Value> = properties
        .into_iter()
        .flatten()
        .filter(|(name, _)| required.contains(&name.as_str()))
        .map(|(name, schema)| (name.clone(), example(schema)))
        .collect();
    Scenario::Tool { name: name.to_owned(), input: input.into() }
}

/// A value that fits a simple schema.
fn example(schema: &Value) -> Value {
    if let Some(first) = schema.get("enum").and_then(Value::as_array).and_then(|list| list.first())
    {
        return first.clone();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("array") => json!([]),
        Some("object") => json!({}),
        Some("null") => Value::Null,
        Some(_) | None => json!("simulated"),
    }
}
