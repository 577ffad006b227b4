//! Operations: what the caller may do.

use atelier_api::operation::{OperationApi, OperationSummary};
use atelier_rpc::{Call, NoInput, Operation, Origin, Result};

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
}

fn summary(operation: &'static Operation) -> OperationSummary {
    OperationSummary {
        name: operation.name.to_owned(),
        kind: operation.kind,
        doc: operation.doc.trim().to_owned(),
        requires: operation.requires.iter().map(|it| (*it).to_owned()).collect(),
    }
}
