//! A case.

shown! {
    /// A case as it is shown.
    Case {
        /// Number.
        number "nummer": String,
        /// Key.
        key "nyckel": String,
        /// Case type.
        case_type "arendetyp": String,
        /// The month it concerns.
        month "manad": Option<String>,
        /// Where it stands as a whole, a word.
        state "tillstand": String,
        /// When it was opened.
        opened "oppnat": String,
        /// The bundle it pins.
        bundle "paketutgava": String,
        /// Whether it is handled specially: names, numbers and addresses are not shown.
        special "sarskild_hantering": bool,
        /// Parties.
        parties "parter": Vec<Party>,
        /// A case that was read in from another system.
        history "import": Option<History>,
        /// The case that holds the household's month, when this one does not.
        claim_held_by "ansprak_hos": Option<String>,
        /// Decisions, latest last.
        decisions "beslut": Vec<Decision>,
        /// What was proposed and why a person must decide, when no decision has followed.
        standing "forslag": Option<Standing>,
        /// A decision that a second officer must attest.
        prepared "vantar_attest": Option<Prepared>,
        /// What the case waits for.
        waits "vantar": Vec<Wait>,
        /// Open tasks.
        tasks "arbetsuppgifter": Vec<Task>,
        /// Warnings.
        warnings "varningar": Vec<Warning>,
        /// Calculations.
        sheets "berakningar": Vec<Sheet>,
        /// Communication before decision.
        communication "kommunicering": Option<Communication>,
        /// Work in the world.
        work "uppdrag": Vec<Work>,
        /// Spot checks that have been assessed.
        findings "stickprov": Vec<Finding>,
        /// Facts.
        facts "uppgifter": Vec<Fact>,
        /// One line per log entry.
        timeline "tidslinje": Vec<Event>,
    }

    /// A party.
    Party {
        /// Role id.
        key "id": String,
        /// Role.
        role "roll": String,
        /// Number.
        number "personnummer": String,
        /// Name.
        name "namn": String,
    }

    /// Where a case that was read in comes from.
    History {
        /// The other system.
        system "system": String,
        /// Its id.
        id "id": String,
        /// Outcome.
        outcome "utfall": String,
        /// Amount in kronor.
        amount "belopp": String,
    }

    /// A provision.
    Lagrum {
        /// As it is cited.
        text "text": String,
        /// `bekraftat` or `obekraftat`.
        confidence "tillit": String,
    }

    /// A ground of a decision.
    Ground {
        /// Rule table and row, or a person's word.
        rule "regel": String,
        /// What stands: `uppfyllt`, `ej_uppfyllt`, `oklart`.
        result "resultat": String,
        /// Provisions.
        lagrum "lagrum": Vec<Lagrum>,
        /// The sentence.
        motivation "motivering": String,
        /// Account of the officer who assessed it.
        assessed_by "bedomt_av": Option<String>,
        /// Why the officer holds it to be so.
        assessment "bedomning": Option<String>,
    }

    /// A decision.
    Decision {
        /// Key.
        key "nyckel": String,
        /// Outcome.
        outcome "utfall": String,
        /// Amount in kronor.
        amount "belopp": String,
        /// When.
        at "tid": String,
        /// Account of the officer, or `automatisk_funktion`.
        by "beslutat_av": String,
        /// Account of the second officer who took part, where two persons were required.
        attested_by "attesterat_av": Option<String>,
        /// The mandate's id.
        mandate "mandat": String,
        /// The delegation decision.
        delegation "delegeringsbeslut": String,
        /// The authority register's entry.
        authority "behorighetspost": String,
        /// The bundle whose rules were used.
        bundle "paketutgava": String,
        /// What was applied for and what came of it.
        items "poster": Vec<Item>,
        /// Grounds.
        grounds "skal": Vec<Ground>,
    }

    /// A decision by one officer that a second one must attest.
    Prepared {
        /// Key of the task in which it is attested.
        task "arbetsuppgift": String,
        /// Account of the officer who decided.
        by "beslutat_av": String,
        /// When.
        at "tid": String,
        /// Outcome.
        outcome "utfall": String,
        /// Amount in kronor.
        amount "belopp": String,
        /// The officer's own assessments.
        rulings "bedomningar": Vec<Ruled>,
        /// What the case says otherwise since then; not attested before it is decided anew.
        changed "andrat_sedan": Vec<String>,
    }

    /// A person's assessment in place of a ground, or beside the rules.
    Ruled {
        /// The rule, or a word of the person's own.
        rule "regel": String,
        /// What the person holds to be the case.
        result "resultat": String,
        /// The provision.
        lagrum "lagrum": String,
        /// Why.
        reason "skal": String,
    }

    /// One thing applied for.
    Item {
        /// Id.
        id "id": String,
        /// Text.
        text "text": String,
        /// Applied for, in kronor.
        applied "ansokt": Option<String>,
        /// Granted, in kronor.
        granted "beviljat": String,
    }

    /// Why a person must look.
    Reason {
        /// Code.
        code "kod": String,
        /// What it is about.
        subject "avser": String,
        /// The sentence.
        text "text": String,
        /// What takes the reason away.
        remedy "atgard": String,
    }

    /// A proposal.
    Proposal {
        /// Outcome.
        outcome "utfall": String,
        /// Amount in kronor.
        amount "belopp": String,
        /// What was applied for and what would come of it.
        items "poster": Vec<Item>,
    }

    /// What was proposed and why it went to a person.
    Standing {
        /// The proposal.
        proposal "forslag": Option<Proposal>,
        /// Every reason.
        reasons "skal": Vec<Reason>,
    }

    /// Something the case waits for.
    Wait {
        /// The element's id.
        element "element": String,
        /// The element's name.
        name "namn": String,
        /// What it waits for, in words.
        what "vad": String,
        /// Since when.
        since "sedan": String,
    }

    /// A task.
    Task {
        /// Key.
        key "nyckel": String,
        /// Kind.
        kind "slag": String,
        /// Queue.
        queue "ko": String,
        /// `oppen`, or the account that has it.
        state "lage": String,
        /// The officer who has it.
        by "handlaggare": Option<String>,
        /// When it was opened.
        opened "oppnad": String,
        /// When it must be done.
        deadline "klar_senast": Option<String>,
        /// Why a person is asked.
        reasons "skal": Vec<Reason>,
    }

    /// A warning.
    Warning {
        /// Type.
        kind "typ": String,
        /// Subject.
        subject "nyckel": String,
        /// The sentence.
        text "text": String,
        /// Whether no robot decides while it is open.
        blocks "stoppar": bool,
        /// `oppen`, `stangd`, `kvitterad`.
        state "lage": String,
        /// Who acknowledged it.
        by "kvitterad_av": Option<String>,
        /// Why.
        reason "skal": Option<String>,
    }

    /// A calculation.
    Sheet {
        /// Path.
        path "vag": String,
        /// Lines.
        lines "rader": Vec<Line>,
    }

    /// A line of a calculation.
    Line {
        /// Id.
        id "id": String,
        /// Group.
        group "grupp": String,
        /// Text.
        text "text": String,
        /// The robot's amount in kronor.
        robot "robot": Option<String>,
        /// The person's amount in kronor; `borttagen` when the person removed the line.
        human "manniska": Option<String>,
        /// The amount that counts; none when the line is removed.
        counts "galler": Option<String>,
        /// Applied for, in kronor.
        applied "ansokt": Option<String>,
        /// Who set the human value.
        by "andrad_av": Option<String>,
        /// Why.
        reason "skal": Option<String>,
    }

    /// Communication before decision.
    Communication {
        /// `given`, `besvarad`, `undantag`.
        state "lage": String,
        /// When the material was given.
        at "tid": Option<String>,
        /// How, or the ground of the exception.
        manner "satt": String,
        /// Until when the party may answer.
        until "svar_senast": Option<String>,
        /// The answer.
        reply "svar": Option<String>,
    }

    /// Work in the world.
    Work {
        /// Key of the job.
        key "nyckel": String,
        /// Task type.
        kind "typ": String,
        /// The register or receiver.
        target "mal": String,
        /// State, a word.
        state "lage": String,
        /// State in words.
        text "text": String,
        /// When it was ordered.
        at "bestallt": String,
    }

    /// A spot check that was assessed.
    Finding {
        /// Key of the task.
        task "arbetsuppgift": String,
        /// The result code.
        finding "resultat": String,
    }

    /// A fact.
    Fact {
        /// Path.
        path "vag": String,
        /// Value; none when there is none.
        value "varde": Option<String>,
        /// State.
        state "lage": String,
        /// Who or what said it.
        source "kalla": String,
        /// When it was said.
        at "tid": String,
        /// Address of the raw answer.
        evidence "underlag": Option<String>,
    }

    /// A line of the timeline: one log entry.
    Event {
        /// Number of the entry.
        entry "post": String,
        /// When it was recorded.
        at "tid": String,
        /// What acted.
        actor_kind "aktor": String,
        /// Account or party.
        actor "vem": String,
        /// Kinds of events.
        kinds "slag": Vec<String>,
        /// In words.
        text "text": String,
    }
}
