//! The record of what an evaluation read: the mechanism behind *never open*.
//!
//! The caller wraps leaves and lists of its facts in [`crate::Value::tracked`]. Whatever an evaluation
//! looks at, as FEEL defines it from left to right with short-circuit, is entered in [`Reads`].

use smallvec::SmallVec;

/// The number of a leaf or a list in the caller's tree of facts. Numbers should be small and dense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub u32);

/// What the caller knows about its marks.
pub trait Marks {
    /// True if the fact behind the mark is unknown (its source failed, is partial, stale, not asked,
    /// contradicted), so that its value says nothing.
    fn is_unknown(&self, mark: Mark) -> bool;
    /// The word for the state of the fact, such as `känd`; it is what `uppgiftslage(path)` returns.
    fn state(&self, mark: Mark) -> &str;
    /// True if a fact behind one of the marks is unknown. Asked often: who keeps the unknown ones as a set answers
    /// with [`Reads::meets`].
    fn any_unknown(&self, reads: &Reads) -> bool {
        reads.iter().any(|mark| self.is_unknown(mark))
    }
}

/// No marks: everything is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMarks;

impl Marks for NoMarks {
    fn is_unknown(&self, _: Mark) -> bool {
        false
    }

    fn state(&self, _: Mark) -> &str {
        KNOWN
    }

    fn any_unknown(&self, _: &Reads) -> bool {
        false
    }
}

/// The state of what is not tracked.
pub const KNOWN: &str = "känd";

/// The set of marks that were read.
#[doc(alias = "läst")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    words: SmallVec<[u64; 4]>,
}

impl Reads {
    /// Nothing read.
    pub fn new() -> Self {
        Self::default()
    }

    /// Enters a mark.
    pub fn insert(&mut self, mark: Mark) {
        let (word, bit) = (mark.0 as usize / 64, mark.0 % 64);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    /// True if the mark was read.
    pub fn contains(&self, mark: Mark) -> bool {
        self.words.get(mark.0 as usize / 64).is_some_and(|word| word & (1 << (mark.0 % 64)) != 0)
    }

    /// Enters everything that `other` holds.
    pub fn extend(&mut self, other: &Self) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    /// True if nothing was read.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The number of marks.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The marks in rising order.
    pub fn iter(&self) -> impl Iterator<Item = Mark> + '_ {
        self.words.iter().zip(0_u32..).flat_map(|(word, index)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(Mark(index * 64 + bit))
            })
        })
    }

    /// True if a mark is in both sets.
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// One more than the highest mark; 0 if nothing was read.
    pub fn end(&self) -> u32 {
        let last = self.words.iter().zip(0_u32..).filter(|(word, _)| **word != 0).last();
        last.map_or(0, |(word, index)| index * 64 + 64 - word.leading_zeros())
    }

    /// Takes out the marks from `first` on.
    #[must_use]
    pub fn split_off(&mut self, first: Mark) -> Self {
        let (word, bit) = (first.0 as usize / 64, first.0 % 64);
        let mut upper = Self::new();
        if word < self.words.len() {
            upper.words.resize(self.words.len(), 0);
            let kept = (1_u64 << bit) - 1;
            for (index, (mine, theirs)) in self.words.iter_mut().zip(&mut upper.words).enumerate().skip(word)
            {
                let kept = if index == word { kept } else { 0 };
                *theirs = *mine & !kept;
                *mine &= kept;
            }
        }
        upper
    }

    /// True if a fact that was read is unknown.
    pub fn any_unknown(&self, marks: &dyn Marks) -> bool {
        marks.any_unknown(self)
    }

    /// Forgets everything, keeps the room.
    pub fn clear(&mut self) {
        self.words.clear();
    }
}

impl FromIterator<Mark> for Reads {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        let mut reads = Self::new();
        marks.into_iter().for_each(|mark| reads.insert(mark));
        reads
    }
}
