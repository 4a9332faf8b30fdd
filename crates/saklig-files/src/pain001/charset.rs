//! Texts as the bank's systems take them.

use serde::Deserialize;

/// Which characters a bank takes in names and references.
#[doc(alias = "teckenregel")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Charset {
    /// The letters of ISO 20022's usual Latin set: a–z, A–Z, digits and `/ - ? : ( ) . , ' +` and space.
    #[serde(rename = "latin")]
    Latin,
    /// The same with å, ä, ö, é and ü, as banks in Sweden take them.
    #[default]
    #[serde(rename = "svensk")]
    Swedish,
    /// Everything that XML can carry.
    #[serde(rename = "utf-8")]
    Utf8,
}

/// Letters with marks and what they are without. Swedish letters last: they stay where the bank takes them.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãāăąǎạảầấẩẫậằắẳẵặ", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èêëēĕėęěẹẻẽềếểễệ", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıịỉ", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõōŏőơọỏốồổỗộớờởỡợ", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûũūŭůűųưụủứừửữự", "u"),
    ("ŵ", "w"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("ø", "o"),
    ("œ", "oe"),
    ("þ", "th"),
    ("åä", "a"),
    ("ö", "o"),
    ("éə", "e"),
    ("ü", "u"),
];

impl Charset {
    /// The text in this set, at most `longest` characters, spaces made single. A letter with a mark the bank does not
    /// take loses the mark; another character that it does not take becomes a space.
    pub fn fit(self, text: &str, longest: usize) -> String {
        let mut fitted = String::with_capacity(text.len());
        for character in text.chars() {
            if self.takes(character) {
                fitted.push(character);
            } else {
                fitted.push_str(&plain(character));
            }
        }
        let single = fitted.split_whitespace().collect::<Vec<_>>().join(" ");
        single.chars().take(longest).collect::<String>().trim_end().to_owned()
    }

    fn takes(self, character: char) -> bool {
        let latin = character.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(character);
        match self {
            Self::Latin => latin,
            Self::Swedish => latin || "åäöéüÅÄÖÉÜ".contains(character),
            Self::Utf8 => !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}'),
        }
    }
}

fn plain(character: char) -> String {
    let lower: String = character.to_lowercase().collect();
    let upper = character.is_uppercase();
    match PLAIN.iter().find(|(marked, _)| lower.chars().count() == 1 && marked.contains(&lower)) {
        Some((_, letters)) if upper => letters.to_uppercase(),
        Some((_, letters)) => (*letters).to_owned(),
        None if matches!(character, '’' | '‘' | '`' | '´') => "'".to_owned(),
        None if matches!(character, '–' | '—' | '‐' | '‑') => "-".to_owned(),
        None => " ".to_owned(),
    }
}
