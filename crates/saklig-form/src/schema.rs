//! The JSON Schema (2020-12) of an application, derived from the form.

use serde_json::{Map, Value, json};

use crate::form::{Choice, Field, FieldKind, Form, Required};
use crate::toml_table::Texts;

/// The schema of an application to this form, titles in `language` (Swedish where that has no text). What depends on
/// other answers (conditions) is said in descriptions only: a schema that refuses a text is stricter than the form
/// never, looser sometimes.
pub fn schema(form: &Form, language: &str) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (page, field) in form.top_fields() {
        if field.kind == FieldKind::Info {
            continue;
        }
        properties.insert(field.id.to_string(), of_field(field, language));
        if page.condition.is_none() && always(field) {
            required.push(field.id.to_string());
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:saklig:formular:{}:{}", form.id, form.version),
        "title": text(&form.titles, language),
        "type": "object",
        "additionalProperties": false,
        "required": ["uppgifter"],
        "properties": {
            "id": { "type": ["string", "null"], "minLength": 1, "maxLength": 100 },
            "formular": { "enum": [form.reference(), form.id.as_ref()] },
            "sprak": { "type": ["string", "null"], "minLength": 1, "maxLength": 10 },
            "kanal": { "type": ["string", "null"], "minLength": 1, "maxLength": 40 },
            "inkommen": { "type": ["string", "null"], "format": "date-time" },
            "uppgifter": {
                "type": "object",
                "additionalProperties": false,
                "required": required,
                "properties": properties,
            },
        },
    })
}

fn text<'t>(texts: &'t Texts, language: &str) -> &'t str {
    texts.get(language).or_else(|| texts.get("sv")).map_or("", String::as_str)
}

fn always(field: &Field) -> bool {
    field.condition.is_none() && matches!(field.required, Required::Yes) && field.kind != FieldKind::Group
}

fn of_field(field: &Field, language: &str) -> Value {
    let mut schema = match field.kind {
        FieldKind::Group => object(field, language, false),
        FieldKind::List => {
            let mut schema = json!({ "type": "array", "items": object(field, language, true) });
            limits(&mut schema, field, "minItems", "maxItems");
            schema
        }
        FieldKind::Amount => amount(field, r"^-?\d{1,16}(\.\d{1,2}0*)?$"),
        FieldKind::Number => amount(field, r"^-?\d{1,18}(\.\d+)?$"),
        FieldKind::Integer => amount(field, r"^-?\d{1,18}(\.0+)?$"),
        FieldKind::Date => json!({ "type": "string", "format": "date" }),
        FieldKind::Month => json!({ "type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$" }),
        FieldKind::Instant => json!({ "type": "string", "format": "date-time" }),
        FieldKind::Text => json!({ "type": "string", "maxLength": field.length }),
        FieldKind::YesNo => match field.must_be {
            Some(must_be) => json!({ "const": must_be }),
            None => json!({ "type": "boolean" }),
        },
        FieldKind::Choice => {
            json!({ "oneOf": field.choices.iter().map(|choice| option(choice, language)).collect::<Vec<_>>() })
        }
        FieldKind::Choices => {
            let values: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_ref()).collect();
            let mut schema = json!({ "type": "array", "uniqueItems": true, "items": { "enum": values } });
            limits(&mut schema, field, "minItems", "maxItems");
            schema
        }
        FieldKind::Email => json!({ "type": "string", "format": "email" }),
        FieldKind::PersonNumber
        | FieldKind::Account
        | FieldKind::Plate
        | FieldKind::Phone
        | FieldKind::Info => {
            json!({ "type": "string" })
        }
    };
    if !always(field) {
        schema = json!({ "anyOf": [schema, { "type": "null" }] });
    }
    set(&mut schema, "title", text(&field.questions, language).into());
    if let Some(description) = description(field, language) {
        set(&mut schema, "description", description.into());
    }
    schema
}

fn set(schema: &mut Value, key: &str, value: Value) {
    if let Some(object) = schema.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

fn description(field: &Field, language: &str) -> Option<String> {
    let help = text(&field.helps, language);
    let shown = field.condition.as_ref().map(|condition| format!("visas om: {}", condition.text()));
    let required = if let Required::When(condition) = &field.required {
        Some(format!("krävs om: {}", condition.text()))
    } else {
        None
    };
    let parts: Vec<String> =
        [(!help.is_empty()).then(|| help.to_owned()), shown, required].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn option(choice: &Choice, language: &str) -> Value {
    json!({ "const": choice.value.as_ref(), "title": text(&choice.names, language) })
}

fn amount(field: &Field, pattern: &str) -> Value {
    let mut schema = json!({ "type": ["string", "integer", "number"], "pattern": pattern });
    limits(&mut schema, field, "minimum", "maximum");
    schema
}

/// The limits, where they are whole numbers (an exact decimal has no place in a JSON number here).
fn limits(schema: &mut Value, field: &Field, least: &str, greatest: &str) {
    for (key, limit) in [(least, field.least), (greatest, field.greatest)] {
        if let Some(whole) = limit.and_then(saklig_number::Number::to_i64) {
            set(schema, key, whole.into());
        }
    }
}

fn object(field: &Field, language: &str, with_id: bool) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    if with_id {
        properties.insert(
            "id".to_owned(),
            json!({ "type": ["string", "null"], "pattern": "^[A-Za-z0-9_-]{1,40}$" }),
        );
    }
    for inner in field.fields.iter().filter(|inner| inner.kind != FieldKind::Info) {
        properties.insert(inner.id.to_string(), of_field(inner, language));
        if always(inner) {
            required.push(inner.id.to_string());
        }
    }
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}
