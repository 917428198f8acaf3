//! What the colours of the map mean.

use super::Class;
use crate::domain::{Basis, CarriedOut, Finding, Provision};

/// What the colours of the map mean.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Lens {
    /// What a place's own policies amount to.
    #[default]
    Model,
    /// Written in law or only practised.
    Basis,
    /// According to one published list, by an id that need not exist.
    List(String),
    /// How many bodies name a place.
    Agreement,
    /// Whether a policy has one provision.
    Provision(Provision),
    /// How many provisions the policies have together.
    Provisions,
    /// Whether what was decided is known to be carried out.
    CarriedOut,
    /// When the first policy began.
    Since,
}

impl Lens {
    /// What stands before the choice of a list or a provision in links.
    const LIST: &'static str = "list";
    const PROVISION: &'static str = "provision";

    /// Reads the form that links have: `basis`, `list:<id>`, `provision:<code>`.
    ///
    /// ```
    /// use sanctuary_atlas::{domain::Provision, explore::Lens};
    /// assert_eq!(Lens::read("list:fair-2018"), Some(Lens::List("fair-2018".into())));
    /// assert_eq!(Lens::read("provision:legal-aid"), Some(Lens::Provision(Provision::LegalAid)));
    /// assert_eq!(Lens::read("provision:parking"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let simple = [
            Lens::Model,
            Lens::Basis,
            Lens::Agreement,
            Lens::Provisions,
            Lens::CarriedOut,
            Lens::Since,
        ];
        match text.split_once(':') {
            Some((Self::LIST, id)) if !id.is_empty() => Some(Lens::List(id.to_owned())),
            Some((Self::PROVISION, code)) => Provision::from_code(code).map(Lens::Provision),
            Some(_) => None,
            None => simple.into_iter().find(|lens| lens.kind() == text),
        }
    }

    /// The name of its kind in links, styles and choices.
    pub const fn kind(&self) -> &'static str {
        match self {
            Lens::Model => "model",
            Lens::Basis => "basis",
            Lens::List(_) => Self::LIST,
            Lens::Agreement => "agreement",
            Lens::Provision(_) => Self::PROVISION,
            Lens::Provisions => "provisions",
            Lens::CarriedOut => "carried-out",
            Lens::Since => "since",
        }
    }

    /// Its kind and what was chosen within it: the two sides of the colon in links.
    pub fn choice(&self) -> (&'static str, Option<&str>) {
        let choice = match self {
            Lens::List(id) => Some(id.as_str()),
            Lens::Provision(provision) => Some(provision.code()),
            _ => None,
        };
        (self.kind(), choice)
    }

    /// Its classes in the order of the legend. The last is the calm one: what the lens says nothing of.
    pub fn classes(&self) -> Vec<Class> {
        let mut classes: Vec<Class> = match self {
            Lens::Model => {
                let explained = Finding::ALL
                    .into_iter()
                    .filter(|&finding| finding != Finding::NoRecord);
                return explained.map(Class::Finding).collect();
            }
            Lens::Basis => Basis::ALL.iter().copied().map(Class::Basis).collect(),
            Lens::List(_) => vec![
                Class::Named,
                Class::Disputed,
                Class::Dropped,
                Class::NotNamed,
            ],
            Lens::Agreement => (1..=Class::MOST_BODIES)
                .map(Class::Bodies)
                .chain([Class::NoBody])
                .collect(),
            Lens::Provision(_) => vec![Class::Provided, Class::ProvidedBefore, Class::NotProvided],
            Lens::Provisions => (0..Class::STEPS)
                .map(Class::Provisions)
                .chain([Class::NoProvisions])
                .collect(),
            Lens::CarriedOut => CarriedOut::ALL
                .iter()
                .copied()
                .map(Class::CarriedOut)
                .collect(),
            Lens::Since => (0..Class::STEPS)
                .map(Class::Since)
                .chain([Class::YearUnknown])
                .collect(),
        };
        classes.push(Class::Other);
        classes
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn all() -> Vec<Lens> {
        vec![
            Lens::Model,
            Lens::Basis,
            Lens::List("fair-2018".into()),
            Lens::Agreement,
            Lens::Provision(Provision::Sport),
            Lens::Provisions,
            Lens::CarriedOut,
            Lens::Since,
        ]
    }

    #[test]
    fn every_lens_is_read_as_it_is_written() {
        for lens in all() {
            let (kind, choice) = lens.choice();
            let text = choice.map_or(kind.to_owned(), |choice| format!("{kind}:{choice}"));
            assert_eq!(Lens::read(&text), Some(lens), "{text}");
        }
        for text in [
            "",
            "list",
            "list:",
            "provision:",
            "basis:x",
            "lens",
            "Model",
        ] {
            assert_eq!(Lens::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_legend_has_few_entries_each_with_a_code_of_its_own() {
        for lens in all() {
            let classes = lens.classes();
            assert!((3..=8).contains(&classes.len()), "{lens:?}");
            for (at, class) in classes.iter().enumerate() {
                assert_eq!(lens.class(class.code()), Some(*class), "{lens:?}");
                assert!(!classes[at + 1..].contains(class), "{lens:?} {class:?}");
            }
        }
    }
}
