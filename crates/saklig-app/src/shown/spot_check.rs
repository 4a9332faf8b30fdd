//! Spot checks.

shown! {
    /// The draw of a case, recomputed.
    Check {
        /// Number of the case.
        number "nummer": String,
        /// The period.
        period "period": Option<String>,
        /// The hash of the seed that was logged when the period started.
        seed_hash "fro_hash": String,
        /// The seed, once shown.
        seed "fro": Option<String>,
        /// u in [0,1).
        u "u": Option<String>,
        /// Whether the seed and the case key give the u that was used.
        agrees "stammer": Option<bool>,
        /// The stratum: an outcome.
        stratum "utfall": Option<String>,
        /// Share before decision.
        before "andel_fore": Option<String>,
        /// Share after payment.
        after "andel_efter": Option<String>,
        /// What the draw meant.
        drawn "dragen": Option<String>,
        /// In words.
        text "text": String,
    }

    /// What spot checks have found.
    Report {
        /// The period asked for.
        period "period": Option<String>,
        /// Per case type and outcome.
        strata "utfall": Vec<Stratum>,
    }

    /// One case type and outcome.
    Stratum {
        /// Case type.
        case_type "arendetyp": String,
        /// Outcome.
        outcome "utfall": String,
        /// Cases with a draw.
        cases "arenden": u32,
        /// Drawn before decision.
        before "dragna_fore": u32,
        /// Drawn after payment.
        after "dragna_efter": u32,
        /// Checked.
        checked "kontrollerade": u32,
        /// Found wrong.
        wrong "fel": u32,
        /// Findings: code and number.
        findings "resultat": Vec<(String, u32)>,
        /// Error rate in percent.
        rate "felandel_procent": Option<String>,
        /// Lower end of the 95 % interval.
        low "lagst_procent": Option<String>,
        /// Upper end of the 95 % interval.
        high "hogst_procent": Option<String>,
        /// The share that gives an interval of ten percentage points in a period like this one.
        suggested "foreslagen_andel": Option<String>,
    }
}
