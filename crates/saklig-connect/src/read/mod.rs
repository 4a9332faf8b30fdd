//! Reads answers and earlier months from lines of JSON.
//!
//! Strict: a field that is not known, a field that stands twice, an amount with a decimal point that is not written
//! as text, or a number of a person that does not add up refuses the line, with every fault named by its JSON path.
//! The other lines go on.

mod answers;
mod earlier;
mod json;
mod node;

use std::sync::Arc;

pub use answers::answers;
pub use earlier::earlier;

use crate::Remark;
use json::Json;
use node::{Node, Sink};

/// Reads every line of a file with `read`, and keeps those that gave no remark.
fn lines<T>(file: &str, text: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> (Vec<(u32, T)>, Vec<Remark>) {
    let file: Arc<str> = Arc::from(file);
    let mut taken = Vec::new();
    let mut remarks = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        match serde_json::from_str::<Json>(line) {
            Ok(json) => {
                let sink = Sink::new(&file, number);
                let value = read(&Node::root(&json, &sink));
                let found = sink.into_remarks();
                taken.extend(value.filter(|_| found.is_empty()).map(|value| (number, value)));
                remarks.extend(found);
            }
            Err(error) => remarks.push(broken(&file, number, &error)),
        }
    }
    (taken, remarks)
}

fn broken(file: &Arc<str>, line: u32, error: &serde_json::Error) -> Remark {
    // Only where it breaks is told: the text of the line is about people.
    let what = if error.is_data() {
        "a key stands twice in the same object, or a number cannot be read"
    } else {
        "the line is not valid JSON"
    };
    Remark::new("E0901", (file, line), "$", format!("{what} (column {})", error.column()), "correct the line")
        .with("kolumn", error.column())
}
