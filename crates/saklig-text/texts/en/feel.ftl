# Texts of saklig-feel.

e0201 = The expression { $uttryck } cannot be read: expected { $vantat ->
        [varde] a value
        [varde_utan_fragetecken] a value (the question mark is only for tests)
        [slut] the end of the expression
        [namn] a name
        [nytt_namn] a name that is not taken
        [namn_och_in] a name and in
        [falt] the name of a field
        [typ] the name of a type
        [intervall] a range
        [intervallslut] a bracket that ends the range
        [text_efter_snabela] a text with a date, a time or a duration
       *[other] { $vantat }
    } but found { $fann ->
        [slut] nothing more
        [oppen_kommentar] a comment that is not closed
        [oppen_text] a text without its closing quotation mark
        [for_stort_tal] a number that is too large
        [tankstreck] a dash instead of the minus sign
        [bojt_citattecken] a curved quotation mark instead of a straight one
        [okant_tecken] a character that FEEL does not use
       *[other] { $fann }
    }.
    .todo = Correct the expression at this place.

e0202 = The name { $namn } is not known in { $uttryck }.
    .todo = Correct the name, declare it, or put text within quotation marks. Similar: { $forslag }

e0203 = There is no function { $namn } in { $uttryck }.
    .todo = Correct the name or write the expression differently. Similar: { $forslag }

e0204 = The function { $namn } does not take these arguments in { $uttryck }.
    .todo = Call it like this: { $form }

e0205 = The types do not go together in { $uttryck }: { $slag ->
        [rakna] { $tecken } does not exist for { $ena } and { $andra }
        [jamfor] { $ena } cannot be compared with { $andra }
        [behovs] { $ena } is needed here, not { $andra }
        [minus] the minus sign cannot stand before { $andra }
        [filter] a filter is a condition or a number, not { $andra }
       *[funktion] { $andra } is not a function
    }.
    .todo = Change the expression so that the types go together.

e0206 = There is no field { $namn } there in { $uttryck }.
    .todo = Correct the name. What there is, or what is similar: { $forslag }

e0207 = { $text } is not a date, a time or a duration, in { $uttryck }.
    .todo = Write 2025-11-24, 08:30:00, 2025-11-24T08:30:00, P1Y6M or P3DT4H.

e0208 = The expression { $uttryck } is nested too deeply.
    .todo = Divide it into several expressions with names of their own.

e0209 = A function in another language (external) is not allowed, in { $uttryck }.
    .todo = Write the function in FEEL.

e0210 = uppgiftslage takes a path, such as hushall.inkomst, in { $uttryck }.
    .todo = Give it the path of a fact.

e0211 = The expression takes more steps than allowed.
    .todo = Go through fewer combinations, for example by filtering first.

e0212 = Functions call each other too deeply.
    .todo = See to it that every call comes closer to an end.

e0213 = A number becomes too large.
    .todo = Check the numbers that go in.
