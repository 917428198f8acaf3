//! One instrument of a jurisdiction, and what happened to it.

use serde::{Deserialize, Serialize};

use super::{
    Basis, CarriedOut, EventKind, Instrument, Model, PartialDate, Provision, Status, Suspension,
    Tenure,
};

/// One instrument: a statute, an ordinance, a practice...
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub title: String,
    pub instrument: Instrument,
    /// When it was decided, or since when a practice is known.
    #[serde(default)]
    pub adopted: Option<PartialDate>,
    /// A date by which it was there, where it is not known when it was adopted: that of the earliest
    /// source that tells of it.
    #[serde(default)]
    pub known_by: Option<PartialDate>,
    /// When it began to apply, where that is not when it was adopted.
    #[serde(default)]
    pub effective: Option<PartialDate>,
    /// The first day on which it no longer applied.
    #[serde(default)]
    pub ended: Option<PartialDate>,
    pub status: Status,
    /// Whether it is known to be carried out.
    #[serde(default = "unknown")]
    pub carried_out: CarriedOut,
    #[serde(default)]
    pub provisions: Vec<Provision>,
    /// What it amounts to, where its provisions and the jurisdiction's model do not say.
    #[serde(default)]
    pub model: Option<Model>,
    #[serde(default)]
    pub summary: String,
    /// Suits, rulings, amendments..., oldest first.
    #[serde(default)]
    pub events: Vec<Event>,
    /// What another source says that this record does not follow.
    #[serde(default)]
    pub note: String,
    /// What should be checked before anyone relies on it; empty where nothing is known to be weak.
    #[serde(default)]
    pub needs_check: String,
    /// Ids of sources in `sources.json`; never empty.
    pub sources: Vec<String>,
}

fn unknown() -> CarriedOut {
    CarriedOut::Unknown
}

/// Something that happened to a policy or a place, on a date: a suit, a ruling, a vote that failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    #[serde(default)]
    pub date: Option<PartialDate>,
    pub kind: EventKind,
    /// Whether a ruling concerns only some of the provisions, so that the rest goes on to apply.
    #[serde(default)]
    pub in_part: bool,
    /// Court that ruled or was asked to rule.
    #[serde(default)]
    pub court: Option<String>,
    /// Name of the case.
    #[serde(default)]
    pub case: Option<String>,
    /// Id of the case in `context/law.json`, where it is told in full.
    #[serde(default)]
    pub law: Option<String>,
    pub summary: String,
    pub sources: Vec<String>,
}

impl Policy {
    /// Whether all that it provides for requires cooperation with national enforcement.
    pub fn is_opposed(&self) -> bool {
        !self.provisions.is_empty() && self.provisions.iter().all(|p| p.is_opposed())
    }

    /// What it amounts to in a jurisdiction that is of a model now.
    ///
    /// Its own `model` if it has one; else by its provisions where they are of one kind; else the
    /// jurisdiction's. Nothing where the jurisdiction has none: its policies are context. In one that is
    /// `former`, what requires cooperation is the ending of what was there before, and what nobody has
    /// confirmed does not count.
    pub fn model_in(&self, now: Option<Model>) -> Option<Model> {
        let by_now = || match now? {
            Model::Former if self.is_opposed() => Some(Model::Former),
            Model::Former if self.status == Status::Unknown => None,
            _ if self.is_opposed() => Some(Model::MandatesCooperation),
            Model::Former | Model::MandatesCooperation => self.model_by_provisions(),
            other => Some(other),
        };
        self.model.or_else(by_now)
    }

    fn model_by_provisions(&self) -> Option<Model> {
        let has = |wanted: fn(Provision) -> bool| self.provisions.iter().any(|&p| wanted(p));
        if has(Provision::limits_cooperation) {
            Some(Model::LimitsCooperation)
        } else if has(|p| matches!(p, Provision::ReceptionPlaces | Provision::SeaRescueSupport)) {
            Some(Model::SafeHarbour)
        } else if has(|p| {
            matches!(
                p,
                Provision::ServicesRegardlessOfStatus
                    | Provision::MunicipalId
                    | Provision::HealthAccess
            )
        }) {
            Some(Model::AccessToServices)
        } else if has(|p| {
            matches!(
                p,
                Provision::AwarenessRaising
                    | Provision::Befriending
                    | Provision::AwardAccreditation
                    | Provision::SchoolsOfSanctuary
            )
        }) {
            Some(Model::Welcome)
        } else {
            None
        }
    }

    /// Whether it is written in law: a practice never is, anything else as its jurisdiction's basis.
    pub fn basis_in(&self, now: Option<Basis>) -> Basis {
        match (self.instrument, now) {
            (Instrument::Practice, _) => Basis::DeFacto,
            (_, basis) => basis.unwrap_or(Basis::Unclear),
        }
    }

    /// Its life in the form that decides whether it holds on a day, in a jurisdiction that has a
    /// model and a basis now.
    pub fn tenure(&self, model: Option<Model>, basis: Option<Basis>) -> Tenure {
        Tenure {
            start: self.effective.or(self.adopted),
            known_by: self.known_by,
            end: self.ended,
            status: self.status,
            suspensions: self.suspensions(),
            model: self.model_in(model),
            basis: self.basis_in(basis),
            overrides: self.provisions.iter().any(|p| p.is_opposed()),
            provisions: self.provisions.iter().copied().collect(),
            carried_out: self.carried_out,
        }
    }

    /// Spans between an injunction (or a ruling against it) and what lifted it.
    fn suspensions(&self) -> Vec<Suspension> {
        let mut dated: Vec<&Event> = self.events.iter().filter(|e| e.date.is_some()).collect();
        dated.sort_by_key(|event| event.date);
        let mut spans: Vec<Suspension> = Vec::new();
        for event in dated.into_iter().filter(|event| !event.in_part) {
            let Some(date) = event.date else { continue };
            let open = spans.last_mut().filter(|span| span.lifted.is_none());
            match (event.kind, open) {
                (EventKind::Enjoined | EventKind::StruckDown, None) => spans.push(Suspension {
                    from: date,
                    lifted: None,
                }),
                (EventKind::Stayed | EventKind::Upheld, Some(open)) => open.lifted = Some(date),
                _ => {}
            }
        }
        spans
    }
}
