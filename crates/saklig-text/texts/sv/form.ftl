# Texter för saklig-form.

e0501 = Texten är inte giltig JSON vid { $plats } (kolumn { $kolumn }: { $fel }).
    .todo = Rätta texten.

e0502 = Nyckeln { $nyckel } står två gånger ({ $plats }).
    .todo = Behåll en av dem.

e0503 = Ansökan är för stor eller för djup ({ $plats }).
    .todo = Skicka mindre i en ansökan.

e0504 = { $plats } är ingen fråga i formuläret.
    .todo = Rätta stavningen eller ta bort svaret. Kända här: { $kanda }.

e0505 = { $plats } måste besvaras.
    .todo = Svara på frågan.

e0506 = { $plats } ska vara { $slag ->
        [objekt] ett objekt
        [lista] en lista
        [text] en text
        [ja_nej] true eller false
       *[tal] ett tal eller en text med ett tal
    }.
    .todo = Skicka svaret i rätt form.

e0507 = { $plats } { $slag ->
        [datum] ska vara ett datum som finns, ÅÅÅÅ-MM-DD
        [manad] ska vara en månad, ÅÅÅÅ-MM
        [tidpunkt] ska vara en tidpunkt med tidszon, 2025-11-03T08:15:00+01:00
        [personnummer] ska vara ett personnummer eller samordningsnummer med rätt kontrollsiffra
        [konto] ska vara ett bankkonto: clearingnummer och konto
        [regnr] ska vara ett registreringsnummer
        [epost] ska vara en e-postadress
        [telefon] ska vara ett telefonnummer
        [text] är för lång eller har otillåtna tecken
        [ja_nej] måste intygas
       *[annat] går inte att använda
    }.
    .todo = Rätta svaret.

e0508 = { $plats } ska vara ett exakt tal med decimalpunkt, utan exponent.
    .todo = Skriv talet som 1234.50.

e0509 = { $plats } ska vara ett av värdena { $val }.
    .todo = Välj ett av värdena.

e0510 = { $plats } har för många eller för få delar (minst { $minst }, högst { $hogst }).
    .todo = Skicka ett annat antal.

e0511 = { $plats } har ett id som är upptaget eller inte går att använda.
    .todo = Ge varje del ett eget id, eller utelämna det.

e0512 = Ansökan svarar inte på { $formular }, det formulär som gäller.
    .todo = Svara på den version som gäller.

e0513 = { $plats } har fel form.
    .todo = Rätta värdet.

e0514 = { $plats } ligger utanför det som tas emot (minst { $minst }, högst { $hogst }).
    .todo = Rätta talet.

e0520 = Formulärfilen är inte giltig TOML ({ $fel }).
    .todo = Rätta raden.

e0521 = Nyckeln { $nyckel } saknas i formuläret.
    .todo = Lägg till nyckeln.

e0522 = Nyckeln { $nyckel } i formuläret ska vara { $slag ->
        [text] en text
        [ja_nej] true eller false
        [tal] ett tal
        [heltal] ett heltal
        [datum] ett datum, ÅÅÅÅ-MM-DD
        [manad] en månad, "ÅÅÅÅ-MM"
        [textlista] en lista med texter
        [tabell] en tabell
        [tabellista] en lista med tabeller
        [ord] ett av orden { $ord }
       *[annat] något annat; se sidan om felet
    }.
    .todo = Rätta värdet.

e0523 = Nyckeln { $nyckel } är okänd i formuläret.
    .todo = Rätta stavningen eller ta bort nyckeln. Kända här: { $kanda }.

e0524 = { $id } används två gånger i formuläret.
    .todo = Ge varje sida, fält och värde ett eget namn.

e0525 = Villkoret { $villkor } går inte att använda ({ $fel }).
    .todo = Använd bara fält som står före, stavade som i formuläret.

e0526 = Texten { $nyckel } saknas på språket { $sprak }.
    .todo = Lägg till texten.
