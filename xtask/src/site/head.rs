//! The head of a page: what search engines, other sites and feed readers learn of it.

use std::fmt::Write;

use sanctuary_atlas::{
    data::Place,
    state::{
        Language,
        url::{self, Address, Route},
    },
    ui::Summary,
};
use serde_json::{Value, json};

use super::xml::escape;
use crate::cli::PublicUrl;

/// Size of the pictures that unfurled links show, pixels.
pub const PICTURE: (u32, u32) = (1200, 630);

/// What differs in the heads of pages.
pub struct Head {
    pub title: String,
    pub description: String,
    /// Further tags, one a line.
    pub tags: String,
}

/// A page of the app in one language, or a place's card.
pub struct Page<'a> {
    pub url: &'a PublicUrl,
    pub language: Language,
    /// Name of the Atlas in that language.
    pub atlas: &'a str,
    /// The card that other sites show, relative to the site and without extension.
    pub card: Option<String>,
}

/// The link of a page, relative to the site.
pub fn link(route: Route, language: Language) -> String {
    url::write(&Address {
        route,
        language: (language != Language::English).then_some(language),
        ..Address::default()
    })
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::English => "en_US",
        Language::French => "fr_FR",
        Language::Spanish => "es_ES",
    }
}

impl Page<'_> {
    /// The map's page.
    pub fn map_head(&self, tagline: &str, description: &str) -> Head {
        let title = format!("{} · {tagline}", self.atlas);
        let mut tags = self.addresses(Route::Map);
        self.unfurled(&mut tags, Route::Map, &title, description);
        self.feed(&mut tags);
        Head {
            title,
            description: description.to_owned(),
            tags,
        }
    }

    /// A page of text.
    pub fn text_head(&self, route: Route, title: &str, description: &str) -> Head {
        let mut tags = self.addresses(route.clone());
        self.unfurled(&mut tags, route, title, description);
        self.feed(&mut tags);
        Head {
            title: format!("{title} · {}", self.atlas),
            description: description.to_owned(),
            tags,
        }
    }

    /// A place's page. `place`: the one that its id or retired id leads to.
    pub fn place_head(&self, place: &Place, summary: &Summary, language_of_record: &str) -> Head {
        let route = Route::Place(place.id.clone());
        let title = format!("{} · {}", summary.name, self.atlas);
        let description = format!("{} ({}): {}", summary.name, summary.place, summary.text);
        let mut tags = self.addresses(route.clone());
        if let Some(oembed) = self.url.absolute(&oembed_link(&place.id, self.language)) {
            let _ = writeln!(
                tags,
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">",
                escape(&oembed),
                escape(&title)
            );
        }
        let unfurled_title = format!("{}: {}", summary.name, summary.finding);
        self.unfurled(&mut tags, route.clone(), &unfurled_title, &description);
        let siblings =
            SIBLINGS.map(|(extension, kind)| (format!("place/{}.{extension}", place.id), kind));
        for (file, kind) in siblings.into_iter().chain(self.own_card(place)) {
            let _ = writeln!(
                tags,
                "<link rel=\"alternate\" type=\"{kind}\" href=\"{file}\">"
            );
        }
        self.feed(&mut tags);
        let data = self.linked_data(
            place,
            summary,
            &link(route, self.language),
            language_of_record,
        );
        // `<` could end the script.
        let data = data.to_string().replace('<', "\\u003c");
        let _ = write!(tags, "<script type=\"application/ld+json\">{data}</script>");
        Head {
            title,
            description,
            tags,
        }
    }

    /// The card as files, if it is the place's own and not that of one above it.
    fn own_card(&self, place: &Place) -> impl Iterator<Item = (String, &'static str)> {
        let ending = format!("place/{}", place.id);
        let card = self.card.as_ref().filter(|card| card.ends_with(&ending));
        card.into_iter().flat_map(|card| {
            CARD_FORMS.map(|(extension, kind)| (format!("{card}.{extension}"), kind))
        })
    }

    /// The page that a card is a part of.
    pub fn card_head(&self, place: &Place, summary: &Summary) -> Head {
        let full = link(Route::Place(place.id.clone()), self.language);
        let tags = self
            .url
            .absolute(&full)
            .map(|full| format!("<link rel=\"canonical\" href=\"{}\">", escape(&full)));
        Head {
            title: format!("{} · {}", summary.name, self.atlas),
            description: String::new(),
            tags: tags.unwrap_or_default(),
        }
    }

    /// Canonical address, and the same page in other languages.
    fn addresses(&self, route: Route) -> String {
        let mut tags = String::new();
        let absolute = |language| self.url.absolute(&link(route.clone(), language));
        if let Some(own) = absolute(self.language) {
            let _ = writeln!(tags, "<link rel=\"canonical\" href=\"{}\">", escape(&own));
        }
        let versions = Language::ALL
            .map(|language| (language.tag(), language))
            .into_iter()
            .chain([("x-default", Language::English)]);
        for (tag, language) in versions {
            if let Some(address) = absolute(language) {
                let _ = writeln!(
                    tags,
                    "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\">",
                    escape(&address)
                );
            }
        }
        tags
    }

    /// Open Graph (ogp.me) and its picture; Twitter reads the same but for the kind of card.
    fn unfurled(&self, tags: &mut String, route: Route, title: &str, text: &str) {
        let mut property = |name: &str, value: &str| {
            let _ = writeln!(
                tags,
                "<meta property=\"{name}\" content=\"{}\">",
                escape(value)
            );
        };
        property("og:type", "website");
        property("og:site_name", self.atlas);
        property("og:title", title);
        property("og:description", text);
        property("og:locale", locale(self.language));
        if let Some(own) = self.url.absolute(&link(route, self.language)) {
            property("og:url", &own);
        }
        let picture = self.card.as_ref().map(|card| format!("{card}.png"));
        let Some(picture) = picture.and_then(|picture| self.url.absolute(&picture)) else {
            tags.push_str("<meta name=\"twitter:card\" content=\"summary\">\n");
            return;
        };
        property("og:image", &picture);
        property("og:image:type", "image/png");
        property("og:image:width", &PICTURE.0.to_string());
        property("og:image:height", &PICTURE.1.to_string());
        property("og:image:alt", title);
        tags.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
        for (name, value) in [
            ("title", title),
            ("description", text),
            ("image", &picture),
            ("image:alt", title),
        ] {
            let _ = writeln!(
                tags,
                "<meta name=\"twitter:{name}\" content=\"{}\">",
                escape(value)
            );
        }
    }

    fn feed(&self, tags: &mut String) {
        if self.url.absolute("").is_none() {
            return;
        }
        let _ = writeln!(
            tags,
            "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\" title=\"{}\">",
            feed_link(self.language),
            escape(self.atlas)
        );
    }

    /// schema.org: the page, the place it is about, and the data set that it is a part of.
    fn linked_data(
        &self,
        place: &Place,
        summary: &Summary,
        own: &str,
        language_of_record: &str,
    ) -> Value {
        let address = |link: &str| {
            self.url
                .absolute(link)
                .unwrap_or_else(|| format!("{}{link}", self.url.as_str()))
        };
        let own = address(own);
        let distribution: Vec<Value> = SIBLINGS
            .iter()
            .map(|(extension, kind)| {
                json!({
                    "@type": "DataDownload",
                    "encodingFormat": kind,
                    "contentUrl": address(&format!("place/{}.{extension}", place.id)),
                })
            })
            .collect();
        let mut data = json!({
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "WebPage",
                    "@id": own,
                    "url": own,
                    "name": format!("{} · {}", summary.name, self.atlas),
                    "description": summary.text,
                    "inLanguage": self.language.tag(),
                    "about": { "@id": format!("{own}#place") },
                    "mainEntity": { "@id": format!("{own}#data") },
                },
                {
                    "@type": if place.shape.is_some() { "AdministrativeArea" } else { "City" },
                    "@id": format!("{own}#place"),
                    "name": summary.name,
                    "description": summary.place,
                },
                {
                    "@type": "Dataset",
                    "@id": format!("{own}#data"),
                    "name": format!("{}: {}", self.atlas, summary.name),
                    "description": format!("{} ({}): {}", summary.name, summary.place, summary.text),
                    "inLanguage": language_of_record,
                    "license": "https://creativecommons.org/licenses/by/4.0/",
                    "creator": { "@type": "Organization", "name": self.atlas },
                    "isAccessibleForFree": true,
                    "spatialCoverage": { "@id": format!("{own}#place") },
                    "distribution": distribution,
                },
            ],
        });
        if let Some(card) = &self.card {
            data["@graph"][0]["image"] = address(&format!("{card}.png")).into();
        }
        data
    }
}

/// Files beside a place's page that hold the same facts, and what they are.
pub const SIBLINGS: [(&str, &str); 3] = [
    ("json", "application/json"),
    ("csv", "text/csv"),
    ("geojson", "application/geo+json"),
];

/// Forms of a card.
const CARD_FORMS: [(&str, &str); 2] = [("svg", "image/svg+xml"), ("png", "image/png")];

/// The oEmbed answer for a place's page.
pub fn oembed_link(id: &str, language: Language) -> String {
    format!("oembed/{}/{id}.json", language.tag())
}

/// The feed in a language.
pub fn feed_link(language: Language) -> String {
    match language {
        Language::English => "feed.atom".to_owned(),
        other => format!("{}/feed.atom", other.tag()),
    }
}
