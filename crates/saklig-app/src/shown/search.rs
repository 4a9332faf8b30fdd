//! What a search finds.

shown! {
    /// A case that was found.
    Found {
        /// Number.
        number "nummer": String,
        /// Case type.
        case_type "arendetyp": String,
        /// The month it concerns.
        month "manad": Option<String>,
        /// State.
        state "tillstand": String,
        /// Outcome.
        outcome "utfall": Option<String>,
        /// When it was opened.
        opened "oppnat": String,
        /// The applicant's name; the word for special handling where it may not be shown.
        name "sokande": String,
    }
}
