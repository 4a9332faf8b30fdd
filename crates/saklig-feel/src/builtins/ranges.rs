//! How points and ranges lie to each other.

use std::cmp::Ordering;

use super::arguments::at;
use super::{Builtin, Call, NULL_TYPES, Outcome, Stop};
use crate::value::{Bound, Range, Value, compare};

/// The two arguments, each as a range: a point is a range that begins and ends there.
struct Pair {
    a: Range,
    b: Range,
    a_is_point: bool,
    b_is_point: bool,
}

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let (a, b) = (call.run.look_deeply(at(args, 0)), call.run.look_deeply(at(args, 1)));
    let pair = Pair {
        a_is_point: !matches!(a, Value::Range(_)),
        b_is_point: !matches!(b, Value::Range(_)),
        a: as_range(&a)?,
        b: as_range(&b)?,
    };
    let answer = match builtin {
        Builtin::Before => pair.before()?,
        Builtin::After => pair.swapped().before()?,
        Builtin::Meets => pair.ranges()?.meets()?,
        Builtin::MetBy => pair.ranges()?.swapped().meets()?,
        Builtin::Overlaps => pair.ranges()?.overlaps()?,
        Builtin::OverlapsBefore => pair.ranges()?.overlaps_before()?,
        Builtin::OverlapsAfter => pair.ranges()?.swapped().overlaps_before()?,
        Builtin::Finishes => pair.finishes()?,
        Builtin::FinishedBy => pair.swapped().finishes()?,
        Builtin::Includes => pair.swapped().during()?,
        Builtin::During => pair.during()?,
        Builtin::Starts => pair.starts()?,
        Builtin::StartedBy => pair.swapped().starts()?,
        _ => pair.coincides()?,
    };
    Ok(answer.into())
}

fn as_range(value: &Value) -> Result<Range, Stop> {
    match value {
        Value::Range(range) => Ok((**range).clone()),
        point => {
            compare(point, point).ok_or(NULL_TYPES)?;
            let bound = Bound { value: point.clone(), closed: true };
            Ok(Range { start: bound.clone(), end: bound })
        }
    }
}

/// The order of two lower ends: the closed one begins earlier, the one without value first of all.
fn starts(a: &Bound, b: &Bound) -> Result<Ordering, Stop> {
    Ok(match (a.value.is_null(), b.value.is_null()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => compare(&a.value, &b.value).ok_or(NULL_TYPES)?.then(b.closed.cmp(&a.closed)),
    })
}

/// The order of two upper ends: the closed one ends later, the one without value last of all.
fn ends(a: &Bound, b: &Bound) -> Result<Ordering, Stop> {
    Ok(match (a.value.is_null(), b.value.is_null()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => compare(&a.value, &b.value).ok_or(NULL_TYPES)?.then(a.closed.cmp(&b.closed)),
    })
}

/// Where an upper end lies to a lower end: less if they have nothing in common, equal if one point.
fn end_to_start(end: &Bound, start: &Bound) -> Result<Ordering, Stop> {
    if end.value.is_null() || start.value.is_null() {
        return Ok(Ordering::Greater);
    }
    let order = compare(&end.value, &start.value).ok_or(NULL_TYPES)?;
    Ok(if order == Ordering::Equal && !(end.closed && start.closed) { Ordering::Less } else { order })
}

impl Pair {
    fn swapped(self) -> Self {
        Self { a: self.b, b: self.a, a_is_point: self.b_is_point, b_is_point: self.a_is_point }
    }

    /// For functions that take no points.
    fn ranges(self) -> Result<Self, Stop> {
        if self.a_is_point || self.b_is_point { Err(NULL_TYPES) } else { Ok(self) }
    }

    fn before(&self) -> Result<bool, Stop> {
        Ok(end_to_start(&self.a.end, &self.b.start)?.is_lt())
    }

    fn meets(&self) -> Result<bool, Stop> {
        Ok(end_to_start(&self.a.end, &self.b.start)?.is_eq())
    }

    fn overlaps(&self) -> Result<bool, Stop> {
        Ok(end_to_start(&self.a.end, &self.b.start)?.is_ge()
            && end_to_start(&self.b.end, &self.a.start)?.is_ge())
    }

    fn overlaps_before(&self) -> Result<bool, Stop> {
        Ok(self.overlaps()?
            && starts(&self.a.start, &self.b.start)?.is_lt()
            && ends(&self.a.end, &self.b.end)?.is_lt())
    }

    fn finishes(&self) -> Result<bool, Stop> {
        if self.b_is_point && !self.a_is_point {
            return Err(NULL_TYPES);
        }
        Ok(ends(&self.a.end, &self.b.end)?.is_eq() && starts(&self.a.start, &self.b.start)?.is_ge())
    }

    fn starts(&self) -> Result<bool, Stop> {
        if self.b_is_point && !self.a_is_point {
            return Err(NULL_TYPES);
        }
        Ok(starts(&self.a.start, &self.b.start)?.is_eq() && ends(&self.a.end, &self.b.end)?.is_le())
    }

    fn during(&self) -> Result<bool, Stop> {
        if self.b_is_point {
            return Err(NULL_TYPES);
        }
        Ok(starts(&self.a.start, &self.b.start)?.is_ge() && ends(&self.a.end, &self.b.end)?.is_le())
    }

    fn coincides(&self) -> Result<bool, Stop> {
        if self.a_is_point != self.b_is_point {
            return Err(NULL_TYPES);
        }
        Ok(starts(&self.a.start, &self.b.start)?.is_eq() && ends(&self.a.end, &self.b.end)?.is_eq())
    }
}
