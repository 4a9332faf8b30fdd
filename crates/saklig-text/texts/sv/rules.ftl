# Texter för saklig-rules.

e0301 = Filen är inte riktig XML: { $detail }.
    .todo = Rätta filen, eller spara den på nytt från modelleringsverktyget.

e0302 = Filen innehåller en dokumenttyp eller en entitet, och sådana godtas inte: { $name }.
    .todo = Skriv själva texten i stället, och ta bort DOCTYPE.

e0303 = Filen är för stor eller för djupt nästlad: { $detail }.
    .todo = Dela modellen i flera filer.

e0304 = Filen är inte en DMN-modell av version 1.1 till 1.5: { $found }.
    .todo = Spara modellen som DMN 1.1 till 1.5.

e0305 = Modellen importerar något utifrån, och det stöds inte: { $name }.
    .todo = Lägg det som importeras i den här modellen.

e0306 = Modellen har en beslutstjänst (decision service), och sådana stöds inte: { $name }.
    .todo = Fråga efter regeltabellen direkt, och ta bort tjänsten.

e0307 = En funktion är skriven i ett annat språk ({ $kind }), och sådana godtas inte.
    .todo = Skriv funktionen i FEEL.

e0308 = Elementet ”{ $element }” stöds inte här.
    .todo = Använd ett av uttrycken i DMN 1.5: tabell, uttryck, kontext, lista, relation, anrop, funktion, villkor, filter eller slinga.

e0309 = Uttrycksspråket ”{ $language }” stöds inte.
    .todo = Skriv uttrycket i FEEL.

e0310 = Elementet ”{ $element }” har inget namn.
    .todo = Ge det ett namn.

e0311 = ”{ $name }” finns två gånger.
    .todo = Ge den ena ett annat namn eller id.

e0312 = Det finns inget av rätt slag med id ”{ $target }”.
    .todo = Peka på ett element som finns i modellen, eller ta bort kravet.

e0313 = Reglerna behöver varandra i en cirkel: { $path }.
    .todo = Ta bort ett av kraven.

e0314 = ”{ $name }” har ingen logik.
    .todo = Ge den en tabell eller ett uttryck.

e0315 = Raden har { $found } celler, men tabellen har { $expected } kolumner.
    .todo = Ge raden en cell för varje kolumn.

e0316 = Träffregeln ”{ $policy }” går inte att använda här.
    .todo = Använd någon av U, A, P, F, R, O, C, C+, C<, C> och C#. Bara en utgång kan läggas ihop.

e0317 = Typen ”{ $name }” är okänd.
    .todo = Använd en typ i FEEL eller en som modellen beskriver.

e0318 = Utgången ”{ $column }” har ingen lista med värden att ordna efter.
    .todo = Räkna upp utgångens värden, från det viktigaste till det minst viktiga.

e0319 = ”{ $value }” finns inte bland de värden som kolumnen tillåter: { $allowed }.
    .todo = Rätta cellen, eller lägg till värdet i kolumnens lista.

e0320 = Tabellen saknar { $missing ->
        [output] utgång
        [row] rader
       *[other] { $missing }
    }.
    .todo = Lägg till det som saknas.

e0321 = Utgångskolumn { $column } har inget eget namn fastän tabellen har flera utgångar.
    .todo = Ge varje utgångskolumn ett eget namn.

e0322 = Det finns ingen regel med namnet eller id:t ”{ $name }”.
    .todo = Välj någon av de regler som finns: { $known }.

e0323 = Regeln ”{ $name }” har fel och räknas inte.
    .todo = Rätta felen som anges för regeln och för de regler den behöver.

e0324 = Uttrycket ger { $found }, men typen som anges är { $expected }.
    .todo = Rätta uttrycket eller den angivna typen.
