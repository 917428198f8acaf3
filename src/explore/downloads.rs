//! What the table shows, as files for spreadsheets, programs and maps.

use std::collections::{BTreeSet, HashMap};

use super::{
    Column, Fact, Facts, PolicyFacts, Row,
    facts::{csv, json, tabs},
};
use crate::{
    data::{Atlas, Place, RecordPart, UNIT_KM},
    domain::{Level, PartialDate, Policy, Record, Source},
};

/// Form of a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// As CSV, divided by tabs: for the clipboard.
    Tabs,
    Json,
    GeoJson,
}

impl Format {
    /// How the file's name ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Tabs => "tsv",
            Format::Json => "json",
            Format::GeoJson => "geojson",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv;charset=utf-8",
            Format::Tabs => "text/tab-separated-values;charset=utf-8",
            Format::Json => "application/json",
            Format::GeoJson => "application/geo+json",
        }
    }
}

const LICENSE: &str = "https://creativecommons.org/licenses/by/4.0/";
const ATTRIBUTION: &str = "Sanctuary Atlas, CC BY 4.0. Places: GeoNames, CC BY 4.0.";

/// What rows are about, to tell more of them than they show.
pub struct Whole<'a> {
    pub atlas: &'a Atlas,
    pub parts: &'a HashMap<u16, RecordPart>,
    /// The date that states are of.
    pub date: PartialDate,
    /// Address of what is shown.
    pub link: String,
    /// What the lens is called in links; none for the model.
    pub lens: Option<String>,
    /// The address of a place's page, by its id.
    pub page: &'a dyn Fn(&str) -> String,
}

/// Writes rows in their order as a file: each with the ids of the sources that it rests on, the page of its place,
/// and the attribution. JSON tells the sources in full.
pub fn download(format: Format, rows: &[Row], whole: &Whole) -> String {
    match format {
        Format::Csv => csv(&whole.table(rows)),
        Format::Tabs => tabs(&whole.table(rows)),
        Format::Json => {
            let rows_of: Vec<Facts> = rows.iter().map(|row| whole.facts(row)).collect();
            let mut all = whole.head();
            all.push(("rows", Fact::Groups(rows_of)));
            all.push(("sources", Fact::Groups(whole.sources_of(rows))));
            json(&all)
        }
        Format::GeoJson => {
            let features = rows.iter().map(|row| whole.feature(row)).collect();
            let mut all = vec![("type", Fact::text("FeatureCollection"))];
            all.extend(whole.head());
            all.push(("sources", Fact::Groups(whole.sources_of(rows))));
            all.push(("features", Fact::Groups(features)));
            json(&all)
        }
    }
}

impl Whole<'_> {
    fn head(&self) -> Facts {
        vec![
            ("name", Fact::text("Sanctuary Atlas")),
            ("link", Fact::text(&self.link)),
            ("data_of", Fact::text(self.atlas.index.date.to_string())),
            ("license", Fact::text(LICENSE)),
            ("attribution", Fact::text(ATTRIBUTION)),
        ]
    }

    /// Rows of a table, which have the attribution in a column of its own: a line of it would be taken for a row.
    fn table(&self, rows: &[Row]) -> Vec<Facts> {
        let row = |row: &Row| {
            let mut facts = self.facts(row);
            facts.push(("attribution", Fact::text(ATTRIBUTION)));
            facts
        };
        rows.iter().map(row).collect()
    }

    fn part_of(&self, row: &Row) -> Option<&RecordPart> {
        self.parts.get(&self.atlas.get(row.place)?.part?)
    }

    fn record_of(&self, row: &Row) -> Option<&Record> {
        self.part_of(row)?.record(&row.id)
    }

    fn policy_of(&self, row: &Row, policy: &PolicyFacts) -> Option<&Policy> {
        let policies = &self.record_of(row)?.policies;
        policies.get(usize::from(policy.position))
    }

    /// Ids of the sources that a row rests on, each once, sorted.
    fn source_ids(&self, row: &Row) -> BTreeSet<&str> {
        match &row.policy {
            Some(facts) => {
                let policy = self.policy_of(row, facts).into_iter();
                policy
                    .flat_map(|policy| {
                        let of_events = policy.events.iter().flat_map(|event| &event.sources);
                        policy.sources.iter().chain(of_events)
                    })
                    .map(String::as_str)
                    .collect()
            }
            None => self
                .record_of(row)
                .into_iter()
                .flat_map(Record::cited)
                .collect(),
        }
    }

    /// The sources of all rows, each once, by id.
    fn sources_of(&self, rows: &[Row]) -> Vec<Facts> {
        let mut found: HashMap<&str, &Source> = HashMap::new();
        for row in rows {
            let Some(part) = self.part_of(row) else {
                continue;
            };
            let ids = self.source_ids(row).into_iter();
            found.extend(ids.filter_map(|id| Some((id, part.source(id)?))));
        }
        let mut sources: Vec<&Source> = found.into_values().collect();
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        let facts = |source: &Source| {
            vec![
                ("id", Fact::text(&source.id)),
                ("title", Fact::text(&source.title)),
                ("publisher", Fact::text(&source.publisher)),
                ("date", Fact::optional(source.date)),
                ("url", Fact::optional(source.url.as_ref())),
                ("kind", Fact::text(source.kind.code())),
            ]
        };
        sources.into_iter().map(facts).collect()
    }

    fn facts(&self, row: &Row) -> Facts {
        let place = self.atlas.get(row.place);
        let of_level = |level| {
            let above = || {
                place
                    .into_iter()
                    .flat_map(|place| self.atlas.parents(place))
            };
            let found = above().find(|(_, above)| above.level == level);
            let own = (row.level == level).then(|| row.id.clone());
            Fact::optional(own.or_else(|| found.map(|(_, above)| above.id.clone())))
        };
        let mut facts = vec![
            ("id", Fact::text(&row.id)),
            ("name", Fact::text(&row.name.name)),
            ("level", Fact::text(row.level.code())),
            ("region", of_level(Level::Region)),
            ("nation", of_level(Level::Nation)),
        ];
        match &row.policy {
            Some(policy) => facts.extend(self.policy_facts(row, policy)),
            None => facts.extend(self.place_facts(row, place)),
        }
        let sources = self.source_ids(row).into_iter().map(str::to_owned);
        facts.push(("sources", Fact::Texts(sources.collect())));
        facts.push(("page", Fact::text((self.page)(&row.id))));
        facts
    }

    fn place_facts(&self, row: &Row, place: Option<&Place>) -> Facts {
        let standing = row.standing;
        let point = place.and_then(degrees);
        let lens = self.lens.as_ref().map(|lens| {
            [
                ("lens", Fact::text(lens)),
                ("class", Fact::text(standing.class.code())),
            ]
        });
        let mut facts = vec![
            (
                "longitude",
                point.map_or(Fact::Nothing, |(longitude, _)| Fact::Number(longitude)),
            ),
            (
                "latitude",
                point.map_or(Fact::Nothing, |(_, latitude)| Fact::Number(latitude)),
            ),
            ("date", Fact::text(self.date.to_string())),
        ];
        facts.extend(lens.into_iter().flatten());
        facts.extend([
            ("finding", Fact::text(standing.finding.code())),
            ("is_sure", Fact::Flag(standing.is_sure)),
            (
                "basis",
                Fact::optional(standing.basis.map(|basis| basis.code())),
            ),
            (
                "effect",
                Fact::optional(standing.effect.map(|effect| effect.code())),
            ),
            (Column::Since.code(), Fact::optional(standing.since)),
            (Column::Policies.code(), Fact::Whole(row.policies.into())),
            (Column::Listings.code(), Fact::Whole(row.listings.into())),
            (
                Column::Population.code(),
                match row.population {
                    0 => Fact::Nothing,
                    people => Fact::Whole(people.into()),
                },
            ),
        ]);
        facts
    }

    fn policy_facts(&self, row: &Row, facts: &PolicyFacts) -> Facts {
        let policy = self.policy_of(row, facts);
        let provisions = facts.provisions.iter().map(|provision| provision.code());
        let dated =
            |date: fn(&Policy) -> Option<PartialDate>| Fact::optional(policy.and_then(date));
        vec![
            // As the open data number them.
            ("policy", Fact::Whole(u64::from(facts.position) + 1)),
            ("title", Fact::text(&facts.title)),
            ("instrument", Fact::text(facts.instrument.code())),
            ("adopted", Fact::optional(facts.adopted)),
            ("known_by", dated(|policy| policy.known_by)),
            ("effective", dated(|policy| policy.effective)),
            ("ended", Fact::optional(facts.ended)),
            ("status", Fact::text(facts.status.code())),
            ("carried_out", Fact::text(facts.carried_out.code())),
            (
                "provisions",
                Fact::Texts(provisions.map(str::to_owned).collect()),
            ),
        ]
    }

    /// A feature of GeoJSON (RFC 7946): the point of the place, and the facts.
    fn feature(&self, row: &Row) -> Facts {
        let point = self.atlas.get(row.place).and_then(degrees);
        let geometry = point.map_or(Fact::Nothing, |(longitude, latitude)| {
            Fact::Group(vec![
                ("type", Fact::text("Point")),
                ("coordinates", Fact::Point(longitude, latitude)),
            ])
        });
        let id = match &row.policy {
            Some(policy) => format!("{}-{}", row.id, policy.position + 1),
            None => row.id.clone(),
        };
        vec![
            ("type", Fact::text("Feature")),
            ("id", Fact::text(id)),
            ("geometry", geometry),
            ("properties", Fact::Group(self.facts(row))),
        ]
    }
}

/// Longitude and latitude of a place's point.
fn degrees(place: &Place) -> Option<(f64, f64)> {
    let (x, y) = (f64::from(place.x) * UNIT_KM, f64::from(place.y) * UNIT_KM);
    place.plane.unproject(x, y)
}
