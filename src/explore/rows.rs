//! The rows of the table: places, or their policies, with what can be sorted.

use std::borrow::Borrow;

use super::Class;
use crate::{
    data::{Atlas, Place, PlaceIndex, fold},
    domain::{
        Basis, CarriedOut, EffectKind, Finding, Instrument, Level, PartialDate, Policy, Provision,
        Status,
    },
};

/// What a row says; which are shown depends on whether rows are places or policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    Name,
    Level,
    Region,
    Nation,
    /// What the lens says, where it is not the model.
    Class,
    Finding,
    Basis,
    Effect,
    Since,
    Policies,
    Listings,
    Population,
    Title,
    Instrument,
    Adopted,
    Ended,
    Status,
    CarriedOut,
    Provisions,
}

impl Column {
    pub const OF_PLACES: [Column; 12] = [
        Column::Name,
        Column::Level,
        Column::Region,
        Column::Nation,
        Column::Class,
        Column::Finding,
        Column::Basis,
        Column::Effect,
        Column::Since,
        Column::Policies,
        Column::Listings,
        Column::Population,
    ];

    pub const OF_POLICIES: [Column; 10] = [
        Column::Name,
        Column::Title,
        Column::Instrument,
        Column::Adopted,
        Column::Ended,
        Column::Status,
        Column::CarriedOut,
        Column::Provisions,
        Column::Region,
        Column::Nation,
    ];

    /// Its name in links, styles and downloads.
    pub const fn code(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Level => "level",
            Column::Region => "region",
            Column::Nation => "nation",
            Column::Class => "class",
            Column::Finding => "finding",
            Column::Basis => "basis",
            Column::Effect => "effect",
            Column::Since => "since",
            Column::Policies => "policies",
            Column::Listings => "listings",
            Column::Population => "population",
            Column::Title => "title",
            Column::Instrument => "instrument",
            Column::Adopted => "adopted",
            Column::Ended => "ended",
            Column::Status => "status",
            Column::CarriedOut => "carried-out",
            Column::Provisions => "provisions",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let all = Self::OF_PLACES.into_iter().chain(Self::OF_POLICIES);
        all.into_iter().find(|column| column.code() == code)
    }

    /// Whether it holds numbers.
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            Column::Policies | Column::Listings | Column::Population
        )
    }
}

/// Which column rows are sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Order {
    pub column: Column,
    pub is_descending: bool,
}

impl Default for Order {
    /// By name from A to Z.
    fn default() -> Self {
        Self {
            column: Column::Name,
            is_descending: false,
        }
    }
}

impl Order {
    /// After a press on a column's head: the other way if it is that column already.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        Self {
            column,
            is_descending: self.column == column && !self.is_descending,
        }
    }
}

/// A place's state on a date, as the table shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub finding: Finding,
    pub is_sure: bool,
    pub basis: Option<Basis>,
    pub effect: Option<EffectKind>,
    /// When its first policy behind the finding began.
    pub since: Option<PartialDate>,
    pub class: Class,
    /// Position of the class in the legend of the lens.
    pub class_position: u8,
}

/// One policy of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyFacts {
    /// Position in the record.
    pub position: u16,
    pub title: String,
    pub instrument: Instrument,
    pub adopted: Option<PartialDate>,
    pub ended: Option<PartialDate>,
    pub status: Status,
    pub carried_out: CarriedOut,
    pub provisions: Vec<Provision>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub place: PlaceIndex,
    pub id: String,
    pub name: Named,
    pub level: Level,
    pub region: Option<Named>,
    pub nation: Named,
    pub standing: Standing,
    pub policies: u16,
    pub listings: u16,
    /// 0 where not known.
    pub population: u32,
    /// Where rows are policies.
    pub policy: Option<PolicyFacts>,
}

/// A name in the language of the table, and what it is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    folded: String,
}

impl Named {
    fn of(place: &Place, language: &str) -> Self {
        let name = place.name_in(language).to_owned();
        let folded = fold(&name);
        Self { name, folded }
    }
}

/// What a column is sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Number(i64),
    Date(PartialDate),
    Text(&'a str),
}

impl Row {
    /// What decides where a column does not.
    fn rest(&self) -> (&str, &str, Option<u16>) {
        let position = self.policy.as_ref().map(|policy| policy.position);
        (&self.name.folded, &self.id, position)
    }

    fn key(&self, column: Column) -> Option<Key<'_>> {
        let policy = self.policy.as_ref();
        let number = |number: usize| Some(Key::Number(number as i64));
        // What is not known stands at the end, in either direction.
        let known = |count: u32| (count > 0).then_some(Key::Number(count.into()));
        match column {
            Column::Name => Some(Key::Text(&self.name.folded)),
            Column::Level => number(self.level as usize),
            Column::Region => Some(Key::Text(&self.region.as_ref()?.folded)),
            Column::Nation => Some(Key::Text(&self.nation.folded)),
            Column::Class => number(self.standing.class_position.into()),
            Column::Finding => number(self.standing.finding.position()),
            Column::Basis => number(self.standing.basis? as usize),
            Column::Effect => number(self.standing.effect? as usize),
            Column::Since => Some(Key::Date(self.standing.since?)),
            Column::Policies => number(self.policies.into()),
            Column::Listings => number(self.listings.into()),
            Column::Population => known(self.population),
            Column::Title => Some(Key::Text(&policy?.title)),
            Column::Instrument => number(policy?.instrument as usize),
            Column::Adopted => Some(Key::Date(policy?.adopted?)),
            Column::Ended => Some(Key::Date(policy?.ended?)),
            Column::Status => number(policy?.status as usize),
            Column::CarriedOut => number(policy?.carried_out as usize),
            Column::Provisions => known(policy?.provisions.len() as u32),
        }
    }
}

/// Rows of places. `standing`: of those that are shown.
pub fn place_rows(
    atlas: &Atlas,
    language: &str,
    standing: impl Fn(PlaceIndex, &Place) -> Option<Standing>,
) -> Vec<Row> {
    let row = |(number, place): (PlaceIndex, &Place)| {
        let standing = standing(number, place)?;
        let above = || place.parents.iter().filter_map(|&up| atlas.get(up));
        let region = above().find(|above| above.level == Level::Region);
        let nation = above().last().unwrap_or(place);
        Some(Row {
            place: number,
            id: place.id.clone(),
            name: Named::of(place, language),
            level: place.level,
            region: region.map(|region| Named::of(region, language)),
            nation: Named::of(nation, language),
            standing,
            policies: place.policies,
            listings: place.listings,
            population: place.population,
            policy: None,
        })
    };
    (0..).zip(&atlas.places).filter_map(row).collect()
}

/// A row for each policy of the places, in the record's order. `policies`: of a place, as far as they are loaded.
pub fn policy_rows<'a>(places: &[Row], policies: impl Fn(&Row) -> &'a [Policy]) -> Vec<Row> {
    let of_place = |place: &Row| {
        let row = |(position, policy): (u16, &Policy)| Row {
            policy: Some(PolicyFacts {
                position,
                title: policy.title.clone(),
                instrument: policy.instrument,
                adopted: policy.adopted,
                ended: policy.ended,
                status: policy.status,
                carried_out: policy.carried_out,
                provisions: policy.provisions.clone(),
            }),
            ..place.clone()
        };
        (0..).zip(policies(place)).map(row).collect::<Vec<_>>()
    };
    places.iter().flat_map(of_place).collect()
}

/// Sorts rows by a column; what is equal there stands by name, then by id, from A to Z in either direction. What is
/// not known stands last.
pub fn sort<R: Borrow<Row>>(rows: &mut [R], order: Order) {
    rows.sort_by(|a, b| {
        let (a, b): (&Row, &Row) = (a.borrow(), b.borrow());
        let by_column = match (a.key(order.column), b.key(order.column)) {
            (Some(a), Some(b)) if order.is_descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        by_column.then_with(|| a.rest().cmp(&b.rest()))
    });
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(name: &str, population: u32, since: Option<&str>, finding: usize) -> Row {
        let named = |name: &str| Named {
            name: name.to_owned(),
            folded: fold(name),
        };
        Row {
            place: 0,
            id: format!("id-{}", fold(name)),
            name: named(name),
            level: Level::Municipality,
            region: None,
            nation: named("France"),
            standing: Standing {
                finding: Finding::ALL[finding],
                is_sure: true,
                basis: None,
                effect: None,
                since: since.map(|date| date.parse().unwrap()),
                class: Class::Other,
                class_position: 0,
            },
            policies: 1,
            listings: 0,
            population,
            policy: None,
        }
    }

    fn names(rows: &[Row]) -> Vec<&str> {
        rows.iter().map(|row| row.name.name.as_str()).collect()
    }

    #[test]
    fn accents_and_case_do_not_matter_and_the_unknown_stand_last() {
        let mut rows = [
            row("Zürich", 0, Some("2017"), 2),
            row("Évreux", 50, None, 2),
            row("évry", 70, Some("2016-05"), 0),
            row("Eger", 60, Some("2017-02-01"), 2),
        ];
        let by = |column, is_descending| Order {
            column,
            is_descending,
        };
        sort(&mut rows, Order::default());
        assert_eq!(names(&rows), ["Eger", "Évreux", "évry", "Zürich"]);
        sort(&mut rows, by(Column::Name, true));
        assert_eq!(names(&rows), ["Zürich", "évry", "Évreux", "Eger"]);
        sort(&mut rows, by(Column::Population, false));
        assert_eq!(names(&rows), ["Évreux", "Eger", "évry", "Zürich"]);
        sort(&mut rows, by(Column::Population, true));
        assert_eq!(names(&rows), ["évry", "Eger", "Évreux", "Zürich"]);
        sort(&mut rows, by(Column::Since, true));
        assert_eq!(names(&rows), ["Eger", "Zürich", "évry", "Évreux"]);
        // Ties stand by name in both directions.
        sort(&mut rows, by(Column::Finding, true));
        assert_eq!(names(&rows), ["Eger", "Évreux", "Zürich", "évry"]);
        assert_eq!(
            Order::default().pressed(Column::Name),
            by(Column::Name, true)
        );
        assert_eq!(
            by(Column::Name, true).pressed(Column::Level),
            by(Column::Level, false)
        );
    }

    #[test]
    fn columns_have_codes_of_their_own() {
        for column in Column::OF_PLACES.into_iter().chain(Column::OF_POLICIES) {
            assert_eq!(Column::from_code(column.code()), Some(column));
        }
        assert_eq!(Column::from_code("price"), None);
    }

    proptest! {
        #[test]
        fn every_order_keeps_all_rows(
            rows in prop::collection::vec(("\\PC{0,6}", 0u32..4, 0usize..8), 0..20),
            column in 0usize..12, is_descending: bool,
        ) {
            let rows: Vec<Row> = rows.iter().map(|(name, people, finding)| row(name, *people, None, *finding)).collect();
            let order = Order { column: Column::OF_PLACES[column], is_descending };
            let mut sorted = rows.clone();
            sort(&mut sorted, order);
            let mut backwards: Vec<Row> = rows.iter().rev().cloned().collect();
            sort(&mut backwards, order);
            prop_assert_eq!(names(&sorted).len(), rows.len());
            let keys = |rows: &[Row]| rows.iter().map(|r| (r.id.clone(), r.population)).collect::<Vec<_>>();
            // Equal rows may change places; what decides may not.
            prop_assert_eq!(
                keys(&sorted).into_iter().map(|(id, _)| id).collect::<Vec<_>>(),
                keys(&backwards).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
            );
        }
    }
}
