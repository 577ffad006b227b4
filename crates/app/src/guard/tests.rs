//! Who may do what.

use atelier_rpc::Origin;

use super::allowed;

const ID: &str = "018f3c5a-7b1e-7000-8000-000000000000";

fn open_to(origin: &Origin) -> Vec<&'static str> {
    let open = atelier_api::operations().filter(|it| allowed(origin, it));
    open.map(|it| it.name).collect()
}

fn window(label: &str) -> Vec<&'static str> {
    open_to(&Origin::Window(label.to_owned()))
}

// rows: 1.47
#[test]
fn quick_entry_begins_a_conversation_and_does_nothing_else() {
    let mut open = window("quick");
    open.sort_unstable();
    let few = [
        "change.watch",
        "conversation.create",
        "desktop.leave",
        "desktop.show",
        "log.write",
        "queue.add",
        "settings.get",
        "store.status",
        "theme.list",
    ];
    assert_eq!(open, few);
}

// rows: 1.47
#[test]
fn a_window_with_a_conversation_touches_neither_secrets_nor_what_all_is_kept_in() {
    let open = window(&format!("conversation-{ID}"));
    for needed in ["conversation.send", "message.edit", "settings.get", "desktop.leave"] {
        assert!(open.contains(&needed), "{needed}");
    }
    for closed in ["secret.save", "secret.unlock", "backup.restore", "reset.everything"] {
        assert!(!open.contains(&closed), "{closed}");
    }
    for other in ["conversation-", "conversation-x", &format!("conversation-{}", ID.to_uppercase())]
    {
        let expected = if other.ends_with(ID) { open.len() } else { 0 };
        assert_eq!(window(other).len(), expected, "{other}");
    }
    assert!(window("second").is_empty() && window("Quick").is_empty());
}

#[test]
fn the_desktop_is_for_windows_and_the_command_line() {
    for closed in [Origin::Page, Origin::Http] {
        let open = open_to(&closed);
        assert!(!open.iter().any(|name| ["desktop.notify", "desktop.choose"].contains(name)));
    }
    for open in [Origin::Cli, Origin::Window("main".to_owned())] {
        assert!(open_to(&open).contains(&"desktop.choose"));
    }
    assert!(open_to(&Origin::Page).contains(&"link.take"));
}
