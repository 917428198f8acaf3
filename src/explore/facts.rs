//! Named values, as spreadsheets and programs read them. Written by hand: what is needed of CSV and JSON
//! is less code for the browser than the crates that read and write all of them.

use crate::{
    data::{BOM, no_formula},
    domain::decimal,
};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    Nothing,
    Text(String),
    Whole(u64),
    /// With at most four decimal places.
    Number(f64),
    Flag(bool),
    /// Longitude and latitude, degrees.
    Point(f64, f64),
    /// Texts without semicolons.
    Texts(Vec<String>),
    Group(Facts),
    Groups(Vec<Facts>),
}

/// Values in their order, each with the name of its column.
pub type Facts = Vec<(&'static str, Fact)>;

impl Fact {
    pub fn text(text: impl Into<String>) -> Self {
        Fact::Text(text.into())
    }

    /// A text, or nothing.
    pub fn optional(text: Option<impl ToString>) -> Self {
        text.map_or(Fact::Nothing, |text| Fact::Text(text.to_string()))
    }

    fn plain(&self) -> String {
        match self {
            Fact::Nothing | Fact::Point(..) | Fact::Group(_) | Fact::Groups(_) => String::new(),
            Fact::Text(text) => no_formula(text),
            Fact::Whole(number) => number.to_string(),
            Fact::Number(number) => decimal::write_to(*number, 4),
            Fact::Flag(flag) => flag.to_string(),
            Fact::Texts(texts) => no_formula(&texts.join(";")),
        }
    }

    fn write_json(&self, json: &mut String) {
        match self {
            Fact::Nothing => json.push_str("null"),
            Fact::Text(text) => write_json_text(text, json),
            Fact::Whole(_) | Fact::Number(_) | Fact::Flag(_) => json.push_str(&self.plain()),
            Fact::Point(longitude, latitude) => {
                let [longitude, latitude] =
                    [longitude, latitude].map(|degrees| decimal::write_to(*degrees, 4));
                json.push_str(&format!("[{longitude},{latitude}]"));
            }
            Fact::Texts(texts) => write_json_list(texts, json, |text, json| {
                write_json_text(text, json);
            }),
            Fact::Group(facts) => write_json_group(facts, json),
            Fact::Groups(groups) => write_json_list(groups, json, |facts, json| {
                write_json_group(facts, json);
            }),
        }
    }
}

/// JSON (RFC 8259) of named values.
pub fn json(facts: &Facts) -> String {
    let mut json = String::new();
    write_json_group(facts, &mut json);
    json.push('\n');
    json
}

fn write_json_group(facts: &Facts, json: &mut String) {
    json.push('{');
    for (at, (name, fact)) in facts.iter().enumerate() {
        if at > 0 {
            json.push(',');
        }
        write_json_text(name, json);
        json.push(':');
        fact.write_json(json);
    }
    json.push('}');
}

fn write_json_list<T>(items: &[T], json: &mut String, write: impl Fn(&T, &mut String)) {
    json.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            json.push_str(",\n");
        }
        write(item, json);
    }
    json.push(']');
}

fn write_json_text(text: &str, json: &mut String) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                json.push('\\');
                json.push(character);
            }
            '\n' => json.push_str("\\n"),
            '\u{0}'..='\u{1f}' => json.push_str(&format!("\\u{:04x}", character as u32)),
            other => json.push(other),
        }
    }
    json.push('"');
}

/// CSV (RFC 4180) of rows that have the same names, these first. With a byte order mark, without which
/// spreadsheets take UTF-8 for another encoding.
pub fn csv(rows: &[Facts]) -> String {
    let mut csv = String::from(BOM);
    write_rows(rows, &mut csv, ",", |text| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    });
    csv
}

/// The same with tabs, which spreadsheets take from the clipboard.
pub fn tabs(rows: &[Facts]) -> String {
    let mut text = String::new();
    write_rows(rows, &mut text, "\t", |text| {
        text.replace(['\t', '\n', '\r'], " ")
    });
    text
}

fn write_rows(rows: &[Facts], text: &mut String, between: &str, field: impl Fn(String) -> String) {
    let names = rows.first().into_iter().map(|first| {
        let names = first.iter().map(|(name, _)| (*name).to_owned());
        names.collect::<Vec<_>>()
    });
    let values = rows.iter().map(|row| {
        let values = row.iter().map(|(_, fact)| field(fact.plain()));
        values.collect::<Vec<_>>()
    });
    for line in names.chain(values) {
        text.push_str(&line.join(between));
        text.push_str("\r\n");
    }
}
