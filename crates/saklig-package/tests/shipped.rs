//! The packages that are shipped: they load without a remark, with each of their overlays.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use saklig_package::{load, overlays, packages};

#[test]
fn the_shipped_packages_have_no_faults() {
    let files = common::folder("../../processes");
    let mut faults = Vec::new();
    for id in packages(&files) {
        let overlays = overlays(&files, &id).into_iter().map(Some);
        for overlay in std::iter::once(None).chain(overlays) {
            let (_, remarks) = load(&files, &id, overlay.as_deref());
            let name = overlay.unwrap_or_default();
            faults.extend(remarks.iter().map(|remark| format!("{name}: {remark}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
