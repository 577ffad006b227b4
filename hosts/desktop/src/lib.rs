//! The desktop door of Atelier: its windows, two commands.
//!
//! The page in a window is treated as hostile. All it can reach is `call`, which runs an
//! operation through the router, and `cancel`, which stops one; it cannot navigate, open windows,
//! download, or use any plugin. What the application can do is declared and done elsewhere; what needs
//! the desktop, such as a notice or another window, an operation asks for, and is done here.

mod appearance;
mod artifact;
mod asking;
mod batch;
mod blobs;
mod calls;
mod chooser;
mod closing;
mod environment;
mod errands;
mod external;
mod ipc;
mod links;
mod local_api;
mod notices;
mod page;
mod quick_keys;
mod sandbox;
mod setup;
mod shell;
mod tray;
mod watchdog;
mod web_process;
mod windows;
mod work;

pub use setup::{context, open_window, run, serve};
pub use shell::{Opened, Shell};
