//! The one list of text files. A new file is a stem here and a file in each of `texts/sv` and `texts/en`.

use crate::Lang;

macro_rules! files {
    ($($stem:literal),+ $(,)?) => {
        /// Stem and source of every text file in one language, in the order of the list.
        pub(crate) const fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
            match lang {
                Lang::Sv => &[$(($stem, include_str!(concat!("../texts/sv/", $stem, ".ftl")))),+],
                Lang::En => &[$(($stem, include_str!(concat!("../texts/en/", $stem, ".ftl")))),+],
            }
        }
    };
}

files![
    "common", "feel", "rules", "bpmn", "case", "record", "connect", "skal", "form", "package", "scenario",
    "store", "payment", "archive", "app", "visa", "cli"
];
