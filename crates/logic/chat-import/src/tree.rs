//! A conversation of another program, made sound: no cycles, no lost parents, parents first.

use std::collections::HashMap;

use atelier_vocabulary::{
    ContentBlock, Conversation, ConversationId, ImportSource, Message, MessageId, MessageState,
    Role, TitleSource,
};

use crate::fields;
use crate::ids::derive;
use crate::reader::Found;
use crate::remarks::Remarks;

/// A conversation as another program tells it.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) created_at: Option<i64>,
    pub(crate) updated_at: Option<i64>,
    /// The last message of the branch that is shown.
    pub(crate) current: Option<String>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) missing_files: u64,
}

/// A message as another program tells it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) parent: Option<String>,
    pub(crate) role: Role,
    /// Empty where there is nothing to keep: what follows it then follows what it follows.
    pub(crate) blocks: Vec<ContentBlock>,
    pub(crate) model: Option<String>,
    pub(crate) at: Option<i64>,
}

impl Tree {
    /// Makes a conversation of it; none where nothing in it can be kept.
    pub(crate) fn settle(
        self,
        source: ImportSource,
        now: i64,
        remarks: &mut Remarks,
    ) -> Option<Found> {
        let title = self.readable_title();
        let shape = Shape::new(&self, &title, remarks);
        let Self { id: foreign, created_at, updated_at, mut nodes, missing_files, .. } = self;
        let kept = nodes.iter().filter(|node| !node.blocks.is_empty());
        let first = kept.clone().filter_map(|node| node.at).min();
        let last = kept.filter_map(|node| node.at).max();
        let created = created_at.or(first);
        let created_at = created.unwrap_or(now).min(now);
        let updated_at = updated_at.or(last).unwrap_or(created_at).min(now).max(created_at);
        let id = ConversationId::from(derive(source, "", &foreign, created));
        let named = |node: &Node| MessageId::from(derive(source, &foreign, &node.id, node.at));
        let ids: Vec<MessageId> = nodes.iter().map(named).collect();
        let name = |index: usize| ids.get(index).copied();
        let mut times: HashMap<usize, i64> = HashMap::new();
        let mut messages = Vec::new();
        for &index in &shape.order {
            let (Some(node), Some(message_id)) = (nodes.get_mut(index), name(index)) else {
                continue;
            };
            let parent = shape.kept_parent(index);
            let earlier = parent.and_then(|it| times.get(&it)).copied().unwrap_or(created_at);
            let at = node.at.unwrap_or(earlier).min(now);
            times.insert(index, at);
            messages.push(Message {
                parent_id: parent.and_then(name),
                blocks: std::mem::take(&mut node.blocks),
                state: MessageState::Complete,
                model: node.model.take().filter(|it| fields::is_model(it)),
                completed_at: Some(at),
                ..Message::empty(message_id, id, node.role, at)
            });
        }
        let head_id = shape.head.and_then(name).or_else(|| messages.last().map(|it| it.id))?;
        let message_count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        let conversation = Conversation {
            title,
            title_source: TitleSource::Person,
            head_id: Some(head_id),
            message_count,
            updated_at,
            ..Conversation::empty(id, created_at)
        };
        Some(Found { conversation, messages, missing_files, continues: false })
    }

    /// Its title, or the beginning of what was said first.
    fn readable_title(&self) -> String {
        let given = fields::title(&self.title);
        if !given.is_empty() {
            return given;
        }
        let said = self.nodes.iter().filter(|node| node.role == Role::User);
        let said = said.flat_map(|node| &node.blocks).filter_map(ContentBlock::as_text);
        // What stands in the place of a file says little.
        let said = said.into_iter().find(|it| !it.starts_with('['));
        let begun: String = said.unwrap_or_default().chars().take(300).collect();
        fields::title(&begun).chars().take(60).collect()
    }
}

/// How messages follow each other, in numbers.
struct Shape {
    /// The message that each follows, sound.
    parents: Vec<Option<usize>>,
    /// Of each message: itself where it is kept, else the nearest before it that is.
    nearest: Vec<Option<usize>>,
    /// The messages that are kept, each after the one it follows.
    order: Vec<usize>,
    /// The last message of the branch that is shown.
    head: Option<usize>,
}

impl Shape {
    fn new(tree: &Tree, title: &str, remarks: &mut Remarks) -> Self {
        let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(tree.nodes.len());
        let mut kept = Vec::with_capacity(tree.nodes.len());
        for (index, node) in tree.nodes.iter().enumerate() {
            let double = by_id.contains_key(node.id.as_str());
            if double {
                remarks.left_out("messages whose id another message has already", title);
            } else {
                by_id.insert(node.id.as_str(), index);
            }
            kept.push(!double && !node.blocks.is_empty());
        }
        let parent = |node: &Node| node.parent.as_deref().and_then(|it| by_id.get(it)).copied();
        let mut parents: Vec<Option<usize>> = tree.nodes.iter().map(parent).collect();
        let named = tree.nodes.iter().zip(&parents);
        let lost = named.filter(|(node, found)| node.parent.is_some() && found.is_none()).count();
        remarks.changed(
            "messages whose predecessor is not in the export begin a branch of their own",
            title,
            lost as u64,
        );
        let cut = cut_cycles(&mut parents);
        remarks.changed("messages that followed each other in a circle were cut apart", title, cut);
        let mut nearest = vec![None; parents.len()];
        let mut order = Vec::with_capacity(parents.len());
        for index in parents_first(&parents) {
            let parent = parents.get(index).copied().flatten();
            let is_kept = kept.get(index).copied().unwrap_or(false);
            if is_kept {
                order.push(index);
            }
            let before = parent.and_then(|it| nearest.get(it).copied().flatten());
            if let Some(place) = nearest.get_mut(index) {
                *place = if is_kept { Some(index) } else { before };
            }
        }
        let current = tree.current.as_deref().and_then(|it| by_id.get(it)).copied();
        let head = current.and_then(|it| nearest.get(it).copied().flatten());
        Self { parents, nearest, order, head }
    }

    /// The nearest message before that is kept.
    fn kept_parent(&self, index: usize) -> Option<usize> {
        let parent = self.parents.get(index).copied().flatten()?;
        self.nearest.get(parent).copied().flatten()
    }
}

/// All messages, each after the one it follows.
fn parents_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (index, parent) in parents.iter().enumerate() {
        children.entry(*parent).or_default().push(index);
    }
    let mut order = children.remove(&None).unwrap_or_default();
    let mut at = 0;
    while let Some(index) = order.get(at).copied() {
        order.extend(children.remove(&Some(index)).unwrap_or_default());
        at += 1;
    }
    order
}

/// Takes the parent from one message of each circle; returns how many circles there were.
fn cut_cycles(parents: &mut [Option<usize>]) -> u64 {
    let mut seen = vec![0_usize; parents.len()];
    let mut cut = 0;
    for start in 0..parents.len() {
        let walk = start + 1;
        let mut at = Some(start);
        while let Some(index) = at {
            let Some(mark) = seen.get_mut(index) else { break };
            if *mark == walk {
                // This walk was here before: it went in a circle.
                if let Some(parent) = parents.get_mut(index) {
                    *parent = None;
                    cut += 1;
                }
                break;
            }
            if *mark != 0 {
                break;
            }
            *mark = walk;
            at = parents.get(index).copied().flatten();
        }
    }
    cut
}
