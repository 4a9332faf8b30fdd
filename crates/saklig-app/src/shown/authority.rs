//! The authority register.

shown! {
    /// The register.
    Register {
        /// The last entry.
        entry "post": String,
        /// Modes.
        modes "lagen": Vec<Mode>,
        /// Mandates.
        mandates "mandat": Vec<Mandate>,
        /// Pulled brakes.
        brakes "bromsar": Vec<Brake>,
        /// Spot-check rates.
        rates "stickprov": Vec<Rate>,
        /// Two-person control.
        two_persons "tva_personer": Vec<TwoPersons>,
        /// Stopped sources.
        stopped "stoppade_kallor": Vec<StoppedSource>,
        /// Spot-check periods.
        periods "stickprovsperioder": Vec<Period>,
    }

    /// A mode.
    Mode {
        /// Case type.
        case_type "arendetyp": String,
        /// Outcome.
        outcome "utfall": String,
        /// Mode.
        mode "lage": String,
    }

    /// A mandate.
    Mandate {
        /// Id.
        id "id": String,
        /// To whom.
        to "till": String,
        /// Case type.
        case_type "arendetyp": String,
        /// Outcomes.
        outcomes "utfall": Vec<String>,
        /// Highest amount in kronor.
        max_amount "hogst": Option<String>,
        /// First day.
        from "fran": String,
        /// Last day.
        until "till_dag": Option<String>,
        /// The delegation decision.
        delegation "delegeringsbeslut": String,
    }

    /// A pulled brake.
    Brake {
        /// Id.
        id "id": String,
        /// Case type; none stops all.
        case_type "arendetyp": Option<String>,
        /// What it stops.
        stops "stoppar": Vec<String>,
        /// Why.
        reason "skal": String,
        /// Jobs it holds.
        held "hallna_uppdrag": usize,
    }

    /// Spot-check rates.
    Rate {
        /// Case type.
        case_type "arendetyp": String,
        /// Outcome.
        outcome "utfall": String,
        /// Share before decision.
        before "fore": String,
        /// Share after payment.
        after "efter": String,
    }

    /// Two-person control.
    TwoPersons {
        /// Case type.
        case_type "arendetyp": String,
        /// Outcome.
        outcome "utfall": String,
        /// From this amount in kronor.
        from_amount "fran_belopp": String,
    }

    /// A stopped source.
    StoppedSource {
        /// Its name.
        source "kalla": String,
        /// Why.
        reason "skal": String,
    }

    /// A spot-check period.
    Period {
        /// Id.
        id "id": String,
        /// Whether it is under way.
        current "pagar": bool,
        /// The hash of its seed.
        seed_hash "fro_hash": String,
        /// The seed, once shown.
        seed "fro": Option<String>,
    }

    /// A decision made by delegation.
    DelegatedDecision {
        /// Number of the case.
        number "nummer": String,
        /// When.
        at "tid": String,
        /// Outcome.
        outcome "utfall": String,
        /// Amount in kronor.
        amount "belopp": String,
        /// Account, or `automatisk_funktion`.
        by "beslutat_av": String,
        /// Mandate.
        mandate "mandat": String,
        /// Delegation decision.
        delegation "delegeringsbeslut": String,
        /// Case type.
        case_type "arendetyp": String,
    }
}
