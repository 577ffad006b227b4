//! What Claude is told of with a request.

use atelier_vocabulary::Model;
use serde_json::Value;

use super::{ClientTool, web::WebOffer};

/// What Claude may ask for: tools of this machine, and those of the endpoint.
#[derive(Clone, Default)]
pub(crate) struct Offer {
    /// The tools that run on this machine.
    pub(crate) here: Vec<ClientTool>,
    /// The web tools, which the endpoint runs.
    pub(crate) web: WebOffer,
}

impl Offer {
    /// The definitions, as the API has them. A model is told of no tool that it cannot use.
    pub(crate) fn definitions(&self, facts: Option<&Model>) -> Vec<Value> {
        let mut definitions: Vec<Value> = self.here.iter().map(ClientTool::definition).collect();
        definitions.extend(self.web.definitions(facts));
        definitions
    }
}
