//! Where the reader is: asked of the browser once, when the reader wants it, and told to nobody.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Position, PositionError, PositionOptions};

/// How long the browser may take, once the reader has agreed, milliseconds.
const PATIENCE: u32 = 15_000;
/// Why it is not known where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLocation {
    /// The reader, or the browser's settings, said no.
    Refused,
    /// The browser can't tell.
    Unavailable,
}

/// Longitude and latitude in degrees. The browser asks the reader first.
///
/// # Errors
/// The reader refuses, or the browser can't tell.
pub async fn locate() -> Result<(f64, f64), NoLocation> {
    let navigator = leptos::prelude::window().navigator();
    // Pages without encryption have none.
    let geolocation = navigator.geolocation();
    let geolocation = geolocation.map_err(|_| NoLocation::Unavailable)?;
    if geolocation.is_undefined() {
        return Err(NoLocation::Unavailable);
    }
    let answer = js_sys::Promise::new(&mut |resolve, reject| {
        let found = Closure::once_into_js(move |position: Position| {
            let _ = resolve.call1(&JsValue::NULL, &position);
        });
        let failed = Closure::once_into_js({
            let reject = reject.clone();
            move |error: PositionError| {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        let options = PositionOptions::new();
        options.set_timeout(PATIENCE);
        let asked = geolocation.get_current_position_with_error_callback_and_options(
            found.unchecked_ref(),
            Some(failed.unchecked_ref()),
            &options,
        );
        if let Err(error) = asked {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    let position = JsFuture::from(answer).await.map_err(|error| {
        // The class has had two names: only its field tells.
        match error.unchecked_ref::<PositionError>().code() {
            PositionError::PERMISSION_DENIED => NoLocation::Refused,
            _ => NoLocation::Unavailable,
        }
    })?;
    let coordinates = position.unchecked_into::<Position>().coords();
    let (longitude, latitude) = (coordinates.longitude(), coordinates.latitude());
    if longitude.is_finite() && latitude.is_finite() {
        Ok((longitude, latitude))
    } else {
        Err(NoLocation::Unavailable)
    }
}
