//! Commas between what stays and what comes.

use super::Out;
use crate::file::File;
use crate::parts::Parts;
use crate::text::is_blank;
use crate::write::both;

/// Puts commas where what comes meets what stays.
pub(super) fn add_commas(outs: &mut [Out], file: &File) {
    let text = |out: &Out| match out {
        Out::Kept(line) => file.lines.get(*line).to_owned(),
        Out::New(text) => text.clone(),
    };
    let count = outs.len();
    for at in 0..count {
        let Some(here) = outs.get(at).map(text) else { continue };
        let after =
            (at + 1..count).find_map(|next| outs.get(next).filter(|next| !is_blank(&text(next))));
        let Some(after) = after else { continue };
        let meets = matches!(outs.get(at), Some(Out::New(_))) != matches!(after, Out::New(_));
        let (ends, begins) = (here.trim_end().to_owned(), text(after).trim().to_owned());
        let is_open = ends.closes_among("{[(,;:") || ends.is_empty() || ends.opens("//");
        let is_close = begins.opens_among("}])");
        if meets
            && !is_open
            && !is_close
            && let Some(out) = outs.get_mut(at)
        {
            *out = Out::New(both(&ends, ","));
        }
    }
}
