//! From `geodata/` to the files that the browser loads.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
};

use super::{
    BackgroundFile, Boundary, CountyFile, EncodedShapes, Fault, Figures, Geodata, Index,
    IndexPlace, Jurisdiction, Kind, LandmarkFile, LandmarkMark, ListFile, ListMembers, PartRecord,
    RecordPart, TenureFile, Town, UNIT_KM,
    compile_towns::compile_towns,
    count::count,
    fold,
    geodata::read_files,
    pack,
    pole_of_inaccessibility::pole_of_inaccessibility,
    records::{mentions, words_of},
    rules,
    subdivide::subdivide,
    topology::{self, Area, Detail},
    town_table,
};
use crate::{
    domain::{
        Certainty, Language, Level, List, Listing, PartialDate, Source, Tenures, context::Term,
        state_at,
    },
    geo::{Plane, point_in_rings},
};

/// What a compilation gives.
pub struct Compiled {
    pub files: Vec<RuntimeFile>,
    /// Every id that has a page: jurisdictions, boundaries without a record, and aliases.
    pub ids: Vec<String>,
    /// The index as written, for reports.
    pub index: Index,
    /// Counts over the whole record.
    pub figures: Figures,
    /// What it was compiled from.
    pub geodata: Geodata,
}

/// A file for `data/`, its name made unique by its content.
pub struct RuntimeFile {
    pub name: String,
    /// `index`, `land`, `land-full`, `counties`, `records` or `towns`.
    pub role: &'static str,
    pub bytes: Vec<u8>,
}

/// Detail of the first map's land.
///
/// A pixel of the whole sheet on a desktop covers some 140 square kilometres; this stays sharp
/// on screens of twice the density and some steps of zoom until the full detail is there.
const FIRST_MAP: Detail = Detail {
    tolerance: 30.0,
    grid: 16,
    // It is drawn whole until the full detail is there; the bytes are better spent elsewhere.
    has_importance: false,
};
/// Reads, checks and compiles `geodata/` as of a day.
///
/// # Errors
/// All faults found: first those of form, then those against the rules.
pub fn compile(folder: &Path, today: PartialDate) -> Result<Compiled, Vec<Fault>> {
    compile_subdivided(folder, today, 1)
}

/// Like [`compile`], with every area cut into pieces, so that there are some `times` as many: to
/// measure how the map bears more areas than there are.
///
/// # Errors
/// As [`compile`].
pub fn compile_subdivided(
    folder: &Path,
    today: PartialDate,
    times: usize,
) -> Result<Compiled, Vec<Fault>> {
    let geodata = rules::read_and_check(&read_files(folder)?, today)?;
    let towns = town_table::read(folder)?;
    let (files, ids, index, figures) = Compiler::new(&geodata, times).run(today, &towns)?;
    Ok(Compiled {
        files,
        ids,
        index,
        figures,
        geodata,
    })
}

/// Files, ids with a page, the index, and the figures.
type Output = (Vec<RuntimeFile>, Vec<String>, Index, Figures);

struct Compiler<'a> {
    /// How many times as many areas to make.
    times: usize,
    geodata: &'a Geodata,
    boundaries: HashMap<&'a str, &'a Boundary>,
    /// Record of a boundary's area, by the boundary that stands for it.
    records: HashMap<&'a str, &'a Jurisdiction>,
    /// Boundaries that are part of a place that another one stands for, with that other one.
    further: HashMap<&'a str, &'a str>,
    poles: HashMap<&'a str, (f64, f64)>,
}

impl<'a> Compiler<'a> {
    fn new(geodata: &'a Geodata, times: usize) -> Self {
        let boundaries: HashMap<&str, &Boundary> = geodata
            .boundaries
            .iter()
            .map(|b| (b.id.as_str(), b))
            .collect();
        let records = geodata
            .jurisdictions
            .iter()
            .filter_map(|j| Some((area_of(j, &boundaries)?, j)))
            .collect();
        let further = geodata
            .jurisdictions
            .iter()
            .flat_map(|j| {
                let first = area_of(j, &boundaries).unwrap_or_default();
                areas_of(j, &boundaries).skip(1).map(move |id| (id, first))
            })
            .collect();
        let poles = geodata
            .boundaries
            .iter()
            .filter_map(|b| {
                let rings: Vec<Vec<(f64, f64)>> = b
                    .rings
                    .iter()
                    .map(|ring| ring.iter().map(|p| b.plane().project(p[0], p[1])).collect())
                    .collect();
                Some((b.id.as_str(), pole_of_inaccessibility(&rings)?))
            })
            .collect();
        Self {
            times,
            geodata,
            boundaries,
            records,
            further,
            poles,
        }
    }

    fn run(&self, today: PartialDate, towns: &[Town]) -> Result<Output, Vec<Fault>> {
        let (mut index_places, county_places) = self.places();
        let mut files = Vec::new();

        let parts = self.parts(&mut index_places);
        let part_names = parts.into_iter().map(|(stem, part)| {
            let file = runtime_file(
                "records",
                &format!("records-{stem}"),
                pack(Kind::Records, &part),
            );
            files.push(file);
            format!("data/{}", files.last().expect("just pushed").name)
        });
        let part_names: Vec<String> = part_names.collect();

        let disputed = self.disputed_edges();
        let land =
            |detail| topology::encode(&self.cut(self.land_areas()), &disputed, detail, false);
        let first = runtime_file("land", "land", pack(Kind::Land, &land(FIRST_MAP)));
        let full = runtime_file(
            "land-full",
            "land-full",
            pack(Kind::Land, &land(Detail::FULL)),
        );
        let counties = CountyFile {
            places: county_places,
            shapes: self.county_shapes(),
        };
        let all_places: Vec<&IndexPlace> = index_places.iter().chain(&counties.places).collect();
        let towns: Vec<RuntimeFile> = compile_towns(towns, self.geodata, &all_places)?
            .iter()
            .map(|towns| runtime_file("towns", "towns", pack(Kind::Towns, towns)))
            .collect();
        let county_ids: Vec<String> = counties.places.iter().map(|p| p.id.clone()).collect();
        let counties = runtime_file("counties", "counties", pack(Kind::Counties, &counties));

        let tenures = self.tenures(&index_places);
        settle(&mut index_places, &tenures, today);
        let figures = count(self.geodata, &index_places, today);
        let tenures = runtime_file("tenures", "tenures", pack(Kind::Tenures, &tenures));
        let lists = self.lists(&index_places);
        let lists = runtime_file("lists", "lists", pack(Kind::Lists, &lists));
        let background = self.background();
        let landmarks = landmarks(&background);
        let landmarks = runtime_file("landmarks", "landmarks", pack(Kind::Landmarks, &landmarks));
        let background = runtime_file(
            "background",
            "background",
            pack(Kind::Background, &background),
        );
        let figures_file = runtime_file("figures", "figures", pack(Kind::Figures, &figures));

        let mut edition = Fnv::default();
        [&first, &full, &counties, &tenures, &lists, &background]
            .into_iter()
            .chain(&files)
            .for_each(|file| edition.add(file.name.as_bytes()));
        let index = Index {
            date: today,
            edition: edition.hex(),
            places: index_places,
            parts: part_names,
            counties: format!("data/{}", counties.name),
            land_full: format!("data/{}", full.name),
            tenures: format!("data/{}", tenures.name),
            lists: format!("data/{}", lists.name),
            background: format!("data/{}", background.name),
            landmarks: format!("data/{}", landmarks.name),
            figures: format!("data/{}", figures_file.name),
            towns: towns
                .iter()
                .map(|file| format!("data/{}", file.name))
                .collect(),
        };
        let mut ids: Vec<String> = index
            .places
            .iter()
            .flat_map(|p| p.aliases.iter().chain([&p.id]))
            .cloned()
            .collect();
        ids.extend(county_ids);
        ids.sort();
        files.extend([
            runtime_file("index", "index", pack(Kind::Index, &index)),
            first,
            full,
            counties,
            tenures,
            lists,
            background,
            landmarks,
            figures_file,
        ]);
        files.extend(towns);
        Ok((files, ids, index, figures))
    }

    /// What decides the state of every place on record, by its number.
    fn tenures(&self, places: &[IndexPlace]) -> TenureFile {
        let records: HashMap<&str, &Jurisdiction> = self
            .geodata
            .jurisdictions
            .iter()
            .map(|j| (j.id.as_str(), j))
            .collect();
        let lists = self.lists_by_id();
        let of_place = |(number, place): (usize, &IndexPlace)| {
            let record = &records.get(place.id.as_str())?.record;
            let since =
                |listing: &Listing| listing.since(lists.get(listing.list.as_str()).copied());
            Some((number as u32, record.tenures(since)))
        };
        TenureFile {
            places: places.iter().enumerate().filter_map(of_place).collect(),
        }
    }

    fn lists_by_id(&self) -> HashMap<&str, &List> {
        self.geodata
            .lists
            .iter()
            .map(|list| (list.id.as_str(), list))
            .collect()
    }

    /// Every published list with all whom it names.
    fn lists(&self, places: &[IndexPlace]) -> ListFile {
        let numbers: HashMap<&str, u32> = places
            .iter()
            .enumerate()
            .map(|(number, place)| (place.id.as_str(), number as u32))
            .collect();
        let mut members: HashMap<&str, Vec<(u32, Listing)>> = HashMap::new();
        for jurisdiction in &self.geodata.jurisdictions {
            for listing in &jurisdiction.record.listings {
                members.entry(listing.list.as_str()).or_default().extend(
                    numbers
                        .get(jurisdiction.id.as_str())
                        .map(|&number| (number, listing.clone())),
                );
            }
        }
        let lists: Vec<ListMembers> = self
            .geodata
            .lists
            .iter()
            .map(|list| ListMembers {
                list: list.clone(),
                members: members.remove(list.id.as_str()).unwrap_or_default(),
            })
            .collect();
        let cited = lists.iter().flat_map(|entry| {
            let list = std::iter::once(&entry.list.source)
                .chain(entry.list.history.iter().map(|event| &event.source));
            let disputes = entry.members.iter().filter_map(|(_, listing)| {
                listing.disputed.as_ref().map(|dispute| &dispute.source)
            });
            list.chain(disputes).map(String::as_str)
        });
        let sources = self.sources_of(cited.collect());
        ListFile { lists, sources }
    }

    fn background(&self) -> BackgroundFile {
        let context = self.geodata.background.clone();
        let cited = (context.studies.iter().flat_map(|e| &e.sources))
            .chain(context.arguments.iter().flat_map(|e| &e.sources))
            .chain(context.law.iter().flat_map(|e| &e.sources))
            .chain(context.timeline.iter().flat_map(|e| &e.sources))
            .chain(context.definitions.iter().flat_map(|e| &e.sources))
            .chain(context.glossary.iter().flat_map(|e| &e.sources));
        let sources = self.sources_of(cited.map(String::as_str).collect());
        BackgroundFile { context, sources }
    }

    /// The sources with these ids, sorted by id.
    fn sources_of(&self, cited: HashSet<&str>) -> Vec<Source> {
        let mut sources: Vec<Source> = self
            .geodata
            .sources
            .iter()
            .filter(|source| cited.contains(source.id.as_str()))
            .cloned()
            .collect();
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        sources
    }

    /// Places of the index, and counties without a record, numbered through.
    fn places(&self) -> (Vec<IndexPlace>, Vec<IndexPlace>) {
        let level_of = |boundary: &Boundary| boundary.level().unwrap_or(Level::County);
        let stands_alone = |b: &&Boundary| !self.further.contains_key(b.id.as_str());
        let mut areas: Vec<&Boundary> = self
            .geodata
            .boundaries
            .iter()
            .filter(stands_alone)
            .collect();
        areas.sort_by_key(|b| (level_of(b), b.id.as_str()));
        let (upper, counties): (Vec<&Boundary>, Vec<&Boundary>) =
            areas.into_iter().partition(|b| level_of(b) < Level::County);
        let (recorded, unrecorded): (Vec<&Boundary>, Vec<&Boundary>) = counties
            .into_iter()
            .partition(|b| self.records.contains_key(b.id.as_str()));
        let mut points: Vec<&Jurisdiction> = self
            .geodata
            .jurisdictions
            .iter()
            .filter(|j| area_of(j, &self.boundaries).is_none())
            .collect();
        points.sort_by_key(|j| (j.record.level, j.id.as_str()));

        // Numbers first, so that parents can be named before all places are made.
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let ids = upper
            .iter()
            .chain(&recorded)
            .map(|b| b.id.as_str())
            .chain(points.iter().map(|j| j.id.as_str()));
        for (number, id) in ids
            .chain(unrecorded.iter().map(|b| b.id.as_str()))
            .enumerate()
        {
            numbers.insert(id, number as u32);
            if let Some(record) = self.records.get(id) {
                numbers.insert(&record.id, number as u32);
            }
        }
        for (&part, first) in &self.further {
            if let Some(&number) = numbers.get(first) {
                numbers.insert(part, number);
            }
        }
        let counties_of = self.counties_by_region();
        let of_area = |boundary: &&Boundary| self.place_of_area(boundary, &numbers);
        let mut places: Vec<IndexPlace> = upper.iter().chain(&recorded).map(of_area).collect();
        places.extend(
            points
                .iter()
                .map(|j| self.place_of_point(j, &numbers, &counties_of)),
        );
        let mut counties: Vec<IndexPlace> = unrecorded.iter().map(of_area).collect();
        places
            .iter_mut()
            .chain(&mut counties)
            .for_each(drop_needless_names);
        (places, counties)
    }

    fn place_of_area(&self, boundary: &Boundary, numbers: &HashMap<&str, u32>) -> IndexPlace {
        let jurisdiction = self.records.get(boundary.id.as_str()).copied();
        let mut place = blank_place(
            &boundary.id,
            &boundary.properties.name,
            boundary.level().unwrap_or(Level::County),
            boundary.plane(),
        );
        place.names = boundary.properties.names.clone().into_iter().collect();
        place.parents = self.chain(boundary.properties.parent.as_deref(), numbers);
        place.dispute = boundary.properties.dispute.clone().unwrap_or_default();
        place.shape = Some(boundary.id.clone());
        // A town's own point, where it has one: its centre rather than its area's.
        let town = jurisdiction.filter(|j| j.record.level == Level::Municipality);
        let inside = |&[lon, lat]: &[f64; 2]| {
            let areas = jurisdiction
                .into_iter()
                .flat_map(|j| areas_of(j, &self.boundaries));
            areas
                .filter_map(|id| self.boundaries.get(id))
                .any(|area| area.contains(lon, lat))
        };
        let point = town
            .and_then(|j| j.point.filter(inside))
            .map(|[lon, lat]| boundary.plane().project(lon, lat));
        let pole = || self.poles.get(boundary.id.as_str()).copied();
        (place.x, place.y) = units(point.or_else(pole).unwrap_or_default());
        if let Some(jurisdiction) = jurisdiction {
            add_record(&mut place, jurisdiction);
            let further = areas_of(jurisdiction, &self.boundaries).skip(1);
            place.aliases.extend(
                further
                    .filter(|id| *id != place.id)
                    .map(str::to_owned)
                    .collect::<Vec<_>>(),
            );
        }
        place
    }

    fn place_of_point(
        &self,
        jurisdiction: &Jurisdiction,
        numbers: &HashMap<&str, u32>,
        counties_of: &HashMap<&str, Vec<&Boundary>>,
    ) -> IndexPlace {
        let record = &jurisdiction.record;
        let parent = record.parent.as_deref();
        let region = parent.and_then(|id| self.area(id));
        let plane = region.map_or(Plane::NorthAmerica, Boundary::plane);
        let mut place = blank_place(&jurisdiction.id, &record.name, record.level, plane);
        place.parents = self.chain(parent, numbers);
        if let Some([longitude, latitude]) = jurisdiction.point {
            (place.x, place.y) = units(plane.project(longitude, latitude));
            let county = region
                .filter(|_| record.level == Level::Municipality)
                .and_then(|region| {
                    let candidates = counties_of.get(region.id.as_str())?;
                    candidates
                        .iter()
                        .find(|county| county.contains(longitude, latitude))
                });
            if let Some(number) = county.and_then(|county| numbers.get(county.id.as_str()))
                && !place.parents.contains(number)
            {
                place.parents.insert(0, *number);
            }
        }
        add_record(&mut place, jurisdiction);
        place
    }

    fn counties_by_region(&self) -> HashMap<&str, Vec<&Boundary>> {
        let mut counties: HashMap<&str, Vec<&Boundary>> = HashMap::new();
        for boundary in self
            .geodata
            .boundaries
            .iter()
            .filter(|b| b.level() == Some(Level::County))
        {
            counties
                .entry(boundary.properties.parent.as_deref().unwrap_or_default())
                .or_default()
                .push(boundary);
        }
        counties
    }

    /// The boundary of a jurisdiction, by its own id or its record's `boundary`.
    fn area(&self, id: &str) -> Option<&'a Boundary> {
        if let Some(boundary) = self.boundaries.get(id) {
            return Some(boundary);
        }
        let record = self.geodata.jurisdictions.iter().find(|j| j.id == id)?;
        self.boundaries
            .get(record.record.boundaries.first()?.as_str())
            .copied()
    }

    /// Numbers of a parent and everything above it.
    fn chain(&self, parent: Option<&str>, numbers: &HashMap<&str, u32>) -> Vec<u32> {
        let mut chain = Vec::new();
        let mut next = parent;
        while let Some(id) = next.filter(|_| chain.len() < 3) {
            chain.extend(numbers.get(id));
            next = match self.area(id) {
                Some(boundary) => boundary.properties.parent.as_deref(),
                None => self
                    .geodata
                    .jurisdictions
                    .iter()
                    .find(|j| j.id == id)
                    .and_then(|j| j.record.parent.as_deref()),
            };
        }
        chain
    }

    /// Records by file, each with the sources and lists it cites; sets `part` of every place.
    /// The terms of the glossary that some records use, with their meanings alone.
    fn terms_in(&self, jurisdictions: &[&Jurisdiction]) -> Vec<Term> {
        let texts: Vec<(&str, String)> = jurisdictions
            .iter()
            .map(|j| (j.id.as_str(), words_of(&j.record)))
            .collect();
        let glossary = self.geodata.background.glossary.iter();
        let used =
            glossary.filter(|term| texts.iter().any(|(id, words)| mentions(id, words, term)));
        used.map(|term| Term {
            note: String::new(),
            sources: Vec::new(),
            ..term.clone()
        })
        .collect()
    }

    fn parts(&self, places: &mut [IndexPlace]) -> Vec<(String, RecordPart)> {
        let mut by_stem: BTreeMap<&str, Vec<&Jurisdiction>> = BTreeMap::new();
        for jurisdiction in &self.geodata.jurisdictions {
            let stem = jurisdiction
                .file
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .trim_end_matches(".geojson");
            by_stem.entry(stem).or_default().push(jurisdiction);
        }
        let mut part_of: HashMap<&str, u16> = HashMap::new();
        let mut parts = Vec::new();
        for (stem, jurisdictions) in by_stem {
            let mut cited: HashSet<&str> = HashSet::new();
            let mut named: HashSet<&str> = HashSet::new();
            for jurisdiction in &jurisdictions {
                part_of.insert(&jurisdiction.id, parts.len() as u16);
                let record = &jurisdiction.record;
                cited.extend(record.cited());
                named.extend(record.listings.iter().map(|l| l.list.as_str()));
            }
            let mut lists: Vec<_> = self
                .geodata
                .lists
                .iter()
                .filter(|l| named.contains(l.id.as_str()))
                .cloned()
                .collect();
            cited.extend(
                self.geodata
                    .lists
                    .iter()
                    .filter(|l| named.contains(l.id.as_str()))
                    .map(|l| l.source.as_str()),
            );
            lists.sort_by(|a, b| a.id.cmp(&b.id));
            let sources = self.sources_of(cited);
            let records = jurisdictions
                .iter()
                .map(|j| PartRecord {
                    id: j.id.clone(),
                    record: j.record.clone(),
                })
                .collect();
            parts.push((
                stem.to_owned(),
                RecordPart {
                    terms: self.terms_in(&jurisdictions),
                    records,
                    sources,
                    lists,
                },
            ));
        }
        for place in places {
            place.part = part_of.get(place.id.as_str()).copied();
        }
        parts
    }

    /// Nations and regions that have no area of their own below them, and context land.
    fn land_areas(&self) -> Vec<Area> {
        let divided: HashSet<&str> = self
            .geodata
            .boundaries
            .iter()
            .filter(|b| b.level() == Some(Level::Region))
            .filter_map(|b| b.properties.parent.as_deref())
            .collect();
        let leaves = self.geodata.boundaries.iter().filter(|b| match b.level() {
            Some(Level::Nation) => !divided.contains(b.id.as_str()),
            Some(Level::Region) => true,
            _ => false,
        });
        let area = |b: &Boundary, context: bool| Area {
            id: if context { String::new() } else { b.id.clone() },
            nation: b.properties.parent.clone().unwrap_or_else(|| b.id.clone()),
            plane: b.plane(),
            rings: b.rings.clone(),
            context,
        };
        self.geodata
            .context
            .iter()
            .map(|b| area(b, true))
            .chain(leaves.map(|b| area(b, false)))
            .collect()
    }

    fn county_shapes(&self) -> EncodedShapes {
        let counties = self
            .geodata
            .boundaries
            .iter()
            .filter(|b| b.level() == Some(Level::County));
        let areas: Vec<Area> = counties
            .map(|b| Area {
                id: b.id.clone(),
                nation: String::new(),
                plane: b.plane(),
                rings: b.rings.clone(),
                context: false,
            })
            .collect();
        topology::encode(&self.cut(areas), &HashSet::new(), Detail::FULL, true)
    }

    fn cut(&self, areas: Vec<Area>) -> Vec<Area> {
        match self.times {
            1 => areas,
            times => subdivide(&areas, times),
        }
    }

    /// Edges of the disputed lines on every plane, both directions.
    fn disputed_edges(&self) -> HashSet<(Plane, topology::Vertex, topology::Vertex)> {
        let mut edges = HashSet::new();
        for (plane, line) in Plane::ALL
            .into_iter()
            .flat_map(|plane| self.geodata.disputed.iter().map(move |l| (plane, l)))
        {
            for edge in topology::ring_on_plane(plane, line).windows(2) {
                edges.insert((plane, edge[0], edge[1]));
                edges.insert((plane, edge[1], edge[0]));
            }
        }
        edges
    }
}

/// Id of the boundary that is a jurisdiction's area: the one its record names, or the one that has
/// its id and its level.
pub(super) fn area_of<'a>(
    jurisdiction: &'a Jurisdiction,
    boundaries: &HashMap<&str, &Boundary>,
) -> Option<&'a str> {
    areas_of(jurisdiction, boundaries).next()
}

/// Ids of all boundaries that are a jurisdiction's area; the first stands for it.
pub(super) fn areas_of<'a>(
    jurisdiction: &'a Jurisdiction,
    boundaries: &HashMap<&str, &Boundary>,
) -> impl Iterator<Item = &'a str> {
    let named = &jurisdiction.record.boundaries;
    let own = named.is_empty().then_some(jurisdiction.id.as_str());
    let own = own.filter(|id| {
        boundaries
            .get(id)
            .is_some_and(|same| same.level() == Some(jurisdiction.record.level))
    });
    named.iter().map(String::as_str).chain(own)
}

impl Boundary {
    /// Whether a point in degrees lies in the area.
    pub fn contains(&self, longitude: f64, latitude: f64) -> bool {
        point_in_rings(
            longitude,
            latitude,
            self.rings
                .iter()
                .map(|ring| ring.iter().map(|p| (p[0], p[1]))),
        )
    }
}

/// Sets what is derived from the lives of the policies, of a place and of all above it.
fn settle(places: &mut [IndexPlace], tenures: &TenureFile, today: PartialDate) {
    let by_number: HashMap<u32, &Tenures> = tenures
        .places
        .iter()
        .map(|(number, tenures)| (*number, tenures))
        .collect();
    let none = Tenures::default();
    for (number, own) in &tenures.places {
        let place = &mut places[*number as usize];
        let above = place
            .parents
            .iter()
            .map(|parent| by_number.get(parent).copied().unwrap_or(&none));
        let chain: Vec<&Tenures> = std::iter::once(own).chain(above).collect();
        let state = state_at(&chain, today, today);
        place.is_sure = place.model.is_none() || state.certainty == Certainty::Yes;
        place.effect = state.effect.kind();
    }
}

/// The landmarks of the background, oldest first.
fn landmarks(background: &BackgroundFile) -> LandmarkFile {
    let marks = background.context.timeline.iter();
    let marks = marks.map(|landmark| LandmarkMark {
        id: landmark.id.clone(),
        date: landmark.date,
        title: landmark.title.clone(),
    });
    let mut landmarks: Vec<LandmarkMark> = marks.collect();
    landmarks.sort_by_key(|landmark| landmark.date);
    LandmarkFile { landmarks }
}

fn blank_place(id: &str, name: &str, level: Level, plane: Plane) -> IndexPlace {
    IndexPlace {
        id: id.to_owned(),
        name: name.to_owned(),
        names: Vec::new(),
        level,
        parents: Vec::new(),
        plane,
        x: 0,
        y: 0,
        model: None,
        basis: None,
        is_sure: true,
        effect: None,
        policies: 0,
        listings: 0,
        events: 0,
        population: 0,
        part: None,
        shape: None,
        dispute: String::new(),
        aliases: Vec::new(),
    }
}

fn add_record(place: &mut IndexPlace, jurisdiction: &Jurisdiction) {
    let record = &jurisdiction.record;
    if place.id != jurisdiction.id {
        place
            .aliases
            .push(std::mem::replace(&mut place.id, jurisdiction.id.clone()));
    }
    place.level = record.level;
    place.name = record.name.clone();
    for (language, name) in &record.names {
        place.names.retain(|(known, _)| known != language);
        place.names.push((language.clone(), name.clone()));
    }
    place.model = record.model;
    place.basis = record.basis;
    place.policies = record.policies.len().try_into().unwrap_or(u16::MAX);
    place.listings = record.listings.len().try_into().unwrap_or(u16::MAX);
    place.events = record.events.len().try_into().unwrap_or(u16::MAX);
    place.population = record.population.unwrap_or(0);
    place.aliases.extend(
        record
            .aliases
            .iter()
            .filter(|alias| !place.aliases.contains(alias))
            .cloned()
            .collect::<Vec<_>>(),
    );
}

/// Keeps names that the interface shows or that search would not find by another one.
fn drop_needless_names(place: &mut IndexPlace) {
    let mut found_by = vec![fold(&place.name)];
    let main = place.name.clone();
    // Names in the interface's languages first: they stay for their spelling.
    let shown = |tag: &str| Language::ALL.iter().any(|language| language.tag() == tag);
    place
        .names
        .sort_by_key(|(tag, _)| (!shown(tag), tag.clone()));
    place.names.retain(|(tag, name)| {
        let folded = fold(name);
        let is_new = !found_by.contains(&folded);
        if is_new {
            found_by.push(folded);
        }
        *name != main && (is_new || shown(tag))
    });
}

fn units((x, y): (f64, f64)) -> (i32, i32) {
    ((x / UNIT_KM).round() as i32, (y / UNIT_KM).round() as i32)
}

fn runtime_file(role: &'static str, stem: &str, bytes: Vec<u8>) -> RuntimeFile {
    let mut hash = Fnv::default();
    hash.add(&bytes);
    RuntimeFile {
        name: format!("{stem}-{}.bin", hash.hex()),
        role,
        bytes,
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): tells versions of a file apart; not for security.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn hex(&self) -> String {
        format!("{:016x}", self.0)
    }
}
