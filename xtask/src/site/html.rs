//! Changes to the page's text that only the finished site knows of.

use anyhow::Context;

/// The line of `index.html` where links to the data of the first map go.
const DATA_MARK: &str = "<!-- atlas:data -->";

/// Points `<base>` at where the site will live, so that its addresses are the same in every folder.
pub fn set_base(page: &str, public_url: &str) -> anyhow::Result<String> {
    let start = page
        .find("<base")
        .context("index.html has no <base href=\"/\">")?;
    let end = page[start..]
        .find('>')
        .context("<base in index.html does not end")?
        + start
        + 1;
    Ok(format!(
        "{}<base href=\"{public_url}\">{}",
        &page[..start],
        &page[end..]
    ))
}

/// Whether an attribute's value is the address of a file at the top of the site.
pub fn refers_to(page: &str, file: &str) -> bool {
    references(file)
        .iter()
        .any(|reference| page.contains(reference))
}

/// Lets all addresses of a file at the top of the site be those of another one.
pub fn replace_references(page: &str, file: &str, by: &str) -> String {
    references(file)
        .iter()
        .fold(page.to_owned(), |page, reference| {
            page.replace(reference, &format!("\"{by}\""))
        })
}

/// The ways of writing the address that we know.
fn references(file: &str) -> [String; 3] {
    [
        format!("\"{file}\""),
        format!("\"./{file}\""),
        format!("'{file}'"),
    ]
}

/// Lets the browser load the data of the first map while it loads the app, and tells the app their
/// names.
pub fn insert_data_links(page: &str, index: &str, land: &str) -> anyhow::Result<String> {
    anyhow::ensure!(
        page.matches(DATA_MARK).count() == 1,
        "index.html needs the comment {DATA_MARK} once, in its head (and Trunk must not minify HTML, as that removes it)"
    );
    let link = |id: &str, file: &str| {
        format!(
            "<link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\" id=\"{id}\" href=\"data/{file}\">"
        )
    };
    Ok(page.replace(
        DATA_MARK,
        &format!(
            "{}\n{}",
            link("atlas-index", index),
            link("atlas-land", land)
        ),
    ))
}

/// Adds tags at the end of the head.
pub fn insert_before_head_ends(page: &str, tags: &str) -> anyhow::Result<String> {
    let (head, rest) = page
        .split_once("</head>")
        .context("index.html has no </head>")?;
    Ok([head, tags, "</head>", rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_set_however_it_was_written() {
        for base in ["<base href=\"/\">", "<base href=\"/\" />", "<base href=/>"] {
            let page = set_base(&format!("<head>{base}<title>"), "/sub/atlas/").unwrap();
            assert_eq!(page, "<head><base href=\"/sub/atlas/\"><title>");
        }
        assert!(set_base("<head></head>", "/").is_err());
    }

    #[test]
    fn only_whole_addresses_are_replaced() {
        let page =
            r#"<script src="boot.js"></script><a href="./boot.js">boot.js</a><i id="reboot.js">"#;
        assert!(refers_to(page, "boot.js"));
        assert!(!refers_to(page, "oot.js"));
        assert_eq!(
            replace_references(page, "boot.js", "boot-1a2b3c4d.js"),
            r#"<script src="boot-1a2b3c4d.js"></script><a href="boot-1a2b3c4d.js">boot.js</a><i id="reboot.js">"#
        );
    }

    #[test]
    fn data_links_take_the_marks_place() {
        let page = insert_data_links(
            "<head><!-- atlas:data --></head>",
            "index-1.bin",
            "land-2.bin",
        )
        .unwrap();
        assert!(page.contains("id=\"atlas-index\" href=\"data/index-1.bin\">"));
        assert!(page.contains("id=\"atlas-land\" href=\"data/land-2.bin\">"));
        assert!(!page.contains(DATA_MARK));
        assert!(insert_data_links("<head></head>", "a", "b").is_err());
    }
}
