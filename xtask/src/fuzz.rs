//! `cargo xtask fuzz`: throws damaged files and hostile links at every decoder for some time.
//!
//! Coverage-guided fuzzers need an unstable compiler; this runs on the stable one. It mutates the real
//! files (so that most of each still makes sense), seals them with a right header (so that the
//! checksum does not end the test at once), and reads them as the browser does. A panic or a read that
//! takes for ever is the finding.

use std::{
    panic::{self, AssertUnwindSafe},
    time::{Duration, Instant},
};

use anyhow::bail;
use sanctuary_atlas::{
    data::{
        BackgroundFile, CountyFile, DecodeError, EncodedShapes, Figures, Gazetteer, Index, Kind,
        LandmarkFile, ListFile, RecordPart, Shapes, TenureFile, TownFile, unpack,
    },
    domain::PartialDate,
    state::url,
};

use crate::{data, project::Project};

/// Magic, kind, version, length and checksum, as `data/container.rs` writes them.
const HEADER: usize = 14;
/// No input may take longer to read.
const LONGEST: Duration = Duration::from_secs(5);

type Decode = fn(&[u8]) -> Result<(), DecodeError>;

/// Every decoder of runtime files, by the role of the file.
const DECODERS: [(&str, Decode); 11] = [
    ("index", |bytes| {
        unpack::<Index>(Kind::Index, bytes)?.check()
    }),
    ("land", shapes),
    ("land-full", shapes),
    ("counties", |bytes| {
        let file = unpack::<CountyFile>(Kind::Counties, bytes)?;
        file.check(1 << 20)?;
        Shapes::decode(&file.shapes).map(drop)
    }),
    ("records", |bytes| {
        unpack::<RecordPart>(Kind::Records, bytes).map(drop)
    }),
    ("tenures", |bytes| {
        let file = unpack::<TenureFile>(Kind::Tenures, bytes)?;
        let day = PartialDate::from_day(2020, 1, 1).expect("a day");
        for (_, tenures) in &file.places {
            sanctuary_atlas::domain::state_at(&[tenures], day, day);
        }
        Ok(())
    }),
    ("lists", |bytes| {
        unpack::<ListFile>(Kind::Lists, bytes).map(drop)
    }),
    ("background", |bytes| {
        unpack::<BackgroundFile>(Kind::Background, bytes).map(drop)
    }),
    ("landmarks", |bytes| {
        unpack::<LandmarkFile>(Kind::Landmarks, bytes).map(drop)
    }),
    ("figures", |bytes| {
        unpack::<Figures>(Kind::Figures, bytes).map(drop)
    }),
    ("towns", |bytes| {
        let mut gazetteer = Gazetteer::default();
        gazetteer.add(unpack::<TownFile>(Kind::Towns, bytes)?)?;
        for town in gazetteer.towns().step_by(997) {
            let _ = (gazetteer.id(town), gazetteer.on_file(town));
        }
        let _ = gazetteer.find("us-tx-marfa-5525775");
        Ok(())
    }),
];

fn shapes(bytes: &[u8]) -> Result<(), DecodeError> {
    Shapes::decode(&unpack::<EncodedShapes>(Kind::Land, bytes)?).map(drop)
}

/// Fuzzes for a number of seconds, shared among the decoders.
pub fn run(project: &Project, seconds: u64, seed: u64) -> anyhow::Result<()> {
    let data = data::compile(project)?;
    let mut random = Random(seed | 1);
    let share = Duration::from_secs(seconds) / (DECODERS.len() as u32 + 1);
    println!("Fuzzing {seconds} s with seed {seed} ...");
    for (role, decode) in DECODERS {
        let files: Vec<&[u8]> = data
            .files
            .iter()
            .filter(|file| file.role == role)
            .map(|file| file.bytes.as_slice())
            .collect();
        let started = Instant::now();
        let (mut inputs, mut taken) = (0_u64, 0_u64);
        while started.elapsed() < share {
            let file = files[random.below(files.len())];
            let damaged = damage(file, &mut random);
            taken += u64::from(survives(role, inputs, seed, || decode(&damaged))?.is_ok());
            inputs += 1;
        }
        println!("{role:<12}{inputs:>10} inputs, {taken} of them still valid");
    }
    let started = Instant::now();
    let mut inputs = 0_u64;
    while started.elapsed() < share {
        let (path, query) = (hostile_text(&mut random), hostile_text(&mut random));
        survives("links", inputs, seed, || {
            let (address, _) = url::read(&path, &query);
            let link = url::write(&address);
            let (path, query) = link.split_once('?').unwrap_or((&link, ""));
            // What is written is read as the same.
            assert_eq!(url::read(path, query).0, address, "{link}");
            let _ = path.parse::<PartialDate>();
        })?;
        inputs += 1;
    }
    println!("{:<12}{inputs:>10} inputs", "links");
    Ok(())
}

/// Runs one input; an error if it panics or takes for ever.
fn survives<T>(what: &str, input: u64, seed: u64, read: impl FnOnce() -> T) -> anyhow::Result<T> {
    let started = Instant::now();
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    if started.elapsed() > LONGEST {
        bail!(
            "{what}: input {input} of seed {seed} took {:?}",
            started.elapsed()
        );
    }
    result.map_err(|_| anyhow::anyhow!("{what}: input {input} of seed {seed} panics"))
}

/// A file with some bytes changed, cut, doubled or made up, under a right header.
fn damage(file: &[u8], random: &mut Random) -> Vec<u8> {
    let mut payload = file[HEADER..].to_vec();
    for _ in 0..=random.below(8) {
        let length = payload.len();
        if length == 0 {
            break;
        }
        let at = random.below(length);
        match random.below(6) {
            0 => payload[at] = random.next() as u8,
            1 => payload[at] ^= 1 << random.below(8),
            // The largest lengths that a varint can claim.
            2 => payload[at..]
                .iter_mut()
                .take(9)
                .for_each(|byte| *byte = 0xff),
            3 => payload.truncate(at),
            4 => {
                let end = (at + random.below(64)).min(length);
                payload.extend_from_within(at..end);
            }
            _ => {
                let end = (at + random.below(64)).min(length);
                payload.drain(at..end);
            }
        }
    }
    let mut sealed = file[..6].to_vec();
    sealed.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    sealed.extend_from_slice(&crc32fast::hash(&payload).to_le_bytes());
    sealed.extend_from_slice(&payload);
    sealed
}

/// Pieces of links, in any order, with anything between them.
fn hostile_text(random: &mut Random) -> String {
    const PIECES: [&str; 26] = [
        "place/",
        "embed/",
        "us-il-chicago",
        "view=",
        "lang=",
        "theme=",
        "date=",
        "&",
        "=",
        "?",
        "%",
        "%ff",
        "%00",
        "..",
        "//",
        "1e999",
        "-",
        ",",
        "NaN",
        "0",
        "99999999999",
        "<script>",
        "é",
        "\u{202e}",
        "list/",
        "fr",
    ];
    (0..random.below(9))
        .map(|_| match random.below(8) {
            0 => char::from_u32(random.next() as u32 % 0x11_0000)
                .unwrap_or(' ')
                .to_string(),
            _ => PIECES[random.below(PIECES.len())].to_owned(),
        })
        .collect()
}

/// Xorshift, 64 bits (Marsaglia 2003): any spread will do, repeatable by its seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}
