//! Where a fact stands in the tree of facts.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A path in the tree of facts: ASCII Swedish names, list elements by stable id, never by position:
/// `hushall.barn[b2].fodd`.
#[doc(alias = "sökväg")]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Arc<str>);

/// One step of a [`Path`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The name, e.g. `barn`.
    pub name: &'a str,
    /// The element's id when the step goes into a list, e.g. `b2`.
    pub item: Option<&'a str>,
}

/// Why a text is not a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a path such as hushall.barn[b2].fodd")]
pub struct PathError(pub String);

fn name_fits(name: &str) -> bool {
    name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn item_fits(item: &str) -> bool {
    !item.is_empty() && item.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-' || b == b':')
}

fn segment(text: &str) -> Option<Segment<'_>> {
    match text.split_once('[') {
        None => name_fits(text).then_some(Segment { name: text, item: None }),
        Some((name, rest)) => {
            let item = rest.strip_suffix(']')?;
            (name_fits(name) && item_fits(item)).then_some(Segment { name, item: Some(item) })
        }
    }
}

impl Path {
    /// Reads and checks a path.
    pub fn new(text: &str) -> Result<Self, PathError> {
        if text.split('.').all(|part| segment(part).is_some()) {
            Ok(Self(Arc::from(text)))
        } else {
            Err(PathError(text.to_owned()))
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The steps from the root.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        self.0.split('.').filter_map(segment)
    }

    /// The path one name below this one.
    pub fn child(&self, name: &str) -> Result<Self, PathError> {
        Self::new(&format!("{}.{name}", self.0))
    }

    /// The path of element `id` when this path names a list.
    pub fn item(&self, id: &str) -> Result<Self, PathError> {
        Self::new(&format!("{}[{id}]", self.0))
    }

    /// Whether this path is `root` or lies below it.
    pub fn is_within(&self, root: &str) -> bool {
        self.0.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// The path without the ids of list elements: `hushall.barn.fodd`, as it is declared.
    pub fn declared(&self) -> String {
        self.segments().map(|segment| segment.name).collect::<Vec<_>>().join(".")
    }
}

impl Borrow<str> for Path {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_elements_by_id() {
        let path = Path::new("hushall.barn[b2].fodd").unwrap();
        let steps: Vec<_> = path.segments().map(|s| (s.name, s.item)).collect();
        assert_eq!(steps, [("hushall", None), ("barn", Some("b2")), ("fodd", None)]);
        assert_eq!(path.declared(), "hushall.barn.fodd");
        assert!(path.is_within("hushall.barn") && path.is_within("hushall") && !path.is_within("hush"));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", ".", "a.", "a..b", "a[", "a[]", "hushåll", "1a", "a b", "a[b].", "a[b]c"] {
            assert!(Path::new(text).is_err(), "{text}");
        }
    }
}
