//! A disk that fills up and is then enlarged.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::cut::Cut;
use super::folder::{self, Picture};
use super::program::Program;

/// How large the disk is.
const SIZE: &str = "size=20m";
/// How large it is after it was enlarged.
const ENLARGED: &str = "remount,size=200m";
/// How much of the 20 MB is left for the program, in kilobytes: one that lets it begin and not end.
const LEFT_KB: [usize; 3] = [1500, 2500, 4000];
/// What the program must say.
const CODE: &str = "E0620";

/// What came of it.
pub(super) enum Full {
    /// It was refused, and went on to the same end.
    Equal(String),
    /// It could not be tried here.
    NotChecked(String),
    /// It went wrong.
    Wrong(Vec<String>),
}

/// A small disk in memory, taken away at the end.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        mount(&["-t", "tmpfs", "-o", SIZE, "tmpfs"], folder)?;
        Ok(Self(folder.to_owned()))
    }

    fn enlarge(&self) -> Result<(), String> {
        mount(&["-o", ENLARGED], &self.0)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // One that stays mounted lies in a folder for temporary files.
        drop(Command::new("umount").arg(&self.0).stderr(Stdio::null()).status());
    }
}

fn mount(arguments: &[&str], folder: &Path) -> Result<(), String> {
    let output = Command::new("mount").args(arguments).arg(folder).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Lets the disk fill up, looks, enlarges it, and goes on.
pub(super) fn check(
    program: &Program,
    cut: &Cut,
    undisturbed: &Picture,
    place: &Path,
) -> anyhow::Result<Full> {
    let mut wrong = Vec::new();
    let mut refusals = 0;
    for left in LEFT_KB {
        let data = place.join(format!("liten-{left}"));
        let disk = match Disk::new(&data.join("data")) {
            Ok(disk) => disk,
            Err(why) => return Ok(Full::NotChecked(why)),
        };
        cut.lay_search_key(&data)?;
        let filler = data.join("data").join("utfyllnad");
        std::fs::write(&filler, vec![1; ((20 << 10) - left) << 10])?;
        let [_, all] = cut.parts();
        let first = program.demo(all, &data, None)?;
        if first.success {
            break;
        }
        refusals += 1;
        if !first.errors.contains(CODE) {
            wrong.push(format!("{left} kB left: {}", first.errors.trim()));
        }
        if let Err(why) = disk.enlarge() {
            return Ok(Full::NotChecked(why));
        }
        let durable = folder::durable(&data)?;
        let ended = program.demo(all, &data, None)?;
        if ended.success {
            let picture = Picture::of(&data, cut, &ended.printed)?;
            wrong.extend(picture.differences(undisturbed));
            if picture.missing(&durable) > 0 {
                wrong.push(format!("{left} kB left: cases were lost"));
            }
        } else {
            wrong.push(format!("{left} kB left, enlarged: {}", ended.errors.trim()));
        }
    }
    Ok(if !wrong.is_empty() {
        Full::Wrong(wrong)
    } else if refusals == 0 {
        Full::NotChecked("the disk did not fill up".to_owned())
    } else {
        Full::Equal(format!("refused {refusals} times with {CODE}, enlarged, equal"))
    })
}
