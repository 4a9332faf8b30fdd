# Texts of saklig-form.

e0501 = The text is not valid JSON at { $plats } (column { $kolumn }): { $fel }.
    .todo = Correct the text.

e0502 = The key { $nyckel } stands twice ({ $plats }).
    .todo = Keep one of them.

e0503 = The application is too large or too deep ({ $plats }).
    .todo = Send less in one application.

e0504 = { $plats } is not a question of the form.
    .todo = Correct the spelling or remove it. Known here: { $kanda }.

e0505 = { $plats } must be answered.
    .todo = Answer the question.

e0506 = { $plats } must be { $slag ->
        [objekt] an object
        [lista] an array
        [text] a text
        [ja_nej] true or false
       *[tal] a number or a text with a number
    }.
    .todo = Send the value in the right form.

e0507 = { $plats } { $slag ->
        [datum] must be a date that exists, YYYY-MM-DD
        [manad] must be a month, YYYY-MM
        [tidpunkt] must be an instant with offset, 2025-11-03T08:15:00+01:00
        [personnummer] must be a personnummer or samordningsnummer with a correct check digit
        [konto] must be a bank account: clearing number and account
        [regnr] must be a registration number
        [epost] must be an e-mail address
        [telefon] must be a telephone number
        [text] is too long or has characters that are not allowed
        [ja_nej] must be certified
       *[annat] cannot be used
    }.
    .todo = Correct the value.

e0508 = { $plats } must be an exact number with a decimal point, without exponent.
    .todo = Write the number as 1234.50.

e0509 = { $plats } must be one of { $val }.
    .todo = Choose one of the values.

e0510 = { $plats } has too many or too few elements (least { $minst }, most { $hogst }).
    .todo = Send another number.

e0511 = { $plats } has an id that is taken or cannot be used.
    .todo = Give each element an id of its own, or leave it out.

e0512 = The application does not answer { $formular }, the form in use.
    .todo = Answer the version that is in use.

e0513 = { $plats } has the wrong form.
    .todo = Correct the value.

e0514 = { $plats } lies outside what is accepted (least { $minst }, most { $hogst }).
    .todo = Correct the number.

e0520 = The form file is not valid TOML ({ $fel }).
    .todo = Correct the line.

e0521 = The key { $nyckel } is missing in the form.
    .todo = Add the key.

e0522 = The key { $nyckel } of the form must be { $slag ->
        [text] a text
        [ja_nej] true or false
        [tal] a number
        [heltal] a whole number
        [datum] a date, YYYY-MM-DD
        [manad] a month, "YYYY-MM"
        [textlista] a list of texts
        [tabell] a table
        [tabellista] a list of tables
        [ord] one of the words { $ord }
       *[annat] something else; see the page of the code
    }.
    .todo = Correct the value.

e0523 = The key { $nyckel } is not known in the form.
    .todo = Correct its spelling or remove it. Known here: { $kanda }.

e0524 = { $id } is used twice in the form.
    .todo = Give each page, field and value its own name.

e0525 = The condition { $villkor } cannot be used: { $fel }.
    .todo = Use only fields that stand before, spelt as in the form.

e0526 = The text { $nyckel } is missing in the language { $sprak }.
    .todo = Add the text.
