//! Functions as values.

use std::sync::Arc;

use super::Value;
use crate::builtins::Builtin;
use crate::program::Body;

/// A function.
#[derive(Debug, Clone)]
pub enum Function {
    /// One of the functions of FEEL.
    Builtin(Builtin),
    /// A function written in FEEL, with the values it took from around it.
    Lambda(Arc<Closure>),
    /// A function that the caller carries out, see [`crate::Host`].
    Host(Arc<HostFunction>),
}

/// A function written in FEEL.
#[derive(Debug)]
pub struct Closure {
    pub(crate) body: Arc<Body>,
    pub(crate) captured: Vec<Value>,
}

/// A function that the caller carries out, such as a business knowledge model with a rule table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFunction {
    /// The number the caller knows it by.
    pub id: u32,
    /// Its name, for messages.
    pub name: Arc<str>,
    /// The names of its parameters.
    pub parameters: Vec<Arc<str>>,
}

impl Function {
    /// The names of the parameters; for a built-in with several forms, those of the first.
    pub fn parameters(&self) -> Vec<Arc<str>> {
        match self {
            Self::Builtin(builtin) => builtin.parameters().iter().map(|name| Arc::from(*name)).collect(),
            Self::Lambda(closure) => {
                closure.body.parameters.iter().map(|(name, _)| Arc::clone(name)).collect()
            }
            Self::Host(host) => host.parameters.clone(),
        }
    }

    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Builtin(a), Self::Builtin(b)) => a == b,
            (Self::Lambda(a), Self::Lambda(b)) => Arc::ptr_eq(a, b),
            (Self::Host(a), Self::Host(b)) => a == b,
            _ => false,
        }
    }
}
