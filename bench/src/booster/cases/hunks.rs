//! Cases of hunks: search and replace, exact and garbled, differences and patches.

use std::fmt::Write as _;

use super::{Maker, block_of, joined, times};
use crate::booster::corpus::Kind;
use crate::booster::garble::{GARBLES, garble};
use crate::booster::mutate::{After, Deed};
use crate::booster::rng::Rng;

impl Maker<'_> {
    /// A change with so many lines round it: the lines before, those after, and where they begin.
    fn window(&mut self, rng: &mut Rng) -> Option<(Vec<String>, Vec<String>, usize, After)> {
        let place = self.block(rng, 4, 200)?;
        let deed = [Deed::Change, Deed::Change, Deed::Add, Deed::Take][rng.below(4)];
        let after = self.mutated(place, &[deed], rng)?;
        let text = after.text();
        let new: Vec<&str> = text.lines().collect();
        let old = &self.lines;
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail =
            old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let context = 2 + rng.below(3);
        let start = head.saturating_sub(context);
        let left = tail.saturating_sub(context);
        let own =
            |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<String>>();
        Some((own(&old[start..old.len() - left]), own(&new[start..new.len() - left]), start, after))
    }

    pub(super) fn replaces(&mut self, rng: &mut Rng) {
        for _ in 0..2 {
            let Some((old, new, _, after)) = self.window(rng) else { return };
            let edit = block_of(&old, &new, rng);
            if times(&self.lines, &old, false) == 1 {
                self.push(Kind::Exact, "search and replace", edit, &joined(&new), &after.text());
            }
        }
        for _ in 0..2 {
            let Some((old, new, _, after)) = self.window(rng) else { return };
            let way = GARBLES[rng.below(GARBLES.len())];
            if times(&self.lines, &old, true) != 1 {
                continue;
            }
            let Some((bad_old, bad_new)) = garble(&old, &new, way, rng) else { continue };
            let edit = block_of(&bad_old, &bad_new, rng);
            self.push(
                Kind::Garbled,
                &format!("{way:?}").to_lowercase(),
                edit,
                &joined(&new),
                &after.text(),
            );
        }
    }

    pub(super) fn patches(&mut self, rng: &mut Rng) {
        let Some((old, new, start, after)) = self.window(rng) else { return };
        if times(&self.lines, &old, true) != 1 {
            return;
        }
        let mut body = String::new();
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail =
            old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let mut put = |sign: &str, lines: &[String]| {
            for line in lines {
                let _ = writeln!(body, "{sign}{line}");
            }
        };
        put(" ", &old[..head]);
        put("-", &old[head..old.len() - tail]);
        put("+", &new[head..new.len() - tail]);
        put(" ", &old[old.len() - tail..]);
        let wrong = (start + rng.below(60)).saturating_sub(20) + 1;
        let count = (old.len() + rng.below(3), new.len());
        let numbers = format!("@@ -{wrong},{} +{wrong},{} @@\n", count.0, count.1);
        let names = "--- a/file\n+++ b/file\n";
        // The space before an empty line that stays is lost more often than not.
        let lost = body.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
        let is_lost =
            lost != body && !old.iter().chain(&new).any(|line| line.ends_with([' ', '\t']));
        let (detail, unified) = match rng.below(4) {
            0 => ("unified, no names", format!("{numbers}{body}")),
            1 => ("unified, no numbers", format!("{names}@@ @@\n{body}")),
            2 if is_lost => ("unified, spaces lost", format!("{names}{numbers}{lost}")),
            _ => ("unified, wrong numbers", format!("{names}{numbers}{body}")),
        };
        self.push(Kind::Patch, detail, unified, &joined(&new), &after.text());
        let header = self.blocks.iter().rfind(|block| {
            block.lines.start < start
                && start + old.len() <= block.lines.end
                && self.is_named(block)
        });
        let anchor = header.map(|block| self.lines[block.lines.start].trim());
        let (detail, anchor) = match anchor {
            Some(anchor) if rng.below(2) == 0 => ("envelope, with an anchor", format!(" {anchor}")),
            _ => ("envelope", String::new()),
        };
        let end = if start + old.len() == self.lines.len() { "*** End of File\n" } else { "" };
        let envelope = format!(
            "*** Begin Patch\n*** Update File: file\n@@{anchor}\n{body}{end}*** End Patch\n"
        );
        self.push(Kind::Patch, detail, envelope, &joined(&new), &after.text());
    }
}
