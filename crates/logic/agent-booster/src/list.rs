//! Lists made and made longer in little code, which counts in the page: what the standard library
//! has for it is fast for long lists, and made anew for every kind of iterator.

/// What an iterator gives, as a list.
pub(crate) trait Listed: Iterator {
    /// All that is left.
    fn list(self) -> Vec<Self::Item>;
}

/// A list that takes in others.
pub(crate) trait Longer<T> {
    /// Puts all of `others` at the end.
    fn add(&mut self, others: impl IntoIterator<Item = T>);
}

/// Those of `all` that are `wanted`; its code is there once.
pub(crate) fn picked(
    all: &mut dyn Iterator<Item = usize>,
    wanted: &dyn Fn(&usize) -> bool,
) -> Vec<usize> {
    let mut list = Vec::new();
    for one in all {
        if wanted(&one) {
            list.push(one);
        }
    }
    list
}

#[cfg(not(target_arch = "wasm32"))]
impl<I: Iterator> Listed for I {
    fn list(self) -> Vec<I::Item> {
        self.collect()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T> Longer<T> for Vec<T> {
    fn add(&mut self, others: impl IntoIterator<Item = T>) {
        self.extend(others);
    }
}

#[cfg(target_arch = "wasm32")]
impl<I: Iterator> Listed for I {
    fn list(self) -> Vec<I::Item> {
        let mut list = Vec::new();
        list.add(self);
        list
    }
}

#[cfg(target_arch = "wasm32")]
impl<T> Longer<T> for Vec<T> {
    fn add(&mut self, others: impl IntoIterator<Item = T>) {
        others.into_iter().for_each(|one| self.push(one));
    }
}
