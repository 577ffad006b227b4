//! Which model answers a turn.

use std::sync::Arc;

use atelier_rpc::{Code, Error, Result};
use atelier_vocabulary::Model;

/// The model that answers, with its facts where the endpoint gives them.
pub(crate) fn answering(
    chosen: Option<&String>,
    known: &Result<Arc<Vec<Model>>>,
) -> Result<(String, Option<Model>)> {
    match (chosen, known) {
        (Some(id), Ok(known)) => {
            Ok((id.clone(), known.iter().find(|model| model.id == *id).cloned()))
        }
        // A person who has chosen need not wait for a list that cannot be had.
        (Some(id), Err(error)) if error.code != Code::NeedsKey => Ok((id.clone(), None)),
        (Some(_) | None, Err(error)) => Err(error.clone()),
        (None, Ok(known)) => {
            let first = known.first().cloned();
            let first = first
                .ok_or_else(|| Error::new(Code::Unavailable, "the endpoint offers no model"))?;
            Ok((first.id.clone(), Some(first)))
        }
    }
}
