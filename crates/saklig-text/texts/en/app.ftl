# Texts for saklig-app.

e0720 = { $what ->
    [open-task] Case { $name } has no open task: it waits for something else or is done.
    [open-warning] The case has no open warning { $name }.
   *[other] There is no { $what } { $name }.
}
    .todo = Check the number; `saklig task list` and `saklig search` show what there is.
e0721 = Others changed the case { $times } times while the command was carried out.
    .todo = Try again.
e0722 = The secret { $name } cannot be used.
    .todo = Check the folder of secrets, and that it may be read and written.
e0723 = The operating system gave no random numbers.
    .todo = Check the computer; without random numbers no case can be opened.
e0724 = The bundle { $name } in the store cannot be opened.
    .todo = Run `saklig verify`, and use a version of Saklig that can read it.
e0725 = The case has several open tasks.
    .todo = Give the key of one of them: { $keys }
e0726 = { $known ->
    [outcome] Nothing is proposed, so an outcome must be given.
    [until] The package does not say how long the party may answer, so a time must be given.
    [path] `{ $text }` is no path of a fact. Write it as ansokan.kostnader[k1].belopp.
    [declared] The package has no fact `{ $text }`.
    [result] `{ $text }` is a result of rules. Change what they read, or a line of the calculation.
    [kind] The value does not fit the fact: { $text }
    [shares] The shares { $text } cannot be used. Each is 0 to 1, both together at most 1.
    [mandate] The mandate { $text } must have at least one outcome and a delegation decision.
   *[other] `{ $text }` cannot be used.
}
    .todo = Correct the word or value and try again.
e0801 = { $what ->
    [mandate] The mandate { $name }
    [brake] The brake { $name }
   *[other] The stopped source { $name }
} { $why ->
    [taken] is in the authority register already.
   *[missing] is not in the authority register.
}
    .todo = `saklig authority show` shows what there is.
e0802 = The spot check of period { $period } is shown when the period has ended.
    .todo = End the period with `saklig authority period end { $period }`.

e0727 = The secret {$name} is missing or belongs to another data folder.
    .todo = Put the folder of secrets back from its backup.
