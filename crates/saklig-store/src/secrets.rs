//! Secrets: keys and seeds in a folder of their own, never in the store or its backup. Shared by every store.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::checkpoint::Signer;
use crate::refused::Failure;

/// The folder of secrets: readable by its owner only, one file of 32 bytes per secret.
#[derive(Debug, Clone)]
pub struct Secrets {
    folder: PathBuf,
}

impl Secrets {
    /// Opens the folder; makes it when it is not there. Refused when others than the owner may read it.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        make_private_folder(folder).map_err(|source| Failure::io("make the folder of secrets", source))?;
        require_private(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The secret with this name (lower-case letters, digits, `-`, `.`); drawn from the operating system the first time.
    pub fn key(&self, name: &str) -> Result<[u8; 32], Failure> {
        if let Some(key) = self.existing(name)? {
            return Ok(key);
        }
        let mut key = [0; 32];
        draw(&mut key).map_err(|source| Failure::io("draw a secret", source))?;
        self.put(name, &key).map_err(|source| Failure::io("write a secret", source))?;
        // Another program may have been first: what lies there counts.
        self.existing(name)?
            .ok_or_else(|| Failure::Secret { file: self.folder.join(name), reason: "it disappeared" })
    }

    /// The secret with this name, when there is one.
    pub fn existing(&self, name: &str) -> Result<Option<[u8; 32]>, Failure> {
        let file = self.path(name)?;
        let mut opened = match File::open(&file) {
            Ok(opened) => opened,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::io("read a secret", error)),
        };
        require_private(&file)?;
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes).map_err(|source| Failure::io("read a secret", source))?;
        match <[u8; 32]>::try_from(bytes.as_slice()) {
            Ok(key) => Ok(Some(key)),
            Err(_) => Err(Failure::Secret { file, reason: "it is not 32 bytes" }),
        }
    }

    /// The key that checkpoints are signed with.
    pub fn signer(&self) -> Result<Ed25519, Failure> {
        Ok(Ed25519(SigningKey::from_bytes(&self.key("checkpoint.key")?)))
    }

    fn path(&self, name: &str) -> Result<PathBuf, Failure> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        if name.is_empty() || name.starts_with('.') || !name.bytes().all(plain) {
            return Err(Failure::Secret {
                file: self.folder.join("?"),
                reason: "its name is not a plain word",
            });
        }
        Ok(self.folder.join(name))
    }

    /// Written beside, synced, and linked into place: whole or not at all, and the first one wins.
    fn put(&self, name: &str, key: &[u8; 32]) -> std::io::Result<()> {
        let mut suffix = [0; 8];
        draw(&mut suffix)?;
        let beside = self.folder.join(format!(".{name}.{:016x}", u64::from_be_bytes(suffix)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        private_mode(&mut options);
        let mut file = options.open(&beside)?;
        file.write_all(key)?;
        file.sync_all()?;
        let linked = match fs::hard_link(&beside, self.folder.join(name)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            other => other,
        };
        fs::remove_file(&beside)?;
        linked?;
        File::open(&self.folder)?.sync_all()
    }
}

/// Random bytes from the operating system.
fn draw(bytes: &mut [u8]) -> std::io::Result<()> {
    getrandom::fill(bytes).map_err(|error| std::io::Error::other(error.to_string()))
}

#[cfg(unix)]
fn private_mode(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private_mode(_: &mut OpenOptions) {}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn require_private(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = fs::metadata(path).map_err(|source| Failure::io("look at a secret", source))?;
    let by_others = found.permissions().mode() & 0o077;
    if by_others == 0 {
        Ok(())
    } else {
        Err(Failure::Secret { file: path.to_owned(), reason: "others than its owner may read it" })
    }
}

#[cfg(not(unix))]
fn require_private(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Signs with Ed25519.
pub struct Ed25519(SigningKey);

impl Ed25519 {
    /// The signer with this secret key.
    pub fn from_key(key: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(key))
    }
}

impl fmt::Debug for Ed25519 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ed25519(…)")
    }
}

impl Signer for Ed25519 {
    fn public_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    fn is_signed(&self, public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(public_key)
            .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_drawn_once_and_stays() {
        let place = tempfile::tempdir().unwrap();
        let secrets = Secrets::open(&place.path().join("secrets")).unwrap();
        let key = secrets.key("period-2025.seed").unwrap();
        assert_eq!(secrets.key("period-2025.seed").unwrap(), key);
        assert_ne!(secrets.key("other").unwrap(), key);
        assert_eq!(secrets.existing("third").unwrap(), None);
        for bad in ["", "../x", "A", ".hidden"] {
            assert!(secrets.key(bad).is_err(), "{bad}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("secrets");
        let secrets = Secrets::open(&folder).unwrap();
        secrets.key("a").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("a"))), (0o700, 0o600));
        fs::set_permissions(folder.join("a"), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(secrets.key("a"), Err(Failure::Secret { .. })));
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(matches!(Secrets::open(&folder), Err(Failure::Secret { .. })));
    }

    #[test]
    fn a_signature_is_of_one_key_and_one_message() {
        let (one, two) = (Ed25519::from_key(&[1; 32]), Ed25519::from_key(&[2; 32]));
        let signature = one.sign(b"m");
        assert!(two.is_signed(&one.public_key(), b"m", &signature));
        assert!(!two.is_signed(&two.public_key(), b"m", &signature));
        assert!(!two.is_signed(&one.public_key(), b"n", &signature));
    }
}
