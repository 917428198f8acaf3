//! The open data: the whole record as tables, GeoJSON and JSON, with a dictionary of every column.
//!
//! The dictionary is a Data Package (<https://specs.frictionlessdata.io/data-package/>) that readers of
//! version 1 and 2 understand. Columns are written and described from one list, so that the two can't
//! disagree.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Boundary, Compiled, Geodata, IndexPlace, Jurisdiction,
    compile::{area_of, areas_of},
    spreadsheet::{BOM, no_formula},
};
use crate::domain::{
    Certainty, Event, List, Listing, Policy, Record, Source, State, Tenures, state_at,
};

/// One file of the open data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

const LICENSE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Writes all files of the open data, in a fixed order; equal inputs give equal bytes.
pub fn export(compiled: &Compiled) -> Vec<ExportedFile> {
    let whole = Whole::new(compiled);
    let tables = [
        whole.jurisdictions(),
        whole.policies(),
        whole.events(),
        whole.listings(),
        whole.lists(),
        whole.sources(),
    ];
    let mut files: Vec<ExportedFile> = tables.iter().map(Table::file).collect();
    files.push(ExportedFile {
        name: "atlas.geojson",
        bytes: text(&whole.geojson()),
    });
    files.push(ExportedFile {
        name: "atlas.json",
        bytes: text(&whole.json()),
    });
    files.push(ExportedFile {
        name: "datapackage.json",
        bytes: text(&whole.descriptor(&tables)),
    });
    files
}

fn text(value: &Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// A table as it is written and described.
struct Table {
    name: &'static str,
    title: &'static str,
    /// Column that no two rows share; empty where there is none.
    key: &'static str,
    /// Columns that name a row of another table: column, table, its column.
    references: &'static [(&'static str, &'static str, &'static str)],
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// Name, type and meaning of a column.
#[derive(Clone, Copy)]
struct Column {
    name: &'static str,
    kind: &'static str,
    meaning: &'static str,
}

/// A column and how a row gets its value.
type Field<'a, T> = (
    &'static str,
    &'static str,
    &'static str,
    Box<dyn Fn(&T) -> String + 'a>,
);

impl Table {
    fn of<T>(
        name: &'static str,
        title: &'static str,
        key: &'static str,
        references: &'static [(&'static str, &'static str, &'static str)],
        items: &[T],
        fields: &[Field<'_, T>],
    ) -> Self {
        Self {
            name,
            title,
            key,
            references,
            columns: fields
                .iter()
                .map(|&(name, kind, meaning, _)| Column {
                    name,
                    kind,
                    meaning,
                })
                .collect(),
            rows: items
                .iter()
                .map(|item| fields.iter().map(|(.., value)| value(item)).collect())
                .collect(),
        }
    }

    fn file(&self) -> ExportedFile {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BOM.as_bytes().to_vec());
        // Writing into memory cannot fail, and every row has one value a column.
        let names = self.columns.iter().map(|column| column.name);
        writer.write_record(names).expect("memory");
        for row in &self.rows {
            let plain = row
                .iter()
                .zip(&self.columns)
                .map(|(value, column)| match column.kind {
                    "string" => no_formula(value),
                    _ => value.clone(),
                });
            writer.write_record(plain).expect("memory");
        }
        ExportedFile {
            name: self.name,
            bytes: writer.into_inner().expect("memory"),
        }
    }

    fn descriptor(&self) -> Value {
        let fields: Vec<Value> = self
            .columns
            .iter()
            .map(|c| json!({ "name": c.name, "type": c.kind, "description": c.meaning }))
            .collect();
        let stem = self.name.trim_end_matches(".csv");
        let mut schema = json!({ "fields": fields, "missingValues": [""] });
        if !self.key.is_empty() {
            schema["primaryKey"] = json!(self.key);
        }
        if !self.references.is_empty() {
            schema["foreignKeys"] = self
                .references
                .iter()
                .map(|(field, table, other)| {
                    json!({ "fields": field, "reference": { "resource": table, "fields": other } })
                })
                .collect();
        }
        json!({
            "name": stem,
            "path": self.name,
            "title": self.title,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
            "schema": schema,
        })
    }
}

/// Codes that other data sets know a place by.
#[derive(Default, Clone)]
struct Codes {
    iso: String,
    fips: String,
    geonames: String,
    wikidata: String,
}

/// One record with what is derived of it.
struct Row<'a> {
    jurisdiction: &'a Jurisdiction,
    record: &'a Record,
    place: &'a IndexPlace,
    codes: Codes,
    point: Option<[f64; 2]>,
    /// Itself and what lies above it, nearest first.
    above: Vec<&'a IndexPlace>,
    state: State,
}

/// The whole record with look-ups.
struct Whole<'a> {
    compiled: &'a Compiled,
    geodata: &'a Geodata,
    rows: Vec<Row<'a>>,
    boundaries: HashMap<&'a str, &'a Boundary>,
    lists: HashMap<&'a str, &'a List>,
    sources: HashMap<&'a str, &'a Source>,
}

impl<'a> Whole<'a> {
    fn new(compiled: &'a Compiled) -> Self {
        let geodata = &compiled.geodata;
        let boundaries: HashMap<&str, &Boundary> = geodata
            .boundaries
            .iter()
            .map(|b| (b.id.as_str(), b))
            .collect();
        let lists: HashMap<&str, &List> =
            geodata.lists.iter().map(|l| (l.id.as_str(), l)).collect();
        let numbers: HashMap<&str, usize> = compiled
            .index
            .places
            .iter()
            .enumerate()
            .map(|(number, place)| (place.id.as_str(), number))
            .collect();
        let mut whole = Self {
            compiled,
            geodata,
            rows: Vec::new(),
            boundaries,
            lists,
            sources: geodata.sources.iter().map(|s| (s.id.as_str(), s)).collect(),
        };
        let records: HashMap<&str, &Record> = geodata
            .jurisdictions
            .iter()
            .map(|j| (j.id.as_str(), &j.record))
            .collect();
        let tenures = |place: &IndexPlace| {
            let record = records.get(place.id.as_str());
            record.map_or_else(Tenures::default, |record| {
                record.tenures(|l| l.since(whole.lists.get(l.list.as_str()).copied()))
            })
        };
        let mut rows: Vec<Row<'a>> = geodata
            .jurisdictions
            .iter()
            .filter_map(|jurisdiction| {
                let place = &compiled.index.places[*numbers.get(jurisdiction.id.as_str())?];
                let parents = place
                    .parents
                    .iter()
                    .filter_map(|&up| compiled.index.places.get(up as usize));
                let above: Vec<&IndexPlace> = parents.collect();
                let chain: Vec<Tenures> = std::iter::once(place)
                    .chain(above.iter().copied())
                    .map(tenures)
                    .collect();
                let date = compiled.index.date;
                Some(Row {
                    jurisdiction,
                    record: &jurisdiction.record,
                    place,
                    codes: whole.codes(jurisdiction),
                    point: whole.point(jurisdiction),
                    above,
                    state: state_at(&chain.iter().collect::<Vec<_>>(), date, date),
                })
            })
            .collect();
        rows.sort_by(|a, b| a.jurisdiction.id.cmp(&b.jurisdiction.id));
        whole.rows = rows;
        whole
    }

    fn codes(&self, jurisdiction: &Jurisdiction) -> Codes {
        let record = &jurisdiction.record;
        let area = area_of(jurisdiction, &self.boundaries)
            .and_then(|id| self.boundaries.get(id))
            .map(|boundary| &boundary.properties);
        let number = |number: Option<u32>| number.map(|n| n.to_string());
        let fips: Vec<&str> = areas_of(jurisdiction, &self.boundaries)
            .filter_map(|id| self.boundaries.get(id)?.properties.fips.as_deref())
            .collect();
        Codes {
            iso: area.and_then(|a| a.iso.clone()).unwrap_or_default(),
            fips: if fips.is_empty() {
                record.fips.clone().unwrap_or_default()
            } else {
                fips.join(";")
            },
            geonames: number(record.geonames)
                .or_else(|| number(area?.geonames))
                .unwrap_or_default(),
            wikidata: record
                .wikidata
                .clone()
                .or_else(|| area?.wikidata.clone())
                .unwrap_or_default(),
        }
    }

    /// Its own point, or the middle of the box of its area's largest ring.
    fn point(&self, jurisdiction: &Jurisdiction) -> Option<[f64; 2]> {
        let middle = || {
            let boundary = self
                .boundaries
                .get(area_of(jurisdiction, &self.boundaries)?)?;
            let ring = boundary.rings.iter().max_by_key(|ring| ring.len())?;
            let bounds = |axis: usize| {
                let values = ring.iter().map(move |vertex| vertex[axis]);
                let low = values.clone().fold(f64::INFINITY, f64::min);
                (low + values.fold(f64::NEG_INFINITY, f64::max)) / 2.0
            };
            Some([bounds(0), bounds(1)])
        };
        jurisdiction.point.or_else(middle)
    }

    fn jurisdictions(&self) -> Table {
        let named = |row: &Row, tag: &str| row.record.names.get(tag).cloned().unwrap_or_default();
        let of_level = |row: &Row, level| {
            let found = std::iter::once(row.place)
                .chain(row.above.iter().copied())
                .find(|place| place.level == level);
            found.map(|place| place.id.clone()).unwrap_or_default()
        };
        use crate::domain::Level::{County, Nation, Region};
        let fields: Vec<Field<Row>> = vec![
            (
                "id",
                "string",
                "Stable id of the jurisdiction; its page is /place/<id>",
                Box::new(|r| r.jurisdiction.id.clone()),
            ),
            (
                "name",
                "string",
                "Main name",
                Box::new(|r| r.record.name.clone()),
            ),
            (
                "name_en",
                "string",
                "Name in English, where it differs",
                Box::new(move |r| named(r, "en")),
            ),
            (
                "name_fr",
                "string",
                "Name in French, where one is on file",
                Box::new(move |r| named(r, "fr")),
            ),
            (
                "name_es",
                "string",
                "Name in Spanish, where one is on file",
                Box::new(move |r| named(r, "es")),
            ),
            (
                "level",
                "string",
                "nation, region, county or municipality",
                Box::new(|r| r.record.level.code().into()),
            ),
            (
                "nation",
                "string",
                "Id of its nation",
                Box::new(move |r| of_level(r, Nation)),
            ),
            (
                "region",
                "string",
                "Id of its first-level subdivision",
                Box::new(move |r| of_level(r, Region)),
            ),
            (
                "county",
                "string",
                "Id of its second-level subdivision, where one is drawn",
                Box::new(move |r| of_level(r, County)),
            ),
            (
                "iso",
                "string",
                "ISO 3166 code of its area",
                Box::new(|r| r.codes.iso.clone()),
            ),
            (
                "fips",
                "string",
                "Five-digit Census FIPS code; several divided by semicolons where it is several counties",
                Box::new(|r| r.codes.fips.clone()),
            ),
            (
                "geonames",
                "integer",
                "GeoNames id",
                Box::new(|r| r.codes.geonames.clone()),
            ),
            (
                "wikidata",
                "string",
                "Wikidata item",
                Box::new(|r| r.codes.wikidata.clone()),
            ),
            (
                "longitude",
                "number",
                "Degrees east, WGS 84: the town, or the middle of the area",
                Box::new(|r| degrees(r.point, 0)),
            ),
            (
                "latitude",
                "number",
                "Degrees north, WGS 84",
                Box::new(|r| degrees(r.point, 1)),
            ),
            (
                "population",
                "integer",
                "People, from GeoNames",
                Box::new(|r| number(r.record.population)),
            ),
            (
                "finding",
                "string",
                "What the map says: a model, listed-only or no-record",
                Box::new(|r| r.place.finding().code().into()),
            ),
            (
                "basis",
                "string",
                "de-jure, de-facto or unclear",
                Box::new(|r| code(r.record.basis.map(|b| b.code()))),
            ),
            (
                "is_sure",
                "boolean",
                "Whether a policy behind the finding is known to hold",
                Box::new(|r| r.place.is_sure.to_string()),
            ),
            (
                "effect",
                "string",
                "What the law above does: overridden, covered or mandated",
                Box::new(|r| code(r.state.effect.kind().map(|e| e.code()))),
            ),
            (
                "effect_is_sure",
                "boolean",
                "Whether the law above is known to hold",
                Box::new(|r| {
                    r.state
                        .effect
                        .above()
                        .map(|a| (a.certainty == Certainty::Yes).to_string())
                        .unwrap_or_default()
                }),
            ),
            (
                "effect_policy",
                "string",
                "policy_id of that law",
                Box::new(|r| {
                    r.state
                        .effect
                        .above()
                        .and_then(|a| Some(policy_id(&r.above.get(a.level - 1)?.id, a.policy)))
                        .unwrap_or_default()
                }),
            ),
            (
                "policies",
                "integer",
                "Number of policies on file",
                Box::new(|r| r.record.policies.len().to_string()),
            ),
            (
                "listings",
                "integer",
                "Number of published lists that name it",
                Box::new(|r| r.record.listings.len().to_string()),
            ),
            (
                "as_of",
                "string",
                "Latest date for which the record speaks: YYYY, YYYY-MM or YYYY-MM-DD",
                Box::new(|r| date(r.record.as_of)),
            ),
            (
                "checked",
                "string",
                "When the record was last compared with its sources",
                Box::new(|r| r.record.checked.to_string()),
            ),
            (
                "confidence",
                "string",
                "high, medium or low",
                Box::new(|r| r.record.confidence.code().into()),
            ),
            (
                "needs_check",
                "string",
                "What should be checked before anyone relies on it",
                Box::new(|r| r.record.needs_check.clone()),
            ),
            (
                "notes",
                "string",
                "What a reader should know",
                Box::new(|r| r.record.notes.clone()),
            ),
            (
                "unjoined",
                "string",
                "Why it has no GeoNames id",
                Box::new(|r| r.record.unjoined.clone()),
            ),
            (
                "aliases",
                "string",
                "Retired ids, divided by semicolons",
                Box::new(|r| r.record.aliases.join(";")),
            ),
        ];
        Table::of(
            "jurisdictions.csv",
            "Jurisdictions on record",
            "id",
            &[],
            &self.rows,
            &fields,
        )
    }

    fn policies(&self) -> Table {
        let items: Vec<(&Row, usize, &Policy)> = self
            .rows
            .iter()
            .flat_map(|row| {
                let policies = row.record.policies.iter().enumerate();
                policies.map(move |(at, policy)| (row, at, policy))
            })
            .collect();
        let mut fields: Vec<Field<(&Row, usize, &Policy)>> = vec![
            (
                "policy_id",
                "string",
                "Id of the jurisdiction and number of the policy in its record",
                Box::new(|(r, at, _)| policy_id(&r.jurisdiction.id, *at)),
            ),
            (
                "jurisdiction_id",
                "string",
                "Id of the jurisdiction",
                Box::new(|(r, ..)| r.jurisdiction.id.clone()),
            ),
            (
                "title",
                "string",
                "Title",
                Box::new(|(.., p)| p.title.clone()),
            ),
            (
                "instrument",
                "string",
                "Kind of instrument",
                Box::new(|(.., p)| p.instrument.code().into()),
            ),
            (
                "adopted",
                "string",
                "When it was decided: YYYY, YYYY-MM or YYYY-MM-DD",
                Box::new(|(.., p)| date(p.adopted)),
            ),
            (
                "known_by",
                "string",
                "A date by which it was there, where that of its adoption is not known",
                Box::new(|(.., p)| date(p.known_by)),
            ),
            (
                "effective",
                "string",
                "When it began to apply, where that differs",
                Box::new(|(.., p)| date(p.effective)),
            ),
            (
                "ended",
                "string",
                "First day on which it no longer applied",
                Box::new(|(.., p)| date(p.ended)),
            ),
            (
                "status",
                "string",
                "in-force, enjoined, superseded, repealed or unknown",
                Box::new(|(.., p)| p.status.code().into()),
            ),
            (
                "holds",
                "string",
                "Whether it holds on the day of the data: yes, perhaps or no",
                Box::new(|(r, at, _)| certainty(r.state.policies.get(*at).map(|h| h.certainty))),
            ),
            (
                "carried_out",
                "string",
                "Whether it is known to be carried out: yes, partly, no or unknown",
                Box::new(|(.., p)| p.carried_out.code().into()),
            ),
            (
                "model",
                "string",
                "What it amounts to, where that is known",
                Box::new(|(r, _, p)| code(p.model_in(r.record.model).map(|m| m.code()))),
            ),
            (
                "provisions",
                "string",
                "What it provides for, divided by semicolons",
                Box::new(|(.., p)| {
                    p.provisions
                        .iter()
                        .map(|p| p.code())
                        .collect::<Vec<_>>()
                        .join(";")
                }),
            ),
            (
                "summary",
                "string",
                "What it says, in the compilers' words",
                Box::new(|(.., p)| p.summary.clone()),
            ),
            (
                "note",
                "string",
                "What another source says that is not followed",
                Box::new(|(.., p)| p.note.clone()),
            ),
            (
                "needs_check",
                "string",
                "What should be checked before anyone relies on it",
                Box::new(|(.., p)| p.needs_check.clone()),
            ),
            (
                "sources",
                "string",
                "Ids in sources.csv, divided by semicolons",
                Box::new(|(.., p)| p.sources.join(";")),
            ),
        ];
        add_codes(&mut fields, |(r, ..)| &r.codes);
        Table::of(
            "policies.csv",
            "Policies",
            "policy_id",
            &[("jurisdiction_id", "jurisdictions", "id")],
            &items,
            &fields,
        )
    }

    fn events(&self) -> Table {
        let mut items: Vec<(&Row, String, &Event)> = Vec::new();
        for row in &self.rows {
            for (at, policy) in row.record.policies.iter().enumerate() {
                let id = policy_id(&row.jurisdiction.id, at);
                items.extend(policy.events.iter().map(|event| (row, id.clone(), event)));
            }
            items.extend(row.record.events.iter().map(|e| (row, String::new(), e)));
        }
        let mut fields: Vec<Field<(&Row, String, &Event)>> = vec![
            (
                "jurisdiction_id",
                "string",
                "Id of the jurisdiction",
                Box::new(|(r, ..)| r.jurisdiction.id.clone()),
            ),
            (
                "policy_id",
                "string",
                "The policy that it is about, if one is on file",
                Box::new(|(_, id, _)| id.clone()),
            ),
            (
                "date",
                "string",
                "YYYY, YYYY-MM or YYYY-MM-DD",
                Box::new(|(.., e)| date(e.date)),
            ),
            (
                "kind",
                "string",
                "What happened",
                Box::new(|(.., e)| e.kind.code().into()),
            ),
            (
                "in_part",
                "boolean",
                "Whether a ruling concerns only some provisions",
                Box::new(|(.., e)| e.in_part.to_string()),
            ),
            (
                "court",
                "string",
                "Court",
                Box::new(|(.., e)| e.court.clone().unwrap_or_default()),
            ),
            (
                "case",
                "string",
                "Name of the case",
                Box::new(|(.., e)| e.case.clone().unwrap_or_default()),
            ),
            (
                "summary",
                "string",
                "What happened, in the compilers' words",
                Box::new(|(.., e)| e.summary.clone()),
            ),
            (
                "sources",
                "string",
                "Ids in sources.csv, divided by semicolons",
                Box::new(|(.., e)| e.sources.join(";")),
            ),
        ];
        add_codes(&mut fields, |(r, ..)| &r.codes);
        Table::of(
            "events.csv",
            "Suits, rulings, votes and other events",
            "",
            &[("jurisdiction_id", "jurisdictions", "id")],
            &items,
            &fields,
        )
    }

    fn listings(&self) -> Table {
        let items: Vec<(&Row, &Listing, Option<&List>)> = self
            .rows
            .iter()
            .flat_map(|row| {
                let listings = row.record.listings.iter();
                listings.map(move |l| (row, l, self.lists.get(l.list.as_str()).copied()))
            })
            .collect();
        let dispute = |l: &Listing| l.disputed.clone();
        let mut fields: Vec<Field<(&Row, &Listing, Option<&List>)>> = vec![
            (
                "jurisdiction_id",
                "string",
                "Id of the jurisdiction",
                Box::new(|(r, ..)| r.jurisdiction.id.clone()),
            ),
            (
                "list_id",
                "string",
                "Id in lists.csv",
                Box::new(|(_, l, _)| l.list.clone()),
            ),
            (
                "list_name",
                "string",
                "Name of the list",
                Box::new(|(.., list)| list.map(|l| l.name.clone()).unwrap_or_default()),
            ),
            (
                "since",
                "string",
                "When it was named: the listing's own date, or the list's",
                Box::new(|(_, l, list)| date(l.since(*list))),
            ),
            (
                "version",
                "string",
                "Version of the list's scheme",
                Box::new(|(_, l, _)| l.version.clone().unwrap_or_default()),
            ),
            (
                "dropped",
                "string",
                "When the publisher took it off",
                Box::new(|(_, l, _)| date(l.dropped)),
            ),
            (
                "disputed",
                "string",
                "What the place says against it",
                Box::new(move |(_, l, _)| dispute(l).map(|d| d.summary).unwrap_or_default()),
            ),
            (
                "disputed_date",
                "string",
                "When",
                Box::new(move |(_, l, _)| date(dispute(l).and_then(|d| d.date))),
            ),
            (
                "disputed_source",
                "string",
                "Id in sources.csv",
                Box::new(move |(_, l, _)| dispute(l).map(|d| d.source).unwrap_or_default()),
            ),
            (
                "source",
                "string",
                "Id in sources.csv of what shows the listing",
                Box::new(|(_, l, _)| l.source.clone()),
            ),
        ];
        add_codes(&mut fields, |(r, ..)| &r.codes);
        Table::of(
            "listings.csv",
            "Published lists that name a place",
            "",
            &[
                ("jurisdiction_id", "jurisdictions", "id"),
                ("list_id", "lists", "id"),
                ("source", "sources", "id"),
            ],
            &items,
            &fields,
        )
    }

    fn lists(&self) -> Table {
        let mut members: BTreeMap<&str, usize> = BTreeMap::new();
        for listing in self.rows.iter().flat_map(|row| &row.record.listings) {
            *members.entry(listing.list.as_str()).or_default() += 1;
        }
        let items: Vec<&List> = self.geodata.lists.iter().collect();
        let fields: Vec<Field<&List>> = vec![
            ("id", "string", "Id of the list", Box::new(|l| l.id.clone())),
            ("name", "string", "Name", Box::new(|l| l.name.clone())),
            (
                "publisher",
                "string",
                "Who publishes it",
                Box::new(|l| l.publisher.clone()),
            ),
            (
                "kind",
                "string",
                "list, network, award or declaration",
                Box::new(|l| l.kind.code().into()),
            ),
            (
                "side",
                "string",
                "Whose side the publisher takes",
                Box::new(|l| l.side.code().into()),
            ),
            (
                "date",
                "string",
                "Date of the list",
                Box::new(|l| date(l.date)),
            ),
            (
                "withdrawn",
                "string",
                "When its publisher withdrew it",
                Box::new(|l| date(l.withdrawn)),
            ),
            (
                "means",
                "string",
                "What being named means by the publisher's account",
                Box::new(|l| l.means.clone()),
            ),
            (
                "coverage",
                "string",
                "How much of it is on file: complete, partial or unknown",
                Box::new(|l| l.coverage.code().into()),
            ),
            (
                "stated_size",
                "integer",
                "Number of places that the publisher states",
                Box::new(|l| number(l.stated_size)),
            ),
            (
                "members",
                "integer",
                "Number of places on file",
                Box::new(move |l| members.get(l.id.as_str()).copied().unwrap_or(0).to_string()),
            ),
            (
                "note",
                "string",
                "What a reader should know",
                Box::new(|l| l.note.clone()),
            ),
            (
                "source",
                "string",
                "Id in sources.csv",
                Box::new(|l| l.source.clone()),
            ),
        ];
        Table::of(
            "lists.csv",
            "Published lists, networks, awards and declarations",
            "id",
            &[("source", "sources", "id")],
            &items,
            &fields,
        )
    }

    fn sources(&self) -> Table {
        let items: Vec<&Source> = self.geodata.sources.iter().collect();
        let fields: Vec<Field<&Source>> = vec![
            (
                "id",
                "string",
                "Id of the source",
                Box::new(|s| s.id.clone()),
            ),
            ("title", "string", "Title", Box::new(|s| s.title.clone())),
            (
                "publisher",
                "string",
                "Publisher",
                Box::new(|s| s.publisher.clone()),
            ),
            (
                "date",
                "string",
                "Date of publication",
                Box::new(|s| date(s.date)),
            ),
            (
                "kind",
                "string",
                "law, government, court, academic, news, ngo or reference",
                Box::new(|s| s.kind.code().into()),
            ),
            (
                "url",
                "string",
                "Address; none where only a copy was read",
                Box::new(|s| s.url.clone().unwrap_or_default()),
            ),
            (
                "note",
                "string",
                "What a reader should know",
                Box::new(|s| s.note.clone()),
            ),
        ];
        Table::of(
            "sources.csv",
            "Publications that the claims rest on",
            "id",
            &[],
            &items,
            &fields,
        )
    }

    fn geojson(&self) -> Value {
        let features: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let geometry = row.point.map(
                    |[x, y]| json!({ "type": "Point", "coordinates": [rounded(x), rounded(y)] }),
                );
                json!({
                    "type": "Feature",
                    "id": row.jurisdiction.id,
                    "geometry": geometry,
                    "properties": self.properties(row),
                })
            })
            .collect();
        json!({
            "type": "FeatureCollection",
            "name": "sanctuary-atlas",
            "version": self.version(),
            "date": self.compiled.index.date.to_string(),
            "license": LICENSE,
            "attribution": ATTRIBUTION,
            "features": features,
        })
    }

    /// A record with what is derived of it, its sources told in full.
    fn properties(&self, row: &Row) -> Value {
        let mut properties = json(row.record);
        let cited: BTreeMap<&str, Value> = row
            .record
            .cited()
            .filter_map(|id| Some((id, json(self.sources.get(id)?))))
            .collect();
        let codes = &row.codes;
        let derived = json!({
            "finding": row.place.finding().code(),
            "is_sure": row.place.is_sure,
            "effect": row.state.effect.kind().map(|kind| kind.code()),
            "above": row.above.iter().map(|place| place.id.as_str()).collect::<Vec<_>>(),
            "codes": { "iso": codes.iso, "fips": codes.fips, "geonames": codes.geonames, "wikidata": codes.wikidata },
            "cited": cited.values().collect::<Vec<_>>(),
        });
        if let (Some(all), Value::Object(derived)) = (properties.as_object_mut(), derived) {
            all.extend(derived);
        }
        properties
    }

    fn json(&self) -> Value {
        let jurisdictions: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let mut properties = self.properties(row);
                if let Some(all) = properties.as_object_mut() {
                    all.remove("cited");
                    all.insert("id".into(), json!(row.jurisdiction.id));
                    all.insert("point".into(), json!(row.point.map(|p| p.map(rounded))));
                }
                properties
            })
            .collect();
        json!({
            "name": "Sanctuary Atlas",
            "version": self.version(),
            "date": self.compiled.index.date.to_string(),
            "license": LICENSE,
            "attribution": ATTRIBUTION,
            "figures": json(&self.compiled.figures),
            "jurisdictions": jurisdictions,
            "lists": json(&self.geodata.lists),
            "sources": json(&self.geodata.sources),
            "context": json(&self.geodata.background),
        })
    }

    /// The day and the first letters of the edition's hash.
    fn version(&self) -> String {
        let index = &self.compiled.index;
        format!("{}-{}", index.date, &index.edition[..8])
    }

    fn descriptor(&self, tables: &[Table]) -> Value {
        let mut resources: Vec<Value> = tables.iter().map(Table::descriptor).collect();
        resources.push(json!({
            "name": "atlas-geojson", "path": "atlas.geojson", "title": "Jurisdictions as GeoJSON points, with their records and sources",
            "profile": "data-resource", "format": "geojson", "mediatype": "application/geo+json", "encoding": "utf-8",
        }));
        resources.push(json!({
            "name": "atlas-json", "path": "atlas.json", "title": "Everything in one file, studies, arguments and law among it",
            "profile": "data-resource", "format": "json", "mediatype": "application/json", "encoding": "utf-8",
        }));
        json!({
            "profile": "data-package",
            "name": "sanctuary-atlas",
            "title": "Sanctuary Atlas",
            "description": "Sanctuary jurisdictions of North America and Europe: policies, dates, published lists, sources. Being named by a list is a fact about the list; unknown stays unknown.",
            "version": self.version(),
            "created": format!("{}T00:00:00Z", self.compiled.index.date),
            "licenses": [{ "name": "CC-BY-4.0", "path": LICENSE, "title": "Creative Commons Attribution 4.0" }],
            "sources": [
                { "title": "Natural Earth", "path": "https://www.naturalearthdata.com/" },
                { "title": "US Census Bureau", "path": "https://www.census.gov/" },
                { "title": "GeoNames (CC BY 4.0)", "path": "https://www.geonames.org/" },
            ],
            "keywords": ["sanctuary city", "immigration", "refugees", "local policy"],
            "resources": resources,
        })
    }
}

const ATTRIBUTION: &str = "Sanctuary Atlas, CC BY 4.0. Boundaries: Natural Earth, US Census Bureau. Places: GeoNames, CC BY 4.0.";

/// Adds the codes that other data sets know the place by.
fn add_codes<'a, T: 'a>(fields: &mut Vec<Field<'a, T>>, of: fn(&T) -> &Codes) {
    fields.push((
        "iso",
        "string",
        "ISO 3166 code of the jurisdiction's area",
        Box::new(move |t| of(t).iso.clone()),
    ));
    fields.push((
        "fips",
        "string",
        "Census FIPS code of the jurisdiction",
        Box::new(move |t| of(t).fips.clone()),
    ));
    fields.push((
        "geonames",
        "integer",
        "GeoNames id of the jurisdiction",
        Box::new(move |t| of(t).geonames.clone()),
    ));
    fields.push((
        "wikidata",
        "string",
        "Wikidata item of the jurisdiction",
        Box::new(move |t| of(t).wikidata.clone()),
    ));
}

fn json<T: Serialize + ?Sized>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn policy_id(jurisdiction: &str, at: usize) -> String {
    format!("{jurisdiction}.{}", at + 1)
}

fn date(date: Option<crate::domain::PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn code(code: Option<&'static str>) -> String {
    code.unwrap_or_default().to_owned()
}

fn certainty(certainty: Option<Certainty>) -> String {
    match certainty {
        Some(Certainty::Yes) => "yes",
        Some(Certainty::Perhaps) => "perhaps",
        _ => "no",
    }
    .to_owned()
}

/// Five decimals: about a metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

fn degrees(point: Option<[f64; 2]>, axis: usize) -> String {
    point
        .map(|point| rounded(point[axis]).to_string())
        .unwrap_or_default()
}
