# Texts of saklig-case.

e0701 = The case has ended and takes no more commands.
    .todo = See how it ended, or take in a new application.

e0702 = The case is suspended.
    .todo = Resume it first.

e0703 = { $what ->
        [job] The job
        [task] The task
        [timer] The point in time
        [row] The row
        [warning] The warning
        [message] The message
        [communication] The communication
       *[other] What you name ({ $what })
    } { $key } is not in the case, or no longer waits.
    .todo = See how the case stands now, and choose from it.

e0704 = The task is taken by { $konto }.
    .todo = Only the officer who has it may finish it; ask that it is returned.

e0705 = The task is not taken.
    .todo = Take it first.

e0706 = The decision may not be made: { $skal }.
    .todo = Remove the reasons, or let somebody with a mandate decide.

e0707 = A reason is missing.
    .todo = Say why.

e0708 = The command needs an officer.
    .todo = Give the officer’s account.

e0709 = { $brist ->
        [skal] The decision has no ground.
        [oklart] The ground { $skal } is unclear, and nobody has assessed it.
        [tomt] The ground { $skal } does not say why.
        [belopp] The amount does not fit the outcome.
       *[mandat] The decision has no mandate.
    }
    .todo = Assess what is unclear, with provision and reason, or correct the amount.

e0710 = The bundle { $paket }, which the case follows, is not at hand.
    .todo = Check that the right data folder is used.

e0711 = This kind of task is finished in another way.
    .todo = See what the task is, and use its command.

e0712 = The key cannot be used ({ $orsak }).
    .todo = Copy it from a list.

e0713 = The amount is less than zero or cannot be read.
    .todo = Write the amount in digits, for example 401.50.

e0714 = The time to answer ends before the material was given.
    .todo = Give a later last day.

e0715 = The package cannot run: { $orsak }.
    .todo = Check the package with the municipality’s overlay, and fill in what is missing.

e0716 = The rule table { $tabell } is not in the package.
    .todo = Correct the name in the step of the process, or add the table.

e0717 = A decision is in force in the case; it is not called off or changed this way.
    .todo = See the decision with case show. Pull the brake if something must not be sent.

e0718 = The calculation has no group {$grupp}.
    .todo = State one of {$kanda}.

e0730 = The calculation gives { $utfall } { $belopp } kr, not what you state.
    .todo = Change a line (task set, with a reason), or say in the decision with --reason and --lagrum what holds instead. A ground that does not hold is ruled on with --ruling RULE=not-met|LAGRUM|REASON.

e0731 = A decision of { $utfall } grants something; nought kronor is not { $utfall }.
    .todo = State the amount, or decide avslag.

e0732 = { $konto } has already decided. Whoever attests is another person.
    .todo = Ask another officer with a mandate to attest.

e0733 = The case was changed since { $konto } decided: { $skillnader }.
    .todo = Give the decision back with task attest --no and a reason, if the task is still there, and decide anew on what stands now.
