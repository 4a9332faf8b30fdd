//! Registers out of files: what was read is served as if the registers had answered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::PersonId;

use crate::{
    Agency, Answered, BenefitRegister, BenefitReply, BusinessSystem, EarlierMonth, Failure, History,
    HistoryQuestion, PersonRecord, PersonRegister, Question, Remark, Reply, SkvAnswer, VehicleAnswer, read,
};

/// What the registers say about one person and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    /// Whom it is about.
    pub person: PersonId,
    /// First day of the period.
    pub from: Date,
    /// Last day of the period.
    pub to: Date,
    /// The population register.
    pub population: Answered<PersonRecord>,
    /// The agencies; the time of receipt is set when the line is served.
    pub benefits: BenefitReply,
    /// File and line it was read from.
    pub place: (Arc<str>, u32),
}

/// The code of an answer whose lines cover only a part of the period asked for.
pub const PERIOD_NOT_COVERED: &str = "period_saknas";

/// Population register and SSBTEK that answer from lines, by person and period.
#[derive(Debug, Clone, Default)]
pub struct FileRegisters {
    /// Per person the lines in order of period; periods do not overlap.
    lines: BTreeMap<PersonId, Vec<AnswerLine>>,
}

impl FileRegisters {
    /// Registers that serve these lines. Of two lines for one person whose periods overlap the first stands and the
    /// other gives a remark.
    pub fn new(lines: Vec<AnswerLine>) -> (Self, Vec<Remark>) {
        let mut registers = Self::default();
        let remarks = lines.into_iter().filter_map(|line| registers.add(line)).collect();
        (registers, remarks)
    }

    /// Reads a file, or every `.jsonl` file of a folder in order of name.
    pub fn open(path: &Path) -> (Self, Vec<Remark>) {
        let mut lines = Vec::new();
        let mut remarks = read_files(path, |file, text| {
            let (found, remarks) = read::answers(file, text);
            lines.extend(found);
            remarks
        });
        let (registers, overlaps) = Self::new(lines);
        remarks.extend(overlaps);
        (registers, remarks)
    }

    /// How many persons it knows of.
    pub fn persons(&self) -> usize {
        self.lines.len()
    }

    fn add(&mut self, line: AnswerLine) -> Option<Remark> {
        let there = self.lines.entry(line.person.clone()).or_default();
        if let Some(other) = there.iter().find(|other| other.from <= line.to && line.from <= other.to) {
            let (file, number) = &other.place;
            let what = format!("the period overlaps another line for the same person ({file}:{number})");
            let todo = "join the two lines, or take one of them away";
            let remark = Remark::new("E0908", (&line.place.0, line.place.1), "$.fran", what, todo);
            return Some(remark.with("fil", file).with("rad", number));
        }
        let at = there.partition_point(|other| other.from < line.from);
        there.insert(at, line);
        None
    }

    /// The lines that touch the period, and whether they cover it.
    fn served(&self, question: &Question) -> (Vec<&AnswerLine>, bool) {
        let all = self.lines.get(question.person()).map_or(&[][..], Vec::as_slice);
        let touching = |line: &&AnswerLine| line.from <= question.to() && question.from() <= line.to;
        let lines: Vec<&AnswerLine> = all.iter().filter(touching).collect();
        let mut next = Some(question.from());
        for line in &lines {
            if next.is_some_and(|day| line.from <= day && day <= line.to) {
                next = line.to.tomorrow().ok();
            }
        }
        (lines, next.is_none_or(|day| day > question.to()))
    }
}

impl PersonRegister for FileRegisters {
    fn ask(&self, question: &Question, now: Timestamp) -> Result<Reply<PersonRecord>, Failure> {
        let (lines, _) = self.served(question);
        let answer = lines.last().map_or(Answered::NotAsked, |line| line.population.clone());
        Ok(Reply { answer, received_at: now })
    }
}

impl BenefitRegister for FileRegisters {
    fn ask(&self, question: &Question, agencies: &[Agency], now: Timestamp) -> Result<BenefitReply, Failure> {
        let (lines, covered) = self.served(question);
        let replies = || lines.iter().map(|line| &line.benefits);
        let mut reply = BenefitReply {
            af: joined(replies().map(|reply| &reply.af), covered, now),
            csn: joined(replies().map(|reply| &reply.csn), covered, now),
            fk: joined(replies().map(|reply| &reply.fk), covered, now),
            skv: joined(replies().map(|reply| &reply.skv), covered, now),
            so: joined(replies().map(|reply| &reply.so), covered, now),
            tns: joined(replies().map(|reply| &reply.tns), covered, now),
            miv: joined(replies().map(|reply| &reply.miv), covered, now),
        };
        reply.keep(agencies, now);
        Ok(reply)
    }
}

/// Something that several periods can say more of.
trait Join: Clone + Default {
    fn join(&mut self, later: &Self);
}

impl<T: Clone + PartialEq> Join for Vec<T> {
    fn join(&mut self, later: &Self) {
        let new: Vec<T> = later.iter().filter(|item| !self.contains(item)).cloned().collect();
        self.extend(new);
    }
}

impl Join for SkvAnswer {
    fn join(&mut self, later: &Self) {
        self.capital.join(&later.capital);
        self.refunds.join(&later.refunds);
    }
}

impl Join for VehicleAnswer {
    fn join(&mut self, later: &Self) {
        // What somebody owns is what the latest answer says.
        self.clone_from(later);
    }
}

impl Join for crate::AfPerson {
    fn join(&mut self, later: &Self) {
        self.clone_from(later);
    }
}

/// One answer for the whole period: everything that came, and the worst state of the parts.
fn joined<'a, T: Join + 'a>(
    parts: impl Iterator<Item = &'a Reply<T>>,
    covered: bool,
    now: Timestamp,
) -> Reply<T> {
    let (mut came, mut code, mut failed, mut missing, mut any) = (None::<T>, None, None, !covered, false);
    for part in parts {
        any |= !matches!(part.answer, Answered::NotAsked);
        match &part.answer {
            Answered::NotAsked => missing = true,
            Answered::Nothing => {}
            Answered::Failed { code: why } => failed = Some(Arc::clone(why)),
            Answered::Data(data) => came.get_or_insert_default().join(data),
            Answered::Partial { code: why, part } => {
                code = Some(Arc::clone(why));
                came.get_or_insert_default().join(part);
            }
        }
    }
    let answer = match (any, failed, code, missing, came) {
        (false, ..) => Answered::NotAsked,
        (true, Some(code), _, _, None) => Answered::Failed { code },
        (true, Some(code), _, _, Some(part)) | (true, None, Some(code), _, Some(part)) => {
            Answered::Partial { code, part }
        }
        (true, None, None, true, part) => {
            Answered::Partial { code: Arc::from(PERIOD_NOT_COVERED), part: part.unwrap_or_default() }
        }
        (true, None, _, false, Some(part)) => Answered::Data(part),
        (true, None, _, _, None) => Answered::Nothing,
    };
    Reply { answer, received_at: now }
}

/// Earlier months out of files.
#[derive(Debug, Clone, Default)]
pub struct EarlierMonths {
    months: Vec<EarlierMonth>,
    by_adult: BTreeMap<PersonId, Vec<usize>>,
}

impl EarlierMonths {
    /// A system that knows these months.
    pub fn new(months: Vec<EarlierMonth>) -> Self {
        let mut by_adult: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
        for (at, month) in months.iter().enumerate() {
            for adult in std::iter::once(&month.applicant).chain(&month.co_applicant) {
                by_adult.entry(adult.clone()).or_default().push(at);
            }
        }
        Self { months, by_adult }
    }

    /// Reads a file, or every `.jsonl` file of a folder in order of name, as written by `system`.
    pub fn open(path: &Path, system: &str) -> (Self, Vec<Remark>) {
        let mut months = Vec::new();
        let remarks = read_files(path, |file, text| {
            let (found, remarks) = read::earlier(file, text, system);
            months.extend(found);
            remarks
        });
        (Self::new(months), remarks)
    }

    /// All months in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = &EarlierMonth> {
        self.months.iter()
    }
}

impl BusinessSystem for EarlierMonths {
    fn earlier(&self, question: &HistoryQuestion, _now: Timestamp) -> Result<History, Failure> {
        let mut found: Vec<usize> = question
            .adults()
            .iter()
            .filter_map(|adult| self.by_adult.get(adult))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let months: Vec<EarlierMonth> = found
            .iter()
            .filter_map(|at| self.months.get(*at))
            .filter(|month| month.month < question.before())
            .cloned()
            .collect();
        Ok(if months.is_empty() { History::Silent } else { History::Months(months) })
    }
}

/// Hands every file's name and text to `take`; a file that cannot be read is a remark.
fn read_files(path: &Path, mut take: impl FnMut(&str, &str) -> Vec<Remark>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let unreadable = |path: &Path, error: &std::io::Error| {
        let file: Arc<str> = Arc::from(path.display().to_string());
        let what = format!("the file or folder cannot be read: {error}");
        let todo = "check the name, that it may be read, and that it is UTF-8";
        Remark::new("E0910", (&file, 0), "$", what, todo).with("fil", &file).with("orsak", error)
    };
    match files_in(path) {
        Ok(files) => {
            for file in files {
                match std::fs::read_to_string(&file) {
                    Ok(text) => remarks.extend(take(&file.display().to_string(), &text)),
                    Err(error) => remarks.push(unreadable(&file, &error)),
                }
            }
        }
        Err(error) => remarks.push(unreadable(path, &error)),
    }
    remarks
}

fn files_in(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries: std::io::Result<Vec<PathBuf>> =
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut files: Vec<PathBuf> =
        entries?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "jsonl")).collect();
    files.sort();
    Ok(files)
}
