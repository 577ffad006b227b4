//! A loopback server that speaks the Messages API, for tests, benchmarks and looking around.
//!
//! It is not a model and never pretends to be one: left to itself it answers with a text that says
//! so and echoes the question. Scripts and words in a message make it answer in other ways, faulty
//! ones included. It listens on 127.0.0.1 only, opens no connection of its own and writes no file.

mod answer;
mod cache;
mod cite;
mod failure;
mod files;
mod material;
mod model;
mod notebook;
mod pairing;
mod plan;
mod request;
mod scenario;
mod serve;
mod served;
mod simulator;
mod steps;
mod web;
mod words;

pub use scenario::{Failure, Scenario, Shape};
pub use simulator::{Access, Keys, RecordedRequest, Simulator, SimulatorOptions};
pub use words::WORDS;
