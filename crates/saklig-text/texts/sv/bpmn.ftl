# Texter för saklig-bpmn.

e0401 = Filen är inte välformad XML ({ $reason }).
    .todo = Öppna och spara modellen i modelleringsverktyget igen, eller rätta XML-koden på raden.

e0402 = Filen avvisas: den har dokumenttyp eller entiteter, eller är för stor eller för djup ({ $reason }).
    .todo = Ta bort dokumenttypen och entiteterna, eller dela upp modellen.

e0403 = { $element } är av slaget { $tag }, som inte körs.
    .todo = Modellera steget med element som körs.

e0404 = Modellen är skriven för Camunda 7 eller Operaton ({ $count } ställen). Import av den dialekten kommer senare.
    .todo = Modellera för Camunda 8 (zeebe-element och FEEL) i modelleringsverktyget.

e0405 = Filen har ingen process som kan köras.
    .todo = Spara en BPMN 2.0-modell där processen är markerad som körbar (isExecutable="true").

e0406 = Ett element av slaget { $tag } saknar id.
    .todo = Ge elementet ett id.

e0407 = Id { $element } används två gånger, första gången på rad { $first }.
    .todo = Ge ett av elementen ett annat id.

e0408 = Flödet { $element } saknar { $end ->
        [source] början
       *[target] slut
    } ("{ $ref }" är inget steg i processen).
    .todo = Koppla flödet i båda ändar eller ta bort det.

e0409 = Flödet { $element } korsar kanten på en delprocess ({ $source } till { $target }).
    .todo = Avsluta flödet inne i delprocessen och fortsätt från dess kant.

e0410 = Flödet { $element } { $way ->
        [leaves] går ut från
       *[enters] går in i
    } { $node }, vilket inte är tillåtet.
    .todo = Start- och kanthändelser har bara utgående flöden, sluthändelser bara inkommande.

e0411 = Processen { $element } saknar starthändelse.
    .todo = Lägg till en starthändelse.

e0412 = { $element } är en av flera starthändelser utan utlösare i { $scope }.
    .todo = Behåll en starthändelse utan utlösare.

e0413 = Delprocessen { $element } saknar starthändelse.
    .todo = Lägg till en starthändelse i den.

e0414 = Ingen väg från en start leder till { $element }.
    .todo = Koppla steget eller ta bort det.

e0415 = Vägen slutar i { $element } utan sluthändelse.
    .todo = Lägg till en sluthändelse efter steget.

e0416 = Gatewayen { $element } har inget standardflöde, och alla villkor kan vara falska.
    .todo = Gör ett av flödena till standardflöde.

e0417 = Flödet { $element } ut ur gatewayen { $gateway } saknar villkor.
    .todo = Ge flödet ett villkor eller gör det till standardflöde.

e0418 = Flödet { $element } har ett villkor, men { $source } är ingen exklusiv gateway.
    .todo = Sätt en exklusiv gateway före flödet.

e0419 = Standardflödet { $element } har ett villkor.
    .todo = Ta bort villkoret.

e0420 = Standardflödet { $flow } för { $element } kan inte användas.
    .todo = Välj ett av flödena ut ur en exklusiv gateway som standardflöde.

e0421 = Kanthändelsen { $element } sitter på "{ $host }", som inte är en aktivitet eller delprocess bredvid den.
    .todo = Sätt händelsen på kanten av en aktivitet eller en delprocess.

e0422 = { $element } hänvisar till { $kind ->
        [message] meddelandet
       *[error] felet
    } "{ $ref }", som inte finns i filen.
    .todo = Välj eller skapa { $kind ->
        [message] meddelandet
       *[error] felet
    } i modelleringsverktyget.

e0423 = { $element } väntar på ett meddelande utan namn.
    .todo = Ge meddelandet ett namn.

e0424 = { $element } väntar på meddelandet { $message }, som saknar korrelationsnyckel.
    .todo = Ge meddelandet en korrelationsnyckel.

e0425 = Aktiviteten { $element } saknar typ.
    .todo = Ge aktiviteten en typ (zeebe:taskDefinition).

e0426 = { $attribute } för { $element } är ett uttryck men måste vara en fast text.
    .todo = Skriv texten utan = i början.

e0427 = { $element } saknar { $part ->
        [message] meddelande
        [condition] villkor
       *[time] tid
    }.
    .todo = Ge händelsen exakt en sådan.

e0428 = Tiden "{ $text }" för { $element } kan inte läsas.
    .todo = Skriv den enligt ISO 8601 (P7D, PT2H, 2026-01-31, R/P1D) eller som ett FEEL-uttryck som börjar med =.

e0429 = { $element } upprepas, vilket bara en kanthändelse som inte avbryter får göra.
    .todo = Använd en längd eller ett datum.

e0430 = Felslutet { $element } saknar felkod.
    .todo = Välj ett fel som har en kod.

e0431 = Ingen kanthändelse fångar felet { $code } från { $element }.
    .todo = Lägg till en felhändelse på delprocessen runt om.

e0432 = Ingenting i { $host } kan kasta det fel som { $element } väntar på.
    .todo = Ta bort händelsen eller rätta koden.

e0433 = { $part } för { $element } är inte ett FEEL-uttryck: "{ $text }".
    .todo = Börja uttrycket med =.

e0434 = { $element } använder { $tag }, som inte körs där.
    .todo = Ta bort inställningen i modelleringsverktyget.

e0435 = Inställningar från ett annat verktyg läses inte ({ $namespace }).
    .todo = Kontrollera att processen inte är beroende av dem.

e0436 = Regelaktiviteten { $element } måste ha antingen en regeltabell eller en typ.
    .todo = Ange regeltabellens id och resultatvariabel, eller en typ.

e0437 = En rad i { $kind ->
        [input] indata
       *[output] utdata
    } för { $element } saknar { $part }.
    .todo = Fyll i raden eller ta bort den.

e0438 = Processen { $element } är inte markerad som körbar och körs inte.
    .todo = Markera den som körbar om den ska köras.

e0440 = { $element } ({ $task_type }) kan nås utan att gå genom beslutet: { $path }.
    .todo = Led varje väg till steget genom en aktivitet av typen { $gate }.

e0441 = Typen { $task_type } för { $element } finns inte. Typer som börjar med { $prefix } är reserverade.
    .todo = Använd någon av { $known }, eller en egen typ.
