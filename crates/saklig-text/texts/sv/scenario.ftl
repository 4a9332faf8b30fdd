# Texter för saklig-scenario.

## Skillnader

scenario-nothing = inget
scenario-difference = { $column }: väntat { $expected }, blev { $got }
scenario-missed = rad { $row } stämmer inte: { $column } ska vara { $cell } men är { $value }
scenario-matched = rad { $row } stämmer: { $inputs }
scenario-not-tried = rad { $row } prövades inte: en tidigare rad stämde
scenario-open = { $table } ger inget svar: { $reason ->
    [no_row] ingen rad stämmer
    [several_rows] flera rader stämmer där bara en får
    [disagreement] raderna som stämmer ger olika svar
    [null_output] raden som stämmer ger inget värde
    [input] { $about } är utanför de tillåtna värdena
    [output] svaret i { $about } är utanför de tillåtna värdena
    [type] svaret är inte av den angivna typen
   *[null] uttrycket ger inget värde ({ $about })
}
scenario-waits = ärendet väntar vid { $element }{ $reasons }
scenario-warning = varning { $kind } { $subject }
scenario-unclear = { $table } är oklar, eftersom detta är okänt: { $paths }
scenario-rejected = ansökan avvisades: { $code } { $what }

## Fel i scenariofiler

e0130 = Filen har inget scenario.
    .todo = Skriv en rubrik »## …« och en tabell under den, med »Tabell:« eller »Grund:« ovanför.

e0131 = Raden har { $celler } celler men tabellen { $kolumner } kolumner, eller så är det en andra tabell under samma rubrik.
    .todo = Skriv en cell per kolumn (\| för ett lodstreck i en cell) och en tabell per rubrik.

e0132 = Avsnittet »{ $rubrik }« säger varken vilken regeltabell eller vilket grundfall det gäller.
    .todo = Skriv »Tabell: <id>« eller »Grund: fall/<namn>.json« ovanför tabellen.

e0133 = Paketet har inget beslut och ingen funktion som heter { $namn }, eller så har den fel.
    .todo = Rätta id eller namn. Fel i reglerna visas av »saklig check«.

e0134 = »{ $tabell }« har inget som heter { $kolumn }. Det finns: { $finns }.
    .todo = Rätta kolumnens namn. Det som väntas ut skrivs efter »⇒ «.

e0135 = Cellen »{ $cell }« går inte att läsa: { $orsak }
    .todo = Skriv ett FEEL-värde: 12.50, "text", date("2025-11-01"), [..], {"{"}..{"}"}.

e0136 = Raden »{ $nyckel }: { $varde }« går inte att läsa, eller så finns det inget sådant.
    .todo = Rätta värdet. Formatet står i docs/utveckling/scenarier.md.

e0137 = Grundfallet { $fil } går inte att läsa: { $orsak }
    .todo = Ett grundfall är JSON med ansokan, svar och tidigare.

e0138 = Ändringen »{ $andring }« går inte att göra i grundfallet.
    .todo = Skriv »väg = värde« med ansokan., senaste., svar.<roll>.<källa> eller eget. först, och ; mellan ändringar.

e0139 = Scenariot går inte att köra: { $orsak }
    .todo = Se med »saklig check« vad paketet saknar.

e0140 = Rad { $rad } i regeltabellen { $tabell } visas inte av något scenario.
    .todo = Skriv ett scenario som träffar raden, eller ta bort raden.

e0141 = Scenariot »{ $fall }« säger inget om vad som ska komma ut.
    .todo = Fyll i minst en cell i en kolumn »⇒ …«.
