//! Fetching runtime files, from the page's own origin only.

use gloo_net::http::{Request, Response};
use serde::de::DeserializeOwned;
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
