//! Why a case is as it is.

use super::{Decision, History, Lagrum, Standing};

shown! {
    /// Why, rule by rule.
    Explanation {
        /// Number of the case.
        number "nummer": String,
        /// Case type.
        case_type "arendetyp": String,
        /// The month it concerns.
        month "manad": Option<String>,
        /// Whether names, numbers and addresses are hidden.
        special "sarskild_hantering": bool,
        /// A case that was read in.
        history "import": Option<History>,
        /// The decision in force.
        decision "beslut": Option<Decision>,
        /// What was proposed and why a person must decide, when there is no decision.
        standing "forslag": Option<Standing>,
        /// The rules, in order of evaluation.
        rules "regler": Vec<Rule>,
        /// What would have changed it.
        changes "skulle_andra": Vec<Change>,
    }

    /// One evaluation of rules.
    Rule {
        /// Id of the decision of the rules.
        id "regel": String,
        /// Its name.
        name "namn": String,
        /// The step of the process.
        step "steg": String,
        /// Where the result stands.
        target "resultat": String,
        /// When.
        at "tid": String,
        /// Whether the result is clear.
        clear "klart": bool,
        /// What it read that is unknown.
        unknown "okant": Vec<String>,
        /// The tables, in order of evaluation.
        tables "tabeller": Vec<Table>,
        /// The facts that were read.
        facts "uppgifter": Vec<Read>,
        /// The parameters that were read.
        parameters "parametrar": Vec<Parameter>,
    }

    /// A table, and what it was asked.
    Table {
        /// Id.
        id "tabell": String,
        /// Name.
        name "namn": String,
        /// Inputs.
        inputs "indata": Vec<Named>,
        /// What came out.
        output "utdata": String,
        /// Whether it is clear.
        clear "klart": bool,
        /// Why the result is no answer.
        open "oklart_for_att": Option<String>,
        /// Rows that matched.
        rows "traffar": Vec<Row>,
        /// Rows that did not, with the first cell that failed.
        misses "missar": Vec<Miss>,
    }

    /// A name and a value.
    Named {
        /// Name.
        name "namn": String,
        /// Value.
        value "varde": String,
    }

    /// A row that matched.
    Row {
        /// Id.
        id "rad": String,
        /// Place in the table, from 1.
        index "nummer": usize,
        /// Provisions.
        lagrum "lagrum": Vec<Lagrum>,
        /// The sentence.
        motivation "motivering": String,
    }

    /// A row that did not match.
    Miss {
        /// Id.
        id "rad": String,
        /// Place in the table, from 1.
        index "nummer": usize,
        /// The column whose cell failed first.
        column "kolumn": String,
        /// The cell.
        cell "villkor": String,
        /// The value that was tested.
        value "varde": String,
        /// What would have let the cell through.
        change "andring": String,
    }

    /// A fact that was read.
    Read {
        /// Path.
        path "vag": String,
        /// Value as it stood.
        value "varde": Option<String>,
        /// State.
        state "lage": String,
        /// Who or what said it.
        source "kalla": String,
    }

    /// A parameter that was read.
    Parameter {
        /// Path below `parametrar`.
        path "vag": String,
        /// Value.
        value "varde": String,
        /// `bekraftat` or `obekraftat`.
        confidence "tillit": String,
        /// The provision it rests on.
        lagrum "lagrum": String,
        /// Where it was read.
        source "kalla": String,
    }

    /// Something that would have changed the case.
    Change {
        /// The reason's code, or the table's id.
        about "avser": String,
        /// In words.
        text "text": String,
    }
}
