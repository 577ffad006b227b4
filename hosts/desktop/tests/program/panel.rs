//! The panel of a desktop: it keeps the list of icons, reads them, and clicks in their menus.

use std::{collections::HashMap, time::Duration};

use tokio::sync::mpsc;
use zbus::{
    Connection, Proxy, interface,
    zvariant::{OwnedValue, Value},
};

use crate::{bus::Bus, start::LONG};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const MENU: &str = "com.canonical.dbusmenu";

/// What a menu is, as the wire has it: an item with its properties and those below it.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// A panel with a tray.
pub(crate) struct Panel {
    connection: Connection,
    registered: mpsc::Receiver<String>,
}

/// An item of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: i32,
    pub(crate) label: String,
    pub(crate) enabled: bool,
}

impl Panel {
    pub(crate) async fn serve(bus: &Bus) -> Self {
        let (tell, registered) = mpsc::channel(16);
        let connection = zbus::connection::Builder::address(bus.address())
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher { tell })
            .unwrap()
            .name(WATCHER)
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { connection, registered }
    }

    /// The next icon that is put into the tray.
    pub(crate) async fn next(&mut self) -> Icon {
        let name = tokio::time::timeout(LONG, self.registered.recv()).await;
        let name = name.expect("an icon in time").unwrap();
        Icon { connection: self.connection.clone(), name }
    }

    /// Whether none was put there so far.
    pub(crate) fn is_empty(&mut self) -> bool {
        self.registered.try_recv().is_err()
    }

    /// Crashes, as panels do.
    pub(crate) async fn crash(self) {
        self.connection.close().await.unwrap();
    }
}

struct Watcher {
    tell: mpsc::Sender<String>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    async fn register_status_notifier_item(&mut self, service: String) {
        self.tell.send(service).await.unwrap();
    }

    #[zbus(property)]
    #[expect(clippy::unused_self, reason = "the shape of the interface")]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// An icon in the tray.
pub(crate) struct Icon {
    connection: Connection,
    pub(crate) name: String,
}

impl Icon {
    async fn item(&self) -> Proxy<'_> {
        self.proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem").await
    }

    async fn proxy<'a>(&'a self, path: &'a str, interface: &'a str) -> Proxy<'a> {
        zbus::proxy::Builder::new(&self.connection)
            .destination(self.name.as_str())
            .unwrap()
            .path(path)
            .unwrap()
            .interface(interface)
            .unwrap()
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await
            .unwrap()
    }

    pub(crate) async fn text(&self, property: &str) -> String {
        self.item().await.get_property(property).await.unwrap()
    }

    /// What it says when it is pointed at.
    pub(crate) async fn tip(&self) -> String {
        type Tip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let tip: OwnedValue = self.item().await.get_property("ToolTip").await.unwrap();
        Tip::try_from(tip).unwrap().3
    }

    /// Its pictures: widths, heights and bytes.
    pub(crate) async fn pictures(&self) -> Vec<(i32, i32, Vec<u8>)> {
        let pictures: OwnedValue = self.item().await.get_property("IconPixmap").await.unwrap();
        Vec::try_from(pictures).unwrap()
    }

    /// Whether it is on the bus.
    pub(crate) async fn is_there(&self) -> bool {
        let bus = zbus::fdo::DBusProxy::new(&self.connection).await.unwrap();
        bus.name_has_owner(self.name.as_str().try_into().unwrap()).await.unwrap()
    }

    /// A person clicks on it.
    pub(crate) async fn activate(&self) {
        self.item().await.call::<_, _, ()>("Activate", &(0, 0)).await.unwrap();
    }

    /// Its menu, from top to bottom, without the lines between.
    pub(crate) async fn menu(&self) -> Vec<Entry> {
        self.below(0).await.expect("a menu")
    }

    /// What stands below an item of its menu.
    pub(crate) async fn below(&self, id: i32) -> zbus::Result<Vec<Entry>> {
        let properties: &[&str] = &[];
        let (_, root): (u32, Layout) = self.ask("GetLayout", &(id, -1, properties)).await?;
        let entry = |item: OwnedValue| {
            let (id, properties, _) = Layout::try_from(item).unwrap();
            let text = |name: &str| {
                properties.get(name).map(|it| <&str>::try_from(it).unwrap().to_owned())
            };
            let enabled = properties.get("enabled").is_none_or(|it| bool::try_from(it).unwrap());
            text("label").map(|label| Entry { id, label, enabled })
        };
        Ok(root.2.into_iter().filter_map(entry).collect())
    }

    /// A person clicks on what says `label`.
    pub(crate) async fn click(&self, label: &str) {
        let menu = self.menu().await;
        let entry = menu.iter().find(|it| it.label == label);
        let entry = entry.unwrap_or_else(|| panic!("no `{label}` in {menu:?}"));
        assert!(entry.enabled, "{entry:?}");
        self.event(entry.id, "clicked").await.unwrap();
    }

    /// Says that something happened in the menu.
    pub(crate) async fn event(&self, id: i32, event: &str) -> zbus::Result<()> {
        self.ask("Event", &(id, event, Value::from(0), 0_u32)).await
    }

    /// Calls a method of its menu.
    pub(crate) async fn ask<B, R>(&self, method: &str, body: &B) -> zbus::Result<R>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
        R: for<'a> zbus::zvariant::DynamicDeserialize<'a>,
    {
        let menu: OwnedValue = self.item().await.get_property("Menu").await?;
        let path = zbus::zvariant::ObjectPath::try_from(menu)?;
        self.proxy(path.as_str(), MENU).await.call(method, body).await
    }

    /// Waits until its menu is as it should be.
    pub(crate) async fn menu_when(&self, ready: impl Fn(&[Entry]) -> bool) -> Vec<Entry> {
        let begun = std::time::Instant::now();
        loop {
            let menu = self.menu().await;
            if ready(&menu) {
                return menu;
            }
            assert!(begun.elapsed() < LONG, "the menu stays {menu:#?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
