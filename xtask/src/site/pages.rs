//! A page for each address of the app, so that deep links work on servers that know no rewrite
//! rules, with the text of its place, so that it can be read without the app.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

use anyhow::{Context, ensure};
use sanctuary_atlas::{
    data::{Place, PlaceIndex, TenureFile},
    state::{
        Language,
        url::{Route, TextPage},
    },
    ui::{AtlasWords, StillPages, Texts},
};

use super::{
    atlas::Loaded,
    cards::{self, Detail},
    compress,
    feed::{self, Words},
    head::{self, Head, Page},
    oembed,
    pictures::{self, Kept},
    siblings::{self, Geometries},
    sitemap,
    template::{Block, Template},
};
use crate::cli::{Cards, PublicUrl};

/// The folders below the top that hold pages, as `_headers` must know them.
pub const FOLDERS: [&str; 20] = [
    "share",
    "list",
    "lists",
    "places",
    "evidence",
    "arguments",
    "law",
    "definitions",
    "timeline",
    "glossary",
    "about",
    "table",
    "compare",
    "place",
    "embed",
    "embed/place",
    "fr",
    "es",
    "fr/place",
    "es/place",
];

/// As many as there are cores.
fn threads() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

/// The forms of a file: as it is, and compressed.
const FORMS: [&str; 3] = ["", ".br", ".gz"];

/// Below this length a compressed form saves no packet, bytes.
const WORTH_COMPRESSING: usize = 1200;

/// What all pages are made from.
pub struct Source<'a> {
    pub template: &'a Template,
    pub loaded: &'a Loaded,
    pub geometries: &'a Geometries,
    /// Where these pages lie.
    pub url: &'a PublicUrl,
    /// What other sites are told: for a kept version, where today's pages lie.
    pub told: &'a PublicUrl,
    /// The folder that keeps these data, if the host keeps versions.
    pub version: Option<&'a str>,
    /// Ids that have a page, retired ones among them.
    pub ids: &'a [String],
    /// Whether places without anything on file have no page of their own.
    pub only_on_file: bool,
    /// Whether files get compressed forms beside them.
    pub compressed: bool,
    pub cards: Cards,
    /// Where drawn cards are kept for the next build.
    pub kept_cards: &'a Path,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    pub pages: usize,
    pub bytes: usize,
    /// Cards of places, and their bytes as drawn and as pixels.
    pub cards: usize,
    pub card_bytes: usize,
}

impl Written {
    fn add(&mut self, bytes: usize) {
        self.pages += 1;
        self.bytes += bytes;
    }
}

/// Writes all pages, and what goes with them, below `root`.
pub fn write(root: &Path, source: &Source<'_>) -> anyhow::Result<Written> {
    for id in source.ids {
        ensure!(
            is_folder_name(id),
            "the id \"{id}\" cannot be part of an address: only a-z, 0-9 and - can"
        );
    }
    let mut written = write_maps(root, source)?;
    write_texts(root, source, &mut written)?;
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..threads() {
            scope.spawn(|| {
                let result = write_places(root, source, &next);
                if let Ok(mut results) = results.lock() {
                    results.push(result);
                }
            });
        }
    });
    for result in results.into_inner().unwrap_or_default() {
        let of_thread = result?;
        written.pages += of_thread.pages;
        written.bytes += of_thread.bytes;
        written.cards += of_thread.cards;
        written.card_bytes += of_thread.card_bytes;
    }
    Ok(written)
}

/// The map's pages, `404.html`, feeds, and what crawlers ask for.
fn write_maps(root: &Path, source: &Source<'_>) -> anyhow::Result<Written> {
    let Loaded { world, parts, .. } = source.loaded;
    let nothing = TenureFile { places: Vec::new() };
    let still = StillPages::new(source.url.as_str(), world.clone(), HashMap::new(), nothing);
    let mut written = Written::default();
    if source.cards != Cards::None {
        write_map_cards(root, source, &still)?;
    }
    for language in Language::ALL {
        let words = still.words(language);
        let page = Page {
            url: source.told,
            language,
            atlas: words.atlas,
            card: map_card(source, language),
        };
        let head = page.map_head(words.tagline, words.description);
        let html = source
            .template
            .page(language, &head, Block::Map(&still.map(language)))?;
        let folder = match language {
            Language::English => root.to_owned(),
            other => root.join(other.tag()),
        };
        let file = folder.join("index.html");
        write_file(&file, html.as_bytes(), source.compressed)?;
        written.add(html.len());
        link_page(&file, &embed_folder(root, language))?;
        if language == Language::English {
            for form in FORMS {
                let page = root.join(format!("index.html{form}"));
                if page.is_file() {
                    same_file(&page, &root.join(format!("404.html{form}")))?;
                }
            }
        }
        let form = still.share_form(
            language,
            still.date(language),
            source.version.map(str::to_owned),
            pictures::all(source.cards, &world.atlas, language).join(" "),
        );
        let head = Head {
            title: words.atlas.to_owned(),
            description: String::new(),
            tags: String::new(),
        };
        let form = source
            .template
            .card(source.url.as_str(), language, &head, &form);
        write_file(
            &root.join("share").join(format!("{}.html", language.tag())),
            form.as_bytes(),
            source.compressed,
        )?;
        let words = Words {
            atlas: words.atlas,
            tagline: words.tagline,
            adopted: words.adopted,
            ended: words.ended,
            event: &|kind| still.event_kind(language, kind),
        };
        if let Some(feed) = feed::text(source.told, language, &words, world, parts) {
            write_file(
                &root.join(head::feed_link(language)),
                feed.as_bytes(),
                source.compressed,
            )?;
        }
    }
    let on_file = world.atlas.places.iter().filter(|place| place.has_record());
    let on_file = on_file.map(|place| place.id.as_str());
    let lists = source.loaded.lists.lists.iter().map(|of| &of.list.id);
    let texts = TextPage::CONTENTS
        .into_iter()
        .chain(lists.cloned().map(TextPage::List));
    let texts: Vec<TextPage> = texts.collect();
    if let Some(sitemap) = sitemap::sitemap(source.told, &texts, on_file) {
        write_file(
            &root.join("sitemap.xml"),
            sitemap.as_bytes(),
            source.compressed,
        )?;
    }
    fs::write(root.join("robots.txt"), sitemap::robots(source.told))?;
    Ok(written)
}

/// The pages of text, and one for each list, under its retired ids too; the table, and the page that places are compared
/// on.
fn write_texts(root: &Path, source: &Source<'_>, written: &mut Written) -> anyhow::Result<()> {
    let loaded = source.loaded;
    let nothing = TenureFile { places: Vec::new() };
    let still = StillPages::new(
        source.url.as_str(),
        loaded.world.clone(),
        HashMap::new(),
        nothing,
    );
    let texts = Texts {
        lists: loaded.lists.clone(),
        background: loaded.background.clone(),
        figures: loaded.figures.clone(),
    };
    let pages = TextPage::CONTENTS
        .into_iter()
        .map(|page| (Route::Text(page.clone()), Route::Text(page), None));
    let lists = loaded.lists.lists.iter().flat_map(|of| {
        let ids = std::iter::once(&of.list.id).chain(&of.list.aliases);
        ids.map(|id| {
            let own = TextPage::List(of.list.id.clone());
            (
                Route::Text(TextPage::List(id.clone())),
                Route::Text(own),
                Some(of.list.means.as_str()),
            )
        })
    });
    let of_app = [Route::Table, Route::Compare(Vec::new())];
    let of_app = of_app.map(|route| (route.clone(), route, None));
    for (route, own, means) in pages.chain(lists).chain(of_app) {
        for language in Language::ALL {
            let words = still.words(language);
            let (title, html) = match &route {
                Route::Text(page) => still.text(&texts, page, language),
                route => still.of_app(route, language),
            };
            let head = Page {
                url: source.told,
                language,
                atlas: words.atlas,
                card: map_card(source, language),
            };
            let description = means.unwrap_or(words.description);
            let head = head.text_head(own.clone(), &title, description);
            let html = source.template.page(language, &head, Block::Text(&html))?;
            let link = head::link(route.clone(), language);
            let file = root.join(link).join("index.html");
            write_file(&file, html.as_bytes(), source.compressed)?;
            written.add(html.len());
            let path = head::link(route.clone(), Language::English);
            link_page(&file, &embed_folder(root, language).join(path))?;
        }
    }
    Ok(())
}

/// The map's cards. Draws one of them anew, to tell how long the others will take.
fn write_map_cards(root: &Path, source: &Source<'_>, still: &StillPages) -> anyhow::Result<()> {
    let painter = cards::Painter::new()?;
    let mut seconds = 0.0;
    for language in Language::ALL {
        let (words, date) = (still.words(language), still.date(language));
        let tagline = words.tagline;
        let words = card_words(language, &words, &date);
        let draw = |detail| painter.map(&source.loaded.world, tagline, &words, detail);
        if language == Language::English {
            let started = Instant::now();
            painter.png(&draw(Detail::Full))?;
            seconds = started.elapsed().as_secs_f64();
        }
        write_card(root, source, &painter, &pictures::map_link(language), draw)?;
    }
    let places = &source.loaded.world.atlas.places;
    let count: usize = Language::ALL
        .map(|language| {
            let has_card = |place: &&Place| pictures::has_card(source.cards, place, language);
            places.iter().filter(has_card).count()
        })
        .iter()
        .sum();
    println!(
        "Drawing {count} cards for links on other sites: about {:.0} s if none is kept from an earlier build.",
        seconds * count as f64 / threads() as f64
    );
    Ok(())
}

/// The map's card, for pages that are not about a place.
fn map_card(source: &Source<'_>, language: Language) -> Option<String> {
    (source.cards != Cards::None).then(|| pictures::map_link(language))
}

/// Takes ids, one after the other, until there are no more.
fn write_places(root: &Path, source: &Source<'_>, next: &AtomicUsize) -> anyhow::Result<Written> {
    let Loaded {
        world,
        parts,
        tenures,
        ..
    } = source.loaded;
    let still = StillPages::new(
        source.url.as_str(),
        world.clone(),
        parts.clone(),
        tenures.clone(),
    );
    let painter = cards::Painter::new()?;
    let mut written = Written::default();
    while let Some(id) = source.ids.get(next.fetch_add(1, Ordering::Relaxed)) {
        let Some((number, place)) = still.place(id) else {
            continue;
        };
        let is_retired = *id != place.id;
        if !is_retired {
            for bytes in write_cards(root, source, &painter, &still, number, &place)? {
                written.cards += 1;
                written.card_bytes += bytes;
            }
        }
        if source.only_on_file && !place.has_record() {
            continue;
        }
        for language in Language::ALL {
            written.add(write_place(root, source, &still, id, &place, language)?);
        }
        if !is_retired {
            write_siblings(root, source, &place)?;
        }
    }
    Ok(written)
}

/// A place's page, its embed, its card, and the oEmbed answer; returns the page's length.
fn write_place(
    root: &Path,
    source: &Source<'_>,
    still: &StillPages,
    id: &str,
    place: &Place,
    language: Language,
) -> anyhow::Result<usize> {
    let Some(summary) = still.summary(id, language) else {
        return Ok(0);
    };
    let atlas = still.words(language).atlas;
    let page = Page {
        url: source.told,
        language,
        atlas,
        card: pictures::shown(source.cards, &source.loaded.world.atlas, place, language),
    };
    let head = page.place_head(place, &summary, RECORD_LANGUAGE);
    let html = source
        .template
        .page(language, &head, Block::Place(&still.page(id, language)))?;
    let own_folder = match language {
        Language::English => root.to_owned(),
        other => root.join(other.tag()),
    };
    let file = own_folder.join("place").join(id).join("index.html");
    write_file(&file, html.as_bytes(), source.compressed)?;
    let embed = embed_folder(root, language);
    link_page(&file, &embed.join("place").join(id))?;

    // Nobody embeds that nothing is on file; who asks for it gets the app.
    if place.has_record() {
        let card = source.template.card(
            source.url.as_str(),
            language,
            &page.card_head(place, &summary),
            &still.card(id, language),
        );
        let card_file = embed.join("card").join(id).join("index.html");
        write_file(&card_file, card.as_bytes(), source.compressed)?;
    }

    if *id == place.id
        && let Some(answer) = oembed::answer(
            source.told,
            id,
            language,
            &summary,
            atlas,
            page.card.as_deref(),
        )
    {
        let file = root.join(head::oembed_link(id, language));
        write_file(&file, answer.to_string().as_bytes(), false)?;
    }
    Ok(html.len())
}

fn write_siblings(root: &Path, source: &Source<'_>, place: &Place) -> anyhow::Result<()> {
    let Loaded { world, parts, .. } = source.loaded;
    let part = place.part.and_then(|part| parts.get(&part));
    let above: Vec<&Place> = world.atlas.parents(place).map(|(_, place)| place).collect();
    let link = format!("place/{}", place.id);
    let page = source
        .told
        .absolute(&link)
        .unwrap_or_else(|| format!("{}{link}", source.told.as_str()));
    let facts = siblings::json(place, &above, part, &page);
    let feature = siblings::geojson(place, &facts, source.geometries);
    let texts = [
        ("json", facts.to_string()),
        ("csv", siblings::csv(place, &facts)),
        ("geojson", feature.to_string()),
    ];
    for (extension, text) in texts {
        let file = root.join(format!("place/{}.{extension}", place.id));
        write_file(&file, text.as_bytes(), source.compressed)?;
    }
    Ok(())
}

/// A place's cards, as drawn and as pixels; returns their lengths.
fn write_cards(
    root: &Path,
    source: &Source<'_>,
    painter: &cards::Painter,
    still: &StillPages,
    number: PlaceIndex,
    place: &Place,
) -> anyhow::Result<Vec<usize>> {
    let mut lengths = Vec::new();
    for language in Language::ALL {
        if !pictures::has_card(source.cards, place, language) {
            continue;
        }
        let Some(summary) = still.summary(&place.id, language) else {
            continue;
        };
        let (words, date) = (still.words(language), still.date(language));
        let words = card_words(language, &words, &date);
        let world = &source.loaded.world;
        let draw = |detail| painter.place(world, number, place, &summary, &words, detail);
        let link = pictures::link(&place.id, language);
        lengths.push(write_card(root, source, painter, &link, draw)?);
    }
    Ok(lengths)
}

fn card_words<'a>(language: Language, words: &AtlasWords, date: &'a str) -> cards::Words<'a> {
    cards::Words {
        language: language.tag(),
        atlas: words.atlas,
        date,
        credits: words.credits,
    }
}

/// Writes a card; returns the length of both forms.
fn write_card(
    root: &Path,
    source: &Source<'_>,
    painter: &cards::Painter,
    link: &str,
    draw: impl Fn(Detail) -> String,
) -> anyhow::Result<usize> {
    let svg = draw(Detail::Full);
    let pixels = Kept::in_folder(source.kept_cards)
        .png(painter, &svg, draw)
        .with_context(|| format!("cannot draw {link}.png"))?;
    write_file(
        &root.join(format!("{link}.svg")),
        svg.as_bytes(),
        source.compressed,
    )?;
    write_file(&root.join(format!("{link}.png")), &pixels, false)?;
    Ok(svg.len() + pixels.len())
}

fn embed_folder(root: &Path, language: Language) -> PathBuf {
    match language {
        Language::English => root.join("embed"),
        other => root.join("embed").join(other.tag()),
    }
}

/// Language that titles, summaries and notes of the record are written in.
const RECORD_LANGUAGE: &str = "en";

/// Whether an id can be part of an address.
pub fn is_folder_name(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Writes a file and, where that makes it smaller, its compressed forms.
fn write_file(file: &Path, bytes: &[u8], compressed: bool) -> anyhow::Result<()> {
    let write = || -> anyhow::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, bytes)?;
        if compressed && bytes.len() > WORTH_COMPRESSING {
            for (extension, compressed) in compress::quickly(bytes)? {
                if compressed.len() < bytes.len() {
                    let mut name = file.as_os_str().to_owned();
                    name.push(format!(".{extension}"));
                    fs::write(name, compressed)?;
                }
            }
        }
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", file.display()))
}

/// Lets a folder's page be that of another one.
fn link_page(page: &Path, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for form in FORMS {
        let mut from = page.as_os_str().to_owned();
        from.push(form);
        let from = PathBuf::from(from);
        if from.is_file() {
            same_file(&from, &folder.join(format!("index.html{form}")))?;
        }
    }
    Ok(())
}

/// Thousands of pages with the same content: links cost neither space nor time. Where the disk
/// knows no (more) links, a copy is as good.
pub fn same_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    let linked = match fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::copy(from, to).map(drop),
        linked => linked,
    };
    linked.with_context(|| format!("cannot write {}", to.display()))
}
