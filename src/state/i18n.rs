//! Every visible string, in three languages, checked at compile time.

// The recommended alternative, a build script, compiles all of ICU's data sources for the same code.
#[allow(deprecated)]
mod generated {
    leptos_i18n::load_locales!();
}

pub use generated::i18n::*;

use leptos_i18n::I18nContext;

use super::{Language, url::TextPage};
use crate::{
    data::Place,
    domain::{
        Basis, CarriedOut, Confidence, Coverage, Doubt, EffectKind, EventKind, Finding, Instrument,
        Level, ListKind, Model, PartialDate, Provision, Side, SourceKind, Status,
        context::{
            ArgumentSide, ArgumentTopic, Bearing, DefinerKind, Direction, EventTopic, LawKind,
            StudyKind, StudyTopic,
        },
    },
    explore::{Class, Column, Kind, Lens},
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
/// What a lens is called in the choice of lenses.
pub fn lens(i18n: I18n, lens: &Lens) -> &'static str {
    match lens {
        Lens::Model => leptos_i18n::t_string!(i18n, lens.model),
        Lens::Basis => leptos_i18n::t_string!(i18n, lens.basis),
        Lens::List(_) => leptos_i18n::t_string!(i18n, lens.list),
        Lens::Agreement => leptos_i18n::t_string!(i18n, lens.agreement),
        Lens::Provision(_) => leptos_i18n::t_string!(i18n, lens.provision),
        Lens::Provisions => leptos_i18n::t_string!(i18n, lens.provisions),
        Lens::CarriedOut => leptos_i18n::t_string!(i18n, lens.carried_out),
        Lens::Since => leptos_i18n::t_string!(i18n, lens.since),
    }
}

/// What a lens shows and what it does not, in a sentence or two.
pub fn lens_text(i18n: I18n, lens: &Lens) -> &'static str {
    match lens {
        Lens::Model => leptos_i18n::t_string!(i18n, lens.model_text),
        Lens::Basis => leptos_i18n::t_string!(i18n, lens.basis_text),
        Lens::List(_) => leptos_i18n::t_string!(i18n, lens.list_text),
        Lens::Agreement => leptos_i18n::t_string!(i18n, lens.agreement_text),
        Lens::Provision(_) => leptos_i18n::t_string!(i18n, lens.provision_text),
        Lens::Provisions => leptos_i18n::t_string!(i18n, lens.provisions_text),
        Lens::CarriedOut => leptos_i18n::t_string!(i18n, lens.carried_out_text),
        Lens::Since => leptos_i18n::t_string!(i18n, lens.since_text),
    }
}

/// Short name of a class of a lens; what a list does not name is said with regard to how much of it is on file.
pub fn class(i18n: I18n, lens: &Lens, class: Class, coverage: Option<Coverage>) -> &'static str {
    match class {
        Class::Finding(value) => finding(i18n, value),
        Class::Basis(value) => basis(i18n, value),
        Class::NotNamed if coverage != Some(Coverage::Complete) => {
            leptos_i18n::t_string!(i18n, class.not_on_file)
        }
        Class::Other => match lens {
            Lens::List(_) => leptos_i18n::t_string!(i18n, class.not_covered),
            Lens::Agreement => leptos_i18n::t_string!(i18n, class.no_policy_nor_name),
            _ => leptos_i18n::t_string!(i18n, class.no_policy),
        },
        class => other_class(i18n, class),
    }
}

words! {
    other_class(Class) in class {
        Class::Named => named,
        Class::Disputed => disputed,
        Class::Dropped => dropped,
        Class::NotNamed => not_named,
        Class::Bodies(0 | 1) => bodies_1,
        Class::Bodies(2) => bodies_2,
        Class::Bodies(3) => bodies_3,
        Class::Bodies(_) => bodies_4,
        Class::NoBody => no_body,
        Class::Provided => provided,
        Class::ProvidedBefore => provided_before,
        Class::NotProvided => not_provided,
        Class::Provisions(0) => provisions_1,
        Class::Provisions(1) => provisions_2,
        Class::Provisions(2) => provisions_3,
        Class::Provisions(3) => provisions_4,
        Class::Provisions(_) => provisions_6,
        Class::NoProvisions => no_provisions,
        Class::CarriedOut(CarriedOut::Yes) => carried_yes,
        Class::CarriedOut(CarriedOut::Partly) => carried_partly,
        Class::CarriedOut(CarriedOut::No) => carried_no,
        Class::CarriedOut(CarriedOut::Unknown) => carried_unknown,
        Class::Since(0) => since_1971,
        Class::Since(1) => since_2000,
        Class::Since(2) => since_2014,
        Class::Since(3) => since_2017,
        Class::Since(_) => since_2020,
        Class::YearUnknown => year_unknown,
        Class::Other | Class::Finding(_) | Class::Basis(_) => no_policy,
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
words! {
    /// What a provision means, in a sentence.
    provision_text(Provision) in provision_text {
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
words! {
    /// What the law above does to jurisdictions.
    effect(EffectKind) in effect {
        EffectKind::Overridden => overridden,
        EffectKind::Covered => covered,
        EffectKind::Mandated => mandated,
    }
}
words! {
    /// What lists of a kind are called.
    list_kind(ListKind) in list_kind {
        ListKind::List => list,
        ListKind::Network => network,
        ListKind::Award => award,
        ListKind::Declaration => declaration,
    }
}
words! {
    /// What a kind of list is, in a sentence.
    list_kind_text(ListKind) in list_kind_text {
        ListKind::List => list,
        ListKind::Network => network,
        ListKind::Award => award,
        ListKind::Declaration => declaration,
    }
}
words! {
    side(Side) in list_side {
        Side::GovernmentAgainst => government_against,
        Side::AdvocacyAgainst => advocacy_against,
        Side::AdvocacyFor => advocacy_for,
        Side::Members => members,
        Side::Press => press,
        Side::Academic => academic,
        Side::Neutral => neutral,
    }
}
words! {
    study_kind(StudyKind) in study_kind {
        StudyKind::PeerReviewed => peer_reviewed,
        StudyKind::WorkingPaper => working_paper,
        StudyKind::Thesis => thesis,
        StudyKind::Book => book,
        StudyKind::Review => review,
        StudyKind::Report => report,
        StudyKind::ThinkTank => think_tank,
        StudyKind::GovernmentEvaluation => government_evaluation,
        StudyKind::SelfEvaluation => self_evaluation,
    }
}
words! {
    study_topic(StudyTopic) in study_topic {
        StudyTopic::Crime => crime,
        StudyTopic::Trust => trust,
        StudyTopic::Safety => safety,
        StudyTopic::Enforcement => enforcement,
        StudyTopic::Health => health,
        StudyTopic::Economy => economy,
        StudyTopic::Services => services,
        StudyTopic::Welcome => welcome,
        StudyTopic::Adoption => adoption,
        StudyTopic::Implementation => implementation,
        StudyTopic::Definition => definition,
        StudyTopic::History => history,
    }
}
words! {
    /// Where findings point.
    direction(Direction) in direction {
        Direction::LowerCrime => lower_crime,
        Direction::HigherCrime => higher_crime,
        Direction::NoEffect => no_effect,
        Direction::Trust => trust,
        Direction::Health => health,
        Direction::StrongerEconomy => stronger_economy,
        Direction::Mixed => mixed,
        Direction::Other => other,
    }
}
words! {
    argument_side(ArgumentSide) in argument_side {
        ArgumentSide::For => in_favour,
        ArgumentSide::Against => against,
        ArgumentSide::Note => note,
    }
}
words! {
    argument_topic(ArgumentTopic) in argument_topic {
        ArgumentTopic::Policing => policing,
        ArgumentTopic::Crime => crime,
        ArgumentTopic::Resources => resources,
        ArgumentTopic::Law => law,
        ArgumentTopic::Rights => rights,
        ArgumentTopic::Duty => duty,
        ArgumentTopic::Enforcement => enforcement,
        ArgumentTopic::Scope => scope,
        ArgumentTopic::Politics => politics,
        ArgumentTopic::Money => money,
        ArgumentTopic::Lists => lists,
        ArgumentTopic::Services => services,
        ArgumentTopic::Housing => housing,
        ArgumentTopic::Fairness => fairness,
        ArgumentTopic::Effect => effect,
        ArgumentTopic::Welcome => welcome,
        ArgumentTopic::Reception => reception,
    }
}
words! {
    law_kind(LawKind) in law_kind {
        LawKind::Statute => statute,
        LawKind::Case => case,
        LawKind::ExecutiveOrder => executive_order,
        LawKind::Decision => decision,
        LawKind::GovernmentOpinion => government_opinion,
        LawKind::Recommendation => recommendation,
        LawKind::Analysis => analysis,
    }
}
words! {
    /// Whose power a text strengthens.
    bearing(Bearing) in bearing {
        Bearing::FavoursLocal => favours_local,
        Bearing::FavoursNational => favours_national,
        Bearing::Mixed => mixed,
    }
}
words! {
    event_topic(EventTopic) in event_topic {
        EventTopic::Movement => movement,
        EventTopic::LocalPolicy => local_policy,
        EventTopic::StateLaw => state_law,
        EventTopic::Law => law,
        EventTopic::NationalLaw => national_law,
        EventTopic::NationalPolicy => national_policy,
        EventTopic::NationalProgramme => national_programme,
        EventTopic::Court => court,
        EventTopic::Vote => vote,
        EventTopic::List => list,
        EventTopic::Count => count,
        EventTopic::Event => event,
    }
}
words! {
    definer(DefinerKind) in definer {
        DefinerKind::Government => government,
        DefinerKind::Academic => academic,
        DefinerKind::AdvocacyFor => advocacy_for,
        DefinerKind::AdvocacyAgainst => advocacy_against,
        DefinerKind::ThinkTank => think_tank,
        DefinerKind::Network => network,
        DefinerKind::Press => press,
        DefinerKind::Reference => reference,
    }
}
words! {
    /// The title of a page of text; a list has a name of its own.
    page(&TextPage) in pages {
        TextPage::Lists => lists,
        TextPage::List(_) => list,
        TextPage::Places => places,
        TextPage::Evidence => evidence,
        TextPage::Arguments => arguments,
        TextPage::Law => law,
        TextPage::Definitions => definitions,
        TextPage::Timeline => timeline,
        TextPage::Glossary => glossary,
        TextPage::About => about,
    }
}

words! {
    /// The head of a column of the table.
    column(Column) in column {
        Column::Name => name,
        Column::Level => level,
        Column::Region => region,
        Column::Nation => nation,
        Column::Class => class,
        Column::Finding => finding,
        Column::Basis => basis,
        Column::Effect => effect,
        Column::Since => since,
        Column::Policies => policies,
        Column::Listings => listings,
        Column::Population => population,
        Column::Title => title,
        Column::Instrument => instrument,
        Column::Adopted => adopted,
        Column::Ended => ended,
        Column::Status => status,
        Column::CarriedOut => carried_out,
        Column::Provisions => provisions,
    }
}
words! {
    /// What the law above does to a place, in few words.
    law_above(EffectKind) in law_above {
        EffectKind::Overridden => overridden,
        EffectKind::Covered => covered,
        EffectKind::Mandated => mandated,
    }
}
words! {
    /// What sanctuary means for a place, in a phrase.
    kind_of_sanctuary(Option<Kind>) in compare {
        Some(Kind::Limits) => kind_limits,
        Some(Kind::Services) => kind_services,
        Some(Kind::Welcome) => kind_welcome,
        Some(Kind::Opposed) => kind_opposed,
        None => kind_none,
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
