# Texter för saklig-case.

e0701 = Ärendet är avslutat och tar inte emot fler kommandon.
    .todo = Se hur det slutade, eller ta in en ny ansökan.

e0702 = Ärendet är vilande.
    .todo = Låt det fortsätta först.

e0703 = { $what ->
        [job] Uppdraget
        [task] Arbetsuppgiften
        [timer] Tidpunkten
        [row] Raden
        [warning] Varningen
        [message] Meddelandet
        [communication] Kommuniceringen
       *[other] Det du anger ({ $what })
    } { $key } finns inte i ärendet eller väntar inte längre.
    .todo = Se hur ärendet står nu, och välj ur det.

e0704 = Arbetsuppgiften är tagen av { $konto }.
    .todo = Bara den som har den får göra den klar; be den lämna tillbaka den.

e0705 = Arbetsuppgiften är inte tagen.
    .todo = Ta den först.

e0706 = Beslutet får inte fattas: { $skal }.
    .todo = Ta bort skälen, eller låt någon med mandat besluta.

e0707 = En motivering saknas.
    .todo = Skriv varför.

e0708 = Kommandot behöver en handläggare.
    .todo = Ange handläggarens konto.

e0709 = { $brist ->
        [skal] Beslutet har inget skäl.
        [oklart] Skälet { $skal } är oklart och ingen har bedömt det.
        [tomt] Skälet { $skal } säger inte varför.
        [belopp] Beloppet passar inte utgången.
       *[mandat] Beslutet har inget mandat.
    }
    .todo = Bedöm det som är oklart, med lagrum och motivering, eller rätta beloppet.

e0710 = Paketutgåvan { $paket }, som ärendet följer, finns inte till hands.
    .todo = Kontrollera att rätt datamapp används.

e0711 = Den här sortens uppgift görs klar på ett annat sätt.
    .todo = Se vad uppgiften är, och använd dess kommando.

e0712 = Nyckeln går inte att använda ({ $orsak }).
    .todo = Kopiera den ur en lista.

e0713 = Beloppet är mindre än noll eller går inte att läsa.
    .todo = Skriv beloppet med siffror, till exempel 401.50.

e0714 = Svarstiden slutar innan materialet lämnades.
    .todo = Ange en senare sista dag.

e0715 = Paketet går inte att köra: { $orsak }.
    .todo = Kontrollera paketet med kommunens överlägg, och fyll i det som saknas.

e0716 = Regeltabellen { $tabell } finns inte i paketet.
    .todo = Rätta namnet i processens steg, eller lägg till tabellen.

e0717 = Ett beslut gäller i ärendet; det avbryts eller ändras inte så här.
    .todo = Se beslutet med case show. Dra bromsen om något inte ska gå iväg.

e0718 = Beräkningen har ingen grupp {$grupp}.
    .todo = Ange någon av {$kanda}.

e0730 = Beräkningen ger { $utfall } { $belopp } kr, inte det du anger.
    .todo = Ändra en rad (task set, med skäl), eller säg i beslutet med --reason och --lagrum vad som gäller i stället. Ett skäl som inte stämmer avgörs med --ruling REGEL=not-met|LAGRUM|SKÄL.

e0731 = Ett beslut om { $utfall } beviljar något; noll kronor är inte { $utfall }.
    .todo = Ange beloppet, eller besluta avslag.

e0732 = { $konto } har redan beslutat. Den som attesterar är en annan person.
    .todo = Be en annan handläggare med mandat att attestera.

e0733 = Ärendet är ändrat sedan { $konto } beslutade: { $skillnader }.
    .todo = Ge beslutet tillbaka med task attest --no och ett skäl, om uppgiften är kvar, och besluta på nytt på det som står nu.
