//! One declaration per capability; every host serves it.
//!
//! [`api!`] turns a table of operations into a trait that a service implements and a `register`
//! function that puts the service behind a [`Router`]. Hosts (desktop, HTTP, CLI) only ever see
//! the router. It is the one place where a caller is admitted, an input is checked, a queue is
//! kept, a panic becomes an error, time is measured and a change is announced.
//!
//! It knows no operation, no host and no transport.

mod annex;
mod call;
mod change;
mod error;
mod latency;
mod macros;
mod operation;
mod queue;
mod router;
mod wire;

pub use annex::Annex;
pub use call::{Call, CallId, Events, Origin};
pub use change::Change;
pub use error::{Code, Error, Result};
pub use latency::{Latency, Meter};
pub use operation::{Kind, NoInput, Operation, Scope, TypeRef};
pub use router::{Guard, Handler, Router};
pub use wire::{decode, encode};

#[doc(hidden)]
pub use futures_util::future::BoxFuture;
