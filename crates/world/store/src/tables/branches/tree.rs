//! The tree of a conversation's messages, by their ids alone.

use std::collections::{HashMap, HashSet};

use atelier_vocabulary::{ConversationId, MessageId};
use rusqlite::Connection;

use super::super::column::{self, Key};
use crate::StoreError;

/// The tree of a conversation's messages: who follows whom, what was deleted, what was seen.
#[derive(Debug, Default)]
pub struct Tree {
    /// In the order in which they were stored.
    pub(super) nodes: Vec<Node>,
    pub(super) places: HashMap<MessageId, usize>,
    /// Those that begin the conversation.
    pub(super) roots: Vec<usize>,
}

/// A message of the tree.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) id: MessageId,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) deleted: Option<Deletion>,
    /// When it was the end of the branch that is shown, counted up; 0 where it never was.
    seen: i64,
}

/// How a message was deleted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deletion {
    /// The message that the person deleted.
    pub(super) with: MessageId,
    /// When.
    pub(super) at: i64,
}

impl Tree {
    /// Reads the tree of a conversation; of an unknown one, an empty tree.
    pub fn read(c: &Connection, conversation: ConversationId) -> Result<Self, StoreError> {
        let mut statement = c.prepare_cached(
            "SELECT id, parent_id FROM messages WHERE conversation_id = ?1 ORDER BY rowid",
        )?;
        let mut rows = statement.query([conversation.key()])?;
        let mut links: Vec<(MessageId, Option<MessageId>)> = Vec::new();
        while let Some(row) = rows.next()? {
            links.push((column::id(row, "id")?, column::id_or_none(row, "parent_id")?));
        }
        let mut tree = Self::of(&links);
        let mut statement = c.prepare_cached(
            "SELECT message_id, deleted_with, deleted_at FROM deleted_messages
             WHERE conversation_id = ?1",
        )?;
        let mut rows = statement.query([conversation.key()])?;
        while let Some(row) = rows.next()? {
            let deletion =
                Deletion { with: column::id(row, "deleted_with")?, at: row.get("deleted_at")? };
            if let Some(node) = tree.node_mut(column::id(row, "message_id")?) {
                node.deleted = Some(deletion);
            }
        }
        let mut statement =
            c.prepare_cached("SELECT message_id, seen FROM seen_heads WHERE conversation_id = ?1")?;
        let mut rows = statement.query([conversation.key()])?;
        while let Some(row) = rows.next()? {
            let seen = row.get("seen")?;
            if let Some(node) = tree.node_mut(column::id(row, "message_id")?) {
                node.seen = seen;
            }
        }
        Ok(tree)
    }

    /// Whether it holds a message that is not deleted.
    pub fn holds(&self, id: MessageId) -> bool {
        self.node(id).is_some_and(|node| node.deleted.is_none())
    }

    /// The end of the branch through a message that was seen last, or else the newest; none where the
    /// message is not held.
    pub fn leaf(&self, id: MessageId) -> Option<MessageId> {
        self.places.get(&id).filter(|_| self.holds(id)).and_then(|from| self.leaf_from(*from))
    }

    /// A message and all that follow it, those deleted before left out.
    pub fn below(&self, id: MessageId) -> Vec<MessageId> {
        let from = self.places.get(&id).copied();
        from.map_or_else(Vec::new, |from| {
            self.descend(from).filter_map(|at| self.nodes.get(at)).map(|node| node.id).collect()
        })
    }

    /// What is shown once a message is deleted: the branch of the sibling before it, else of the one
    /// after it, else what it followed.
    pub(super) fn instead(&self, deleted: MessageId) -> Option<MessageId> {
        let at = *self.places.get(&deleted)?;
        let parent = self.nodes.get(at)?.parent;
        let siblings = match parent.and_then(|parent| self.nodes.get(parent)) {
            Some(parent) => &parent.children,
            None => &self.roots,
        };
        let kept = |place: &&usize| self.nodes.get(**place).is_some_and(|it| it.deleted.is_none());
        let before = siblings.iter().rev().filter(kept).find(|place| **place < at);
        let sibling = before.or_else(|| siblings.iter().find(kept));
        let from = sibling.copied().or(parent)?;
        self.leaf_from(from)
    }

    /// Whether a message was deleted by itself, and follows nothing that is deleted.
    pub(super) fn may_come_back(&self, id: MessageId) -> bool {
        let Some(node) = self.node(id) else { return false };
        let parent = node.parent.and_then(|parent| self.nodes.get(parent));
        node.deleted.is_some_and(|it| it.with == id) && parent.is_none_or(|it| it.deleted.is_none())
    }

    /// The messages up to one of them, as places, the last first.
    pub(super) fn path(&self, to: MessageId) -> impl Iterator<Item = usize> {
        let parent = |at: &usize| self.nodes.get(*at).and_then(|node| node.parent);
        std::iter::successors(self.places.get(&to).copied(), parent)
    }

    /// The tree of some messages, each with what it follows, in the order in which they were stored.
    fn of(links: &[(MessageId, Option<MessageId>)]) -> Self {
        let places: HashMap<MessageId, usize> =
            links.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
        let parent = |id: Option<MessageId>| id.and_then(|id| places.get(&id).copied());
        let mut nodes: Vec<Node> = links
            .iter()
            .map(|(id, before)| Node {
                id: *id,
                parent: parent(*before),
                children: Vec::new(),
                deleted: None,
                seen: 0,
            })
            .collect();
        let mut roots = Vec::new();
        for (place, (_, before)) in links.iter().enumerate() {
            match parent(*before).and_then(|parent| nodes.get_mut(parent)) {
                Some(parent) => parent.children.push(place),
                None => roots.push(place),
            }
        }
        Self { nodes, places, roots }
    }

    fn node(&self, id: MessageId) -> Option<&Node> {
        self.nodes.get(*self.places.get(&id)?)
    }

    fn node_mut(&mut self, id: MessageId) -> Option<&mut Node> {
        self.nodes.get_mut(*self.places.get(&id)?)
    }

    fn leaf_from(&self, from: usize) -> Option<MessageId> {
        let kept: Vec<usize> = self.descend(from).collect();
        let inner: HashSet<usize> =
            kept.iter().filter_map(|at| self.nodes.get(*at)?.parent).collect();
        let leaves = kept.iter().filter(|at| !inner.contains(at));
        let newest = leaves.max_by_key(|at| (self.nodes.get(**at).map(|node| node.seen), **at))?;
        self.nodes.get(*newest).map(|node| node.id)
    }

    /// The places of a message and all that follow it, without what is deleted.
    fn descend(&self, from: usize) -> impl Iterator<Item = usize> {
        let mut open = vec![from];
        std::iter::from_fn(move || {
            loop {
                let at = open.pop()?;
                let Some(node) = self.nodes.get(at).filter(|node| node.deleted.is_none()) else {
                    continue;
                };
                open.extend(&node.children);
                return Some(at);
            }
        })
    }
}
