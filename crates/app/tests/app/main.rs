//! The whole application through its router, over a temporary home.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![expect(clippy::disallowed_methods, reason = "tests make files and tasks of their own")]

mod archive;
mod aside;
mod attachments;
mod branches;
mod budgets;
mod cache;
mod catalogues;
mod context;
mod diagnostics;
mod failures;
mod guests;
mod hostile;
mod keys;
mod logs;
mod look_around;
mod material;
mod mirror;
mod models;
mod patterns;
mod projects;
mod queue;
mod requests;
mod reviews;
mod search;
mod similar;
mod support;
mod templates;
mod temporary;
mod themes;
mod tools;
mod turns;
mod usage;
mod web;
