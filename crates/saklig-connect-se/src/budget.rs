//! How much of an answer is read before it is refused, and why an answer cannot be read at all.

/// The largest answer, in bytes. The largest whole answers seen are some tens of kilobytes.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The deepest nesting of elements, objects or lists. The contracts use at most 14.
pub const MOST_DEEP: usize = 48;
/// The most elements, members and items.
pub const MOST_ITEMS: usize = 200_000;

/// Why an answer cannot be read at all: nothing in it is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// E1010: it is not well-formed.
    #[error("E1010: the answer is broken at byte {at}")]
    Broken {
        /// Where, in bytes from its beginning.
        at: usize,
    },
    /// E1011: it is of a kind that is refused: a document type, an entity, a foreign encoding.
    #[error("E1011: the answer holds what is refused at byte {at}")]
    Refused {
        /// Where, in bytes from its beginning.
        at: usize,
    },
    /// E1012: it is too large, too deep or has too many parts.
    #[error("E1012: the answer is too large, too deep or has too many parts at byte {at}")]
    TooMuch {
        /// Where, in bytes from its beginning.
        at: usize,
    },
}

impl Unread {
    /// The code and the place, in the form that answers carry.
    pub fn code(self) -> String {
        match self {
            Self::Broken { at } => format!("E1010 byte {at}"),
            Self::Refused { at } => format!("E1011 byte {at}"),
            Self::TooMuch { at } => format!("E1012 byte {at}"),
        }
    }
}
