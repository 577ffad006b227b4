//! Tells Tauri which commands there are, so that none can be called that no capability names; and the
//! linker to pack the addresses that are adjusted at the start, which every start reads through.

use std::env;

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let is = |name: &str, value: &str| env::var_os(name).is_some_and(|it| it == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    // Without this list every command of ours would be open to every window.
    let manifest = AppManifest::new().commands(&["call", "cancel"]);
    tauri_build::try_build(Attributes::new().app_manifest(manifest)).map_err(Into::into)
}
