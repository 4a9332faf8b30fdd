//! Is a fixed text a date, a duration or a repetition as in ISO 8601? Only the form is checked; FEEL reads the value.

/// Why a text cannot be read.
pub(crate) type Reason = &'static str;

/// `P1Y2M` or `P3DT4H5M6S`, the two kinds of duration FEEL has.
pub(crate) fn duration(text: &str) -> Result<(), Reason> {
    const FORM: Reason = "a duration looks like P7D, PT2H or P3M";
    let body = text.strip_prefix('-').unwrap_or(text).strip_prefix('P').ok_or(FORM)?;
    if body.contains('W') {
        return Err("weeks are not a FEEL duration; write P7D instead of P1W");
    }
    let (date, time) = body.split_once('T').map_or((body, None), |(date, time)| (date, Some(time)));
    let days = parts(date, "YMD").ok_or(FORM)?;
    let clock = time
        .map_or(Some(String::new()), |time| parts(time, "HMS").filter(|units| !units.is_empty()))
        .ok_or(FORM)?;
    let months = days.contains(['Y', 'M']);
    if months && (days.contains('D') || !clock.is_empty()) {
        return Err("years and months cannot be mixed with days and hours");
    }
    if days.is_empty() && clock.is_empty() { Err(FORM) } else { Ok(()) }
}

/// The units of `1Y2M`, in the order of `allowed` and each once.
fn parts(text: &str, allowed: &str) -> Option<String> {
    let mut units = String::new();
    let mut number = String::new();
    let mut left = allowed;
    for character in text.chars() {
        if character.is_ascii_digit() || (character == '.' && allowed == "HMS" && !number.is_empty()) {
            number.push(character);
            continue;
        }
        let fraction = number.contains('.');
        if number.is_empty()
            || number.ends_with('.')
            || number.matches('.').count() > 1
            || (fraction && character != 'S')
        {
            return None;
        }
        left = left.split_once(character)?.1;
        units.push(character);
        number.clear();
    }
    number.is_empty().then_some(units)
}

/// `2026-01-31`, `2026-01-31T10:00:00Z`, `…+01:00`, `…@Europe/Stockholm`.
pub(crate) fn moment(text: &str) -> Result<(), Reason> {
    const FORM: Reason = "a moment looks like 2026-01-31 or 2026-01-31T10:00:00+01:00";
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    if !shaped(date, "####-##-##") {
        return Err(FORM);
    }
    let Some(time) = time else { return Ok(()) };
    let zone_at =
        time.find(['Z', '+', '-', '@']).ok_or("a date and time needs a zone, for example +01:00")?;
    let (clock, zone) = time.split_at(zone_at);
    let clock = clock.split_once('.').map_or(Some(clock), |(whole, fraction)| {
        (!fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())).then_some(whole)
    });
    let clock_fits = clock.is_some_and(|clock| shaped(clock, "##:##:##") || shaped(clock, "##:##"));
    let zone_fits = zone == "Z"
        || zone.strip_prefix(['+', '-']).is_some_and(|offset| shaped(offset, "##:##"))
        || zone.strip_prefix('@').is_some_and(|name| !name.is_empty());
    if clock_fits && zone_fits { Ok(()) } else { Err(FORM) }
}

/// `R/P1D`, `R3/PT1H`, `R3/2026-01-31T10:00:00Z/PT1H`.
pub(crate) fn cycle(text: &str) -> Result<(), Reason> {
    const FORM: Reason = "a repetition looks like R/P1D or R3/PT1H";
    let mut parts = text.split('/');
    let count = parts.next().and_then(|first| first.strip_prefix('R')).ok_or(FORM)?;
    if !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FORM);
    }
    match (parts.next(), parts.next(), parts.next()) {
        (Some(every), None, None) => duration(every),
        (Some(from), Some(every), None) => moment(from).and_then(|()| duration(every)),
        _ => Err(FORM),
    }
}

fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, form)| if form == b'#' { byte.is_ascii_digit() } else { byte == form })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_of_the_two_kinds_feel_has() {
        for good in ["P7D", "PT2H", "P3M", "P1Y6M", "P1DT2H3M4.5S", "-P1D", "PT10S"] {
            assert_eq!(duration(good), Ok(()), "{good}");
        }
        for bad in [
            "", "P", "7D", "PT", "P1W", "P1M1D", "P1.5D", "PD", "P1DT", "P1H", "PT1D", "P1D1D", "P1", "PT1.S",
        ] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn moments_have_a_zone() {
        for good in [
            "2026-01-31",
            "2026-01-31T10:00:00Z",
            "2026-01-31T10:00+01:00",
            "2026-01-31T10:00:00.5@Europe/Stockholm",
        ] {
            assert_eq!(moment(good), Ok(()), "{good}");
        }
        for bad in
            ["", "2026-1-31", "2026-01-31T10:00:00", "2026-01-31T10Z", "imorgon", "2026-01-31T10:00:00+1"]
        {
            assert!(moment(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn repetitions_say_how_often() {
        for good in ["R/P1D", "R3/PT1H", "R3/2026-01-31T10:00:00Z/PT1H"] {
            assert_eq!(cycle(good), Ok(()), "{good}");
        }
        for bad in ["P1D", "R", "R/", "Rx/P1D", "0 0 9 * * *", "R3/PT1H/P1D/P1D"] {
            assert!(cycle(bad).is_err(), "{bad}");
        }
    }
}
