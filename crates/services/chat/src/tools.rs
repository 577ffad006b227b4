//! Tools: what Claude is told of them, and what runs those of this machine.
//!
//! A tool of this machine is a value: a definition and a function. Those of the endpoint are definitions alone. It is told of only where the settings say so.
//! Whatever becomes of a call, there is a result: an answer, or words that help to ask better.

mod call;
mod math_notebook;
mod offer;
mod web;

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use atelier_api::tool::ToolApi;
use atelier_rpc::{Call, NoInput, Result};
use atelier_vocabulary::{Settings, Tool, ToolPlace, ToolSettings};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub(crate) use call::{Asked, asked, error_block};
pub(crate) use offer::Offer;
pub(crate) use web::searches_of;

use self::web::WebOffer;

/// How many bytes are taken for one token where nobody counts.
const BYTES_PER_TOKEN: usize = 4;

/// The work of a tool: its input, and a token that is cancelled when nobody wants the result.
pub(crate) type Run = Arc<dyn Fn(Value, CancellationToken) -> Running + Send + Sync>;

/// A tool at work.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<Value, ToolFailure>> + Send>>;

/// A tool: what Claude is told of it, and what runs it.
#[derive(Clone)]
pub struct ClientTool {
    /// Its name, as Claude asks for it.
    pub name: &'static str,
    /// Its name for a person.
    pub title: &'static str,
    /// What it does, for a person.
    pub summary: &'static str,
    /// What Claude is told: what it does, when it helps, what it does not do.
    pub description: &'static str,
    /// The JSON schema of its input. The API takes no `oneOf` at its top and no `$ref`.
    pub input_schema: Value,
    /// How long a call may take.
    pub limit: Duration,
    /// Whether the settings switch it on.
    pub enabled: fn(ToolSettings) -> bool,
    /// Its work.
    pub run: Run,
}

/// Why a tool gave no answer, in words that help Claude to ask better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolFailure(
    /// What was wrong, and what to do.
    pub String,
);

impl fmt::Display for ToolFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for ToolFailure {}

impl ClientTool {
    /// The definition, as the API has it.
    pub(crate) fn definition(&self) -> Value {
        json!({
            "name": self.name,
            "description": self.description,
            "input_schema": self.input_schema,
        })
    }

    fn for_person(&self, settings: ToolSettings) -> Tool {
        let bytes = self.definition().to_string().len();
        Tool {
            name: self.name.to_owned(),
            title: self.title.to_owned(),
            summary: self.summary.to_owned(),
            enabled: (self.enabled)(settings),
            definition_tokens: tokens_of(bytes),
            runs_on: ToolPlace::ThisComputer,
            use_nano_usd: Some(0),
        }
    }
}

/// The tools there are.
#[derive(Clone)]
pub struct Tools {
    /// The settings in force.
    pub settings: watch::Receiver<Settings>,
    /// Every tool, switched on or not.
    pub all: Arc<[ClientTool]>,
}

impl Tools {
    /// Returns the tools of the product.
    pub fn new(settings: watch::Receiver<Settings>) -> Self {
        Self { settings, all: Arc::new([math_notebook::tool()]) }
    }

    /// Returns what Claude is told of now.
    pub(crate) fn offered(&self) -> Offer {
        let settings = self.settings.borrow();
        let here = self.all.iter().filter(|tool| (tool.enabled)(settings.tools)).cloned();
        Offer { here: here.collect(), web: WebOffer::of(&settings) }
    }
}

impl ToolApi for Tools {
    async fn list(&self, _call: Call, _input: NoInput) -> Result<Vec<Tool>> {
        let settings = self.settings.borrow();
        let here = self.all.iter().map(|tool| tool.for_person(settings.tools));
        Ok(here.chain(web::for_person(&settings)).collect())
    }
}

/// About how many tokens so many bytes of a definition are.
fn tokens_of(bytes: usize) -> u64 {
    u64::try_from(bytes.div_ceil(BYTES_PER_TOKEN)).unwrap_or(u64::MAX)
}
