//! Functions of numbers, and of lists of them.

use std::cmp::Ordering;

use saklig_number::{Number, Rounding, rounding};
use smallvec::SmallVec;

use super::arguments::{at, items, number, whole};
use super::{Builtin, Call, NULL_ARGUMENT, NULL_TYPES, Outcome, Stop};
use crate::value::{Value, compare};

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let rounded = |mode| round(args, mode);
    match builtin {
        Builtin::Min => extreme(args, call, Ordering::Less),
        Builtin::Max => extreme(args, call, Ordering::Greater),
        Builtin::Sum => fold(args, call, Number::checked_add),
        Builtin::Product => fold(args, call, Number::checked_mul),
        Builtin::Mean => mean(&read_numbers(args, call)?).map(Value::Number),
        Builtin::Median => median(args, call),
        Builtin::Stddev => stddev(&read_numbers(args, call)?).map(Value::Number),
        Builtin::Mode => mode(args, call),
        Builtin::Decimal => rounded(Rounding::HalfEven),
        Builtin::Floor => rounded(Rounding::Floor),
        Builtin::Ceiling => rounded(Rounding::Ceiling),
        Builtin::RoundUp => rounded(Rounding::Up),
        Builtin::RoundDown => rounded(Rounding::Down),
        Builtin::RoundHalfUp => rounded(Rounding::HalfUp),
        Builtin::RoundHalfDown => rounded(Rounding::HalfDown),
        Builtin::Abs => match at(args, 0) {
            Value::Number(number) => Ok(number.abs().into()),
            Value::YearsMonths(months) => Ok(Value::YearsMonths(months.abs())),
            Value::DaysTime(duration) => Ok(Value::DaysTime(duration.abs())),
            _ => Err(NULL_TYPES),
        },
        Builtin::Modulo => Ok(number(args, 0)?.checked_rem(number(args, 1)?)?.into()),
        Builtin::Sqrt => Ok(number(args, 0)?.checked_sqrt()?.into()),
        Builtin::Odd => Ok((whole_modulo_two(args)? != Number::ZERO).into()),
        _ => Ok((whole_modulo_two(args)? == Number::ZERO).into()),
    }
}

fn whole_modulo_two(args: &[Value]) -> Result<Number, Stop> {
    let number = number(args, 0)?;
    if !number.is_integer() {
        return Err(NULL_ARGUMENT);
    }
    Ok(number.checked_rem(2.into())?)
}

fn round(args: &[Value], mode: Rounding) -> Outcome {
    let scale = if matches!(at(args, 1), Value::Null) && args.len() < 2 { 0 } else { whole(args, 1)? };
    if !(-6111..=6176).contains(&scale) {
        return Err(NULL_ARGUMENT);
    }
    let scale = i32::try_from(scale).map_err(|_| NULL_ARGUMENT)?;
    Ok(rounding::round(number(args, 0)?, scale, mode)?.into())
}

type Numbers = SmallVec<[Number; 8]>;

fn read_numbers(args: &[Value], call: &mut Call<'_, '_>) -> Result<Numbers, Stop> {
    let items = items(args)?;
    call.run.spend(items.len(), call.span)?;
    // All are looked at, also after one that is no number.
    let numbers: SmallVec<[Option<Number>; 8]> =
        items.iter().map(|item| call.run.look(item).as_number()).collect();
    numbers.into_iter().map(|number| number.ok_or(NULL_TYPES)).collect()
}

fn fold(
    args: &[Value],
    call: &mut Call<'_, '_>,
    operation: impl Fn(Number, Number) -> Result<Number, saklig_number::NumberError>,
) -> Outcome {
    let numbers = read_numbers(args, call)?;
    let (first, rest) = numbers.split_first().ok_or(NULL_ARGUMENT)?;
    let total = rest.iter().try_fold(*first, |total, number| operation(total, *number))?;
    Ok(total.into())
}

fn mean(numbers: &[Number]) -> Result<Number, Stop> {
    let size = Number::from(i64::try_from(numbers.len()).map_err(|_| NULL_ARGUMENT)?);
    let total = numbers.iter().try_fold(Number::ZERO, |total, number| total.checked_add(*number))?;
    if numbers.is_empty() { Err(NULL_ARGUMENT) } else { Ok(total.checked_div(size)?) }
}

fn median(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let mut numbers = read_numbers(args, call)?;
    numbers.sort();
    let half = numbers.len() / 2;
    let middle = if numbers.len() % 2 == 1 {
        numbers.get(half..=half)
    } else {
        half.checked_sub(1).and_then(|before| numbers.get(before..=half))
    };
    mean(middle.ok_or(NULL_ARGUMENT)?).map(Value::Number)
}

fn stddev(numbers: &[Number]) -> Result<Number, Stop> {
    let degrees = i64::try_from(numbers.len()).map_err(|_| NULL_ARGUMENT)? - 1;
    if degrees < 1 {
        return Err(NULL_ARGUMENT);
    }
    let mean = mean(numbers)?;
    let mut squares = Number::ZERO;
    for number in numbers {
        let off = number.checked_sub(mean)?;
        squares = squares.checked_add(off.checked_mul(off)?)?;
    }
    Ok(squares.checked_div(degrees.into())?.checked_sqrt()?)
}

fn mode(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let mut numbers = read_numbers(args, call)?;
    numbers.sort();
    let runs: Vec<(usize, Number)> =
        numbers.chunk_by(|a, b| a == b).filter_map(|run| Some((run.len(), *run.first()?))).collect();
    let most = runs.iter().map(|(count, _)| *count).max().unwrap_or_default();
    Ok(runs
        .into_iter()
        .filter(|(count, _)| *count == most)
        .map(|(_, number)| Value::Number(number))
        .collect())
}

fn extreme(args: &[Value], call: &mut Call<'_, '_>, wanted: Ordering) -> Outcome {
    let items = call.read(items(args)?)?;
    let mut items = items.into_iter();
    let mut best = items.next().ok_or(NULL_ARGUMENT)?;
    // A single item must be of an ordered type too.
    compare(&best, &best).ok_or(NULL_TYPES)?;
    for item in items {
        if compare(&item, &best).ok_or(NULL_TYPES)? == wanted {
            best = item;
        }
    }
    Ok(best)
}
