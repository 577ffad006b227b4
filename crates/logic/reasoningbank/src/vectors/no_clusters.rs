//! No groups of vectors: where there are few, all of them are looked at.

use super::{Probe, Vectors};

/// What there is none of.
#[derive(Clone, Debug)]
pub(super) enum Clusters {}

impl Clusters {
    pub(super) fn of(_: &Vectors) -> Option<Self> {
        None
    }

    pub(super) fn len(&self) -> usize {
        match *self {}
    }

    pub(super) fn bytes(&self) -> usize {
        match *self {}
    }

    pub(super) fn near(&self, _: &Vectors, _: &Probe, _: usize) -> (Vec<u32>, Vec<u16>) {
        match *self {}
    }
}
