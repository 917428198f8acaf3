//! Which places are shown.

use super::{Class, Lens};
use crate::domain::{Basis, Confidence, Finding, Level, Provision, Provisions};

/// What must be true of a place for it to be shown. Within one facet one of the choices suffices; all
/// facets that have choices must agree. Without choices everything is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Filters {
    pub models: Vec<Finding>,
    pub bases: Vec<Basis>,
    pub provisions: Vec<Provision>,
    pub levels: Vec<Level>,
    /// Ids of nations, which need not exist; sorted.
    pub nations: Vec<String>,
    pub confidence: Vec<Confidence>,
    /// Classes of the lens, where it is neither model nor basis.
    pub classes: Vec<Class>,
    /// Words that must begin words of a name: of the place or of what lies above it.
    pub text: String,
}

/// One choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Facet {
    Model(Finding),
    Basis(Basis),
    Provision(Provision),
    Level(Level),
    /// Id of a nation.
    Nation(String),
    Confidence(Confidence),
    Class(Class),
}

impl Facet {
    /// The choice that an entry of a legend stands for.
    pub fn of_class(class: Class) -> Self {
        match class {
            Class::Finding(finding) => Facet::Model(finding),
            Class::Basis(basis) => Facet::Basis(basis),
            class => Facet::Class(class),
        }
    }
}

/// Longest text that is looked for, characters.
const LONGEST_TEXT: usize = 60;

impl Filters {
    /// Whether nothing is chosen: everything is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn has(&self, facet: &Facet) -> bool {
        match facet {
            Facet::Model(value) => self.models.contains(value),
            Facet::Basis(value) => self.bases.contains(value),
            Facet::Provision(value) => self.provisions.contains(value),
            Facet::Level(value) => self.levels.contains(value),
            Facet::Nation(value) => self.nations.contains(value),
            Facet::Confidence(value) => self.confidence.contains(value),
            Facet::Class(value) => self.classes.contains(value),
        }
    }

    /// Adds a choice, or takes it away where it is there.
    pub fn toggle(&mut self, facet: Facet) {
        match facet {
            Facet::Model(value) => toggle(&mut self.models, value),
            Facet::Basis(value) => toggle(&mut self.bases, value),
            Facet::Provision(value) => toggle(&mut self.provisions, value),
            Facet::Level(value) => toggle(&mut self.levels, value),
            Facet::Nation(value) => toggle(&mut self.nations, value),
            Facet::Confidence(value) => toggle(&mut self.confidence, value),
            Facet::Class(value) => toggle(&mut self.classes, value),
        }
    }

    /// Sets the text that is looked for, cut to a sensible length.
    pub fn look_for(&mut self, text: &str) {
        let plain = text.chars().filter(|c| !c.is_control());
        self.text = plain.take(LONGEST_TEXT).collect();
    }

    /// Every choice, in the order of the facets.
    pub fn facets(&self) -> Vec<Facet> {
        let models = self.models.iter().copied().map(Facet::Model);
        models
            .chain(self.bases.iter().copied().map(Facet::Basis))
            .chain(self.classes.iter().copied().map(Facet::Class))
            .chain(self.provisions.iter().copied().map(Facet::Provision))
            .chain(self.levels.iter().copied().map(Facet::Level))
            .chain(self.nations.iter().cloned().map(Facet::Nation))
            .chain(self.confidence.iter().copied().map(Facet::Confidence))
            .collect()
    }

    /// Whether a class of the lens is among those that its legend has chosen; all are where none is.
    pub fn lets_class(&self, lens: &Lens, class: Class) -> bool {
        match (lens, class) {
            (Lens::Model, Class::Finding(finding)) => is_among(&self.models, &finding),
            (Lens::Basis, Class::Basis(basis)) => is_among(&self.bases, &basis),
            (Lens::Basis, _) => self.bases.is_empty(),
            _ => is_among(&self.classes, &class),
        }
    }

    /// Whether all that a place is, apart from its class under the lens, lets it be shown.
    pub(super) fn lets_rest(&self, lens: &Lens, of: &Traits) -> bool {
        (*lens == Lens::Model || is_among(&self.models, &of.finding))
            && (*lens == Lens::Basis
                || self.bases.is_empty()
                || of.basis.is_some_and(|basis| self.bases.contains(&basis)))
            && (self.provisions.is_empty()
                || of
                    .provisions
                    .meets(self.provisions.iter().copied().collect()))
            && is_among(&self.levels, &of.level)
            && (self.nations.is_empty() || self.nations.iter().any(|nation| nation == of.nation))
            && (self.confidence.is_empty()
                || of
                    .confidence
                    .is_some_and(|confidence| self.confidence.contains(&confidence)))
    }
}

/// What filters ask of a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits<'a> {
    pub finding: Finding,
    pub basis: Option<Basis>,
    pub provisions: Provisions,
    pub level: Level,
    pub nation: &'a str,
    pub confidence: Option<Confidence>,
}

fn is_among<T: PartialEq>(chosen: &[T], value: &T) -> bool {
    chosen.is_empty() || chosen.contains(value)
}

fn toggle<T: Ord>(chosen: &mut Vec<T>, value: T) {
    match chosen.binary_search(&value) {
        Ok(at) => {
            chosen.remove(at);
        }
        Err(at) => chosen.insert(at, value),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::Model;

    #[test]
    fn a_choice_goes_as_it_came() {
        let mut filters = Filters::default();
        let facets = [
            Facet::Level(Level::County),
            Facet::Model(Finding::ListedOnly),
            Facet::Model(Finding::Model(Model::Welcome)),
            Facet::Nation("us".into()),
            Facet::Class(Class::Named),
        ];
        for facet in &facets {
            filters.toggle(facet.clone());
            assert!(filters.has(facet));
        }
        assert_eq!(
            filters.models,
            [Finding::Model(Model::Welcome), Finding::ListedOnly]
        );
        assert_eq!(filters.facets().len(), facets.len());
        facets.into_iter().for_each(|facet| filters.toggle(facet));
        assert!(filters.is_empty());
    }
}
