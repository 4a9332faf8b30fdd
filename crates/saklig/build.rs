//! A new file in an embedded folder is a reason to build again.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    for folder in ["processes", "demo", "docs/fel"] {
        writeln!(std::io::stdout(), "cargo::rerun-if-changed=../../{folder}")?;
    }
    Ok(())
}
