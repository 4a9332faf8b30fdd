//! The functions of FEEL: their names, their forms, and what they return.
#![allow(clippy::wildcard_enum_match_arm, reason = "a value of any other type gives null")]

mod arguments;
mod contexts;
mod conversions;
mod dates;
mod lists;
mod numbers;
mod ranges;
mod strings;

pub(crate) use conversions::at_literal;

use crate::env::{EvalError, Why};
use crate::eval::Run;
use crate::fault::Span;
use crate::types::Type;
use crate::value::Value;

/// What a function returns: a value, a reason for null, or the end of the evaluation.
pub(crate) type Outcome = Result<Value, Stop>;

/// Why a function returned no value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stop {
    /// Null, with a note.
    Null(Why),
    /// The evaluation ends.
    End(EvalError),
    /// A number became too large.
    Overflow,
}

impl From<EvalError> for Stop {
    fn from(error: EvalError) -> Self {
        Self::End(error)
    }
}

impl From<saklig_number::NumberError> for Stop {
    fn from(error: saklig_number::NumberError) -> Self {
        use saklig_number::NumberError as E;
        match error {
            E::Overflow => Self::Overflow,
            E::DivisionByZero => Self::Null(Why::DivisionByZero),
            E::NegativeRoot => Self::Null(Why::Argument),
            E::NotANumber => Self::Null(Why::NotReadable),
        }
    }
}

pub(crate) const NULL_TYPES: Stop = Stop::Null(Why::Types);
pub(crate) const NULL_ARGUMENT: Stop = Stop::Null(Why::Argument);
pub(crate) const NULL_UNREADABLE: Stop = Stop::Null(Why::NotReadable);

/// A call under way.
pub(crate) struct Call<'c, 'e> {
    pub(crate) run: &'c mut Run<'e>,
    pub(crate) span: Span,
}

/// One way to call a function: its parameters; `?` ends the name of one that may be left out, `*` of one
/// that may be given many times.
type Form = &'static [&'static str];

macro_rules! builtins {
    ($($module:ident { $($variant:ident $name:literal $result:ident [$($form:expr),+ $(,)?])* })*) => {
        /// One of the functions of FEEL.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is named as the function of FEEL that it is")]
        pub enum Builtin { $($($variant),*),* }

        impl Builtin {
            pub(crate) const ALL: &'static [Self] = &[$($(Self::$variant),*),*];

            /// The name in FEEL.
            pub fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name),*),* }
            }

            fn forms(self) -> &'static [Form] {
                match self { $($(Self::$variant => &[$(&$form),+]),*),* }
            }

            fn result(self) -> Returns {
                match self { $($(Self::$variant => Returns::$result),*),* }
            }

            /// Calls the function. Parameters that were left out are null.
            pub(crate) fn call(self, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
                match self { $($(Self::$variant => $module::call(self, args, call)),*),* }
            }
        }
    };
}

/// The type of a result, as far as it depends on nothing or only on the types of the arguments.
#[derive(Clone, Copy)]
enum Returns {
    Any,
    Boolean,
    Number,
    Text,
    Texts,
    Date,
    Time,
    DateTime,
    YearsMonths,
    /// The list that was given first.
    Same,
    /// An item of the list that was given first.
    Item,
    Numbers,
    Ranges,
}

builtins! {
    strings {
        Substring "substring" Text [["string", "start position", "length?"]]
        StringLength "string length" Number [["string"]]
        UpperCase "upper case" Text [["string"]]
        LowerCase "lower case" Text [["string"]]
        SubstringBefore "substring before" Text [["string", "match"]]
        SubstringAfter "substring after" Text [["string", "match"]]
        Replace "replace" Text [["input", "pattern", "replacement", "flags?"]]
        Contains "contains" Boolean [["string", "match"]]
        StartsWith "starts with" Boolean [["string", "match"]]
        EndsWith "ends with" Boolean [["string", "match"]]
        Matches "matches" Boolean [["input", "pattern", "flags?"]]
        Split "split" Texts [["string", "delimiter"]]
        StringJoin "string join" Text [["list", "delimiter?"], ["list", "delimiter", "prefix", "suffix"]]
    }
    lists {
        ListContains "list contains" Boolean [["list", "element"]]
        Count "count" Number [["list"], ["c*"]]
        All "all" Boolean [["list"], ["b*"]]
        Any "any" Boolean [["list"], ["b*"]]
        Sublist "sublist" Same [["list", "start position", "length?"]]
        Append "append" Any [["list", "item*"]]
        Concatenate "concatenate" Any [["list*"]]
        InsertBefore "insert before" Any [["list", "position", "newItem"]]
        Remove "remove" Same [["list", "position"]]
        ListReplace "list replace" Any [["list", "position", "newItem"], ["list", "match", "newItem"]]
        Reverse "reverse" Same [["list"]]
        IndexOf "index of" Numbers [["list", "match"]]
        Union "union" Any [["list*"]]
        DistinctValues "distinct values" Same [["list"]]
        Flatten "flatten" Any [["list"]]
        Sort "sort" Same [["list", "precedes?"]]
    }
    numbers {
        Min "min" Item [["list"], ["c*"]]
        Max "max" Item [["list"], ["c*"]]
        Sum "sum" Item [["list"], ["n*"]]
        Mean "mean" Item [["list"], ["n*"]]
        Product "product" Item [["list"], ["n*"]]
        Median "median" Item [["list"], ["n*"]]
        Stddev "stddev" Number [["list"], ["n*"]]
        Mode "mode" Same [["list"], ["n*"]]
        Decimal "decimal" Number [["n", "scale"]]
        Floor "floor" Number [["n", "scale?"]]
        Ceiling "ceiling" Number [["n", "scale?"]]
        RoundUp "round up" Number [["n", "scale?"]]
        RoundDown "round down" Number [["n", "scale?"]]
        RoundHalfUp "round half up" Number [["n", "scale?"]]
        RoundHalfDown "round half down" Number [["n", "scale?"]]
        Abs "abs" Item [["n"]]
        Modulo "modulo" Number [["dividend", "divisor"]]
        Sqrt "sqrt" Number [["number"]]
        Odd "odd" Boolean [["number"]]
        Even "even" Boolean [["number"]]
    }
    conversions {
        Date "date" Date [["from"], ["year", "month", "day"]]
        DateTime "date and time" DateTime [["from"], ["date", "time"], ["date", "time", "zone"], ["year", "month", "day", "hour", "minute", "second", "offset?"]]
        Time "time" Time [["from"], ["hour", "minute", "second", "offset?"]]
        Number "number" Number [["from", "grouping separator?", "decimal separator?"]]
        String "string" Text [["from"]]
        Duration "duration" Any [["from"]]
        YearsAndMonths "years and months duration" YearsMonths [["from", "to"]]
        Not "not" Boolean [["negand"]]
        Is "is" Boolean [["value1", "value2"]]
        Range "range" Ranges [["from"]]
    }
    ranges {
        Before "before" Boolean [["point1", "point2"], ["point", "range"], ["range", "point"], ["range1", "range2"]]
        After "after" Boolean [["point1", "point2"], ["point", "range"], ["range", "point"], ["range1", "range2"]]
        Meets "meets" Boolean [["range1", "range2"]]
        MetBy "met by" Boolean [["range1", "range2"]]
        Overlaps "overlaps" Boolean [["range1", "range2"]]
        OverlapsBefore "overlaps before" Boolean [["range1", "range2"]]
        OverlapsAfter "overlaps after" Boolean [["range1", "range2"]]
        Finishes "finishes" Boolean [["point", "range"], ["range1", "range2"]]
        FinishedBy "finished by" Boolean [["range", "point"], ["range1", "range2"]]
        Includes "includes" Boolean [["range", "point"], ["range1", "range2"]]
        During "during" Boolean [["point", "range"], ["range1", "range2"]]
        Starts "starts" Boolean [["point", "range"], ["range1", "range2"]]
        StartedBy "started by" Boolean [["range", "point"], ["range1", "range2"]]
        Coincides "coincides" Boolean [["point1", "point2"], ["range1", "range2"]]
    }
    dates {
        DayOfYear "day of year" Number [["date"]]
        DayOfWeek "day of week" Text [["date"]]
        MonthOfYear "month of year" Text [["date"]]
        WeekOfYear "week of year" Number [["date"]]
        Now "now" DateTime [[]]
        Today "today" Date [[]]
    }
    contexts {
        GetValue "get value" Any [["m", "key"], ["context", "keys"]]
        GetEntries "get entries" Any [["m"]]
        Context "context" Any [["entries"]]
        ContextPut "context put" Any [["context", "key", "value"], ["context", "keys", "value"]]
        ContextMerge "context merge" Any [["contexts"]]
    }
}

/// The arguments of a call brought in order, or why they do not fit.
pub(crate) enum Fit {
    /// For each parameter the index of its argument; `None` for one that was left out.
    Places(Vec<Option<usize>>),
    /// No form takes so many arguments.
    Count,
    /// No form has parameters of these names.
    Names,
}

impl Builtin {
    /// The function of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == name)
    }

    /// The names of its parameters, in the first of its forms.
    pub fn parameters(self) -> Vec<&'static str> {
        let form = self.forms().first().copied().unwrap_or_default();
        form.iter().map(|name| name.trim_end_matches(['?', '*'])).collect()
    }

    /// The forms as text, for messages: `substring(string, start position, length?)`.
    pub(crate) fn usage(self) -> String {
        let forms = self.forms().iter().map(|form| format!("{}({})", self.name(), form.join(", ")));
        forms.collect::<Vec<_>>().join(" | ")
    }

    /// Finds the place of each argument. `names` holds the name of each, or `None` for all.
    pub(crate) fn fit(self, names: &[Option<&str>]) -> Fit {
        let by_name = names.iter().any(Option::is_some);
        let fitting = self
            .forms()
            .iter()
            .find_map(|form| if by_name { fit_named(form, names) } else { fit_positions(form, names.len()) });
        match fitting {
            Some(places) => Fit::Places(places),
            None if by_name => Fit::Names,
            None => Fit::Count,
        }
    }

    /// The type of the result for arguments of these types.
    pub(crate) fn result_type(self, arguments: &[&Type]) -> Type {
        let first = arguments.first().copied().unwrap_or(&Type::Any);
        match self.result() {
            Returns::Any => Type::Any,
            Returns::Boolean => Type::Boolean,
            Returns::Number => Type::Number,
            Returns::Text => Type::String,
            Returns::Texts => Type::list(Type::String),
            Returns::Date => Type::Date,
            Returns::Time => Type::Time,
            Returns::DateTime => Type::DateTime,
            Returns::YearsMonths => Type::YearsMonths,
            Returns::Numbers => Type::list(Type::Number),
            Returns::Ranges => Type::range(Type::Any),
            Returns::Same if matches!(first, Type::List(_)) => first.clone(),
            Returns::Same => Type::list(Type::Any),
            Returns::Item => first.item(),
        }
    }
}

fn fit_positions(form: Form, count: usize) -> Option<Vec<Option<usize>>> {
    let many = form.last().is_some_and(|name| name.ends_with('*'));
    let needed = form.iter().filter(|name| !name.ends_with('?')).count();
    if count < needed || (count > form.len() && !many) {
        return None;
    }
    Some((0..count).map(Some).collect())
}

fn fit_named(form: Form, names: &[Option<&str>]) -> Option<Vec<Option<usize>>> {
    let mut used = 0;
    let mut places = Vec::new();
    for parameter in form {
        let bare = parameter.trim_end_matches(['?', '*']);
        let place = names.iter().position(|name| *name == Some(bare));
        if place.is_none() && !parameter.ends_with('?') {
            return None;
        }
        used += usize::from(place.is_some());
        places.push(place);
    }
    while places.last().is_some_and(Option::is_none) {
        places.pop();
    }
    (used == names.len()).then_some(places)
}
