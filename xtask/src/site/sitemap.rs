//! What crawlers read first: `sitemap.xml` (sitemaps.org) and `robots.txt`.

use std::fmt::Write;

use sanctuary_atlas::state::{
    Language,
    url::{Route, TextPage},
};

use super::{head::link, xml::escape};
use crate::cli::PublicUrl;

/// Pages of the places with something on file, in every language, the map, the table, and the pages of text. Each page names its own
/// versions in other languages. `ids`: of places on file. None where the site's address is not known.
pub fn sitemap<'a>(
    url: &PublicUrl,
    texts: &[TextPage],
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for language in Language::ALL {
        let routes = ids.clone().map(|id| Route::Place(id.to_owned()));
        let texts = texts.iter().cloned().map(Route::Text);
        for route in [Route::Map, Route::Table]
            .into_iter()
            .chain(texts)
            .chain(routes)
        {
            let page = url.absolute(&link(route, language))?;
            let _ = writeln!(text, "<url><loc>{}</loc></url>", escape(&page));
        }
    }
    text.push_str("</urlset>\n");
    Some(text)
}

/// Everything may be read; frames for other sites are not pages to be found.
pub fn robots(url: &PublicUrl) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(sitemap) = url.absolute("sitemap.xml") {
        let _ = writeln!(text, "Sitemap: {sitemap}");
    }
    text
}
