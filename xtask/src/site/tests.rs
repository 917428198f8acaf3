//! A small site, put together without Trunk.

use super::*;
use crate::data;

/// The smallest record that is whole.
fn data() -> Data {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    data::compile_geodata(
        &root.join("tests/fixtures/rules/base"),
        "2026-11-24".parse().unwrap(),
    )
    .unwrap()
}

#[test]
fn a_site_below_a_folder_has_a_page_for_each_place() {
    let folder = std::env::temp_dir().join(format!("atlas-site-{}", std::process::id()));
    let (stage, out) = (folder.join("stage"), folder.join("target/atlas/sub"));
    fs::create_dir_all(&stage).unwrap();
    let script = "<script type=\"module\" src=\"boot.js\" data-js=\"./app-1a2b3c4d5e6f7081.js\"></script></head>";
    let page = template::tests::PAGE.replace("</head>", script);
    for (name, content) in [
        ("index.html", page.as_str()),
        ("boot.js", "import"),
        ("early.js", "theme"),
        ("icon.svg", "<svg/>"),
        ("style.css", "p{}"),
        ("embed.js", "kept"),
        ("app-1a2b3c4d5e6f7081.js", "export"),
    ] {
        fs::write(stage.join(name), content).unwrap();
    }
    let data = data();
    let project = Project::at(folder.clone());
    let url = PublicUrl::parse_absolute("https://atlas.example/sub/atlas").unwrap();
    let stage = Stage {
        folder: stage,
        is_dev: false,
    };
    assemble(
        &project,
        &stage,
        &data,
        Target::new(&url, Extent::default()),
        &out,
    )
    .unwrap();
    assemble(
        &project,
        &stage,
        &data,
        Target::new(&url, Extent::default()),
        &out,
    )
    .expect("a second time, over the first one");

    let read = |name: &str| {
        fs::read_to_string(out.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let page = read("index.html");
    assert!(page.contains("<base href=\"/sub/atlas/\">"));
    let index = &data.file("index").unwrap().name;
    assert!(page.contains(&format!("id=\"atlas-index\" href=\"data/{index}\"")));
    let boot = content_hash::name_with_hash("boot.js", b"import");
    assert!(page.contains(&format!("src=\"{boot}\"")));
    assert_eq!(read(&boot), "import");
    assert!(!out.join("boot.js").exists() && !out.join("icon.svg").exists());
    assert_eq!(read("embed.js"), "kept");

    assert_eq!(read("404.html"), page);
    assert_eq!(read("embed/index.html"), page);
    assert!(read("es/index.html").contains("<html lang=\"es\">"));
    assert!(out.join("place/us-il-chicago/index.html.br").is_file());

    // The panel's text, from the app's own components, and what other sites are told of it.
    let chicago = read("fr/place/us-il-chicago/index.html");
    assert_eq!(read("embed/fr/place/us-il-chicago/index.html"), chicago);
    for part in [
        "<html lang=\"fr\" data-prerendered>",
        "<link rel=\"canonical\" href=\"https://atlas.example/sub/atlas/fr/place/us-il-chicago\">",
        "hreflang=\"x-default\" href=\"https://atlas.example/sub/atlas/place/us-il-chicago\">",
        "application/json+oembed\" href=\"https://atlas.example/sub/atlas/oembed/fr/us-il-chicago.json\"",
        "data-place=\"us-il-chicago\"",
        "Executive Order 85-1",
        "href=\"/sub/atlas/fr/place/us-il\"",
    ] {
        assert!(chicago.contains(part), "{part}\n{chicago}");
    }
    let record = data_record("us-il-chicago");
    for policy in record["policies"].as_array().unwrap() {
        let title = xml::escape(policy["title"].as_str().unwrap());
        assert!(
            chicago.contains(&title) || chicago.contains(policy["title"].as_str().unwrap()),
            "{title}"
        );
    }
    let card = read("embed/card/us-il-chicago/index.html");
    assert!(card.contains("target=\"_blank\"") && !card.contains("app-1a2b3c4d5e6f7081"));
    let answer: serde_json::Value =
        serde_json::from_str(&read("oembed/fr/us-il-chicago.json")).unwrap();
    assert_eq!(answer["type"], "rich");
    let facts: serde_json::Value = serde_json::from_str(&read("place/us-il-chicago.json")).unwrap();
    assert_eq!(
        facts["record"]["policies"][0]["title"],
        record["policies"][0]["title"]
    );
    assert_eq!(facts["sources"][0]["id"], "chicago-news");
    assert!(read("place/us-il-chicago.csv").contains("policies"));
    assert!(read("place/us-il.geojson").contains("Polygon"));
    assert!(
        read("sitemap.xml")
            .contains("<loc>https://atlas.example/sub/atlas/fr/place/us-il-chicago</loc>")
    );
    let feed = read("es/feed.atom");
    assert!(feed.contains("xml:lang=\"es\""));
    assert_feed_tells_of(&feed, &record, "us-il-chicago");
    assert!(read("robots.txt").contains("https://atlas.example/sub/atlas/sitemap.xml"));

    assert!(read("_headers").contains(&format!("/sub/atlas/{boot}\n  Cache-Control: public")));
    assert!(out.join(".nojekyll").is_file());
    // A version that is kept: whole, elsewhere, and never written again.
    let archive = folder.join("archive");
    versions::keep(&project, &stage, &data, &url, &archive, &out).unwrap();
    let kept = format!("v/{}", data.edition);
    let chicago = read(&format!("{kept}/embed/place/us-il-chicago/index.html"));
    for part in [
        format!("<base href=\"/sub/atlas/{kept}/\">"),
        format!("href=\"/sub/atlas/{kept}/place/us-il\""),
        "rel=\"canonical\" href=\"https://atlas.example/sub/atlas/place/us-il-chicago\"".into(),
        "name=\"atlas-live\" content=\"/sub/atlas/\"".into(),
    ] {
        assert!(chicago.contains(&part), "{part}\n{chicago}");
    }
    let mark = archive.join(&data.edition).join("mark");
    fs::write(&mark, "old").unwrap();
    fs::remove_dir_all(out.join("v")).unwrap();
    versions::keep(&project, &stage, &data, &url, &archive, &out).unwrap();
    assert_eq!(read(&format!("{kept}/mark")), "old");
    fs::remove_dir_all(folder).unwrap();
}

/// A record of the fixture, as it stands in its file.
fn data_record(id: &str) -> serde_json::Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let file = root.join("tests/fixtures/rules/base/jurisdictions/us-il.geojson");
    let file: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let features = file["features"].as_array().unwrap();
    let feature = features.iter().find(|feature| feature["id"] == id);
    feature.unwrap()["properties"].clone()
}

/// All that a record dates, each once, by an id that its text does not change.
fn assert_feed_tells_of(feed: &str, record: &serde_json::Value, id: &str) {
    let page = format!("https://atlas.example/sub/atlas/es/place/{id}");
    let policies = record["policies"].as_array().unwrap();
    let dated = |event: &serde_json::Value| {
        Some((
            event["kind"].as_str()?.to_owned(),
            event["date"].as_str()?.to_owned(),
        ))
    };
    let events = |of: &serde_json::Value| -> Vec<(String, String)> {
        let events = of["events"].as_array();
        events.into_iter().flatten().filter_map(dated).collect()
    };
    let mut expected = events(record);
    assert!(!expected.is_empty(), "the fixture has an event with a date");
    for policy in policies {
        expected.extend(events(policy));
        for (field, code) in [("adopted", "adopted"), ("ended", "ended")] {
            let date = policy[field].as_str();
            expected.extend(date.map(|date| (code.to_owned(), date.to_owned())));
        }
    }
    for (code, date) in expected {
        let entry = format!("<id>{page}#{code}-{date}-");
        assert_eq!(feed.matches(&entry).count(), 1, "{entry}\n{feed}");
    }
    let ids: Vec<&str> = feed
        .split("<id>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    let different: std::collections::HashSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), different.len(), "{ids:?}");
}

#[test]
fn an_id_that_is_no_folder_name_is_refused() {
    for id in ["", "..", "a/b", "US", "a b"] {
        assert!(!pages::is_folder_name(id), "{id}");
    }
    assert!(pages::is_folder_name("us-il-chicago"));
}
