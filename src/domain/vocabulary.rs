//! The fixed vocabularies of the record: what a jurisdiction, a policy and a source may be.
//!
//! Every code is spelled in `kebab-case` in GeoJSON. An unknown code stops the build.

use serde::{Deserialize, Serialize};

/// Declares a vocabulary: an enum, its codes, and the list of all its values in display order.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every value, in the order in which it is shown.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The code written in GeoJSON and in links.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The value of a code, or `None` if the code is not in the vocabulary.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

pub(super) use vocabulary;

vocabulary! {
    /// Rank of a jurisdiction in its state's hierarchy.
    Level {
        Nation = "nation",
        /// First-level subdivision: state, province, Land, nation of the UK.
        Region = "region",
        /// Second level: US county, UK council area, French department, Italian province.
        County = "county",
        Municipality = "municipality",
    }
}

vocabulary! {
    /// What a jurisdiction's own policies amount to; DESIGN calls it the sanctuary model.
    Model {
        /// North American: limits local help to national immigration enforcement.
        LimitsCooperation = "limits-cooperation",
        /// Services to everybody, whatever their status.
        AccessToServices = "access-to-services",
        /// Commitment to welcome people seeking safety (City of Sanctuary).
        Welcome = "welcome",
        /// Continental solidarity and safe-harbour cities.
        SafeHarbour = "safe-harbour",
        /// Law that requires help to national enforcement or forbids sanctuary policies.
        MandatesCooperation = "mandates-cooperation",
        /// Had a policy; it has ended.
        Former = "former",
    }
}

vocabulary! {
    /// Whether the policy is written in law or only practised.
    Basis {
        DeJure = "de-jure",
        DeFacto = "de-facto",
        Unclear = "unclear",
    }
}

vocabulary! {
    /// Kind of legal or political instrument.
    Instrument {
        Constitution = "constitution",
        Statute = "statute",
        Ordinance = "ordinance",
        Resolution = "resolution",
        ExecutiveOrder = "executive-order",
        AgencyDirective = "agency-directive",
        CourtOrder = "court-order",
        Motion = "motion",
        Declaration = "declaration",
        Award = "award",
        Strategy = "strategy",
        Agreement = "agreement",
        Practice = "practice",
        Other = "other",
    }
}

vocabulary! {
    /// What is known of a policy's force today.
    Status {
        InForce = "in-force",
        Enjoined = "enjoined",
        Superseded = "superseded",
        Repealed = "repealed",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether a policy is known to be carried out: promise and delivery are two facts.
    CarriedOut {
        Yes = "yes",
        Partly = "partly",
        No = "no",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// How sure the record is.
    Confidence {
        High = "high",
        Medium = "medium",
        Low = "low",
    }
}

vocabulary! {
    /// What a policy provides for.
    Provision {
        NoStatusInquiry = "no-status-inquiry",
        DetainerLimits = "detainer-limits",
        NotificationLimits = "notification-limits",
        JailAccessLimits = "jail-access-limits",
        InformationSharingLimits = "information-sharing-limits",
        DataMinimisation = "data-minimisation",
        NoDeputisation = "no-deputisation",
        NoResources = "no-resources",
        SensitiveLocations = "sensitive-locations",
        ServicesRegardlessOfStatus = "services-regardless-of-status",
        MunicipalId = "municipal-id",
        LegalAid = "legal-aid",
        LanguageAccess = "language-access",
        HealthAccess = "health-access",
        EducationAccess = "education-access",
        Housing = "housing",
        Employment = "employment",
        ReceptionPlaces = "reception-places",
        SeaRescueSupport = "sea-rescue-support",
        AwarenessRaising = "awareness-raising",
        Befriending = "befriending",
        ArtsCulture = "arts-culture",
        Sport = "sport",
        Faith = "faith",
        SchoolsOfSanctuary = "schools-of-sanctuary",
        AwardAccreditation = "award-accreditation",
        PoliticalAdvocacy = "political-advocacy",
        BansSanctuary = "bans-sanctuary",
        MandatesDetainers = "mandates-detainers",
        MandatesDeputisation = "mandates-deputisation",
        PenaltiesForNoncooperation = "penalties-for-noncooperation",
    }
}

impl Provision {
    /// Whether it limits what a place does for national immigration enforcement.
    pub const fn limits_cooperation(self) -> bool {
        matches!(
            self,
            Provision::NoStatusInquiry
                | Provision::DetainerLimits
                | Provision::NotificationLimits
                | Provision::JailAccessLimits
                | Provision::InformationSharingLimits
                | Provision::NoDeputisation
                | Provision::NoResources
                | Provision::SensitiveLocations
        )
    }

    /// Whether it requires cooperation with national enforcement rather than limiting it.
    pub const fn is_opposed(self) -> bool {
        matches!(
            self,
            Provision::BansSanctuary
                | Provision::MandatesDetainers
                | Provision::MandatesDeputisation
                | Provision::PenaltiesForNoncooperation
        )
    }
}

vocabulary! {
    /// What happened to a policy or to a place, on a date.
    EventKind {
        Proposed = "proposed",
        /// Debated and not adopted.
        Declined = "declined",
        Vetoed = "vetoed",
        /// A suit was filed.
        Filed = "filed",
        /// A court stopped it, for the time being.
        Enjoined = "enjoined",
        /// An injunction or ruling was suspended, so that the policy applies again.
        Stayed = "stayed",
        Upheld = "upheld",
        /// A court ruled on something else that bears on it, such as money withheld because of it.
        Ruling = "ruling",
        StruckDown = "struck-down",
        Dismissed = "dismissed",
        Settled = "settled",
        Appealed = "appealed",
        Rescinded = "rescinded",
        Expired = "expired",
        Reaffirmed = "reaffirmed",
        Amended = "amended",
        /// The place disputed that a list names it.
        DisputedListing = "disputed-listing",
        /// Somebody examined whether it is carried out.
        Audit = "audit",
    }
}

vocabulary! {
    /// What a published list is.
    ListKind {
        /// Somebody names others.
        List = "list",
        /// Places that joined of their own will.
        Network = "network",
        /// Places that were assessed and recognised.
        Award = "award",
        /// Places that signed one text or took part in one campaign.
        Declaration = "declaration",
    }
}

vocabulary! {
    /// Whose side the publisher of a list takes on sanctuary policies.
    Side {
        /// A government that opposes them.
        GovernmentAgainst = "government-against",
        /// An organisation that opposes them.
        AdvocacyAgainst = "advocacy-against",
        /// An organisation that supports them.
        AdvocacyFor = "advocacy-for",
        /// The places themselves, or a body that they formed.
        Members = "members",
        Press = "press",
        Academic = "academic",
        /// A public or international body that takes no side on them.
        Neutral = "neutral",
    }
}

vocabulary! {
    /// How much of a published list is on file here.
    Coverage {
        Complete = "complete",
        Partial = "partial",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Kind of publication a claim rests on, strongest first.
    SourceKind {
        Law = "law",
        Government = "government",
        Court = "court",
        Academic = "academic",
        News = "news",
        Ngo = "ngo",
        Reference = "reference",
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for &provision in Provision::ALL {
            assert_eq!(Provision::from_code(provision.code()), Some(provision));
        }
        assert_eq!(Model::from_code("sanctuary"), None);
    }
}
