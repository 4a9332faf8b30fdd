# Texts of saklig-scenario.

## Differences

scenario-nothing = nothing
scenario-difference = { $column }: expected { $expected }, got { $got }
scenario-missed = row { $row } does not match: { $column } shall be { $cell } but is { $value }
scenario-matched = row { $row } matches: { $inputs }
scenario-not-tried = row { $row } was not tried: an earlier row matched
scenario-open = { $table } gives no answer: { $reason ->
    [no_row] no row matches
    [several_rows] several rows match where only one may
    [disagreement] the rows that match give different answers
    [null_output] the row that matches gives no value
    [input] { $about } is outside the allowed values
    [output] the answer in { $about } is outside the allowed values
    [type] the answer is not of the declared type
   *[null] the expression gives no value ({ $about })
}
scenario-waits = the case waits at { $element }{ $reasons }
scenario-warning = warning { $kind } { $subject }
scenario-unclear = { $table } is unclear, since this is unknown: { $paths }
scenario-rejected = the application was rejected: { $code } { $what }

## Faults in scenario files

e0130 = The file has no scenario.
    .todo = Write a heading "## …" and a table below it, with "Tabell:" or "Grund:" above.

e0131 = The row has { $celler } cells and the table { $kolumner } columns, or it is a second table under the same heading.
    .todo = Write one cell for each column (\| for a bar in a cell) and one table under each heading.

e0132 = The section "{ $rubrik }" names neither a rule table nor a base case.
    .todo = Write "Tabell: <id>" or "Grund: fall/<name>.json" above the table.

e0133 = The package has no decision or function { $namn }, or it has faults.
    .todo = Correct the id or name. Faults in the rules are shown by "saklig check".

e0134 = "{ $tabell }" has nothing called { $kolumn }. There is: { $finns }.
    .todo = Correct the column's name. What is expected stands after "⇒ ".

e0135 = The cell "{ $cell }" cannot be read: { $orsak }
    .todo = Write a FEEL value: 12.50, "text", date("2025-11-01"), [..], {"{"}..{"}"}.

e0136 = The line "{ $nyckel }: { $varde }" cannot be read, or there is no such.
    .todo = Correct the value. The format is in docs/utveckling/scenarier.md.

e0137 = The base case { $fil } cannot be read: { $orsak }
    .todo = A base case is JSON with ansokan, svar and tidigare.

e0138 = The change "{ $andring }" cannot be made in the base case.
    .todo = Write "path = value" with ansokan., senaste., svar.<role>.<source> or eget. first, and ; between changes.

e0139 = The scenario cannot be run: { $orsak }
    .todo = See with "saklig check" what the package lacks.

e0140 = Row { $rad } of the rule table { $tabell } is shown by no scenario.
    .todo = Write a scenario that matches the row, or take the row away.

e0141 = The scenario "{ $fall }" says nothing that is to come out.
    .todo = Fill in at least one cell in a column "⇒ …".
