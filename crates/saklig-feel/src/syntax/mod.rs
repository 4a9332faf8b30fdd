//! From text to the tree.

use crate::fault::Fault;
use crate::program::{Compiled, Expr, Tests};
use crate::scope::Scope;
use crate::types::Type;

pub(crate) fn is_keyword(_: &str) -> bool {
    false
}

pub(crate) fn expression(_: &str, _: &Scope) -> Result<Compiled<Expr>, Vec<Fault>> {
    Err(Vec::new())
}

pub(crate) fn unary_tests(_: &str, _: &Scope, _: &Type) -> Result<Compiled<Tests>, Vec<Fault>> {
    Err(Vec::new())
}
