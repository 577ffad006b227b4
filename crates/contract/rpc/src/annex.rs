//! Another place that answers calls about what stands there, with the same operations.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::{Operation, Result, Router};

/// Knows what stands in another place. Whoever calls need not know where something stands.
pub trait Annex: Send + Sync + 'static {
    /// The router of the other place, where the call is about something that stands there; none where it
    /// is not. An error says why the operation is not possible there.
    fn answers<'a>(
        &'a self,
        operation: &'static Operation,
        input: &'a Value,
    ) -> BoxFuture<'a, Result<Option<Arc<Router>>>>;
}
