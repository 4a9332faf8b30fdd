# Texter för saklig-store.

e0601 = Ärende { $arende } står vid post { $post } i sin logg. Kommandot beslutades på en äldre.
    .todo = Kör kommandot igen; det beslutas då på ärendet som det är nu.

e0602 = Behörighetsregistret står vid post { $post }. Beslutet fattades under en äldre.
    .todo = Kör kommandot igen; det prövas då mot registret som det är nu.

e0603 = Samma ansökan är redan ärende { $arende }.
    .todo = Inget. Öppna det ärendet.

e0604 = En ansökan med samma kanal och id men annat innehåll är redan ärende { $arende }.
    .todo = Ge den nya ansökan ett eget id, eller ändra i ärendet som finns.

e0605 = Ärende { $arende } håller redan det som ansökan gäller.
    .todo = Behandla ansökan som komplettering till det ärendet, eller låt en handläggare avgöra.

e0606 = Uppdrag { $uppdrag } har hämtats igen eller redan besvarats (stängsel { $stangsel }). Svaret räknas inte.
    .todo = Inget. Hämta uppdraget på nytt om det fortfarande är ledigt.

e0607 = Uppdrag { $uppdrag } gör redan detta.
    .todo = Inget. Ska det göras om måste det första uppdraget först avbrytas.

e0608 = Uppdrag { $uppdrag } är { $lage } och kan inte ta steget { $steg }.
    .todo = Visa uppdraget och välj ett steg som läget tillåter.

e0609 = Det finns inget uppdrag { $uppdrag }.
    .todo = Kontrollera nyckeln.

e0610 = Det finns inget ärende { $arende } som går att skriva i.
    .todo = Kontrollera nyckeln. Ett gallrat ärende går inte att ändra.

e0611 = Ett ärende med nyckeln { $arende } eller samma nummer finns redan.
    .todo = Ta en ny nyckel och ett nytt nummer ur lagret.

e0612 = Det som lämnades till lagret har fel form: { $vad }.
    .todo = Rätta formen. Kommer felet ur programmet självt ska det anmälas.

e0613 = Handling { $nummer } har en adress som inte stämmer med innehållet.
    .todo = Läs in handlingen igen.

e0614 = Demons klocka går bara framåt.
    .todo = Ange en senare tid, eller börja om i en ny mapp.

e0620 = Disken är full. Inget skrevs.
    .todo = Gör plats och kör igen. Allt som kvitterats finns kvar.

e0621 = Lagret kunde inte göra detta: { $vad }.
    .todo = Se felets orsak i loggen, rätta och kör igen.

e0622 = Ett annat program höll lagret för länge.
    .todo = Kör igen. Händer det ofta: se vilket program som håller mappen.

e0623 = Lagret är skadat: { $vad }.
    .todo = Ändra inget. Kör saklig verify och återläs en säkerhetskopia.

e0624 = Lagret är på nivå { $niva }; detta program känner till nivå { $kand }.
    .todo = Använd den nyare versionen av Saklig.

e0625 = { $mapp } ligger på ett filsystem utan lås som fungerar ({ $skal }).
    .todo = Lägg datamappen på en lokal disk.

e0626 = Hemligheten { $fil } kan inte användas: { $skal }.
    .todo = Rätta rättigheterna (0700 på mappen, 0600 på filen) eller lägg tillbaka filen ur säkerhetskopian av hemligheterna.

e0627 = Lagret är stängt.
    .todo = Kör igen när programmet har startat om.
