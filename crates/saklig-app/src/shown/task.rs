//! Tasks.

use super::{Communication, Prepared, Proposal, Reason, Sheet, Task, Warning};

shown! {
    /// A task in a list.
    TaskLine {
        /// Key.
        key "nyckel": String,
        /// Number of the case.
        number "nummer": String,
        /// Kind.
        kind "slag": String,
        /// Queue.
        queue "ko": String,
        /// `oppen` or `tagen`.
        state "lage": String,
        /// The officer who has it.
        by "handlaggare": Option<String>,
        /// When it was opened.
        opened "oppnad": String,
        /// When it must be done.
        deadline "klar_senast": Option<String>,
        /// Coded reasons.
        reasons "skal": Vec<String>,
    }

    /// A task and what is needed to do it.
    TaskView {
        /// Number of the case.
        number "nummer": String,
        /// The task.
        task "arbetsuppgift": Task,
        /// What was proposed.
        proposal "forslag": Option<Proposal>,
        /// What another officer has decided and this task is to attest.
        prepared "vantar_attest": Option<Prepared>,
        /// Grounds that need a person's ruling.
        unclear "oklara_skal": Vec<Unclear>,
        /// Open warnings.
        warnings "varningar": Vec<Warning>,
        /// Calculations.
        sheets "berakningar": Vec<Sheet>,
        /// Communication before decision.
        communication "kommunicering": Option<Communication>,
        /// What can be done, as commands.
        next "kommandon": Vec<String>,
    }

    /// A ground that is unclear: a person's ruling is needed for a decision.
    Unclear {
        /// The rule.
        rule "regel": String,
        /// Its name.
        name "namn": String,
        /// What is unknown.
        unknown "okant": Vec<String>,
    }

    /// What is given to the party before a decision that goes against it.
    Material {
        /// Number of the case.
        number "nummer": String,
        /// The month it concerns.
        month "manad": Option<String>,
        /// What was proposed.
        proposal "forslag": Option<Proposal>,
        /// Why.
        reasons "skal": Vec<Reason>,
        /// Sentences of the rules that the proposal rests on.
        motivations "motiveringar": Vec<String>,
        /// Calculations.
        sheets "berakningar": Vec<Sheet>,
        /// Until when the party may answer, if it is given now.
        until "svar_senast": Option<String>,
        /// The provision.
        lagrum "lagrum": String,
        /// Whether it has been recorded as given.
        recorded "antecknat": bool,
    }
}
