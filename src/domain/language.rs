//! Languages of the interface, and how they write dates and numbers.

use super::PartialDate;

/// A language that the whole interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    English,
    French,
    Spanish,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::English, Language::French, Language::Spanish];

    /// BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
            Language::Spanish => "es",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::French => "Français",
            Language::Spanish => "Español",
        }
    }

    /// The language of a tag, by its primary subtag (`fr-CA` is French).
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

const MONTHS: [[&str; 12]; 3] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];

/// A date in words, as precise as it is (the long forms of CLDR).
///
/// ```
/// use sanctuary_atlas::domain::{Language, date_in};
/// let date = "2017-05-07".parse().unwrap();
/// assert_eq!(date_in(Language::English, date), "7 May 2017");
/// assert_eq!(date_in(Language::Spanish, date), "7 de mayo de 2017");
/// assert_eq!(date_in(Language::French, "2017-05-01".parse().unwrap()), "1er mai 2017");
/// assert_eq!(date_in(Language::French, "2017".parse().unwrap()), "2017");
/// ```
pub fn date_in(language: Language, date: PartialDate) -> String {
    let year = date.year();
    let Some(month) = date.month() else {
        return year.to_string();
    };
    let month = MONTHS[language as usize][usize::from(month) - 1];
    let of = if language == Language::Spanish {
        " de "
    } else {
        " "
    };
    match date.day() {
        None => format!("{month}{of}{year}"),
        Some(1) if language == Language::French => format!("1er {month} {year}"),
        Some(day) => format!("{day}{of}{month}{of}{year}"),
    }
}

/// The form of a counted phrase: `one` for the singular, `many` otherwise, with the number for `#`.
///
/// English and Spanish count 1 as singular, French 0 and 1 (CLDR plural rules for whole numbers below
/// a million, where French and Spanish begin to say "un million de").
///
/// ```
/// use sanctuary_atlas::domain::{Language, counted_in};
/// assert_eq!(counted_in(Language::English, "# place", "# places", 0), "0 places");
/// assert_eq!(counted_in(Language::French, "# lieu", "# lieux", 0), "0 lieu");
/// assert_eq!(counted_in(Language::Spanish, "# lugar", "# lugares", 1), "1 lugar");
/// ```
pub fn counted_in(language: Language, one: &str, many: &str, count: u32) -> String {
    let is_singular = count == 1 || (count == 0 && language == Language::French);
    let phrase = if is_singular { one } else { many };
    phrase.replace('#', &number_in(language, count))
}

/// A whole number with separators: a comma in English, a narrow space in French; in Spanish a
/// space from five digits on (Real Academia Española).
pub fn number_in(language: Language, number: u32) -> String {
    let digits = number.to_string();
    let separator = match language {
        Language::English => ',',
        Language::French => '\u{202f}',
        Language::Spanish if digits.len() < 5 => return digits,
        Language::Spanish => '\u{a0}',
    };
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number_in(Language::English, 2_696_555), "2,696,555");
        assert_eq!(number_in(Language::French, 1_000), "1\u{202f}000");
        assert_eq!(number_in(Language::Spanish, 4_512), "4512");
        assert_eq!(number_in(Language::English, 0), "0");
    }
}
