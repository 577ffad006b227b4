//! The edit engine on a corpus that is made from real files when it runs, beside npm's
//! `agent-booster` on the same cases.

mod blocks;
mod cases;
mod corpus;
mod garble;
mod lazy;
mod measure;
mod mutate;
mod refusals;
mod rng;
mod score;
mod sources;
mod tables;

pub(crate) use self::measure::measure;
