# Texter för saklig-feel.

e0201 = Uttrycket { $uttryck } går inte att läsa: { $vantat ->
        [varde] ett värde
        [varde_utan_fragetecken] ett värde (frågetecknet finns bara i tester)
        [slut] slutet på uttrycket
        [namn] ett namn
        [nytt_namn] ett namn som inte redan är använt
        [namn_och_in] ett namn och in
        [falt] namnet på ett fält
        [typ] namnet på en typ
        [intervall] ett intervall
        [intervallslut] en hakparentes eller parentes som avslutar intervallet
        [text_efter_snabela] en text med ett datum, en tid eller en varaktighet
       *[other] { $vantat }
    } väntades, men där står { $fann ->
        [slut] ingenting mer
        [oppen_kommentar] en kommentar som inte avslutas
        [oppen_text] en text utan avslutande citattecken
        [for_stort_tal] ett för stort tal
        [tankstreck] ett tankstreck i stället för minustecknet
        [bojt_citattecken] ett böjt citattecken i stället för ett rakt
        [okant_tecken] ett tecken som FEEL inte använder
       *[other] { $fann }
    }.
    .todo = Rätta uttrycket på det stället.

e0202 = Namnet { $namn } är inte känt i { $uttryck }.
    .todo = Rätta namnet, deklarera det eller sätt text inom citattecken. Liknar: { $forslag }

e0203 = Det finns ingen funktion { $namn } i { $uttryck }.
    .todo = Rätta namnet eller skriv om uttrycket. Liknar: { $forslag }

e0204 = Funktionen { $namn } tar inte de argumenten i { $uttryck }.
    .todo = Anropa den så här: { $form }

e0205 = Typerna passar inte ihop i { $uttryck }: { $slag ->
        [rakna] { $tecken } finns inte för { $ena } och { $andra }
        [jamfor] { $ena } kan inte jämföras med { $andra }
        [behovs] här behövs { $ena }, inte { $andra }
        [minus] minustecknet kan inte stå före { $andra }
        [filter] ett filter är ett villkor eller ett tal, inte { $andra }
       *[funktion] { $andra } är ingen funktion
    }.
    .todo = Ändra uttrycket så att typerna stämmer.

e0206 = Fältet { $namn } finns inte där i { $uttryck }.
    .todo = Rätta namnet. Det som finns eller liknar: { $forslag }

e0207 = { $text } är inte ett datum, en tid eller en varaktighet, i { $uttryck }.
    .todo = Skriv 2025-11-24, 08:30:00, 2025-11-24T08:30:00, P1Y6M eller P3DT4H.

e0208 = Uttrycket { $uttryck } är för djupt nästlat.
    .todo = Dela upp det i flera uttryck med egna namn.

e0209 = En funktion i ett annat språk (external) är inte tillåten, i { $uttryck }.
    .todo = Skriv funktionen i FEEL.

e0210 = uppgiftslage behöver en sökväg, som hushall.inkomst, i { $uttryck }.
    .todo = Ge den uppgiftens sökväg.

e0211 = Uttrycket tar fler steg än vad som är tillåtet.
    .todo = Gå igenom färre kombinationer, till exempel genom att filtrera först.

e0212 = Funktioner anropar varandra för djupt.
    .todo = Se till att varje anrop närmar sig ett slut.

e0213 = Ett tal blir för stort.
    .todo = Kontrollera talen som går in.
