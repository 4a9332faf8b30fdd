//! All sentences of one language.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentAttribute, FluentMessage, FluentResource};
use unic_langid::langid;

use crate::files::sources;
use crate::{Args, Lang};

/// All sentences of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The texts of a language, read the first time somebody asks.
    pub fn of(lang: Lang) -> &'static Self {
        static SV: OnceLock<Texts> = OnceLock::new();
        static EN: OnceLock<Texts> = OnceLock::new();
        match lang {
            Lang::Sv => SV.get_or_init(|| Self::read(lang)),
            Lang::En => EN.get_or_init(|| Self::read(lang)),
        }
    }

    fn read(lang: Lang) -> Self {
        let id = match lang {
            Lang::Sv => langid!("sv"),
            Lang::En => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for (_, source) in sources(lang) {
            // What could be read of a faulty file counts; the tests see to it that no file is faulty.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(part, _)| part);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language of these texts.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence of a key. An unknown key shows itself as `{key}`.
    pub fn get<'a>(&self, key: &str, args: impl Into<Args<'a>>) -> String {
        self.find(key, args).unwrap_or_else(|| format!("{{{key}}}"))
    }

    /// An attribute of a key, such as what to do (`todo`) about an error. An unknown one shows itself as `{key.attr}`.
    pub fn attr<'a>(&self, key: &str, attr: &str, args: impl Into<Args<'a>>) -> String {
        self.find_attr(key, attr, args).unwrap_or_else(|| format!("{{{key}.{attr}}}"))
    }

    /// The sentence of a key, `None` when there is none.
    pub fn find<'a>(&self, key: &str, args: impl Into<Args<'a>>) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = FluentMessage::value(&message)?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args.into().fluent()), &mut errors).into_owned())
    }

    /// An attribute of a key, `None` when there is none.
    pub fn find_attr<'a>(&self, key: &str, attr: &str, args: impl Into<Args<'a>>) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let attribute = message.get_attribute(attr)?;
        let pattern = FluentAttribute::value(&attribute);
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args.into().fluent()), &mut errors).into_owned())
    }

    /// What is wrong and what to do, of an error code such as `E0301`; `None` when the code has no texts, and then its
    /// English `Display` is all there is to show.
    pub fn fault<'a>(&self, code: &str, args: impl Into<Args<'a>>) -> Option<(String, String)> {
        let (key, args) = (code.to_ascii_lowercase(), args.into());
        Some((self.find(&key, &args)?, self.find_attr(&key, "todo", &args)?))
    }

    /// Does the key have a sentence?
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_and_no_key_stands_twice() {
        for lang in Lang::ALL {
            let mut bundle = FluentBundle::new_concurrent(vec![langid!("sv")]);
            for (stem, source) in sources(lang) {
                let resource = FluentResource::try_new((*source).to_owned());
                let resource = resource.unwrap_or_else(|(_, errors)| panic!("{lang}/{stem}.ftl: {errors:?}"));
                bundle.add_resource(resource).unwrap_or_else(|e| panic!("{lang}/{stem}.ftl: {e:?}"));
            }
        }
    }
}
