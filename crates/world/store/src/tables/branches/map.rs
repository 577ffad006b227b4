//! The map of a conversation's branches: its stretches from one fork to the next.

use atelier_vocabulary::{BranchStretch, ContentBlock, ConversationId, MessageId};
use rusqlite::Connection;

use super::tree::{Node, Tree};
use crate::StoreError;
use crate::tables::{conversations, messages};

/// How long an excerpt is at most, in characters.
const EXCERPT: usize = 120;

/// Lists the stretches of a conversation, each after the one it follows, siblings oldest first. Those
/// that were deleted are among them. Of each stretch one message is read.
pub fn map(c: &Connection, conversation: ConversationId) -> Result<Vec<BranchStretch>, StoreError> {
    let tree = Tree::read(c, conversation)?;
    let head = conversations::head(c, conversation)?;
    let shown: std::collections::HashSet<usize> = head
        .map(|head| MessageId::from(uuid::Uuid::from_bytes(head)))
        .into_iter()
        .flat_map(|head| tree.path(head))
        .collect();
    let mut stretches = Vec::new();
    let mut open: Vec<(usize, Option<MessageId>)> =
        tree.roots.iter().rev().map(|root| (*root, None)).collect();
    while let Some((first, follows)) = open.pop() {
        let stretch = tree.stretch(first);
        let (Some(begins), Some(last)) = (tree.nodes.get(first), tree.nodes.get(stretch.last))
        else {
            continue;
        };
        open.extend(last.children.iter().rev().map(|child| (*child, Some(begins.id))));
        let Some(message) = messages::get(c, begins.id)? else { continue };
        stretches.push(BranchStretch {
            first_id: begins.id,
            last_id: last.id,
            follows,
            count: stretch.count,
            role: message.role,
            excerpt: excerpt(&message.blocks),
            model: message.model,
            created_at: message.created_at,
            shown: shown.contains(&first),
            deleted_at: begins.deleted.map(|it| it.at),
        });
    }
    Ok(stretches)
}

struct Stretch {
    last: usize,
    count: u32,
}

impl Tree {
    /// Follows a message as long as one alone comes next, deleted as it is or not.
    fn stretch(&self, first: usize) -> Stretch {
        let (mut last, mut count) = (first, 1);
        while let Some(next) = self.nodes.get(last).and_then(|node| self.only_next(node)) {
            last = next;
            count += 1;
        }
        Stretch { last, count }
    }

    fn only_next(&self, node: &Node) -> Option<usize> {
        let [next] = node.children.as_slice() else { return None };
        let alike = |with: Option<MessageId>| node.deleted.map(|it| it.with) == with;
        self.nodes.get(*next).filter(|it| alike(it.deleted.map(|it| it.with))).map(|_| *next)
    }
}

/// The first words of some blocks, on one line.
fn excerpt(blocks: &[ContentBlock]) -> String {
    let texts = blocks.iter().filter_map(ContentBlock::as_text);
    let words = texts.flat_map(str::split_whitespace);
    let mut excerpt = String::new();
    let mut length = 0;
    for word in words {
        let more = word.chars().count() + usize::from(length > 0);
        if length + more > EXCERPT {
            let room = EXCERPT.saturating_sub(length + usize::from(length > 0));
            if length == 0 {
                excerpt.extend(word.chars().take(room));
            }
            excerpt.push('…');
            break;
        }
        if length > 0 {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
        length += more;
    }
    excerpt.chars().filter(|letter| !letter.is_control()).collect()
}
