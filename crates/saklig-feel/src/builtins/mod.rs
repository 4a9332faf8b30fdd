//! The functions of FEEL.

/// One of the functions of FEEL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin(u8);

impl Builtin {
    /// The names of its parameters, in the first of its forms.
    pub fn parameters(self) -> &'static [&'static str] {
        &[]
    }
}
