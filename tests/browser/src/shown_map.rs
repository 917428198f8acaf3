//! Where on the screen a place is.

use sanctuary_atlas::{
    geo::{Plane, Sheet, View, Viewport},
    state::url::{self, Address, Route, ViewPoint},
};

use crate::Browser;

/// A place on earth, and the plane it is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub plane: Plane,
    pub longitude: f64,
    pub latitude: f64,
}

impl Spot {
    /// As the record says.
    pub const CHICAGO: Spot = Spot::in_america(-87.65, 41.85);
    /// As the record says.
    pub const GLASGOW: Spot = Spot::in_europe(-4.2576, 55.8651);
    /// West of the Illinois river: nothing on file within 150 km.
    pub const WEST_OF_ILLINOIS: Spot = Spot::in_america(-90.5, 40.5);
    /// The Concho valley: nothing but the state on file within 230 km.
    pub const WEST_OF_TEXAS: Spot = Spot::in_america(-100.0, 31.5);
    /// As the record says.
    pub const LOS_ANGELES: Spot = Spot::in_america(-118.2437, 34.0522);
    /// As the record says.
    pub const ATHENS: Spot = Spot::in_europe(23.7275, 37.9838);
    /// Open sea.
    pub const GULF_OF_MEXICO: Spot = Spot::in_america(-91.0, 25.0);

    const fn in_america(longitude: f64, latitude: f64) -> Spot {
        Spot {
            plane: Plane::NorthAmerica,
            longitude,
            latitude,
        }
    }

    const fn in_europe(longitude: f64, latitude: f64) -> Spot {
        Spot {
            plane: Plane::Europe,
            longitude,
            latitude,
        }
    }

    fn on_sheet(self, sheet: Sheet) -> (f64, f64) {
        let (x, y) = self.plane.project(self.longitude, self.latitude);
        sheet.place(self.plane, x, y)
    }

    /// The view with this place in its middle, at a number of pixels a kilometre.
    pub fn view_at(self, scale: f64) -> ViewPoint {
        let sheet = Sheet::for_viewport(1280.0, 800.0);
        let (x, y) = self.on_sheet(sheet);
        ViewPoint::of(View { x, y, scale }, sheet)
    }

    /// Link, relative to the site, to the map with this place in its middle.
    pub fn link_at(self, scale: f64) -> String {
        url::write(&Address {
            view: Some(self.view_at(scale)),
            ..Address::default()
        })
    }

    /// The same without the chrome.
    pub fn embed_link_at(self, scale: f64) -> String {
        url::write(&Address {
            view: Some(self.view_at(scale)),
            embed: true,
            ..Address::default()
        })
    }
}

/// The map's box in the window, and what it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownMap {
    left: f64,
    top: f64,
    viewport: Viewport,
    pub view: View,
}

impl ShownMap {
    /// The map that the page's address means: its view, else the whole sheet.
    ///
    /// # Panics
    /// If the address is that of a place without a view; how much the map shows around it is the app's choice.
    #[track_caller]
    pub fn of_address(browser: &Browser) -> Self {
        let (address, _) = address_of(browser);
        assert!(
            address.view.is_some() || address.route == Route::Map,
            "what the map of {address:?} shows is not known"
        );
        Self::of_view(browser, address.view)
    }

    /// The map at a view, or of the whole sheet.
    #[track_caller]
    pub fn of_view(browser: &Browser, point: Option<ViewPoint>) -> Self {
        let rect = browser.rect("#map");
        let viewport = Viewport {
            width: rect.width,
            height: rect.height,
        };
        let sheet = Sheet::for_viewport(viewport.width, viewport.height);
        let view = point.map_or(View::home(sheet, viewport), |point| {
            point.on(sheet).kept_within(sheet, viewport)
        });
        Self {
            left: rect.left,
            top: rect.top,
            viewport,
            view,
        }
    }

    /// Where a place is in the window, CSS pixels.
    pub fn position(&self, spot: Spot) -> (f64, f64) {
        let sheet = Sheet::for_viewport(self.viewport.width, self.viewport.height);
        let (x, y) = spot.on_sheet(sheet);
        let (x, y) = self.view.to_screen(x, y, self.viewport);
        (x + self.left, y + self.top)
    }

    /// The middle of the map in the window.
    pub fn middle(&self) -> (f64, f64) {
        (
            self.left + self.viewport.width / 2.0,
            self.top + self.viewport.height / 2.0,
        )
    }
}

/// What the page's address says, and how many parts of it mean nothing.
fn address_of(browser: &Browser) -> (Address, usize) {
    let (path, query, base): (String, String, String) = browser.run(
        "return [location.pathname, location.search, new URL(document.baseURI).pathname];",
        &[],
    );
    let path = path.strip_prefix(base.as_str()).unwrap_or(&path);
    let (address, misread) = url::read(path, &query);
    (address, misread.len())
}

impl Browser {
    /// What the page's address says, as the app reads it.
    #[track_caller]
    pub fn link(&self) -> Address {
        let (address, misread) = address_of(self);
        assert_eq!(
            misread,
            0,
            "expected an address that the app understands, found {}",
            self.address()
        );
        address
    }

    /// Waits until the address follows the map to a view that fits.
    #[track_caller]
    pub fn until_view(&self, expected: &str, fits: impl Fn(ViewPoint) -> bool) -> ViewPoint {
        self.eventually(expected, || match address_of(self).0.view {
            Some(view) if fits(view) => Ok(view),
            view => Err(format!("the address has {view:?}")),
        })
    }
}
