//! The interface, as the server carries it: the window and HTTP share one copy.

use std::{borrow::Cow, iter};

use atelier_server::{page_file, page_files};
use tauri::{
    Assets, Runtime,
    utils::assets::{AssetKey, AssetsIter, CspHash},
};

/// The files of the interface.
pub(crate) struct Page;

impl<R: Runtime> Assets<R> for Page {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        page_file(key.as_ref()).map(Cow::Borrowed)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(page_files().map(|(path, file)| (Cow::Borrowed(path), Cow::Borrowed(file))))
    }

    /// No script and no style stands in the page itself.
    fn csp_hashes(&self, _html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(iter::empty())
    }
}
