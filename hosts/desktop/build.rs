//! Tells Tauri which commands there are, so that none can be called that no capability names.

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without this list every command of ours would be open to every window.
    let manifest = AppManifest::new().commands(&["call", "cancel"]);
    tauri_build::try_build(Attributes::new().app_manifest(manifest)).map_err(Into::into)
}
