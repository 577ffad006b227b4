//! Who may use whom.

/// Where in the house a package lives. The name is the folder's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer<'a> {
    Vocabulary,
    Rpc,
    Api,
    Logic(&'a str),
    World(&'a str),
    Service(&'a str),
    App,
    Simulator,
    Testkit,
    Host(&'a str),
    /// A crate of logic, made callable from the page.
    Skin(&'a str),
    /// Measures and builds the rest; nothing depends on it.
    Tool,
}

impl<'a> Layer<'a> {
    /// The layer of the package in `folder`, which is a path below the root.
    pub(super) fn of(folder: &'a str) -> Option<Self> {
        let parts: Vec<&str> = folder.split('/').collect();
        Some(match *parts.as_slice() {
            ["crates", "contract", "vocabulary"] => Self::Vocabulary,
            ["crates", "contract", "rpc"] => Self::Rpc,
            ["crates", "contract", "api"] => Self::Api,
            ["crates", "logic", name] => Self::Logic(name),
            ["crates", "world", name] => Self::World(name),
            ["crates", "services", name] => Self::Service(name),
            ["crates", "app"] => Self::App,
            ["crates", "simulator"] => Self::Simulator,
            ["crates", "testkit"] => Self::Testkit,
            ["hosts", name] => Self::Host(name),
            ["wasm", name] => Self::Skin(name),
            ["bench" | "xtask"] => Self::Tool,
            _ => return None,
        })
    }
}

/// World crates and the logic they carry out.
const CARRIES: &[(&str, &str)] =
    &[("claude", "claude-wire"), ("files", "skill-format"), ("store", "search")];

/// Whether a package in `from` may depend on one in `to`; `for_tests`, only in its tests.
pub(super) fn may_use(from: Layer, to: Layer, for_tests: bool) -> bool {
    use Layer::{
        Api, App, Host, Logic, Rpc, Service, Simulator, Skin, Testkit, Tool, Vocabulary, World,
    };
    if for_tests && matches!(to, Simulator | Testkit) {
        return true;
    }
    match (from, to) {
        (Tool, _)
        | (Api | App | Service(_) | Host(_) | Simulator | Testkit, Vocabulary | Rpc)
        | (Logic(_) | World(_), Vocabulary)
        | (App | Service(_), Api | Logic(_) | World(_))
        | (App, Service(_) | Simulator)
        | (Simulator | Testkit, Logic(_))
        | (Host(_), App)
        | (Host("desktop" | "cli"), Host("server")) => true,
        (World(from), Logic(to)) => CARRIES.contains(&(from, to)),
        (Skin(from), Logic(to)) => from == to,
        (World(from), World(to)) => to == "process" && from != to,
        _ => false,
    }
}

/// What speaks to a person or a network by itself; below the hosts only the simulator serves.
const DOORS: &[&str] = &["tauri", "clap", "axum"];
/// What touches the world.
const EFFECTS: &[&str] = &["tokio", "reqwest", "rusqlite"];

/// Says what is wrong with a package in `from` that depends on the crate `name` of someone else.
pub(super) fn outsider(from: Layer, name: &str, for_tests: bool) -> Option<String> {
    let is_door = DOORS.contains(&name) || name.starts_with("tauri-");
    let may_open = matches!(from, Layer::Host(_) | Layer::Tool | Layer::Simulator | Layer::Testkit);
    if is_door && !may_open {
        return Some(format!("may not use {name}: that belongs to the hosts"));
    }
    if EFFECTS.contains(&name) && matches!(from, Layer::Logic(_)) && !for_tests {
        return Some(format!("may not use {name}: logic is free of effects"));
    }
    None
}
