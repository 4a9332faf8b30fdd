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
    .from = En mapp med egna filer av samma slag som demons: ansokningar, answers, earlier, authority.toml

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
run-no-registers = Frågor väntar: inga register är anslutna. Ange en mapp med svar med --answers.
run-imported = { $new } månader inlästa, { $before } fanns redan, { $rejected } fel.

demo-incidents = Driftstopp i processen: { $n }. Se »saklig incident list«.

## package, check

help-package = Det som en processägare gör med ett paket.
help-package-check = Kontrollerar ett paket: varje anmärkning med fil, rad och vad man gör.
    .path = Paketets mapp (med process.toml), eller namnet på ett paket som följer med
    .overlay = Kommunens överlägg, t.ex. demokommun
help-package-build = Bygger paketutgåvan: ett arkiv vars SHA-256 är versionen.
    .path = Paketets mapp (med process.toml), eller namnet på ett paket som följer med
    .overlay = Kommunens överlägg, t.ex. demokommun
    .out = Filen som skrivs (annars <paket>[-<överlägg>].paket)
help-package-schema = Skriver JSON Schema för en ansökan.
    .path = Paketets mapp (med process.toml), eller namnet på ett paket som följer med
    .overlay = Kommunens överlägg, t.ex. demokommun
help-package-deploy = Driftsätter paketet i datamappen: nya ärenden använder det.
    .path = Paketets mapp (med process.toml), eller namnet på ett paket som följer med
    .overlay = Kommunens överlägg, t.ex. demokommun
help-check = Kortform av »package check«.
    .path = Paketets mapp (med process.toml), eller namnet på ett paket som följer med
    .overlay = Kommunens överlägg, t.ex. demokommun
help-package-test = Kör paketets scenarier och säger vad som skiljer.
    .path = Paketets mapp, en mapp med paket, en scenariofil, eller namnet på ett paket som följer med
    .overlay = Bara scenarier för detta överlägg och för inget (annars alla)
    .allow_uncovered = Godta rader i regeltabeller som inget scenario visar
help-test = Kortform av »package test«.
    .path = Paketets mapp, en mapp med paket, en scenariofil, eller namnet på ett paket som följer med
    .overlay = Bara scenarier för detta överlägg och för inget (annars alla)
    .allow_uncovered = Godta rader i regeltabeller som inget scenario visar

package-checked = { $package } ({ $bundle }): { $faults } fel, { $warnings } andra anmärkningar.
package-runs = Ärenden kan köras på paketet.
package-does-not-run = Ärenden kan inte köras på paketet än: det säger inte allt som krävs.
package-built = { $file }: { $bundle }
package-deployed = { $package } är driftsatt: { $bundle }
test-file = { $file }: { $passed } av { $all }
test-sum = { $package }: { $passed } scenarier ger det de säger, { $failed } gör det inte.
test-rows = { $shown } av { $all } rader i regeltabellerna visas av ett scenario.

e0751 = { $file } går inte att skriva: { $cause }
    .todo = Kontrollera att mappen finns, får skrivas och har plats.
e0752 = Paketet { $package } har inget formulär.
    .todo = Lägg till ett i mappen formular, och kör »saklig check«.
e0753 = Paketet { $package } har inget överlägg { $overlay }. Det har: { $known }.
    .todo = Välj ett av dem med --overlay, eller utelämna det.
e0754 = Det finns inget paket i { $path }.
    .todo = Ange mappen med process.toml, eller namnet på ett paket som följer med.

## rules, feel, code

help-rules = En DMN-fil för sig, utan paket.
help-rules-check = Kontrollerar en DMN-fil.
    .file = DMN-filen
help-rules-eval = Räknar ut en regeltabell och skriver värdet.
    .file = DMN-filen
    .decision = Tabellens id eller namn (annars den sista i filen)
    .inputs = Indata: JSON, en fil med JSON, eller - för standard in
    .trace = Skriv även spåret, som JSON

rules-checked = { $faults } fel, { $warnings } andra anmärkningar.
rules-unclear = Oklart: något som lästes saknas ({ $names }).

help-feel = Räknar ut ett FEEL-uttryck och skriver värdet.
    .expression = Uttrycket
    .inputs = Namn och värden: JSON, en fil med JSON, eller - för standard in

help-code = Visar vad en felkod betyder och vad man gör.
    .code = Felkoden, t.ex. E0101

e0755 = Det finns ingen fil i { $path }.
    .todo = Ange en DMN-fil.
e0756 = Indata går inte att läsa: { $cause }
    .todo = Skriv ett JSON-objekt, t.ex. '{"{"}"belopp": 100, "dag": {"{"}"@": "2025-11-24"{"}"}{"}"}'.
e0757 = Det finns ingen felkod { $given }.
    .todo = Skriv den med bokstaven E och fyra siffror, t.ex. E0101.

## stuck, verify, config, completions, man

help-stuck = Listar ärenden som inte väntar på något med namn. Ska alltid vara tom.
stuck-none = Inget ärende sitter fast.
stuck-head-number = Ärende
stuck-head-since = Sedan

help-verify = Räknar om alla kedjor och kontrollpunkter och säger om något har ändrats.
    .checkpoints = Kontrollpunkter som en annan part har sparat (annars filen bredvid datamappen)
e0758 = { $file } rad { $line } är ingen kontrollpunkt: { $cause }
    .todo = Ange den fil som den andra parten har sparat, oförändrad.
verify-seen = { $cases } ärenden, { $entries } poster, { $blobs } dokument, { $authority } poster i behörighetsregistret, { $reads } läsningar, { $checkpoints } kontrollpunkter.
verify-green = Inget är ändrat, borttaget eller omkastat.
verify-head-what = Fynd
verify-head-number = Ärende
verify-head-entry = Post

help-config = Var saker ligger och om något behöver ses om.
help-config-show = Visar hur datamappen är inställd.
help-config-doctor = Kontrollerar hemligheter, disk, klocka, logg och paket.
config-data = Datamapp
config-secrets = Hemligheter
config-checkpoints = Kontrollpunkter
config-tenants = Myndigheter
config-clock = Klocka
config-packages = Paket
config-connected = Anslutet
config-size = Storlek
doctor-good = bra
doctor-bad = FEL
doctor-secrets-good = Bara ägaren kan läsa hemligheterna.
doctor-secrets-bad = Andra än ägaren kan läsa hemligheterna: kör chmod -R go= på mappen.
doctor-outside-good = Hemligheterna ligger utanför datamappen.
doctor-outside-bad = Hemligheterna ligger i datamappen och följer med i säkerhetskopior: flytta dem, och ange --secrets.
doctor-disk-good = Disken går att skriva på.
doctor-disk-bad = Disken går inte att skriva på, eller är full.
doctor-clock-good = Klockan går rätt: inget är skrivet senare än nu.
doctor-clock-bad = Klockan går fel: något är skrivet senare än nu.
doctor-wal-good = Databasens logg är lagom stor.
doctor-wal-bad = Databasens logg är stor: något program har läst länge. Stäng det.
doctor-package-good = Minst ett paket är driftsatt.
doctor-package-bad = Inget paket är driftsatt: kör »saklig package deploy«.
doctor-certificates-good = Certifikaten gäller minst 30 dagar till.
doctor-certificates-bad = Ett certifikat går ut inom 30 dagar, eller går inte att läsa: byt det.
doctor-registers-good = Register att fråga är anslutna.
doctor-registers-bad = Inga register är anslutna: frågor väntar. Ange dem med »saklig run … --answers MAPP«.

help-completions = Skriver kompletteringar för ett skal.
    .shell = Skalet: bash, elvish, fish, powershell eller zsh
help-man = Skriver en manualsida per kommando i en mapp.
    .folder = Mappen
man-written = Manualsidorna ligger i { $folder }.

help-bench = Mäter hur fort det går på den här maskinen: ärenden, regler, plats, minne.
    .seconds = Hur många sekunder ärenden tas emot
    .threads = Hur många trådar som beslutar
bench-title = Mätning ({ $profile })
bench-head-what = Vad
bench-head-value = Värde
bench-cases = Ärenden per sekund, beslutade och på disk
bench-decided = Beslutade automatiskt av alla mätta
bench-fsync = Disken: 4 kB på disk, gånger per sekund
bench-evaluations = Regler: utvärderingar per sekund och kärna, med spår
bench-bytes = Byte per ärende utan handlingar
bench-documents = Byte per ärende för handlingar
bench-first = Öppna mappen till första ärendet, ms
bench-memory = Minne, MB
bench-peak = Minne som mest, MB
bench-machine = { $cores } kärnor, { $model }, kärna { $kernel }, { $rustc }

## Den simulerade världen

help-simulate-world = Kör den simulerade världen ensam: SSBTEK, Navet, post, bank och arkiv på den egna datorn, tills programmet avslutas.
    .faults = En fil (TOML) med fel som ska inträffa och hur lång tid saker tar
    .seed = Talet som påhittade personer görs av
    .port = Porten att lyssna på (annars en ledig)
    .with_input = Avsluta när standard in tar slut
    .from = En mapp med egna svar, answers, som demons

world-runs = Världen svarar på port { $port }. Adresser och certifikat: { $folder }.
world-ended = Världen är avslutad. Det den tog emot ligger i { $folder }.

e1051 = Världens fil { $file } går inte att läsa eller skriva.
    .todo = Kontrollera att mappen får skrivas och att disken inte är full.
e1052 = Världen kan inte lyssna på port { $port }.
    .todo = Välj en annan port med --port, eller utelämna den.
e1053 = Världens certifikat går inte att göra ({ $what }).
    .todo = Ta bort mappen varld/certifikat och starta igen.
e1054 = Filen med fel, { $file }, går inte att använda: { $what }
    .todo = Rätta raden. Källor: navet, ssbtek, post, bank, arkiv. Slag: nere, langsam, fel, skrap, delvis, avbrott, avbrott-efter, fel-person.
e1055 = { $file }, rad { $line }: raden med svar går inte att använda: { $what }
    .todo = Rätta raden; se demo/LASMIG.md.
e1056 = Världens liggare { $file } är skadad på rad { $line }.
    .todo = Återställ filen, eller ta bort mappen varld och börja om.
e1057 = En annan värld kör redan i { $file }.
    .todo = Avsluta den, eller ange en annan mapp med --data.
