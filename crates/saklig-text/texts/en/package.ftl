# Texts of saklig-package.

e0101 = The file { $fil } is not there or cannot be read as text.
    .todo = Add the file, correct its name, or save it as UTF-8.

e0102 = The text is not valid TOML ({ $fel }).
    .todo = Correct the line.

e0103 = The key { $nyckel } is missing.
    .todo = Add the key.

e0104 = The key { $nyckel } must be { $slag ->
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

e0105 = The key { $nyckel } is not known here.
    .todo = Correct its spelling or remove it. Known here: { $kanda }.

e0106 = { $nyckel } has no { $saknas }.
    .todo = Say where the value was read and what it rests on.

e0107 = The periods of { $parameter } overlap or do not stand in order of time.
    .todo = Let each period begin after the one before it ends.

e0108 = { $vad ->
        [parameter] The parameter { $namn } is not the municipality's to set.
        [utgangar] The new rule table { $namn } has other outputs than the one it replaces.
        [fil] An overlay may not hold the file { $namn }.
       *[nyckel] An overlay may not set { $namn }.
    }
    .todo = Remove it from the overlay, or let the owner of the package change the package.

e0109 = The package has no { $vad ->
        [parameter] parameter
        [lagrum] lagrum
        [tabell] rule table
        [kalla] source
        [fraga] question
        [varde] value
       *[rad] value or row
    } { $namn }.
    .todo = Correct the spelling.

e0110 = {"["}delegering] is missing: nobody has said whether an automated function may decide.
    .todo = Let the municipality fill it in its overlay.

e0111 = {"["}verkstallighet] is missing: nobody has said when a decision may be executed.
    .todo = Let the municipality fill it in its overlay.

e0112 = The row cites { $lagrum }, which is not listed under [[lagrum]].
    .todo = Write it exactly as in process.toml, or add it there with its source.

e0113 = { $element } uses { $path }, which uppgifter.toml does not declare.
    .todo = Correct the spelling or declare the fact.

e0114 = { $path } is not declared in uppgifter.toml with the type that is needed here.
    .todo = Correct the spelling or declare the fact.

e0115 = { $element } calls { $beslut }, which no DMN file of the package has.
    .todo = Correct the id, or add the file under beslut/.

e0116 = The municipality must set the parameter { $parameter } ({ $namn }).
    .todo = Set it in the municipality's overlay.

e0117 = The field { $falt } gives the fact { $path }, which { $fel ->
        [typ] is declared with another type
        [kalla] is declared without the source ansokan
       *[odeklarerad] is not declared in uppgifter.toml
    }.
    .todo = Let the form and uppgifter.toml agree.

e0118 = There is no { $vad ->
        [parameter] parameter
        [lagrum] lagrum
        [tabell] rule table
        [kalla] source
        [fraga] question
        [varde] value
       *[rad] value or row
    } { $namn }.
    .todo = Correct the spelling or add what is missing.

e0119 = { $id } stands twice.
    .todo = Keep one of them.

e0120 = The bundle cannot be read ({ $fel }).
    .todo = Build it again with saklig package build.

e0121 = The file { $fil } is not read.
    .todo = Move it to the folder of its kind, or remove it.

e0122 = The package has faults.
    .todo = Correct what saklig package check prints.

e0123 = The process proposes a decision but never comes to { $grind }.
    .todo = Put a service task of that type before letter, payment and archive.

e0124 = The parameter { $parameter } has no value for { $antal } of the covered months ({ $manader }).
    .todo = Add a period; until then what reads it is unclear.
