//! Carries indentation from the way an edit is written to the way the file is.

use crate::list::Listed;
use crate::parts::Parts;
use crate::text::{columns, indent, is_blank};
use crate::write::{both, times};

/// How a text is indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// With tabs, rather than with spaces.
    pub(crate) has_tabs: bool,
    /// Columns of a level.
    pub(crate) unit: usize,
}

impl Style {
    /// The style of most of `lines`.
    pub(crate) fn of(lines: &mut dyn Iterator<Item = &str>) -> Self {
        let (mut tabs, mut spaces) = (0_usize, 0_usize);
        let mut steps = [0_usize; 9];
        let mut before = 0;
        for line in lines.filter(|line| !is_blank(line)) {
            let white = indent(line);
            tabs += usize::from(white.opens("\t"));
            spaces += usize::from(white.opens("  "));
            let here = columns(white);
            if here > before
                && let Some(step) = steps.get_mut(here - before)
            {
                *step += 1;
            }
            before = here;
        }
        let likely = (2..steps.len()).rev().max_by_key(|step| steps.get(*step).copied());
        let found = likely.filter(|step| steps.get(*step).is_some_and(|count| *count > 0));
        Self { has_tabs: tabs > spaces, unit: found.unwrap_or(4) }
    }

    /// The style of an edit's `lines`, told by `pairs`, the white space of the same lines in both:
    /// tabs for spaces or spaces for tabs, and levels of another width. What they do not tell is as
    /// in the file.
    pub(crate) fn of_edit<'a>(
        lines: &mut dyn Iterator<Item = &'a str>,
        pairs: &mut dyn Iterator<Item = (&'a str, &'a str)>,
        file: Self,
    ) -> Self {
        let pairs: Vec<(&str, &str)> = pairs.take(MOST_PAIRS).list();
        let is_other = |(ours, theirs): &&(&str, &str)| {
            !ours.is_empty() && !theirs.is_empty() && ours.has("\t") != theirs.has("\t")
        };
        let is_told = |(ours, theirs): &&(&str, &str)| !ours.is_empty() && !theirs.is_empty();
        let other = pairs.iter().filter(is_other).count();
        let told = pairs.iter().filter(is_told).count();
        let own = Self::of(lines);
        let is_swapped = if told > 0 { other * 2 > told } else { own.has_tabs && !file.has_tabs };
        let has_tabs = is_swapped != file.has_tabs;
        // Tabs are counted where they are the measure.
        let measure = |white: &str, has_tabs: bool| {
            if has_tabs { white.tally("\t") } else { white.len() }
        };
        let measured: Vec<(usize, usize)> = pairs
            .iter()
            .map(|(ours, theirs)| (measure(ours, has_tabs), measure(theirs, file.has_tabs)))
            .list();
        let step = steps(&measured);
        let first = || measured.iter().copied().find(|(ours, theirs)| *ours > 0 && *theirs > 0);
        let unit = match (has_tabs, file.has_tabs) {
            (true, true) => None,
            // One line alone may have been moved: levels are no wider than the edit's own.
            (false, true) => step
                .or_else(first)
                .and_then(|(ours, theirs)| whole(ours, theirs))
                .map(|unit| unit.min(own.unit)),
            (true, false) => step.or_else(first).and_then(|(ours, theirs)| whole(theirs, ours)),
            // What is indented alike anywhere is indented alike: the rest was moved.
            (false, false) if is_alike(&measured) => None,
            (false, false) => step.and_then(|(ours, theirs)| whole(file.unit * ours, theirs)),
        };
        let usual = if is_swapped && !has_tabs { own.unit } else { file.unit };
        Self { has_tabs, unit: unit.unwrap_or(usual).max(1) }
    }

    /// `width` columns of white space.
    fn white(self, width: usize) -> String {
        if self.has_tabs {
            let tabs = width / 4;
            both(&times("\t", tabs), &times(" ", width % 4))
        } else {
            times(" ", width)
        }
    }
}

/// How many lines are compared to see how an edit is indented.
const MOST_PAIRS: usize = 200;

/// How much further the edit is indented from one line to the next, and how much further the file,
/// by what most steps say.
fn steps(measured: &[(usize, usize)]) -> Option<(usize, usize)> {
    let step = |pair: &[(usize, usize)]| match pair {
        [(ours, theirs), (next, there)] if ours != next && theirs != there => ((ours < next)
            == (theirs < there))
            .then_some((ours.abs_diff(*next), theirs.abs_diff(*there))),
        _ => None,
    };
    let all: Vec<(usize, usize)> = measured.windows(2).filter_map(step).list();
    let votes = |one: &(usize, usize)| {
        all.iter().filter(|other| one.0 * other.1 == one.1 * other.0).count()
    };
    all.iter().copied().max_by_key(votes)
}

/// Whether any step from one line to the next is the same in both.
fn is_alike(measured: &[(usize, usize)]) -> bool {
    let stays = |(ours, theirs): &(usize, usize)| ours == theirs && *ours > 0;
    let steps = |pair: &[(usize, usize)]| match pair {
        [(ours, theirs), (next, there)] => {
            ours != next && ours.checked_signed_diff(*next) == theirs.checked_signed_diff(*there)
        }
        _ => false,
    };
    measured.iter().any(stays) || measured.windows(2).any(steps)
}

/// `many` over `few`, where that is a whole number.
fn whole(many: usize, few: usize) -> Option<usize> {
    (few > 0 && many.is_multiple_of(few)).then(|| many / few).filter(|unit| (1..=16).contains(unit))
}

/// The white space that stands in the file for `white` in the edit, where the edit's `ours` is the
/// file's `theirs`.
pub(crate) fn carry(white: &str, ours: &str, theirs: &str, edit: Style, file: Style) -> String {
    if white == ours {
        return theirs.to_owned();
    }
    // Deeper or less deep by whole levels, in the file's way to write levels.
    let is_scaled = !edit.has_tabs && !file.has_tabs && edit.unit != file.unit;
    let is_mixed = |text: &str| {
        let is_swapped = edit.has_tabs != file.has_tabs && text.has("\t") != file.has_tabs;
        !text.is_empty() && (is_swapped || is_scaled)
    };
    if let Some(more) = white.past(ours) {
        let more = if is_mixed(more) { level(more, edit, file) } else { more.to_owned() };
        return both(theirs, &more);
    }
    if let Some(less) = ours.past(white) {
        let less = if is_mixed(less) { level(less, edit, file) } else { less.to_owned() };
        if let Some(rest) = theirs.until(less.as_str()) {
            return rest.to_owned();
        }
    }
    let (white, ours) = (width(white, edit, file), width(ours, edit, file));
    file.white(columns(theirs).saturating_add(white).saturating_sub(ours))
}

/// `white`, written the edit's way, as the file writes it.
fn level(white: &str, edit: Style, file: Style) -> String {
    file.white(width(white, edit, file))
}

/// How many columns of the file `white`, written the edit's way, stands for.
pub(crate) fn width(white: &str, edit: Style, file: Style) -> usize {
    if edit.has_tabs == file.has_tabs && (edit.has_tabs || edit.unit == file.unit) {
        return columns(white);
    }
    if white.has("\t") {
        white.tally("\t") * edit.unit + white.tally(" ")
    } else {
        // A tab counts as four columns here, whatever the edit's levels measure.
        let (levels, rest) = (white.len() / edit.unit.max(1), white.len() % edit.unit.max(1));
        levels * if file.has_tabs { 4 } else { file.unit } + rest
    }
}
