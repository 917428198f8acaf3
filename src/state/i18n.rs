//! Every visible string, in three languages, checked at compile time.

// The recommended alternative, a build script, compiles all of ICU's data sources for the same code.
#[allow(deprecated)]
mod generated {
    leptos_i18n::load_locales!();
}

pub use generated::i18n::*;

use leptos_i18n::I18nContext;

use super::Language;
use crate::{
    data::Place,
    domain::{
        Basis, CarriedOut, Confidence, Doubt, EventKind, Finding, Instrument, Level, Model,
        PartialDate, Provision, SourceKind, Status,
    },
};

/// The interface's translations.
pub type I18n = I18nContext<Locale>;

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::English => Locale::en,
            Language::French => Locale::fr,
            Language::Spanish => Locale::es,
        }
    }
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::en => Language::English,
            Locale::fr => Language::French,
            Locale::es => Language::Spanish,
        }
    }
}

/// Writes the words of a vocabulary: a function from its values to strings of a locale.
macro_rules! words {
    ($(#[$doc:meta])* $function:ident($type:ty) in $group:ident { $($pattern:pat => $key:ident,)+ }) => {
        $(#[$doc])*
        pub fn $function(i18n: I18n, value: $type) -> &'static str {
            match value { $($pattern => leptos_i18n::t_string!(i18n, $group.$key),)+ }
        }
    };
}

words! {
    /// What a level is called.
    level(Level) in level {
        Level::Nation => nation,
        Level::Region => region,
        Level::County => county,
        Level::Municipality => municipality,
    }
}

/// What a place is called: its level, or a town where it is one of the gazetteer, which need not have a government.
pub fn kind(i18n: I18n, place: &Place) -> &'static str {
    if place.is_town_without_record() {
        leptos_i18n::t_string!(i18n, level.town)
    } else {
        level(i18n, place.level)
    }
}

words! {
    /// Short name of a finding.
    finding(Finding) in model {
        Finding::Model(Model::LimitsCooperation) => limits_cooperation,
        Finding::Model(Model::AccessToServices) => access_to_services,
        Finding::Model(Model::Welcome) => welcome,
        Finding::Model(Model::SafeHarbour) => safe_harbour,
        Finding::Model(Model::MandatesCooperation) => mandates_cooperation,
        Finding::Model(Model::Former) => former,
        Finding::ListedOnly => listed_only,
        Finding::NoRecord => no_record,
    }
}
words! {
    /// A finding in a sentence.
    finding_text(Finding) in model_text {
        Finding::Model(Model::LimitsCooperation) => limits_cooperation,
        Finding::Model(Model::AccessToServices) => access_to_services,
        Finding::Model(Model::Welcome) => welcome,
        Finding::Model(Model::SafeHarbour) => safe_harbour,
        Finding::Model(Model::MandatesCooperation) => mandates_cooperation,
        Finding::Model(Model::Former) => former,
        Finding::ListedOnly => listed_only,
        Finding::NoRecord => no_record,
    }
}
words! {
    basis(Basis) in basis {
        Basis::DeJure => de_jure,
        Basis::DeFacto => de_facto,
        Basis::Unclear => unclear,
    }
}
words! {
    status(Status) in status {
        Status::InForce => in_force,
        Status::Enjoined => enjoined,
        Status::Superseded => superseded,
        Status::Repealed => repealed,
        Status::Unknown => unknown,
    }
}
words! {
    carried_out(CarriedOut) in carried_out {
        CarriedOut::Yes => yes,
        CarriedOut::Partly => partly,
        CarriedOut::No => no,
        CarriedOut::Unknown => unknown,
    }
}
words! {
    /// What happened.
    event_kind(EventKind) in event {
        EventKind::Proposed => proposed,
        EventKind::Declined => declined,
        EventKind::Vetoed => vetoed,
        EventKind::Filed => filed,
        EventKind::Enjoined => enjoined,
        EventKind::Stayed => stayed,
        EventKind::Upheld => upheld,
        EventKind::Ruling => ruling,
        EventKind::StruckDown => struck_down,
        EventKind::Dismissed => dismissed,
        EventKind::Settled => settled,
        EventKind::Appealed => appealed,
        EventKind::Rescinded => rescinded,
        EventKind::Expired => expired,
        EventKind::Reaffirmed => reaffirmed,
        EventKind::Amended => amended,
        EventKind::DisputedListing => disputed_listing,
        EventKind::Audit => audit,
    }
}
words! {
    /// Why something is not sure, in a sentence.
    doubt(Doubt) in doubt {
        Doubt::StartUnknown => start_unknown,
        Doubt::StartImprecise => start_imprecise,
        Doubt::EndUnknown => end_unknown,
        Doubt::EndImprecise => end_imprecise,
        Doubt::StatusUnknown => status_unknown,
        Doubt::Suspension => suspension,
    }
}
words! {
    confidence(Confidence) in confidence {
        Confidence::High => high,
        Confidence::Medium => medium,
        Confidence::Low => low,
    }
}
words! {
    instrument(Instrument) in instrument {
        Instrument::Constitution => constitution,
        Instrument::Statute => statute,
        Instrument::Ordinance => ordinance,
        Instrument::Resolution => resolution,
        Instrument::ExecutiveOrder => executive_order,
        Instrument::AgencyDirective => agency_directive,
        Instrument::CourtOrder => court_order,
        Instrument::Motion => motion,
        Instrument::Declaration => declaration,
        Instrument::Award => award,
        Instrument::Strategy => strategy,
        Instrument::Agreement => agreement,
        Instrument::Practice => practice,
        Instrument::Other => other,
    }
}
words! {
    source_kind(SourceKind) in source_kind {
        SourceKind::Law => law,
        SourceKind::Government => government,
        SourceKind::Court => court,
        SourceKind::Academic => academic,
        SourceKind::News => news,
        SourceKind::Ngo => ngo,
        SourceKind::Reference => reference,
    }
}
words! {
    provision(Provision) in provision {
        Provision::NoStatusInquiry => no_status_inquiry,
        Provision::DetainerLimits => detainer_limits,
        Provision::NotificationLimits => notification_limits,
        Provision::JailAccessLimits => jail_access_limits,
        Provision::InformationSharingLimits => information_sharing_limits,
        Provision::DataMinimisation => data_minimisation,
        Provision::NoDeputisation => no_deputisation,
        Provision::NoResources => no_resources,
        Provision::SensitiveLocations => sensitive_locations,
        Provision::ServicesRegardlessOfStatus => services_regardless_of_status,
        Provision::MunicipalId => municipal_id,
        Provision::LegalAid => legal_aid,
        Provision::LanguageAccess => language_access,
        Provision::HealthAccess => health_access,
        Provision::EducationAccess => education_access,
        Provision::Housing => housing,
        Provision::Employment => employment,
        Provision::ReceptionPlaces => reception_places,
        Provision::SeaRescueSupport => sea_rescue_support,
        Provision::AwarenessRaising => awareness_raising,
        Provision::Befriending => befriending,
        Provision::ArtsCulture => arts_culture,
        Provision::Sport => sport,
        Provision::Faith => faith,
        Provision::SchoolsOfSanctuary => schools_of_sanctuary,
        Provision::AwardAccreditation => award_accreditation,
        Provision::PoliticalAdvocacy => political_advocacy,
        Provision::BansSanctuary => bans_sanctuary,
        Provision::MandatesDetainers => mandates_detainers,
        Provision::MandatesDeputisation => mandates_deputisation,
        Provision::PenaltiesForNoncooperation => penalties_for_noncooperation,
    }
}

/// A date as a reader of the language writes it.
pub fn date(i18n: I18n, date: PartialDate) -> String {
    crate::domain::date_in(i18n.get_locale().into(), date)
}

/// A whole number with the language's separators.
pub fn number(i18n: I18n, number: u32) -> String {
    crate::domain::number_in(i18n.get_locale().into(), number)
}

/// A counted phrase in the singular or the plural; see [`crate::domain::counted_in`].
pub fn counted(i18n: I18n, one: &str, many: &str, count: u32) -> String {
    crate::domain::counted_in(i18n.get_locale().into(), one, many, count)
}
