//! Logs: to the console and to a few small files, at a level that can change while the program runs.
//!
//! Every line passes one gate before it is written: whatever is shaped like a key is taken out, and
//! control characters are escaped, so that a log can neither leak a secret nor write to a terminal.
//! What people write and what models answer is never logged in the first place.

mod level;
mod redact;
mod rolling;
mod telemetry;

pub use level::Level;
pub use redact::redact;
pub use telemetry::{Telemetry, TelemetryError, TelemetryOptions, init, subscriber};
