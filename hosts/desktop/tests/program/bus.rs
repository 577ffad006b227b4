//! A session's bus of a test's own, and a daemon for notices on it.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use tokio::sync::mpsc;
use zbus::{interface, object_server::SignalEmitter, zvariant::OwnedValue};

/// A bus on which nothing is started because somebody asks for it.
pub(crate) struct Bus {
    child: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Bus {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let configuration = folder.path().join("bus.conf");
        #[expect(clippy::disallowed_methods, reason = "a file of the test's own")]
        std::fs::write(&configuration, CONFIGURATION).unwrap();
        #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
        let mut command = Command::new("dbus-daemon");
        let mut child = command
            .arg(format!("--config-file={}", configuration.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { child, address: address.trim().to_owned(), _folder: folder }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A notice that was shown.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) id: u32,
    /// The application, its icon, and how long it stays.
    pub(crate) from: (String, String, i32),
    pub(crate) replaces: u32,
    pub(crate) summary: String,
    pub(crate) body: String,
    pub(crate) actions: Vec<String>,
    pub(crate) silent: bool,
}

/// The daemon, as a desktop has one.
pub(crate) struct Daemon(zbus::Connection);

impl Daemon {
    pub(crate) async fn serve(bus: &Bus) -> (Self, mpsc::Receiver<Shown>) {
        let (tell, told) = mpsc::channel(8);
        let connection = zbus::connection::Builder::address(bus.address())
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .serve_at(PATH, Notices { tell, last: 40 })
            .unwrap()
            .build()
            .await
            .unwrap();
        (Self(connection), told)
    }

    /// A person clicks.
    pub(crate) async fn click(&self, id: u32, action: &str) {
        let notices = self.0.object_server().interface::<_, Notices>(PATH).await.unwrap();
        Notices::action_invoked(notices.signal_emitter(), id, action).await.unwrap();
    }
}

const PATH: &str = "/org/freedesktop/Notifications";

struct Notices {
    tell: mpsc::Sender<Shown>,
    last: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notices {
    #[expect(clippy::unused_self, reason = "the shape of the interface")]
    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body", "body-markup"].map(str::to_owned).to_vec()
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has them")]
    async fn notify(
        &mut self,
        app: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expires: i32,
    ) -> u32 {
        self.last += 1;
        let id = if replaces == 0 { self.last } else { replaces };
        let silent = hints.get("suppress-sound").is_some_and(|it| bool::try_from(it) == Ok(true));
        let from = (app, icon, expires);
        self.tell.send(Shown { id, from, replaces, summary, body, actions, silent }).await.unwrap();
        id
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &SignalEmitter<'_>,
        id: u32,
        action_key: &str,
    ) -> zbus::Result<()>;
}

const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
