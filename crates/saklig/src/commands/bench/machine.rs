//! The machine that was measured, as far as the system tells.

use serde::Serialize;

/// What the figures were measured on.
#[derive(Debug, Serialize)]
pub(super) struct Machine {
    /// How the program was built: `release`, or `dev`, whose figures say little.
    pub(super) profil: &'static str,
    pub(super) karnor: usize,
    pub(super) modell: String,
    pub(super) kernel: String,
    pub(super) rustc: String,
    /// Resident memory at the end, in megabytes.
    pub(super) minne_mb: Option<u64>,
    /// The most that was resident, in megabytes.
    pub(super) minne_som_mest_mb: Option<u64>,
}

impl Machine {
    /// Looks.
    pub(super) fn look() -> Self {
        let kernel = read("/proc/sys/kernel/osrelease");
        Self {
            profil: if cfg!(debug_assertions) { "dev" } else { "release" },
            karnor: std::thread::available_parallelism().map_or(1, usize::from),
            modell: field(&read("/proc/cpuinfo"), "model name")
                .unwrap_or_else(|| unknown(std::env::consts::ARCH)),
            kernel: if kernel.is_empty() { unknown(std::env::consts::OS) } else { kernel.trim().to_owned() },
            rustc: env!("SAKLIG_RUSTC").to_owned(),
            minne_mb: memory("VmRSS"),
            minne_som_mest_mb: memory("VmHWM"),
        }
    }
}

/// A figure about the memory of this program, in megabytes.
pub(super) fn memory(name: &str) -> Option<u64> {
    let kilobytes = field(&read("/proc/self/status"), name)?;
    let number: u64 = kilobytes.split_whitespace().next()?.parse().ok()?;
    Some(number.div_ceil(1024))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}

fn unknown(known: &str) -> String {
    format!("? ({known})")
}
