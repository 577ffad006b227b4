//! The contract as data: what operations there are, and what each takes.
//!
//! It is read from the published description of the API, which is generated from the declaration
//! tables and checked against them, so that help and errors need no open data folder.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The published description of the API.
const PUBLISHED: &str = include_str!("../../../docs/openapi.json");
/// Where it keeps its types.
const TYPES: &str = "#/components/schemas/";

/// An operation, as far as a command line needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    /// `domain.method`.
    pub(crate) name: String,
    /// What it does.
    pub(crate) doc: String,
    /// Whether it yields events.
    pub(crate) streams: bool,
    /// What it takes, in order.
    pub(crate) fields: Vec<Field>,
}

/// One field of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name on the wire.
    pub(crate) name: String,
    /// What it means.
    pub(crate) doc: String,
    /// Whether there is no doing without.
    pub(crate) required: bool,
    /// Whether it may be `null`.
    pub(crate) nullable: bool,
    /// What it holds.
    pub(crate) shape: Shape,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Text, taken as it is.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Truth,
    /// One of some words.
    Word(Vec<String>),
    /// Anything with a structure of its own, as JSON.
    Json,
}

impl Operation {
    /// The name's two parts: domain and method.
    pub(crate) fn parts(&self) -> (&str, &str) {
        self.name.split_once('.').unwrap_or((&self.name, ""))
    }
}

/// Every operation, by name.
pub(crate) fn operations() -> Result<Vec<Operation>, serde_json::Error> {
    let page: Page = serde_json::from_str(PUBLISHED)?;
    let types = &page.components.schemas;
    let posts = page.paths.into_values().filter_map(|path| path.post);
    Ok(posts.map(|post| operation(post, types)).collect())
}

#[derive(Deserialize)]
struct Page {
    paths: BTreeMap<String, Path>,
    components: Components,
}

#[derive(Deserialize)]
struct Components {
    schemas: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Path {
    post: Option<Post>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Post {
    operation_id: String,
    #[serde(default)]
    summary: String,
    request_body: Option<Body>,
    #[serde(default)]
    responses: BTreeMap<String, Body>,
}

#[derive(Default, Deserialize)]
struct Body {
    #[serde(default)]
    content: BTreeMap<String, Media>,
}

#[derive(Deserialize)]
struct Media {
    schema: Value,
}

fn operation(post: Post, types: &BTreeMap<String, Value>) -> Operation {
    let streams = post
        .responses
        .get("200")
        .is_some_and(|body| body.content.contains_key("text/event-stream"));
    let body = post.request_body.unwrap_or_default();
    let input = body.content.get("application/json").map(|media| resolve(&media.schema, types));
    let fields = input.map(|input| fields(input, types)).unwrap_or_default();
    Operation { name: post.operation_id, doc: post.summary, streams, fields }
}

fn fields(input: &Value, types: &BTreeMap<String, Value>) -> Vec<Field> {
    let empty = Map::new();
    let properties = input.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let required = input.get("required").and_then(Value::as_array);
    let field = |(name, schema): (&String, &Value)| Field {
        name: name.clone(),
        doc: schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned(),
        required: required.is_some_and(|names| names.iter().any(|it| it == name.as_str())),
        nullable: alternatives(schema).iter().any(is_null) || names(schema).contains(&"null"),
        shape: shape(schema, types),
    };
    properties.iter().map(field).collect()
}

fn shape(schema: &Value, types: &BTreeMap<String, Value>) -> Shape {
    // `T or null` is read as `T`.
    let some = alternatives(schema).iter().find(|it| !is_null(it));
    let schema = resolve(some.unwrap_or(schema), types);
    let words = words(schema);
    if !words.is_empty() {
        return Shape::Word(words);
    }
    let kinds = names(schema);
    let is =
        |kind: &str| kinds.contains(&kind) && kinds.iter().all(|it| [kind, "null"].contains(it));
    match () {
        () if is("string") => Shape::Text,
        () if is("integer") => Shape::Integer,
        () if is("boolean") => Shape::Truth,
        () => Shape::Json,
    }
}

fn resolve<'a>(schema: &'a Value, types: &'a BTreeMap<String, Value>) -> &'a Value {
    let named = schema.get("$ref").and_then(Value::as_str);
    named.and_then(|name| types.get(name.strip_prefix(TYPES)?)).unwrap_or(schema)
}

/// The words of an enumeration; none where the schema is something else.
fn words(schema: &Value) -> Vec<String> {
    let listed = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
    let named = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    listed
        .chain(named.filter_map(|it| it.get("const")))
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn alternatives(schema: &Value) -> &[Value] {
    schema.get("anyOf").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
}

/// The names of the types a schema admits.
fn names(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_with_their_shapes() {
        let operations = operations().unwrap();
        let shape = |operation: &str, field: &str| {
            let operation = operations.iter().find(|it| it.name == operation).unwrap();
            let field = operation.fields.iter().find(|it| it.name == field).unwrap();
            (field.shape.clone(), field.required, field.nullable)
        };
        let efforts = ["low", "medium", "high", "xhigh", "max"].map(str::to_owned).to_vec();
        for (operation, field, expected) in [
            ("conversation.get", "id", (Shape::Text, true, false)),
            ("conversation.list", "limit", (Shape::Integer, false, true)),
            ("conversation.list", "trashed", (Shape::Truth, false, false)),
            ("conversation.create", "effort", (Shape::Word(efforts), false, true)),
            ("settings.save", "onboarded", (Shape::Truth, false, true)),
            ("settings.save", "endpoint", (Shape::Json, false, true)),
            ("settings.save", "spki_pins", (Shape::Json, false, true)),
        ] {
            assert_eq!(shape(operation, field), expected, "{operation} {field}");
        }
        assert!(operations.iter().any(|it| it.name == "conversation.send" && it.streams));
        assert!(operations.iter().any(|it| it.name == "health.get" && it.fields.is_empty()));
    }
}
