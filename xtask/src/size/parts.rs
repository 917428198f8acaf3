//! Which crates the bytes of a wasm file come from, by the names of its functions.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    ops::Range,
};

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::site::sizes::readable;

/// Parts smaller than this are summed up.
const SMALLEST: usize = 500;

/// Sections by their numbers in the format.
const CUSTOM: u8 = 0;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// Bytes by part; functions by their crate, and by module for our own.
pub struct Parts {
    by_part: BTreeMap<String, usize>,
}

impl Parts {
    pub fn of(wasm: &[u8]) -> anyhow::Result<Self> {
        let mut names: HashMap<u32, String> = HashMap::new();
        let mut bodies: Vec<usize> = Vec::new();
        let mut imported = 0;
        let mut by_part = BTreeMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section()
                && ![CUSTOM, CODE, DATA].contains(&id)
            {
                *by_part
                    .entry("(tables, imports, exports)".to_owned())
                    .or_default() += length(&range)?;
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(length(&body.range())?),
                Payload::DataSection(data) => {
                    *by_part.entry("(data)".to_owned()).or_default() += length(&data.range())?;
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            let Name::Function(map) = subsection? else {
                                continue;
                            };
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name.to_owned());
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        for (index, size) in (imported..).zip(bodies) {
            let part = names
                .get(&index)
                .map_or_else(|| "(without a name)".to_owned(), |name| part_of(name));
            *by_part.entry(part).or_default() += size;
        }
        Ok(Self { by_part })
    }
}

fn length(range: &Range<u64>) -> anyhow::Result<usize> {
    Ok(usize::try_from(range.end - range.start)?)
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: usize = self.by_part.values().sum();
        let (small, mut large): (Vec<_>, Vec<_>) =
            self.by_part.iter().partition(|(_, size)| **size < SMALLEST);
        large.sort_by_key(|(_, size)| std::cmp::Reverse(**size));
        writeln!(f, "Where the wasm's bytes come from (before compression):")?;
        let mut line = |name: &str, size: usize| {
            writeln!(
                f,
                "  {name:<40}{:>12}{:>7.1} %",
                readable(size),
                size as f64 * 100.0 / total.max(1) as f64
            )
        };
        for (name, size) in large {
            line(name, *size)?;
        }
        line(
            &format!("{} smaller ones", small.len()),
            small.iter().map(|(_, size)| **size).sum(),
        )?;
        line("all", total)
    }
}

/// The crate of a function, or the module for our own crate.
fn part_of(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    // `<T as alloc::string::ToString>::to_string`: of a type without a path, the trait tells more.
    let name = match name.split_once(" as ") {
        Some((ty, implemented)) if !ty.contains("::") => implemented,
        _ => &name,
    };
    let path = name.trim_start_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
    let path = ["dyn ", "mut ", "const ", "impl "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let mut segments = path.split("::").map(identifier);
    let krate = segments.next().unwrap_or_default();
    match segments.next() {
        Some(module) if krate == "sanctuary_atlas" => format!("{krate}::{module}"),
        Some(_) => krate.to_owned(),
        None => "(compiler, allocator, glue)".to_owned(),
    }
}

/// The identifier at the start of a text.
fn identifier(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_counted_to_crates() {
        for (name, part) in [
            ("core::fmt::write::h0123456789abcdef", "core"),
            ("<alloc::vec::Vec<T> as core::clone::Clone>::clone", "alloc"),
            ("<&mut leptos::Owner as core::fmt::Debug>::fmt", "leptos"),
            (
                "sanctuary_atlas::scene::labels::place",
                "sanctuary_atlas::scene",
            ),
            ("_ZN5alloc3vec4push17h0123456789abcdefE", "alloc"),
            ("<T as alloc::string::ToString>::to_string", "alloc"),
            ("<usize as core::fmt::Display>::fmt", "core"),
            ("__wbindgen_malloc", "(compiler, allocator, glue)"),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }

    #[test]
    fn an_empty_module_has_no_parts() {
        let parts = Parts::of(b"\0asm\x01\0\0\0").unwrap();
        assert!(parts.by_part.is_empty());
        assert!(Parts::of(b"not wasm").is_err());
    }
}
