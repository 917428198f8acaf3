//! The address of a state: the only place that reads or writes paths and queries.
//!
//! Paths: `` (the map), `place/<id>`, `embed`, `embed/place/<id>`, `compare/<id>+<id>`, `table`, and the
//! pages of text (`lists`, `list/<id>`, `evidence` ...; see [`TextPage`]), all relative to the site's base.
//! A language that has pages of its own stands before them (`fr/place/<id>`, `embed/fr/place/<id>`),
//! so that a link unfurls in it; English is what pages are written in, `lang=en` insists on it.
//! The query says only what differs from the default: `lang`, `theme`, what the map shows (`lens`, `date`, and the
//! filters: see `state/explore_link.rs`), `view=x,y,zoom`, for the table `rows=policies`
//! and `sort=<column>` (`sort=-<column>` the other way round), and for embeds `hide=title,legend,panel` and `height=auto`.
//! Forms that links had once are turned into today's by `state/old_links.rs`.

use super::{
    Language,
    explore_link::{self, Explored},
    old_links,
};
use crate::{
    domain::{PartialDate, decimal},
    explore::{Column, Filters, Lens, Order},
    geo::{Arrangement, Sheet, View},
    scene::Theme,
};

/// Everything that a link says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Address {
    pub route: Route,
    /// Without the chrome, for iframes.
    pub embed: bool,
    /// What an embed leaves out, and whether its host follows its height.
    pub frame: Frame,
    /// Interface language, if the link chooses one.
    pub language: Option<Language>,
    /// Colour scheme, if the link pins one.
    pub theme: Option<Theme>,
    /// Part of the sheet, if not the usual one.
    pub view: Option<ViewPoint>,
    /// What colours mean.
    pub lens: Lens,
    /// The date shown, if not the day of the record.
    pub date: Option<PartialDate>,
    /// Which places are shown.
    pub filters: Filters,
    /// Whether meridians and parallels are drawn.
    pub graticule: bool,
    pub table: TableView,
}

/// How the table shows its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableView {
    /// Rows are policies rather than places.
    pub of_policies: bool,
    pub order: Order,
}

impl TableView {
    fn read_order(&mut self, value: &str) -> Option<()> {
        let code = value.strip_prefix('-');
        self.order = Order {
            column: Column::from_code(code.unwrap_or(value))?,
            is_descending: code.is_some(),
        };
        Some(())
    }

    fn read_rows(&mut self, value: &str) -> Option<()> {
        self.of_policies = value == "policies";
        self.of_policies.then_some(())
    }

    fn parameters(self) -> Vec<String> {
        let mut parameters = Vec::new();
        if self.of_policies {
            parameters.push("rows=policies".to_owned());
        }
        let Order {
            column,
            is_descending,
        } = self.order;
        if self.order != Order::default() {
            let sign = if is_descending { "-" } else { "" };
            parameters.push(format!("sort={sign}{}", column.code()));
        }
        parameters
    }
}

/// How an embed fits into its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Parts that are left out, in the order of [`Part::ALL`].
    hidden: [bool; Part::ALL.len()],
    /// The text of a place alone, without a map.
    pub card: bool,
    /// The host follows the height: map, legend and panel stand below each other.
    pub follows_height: bool,
}

/// A part of an embed that can be left out. The source line always stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Title,
    Legend,
    Panel,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Title, Part::Legend, Part::Panel];

    /// Its name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Legend => "legend",
            Part::Panel => "panel",
        }
    }
}

impl Frame {
    pub fn hides(&self, part: Part) -> bool {
        self.hidden[part as usize]
    }

    pub fn set_hidden(&mut self, part: Part, hidden: bool) {
        self.hidden[part as usize] = hidden;
    }

    fn read_hidden(&mut self, value: &str) -> Option<()> {
        for code in value.split(',') {
            let part = Part::ALL.into_iter().find(|part| part.code() == code)?;
            self.set_hidden(part, true);
        }
        Some(())
    }

    /// The codes of the parts that are left out, with commas.
    fn write_hidden(&self) -> String {
        let parts = Part::ALL.into_iter().filter(|&part| self.hides(part));
        parts.map(Part::code).collect::<Vec<_>>().join(",")
    }
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Route {
    #[default]
    Map,
    /// A place, by an id that need not exist.
    Place(String),
    /// Places side by side, by ids that need not exist.
    Compare(Vec<String>),
    /// All that the map shows, as a table.
    Table,
    Text(TextPage),
}

impl Route {
    /// Whether it is a page that stands in the place of the map.
    pub const fn is_page(&self) -> bool {
        matches!(self, Route::Compare(_) | Route::Table | Route::Text(_))
    }
}

/// What stands between the ids of places that are compared.
const BETWEEN: char = '+';

/// A page to read rather than a map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TextPage {
    /// All published lists and networks.
    Lists,
    /// One of them, by an id that need not exist.
    List(String),
    /// All places on file, as a list.
    Places,
    Evidence,
    Arguments,
    Law,
    Definitions,
    Timeline,
    Glossary,
    About,
}

impl TextPage {
    /// The pages that the contents name, in their order.
    pub const CONTENTS: [TextPage; 9] = [
        TextPage::Places,
        TextPage::Lists,
        TextPage::Evidence,
        TextPage::Arguments,
        TextPage::Law,
        TextPage::Definitions,
        TextPage::Timeline,
        TextPage::Glossary,
        TextPage::About,
    ];

    /// The first part of its path.
    pub const fn code(&self) -> &'static str {
        match self {
            TextPage::Lists => "lists",
            TextPage::List(_) => "list",
            TextPage::Places => "places",
            TextPage::Evidence => "evidence",
            TextPage::Arguments => "arguments",
            TextPage::Law => "law",
            TextPage::Definitions => "definitions",
            TextPage::Timeline => "timeline",
            TextPage::Glossary => "glossary",
            TextPage::About => "about",
        }
    }

    fn read(parts: &[String]) -> Option<Self> {
        match parts {
            [page] => Self::CONTENTS
                .into_iter()
                .find(|known| known.code() == page),
            [page, id] if page == "list" => Some(TextPage::List(id.clone())),
            _ => None,
        }
    }
}

/// A view independent of how the continents are arranged: kilometres on the side-by-side sheet,
/// and the zoom of [`View::zoom`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewPoint {
    pub x: f64,
    pub y: f64,
    pub zoom: f64,
}

const WIDE: Sheet = Sheet {
    arrangement: Arrangement::SideBySide,
};

impl ViewPoint {
    pub fn of(view: View, sheet: Sheet) -> Self {
        let (plane, px, py) = sheet.locate(view.x, view.y);
        let (x, y) = WIDE.place(plane, px, py);
        Self {
            x: x.round(),
            y: y.round(),
            zoom: (view.zoom() * 100.0).round() / 100.0,
        }
    }

    pub fn on(self, sheet: Sheet) -> View {
        let (plane, px, py) = WIDE.locate(self.x, self.y);
        let (x, y) = sheet.place(plane, px, py);
        View {
            x,
            y,
            scale: View::scale_of_zoom(self.zoom),
        }
    }
}

/// A part of a link that was not understood, as shown to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    UnknownPage { path: String },
    UnknownParameter { name: String },
    BadParameter { name: String, value: String },
}

/// Parameters that other sites append to links; dropped without a word. The last four are what
/// pym.js tells a frame.
const FOREIGN: [&str; 12] = [
    "fbclid",
    "gclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref",
    "cmpid",
    "smid",
    "childId",
    "initialWidth",
    "parentTitle",
    "parentUrl",
];
/// Longest part of a link that is repeated in a notice, characters.
const LONGEST_QUOTE: usize = 60;

/// Reads a path (relative to the base, without a leading slash) and a query (with or without `?`).
pub fn read(path: &str, query: &str) -> (Address, Vec<Misread>) {
    let mut address = Address::default();
    let mut misread = Vec::new();
    read_path(path, &mut address, &mut misread);
    let pairs = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    });
    let mut explored = Explored::default();
    for (name, value) in old_links::migrated(pairs.collect()) {
        let understood = match name.as_str() {
            "lang" => Language::from_tag(&value).map(|language| address.language = Some(language)),
            "theme" => theme(&value).map(|theme| address.theme = Some(theme)),
            "view" => view(&value).map(|view| address.view = Some(view)),
            "graticule" => (value == "1").then(|| address.graticule = true),
            "rows" if address.route == Route::Table => address.table.read_rows(&value),
            "sort" if address.route == Route::Table => address.table.read_order(&value),
            "hide" if address.embed => address.frame.read_hidden(&value),
            "height" if address.embed => {
                (value == "auto").then(|| address.frame.follows_height = true)
            }
            name if explore_link::PARAMETERS.contains(&name) => explored.read(name, &value),
            _ if FOREIGN.contains(&name.as_str()) || name.starts_with("utm_") => Some(()),
            _ => {
                misread.push(Misread::UnknownParameter { name: quote(&name) });
                Some(())
            }
        };
        if understood.is_none() {
            misread.push(Misread::BadParameter {
                name: quote(&name),
                value: quote(&value),
            });
        }
    }
    if let Some(value) = explored.finish(&mut address) {
        misread.push(Misread::BadParameter {
            name: explore_link::CLASSES.to_owned(),
            value: quote(&value),
        });
    }
    (address, misread)
}

fn read_path(path: &str, address: &mut Address, misread: &mut Vec<Misread>) {
    let trimmed = path
        .trim_matches('/')
        .trim_end_matches("index.html")
        .trim_end_matches('/');
    let raw: Vec<&str> = trimmed.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<String> = raw.iter().copied().map(decode).collect();
    let mut rest: &[String] = &parts;
    if let [first, after @ ..] = rest
        && first == "embed"
    {
        address.embed = true;
        rest = after;
    }
    if let [first, after @ ..] = rest
        && let Some(language) = Language::ALL.into_iter().find(|l| l.tag() == first)
    {
        address.language = Some(language);
        rest = after;
    }
    match rest {
        [] => {}
        [page, id] if page == "place" => address.route = Route::Place(id.clone()),
        [page] if page == "table" => address.route = Route::Table,
        [page] if page == "compare" => address.route = Route::Compare(Vec::new()),
        [page, _] if page == "compare" => {
            // The signs between the ids mean themselves only before the ids are decoded.
            let ids = raw.last().copied().unwrap_or_default().split(BETWEEN);
            let ids = ids.map(decode).filter(|id| !id.is_empty());
            address.route = Route::Compare(ids.collect());
        }
        // Cards are pages of their own; where one is missing, the app shows the place on the map.
        [page, id] if page == "card" && address.embed => {
            address.route = Route::Place(id.clone());
            address.frame.card = true;
        }
        _ => match TextPage::read(rest) {
            Some(page) => address.route = Route::Text(page),
            None => misread.push(Misread::UnknownPage {
                path: quote(&parts.join("/")),
            }),
        },
    }
}

fn theme(value: &str) -> Option<Theme> {
    match value {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

fn view(value: &str) -> Option<ViewPoint> {
    let mut numbers = value.split(',').map(decimal::read);
    let view = ViewPoint {
        x: numbers.next()??,
        y: numbers.next()??,
        zoom: numbers.next()??,
    };
    let plausible = view.x.abs() < 1e5 && view.y.abs() < 1e5 && (0.0..=20.0).contains(&view.zoom);
    (plausible && numbers.next().is_none()).then_some(view)
}

/// Writes the path and query of an address, relative to the base.
pub fn write(address: &Address) -> String {
    let mut path = Vec::new();
    if address.embed {
        path.push("embed".to_owned());
    }
    path.extend(page_language(address.language).map(|language| language.tag().to_owned()));
    match &address.route {
        Route::Map => {}
        Route::Place(id) => {
            let is_card = address.embed && address.frame.card;
            path.push(if is_card { "card" } else { "place" }.to_owned());
            path.push(encode(id));
        }
        Route::Compare(ids) => {
            path.push("compare".to_owned());
            if !ids.is_empty() {
                let ids: Vec<String> = ids.iter().map(|id| encode(id)).collect();
                path.push(ids.join("+"));
            }
        }
        Route::Table => path.push("table".to_owned()),
        Route::Text(page) => {
            path.push(page.code().to_owned());
            if let TextPage::List(id) = page {
                path.push(encode(id));
            }
        }
    }
    let mut link = path.join("/");
    let mut parameters = Vec::new();
    if address.language == Some(Language::English) {
        parameters.push("lang=en".to_owned());
    }
    parameters.extend(address.theme.map(|theme| {
        format!(
            "theme={}",
            if theme == Theme::Dark {
                "dark"
            } else {
                "light"
            }
        )
    }));
    parameters.extend(explore_link::write(address));
    parameters.extend(address.view.map(|view| {
        format!(
            "view={},{},{}",
            decimal::write(view.x),
            decimal::write(view.y),
            decimal::write(view.zoom)
        )
    }));
    if address.graticule {
        parameters.push("graticule=1".to_owned());
    }
    if address.route == Route::Table {
        parameters.extend(address.table.parameters());
    }
    if address.embed {
        let hidden = address.frame.write_hidden();
        if !hidden.is_empty() {
            parameters.push(format!("hide={hidden}"));
        }
        if address.frame.follows_height {
            parameters.push("height=auto".to_owned());
        }
    }
    if !parameters.is_empty() {
        link.push('?');
        link.push_str(&parameters.join("&"));
    }
    link
}

/// The language whose pages stand in a folder of their own: all but English.
fn page_language(language: Option<Language>) -> Option<Language> {
    language.filter(|&language| language != Language::English)
}

/// A short, harmless form of hostile text.
fn quote(text: &str) -> String {
    let mut short: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_QUOTE)
        .collect();
    if text.chars().count() > LONGEST_QUOTE {
        short.push('…');
    }
    short
}

/// Percent-decodes; what is not valid UTF-8 becomes replacement characters.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |byte: u8| (byte as char).to_digit(16);
        match (first, after) {
            (b'%', [high, low, further @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push((hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0)) as u8);
                rest = further;
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encodes all but unreserved characters (RFC 3986).
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(byte as char)
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_a_place_in_french() {
        let (address, misread) = read("place/us-il-chicago/", "?lang=fr&view=500,-20,6.5");
        assert_eq!(address.route, Route::Place("us-il-chicago".into()));
        assert_eq!(address.language, Some(Language::French));
        assert_eq!(
            address.view,
            Some(ViewPoint {
                x: 500.0,
                y: -20.0,
                zoom: 6.5
            })
        );
        assert!(misread.is_empty() && !address.embed);
        assert_eq!(write(&address), "fr/place/us-il-chicago?view=500,-20,6.5");
        assert_eq!(
            read("fr/place/us-il-chicago", "view=500,-20,6.5").0,
            address
        );
    }

    #[test]
    fn english_is_only_insisted_on() {
        let (address, _) = read("en/place/us-il", "");
        assert_eq!(address.language, Some(Language::English));
        assert_eq!(write(&address), "place/us-il?lang=en");
        assert_eq!(write(&read("es", "").0), "es");
    }

    #[test]
    fn embeds_say_how_they_fit_in() {
        let link = "embed/es/place/us-il?theme=dark&hide=title,panel&height=auto";
        let (path, query) = link.split_once('?').unwrap();
        let (address, misread) = read(path, query);
        assert!(misread.is_empty(), "{misread:?}");
        assert!(address.frame.hides(Part::Title) && !address.frame.hides(Part::Legend));
        assert!(address.frame.follows_height && address.embed);
        assert_eq!(write(&address), link);
        let card = read("embed/card/us-il", "").0;
        assert_eq!(card.route, Route::Place("us-il".into()));
        assert_eq!(write(&card), "embed/card/us-il");
        for (path, query) in [
            ("embed", "hide=map"),
            ("embed", "height=3"),
            ("", "hide=title"),
        ] {
            assert_eq!(read(path, query).1.len(), 1, "{path}?{query}");
        }
        // What pym.js adds is nobody's mistake.
        let pym = "initialWidth=640&childId=a&parentTitle=b&parentUrl=c";
        assert!(read("embed", pym).1.is_empty());
    }

    #[test]
    fn the_map_is_the_empty_link() {
        assert_eq!(write(&Address::default()), "");
        for path in ["", "/", "index.html", "/index.html"] {
            assert_eq!(read(path, ""), (Address::default(), vec![]));
        }
        assert_eq!(
            write(&read("embed/place/gb-sct-glasgow/index.html", "").0),
            "embed/place/gb-sct-glasgow"
        );
    }

    #[test]
    fn nonsense_is_noticed_and_ignored() {
        let (address, misread) = read(
            "nowhere/at/all",
            "lang=xx&view=1,2&theme=pink&bogus=1&fbclid=abc&utm_source=x&view=NaN,1,1",
        );
        assert_eq!(address, Address::default());
        assert_eq!(misread.len(), 6, "{misread:?}");
        assert_eq!(
            misread[0],
            Misread::UnknownPage {
                path: "nowhere/at/all".into()
            }
        );
    }

    #[test]
    fn every_page_of_text_has_a_path_of_its_own() {
        let list = TextPage::List("fair-2018".into());
        for page in TextPage::CONTENTS.into_iter().chain([list]) {
            for language in [None, Some(Language::Spanish)] {
                let address = Address {
                    route: Route::Text(page.clone()),
                    language,
                    ..Address::default()
                };
                let link = write(&address);
                assert_eq!(read(&link, ""), (address.clone(), vec![]), "{link}");
                assert_eq!(read(&format!("{link}/"), "").0, address, "{link}/");
            }
        }
        // Links that must go on working.
        for (link, page) in [
            ("lists", TextPage::Lists),
            (
                "list/doj-2025-08-05",
                TextPage::List("doj-2025-08-05".into()),
            ),
            ("places", TextPage::Places),
            ("evidence", TextPage::Evidence),
            ("arguments", TextPage::Arguments),
            ("law", TextPage::Law),
            ("definitions", TextPage::Definitions),
            ("timeline", TextPage::Timeline),
            ("glossary", TextPage::Glossary),
            ("about", TextPage::About),
        ] {
            assert_eq!(read(link, "").0.route, Route::Text(page), "{link}");
        }
        for path in ["list", "lists/fair-2018", "about/us", "place"] {
            assert_eq!(read(path, "").1.len(), 1, "{path}");
        }
    }

    #[test]
    fn places_are_compared_by_their_ids() {
        for (link, ids) in [
            ("compare", vec![]),
            ("compare/us-il-chicago", vec!["us-il-chicago"]),
            (
                "fr/compare/us-il-chicago+gb-sct-glasgow",
                vec!["us-il-chicago", "gb-sct-glasgow"],
            ),
            ("embed/compare/a+b+c+d+e", vec!["a", "b", "c", "d", "e"]),
            ("compare/a%2Bb+%20", vec!["a+b", " "]),
        ] {
            let (address, misread) = read(link, "");
            let ids = ids.into_iter().map(str::to_owned).collect();
            assert_eq!(address.route, Route::Compare(ids), "{link}");
            assert!(misread.is_empty(), "{link}");
            assert_eq!(write(&address), link);
        }
        assert_eq!(
            read("compare/+a++b+/", "").0.route,
            Route::Compare(vec!["a".into(), "b".into()])
        );
        assert_eq!(read("es/table/", "").0.route, Route::Table);
        assert_eq!(write(&read("es/table", "").0), "es/table");
        let (address, misread) = read("table", "sort=-population&rows=policies");
        assert!(misread.is_empty() && address.table.of_policies);
        assert_eq!(write(&address), "table?rows=policies&sort=-population");
        for (path, query) in [
            ("table", "sort=price"),
            ("table", "rows=x"),
            ("", "sort=name"),
        ] {
            assert_eq!(read(path, query).1.len(), 1, "{path}?{query}");
        }
        for path in ["table/us", "compare/a/b"] {
            assert_eq!(read(path, "").1.len(), 1, "{path}");
        }
    }

    #[test]
    fn the_graticule_is_drawn_on_request() {
        let (address, misread) = read("place/us-il", "graticule=1");
        assert!(address.graticule && misread.is_empty());
        assert_eq!(write(&address), "place/us-il?graticule=1");
        assert_eq!(read("", "graticule=yes").1.len(), 1);
    }

    #[test]
    fn markup_in_an_id_stays_text() {
        let (address, _) = read("place/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "");
        assert_eq!(
            address.route,
            Route::Place("<img src=x onerror=alert(1)>".into())
        );
        assert_eq!(read(&write(&address), "").0, address);
    }

    proptest! {
        #[test]
        fn anything_can_be_read(path in "\\PC{0,40}", query in "\\PC{0,80}") {
            let (address, _) = read(&path, &query);
            let link = write(&address);
            let (path, query) = link.split_once('?').unwrap_or((&link, ""));
            let (again, misread) = read(path, query);
            // An id of dots alone is a path segment like any other here.
            prop_assert_eq!(again, address);
            prop_assert!(misread.is_empty());
        }

        #[test]
        fn a_view_means_the_same_in_both_arrangements(x in -4000.0..10000.0f64, y in -2000.0..1500.0f64, zoom in 4.0..11.0f64) {
            let point = ViewPoint { x: x.round(), y: y.round(), zoom: (zoom * 100.0).round() / 100.0 };
            for arrangement in [Arrangement::SideBySide, Arrangement::Stacked] {
                let sheet = Sheet { arrangement };
                let back = ViewPoint::of(point.on(sheet), sheet);
                prop_assert!((back.x - point.x).abs() < 1.5 && (back.y - point.y).abs() < 1.5 && (back.zoom - point.zoom).abs() < 0.011);
            }
        }
    }
}
