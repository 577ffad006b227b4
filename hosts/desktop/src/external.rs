//! Links to the outside, which the system's own programs open.

use tauri::Url;

/// The longest address that is handed on.
const CHARS: usize = 2_048;

/// Whether an address may be handed to another program: the web and mail, and nothing that hides
/// where it leads or that could be taken for a file or an option.
pub(crate) fn may_open(url: &Url) -> bool {
    let plain = url.as_str().len() <= CHARS && !url.as_str().contains(char::is_control);
    match url.scheme() {
        "https" | "http" => {
            let named = url.host_str().is_some_and(|host| !host.is_empty());
            plain && named && url.username().is_empty() && url.password().is_none()
        }
        "mailto" => plain && !url.path().is_empty(),
        _ => false,
    }
}

/// Hands an address to the person's browser or mail program, or does nothing.
///
/// The page asks for it by opening a window, which a page may do only right after a click; there
/// is no command for it.
pub(crate) fn open(url: &Url) {
    if !may_open(url) {
        tracing::warn!(scheme = url.scheme(), "an address was not opened");
        return;
    }
    let address = url.to_string();
    // Looking for a program takes a while, and the caller is the thread that paints.
    drop(std::thread::spawn(move || {
        if let Err(error) = open::that_detached(address) {
            tracing::warn!(%error, "no program could be found that opens an address");
        }
    }));
}

#[cfg(test)]
mod tests;
