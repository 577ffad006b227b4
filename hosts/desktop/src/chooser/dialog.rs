//! The dialog of GTK, or of the portal where the desktop has the application in a box.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
};

use atelier_app::ChoosePath;
use atelier_vocabulary::PathKind;
use gtk::{FileChooserAction, FileChooserNative, ResponseType, prelude::*};
use tokio::sync::oneshot;

/// Opens the dialog, on the thread that paints; `tell` learns what was chosen.
pub(super) fn open(
    parent: Option<&gtk::ApplicationWindow>,
    asked: &ChoosePath,
    tell: oneshot::Sender<Option<PathBuf>>,
) {
    let action = match asked.kind {
        PathKind::Folder => FileChooserAction::SelectFolder,
        PathKind::File => FileChooserAction::Open,
        PathKind::NewFile => FileChooserAction::Save,
    };
    let dialog = FileChooserNative::new(Some(&asked.title), parent, action, None, None);
    dialog.set_modal(true);
    dialog.set_do_overwrite_confirmation(true);
    dialog.set_create_folders(true);
    if let Some(start) = asked.start.as_deref().map(Path::new) {
        begin_at(&dialog, asked.kind, start);
    }
    // Nobody else holds the dialog: it holds itself until it was answered.
    let held = RefCell::new(Some((dialog.clone(), tell)));
    dialog.connect_response(move |_, response| {
        let Some((dialog, tell)) = held.take() else { return };
        let chosen = (response == ResponseType::Accept).then(|| dialog.filename()).flatten();
        dialog.destroy();
        drop(tell.send(chosen));
    });
    dialog.show();
}

/// Shows the folder, and the name of a file that is to be written.
fn begin_at(dialog: &FileChooserNative, kind: PathKind, start: &Path) {
    let folder = match kind {
        PathKind::Folder | PathKind::File if start.is_dir() => Some(start),
        PathKind::Folder | PathKind::File | PathKind::NewFile => start.parent(),
    };
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog.set_current_folder(folder);
    }
    if kind == PathKind::NewFile
        && let Some(name) = start.file_name().and_then(|name| name.to_str())
    {
        dialog.set_current_name(name);
    }
}
