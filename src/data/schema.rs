//! JSON Schema of every file of `geodata/`, from the types that read them.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::geodata::BoundaryProperties;
use crate::domain::{
    List, Record, Source,
    context::{Argument, Definition, Landmark, Law, Study, Term},
};

/// Name and text of every schema of `geodata/schema/`.
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        (
            "jurisdictions.json",
            features::<Record>(json!({ "oneOf": [
            { "type": "null" },
            { "type": "object", "required": ["type", "coordinates"], "properties": {
                "type": { "const": "Point" },
                "coordinates": { "type": "array", "minItems": 2, "items": { "type": "number" } },
            } },
        ] })),
        ),
        (
            "boundaries.json",
            features::<BoundaryProperties>(json!({ "type": "object" })),
        ),
        ("sources.json", entries::<Source>()),
        ("lists.json", entries::<List>()),
        ("studies.json", entries::<Study>()),
        ("arguments.json", entries::<Argument>()),
        ("law.json", entries::<Law>()),
        ("timeline.json", entries::<Landmark>()),
        ("definitions.json", entries::<Definition>()),
        ("glossary.json", entries::<Term>()),
    ]
}

/// The schema of a JSON array of entries.
fn entries<T: JsonSchema>() -> String {
    text(&schema_of::<Vec<T>>())
}

/// The schema of a GeoJSON FeatureCollection with typed properties.
fn features<T: JsonSchema>(geometry: Value) -> String {
    let mut properties = schema_of::<T>();
    let definitions = properties["$defs"].take();
    if let Some(object) = properties.as_object_mut() {
        object.remove("$defs");
        object.remove("$schema");
    }
    text(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": { "const": "FeatureCollection" },
            "features": { "type": "array", "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": { "const": "Feature" },
                    "id": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
                    "geometry": geometry,
                    "properties": properties,
                },
            } },
        },
        "$defs": definitions,
    }))
}

fn schema_of<T: JsonSchema>() -> Value {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    serde_json::to_value(schema).unwrap_or(Value::Null)
}

fn text(schema: &Value) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}
