//! Which language to speak.

use std::fmt;
use std::str::FromStr;

/// A language that every text exists in.
#[doc(alias = "språk")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// `sv` or `en`, as in `--lang` and in the `lang` attribute of a page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language of a locale as POSIX writes it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`, handed in by
    /// the caller in that order, that is set and not empty decides. English is chosen for `en…`, otherwise Swedish.
    pub fn from_locale<'a>(variables: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let locale = variables.into_iter().flatten().find(|v| !v.is_empty()).unwrap_or_default();
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        language.to_ascii_lowercase().parse().unwrap_or_default()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Somebody asked for a language that there are no texts in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no texts in language `{0}`: choose sv or en")]
pub struct UnknownLang(
    /// What was asked for.
    pub String,
);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "sv" => Ok(Self::Sv),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang(text.to_owned())),
        }
    }
}
