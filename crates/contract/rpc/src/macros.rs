//! The declaration table.

/// Declares the operations of one domain.
///
/// Generates the trait a service implements, and a module of the same name as
/// the domain with `OPERATIONS` and `register`. After the types may stand, in this
/// order: `provides [Tags]`, `invalidates [Tags]`, `requires [Permissions]`,
/// `scope(queue = field)` and `limit(seconds)`. Without `limit`, a query or a command may take
/// [`Operation::LIMIT`](crate::Operation::LIMIT), and a stream as long as it lasts.
#[macro_export]
macro_rules! api {
    (
        $(#[doc = $about:literal])*
        pub trait $Api:ident in $domain:ident {
            $(
                $(#[doc = $doc:literal])*
                $kind:ident $method:ident($Input:ty) -> $Output:ty
                    $(, provides [$($provides:ident),*])?
                    $(, invalidates [$($invalidates:ident),*])?
                    $(, requires [$($requires:ident),*])?
                    $(, scope($queue:ident = $field:ident))?
                    $(, limit($seconds:literal))?;
            )*
        }
    ) => {
        $(#[doc = $about])*
        pub trait $Api: Send + Sync + 'static {
            $($crate::api!(@method $kind $(#[doc = $doc])* $method($Input) -> $Output);)*
        }

        $(#[doc = $about])*
        pub mod $domain {
            use super::*;

            /// The operations, in order of declaration.
            pub static OPERATIONS: &[$crate::Operation] = &[$(
                $crate::Operation {
                    name: concat!(stringify!($domain), ".", stringify!($method)),
                    kind: $crate::api!(@kind $kind),
                    doc: concat!($($doc, "\n",)*),
                    provides: &[$($(stringify!($provides)),*)?],
                    invalidates: &[$($(stringify!($invalidates)),*)?],
                    requires: &[$($(stringify!($requires)),*)?],
                    scope: $crate::api!(@scope $($queue $field)?),
                    limit: $crate::api!(@limit $kind $($seconds)?),
                    input: $crate::TypeRef::of::<$Input>(),
                    output: $crate::TypeRef::of::<$Output>(),
                },
            )*];

            /// Puts `service` behind `router`.
            pub fn register<S: $Api>(router: &mut $crate::Router, service: ::std::sync::Arc<S>) {
                let mut operations = OPERATIONS.iter();
                $(if let Some(operation) = operations.next() {
                    let service = ::std::sync::Arc::clone(&service);
                    router.route(operation, $crate::api!(@handler $kind service $method $Output));
                })*
            }
        }
    };

    (@scope) => { None };
    (@scope $queue:ident $field:ident) => {
        Some($crate::Scope { queue: stringify!($queue), field: stringify!($field) })
    };

    (@limit stream) => { None };
    (@limit $kind:ident) => { Some($crate::Operation::LIMIT) };
    (@limit $kind:ident $seconds:literal) => {
        Some(::std::time::Duration::from_secs($seconds))
    };

    (@kind query) => { $crate::Kind::Query };
    (@kind command) => { $crate::Kind::Command };
    (@kind stream) => { $crate::Kind::Stream };

    (@method stream $(#[doc = $doc:literal])* $method:ident($Input:ty) -> $Output:ty) => {
        $(#[doc = $doc])*
        fn $method(&self, call: $crate::Call, input: $Input, events: $crate::Events<$Output>)
            -> impl Future<Output = $crate::Result<()>> + Send;
    };
    (@method $kind:ident $(#[doc = $doc:literal])* $method:ident($Input:ty) -> $Output:ty) => {
        $(#[doc = $doc])*
        fn $method(&self, call: $crate::Call, input: $Input)
            -> impl Future<Output = $crate::Result<$Output>> + Send;
    };

    (@handler stream $service:ident $method:ident $Output:ty) => {
        Box::new(move |call, input, events| {
            let service = ::std::sync::Arc::clone(&$service);
            Box::pin(async move {
                let events = $crate::Events::<$Output>::new(events);
                $crate::encode(service.$method(call, $crate::decode(input)?, events).await?)
            })
        })
    };
    (@handler $kind:ident $service:ident $method:ident $Output:ty) => {
        Box::new(move |call, input, _events| {
            let service = ::std::sync::Arc::clone(&$service);
            Box::pin(async move {
                $crate::encode(service.$method(call, $crate::decode(input)?).await?)
            })
        })
    };
}
