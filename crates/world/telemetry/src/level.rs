//! Levels of a log.

use std::fmt;
use std::str::FromStr;

use tracing_subscriber::filter::{LevelFilter, Targets};

/// How much is logged. There is no level for traces: they are never written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    Off,
    /// Defects.
    Error,
    /// What went wrong and was dealt with.
    Warn,
    /// What happened.
    Info,
    /// What may help to find a defect.
    Debug,
}

impl Level {
    /// What the console shows unless told: everything while developing, trouble in a release.
    pub const CONSOLE: Self = if cfg!(debug_assertions) { Self::Debug } else { Self::Warn };

    /// What the file keeps unless told: trouble.
    pub const FILE: Self = Self::Warn;

    /// The filter for the level. Other people's libraries never get past warnings, because what
    /// they say below that may hold what a person wrote.
    pub(crate) fn filter(self) -> Targets {
        let own = match self {
            Self::Off => LevelFilter::OFF,
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        };
        Targets::new().with_default(own.min(LevelFilter::WARN)).with_target("atelier", own)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        })
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Off, Self::Error, Self::Warn, Self::Info, Self::Debug]
            .into_iter()
            .find(|level| level.to_string() == text)
            .ok_or(UnknownLevel)
    }
}

/// The error of a word that is no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a log level is one of off, error, warn, info and debug")]
pub struct UnknownLevel;
