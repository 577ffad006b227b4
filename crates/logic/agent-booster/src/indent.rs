//! Carries indentation from the way an edit is written to the way the file is.

use crate::text::{columns, indent, is_blank};

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
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut tabs, mut spaces) = (0_usize, 0_usize);
        let mut steps = [0_usize; 9];
        let mut before = 0;
        for line in lines.filter(|line| !is_blank(line)) {
            let white = indent(line);
            tabs += usize::from(white.starts_with('\t'));
            spaces += usize::from(white.starts_with("  "));
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

    /// The style of an edit's `lines`: the file's own, unless `pairs`, the white space of the same
    /// lines in both, shows that the edit has tabs for spaces or spaces for tabs.
    pub(crate) fn of_edit<'a>(
        lines: impl Iterator<Item = &'a str>,
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        file: Self,
    ) -> Self {
        let (mut same, mut other) = (0_usize, 0_usize);
        let mut unit = None;
        for (ours, theirs) in pairs.filter(|(ours, theirs)| !ours.is_empty() && !theirs.is_empty())
        {
            if ours.contains('\t') == theirs.contains('\t') {
                same += 1;
            } else {
                other += 1;
                let tabs = theirs.matches('\t').count();
                let width = (tabs > 0).then(|| ours.len() / tabs);
                unit = unit.into_iter().chain(width).min();
            }
        }
        let own = Self::of(lines);
        let has_tabs = if other > same { !file.has_tabs } else { file.has_tabs };
        Self { has_tabs, unit: unit.unwrap_or(own.unit).max(1) }
    }

    /// `width` columns of white space.
    fn white(self, width: usize) -> String {
        if self.has_tabs {
            let tabs = width / 4;
            format!("{}{}", "\t".repeat(tabs), " ".repeat(width % 4))
        } else {
            " ".repeat(width)
        }
    }
}

/// The white space that stands in the file for `white` in the edit, where the edit's `ours` is the
/// file's `theirs`.
pub(crate) fn carry(white: &str, ours: &str, theirs: &str, edit: Style, file: Style) -> String {
    if white == ours {
        return theirs.to_owned();
    }
    // Deeper or less deep by whole levels, in the file's way to write levels.
    let is_mixed = |text: &str| {
        edit.has_tabs != file.has_tabs && text.contains('\t') != file.has_tabs && !text.is_empty()
    };
    if let Some(more) = white.strip_prefix(ours) {
        let more = if is_mixed(more) { level(more, edit, file) } else { more.to_owned() };
        return format!("{theirs}{more}");
    }
    if let Some(less) = ours.strip_prefix(white) {
        let less = if is_mixed(less) { level(less, edit, file) } else { less.to_owned() };
        if let Some(rest) = theirs.strip_suffix(less.as_str()) {
            return rest.to_owned();
        }
    }
    let shift = columns(theirs).saturating_add(columns(white)).saturating_sub(columns(ours));
    file.white(shift)
}

/// `white`, written the edit's way, as the file writes it.
fn level(white: &str, edit: Style, file: Style) -> String {
    let width = if white.contains('\t') {
        white.matches('\t').count() * file.unit + white.matches(' ').count()
    } else {
        // A tab counts as four columns here, whatever the edit's levels measure.
        let (levels, rest) = (white.len() / edit.unit.max(1), white.len() % edit.unit.max(1));
        levels * if file.has_tabs { 4 } else { edit.unit } + rest
    };
    file.white(width)
}
