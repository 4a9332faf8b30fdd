//! A new file in an embedded folder is a reason to build again. The compiler's version is noted for `bench`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    for folder in ["processes", "demo", "docs/fel"] {
        writeln!(std::io::stdout(), "cargo::rerun-if-changed=../../{folder}")?;
    }
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = std::process::Command::new(rustc).arg("--version").output()?;
    let version = String::from_utf8_lossy(&version.stdout);
    writeln!(std::io::stdout(), "cargo::rustc-env=SAKLIG_RUSTC={}", version.trim())
}
