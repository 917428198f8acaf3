//! What pages have in common, and the places in it where they differ.

use anyhow::Context;
use sanctuary_atlas::state::Language;

use super::{head::Head, xml};

/// The line of `index.html` where a page's own tags go.
const HEAD_MARK: &str = "<!-- atlas:head -->";

/// What only pages with a map need first, and what only the others do: each between two comments.
const OF_MAP: [&str; 2] = ["<!-- atlas:map -->", "<!-- /atlas:map -->"];
const OF_APP: [&str; 2] = ["<!-- atlas:app -->", "<!-- /atlas:app -->"];

/// What a page shows before the app takes over.
#[derive(Debug, Clone, Copy)]
pub enum Block<'a> {
    /// The map's box alone.
    Map(&'a str),
    /// The map's box, and the text of a place.
    Place(&'a str),
    /// A text without a map.
    Text(&'a str),
}

/// The app's page as Trunk left it, with hashed names, base and data links.
pub struct Template {
    page: String,
    /// The lines of its head that pages without the app need too.
    shared: String,
}

impl Template {
    pub fn new(page: String) -> anyhow::Result<Self> {
        anyhow::ensure!(
            page.matches(HEAD_MARK).count() == 1,
            "index.html needs the comment {HEAD_MARK} once, in its head"
        );
        let shared = [
            "<meta charset",
            "<meta name=\"viewport\"",
            "<meta http-equiv=\"Content-Security-Policy\"",
            "<meta name=\"referrer\"",
            "<meta name=\"color-scheme\"",
            "<script src=\"early",
            "<link rel=\"stylesheet\"",
            "<link rel=\"icon\"",
        ]
        .map(|start| tag(&page, start).map(str::to_owned));
        let shared: Vec<String> = shared.into_iter().collect::<anyhow::Result<_>>()?;
        for part in [OF_MAP, OF_APP] {
            between(&page, part[0], part[1])?;
        }
        Ok(Self {
            page,
            shared: shared.join("\n"),
        })
    }

    /// A page of the app. A page with a map loads the first map before the app.
    pub fn page(
        &self,
        language: Language,
        head: &Head,
        block: Block<'_>,
    ) -> anyhow::Result<String> {
        let (text, unneeded) = match block {
            Block::Map(text) | Block::Place(text) => (text, OF_APP),
            Block::Text(text) => (text, OF_MAP),
        };
        let prerendered = match block {
            Block::Map(_) => "",
            Block::Place(_) | Block::Text(_) => " data-prerendered",
        };
        let html = format!("<html lang=\"{}\"{prerendered}>", language.tag());
        let title = format!("<title>{}</title>", xml::escape(&head.title));
        let description = format!(
            "<meta name=\"description\" content=\"{}\">",
            xml::escape(&head.description)
        );
        let mut page = replace(&self.page, tag(&self.page, "<html ")?, &html)?;
        let old_title = between(&page, "<title>", "</title>")?.to_owned();
        page = replace(&page, &old_title, &title)?;
        let old_description = tag(&page, "<meta name=\"description\"")?.to_owned();
        page = replace(&page, &old_description, &description)?;
        page = replace(&page, HEAD_MARK, &head.tags)?;
        let unneeded = between(&page, unneeded[0], unneeded[1])?.to_owned();
        page = replace(&page, &unneeded, "")?;
        let old = between(&page, "<div id=\"app\">", "</div>")?.to_owned();
        replace(&page, &old, &format!("<div id=\"app\">{text}</div>"))
    }

    /// A page that needs no app: text, style, and the script that tells its height. Links open outside
    /// the frame that it stands in.
    pub fn card(&self, base: &str, language: Language, head: &Head, block: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<base href=\"{base}\" target=\"_blank\">\n{}\n<title>{}</title>\n\
             <meta name=\"robots\" content=\"noindex\">\n{}\n</head>\n<body class=\"card-page\">{block}</body>\n</html>\n",
            language.tag(),
            self.shared,
            xml::escape(&head.title),
            head.tags,
        )
    }
}

/// The tag that begins so.
fn tag<'a>(page: &'a str, start: &str) -> anyhow::Result<&'a str> {
    let is_script = start.starts_with("<script");
    between(page, start, if is_script { "</script>" } else { ">" })
}

/// The part of a page from a start to the first end behind it, both included.
fn between<'a>(page: &'a str, start: &str, end: &str) -> anyhow::Result<&'a str> {
    let from = page
        .find(start)
        .with_context(|| format!("index.html has no {start}"))?;
    let length = page[from..]
        .find(end)
        .with_context(|| format!("{start} in index.html does not end"))?;
    Ok(&page[from..from + length + end.len()])
}

fn replace(page: &str, old: &str, new: &str) -> anyhow::Result<String> {
    let (before, after) = page
        .split_once(old)
        .with_context(|| format!("index.html has no {old}"))?;
    Ok([before, new, after].concat())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// What `index.html` must have.
    pub const PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><base href=\"/\"><title>Atlas</title>\
        <meta name=\"viewport\" content=\"\"><meta name=\"description\" content=\"\">\
        <meta http-equiv=\"Content-Security-Policy\" content=\"\"><meta name=\"referrer\" content=\"\">\
        <meta name=\"color-scheme\" content=\"\"><!-- atlas:head --><script src=\"early.js\"></script>\
        <!-- atlas:data --><!-- atlas:map --><script src=\"first-map.js\"></script><!-- /atlas:map -->\
        <!-- atlas:app --><link rel=\"modulepreload\" href=\"app.js\"><!-- /atlas:app --><link rel=\"stylesheet\" href=\"style.css\"/><link rel=\"icon\" href=\"icon.svg\"></head>\
        <body><div id=\"app\"><p>Atlas</p></div></body></html>";

    #[test]
    fn a_page_gets_its_own_head_and_text() {
        let head = Head {
            title: "A & B".into(),
            description: "\"quoted\"".into(),
            tags: "<link rel=\"canonical\">".into(),
        };
        let template = Template::new(PAGE.into()).unwrap();
        let page = template
            .page(Language::French, &head, Block::Place("<main>$1</main>"))
            .unwrap();
        assert!(page.contains("first-map.js") && !page.contains("app.js"));
        let text = template
            .page(Language::French, &head, Block::Text("<main></main>"))
            .unwrap();
        assert!(text.contains("app.js") && !text.contains("first-map.js"));
        for part in [
            "<html lang=\"fr\" data-prerendered>",
            "<title>A &amp; B</title>",
            "content=\"&quot;quoted&quot;\"",
            "<link rel=\"canonical\">",
            "<div id=\"app\"><main>$1</main></div>",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        let card = template.card("/sub/", Language::English, &head, "<main></main>");
        assert!(card.contains("<base href=\"/sub/\" target=\"_blank\">"));
        assert!(card.contains("early.js\"></script>") && !card.contains("id=\"app\""));
        assert!(Template::new("<html>".into()).is_err());
    }
}
