//! What a jurisdiction's policies amount to on a date, under the law above it.

use serde::{Deserialize, Serialize};

use super::{
    Basis, Certainty, Confidence, Finding, Holding, Model, PartialDate, Tenure,
    vocabulary::vocabulary,
};

/// What is on file about one jurisdiction, as far as it decides its state on a date.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tenures {
    /// One for each policy, in the record's order.
    pub policies: Vec<Tenure>,
    /// For each list that names it since when, where that is known.
    pub listings: Vec<Option<PartialDate>>,
    /// How sure the record is; none where there is no record.
    pub confidence: Option<Confidence>,
}

/// The state of one jurisdiction on a date.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What its own policies amount to.
    pub finding: Finding,
    /// Basis of the policies behind the finding, where it is a model.
    pub basis: Option<Basis>,
    /// How sure the finding is; never `No`.
    pub certainty: Certainty,
    /// For each of its policies whether it holds, in the record's order.
    pub policies: Vec<Holding>,
    pub effect: Effect,
}

/// What the law above does to a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing on file above changes its own finding.
    None,
    /// Its own policy limits cooperation, and a law above it requires cooperation.
    Overridden(Above),
    /// It has no policy of its own, and one above it covers it.
    Covered(Above),
    /// It has no policy of its own, and a law above it requires cooperation.
    Mandated(Above),
}

vocabulary! {
    /// The kinds of [`Effect`].
    EffectKind {
        Overridden = "overridden",
        Covered = "covered",
        Mandated = "mandated",
    }
}

/// A policy above a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Above {
    /// Position in the chain: 1 is the level directly above.
    pub level: usize,
    /// Position among that level's policies.
    pub policy: usize,
    /// How sure it is that it holds; never `No`.
    pub certainty: Certainty,
}

impl Effect {
    /// The policy above that matters, if one does.
    pub fn above(self) -> Option<Above> {
        match self {
            Effect::None => None,
            Effect::Overridden(above) | Effect::Covered(above) | Effect::Mandated(above) => {
                Some(above)
            }
        }
    }

    /// Which of the three it is, if any.
    pub fn kind(self) -> Option<EffectKind> {
        match self {
            Effect::None => None,
            Effect::Overridden(_) => Some(EffectKind::Overridden),
            Effect::Covered(_) => Some(EffectKind::Covered),
            Effect::Mandated(_) => Some(EffectKind::Mandated),
        }
    }
}

/// The state of the first jurisdiction of a chain on a date; the others are those above it, nearest
/// first.
///
/// `today` is the day of the record. A date may be a year or a month: what is true of only some of its
/// days is uncertain.
///
/// - Its *finding* is the model of its policies that hold, the surest first, then the latest; `former`
///   if it had one that no longer holds; else whether a list names it.
/// - It is *overridden* where its own finding limits cooperation while a law above requires it.
/// - Without a policy of its own it is *covered* by the nearest policy above that limits cooperation or
///   opens services, or *mandated* by a law above that requires cooperation.
pub fn state_at(chain: &[&Tenures], at: PartialDate, today: PartialDate) -> State {
    let Some((own, above)) = chain.split_first() else {
        return State {
            finding: Finding::NoRecord,
            basis: None,
            certainty: Certainty::Yes,
            policies: Vec::new(),
            effect: Effect::None,
        };
    };
    let policies: Vec<Holding> = own.policies.iter().map(|t| t.holds(at, today)).collect();
    let (finding, certainty, basis) = own.finding(&policies, at, today);
    let effect = match finding {
        Finding::Model(Model::LimitsCooperation) => {
            requires_cooperation(above, at, today).map_or(Effect::None, Effect::Overridden)
        }
        Finding::Model(Model::Former) | Finding::ListedOnly | Finding::NoRecord => {
            match requires_cooperation(above, at, today) {
                Some(law) if law.certainty == Certainty::Yes => Effect::Mandated(law),
                perhaps => covers(above, at, today)
                    .map(Effect::Covered)
                    .or(perhaps.map(Effect::Mandated))
                    .unwrap_or(Effect::None),
            }
        }
        Finding::Model(_) => Effect::None,
    };
    State {
        finding,
        basis,
        certainty,
        policies,
        effect,
    }
}

/// The surest, then nearest, policy above that requires cooperation.
fn requires_cooperation(above: &[&Tenures], at: PartialDate, today: PartialDate) -> Option<Above> {
    best(above, at, today, |tenure| tenure.overrides)
}

/// The surest, then nearest, policy above that limits cooperation or opens services.
fn covers(above: &[&Tenures], at: PartialDate, today: PartialDate) -> Option<Above> {
    best(above, at, today, |tenure| {
        !tenure.overrides
            && matches!(
                tenure.model,
                Some(Model::LimitsCooperation | Model::AccessToServices)
            )
    })
}

fn best(
    above: &[&Tenures],
    at: PartialDate,
    today: PartialDate,
    wanted: fn(&Tenure) -> bool,
) -> Option<Above> {
    let mut best: Option<Above> = None;
    for (level, tenures) in above.iter().enumerate() {
        for (policy, tenure) in tenures
            .policies
            .iter()
            .enumerate()
            .filter(|(_, t)| wanted(t))
        {
            let certainty = tenure.holds(at, today).certainty;
            let is_better = best.is_none_or(|best| certainty > best.certainty);
            if certainty > Certainty::No && is_better {
                best = Some(Above {
                    level: level + 1,
                    policy,
                    certainty,
                });
            }
        }
    }
    best
}

impl Tenures {
    fn finding(
        &self,
        policies: &[Holding],
        at: PartialDate,
        today: PartialDate,
    ) -> (Finding, Certainty, Option<Basis>) {
        let holding = self
            .policies
            .iter()
            .zip(policies)
            .filter_map(|(tenure, holding)| {
                let model = tenure.model?;
                (holding.certainty > Certainty::No).then_some((
                    holding.certainty,
                    tenure.start,
                    model,
                ))
            });
        if let Some((certainty, _, model)) = holding.max_by_key(|&(c, start, _)| (c, start)) {
            return (
                Finding::Model(model),
                certainty,
                Some(self.basis(policies, model)),
            );
        }
        let is_over = |tenure: &Tenure| tenure.model.is_some() && tenure.is_over(at, today);
        if self.policies.iter().any(is_over) {
            return (Finding::Model(Model::Former), Certainty::Yes, None);
        }
        let listed = self
            .listings
            .iter()
            .map(|&since| has_named(since, at, today))
            .max();
        match listed {
            Some(Certainty::Yes) => (Finding::ListedOnly, Certainty::Yes, None),
            Some(Certainty::Perhaps) => (Finding::ListedOnly, Certainty::Perhaps, None),
            _ => (Finding::NoRecord, Certainty::Yes, None),
        }
    }

    /// Written in law if one of the policies of the model is, else practised if one is.
    fn basis(&self, policies: &[Holding], model: Model) -> Basis {
        let bases = self
            .policies
            .iter()
            .zip(policies)
            .filter(|(tenure, holding)| {
                tenure.model == Some(model) && holding.certainty > Certainty::No
            })
            .map(|(tenure, _)| tenure.basis);
        bases.min().unwrap_or(Basis::Unclear)
    }
}

/// Whether a list named the jurisdiction by a date; what became of the list later does not change
/// that. Of an undated list it is known only now.
pub fn has_named(since: Option<PartialDate>, at: PartialDate, today: PartialDate) -> Certainty {
    match since {
        Some(since) if at.is_before(since) => Certainty::No,
        Some(since) if at.earliest() >= since.latest() => Certainty::Yes,
        _ if at.earliest() >= today.earliest() => Certainty::Yes,
        _ => Certainty::Perhaps,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::tenure::tests::{TODAY, any_tenure, date, past_day};
    use super::*;
    use proptest::prelude::*;

    fn any_tenures() -> impl Strategy<Value = Tenures> {
        (
            prop::collection::vec(any_tenure(), 0..4),
            prop::collection::vec(prop::option::of(past_day()), 0..2),
        )
            .prop_map(|(policies, listings)| Tenures {
                policies,
                listings,
                confidence: None,
            })
    }

    proptest! {
        #[test]
        fn overridden_implies_a_law_above_that_requires_cooperation(
            chain in prop::collection::vec(any_tenures(), 1..4), at in past_day(),
        ) {
            let chain: Vec<&Tenures> = chain.iter().collect();
            let today = date(TODAY);
            let state = state_at(&chain, at, today);
            prop_assert!(state.certainty > Certainty::No);
            if let Some(above) = state.effect.above() {
                prop_assert!(above.level >= 1);
                let law = &chain[above.level].policies[above.policy];
                prop_assert_eq!(law.holds(at, today).certainty, above.certainty);
                prop_assert!(above.certainty > Certainty::No);
                let requires = matches!(state.effect, Effect::Overridden(_) | Effect::Mandated(_));
                prop_assert_eq!(law.overrides, requires);
            }
            if matches!(state.effect, Effect::Overridden(_)) {
                prop_assert_eq!(state.finding, Finding::Model(Model::LimitsCooperation));
            }
        }

        #[test]
        fn a_finding_rests_on_a_policy_that_holds(own in any_tenures(), at in past_day()) {
            let state = state_at(&[&own], at, date(TODAY));
            let holds = |model| own.policies.iter().zip(&state.policies)
                .any(|(tenure, holding)| tenure.model == Some(model) && holding.certainty == state.certainty);
            match state.finding {
                Finding::Model(Model::Former) => {}
                Finding::Model(model) => prop_assert!(holds(model)),
                Finding::ListedOnly => prop_assert!(!own.listings.is_empty()),
                Finding::NoRecord => {}
            }
            prop_assert_eq!(state.policies.len(), own.policies.len());
        }

        #[test]
        fn nothing_above_changes_the_finding(chain in prop::collection::vec(any_tenures(), 1..4), at in past_day()) {
            let today = date(TODAY);
            let alone = state_at(&[&chain[0]], at, today);
            let under = state_at(&chain.iter().collect::<Vec<_>>(), at, today);
            prop_assert_eq!((alone.finding, alone.certainty), (under.finding, under.certainty));
            prop_assert_eq!(alone.effect, Effect::None);
        }
    }
}
