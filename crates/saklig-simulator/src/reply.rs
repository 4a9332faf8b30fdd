//! An answer on its way out, and what a fault makes of it.

use crate::faults::{Fault, Kind};

/// How late a slow answer comes, when nobody says.
const DELAY_SECONDS: u64 = 2;

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) media_type: &'static str,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
    pub(crate) delay_seconds: u64,
}

/// How the answer leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Whole.
    Whole,
    /// Half of it, then the connection is cut.
    Half,
    /// Not at all: the connection is cut.
    Nothing,
}

impl Reply {
    fn new(status: u16, media_type: &'static str, body: Vec<u8>) -> Self {
        Self { status, media_type, body, end: End::Whole, delay_seconds: 0 }
    }

    pub(crate) fn soap(xml: String) -> Self {
        Self::new(200, "text/xml;charset=UTF-8", xml.into_bytes())
    }

    pub(crate) fn soap_fault(xml: String) -> Self {
        Self::new(500, "text/xml;charset=UTF-8", xml.into_bytes())
    }

    pub(crate) fn xml(xml: String) -> Self {
        Self::new(200, "application/xml", xml.into_bytes())
    }

    pub(crate) fn json(status: u16, value: &serde_json::Value) -> Self {
        Self::new(status, "application/json", value.to_string().into_bytes())
    }

    pub(crate) fn lines(text: String) -> Self {
        Self::new(200, "application/jsonl", text.into_bytes())
    }

    /// A refusal: the code, and where in the message.
    pub(crate) fn refused(status: u16, code: &str, place: &str) -> Self {
        Self::json(status, &serde_json::json!({"fel": code, "plats": place}))
    }

    pub(crate) fn not_found() -> Self {
        Self::refused(404, "finns_inte", "")
    }

    /// What stands in for an answer that is not given at all; none when the answer is to be made first.
    pub(crate) fn instead(fault: Option<&Fault>) -> Option<Self> {
        let fault = fault?;
        match fault.kind {
            Kind::Down => Some(Self::refused(503, "nere", "")),
            Kind::Error => Some(Self::refused(500, fault.code.as_deref().unwrap_or("internt_fel"), "")),
            Kind::Slow | Kind::Garbage | Kind::Partial | Kind::Cut | Kind::CutAfter | Kind::WrongPerson => {
                None
            }
        }
    }

    /// The answer as the fault leaves it.
    pub(crate) fn under(mut self, fault: Option<&Fault>) -> Self {
        let Some(fault) = fault else { return self };
        match fault.kind {
            Kind::Down => return Self::refused(503, "nere", ""),
            Kind::Slow => self.delay_seconds = fault.delay_seconds.unwrap_or(DELAY_SECONDS),
            Kind::Garbage => self.body = b"\xff\xfe<skrap>\0 ]]> &bomb; {".to_vec(),
            Kind::Cut => self.end = End::Half,
            Kind::CutAfter => self.end = End::Nothing,
            Kind::Error | Kind::Partial | Kind::WrongPerson => {}
        }
        self
    }
}
