//! What takes conversations out and in, keeps copies of the store, and begins anew.

use std::sync::Arc;

use atelier_api::settings::SettingsApi as _;
use atelier_api::{backup, export, import, mirror};
use atelier_archive::{Archive, Backups, Mirror, Others, Premises, Reset};
use atelier_chat::Memory;
use atelier_rpc::{Call, CallId, Origin, Router};
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use crate::guard::MAIN_WINDOW;

/// Registers it. `learned` is what holds patterns, which an import may change.
pub(super) fn register(router: &mut Router, ground: &Ground, learned: Memory) -> Archive {
    let reopening = ground.clone();
    let backups = Backups::new(Premises {
        data: ground.paths.data.clone(),
        logs: ground.paths.logs.clone(),
        store_file: ground.opening.store_file.clone(),
        slot: ground.slot.clone(),
        vault: ground.vault.clone(),
        keep_out: ground.keep_out(),
        reopen: Arc::new(move || {
            let ground = reopening.clone();
            Box::pin(async move { ground.reopen().await })
        }),
        clock: Arc::clone(&ground.clock),
        changes: router.changes(),
    });
    let (ended, daily) = (ground.stop.clone(), backups.clone().daily());
    ground.tasks.spawn(async move { ended.run_until_cancelled(daily).await });
    let reset = Reset { backups: backups.clone(), settings: ground.keeper.watch() };
    backup::backup::register(router, Arc::new(backups));
    backup::reset::register(router, Arc::new(reset));
    let mirror = Mirror::new(
        ground.slot.clone(),
        Arc::clone(&ground.clock),
        ground.keep_out(),
        router.changes(),
    );
    let (ended, follow) = (ground.stop.clone(), mirror.clone().follow());
    ground.tasks.spawn(async move { ended.run_until_cancelled(follow).await });
    mirror::mirror::register(router, Arc::new(mirror));
    let archive = Archive::new(
        ground.slot.clone(),
        Arc::clone(&ground.clock),
        ground.keep_out(),
        ground.keeper.watch(),
        router.changes(),
    );
    let archive = archive.beside(others(ground, learned));
    export::export::register(router, Arc::new(archive.clone()));
    import::import::register(router, Arc::new(archive.clone()));
    archive
}

/// What an import changes beside conversations, through those who keep it.
fn others(ground: &Ground, learned: Memory) -> Others {
    let keeper = ground.keeper.clone();
    Others {
        settings: Arc::new(move |patch| {
            let keeper = keeper.clone();
            Box::pin(async move {
                let origin = Origin::Window(MAIN_WINDOW.to_owned());
                let call = Call::new(CallId::new("import"), origin, CancellationToken::new());
                keeper.save(call, patch).await.map(|_| ())
            })
        }),
        learned: Arc::new(move || learned.clear()),
    }
}
