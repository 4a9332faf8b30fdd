//! `feel`: the value of an expression, alone.

use saklig_feel::remark::Place;
use saklig_feel::{Env, Scope, Type, Value, compile_expression};

use super::rules::inputs;
use crate::context::Session;
use crate::faults::Told;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    expression: String,
    #[arg(long = "in", value_name = "JSON|FILE|-")]
    inputs: Option<String>,
}

impl Args {
    /// Prints the value.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let given = inputs(self.inputs.as_deref())?;
        let scope = given.iter().fold(Scope::new(), |scope, (name, _)| scope.with(name.as_ref(), Type::Any));
        let slots: Vec<Value> =
            scope.names().map(|(name, _)| given.get(name).cloned().unwrap_or_default()).collect();
        let out = &session.out;
        let program = match compile_expression(&self.expression, &scope) {
            Ok(program) => program,
            Err(faults) => {
                for fault in faults {
                    let remark = fault.remark(&self.expression, &Place::default());
                    out.note(Told::remark(&remark, out.texts()).lines(out.texts()))?;
                }
                return Ok(Exit::Rejected);
            }
        };
        let zoned = session.now()?.in_tz("Europe/Stockholm")?;
        let evaluation = program.evaluate(&slots, &Env { now: Some(&zoned), ..Env::new() })?;
        if out.is_json() {
            out.json(&saklig_rules::json::to_json(&evaluation.value))?;
        } else {
            out.line(evaluation.value.to_string())?;
        }
        Ok(Exit::Done)
    }
}
