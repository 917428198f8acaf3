//! `geodata/gazetteer/<nation>.tsv`: the towns of GeoNames as committed, one a line, sorted by GeoNames id.

use std::{fs, path::Path};

use super::Fault;

/// Folder below `geodata/`.
const FOLDER: &str = "gazetteer";
/// First line of each file.
const HEADER: &str = "geonames\tname\tarea\tlongitude\tlatitude\tpopulation\tother_names";
/// Divides the other names of a town.
const NEXT_NAME: char = '|';

/// A town of the gazetteer, as committed.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    pub geonames: u32,
    pub name: String,
    /// Id of the smallest boundary it lies in: a county, else a region, else a nation.
    pub area: String,
    /// Degrees, to three decimals (100 m).
    pub longitude: f64,
    pub latitude: f64,
    pub population: u32,
    /// BCP 47 tag, empty where the language is not known, and name.
    pub other_names: Vec<(String, String)>,
}

impl Town {
    /// Whether a name can stand in a table.
    pub fn is_plain(name: &str) -> bool {
        !name.is_empty() && !name.contains(['\t', '\n', '\r', NEXT_NAME, ':'])
    }

    fn to_line(&self) -> String {
        let names: Vec<String> = self
            .other_names
            .iter()
            .map(|(tag, name)| {
                if tag.is_empty() {
                    name.clone()
                } else {
                    format!("{tag}:{name}")
                }
            })
            .collect();
        format!(
            "{}\t{}\t{}\t{:.3}\t{:.3}\t{}\t{}",
            self.geonames,
            self.name,
            self.area,
            self.longitude,
            self.latitude,
            self.population,
            names.join(&NEXT_NAME.to_string())
        )
    }

    fn from_line(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let town = Self {
            geonames: next()?.parse().ok()?,
            name: next().filter(|name| Self::is_plain(name))?.to_owned(),
            area: next()?.to_owned(),
            longitude: next()?.parse().ok().filter(|x: &f64| x.abs() <= 180.0)?,
            latitude: next()?.parse().ok().filter(|y: &f64| y.abs() <= 90.0)?,
            population: next()?.parse().ok()?,
            other_names: next()?
                .split(NEXT_NAME)
                .filter(|name| !name.is_empty())
                .map(|name| match name.split_once(':') {
                    Some((tag, name)) => (tag.to_owned(), name.to_owned()),
                    None => (String::new(), name.to_owned()),
                })
                .collect(),
        };
        fields.next().is_none().then_some(town)
    }
}

/// Reads all tables below `geodata/`; without the folder there are no towns.
///
/// # Errors
/// Every file or line that can't be read.
pub fn read(geodata: &Path) -> Result<Vec<Town>, Vec<Fault>> {
    let mut towns = Vec::new();
    let mut faults = Vec::new();
    let Ok(entries) = fs::read_dir(geodata.join(FOLDER)) else {
        return Ok(towns);
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = format!("{FOLDER}/{name}");
        match fs::read_to_string(&path) {
            Ok(text) => read_table(&file, &text, &mut towns, &mut faults),
            Err(error) => faults.push(Fault::new(
                &file,
                "",
                "",
                format!("can't be read ({error})"),
                "write it as UTF-8 text",
            )),
        }
    }
    if faults.is_empty() {
        Ok(towns)
    } else {
        Err(faults)
    }
}

fn read_table(file: &str, text: &str, towns: &mut Vec<Town>, faults: &mut Vec<Fault>) {
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        faults.push(Fault::new(
            file,
            "",
            "",
            "the first line does not name the columns",
            format!("begin with: {HEADER}"),
        ));
    }
    for (number, line) in lines.enumerate() {
        match Town::from_line(line) {
            Some(town) => towns.push(town),
            None => faults.push(Fault::new(
                file,
                &format!("line {}", number + 2),
                "",
                "not a town of seven columns",
                "run `cargo xtask gazetteer`",
            )),
        }
    }
}

/// Writes the table of one nation.
///
/// # Errors
/// A disk that is full or read-only.
pub fn write(geodata: &Path, nation: &str, towns: &[Town]) -> std::io::Result<()> {
    let folder = geodata.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let mut text = String::from(HEADER);
    text.push('\n');
    let mut sorted: Vec<&Town> = towns.iter().collect();
    sorted.sort_by_key(|town| town.geonames);
    for town in sorted {
        text.push_str(&town.to_line());
        text.push('\n');
    }
    fs::write(folder.join(format!("{nation}.tsv")), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_is_read_as_written(
            (geonames, population) in (any::<u32>(), any::<u32>()),
            (name, area) in ("[^\\t\\n\\r|:]{1,12}", "[a-z-]{2,9}"),
            (x, y) in (-180_000i32..=180_000, -90_000i32..=90_000),
            other_names in prop::collection::vec(("|[a-z]{2,3}", "[^\\t\\n\\r|:]{1,12}"), 0..4),
        ) {
            let town = Town {
                geonames, name, area, longitude: f64::from(x) / 1000.0, latitude: f64::from(y) / 1000.0, population, other_names,
            };
            prop_assert_eq!(Town::from_line(&town.to_line()), Some(town));
        }

        #[test]
        fn no_line_panics(line in "\\PC{0,60}|([0-9a-z.]{0,4}\\t){0,8}") {
            let _ = Town::from_line(&line);
        }
    }

    #[test]
    fn a_broken_line_is_named() {
        let mut faults = Vec::new();
        read_table(
            "gazetteer/xx.tsv",
            &format!("{HEADER}\n1\tA\txx\t0\t0\t5\t\nnonsense"),
            &mut Vec::new(),
            &mut faults,
        );
        assert_eq!(faults.len(), 1);
        assert!(faults[0].to_string().contains("line 3"), "{}", faults[0]);
    }
}
