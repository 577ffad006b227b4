//! Operations: what the caller may do.

use atelier_api::operation::{GetOperation, OperationApi, OperationDetail, OperationSummary};
use atelier_rpc::{Call, Code, Error, NoInput, Operation, Origin, Result};
use schemars::generate::SchemaSettings;

/// Lists the operations that a caller may use.
pub struct Operations(
    /// Whether a caller may run an operation.
    pub fn(&Origin, &Operation) -> bool,
);

impl OperationApi for Operations {
    async fn list(&self, call: Call, _input: NoInput) -> Result<Vec<OperationSummary>> {
        let open = |operation: &&'static Operation| (self.0)(&call.origin, operation);
        Ok(atelier_api::operations().filter(open).map(summary).collect())
    }

    async fn get(&self, call: Call, input: GetOperation) -> Result<OperationDetail> {
        let found = atelier_api::operations()
            .find(|it| it.name == input.name && (self.0)(&call.origin, it))
            .ok_or_else(|| Error::new(Code::NotFound, "there is no such operation"))?;
        Ok(OperationDetail {
            name: found.name.to_owned(),
            kind: found.kind,
            doc: found.doc.trim().to_owned(),
            input: schema(found),
        })
    }
}

fn summary(operation: &'static Operation) -> OperationSummary {
    OperationSummary {
        name: operation.name.to_owned(),
        kind: operation.kind,
        doc: operation.doc.trim().to_owned(),
        requires: operation.requires.iter().map(|it| (*it).to_owned()).collect(),
    }
}

/// The JSON Schema of what an operation takes, with every definition that it refers to.
fn schema(operation: &Operation) -> serde_json::Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = (operation.input.schema)(&mut generator);
    let definitions = generator.take_definitions(true);
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), definitions.into());
    }
    schema.into()
}
