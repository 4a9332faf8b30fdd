//! Named values for the places in a sentence.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// Named values for the places in a sentence. A text is shown as it is; a count also chooses the plural form.
///
/// `()` is no value at all, an array is enough when all values are text:
///
/// ```
/// use saklig_text::Args;
/// let texts = saklig_text::Texts::of(saklig_text::Lang::En);
/// texts.get("yes", ());
/// texts.get("unit-days", [("n", 1)]);
/// texts.get("unit-days", Args::new().with("n", 2).with("why", "mixed"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Args<'a>(Vec<(Cow<'a, str>, Value<'a>)>);

impl<'a> Args<'a> {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same values and one more; a later value with the same name replaces an earlier one.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    pub(crate) fn fluent(self) -> FluentArgs<'a> {
        self.0.into_iter().map(|(name, value)| (name, value.0)).collect()
    }
}

/// One value: made from a text or from a count.
#[derive(Clone, Debug)]
pub struct Value<'a>(FluentValue<'a>);

macro_rules! text {
    ($($kind:ty),+) => {$(
        impl<'a> From<$kind> for Value<'a> {
            fn from(text: $kind) -> Self {
                Self(FluentValue::String(text.into()))
            }
        }
    )+};
}
text!(&'a str, String, &'a String, Cow<'a, str>);

macro_rules! count {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Value<'_> {
            fn from(count: $kind) -> Self {
                Self(FluentValue::from(count))
            }
        }
    )+};
}
count!(i8, i16, i32, i64, u8, u16, u32, u64, usize);

impl From<()> for Args<'_> {
    fn from((): ()) -> Self {
        Self::new()
    }
}

impl<'a> From<&Args<'a>> for Args<'a> {
    fn from(args: &Args<'a>) -> Self {
        args.clone()
    }
}

impl<'a, V: Into<Value<'a>>, const N: usize> From<[(&'a str, V); N]> for Args<'a> {
    fn from(pairs: [(&'a str, V); N]) -> Self {
        pairs.into_iter().fold(Self::new(), |args, (name, value)| args.with(name, value))
    }
}

impl<'a> From<&'a [(&'static str, String)]> for Args<'a> {
    fn from(pairs: &'a [(&'static str, String)]) -> Self {
        pairs.iter().fold(Self::new(), |args, (name, value)| args.with(*name, value))
    }
}

impl<'a> From<&'a Vec<(&'static str, String)>> for Args<'a> {
    fn from(pairs: &'a Vec<(&'static str, String)>) -> Self {
        Self::from(pairs.as_slice())
    }
}
