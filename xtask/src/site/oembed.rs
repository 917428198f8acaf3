//! oEmbed (oembed.com): the answer to "how do I show this link?", as a file for each place and language.
//!
//! A file cannot honour `maxwidth`; hosts make the frame as wide as they like, and it follows.
//! WordPress keeps the blockquote as a fallback, adds `sandbox="allow-scripts"` and a secret to the
//! frame, and follows the height that the frame tells it, between 200 and 1000 pixels.

use sanctuary_atlas::{
    state::{
        Language,
        url::{self, Address, Route},
    },
    ui::Summary,
};
use serde_json::{Value, json};

use super::{
    head::{self, PICTURE},
    xml::escape,
};
use crate::cli::PublicUrl;

/// Size of the frame before it tells its height, pixels.
const SIZE: (u32, u32) = (600, 640);

/// The answer; none where the site's own address is not known.
pub fn answer(
    url: &PublicUrl,
    id: &str,
    language: Language,
    summary: &Summary,
    atlas: &str,
    card: Option<&str>,
) -> Option<Value> {
    let route = Route::Place(id.to_owned());
    let page = url.absolute(&head::link(route.clone(), language))?;
    let mut address = Address {
        route,
        embed: true,
        language: Some(language),
        ..Address::default()
    };
    address.frame.follows_height = true;
    let frame = url.absolute(&url::write(&address))?;
    let title = format!("{} · {atlas}", summary.name);
    let html = format!(
        "<blockquote><a href=\"{page}\">{name}</a>: {finding}</blockquote>\
         <iframe src=\"{frame}\" width=\"{}\" height=\"{}\" title=\"{name}\" frameborder=\"0\" sandbox=\"allow-scripts allow-popups \
         allow-popups-to-escape-sandbox\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>",
        SIZE.0,
        SIZE.1,
        page = escape(&page),
        frame = escape(&frame),
        name = escape(&title),
        finding = escape(&summary.finding),
    );
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": atlas,
        "author_url": url.absolute("")?,
        "provider_name": atlas,
        "provider_url": url.absolute("")?,
        "cache_age": 86_400,
        "html": html,
        "width": SIZE.0,
        "height": SIZE.1,
    });
    if let Some(card) = card {
        answer["thumbnail_url"] = url.absolute(&format!("{card}.png"))?.into();
        answer["thumbnail_width"] = PICTURE.0.into();
        answer["thumbnail_height"] = PICTURE.1.into();
    }
    Some(answer)
}
