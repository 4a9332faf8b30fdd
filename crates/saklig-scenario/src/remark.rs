//! The remarks on scenario files.

use std::sync::Arc;

use saklig_feel::remark::{Place, Remark};

/// A line of a scenario file.
pub(crate) fn at(file: &Arc<str>, line: u32) -> Place {
    Place::line(Arc::clone(file), line)
}

/// E0130: there is nothing to run.
pub(crate) fn nothing_to_run(place: Place) -> Remark {
    let todo = "write a heading `## …` and a table below it, with `Tabell:` or `Grund:` above";
    Remark::error("E0130", place, "the file has no scenario", todo)
}

/// E0131: a table row does not have as many cells as the heading, or a second table stands in a section.
pub(crate) fn shape(place: Place, cells: usize, columns: usize) -> Remark {
    let what = format!("the row has {cells} cells and the table {columns} columns");
    let todo = "write one cell for each column, `\\|` for a bar in a cell, and one table under each heading";
    Remark::error("E0131", place, what, todo).with("celler", cells).with("kolumner", columns)
}

/// E0132: a section with a table says neither which rule table nor which base case it is about.
pub(crate) fn no_target(place: Place, title: &str) -> Remark {
    let what = format!("the section `{title}` names neither a rule table nor a base case");
    let todo = "write `Tabell: <id>` or `Grund: fall/<name>.json` above the table";
    Remark::error("E0132", place, what, todo).with("rubrik", title)
}

/// E0133: no decision or function has this name.
pub(crate) fn unknown_table(place: Place, name: &str) -> Remark {
    let what = format!("the package has no decision or function `{name}`, or it has faults");
    let todo = "correct the id or name; `saklig check` shows faults in the rules";
    Remark::error("E0133", place, what, todo).with("namn", name)
}

/// E0134: a column is neither an input nor an output.
pub(crate) fn unknown_column(place: Place, column: &str, table: &str, known: &str) -> Remark {
    let what = format!("`{table}` has nothing called `{column}`; there is: {known}");
    let todo = "correct the column's name; what is expected stands after `⇒ `";
    Remark::error("E0134", place, what, todo)
        .with("kolumn", column)
        .with("tabell", table)
        .with("finns", known)
}

/// E0135: a cell begins like FEEL and cannot be read.
pub(crate) fn unreadable_cell(place: Place, cell: &str, why: &str) -> Remark {
    let what = format!("the cell `{cell}` cannot be read: {why}");
    let todo = "write a FEEL literal: 12.50, \"text\", date(\"2025-11-01\"), [..], {..}";
    Remark::error("E0135", place, what, todo).with("cell", cell).with("orsak", why)
}

/// E0136: a line above the table has a value that cannot be read, or names an overlay that is not there.
pub(crate) fn unreadable_line(place: Place, key: &str, value: &str) -> Remark {
    let what = format!("`{key}: {value}` cannot be read, or there is no such");
    let todo = "correct the value; the format is in docs/utveckling/scenarier.md";
    Remark::error("E0136", place, what, todo).with("nyckel", key).with("varde", value)
}

/// E0101: a file that a scenario names is not there.
pub(crate) fn no_file(place: Place, file: &str) -> Remark {
    let what = format!("the file {file} is not there, or is not text");
    Remark::error("E0101", place, what, "add the file, or correct its name").with("fil", file)
}

/// E0137: the base case cannot be read.
pub(crate) fn base(place: Place, file: &str, why: &str) -> Remark {
    let what = format!("the base case {file} cannot be read: {why}");
    let todo = "a base case is JSON with ansokan, svar and tidigare";
    Remark::error("E0137", place, what, todo).with("fil", file).with("orsak", why)
}

/// E0138: a change of the base case cannot be made.
pub(crate) fn change(place: Place, change: &str) -> Remark {
    let what = format!("the change `{change}` cannot be made in the base case");
    let todo =
        "write `path = value` with ansokan., senaste., svar.<role>.<source> or eget. first; `;` between";
    Remark::error("E0138", place, what, todo).with("andring", change)
}

/// E0139: the engine refuses the case.
pub(crate) fn refused(place: Place, why: &str) -> Remark {
    let what = format!("the case cannot be run: {why}");
    Remark::error("E0139", place, what, "see what the package lacks with `saklig check`").with("orsak", why)
}

/// E0141: a row says nothing that is to come out.
pub(crate) fn expects_nothing(place: Place, case: &str) -> Remark {
    let what = format!("the scenario `{case}` says nothing that is to come out");
    Remark::error("E0141", place, what, "fill in at least one cell in a column `⇒ …`").with("fall", case)
}
