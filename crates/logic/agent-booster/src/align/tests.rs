//! Rows find their lines.

use super::{Costs, Fate, Row, RowKind, align};
use crate::line::Feature;

fn line(text: &str) -> Row {
    Row { kind: RowKind::Line(Feature::of(text)), allowed: None, is_new: false }
}

fn gap() -> Row {
    Row { kind: RowKind::Gap(None), allowed: None, is_new: false }
}

fn features(text: &str) -> Vec<Feature> {
    text.lines().map(Feature::of).collect()
}

const COSTS: Costs =
    Costs { shift: Some(0), alike: 0.5, sealed: Vec::new(), marked: Vec::new(), is_keyed: false };

#[test]
fn a_changed_line_between_two_that_stay_takes_the_place_of_the_old() {
    let rows = [gap(), line("let beta = 1;"), line("other(thing)"), line("return gamma;"), gap()];
    let lines = features("let alpha = 0;\nlet beta = 1;\nlet delta = 2;\nreturn gamma;\nend();\n");
    let found = align(&rows, &lines, &COSTS, 0.2).ok().unwrap();
    let expected = [Fate::Gap(0..1), Fate::Pair(1), Fate::New(3), Fate::Pair(3), Fate::Gap(4..5)];
    let close = found.best.fates.get(1) == Some(&Fate::Pair(1))
        && found.best.fates.get(3) == Some(&Fate::Pair(3));
    assert!(close, "{:?} is not near {expected:?}", found.best.fates);
}

#[test]
fn a_new_line_between_two_marks_belongs_nowhere_in_particular() {
    let rows = [gap(), line("wholly_new_line();"), gap()];
    let lines = features("alpha();\nbeta();\ngamma();\n");
    let found = align(&rows, &lines, &COSTS, 0.2).ok().unwrap();
    assert!(!found.others.is_empty(), "every place is as good as another");
}

#[test]
fn every_row_has_a_fate_in_every_other_way() {
    let rows = [gap(), line("call(a);"), gap(), line("call(a);"), gap()];
    let lines = features("call(a);\nx();\ncall(a);\ny();\ncall(a);\n");
    let found = align(&rows, &lines, &COSTS, 0.5).ok().unwrap();
    assert!(found.others.len() > 1, "three lines are alike");
    for way in &found.others {
        assert_eq!(way.fates.len(), rows.len(), "{:?}", way.fates);
    }
}
