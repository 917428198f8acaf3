//! What surrounds the record (`geodata/context/`): studies, arguments, law, events, definitions, terms.

use serde::{Deserialize, Serialize};

use super::{PartialDate, vocabulary::vocabulary};

vocabulary! {
    /// How a study was published.
    StudyKind {
        PeerReviewed = "peer-reviewed",
        WorkingPaper = "working-paper",
        Thesis = "thesis",
        Book = "book",
        Review = "review",
        Report = "report",
        ThinkTank = "think-tank",
        GovernmentEvaluation = "government-evaluation",
        SelfEvaluation = "self-evaluation",
    }
}

vocabulary! {
    /// What a study is about.
    StudyTopic {
        Crime = "crime",
        Trust = "trust",
        Safety = "safety",
        Enforcement = "enforcement",
        Health = "health",
        Economy = "economy",
        Services = "services",
        Welcome = "welcome",
        Adoption = "adoption",
        Implementation = "implementation",
        Definition = "definition",
        History = "history",
    }
}

vocabulary! {
    /// Where a study's findings point.
    Direction {
        LowerCrime = "lower-crime",
        HigherCrime = "higher-crime",
        NoEffect = "no-effect",
        Trust = "trust",
        Health = "health",
        StrongerEconomy = "stronger-economy",
        Mixed = "mixed",
        /// Not about effects that point one way or the other.
        Other = "other",
    }
}

vocabulary! {
    /// Which side an argument is on.
    ArgumentSide {
        For = "for",
        Against = "against",
        /// A remark on the debate itself.
        Note = "note",
    }
}

vocabulary! {
    /// What an argument is about.
    ArgumentTopic {
        Policing = "policing",
        Crime = "crime",
        Resources = "resources",
        Law = "law",
        Rights = "rights",
        Duty = "duty",
        Enforcement = "enforcement",
        Scope = "scope",
        Politics = "politics",
        Money = "money",
        Lists = "lists",
        Services = "services",
        Housing = "housing",
        Fairness = "fairness",
        Effect = "effect",
        Welcome = "welcome",
        Reception = "reception",
    }
}

vocabulary! {
    /// Kind of a legal text.
    LawKind {
        Statute = "statute",
        Case = "case",
        ExecutiveOrder = "executive-order",
        Decision = "decision",
        GovernmentOpinion = "government-opinion",
        Recommendation = "recommendation",
        Analysis = "analysis",
    }
}

vocabulary! {
    /// Whose power a legal text strengthens.
    Bearing {
        FavoursLocal = "favours-local",
        FavoursNational = "favours-national",
        Mixed = "mixed",
    }
}

vocabulary! {
    /// Kind of a landmark event.
    EventTopic {
        Movement = "movement",
        LocalPolicy = "local-policy",
        StateLaw = "state-law",
        Law = "law",
        NationalLaw = "national-law",
        NationalPolicy = "national-policy",
        NationalProgramme = "national-programme",
        Court = "court",
        Vote = "vote",
        List = "list",
        Count = "count",
        Event = "event",
    }
}

vocabulary! {
    /// Who defines sanctuary.
    DefinerKind {
        Government = "government",
        Academic = "academic",
        AdvocacyFor = "advocacy-for",
        AdvocacyAgainst = "advocacy-against",
        ThinkTank = "think-tank",
        Network = "network",
        Press = "press",
        Reference = "reference",
    }
}

/// Everything in `geodata/context/`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Context {
    pub studies: Vec<Study>,
    pub arguments: Vec<Argument>,
    pub law: Vec<Law>,
    pub timeline: Vec<Landmark>,
    pub definitions: Vec<Definition>,
    pub glossary: Vec<Term>,
}

/// A study (`context/studies.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Study {
    pub id: String,
    pub authors: Vec<String>,
    /// None where no page that was read says it.
    #[serde(default)]
    pub year: Option<u16>,
    pub title: String,
    /// Journal, publisher or series.
    pub venue: String,
    pub kind: StudyKind,
    /// A nation's id, `eu` or `int`.
    pub region: String,
    pub topic: StudyTopic,
    /// What was done with which comparison.
    pub method: String,
    /// What was studied.
    pub sample: String,
    pub finding: String,
    pub directions: Vec<Direction>,
    /// Critique, limits, and notes by the compilers.
    pub limits: String,
    #[serde(default)]
    pub doi: Option<String>,
    /// Ids of sources; the first is the study itself or what is nearest to it.
    pub sources: Vec<String>,
}

/// An argument that somebody makes (`context/arguments.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Argument {
    pub id: String,
    pub side: ArgumentSide,
    /// A nation's id, `eu` or `int`.
    pub region: String,
    pub topic: ArgumentTopic,
    pub argument: String,
    /// Who makes it.
    pub made_by: String,
    /// Ids of the arguments that answer it.
    #[serde(default)]
    pub counter: Vec<String>,
    pub sources: Vec<String>,
}

/// A statute, case or other legal text (`context/law.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Law {
    pub id: String,
    pub name: String,
    pub kind: LawKind,
    /// Court or body.
    #[serde(default)]
    pub court: Option<String>,
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// A nation's id, `eu` or `int`.
    pub region: String,
    /// Ids of the places that it binds or concerns by name; none where it is the whole nation.
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub citation: Option<String>,
    pub holding: String,
    pub bearing: Bearing,
    /// What became of it.
    pub status: String,
    pub sources: Vec<String>,
}

/// A landmark (`context/timeline.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Landmark {
    pub id: String,
    pub date: PartialDate,
    pub title: String,
    pub text: String,
    #[serde(default)]
    pub places: Vec<String>,
    /// A nation's id, `eu` or `int`.
    pub region: String,
    pub topic: EventTopic,
    pub sources: Vec<String>,
}

/// How a body defines sanctuary (`context/definitions.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub id: String,
    pub body: String,
    pub kind: DefinerKind,
    /// A nation's id, `eu` or `int`.
    pub region: String,
    pub definition: String,
    /// How many it counts.
    #[serde(default)]
    pub count: Option<u32>,
    /// Of what.
    #[serde(default)]
    pub count_of: Option<String>,
    #[serde(default)]
    pub date: Option<PartialDate>,
    #[serde(default)]
    pub note: String,
    pub sources: Vec<String>,
}

/// A text in the three languages of the interface.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Translated {
    pub en: String,
    pub fr: String,
    pub es: String,
}

/// A term explained (`context/glossary.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "build", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub id: String,
    pub term: Translated,
    pub definition: Translated,
    /// A nation's id, `eu` or `int`.
    pub region: String,
    #[serde(default)]
    pub note: String,
    pub sources: Vec<String>,
}
