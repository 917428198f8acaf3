//! Fetching runtime files, from the page's own origin only.

use gloo_net::http::{Request, Response};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

use super::{DecodeError, Kind, unpack};

/// Why a runtime file did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// The file's address, as asked for.
    pub file: String,
    pub cause: LoadCause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadCause {
    /// No answer: offline, blocked or aborted.
    Network,
    /// An answer other than success.
    Status(u16),
    /// An answer that is not what it should be.
    Decode(DecodeError),
}

impl LoadError {
    /// The file arrived, but is not what it should be.
    pub fn damaged(file: &str, error: DecodeError) -> Self {
        Self {
            file: file.to_owned(),
            cause: LoadCause::Decode(error),
        }
    }
}

/// Whether a file may come from the browser's cache. A damaged file in the cache would be there for
/// ever, as the names never change: a retry asks past it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    Cached,
    Fresh,
}

/// Fetches and decodes a runtime file; `file` is relative to the page's base.
///
/// # Errors
/// No network, a status other than success, or a damaged file.
pub async fn fetch<T: DeserializeOwned>(
    kind: Kind,
    file: &str,
    freshness: Freshness,
) -> Result<T, LoadError> {
    let fail = |cause| failed(file, cause);
    let response = answer(file, freshness).await?;
    let bytes = response
        .binary()
        .await
        .map_err(|_| fail(LoadCause::Network))?;
    unpack(kind, &bytes).map_err(|error| fail(LoadCause::Decode(error)))
}

/// A runtime file of the first map: the one that `public/first-map.js` has fetched, else as [`fetch`].
/// `which`: what that script calls it.
///
/// # Errors
/// Those of [`fetch`].
pub async fn fetch_first<T: DeserializeOwned>(
    kind: Kind,
    which: &str,
    file: &str,
    freshness: Freshness,
) -> Result<T, LoadError> {
    if freshness == Freshness::Cached
        && let Some(bytes) = handed_over(which).await
    {
        return unpack(kind, &bytes).map_err(|error| LoadError::damaged(file, error));
    }
    fetch(kind, file, freshness).await
}

/// What was fetched before the app was there; none where that went wrong.
async fn handed_over(which: &str) -> Option<Vec<u8>> {
    let get =
        |from: &JsValue, name: &str| js_sys::Reflect::get(from, &JsValue::from_str(name)).ok();
    let all = get(&js_sys::global(), "atlasFirstMap").filter(JsValue::is_object)?;
    let promise: js_sys::Promise = get(&all, which)?.dyn_into().ok()?;
    let buffer: js_sys::ArrayBuffer = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    // Nobody needs it again; the page would keep it for ever.
    let _ = js_sys::Reflect::set(&all, &JsValue::from_str(which), &JsValue::UNDEFINED);
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Fetches a page of the site; `file` is relative to the page's base.
///
/// # Errors
/// No network, or a status other than success.
pub async fn fetch_page(file: &str, freshness: Freshness) -> Result<String, LoadError> {
    let response = answer(file, freshness).await?;
    let text = response.text().await;
    text.map_err(|_| failed(file, LoadCause::Network))
}

async fn answer(file: &str, freshness: Freshness) -> Result<Response, LoadError> {
    let cache = match freshness {
        Freshness::Cached => RequestCache::Default,
        Freshness::Fresh => RequestCache::Reload,
    };
    let response = Request::get(file)
        .cache(cache)
        .send()
        .await
        .map_err(|_| failed(file, LoadCause::Network))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(failed(file, LoadCause::Status(response.status())))
    }
}

fn failed(file: &str, cause: LoadCause) -> LoadError {
    LoadError {
        file: file.to_owned(),
        cause,
    }
}
