//! Tools that Claude may ask for.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::Tool;

api! {
    /// Tools that Claude may ask for.
    pub trait ToolApi in tool {
        /// Lists the tools, whether Claude is told of them, and what telling it costs.
        query list(NoInput) -> Vec<Tool>, provides [Settings], requires [SettingsRead];
    }
}
