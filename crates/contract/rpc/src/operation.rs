//! What is known of an operation without running it.

use std::{collections::BTreeMap, time::Duration};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use ts_rs::{TS, TypeVisitor};

/// How an operation behaves, which decides how hosts expose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Reads; safe to repeat and to cache.
    Query,
    /// Changes something, once.
    Command,
    /// Yields events until it is done.
    Stream,
}

/// Everything there is to know about an operation without running it.
#[derive(Debug)]
pub struct Operation {
    /// `domain.method`, the name on every wire.
    pub name: &'static str,
    /// How it behaves.
    pub kind: Kind,
    /// Its documentation, as written on the declaration.
    pub doc: &'static str,
    /// The cached state its result is made of.
    pub provides: &'static [&'static str],
    /// The cached state it makes stale.
    pub invalidates: &'static [&'static str],
    /// The permissions its caller needs.
    pub requires: &'static [&'static str],
    /// The queue in which its calls run one after another, if there is one.
    pub scope: Option<Scope>,
    /// The longest that a call may take, its wait in the queue included; none for a stream.
    pub limit: Option<Duration>,
    /// What it takes.
    pub input: TypeRef,
    /// What it returns, or what it streams.
    pub output: TypeRef,
}

impl Operation {
    /// The longest that a call may take where the declaration names no other limit.
    pub const LIMIT: Duration = Duration::from_secs(30);
}

/// A family of queues, and the input field whose value picks one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The family.
    pub queue: &'static str,
    /// The field.
    pub field: &'static str,
}

/// The input of an operation that takes none.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema, TS, garde::Validate)]
#[serde(deny_unknown_fields)]
pub struct NoInput {}

/// A type as the two generated languages see it.
#[derive(Clone, Copy)]
pub struct TypeRef {
    /// Its JSON Schema.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// Its TypeScript name.
    pub typescript: fn(&ts_rs::Config) -> String,
    /// The TypeScript declarations it needs, its own included, by name.
    pub declarations: fn(&ts_rs::Config, &mut BTreeMap<String, String>),
}

impl TypeRef {
    /// Returns the reference to `T`.
    pub const fn of<T: JsonSchema + TS + 'static>() -> Self {
        Self {
            schema: |generator| generator.subschema_for::<T>(),
            typescript: T::name,
            declarations: declare::<T>,
        }
    }

    /// Adds the TypeScript declarations that the type needs to `found`.
    pub fn collect(&self, config: &ts_rs::Config, found: &mut BTreeMap<String, String>) {
        (self.declarations)(config, found);
    }
}

impl std::fmt::Debug for TypeRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&(self.typescript)(&ts_rs::Config::default()))
    }
}

/// Collects the declarations of `T` and of all it is made of.
fn declare<T: TS + 'static + ?Sized>(config: &ts_rs::Config, found: &mut BTreeMap<String, String>) {
    if T::output_path().is_some() {
        let name = T::ident(config);
        if found.contains_key(&name) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        found.insert(name, format!("{docs}export {}", T::decl(config)));
    }
    let mut visitor = Declarations { config, found };
    T::visit_dependencies(&mut visitor);
    T::visit_generics(&mut visitor);
}

struct Declarations<'a> {
    config: &'a ts_rs::Config,
    found: &'a mut BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        declare::<T>(self.config, self.found);
    }
}
