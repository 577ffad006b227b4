//! The `OpenAPI` document of the HTTP door.

use atelier_rpc::{Kind, Operation, TypeRef};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The document, as pretty JSON.
pub(super) fn document(operations: &[&Operation]) -> String {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let error = (TypeRef::of::<atelier_rpc::Error>().schema)(&mut generator);
    let mut paths = Map::new();
    for operation in operations {
        let input = (operation.input.schema)(&mut generator);
        let output = (operation.output.schema)(&mut generator);
        paths.insert(format!("/api/{}", operation.name), path(operation, &input, &output, &error));
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Atelier",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The local API of Atelier. Every request needs the bearer token that the server printed when it started, and names this machine as its host."
        },
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": generator.take_definitions(true),
        }
    });
    format!("{document:#}\n")
}

fn path(
    operation: &Operation,
    input: &schemars::Schema,
    output: &schemars::Schema,
    error: &schemars::Schema,
) -> Value {
    let media = match operation.kind {
        Kind::Stream => "text/event-stream",
        Kind::Query | Kind::Command => "application/json",
    };
    let refusal = |description: &str| json!({ "description": description, "content": { "application/json": { "schema": error } } });
    json!({ "post": {
        "operationId": operation.name,
        "summary": operation.doc.trim(),
        "tags": [operation.name.split_once('.').map_or("", |(domain, _)| domain)],
        "requestBody": { "required": true, "content": { "application/json": { "schema": input } } },
        "responses": {
            "200": { "description": "Done.", "content": { media: { "schema": output } } },
            "400": refusal("The request is malformed, or did not arrive whole."),
            "401": refusal("The token is missing or wrong."),
            "403": refusal("The caller may not do this."),
            "404": refusal("There is no such thing."),
            "405": refusal("Operations are called with POST."),
            "409": refusal("There is no API key, the place it is kept in is locked, or what was to be changed is not what the caller had seen."),
            "413": refusal("The body is too large."),
            "414": { "description": "The address is too long." },
            "422": refusal("The input does not fit."),
            "431": { "description": "The headers are too large." },
            "499": refusal("The client gave up."),
            "500": refusal("A defect."),
            "503": refusal("The store or the endpoint cannot be used now."),
            "504": refusal("It took too long."),
        }
    } })
}
