//! What is asked of a server: one commit, and of its files none that is too large.

use crate::GitError;
use crate::advert::Head;
use crate::packet::written;

/// The request for the commit that HEAD names, without those before it.
pub(crate) fn body(head: &Head, largest_file: usize) -> Result<String, GitError> {
    if !head.can("side-band-64k") {
        return Err(GitError::Malformed {
            what: "the server speaks an older form of the protocol",
        });
    }
    let mut wants = format!("want {} side-band-64k", head.commit);
    // What is sent back may say where a base lies; nothing is sent that has its base elsewhere.
    for word in ["ofs-delta", "no-progress", "filter"] {
        if head.can(word) {
            wants.push(' ');
            wants.push_str(word);
        }
    }
    let agent = concat!(" agent=atelier/", env!("CARGO_PKG_VERSION"), "\n");
    wants.push_str(agent);
    let mut body = written(&wants);
    if head.can("shallow") {
        body.push_str(&written("deepen 1\n"));
    }
    if head.can("filter") {
        body.push_str(&written(&format!("filter blob:limit={}\n", largest_file + 1)));
    }
    body.push_str("0000");
    body.push_str(&written("done\n"));
    Ok(body)
}
