//! The question whether a page that does not answer is to be loaded anew.

use atelier_app::LabelUnresponsive;
use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, ResponseType, prelude::*};
use webkit2gtk::WebView;

/// Makes the dialog over the window of `view`. What changes nothing has the focus.
pub(super) fn of(view: &WebView, words: &LabelUnresponsive) -> MessageDialog {
    let window = view.toplevel().and_then(|widget| widget.downcast::<gtk::Window>().ok());
    let flags = DialogFlags::MODAL | DialogFlags::DESTROY_WITH_PARENT;
    let dialog = MessageDialog::new(
        window.as_ref(),
        flags,
        MessageType::Warning,
        ButtonsType::None,
        &words.title,
    );
    dialog.set_title(&words.title);
    dialog.set_secondary_text(Some(&words.text));
    dialog.add_button(&words.wait, ResponseType::Cancel);
    dialog.add_button(&words.reload, ResponseType::Accept);
    dialog.set_default_response(ResponseType::Cancel);
    dialog
}

/// What is said where no page has said it in the person's language yet.
pub(super) fn in_english() -> LabelUnresponsive {
    LabelUnresponsive {
        title: "This window does not answer".to_owned(),
        text: "What was said is kept. The window can be loaded anew.".to_owned(),
        wait: "Wait".to_owned(),
        reload: "Load anew".to_owned(),
    }
}
