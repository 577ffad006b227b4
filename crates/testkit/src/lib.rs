//! Made-up histories for tests and benchmarks: the same for the same seed, as long as one likes.
//!
//! Nothing here is anybody's: words are drawn as often as words are in real texts, a few very often and
//! most of them rarely, and stand in paragraphs, lists and blocks of code.

mod chatgpt;
mod git;
mod history;
mod random;
mod text;

pub use chatgpt::{Exported, write_chatgpt};
pub use git::{GitServer, Origin};
pub use history::{History, MadeUp};
pub use random::Random;
pub use text::{Lexicon, Text};
