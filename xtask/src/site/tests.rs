//! A small site, put together without Trunk.

use super::*;
use crate::data::RuntimeFile;

fn file(name: &str, role: &'static str) -> RuntimeFile {
    RuntimeFile {
        name: name.to_owned(),
        role,
        bytes: b"0123456789".repeat(20),
    }
}

#[test]
fn a_site_below_a_folder_has_a_page_for_each_place() {
    let folder = std::env::temp_dir().join(format!("atlas-site-{}", std::process::id()));
    let (stage, out) = (folder.join("stage"), folder.join("target/atlas/sub"));
    fs::create_dir_all(&stage).unwrap();
    let page = format!(
        "<head><base href=\"/\">{}<link rel=\"icon\" href=\"icon.svg\"></head><script type=\"module\" src=\"boot.js\" \
         data-js=\"./app-1a2b3c4d5e6f7081.js\"></script>",
        "<!-- atlas:data -->"
    );
    for (name, content) in [
        ("index.html", page.as_str()),
        ("boot.js", "import"),
        ("icon.svg", "<svg/>"),
        ("embed.js", "kept"),
        ("app-1a2b3c4d5e6f7081.js", "export"),
    ] {
        fs::write(stage.join(name), content).unwrap();
    }
    let data = Data {
        files: vec![
            file("index-1a2b3c4d.bin", "index"),
            file("land-1a2b3c4d.bin", "land"),
        ],
        ids: vec!["us-il".into(), "us-il-cook".into()],
    };
    let project = Project::at(folder.clone());
    let url = PublicUrl::parse("/sub/atlas/").unwrap();
    let stage = Stage {
        folder: stage,
        is_dev: false,
    };
    assemble(&project, &stage, &data, &url, &out).unwrap();
    assemble(&project, &stage, &data, &url, &out).expect("a second time, over the first one");

    let read = |name: &str| {
        fs::read_to_string(out.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let page = read("index.html");
    assert!(page.contains("<base href=\"/sub/atlas/\">"));
    assert!(page.contains("id=\"atlas-index\" href=\"data/index-1a2b3c4d.bin\""));
    let boot = content_hash::name_with_hash("boot.js", b"import");
    assert!(page.contains(&format!("src=\"{boot}\"")));
    assert_eq!(read(&boot), "import");
    assert!(!out.join("boot.js").exists() && !out.join("icon.svg").exists());
    assert_eq!(read("embed.js"), "kept");

    for name in [
        "404.html",
        "place/us-il/index.html",
        "embed/index.html",
        "embed/place/us-il-cook/index.html",
    ] {
        assert_eq!(read(name), page, "{name}");
        assert!(
            out.join(format!("{name}.br")).is_file() && out.join(format!("{name}.gz")).is_file(),
            "{name}"
        );
    }
    assert!(out.join("data/land-1a2b3c4d.bin.br").is_file());
    assert!(read("_headers").contains(&format!("/sub/atlas/{boot}\n  Cache-Control: public")));
    assert!(out.join(".nojekyll").is_file());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_id_that_is_no_folder_name_is_refused() {
    let folder = std::env::temp_dir().join(format!("atlas-pages-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for id in ["", "..", "a/b", "US", "a b"] {
        assert!(pages::write(&folder, &[id.to_owned()]).is_err(), "{id}");
        assert!(fs::remove_dir_all(folder.join("embed")).is_ok());
    }
    fs::remove_dir_all(folder).unwrap();
}
