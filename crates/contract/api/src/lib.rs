//! The contract: what the product can do, in one place, without doing it.
//!
//! One file a domain: its table of operations and their inputs; and one that says how failures of
//! the outside world look to a caller. Nothing else. The table says of
//! each operation what cached state its result is made of (`provides`), what it makes stale
//! (`invalidates`), what its caller must be allowed (`requires`) and in which queue its calls run
//! one after another (`scope`).

pub mod aside;
pub mod attachment;
pub mod backup;
pub mod booster;
pub mod budget;
pub mod cache;
pub mod change;
pub mod context;
pub mod conversation;
pub mod desktop;
pub mod diagnostics;
pub mod draft;
pub mod export;
mod failure;
pub mod file;
pub mod folder;
pub mod health;
pub mod import;
pub mod link;
pub mod log;
pub mod message;
pub mod mirror;
pub mod model;
pub mod operation;
pub mod pattern;
pub mod project;
pub mod queue;
pub mod search;
pub mod secret;
pub mod server;
pub mod settings;
pub mod store;
pub mod template;
pub mod temporary;
pub mod theme;
pub mod tool;
pub mod usage;

use atelier_rpc::Operation;

pub use failure::failed;

/// Every operation of the product, domain by domain.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [
        aside::aside::OPERATIONS,
        attachment::attachment::OPERATIONS,
        backup::backup::OPERATIONS,
        backup::reset::OPERATIONS,
        booster::booster::OPERATIONS,
        budget::budget::OPERATIONS,
        cache::cache::OPERATIONS,
        change::change::OPERATIONS,
        context::context::OPERATIONS,
        conversation::conversation::OPERATIONS,
        desktop::desktop::OPERATIONS,
        diagnostics::diagnostics::OPERATIONS,
        draft::draft::OPERATIONS,
        export::export::OPERATIONS,
        file::file::OPERATIONS,
        folder::folder::OPERATIONS,
        health::health::OPERATIONS,
        health::metrics::OPERATIONS,
        import::import::OPERATIONS,
        link::link::OPERATIONS,
        log::log::OPERATIONS,
        message::message::OPERATIONS,
        mirror::mirror::OPERATIONS,
        model::model::OPERATIONS,
        operation::operation::OPERATIONS,
        pattern::pattern::OPERATIONS,
        project::project::OPERATIONS,
        project::shelf::OPERATIONS,
        search::search::OPERATIONS,
        queue::queue::OPERATIONS,
        secret::secret::OPERATIONS,
        server::server::OPERATIONS,
        settings::settings::OPERATIONS,
        store::store::OPERATIONS,
        template::template::OPERATIONS,
        temporary::temporary::OPERATIONS,
        theme::theme::OPERATIONS,
        tool::tool::OPERATIONS,
        usage::usage::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}
