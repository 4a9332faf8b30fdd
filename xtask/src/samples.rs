//! `cargo xtask ssbtek DIR`: what every sample of SSBTEK becomes in a case, as the table that stands in the docs.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// The person of the samples.
const PERSON: &str = "199001011234";
/// Where the table stands.
pub(crate) const PAGE: &str = "docs/utveckling/ssbtek.md";

/// The page: its words, then a table for each sample in order of name.
pub(crate) fn page(folder: &Path) -> anyhow::Result<String> {
    let mut files = Vec::new();
    find(folder, &["xml"], &mut files).with_context(|| format!("cannot read {}", folder.display()))?;
    files.sort();
    let mut page = String::from(
        "# SSBTEK:s exempelsvar\n\n\
         Vad varje exempelsvar i kontraktet (v10) blir i ett ärende. Tabellen skrivs av `cargo xtask ssbtek MAPP`, där mappen \
         är exempelsvaren, och ett test jämför den när de finns. Svaren från AF och a-kassorna har en annan ordning än schemat och \
         läses ändå. Exemplet från Försäkringskassan nämner inte Pensionsmyndigheten, så det är en del.\n\n\
         Kontraktet säger inte vad en återbetalning av skatt heter i Skatteverkets svar, vilka statustexter a-kassorna har, eller vad \
         andra statuskoder än 0 betyder hos Arbetsförmedlingen. Det som inte känns igen gör svaret till en del, aldrig till noll.\n",
    );
    for file in files {
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
        page.extend(["\n## ", &name, "\n", &saklig_connect_se::table(&bytes, PERSON)]);
    }
    Ok(page)
}

/// The files below a folder whose names end so.
pub(crate) fn find(folder: &Path, ends: &[&str], files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, ends, files)?;
        } else if path.extension().is_some_and(|end| ends.iter().any(|one| end == *one)) {
            files.push(path);
        }
    }
    Ok(())
}
