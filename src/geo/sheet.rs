//! The sheet: two continents, each in its own equal-area plane, at one scale, the ocean folded away.

use serde::{Deserialize, Serialize};

use super::{Albers, Bounds, LambertAzimuthal};

/// The plane a place is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Plane {
    /// ESRI:102008, North America Albers equal-area conic.
    NorthAmerica,
    /// The projection of EPSG:3035, Lambert azimuthal equal-area around 52 N, 10 E.
    Europe,
}

impl Plane {
    pub const ALL: [Plane; 2] = [Plane::NorthAmerica, Plane::Europe];

    /// Kilometres right and *down* from the plane's origin, of degrees.
    pub fn project(self, longitude: f64, latitude: f64) -> (f64, f64) {
        let (x, y) = match self {
            Plane::NorthAmerica => Albers::north_america().forward(longitude, latitude),
            Plane::Europe => LambertAzimuthal::europe().forward(longitude, latitude),
        };
        (x / 1000.0, -y / 1000.0)
    }

    /// Longitude and latitude in degrees of a point of the plane (kilometres right and down).
    pub fn unproject(self, x: f64, y: f64) -> Option<(f64, f64)> {
        let (x, y) = (x * 1000.0, -y * 1000.0);
        match self {
            Plane::NorthAmerica => Albers::north_america().inverse(x, y),
            Plane::Europe => LambertAzimuthal::europe().inverse(x, y),
        }
    }

    /// The window of the plane that the whole-sheet view shows, kilometres right and down.
    ///
    /// It leaves out the far north of Greenland, Svalbard, the outer Aleutians and Hawaii, which
    /// would shrink everything else; panning reaches them.
    pub const fn window(self) -> Bounds {
        match self {
            Plane::NorthAmerica => Bounds::new(-4300.0, -4300.0, 4050.0, 3500.0),
            Plane::Europe => Bounds::new(-3420.0, -2300.0, 3350.0, 2250.0),
        }
    }

    /// The part of the window that holds nearly all places on file, for screens too narrow to read the whole of it.
    pub const fn heartland(self) -> Bounds {
        match self {
            Plane::NorthAmerica => Bounds::new(-2450.0, -1700.0, 2650.0, 2250.0),
            Plane::Europe => Bounds::new(-1700.0, -2000.0, 1950.0, 1900.0),
        }
    }

    /// All that is drawn on the plane; what lies outside is cut off when boundaries are compiled.
    pub const fn extent(self) -> Bounds {
        match self {
            Plane::NorthAmerica => Bounds::new(-6400.0, -5700.0, 5200.0, 5000.0),
            Plane::Europe => Bounds::new(-3700.0, -3900.0, 5600.0, 5600.0),
        }
    }
}

/// How the two planes stand on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// Europe to the right of North America: wide screens.
    SideBySide,
    /// Europe below North America: narrow screens.
    Stacked,
}

/// The sheet in kilometres, right and down; its origin is the origin of North America's plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    pub arrangement: Arrangement,
}

impl Sheet {
    /// The arrangement that shows the continents larger in a viewport of this shape.
    pub fn for_viewport(width: f64, height: f64) -> Self {
        let scale = |arrangement| {
            let home = Sheet { arrangement }.home();
            (width / home.width()).min(height / home.height())
        };
        let stacked = scale(Arrangement::Stacked) > scale(Arrangement::SideBySide);
        Sheet {
            arrangement: if stacked {
                Arrangement::Stacked
            } else {
                Arrangement::SideBySide
            },
        }
    }

    /// Where a plane's origin stands on the sheet.
    pub const fn origin(self, plane: Plane) -> (f64, f64) {
        match (plane, self.arrangement) {
            (Plane::NorthAmerica, _) => (0.0, 0.0),
            // Europe stands somewhat high, so that latitudes run on roughly across the fold.
            (Plane::Europe, Arrangement::SideBySide) => (7570.0, -700.0),
            // Low enough for Svalbard to stay below the fold.
            (Plane::Europe, Arrangement::Stacked) => (-90.0, 6850.0),
        }
    }

    /// The side of the fold that a plane may be drawn on, on the sheet.
    pub const fn territory(self, plane: Plane) -> Bounds {
        const FAR: f64 = 1e6;
        let (ex, ey) = self.origin(Plane::Europe);
        match (plane, self.arrangement) {
            (Plane::NorthAmerica, Arrangement::SideBySide) => {
                Bounds::new(-FAR, -FAR, ex - 3470.0, FAR)
            }
            (Plane::Europe, Arrangement::SideBySide) => Bounds::new(ex - 3470.0, -FAR, FAR, FAR),
            (Plane::NorthAmerica, Arrangement::Stacked) => {
                Bounds::new(-FAR, -FAR, FAR, ey - 3290.0)
            }
            (Plane::Europe, Arrangement::Stacked) => Bounds::new(-FAR, ey - 3290.0, FAR, FAR),
        }
    }

    /// The fold: where one continent's ocean ends and the other's begins, as a line across the sheet
    /// within a box.
    pub fn fold(self, within: Bounds) -> ((f64, f64), (f64, f64)) {
        let america = self.territory(Plane::NorthAmerica);
        match self.arrangement {
            Arrangement::SideBySide => ((america.x1, within.y0), (america.x1, within.y1)),
            Arrangement::Stacked => ((within.x0, america.y1), (within.x1, america.y1)),
        }
    }

    /// From a plane to the sheet.
    pub fn place(self, plane: Plane, x: f64, y: f64) -> (f64, f64) {
        let (ox, oy) = self.origin(plane);
        (x + ox, y + oy)
    }

    /// The plane that a point of the sheet belongs to, and the point there.
    pub fn locate(self, x: f64, y: f64) -> (Plane, f64, f64) {
        let europe = self.territory(Plane::Europe).contains(x, y);
        let plane = if europe {
            Plane::Europe
        } else {
            Plane::NorthAmerica
        };
        let (ox, oy) = self.origin(plane);
        (plane, x - ox, y - oy)
    }

    /// What the whole-sheet view shows.
    pub fn home(self) -> Bounds {
        Plane::ALL
            .into_iter()
            .fold(Bounds::EMPTY, |all, plane| all.union(self.window(plane)))
    }

    /// A plane's window on the sheet.
    pub fn window(self, plane: Plane) -> Bounds {
        let (ox, oy) = self.origin(plane);
        plane.window().moved(ox, oy)
    }

    /// A plane's heartland on the sheet.
    pub fn heartland(self, plane: Plane) -> Bounds {
        let (ox, oy) = self.origin(plane);
        plane.heartland().moved(ox, oy)
    }

    /// All that is drawn on the sheet.
    pub fn extent(self) -> Bounds {
        Plane::ALL.into_iter().fold(Bounds::EMPTY, |all, plane| {
            let (ox, oy) = self.origin(plane);
            all.union(plane.extent().moved(ox, oy))
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Metres east and north on the official plane.
    fn official(plane: Plane, longitude: f64, latitude: f64) -> (f64, f64) {
        let (x, y) = plane.project(longitude, latitude);
        (x * 1000.0, -y * 1000.0)
    }

    /// EPSG Guidance Note 7-2 (method 9820) works the example 50 N, 5 E in EPSG:3035.
    #[test]
    fn agrees_with_the_worked_example_of_epsg_3035() {
        let (x, y) = official(Plane::Europe, 5.0, 50.0);
        assert!((x + 4_321_000.0 - 3_962_799.45).abs() < 0.01, "{x}");
        assert!((y + 3_210_000.0 - 2_999_718.85).abs() < 0.01, "{y}");
    }

    /// The independent implementation of PROJ's formulas in proj4rs, with the definitions that
    /// the registries publish for ESRI:102008 and EPSG:3035.
    #[test]
    fn agrees_with_proj() {
        let geographic =
            proj4rs::Proj::from_proj_string("+proj=longlat +ellps=GRS80 +no_defs").unwrap();
        let planes = [
            (
                Plane::NorthAmerica,
                "+proj=aea +lat_1=20 +lat_2=60 +lat_0=40 +lon_0=-96 +ellps=GRS80 +units=m",
            ),
            (
                Plane::Europe,
                "+proj=laea +lat_0=52 +lon_0=10 +ellps=GRS80 +units=m",
            ),
        ];
        for (plane, definition) in planes {
            let proj = proj4rs::Proj::from_proj_string(definition).unwrap();
            for (longitude, latitude) in [
                (-87.65f64, 41.85f64),
                (-149.9, 61.2),
                (-79.5, 9.0),
                (-52.7, 47.6),
                (-4.25, 55.86),
                (32.4, 34.8),
                (24.9, 60.2),
            ] {
                let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
                proj4rs::transform::transform(&geographic, &proj, &mut point).unwrap();
                let (x, y) = official(plane, longitude, latitude);
                assert!(
                    (x - point.0).hypot(y - point.1) < 0.001,
                    "{plane:?} {longitude} {latitude}: {x} {y} {point:?}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn north_america_round_trips(longitude in -179.9..-10.0f64, latitude in 5.0..84.0f64) {
            let (x, y) = Plane::NorthAmerica.project(longitude, latitude);
            let (lon, lat) = Plane::NorthAmerica.unproject(x, y).unwrap();
            prop_assert!((lon - longitude).abs() < 1e-6 && (lat - latitude).abs() < 1e-6, "{lon} {lat}");
        }

        #[test]
        fn europe_round_trips(longitude in -35.0..70.0f64, latitude in 20.0..84.0f64) {
            let (x, y) = Plane::Europe.project(longitude, latitude);
            let (lon, lat) = Plane::Europe.unproject(x, y).unwrap();
            prop_assert!((lon - longitude).abs() < 1e-6 && (lat - latitude).abs() < 1e-6, "{lon} {lat}");
        }

        #[test]
        fn anything_can_be_unprojected(x in -1e6..1e6f64, y in -1e6..1e6f64) {
            for plane in Plane::ALL {
                if let Some((lon, lat)) = plane.unproject(x, y) {
                    prop_assert!(lon.is_finite() && lat.is_finite());
                }
            }
        }
    }

    #[test]
    fn windows_do_not_overlap() {
        for arrangement in [Arrangement::SideBySide, Arrangement::Stacked] {
            let sheet = Sheet { arrangement };
            let (america, europe) = (
                sheet.window(Plane::NorthAmerica),
                sheet.window(Plane::Europe),
            );
            assert!(!america.intersects(&europe), "{arrangement:?}");
            for plane in Plane::ALL {
                let (window, territory) = (sheet.window(plane), sheet.territory(plane));
                assert!(
                    territory.contains(window.x0, window.y0)
                        && territory.contains(window.x1, window.y1)
                );
            }
        }
    }

    #[test]
    fn a_phone_stacks_the_continents() {
        assert_eq!(
            Sheet::for_viewport(390.0, 844.0).arrangement,
            Arrangement::Stacked
        );
        assert_eq!(
            Sheet::for_viewport(1280.0, 800.0).arrangement,
            Arrangement::SideBySide
        );
    }

    #[test]
    fn a_point_of_a_plane_is_found_on_the_sheet() {
        let sheet = Sheet {
            arrangement: Arrangement::SideBySide,
        };
        for (plane, longitude, latitude) in [
            (Plane::NorthAmerica, -87.65, 41.85),
            (Plane::Europe, -4.25, 55.86),
        ] {
            let (px, py) = plane.project(longitude, latitude);
            let (x, y) = sheet.place(plane, px, py);
            assert_eq!(sheet.locate(x, y).0, plane);
        }
    }
}
