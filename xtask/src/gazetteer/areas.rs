//! In which area a town lies: a county where its nation is drawn with counties, else a region, else the nation.

use std::collections::HashMap;

use sanctuary_atlas::{data::Boundary, domain::Level};

/// Borders are simplified by up to 1.4 km and lakes are cut out coarsely, so that some towns on shores lie just outside:
/// they belong to the nearest area of their nation within this distance, kilometres.
const NEAREST_WITHIN: f64 = 15.0;
const KM_PER_DEGREE: f64 = 111.2;

/// The smallest areas of every nation.
pub struct Areas<'a> {
    nation_of: HashMap<&'a str, &'a str>,
    by_nation: HashMap<&'a str, Vec<Area<'a>>>,
}

struct Area<'a> {
    boundary: &'a Boundary,
    /// West, south, east, north.
    bounds: [f64; 4],
}

/// Where a town lies.
pub struct Found<'a> {
    pub area: &'a str,
    pub is_inside: bool,
}

impl<'a> Areas<'a> {
    pub fn new(boundaries: &'a [Boundary]) -> Self {
        let parents: HashMap<&str, Option<&str>> = boundaries
            .iter()
            .map(|b| (b.id.as_str(), b.properties.parent.as_deref()))
            .collect();
        let nation_of: HashMap<&str, &str> = boundaries
            .iter()
            .filter(|b| b.level().is_some())
            .map(|b| {
                let mut id = b.id.as_str();
                while let Some(Some(parent)) = parents.get(id) {
                    id = parent;
                }
                (b.id.as_str(), id)
            })
            .collect();
        let divided: Vec<&str> = parents.values().flatten().copied().collect();
        let mut by_nation: HashMap<&str, Vec<Area>> = HashMap::new();
        for boundary in boundaries
            .iter()
            .filter(|b| b.level().is_some_and(|level| level <= Level::County))
            .filter(|b| !divided.contains(&b.id.as_str()))
        {
            let nation = nation_of[boundary.id.as_str()];
            by_nation.entry(nation).or_default().push(Area {
                boundary,
                bounds: bounds(boundary),
            });
        }
        Self {
            nation_of,
            by_nation,
        }
    }

    /// The nation of an area, or of GeoNames' country code in small letters, if it is drawn.
    pub fn nation_of(&self, id: &str) -> Option<&'a str> {
        let nation = match id {
            "pr" | "vi" => "us",
            "xk" => "rs",
            "ax" => "fi",
            "sj" => "no",
            other => other,
        };
        self.nation_of.get(nation).copied()
    }

    /// The area of a nation at a point in degrees.
    pub fn of(&self, nation: &str, longitude: f64, latitude: f64) -> Option<Found<'a>> {
        let areas = self.by_nation.get(nation)?;
        let margin_y = NEAREST_WITHIN / KM_PER_DEGREE;
        let squeeze = latitude.to_radians().cos().max(0.05);
        let margin_x = margin_y / squeeze;
        let near = || {
            areas.iter().filter(move |area| {
                let [west, south, east, north] = area.bounds;
                (west - margin_x..=east + margin_x).contains(&longitude)
                    && (south - margin_y..=north + margin_y).contains(&latitude)
            })
        };
        if let Some(area) = near().find(|area| area.boundary.contains(longitude, latitude)) {
            return Some(Found {
                area: &area.boundary.id,
                is_inside: true,
            });
        }
        let distance = |area: &Area| {
            area.boundary
                .rings
                .iter()
                .flat_map(|ring| ring.windows(2))
                .map(|edge| {
                    let flat = |p: [f64; 2]| ((p[0] - longitude) * squeeze, p[1] - latitude);
                    distance_from_origin(flat(edge[0]), flat(edge[1])) * KM_PER_DEGREE
                })
                .fold(f64::INFINITY, f64::min)
        };
        let (nearest, distance) = near()
            .map(|area| (area, distance(area)))
            .min_by(|a, b| a.1.total_cmp(&b.1))?;
        (distance <= NEAREST_WITHIN).then_some(Found {
            area: &nearest.boundary.id,
            is_inside: false,
        })
    }
}

fn bounds(boundary: &Boundary) -> [f64; 4] {
    let start = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    boundary.rings.iter().flatten().fold(start, |b, p| {
        [
            b[0].min(p[0]),
            b[1].min(p[1]),
            b[2].max(p[0]),
            b[3].max(p[1]),
        ]
    })
}

/// Distance of a line segment from (0, 0).
fn distance_from_origin((ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (ax + along * dx).hypot(ay + along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(id: &str, parent: Option<&str>, level: &str, west: f64) -> Boundary {
        let properties = serde_json::from_value(serde_json::json!({
            "name": id, "level": level, "parent": parent, "sheet": "eu",
        }))
        .unwrap();
        let east = west + 1.0;
        Boundary {
            file: String::new(),
            id: id.into(),
            properties,
            rings: vec![vec![
                [west, 50.0],
                [east, 50.0],
                [east, 51.0],
                [west, 51.0],
                [west, 50.0],
            ]],
        }
    }

    #[test]
    fn a_town_lies_in_the_smallest_area_of_its_nation_or_beside_the_nearest() {
        let boundaries = [
            square("xx", None, "nation", 5.0),
            square("xx-a", Some("xx"), "region", 5.0),
            square("xx-a-b", Some("xx-a"), "county", 5.0),
            square("yy", None, "nation", 6.0),
        ];
        let areas = Areas::new(&boundaries);
        let of = |nation, x, y| areas.of(nation, x, y).map(|f| (f.area, f.is_inside));
        assert_eq!(of("xx", 5.5, 50.5), Some(("xx-a-b", true)));
        assert_eq!(of("yy", 6.5, 50.5), Some(("yy", true)));
        // Just over the border as drawn: still in its own nation.
        assert_eq!(of("xx", 6.05, 50.5), Some(("xx-a-b", false)));
        assert_eq!(of("xx", 6.5, 50.5), None);
        assert_eq!(areas.nation_of("xx-a-b"), Some("xx"));
        assert_eq!(areas.nation_of("zz"), None);
    }

    #[test]
    fn a_segment_is_as_far_as_its_nearest_point() {
        let far = distance_from_origin;
        assert!((far((3.0, -1.0), (3.0, 1.0)) - 3.0).abs() < 1e-12);
        assert!((far((3.0, 4.0), (9.0, 4.0)) - 5.0).abs() < 1e-12);
        assert!((far((3.0, 4.0), (3.0, 4.0)) - 5.0).abs() < 1e-12);
    }
}
