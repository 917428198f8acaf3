//! The first map, painted before the app is there: the same scene, recorded for the page to paint.
//!
//! Knows no signals and no components, so that it is a fraction of the app's size.

use crate::{
    data::{Atlas, DecodeError, EncodedShapes, Index, Kind, Shapes, unpack},
    domain::Language,
    geo::{Covered, Sheet, View, Viewport},
    paint::{Brush, Frame, Highlight, Recording},
    scene::{Setting, Theme, World, compose, fitted},
    state::url::{self, Address, Route},
};

/// The page that the map is painted for.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Path below the site's base, and query.
    pub path: &'a str,
    pub query: &'a str,
    /// The reader's language, where the address chooses none.
    pub language: Language,
    /// The reader's colour scheme, where the address pins none.
    pub theme: Theme,
    /// Size of the map's box.
    pub viewport: Viewport,
    /// What the panel of an open place covers of it.
    pub covered: Covered,
    /// Device pixels in a pixel.
    pub density: f64,
}

/// What is to be painted: the map, and above it the mark of the open place, if there is one.
pub struct FirstMap {
    pub map: Recording,
    pub marks: Option<Recording>,
}

/// Why there is no first map; the app then paints it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFirstMap {
    /// A page of text, or an address that asks for more than index and land can show.
    #[error("only the app can show this address")]
    NeedsApp,
    #[error("the map's box has no size")]
    NoRoom,
    #[error(transparent)]
    Damaged(#[from] DecodeError),
}

/// Records the first map of a page; `index` and `land` are the runtime files.
///
/// # Errors
/// A page without a map, a map without room, a damaged file.
pub fn first_map(page: &Page<'_>, index: &[u8], land: &[u8]) -> Result<FirstMap, NoFirstMap> {
    let viewport = page.viewport;
    if viewport.width < 1.0 || viewport.height < 1.0 {
        return Err(NoFirstMap::NoRoom);
    }
    let (address, _) = url::read(page.path, page.query);
    if !is_plain(&address) {
        return Err(NoFirstMap::NeedsApp);
    }
    let index: Index = unpack(Kind::Index, index)?;
    index.check()?;
    let land: EncodedShapes = unpack(Kind::Land, land)?;
    let world = World::new(Atlas::new(index), Shapes::decode(&land)?);

    let sheet = Sheet::for_viewport(viewport.width, viewport.height);
    let selected = match &address.route {
        Route::Place(id) => world.atlas.find(id),
        _ => None,
    };
    let of_place = || fitted(&world, selected?, sheet, viewport, page.covered);
    let view = match address.view {
        Some(point) => point.on(sheet).kept_within(sheet, viewport),
        None => of_place().unwrap_or_else(|| View::home(sheet, viewport)),
    };
    let setting = Setting {
        density: page.density,
        selected,
        ..Setting::new(
            view,
            viewport,
            sheet,
            address.language.unwrap_or(page.language).tag(),
        )
    };
    let scene = compose(&world, &setting);
    let frame = Frame {
        view,
        viewport,
        sheet,
        density: page.density,
    };
    let theme = address.theme.unwrap_or(page.theme);
    let (brush, map) = (Brush::default(), Recording::default());
    for step in scene.steps(&world) {
        brush.paint(&map, frame, &world, &scene, &step, theme);
    }
    let highlight = Highlight {
        selected,
        ..Highlight::default()
    };
    let marks = selected.map(|_| {
        let marks = Recording::default();
        Brush::default().paint_marks(&marks, frame, &world, &scene, highlight, theme);
        marks
    });
    Ok(FirstMap { map, marks })
}

/// Whether an address says nothing that the first map does not know of.
fn is_plain(address: &Address) -> bool {
    let known = Address {
        route: address.route.clone(),
        embed: address.embed,
        frame: address.frame,
        language: address.language,
        theme: address.theme,
        view: address.view,
        ..Address::default()
    };
    *address == known && !matches!(address.route, Route::Text(_))
}
