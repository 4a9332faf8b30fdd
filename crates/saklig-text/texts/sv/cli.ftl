# Texter för kommandoraden: hjälp, fel i kommandots ord, vad kommandona skriver.

## Hjälp: en nyckel per kommando, ett attribut per argument

help-word-usage = Användning:
help-word-commands = Kommandon:
help-word-arguments = Argument:
help-word-options = Val:

help = Saklig tar ärenden från ansökan till beslut med skäl, eller till en människa med skälen till det.
    .data = Datamappen (annars SAKLIG_DATA, annars saklig/data i användarens mapp för data)
    .secrets = Mappen för hemligheter (annars SAKLIG_SECRETS, annars bredvid datamappen: <datamapp>-hemligheter)
    .tenant = Myndigheten, när datamappen har flera
    .json = Skriv JSON i stället för text
    .lang = Språk: sv eller en (annars efter locale)
    .now = Räkna med denna tid i stället för datamappens klocka, t.ex. 2025-11-24T08:00
    .no_color = Skriv utan färg (även miljövariabeln NO_COLOR)
    .help = Visa hjälp
    .version = Visa version
    .after =
        Så här slutar kommandona: 0 klart, 1 något hittades (test som faller, fast ärende, ändrad logg),
        2 kommandots ord är fel, 3 indata avvisad, 4 finns inte, 5 lagring eller omvärld svarar inte.

help-world = Demons värld.
help-world-clock = Visar demons klocka, eller flyttar den framåt och kör det som förfaller.
    .step = Hur långt framåt, t.ex. +7d, +36h

clock-demo = Demons klocka: { $time }.
clock-real = Datamappen har verklig tid: { $time }.
clock-ran = { $jobs ->
    [one] Kört: { $jobs } uppdrag
   *[other] Kört: { $jobs } uppdrag
}, { $timers ->
    [one] { $timers } tid löpte ut.
   *[other] { $timers } tider löpte ut.
}

## Fel i kommandots ord

usage-invalid-value = Fel värde »{ $value }« för { $arg }.
usage-unknown-argument = Okänt argument: { $arg }.
usage-unknown-command = Okänt kommando: { $command }.
usage-missing-argument = Det saknas: { $arg }.
usage-missing-command = Det saknas ett underkommando.
usage-conflict = { $arg } kan inte användas tillsammans med { $prior }.
usage-values = Fel antal värden för { $arg }.
usage-valid = Möjliga värden: { $values }.
usage-near = Menade du { $near }?
usage-help = Mer hjälp: --help

fault-line = rad { $line }

## Fel som kommandoraden själv hittar

e0740 = Det går inte att säga var data ska ligga: varken --data, SAKLIG_DATA eller en hemmapp finns.
    .todo = Ange --data MAPP.
e0741 = Det finns ingen datamapp i { $folder }.
    .todo = Kör »saklig demo« för att skapa en, eller ange rätt mapp med --data.
e0742 = Myndigheten { $tenant } finns inte i datamappen. Där finns: { $known }.
    .todo = Ange en av dem med --tenant.
e0743 = Datamappen har ingen myndighet, eller flera: { $known }.
    .todo = Ange vilken med --tenant.
e0744 = Filen med registersvar kan inte användas: { $place } rad { $line }: { $what }
    .todo = Rätta raden, eller peka ut en annan mapp med --answers.
e0745 = Tiden »{ $text }« går inte att läsa.
    .todo = Skriv den som 2025-11-24T08:00 (svensk tid) eller 2025-11-24T07:00Z.
e0746 = Datamappen har verklig tid, som inte går att flytta.
    .todo = Bara en demomapp har en klocka som flyttas: »saklig demo --data MAPP«.
e0747 = Steget »{ $text }« går inte att läsa.
    .todo = Skriv det som +7d, +2w eller +36h; klockan går bara framåt.
e0748 = { $file } går inte att läsa: { $cause }
    .todo = Kontrollera namnet, att filen får läsas och att den är UTF-8.
e0749 = Datamappen { $folder } används till annat än demon.
    .todo = Ange en egen mapp för demon: »saklig demo --data MAPP«.
e0750 = Ärendetypen { $type } finns varken i datamappen eller bland paketen som följer med.
    .todo = Kontrollera namnet, eller driftsätt paketet först: »saklig package deploy MAPP«.

## demo

help-demo = Visar Saklig med den påhittade Demokommun: tidigare månader, 200 ansökningar, beslut och uppgifter. Körs det igen fortsätter det.

demo-importing = tidigare månader läses in
demo-receiving = ansökningar tas emot
demo-working = register frågas, regler räknas
demo-title = Demokommun, { $date }
demo-came = { $applications } ansökningar behandlade ({ $new } nya ärenden), { $months } tidigare månader inlästa, { $jobs } frågor till register besvarade.
demo-all-there = Allt fanns redan: { $applications } ansökningar och { $months } tidigare månader. Inget har börjat om.
demo-automatic = Beslutade automatiskt: { $n }
demo-automatic-line = {"  "}{ $n } { $outcome }, tillsammans { $sum }
demo-by-person = {"  "}{ $n } har beslutats av en människa
demo-drawn-after = {"  "}varav { $n } dragna till stickprov efter utbetalning
demo-handed-over = Till en handläggare: { $n } ({ $proposed } med förslag till beslut, { $without } utan)
demo-proposed = {"  "}Föreslås: { $list }
demo-head-count = Antal
demo-head-reason = Skäl
demo-head-meaning = Vad det betyder
demo-rejected = Avvisade vid mottagningen: { $n }. Inget av dem har sparats.
demo-duplicates = Dubbletter: { $n }. Samma ansökan igen ger inget nytt.
demo-under-way = Pågår: { $n }.
demo-waits-payment = { $n } betalningar väntar: ingen bank är ansluten.
demo-waits-letter = { $n } brev väntar: ingen post är ansluten.
demo-waits-archive = { $n } arkiveringar väntar: inget arkiv är anslutet.
demo-waits-other = { $n } uppdrag väntar: inget är anslutet för { $kind }.
demo-where = Databasen ligger i { $folder }.
demo-next = Prova nu:
demo-next-decided = {"  "}saklig case show { $number }{ $data }        ett beslut med skäl
demo-next-handed-over = {"  "}saklig case explain { $number }{ $data }     varför ett ärende väntar på en människa
demo-next-clock = {"  "}saklig world clock +7d{ $data }               sju dagar senare

## run

help-run = Tar emot ansökningar som JSON, en fil eller en rad var. Det som är fel med en ansökan stoppar inte de andra.
    .case_type = Ärendetypen, t.ex. forsorjningsstod-ateransokan
    .path = En fil, en mapp med .json och .jsonl, eller - för standard in
    .import = Läs färdiga beslut ur ett annat system i stället för ansökningar
    .answers = En mapp med registersvar att fråga (sparas i datamappen)
    .overlay = Kommunens överlägg på det paket som följer med, t.ex. demokommun

run-rejected = { $file }:{ $line } avvisad
run-duplicate = { $file }:{ $line } dubblett av { $number }
run-decided = { $file }:{ $line } { $number } beslutad, { $amount } kr
run-handed-over = { $file }:{ $line } { $number } till handläggare: { $reasons }
run-under-way = { $file }:{ $line } { $number } pågår
run-sum = { $all } ansökningar, { $rejected } avvisade, { $duplicates } dubbletter.
run-imported = { $new } månader inlästa, { $before } fanns redan, { $rejected } fel.
