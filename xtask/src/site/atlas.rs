//! The compiled data as the app has it once everything is loaded.

use std::collections::HashMap;

use anyhow::{Context, bail};
use sanctuary_atlas::{
    data::{
        Atlas, BackgroundFile, CountyFile, EncodedShapes, Figures, Index, Kind, ListFile,
        RecordPart, Shapes, TenureFile, unpack,
    },
    scene::World,
};

use crate::data::Data;

/// Everything that the runtime files hold.
#[derive(Clone)]
pub struct Loaded {
    pub world: World,
    pub parts: HashMap<u16, RecordPart>,
    pub tenures: TenureFile,
    pub lists: ListFile,
    pub background: BackgroundFile,
    pub figures: Figures,
}

/// Decodes the runtime files as the browser does, so that pages say what the app will say.
pub fn load(data: &Data) -> anyhow::Result<Loaded> {
    let index: Index = read(data, "index", Kind::Index)?;
    index.check()?;
    let mut parts = HashMap::new();
    for (number, name) in index.parts.iter().enumerate() {
        let file = data.files.iter().find(|file| name.ends_with(&file.name));
        let file = file.with_context(|| format!("the index names {name}, which is not there"))?;
        parts.insert(
            u16::try_from(number)?,
            unpack(Kind::Records, &file.bytes).with_context(|| file.name.clone())?,
        );
    }
    let land: EncodedShapes = read(data, "land-full", Kind::Land)?;
    let mut world = World::new(Atlas::new(index), Shapes::decode(&land)?);
    let counties: CountyFile = read(data, "counties", Kind::Counties)?;
    counties.check(world.atlas.places.len())?;
    world.atlas.add_counties(&counties);
    world.add_counties(Shapes::decode(&counties.shapes)?);
    if world.atlas.places.is_empty() {
        bail!("the compiled data has no places");
    }
    Ok(Loaded {
        world,
        parts,
        tenures: read(data, "tenures", Kind::Tenures)?,
        lists: read(data, "lists", Kind::Lists)?,
        background: read(data, "background", Kind::Background)?,
        figures: read(data, "figures", Kind::Figures)?,
    })
}

fn read<T: serde::de::DeserializeOwned>(data: &Data, role: &str, kind: Kind) -> anyhow::Result<T> {
    let file = data.file(role)?;
    unpack(kind, &file.bytes).with_context(|| file.name.clone())
}
