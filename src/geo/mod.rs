//! Planes and projections, the sheet, rings and arcs, the camera: pure geometry, no web.

mod albers;
mod bounds;
mod convergence;
mod covered;
mod ellipsoid;
mod gesture;
mod graticule;
mod great_circle;
mod importance;
mod lambert_azimuthal;
mod motion;
mod point_in_rings;
mod pointers;
mod scale;
mod sheet;
mod simplify_vw;
mod trail;
mod view;

pub use albers::Albers;
pub use bounds::Bounds;
pub use convergence::convergence;
pub use covered::Covered;
pub use gesture::Gesture;
pub use graticule::{Circle, GraticuleLine, graticule, graticule_label, graticule_step};
pub use great_circle::great_circle_km;
pub use importance::Importance;
pub use lambert_azimuthal::LambertAzimuthal;
pub use motion::{GLIDE_TIME, Motion, Pace};
pub use point_in_rings::point_in_rings;
pub use pointers::Pointers;
pub use scale::Scale;
pub use sheet::{Arrangement, Plane, Sheet};
pub use simplify_vw::visvalingam_areas;
pub use trail::Trail;
pub use view::{View, Viewport};
