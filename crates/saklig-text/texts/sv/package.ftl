# Texter för saklig-package.

e0101 = Filen { $fil } finns inte eller går inte att läsa som text.
    .todo = Lägg dit filen, rätta namnet eller spara den som UTF-8.

e0102 = Texten är inte giltig TOML ({ $fel }).
    .todo = Rätta raden.

e0103 = Nyckeln { $nyckel } saknas.
    .todo = Lägg till nyckeln.

e0104 = Nyckeln { $nyckel } ska vara { $slag ->
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

e0105 = Nyckeln { $nyckel } är okänd här.
    .todo = Rätta stavningen eller ta bort nyckeln. Kända här: { $kanda }.

e0106 = { $nyckel } saknar { $saknas }.
    .todo = Skriv var värdet är läst och vad det vilar på.

e0107 = Perioderna för { $parameter } överlappar eller står inte i tidsordning.
    .todo = Låt varje period börja efter att den förra har slutat.

e0108 = { $vad ->
        [parameter] Parametern { $namn } är inte kommunens att sätta.
        [utgangar] Den nya regeltabellen { $namn } har inte samma utgångar som den som ersätts.
        [fil] Ett överlägg får inte innehålla filen { $namn }.
       *[nyckel] Ett överlägg får inte sätta { $namn }.
    }
    .todo = Ta bort det ur överlägget, eller låt paketets ägare ändra paketet.

e0109 = Paketet saknar { $vad ->
        [parameter] parametern
        [lagrum] lagrummet
        [tabell] regeltabellen
        [kalla] källan
        [fraga] frågan
        [varde] värdet
       *[rad] värdet eller raden
    } { $namn }.
    .todo = Rätta stavningen.

e0110 = {"["}delegering] saknas: ingen har sagt om en automatiserad beslutsfunktion får besluta.
    .todo = Låt kommunen fylla i den i sitt överlägg.

e0111 = {"["}verkstallighet] saknas: ingen har sagt när ett beslut får verkställas.
    .todo = Låt kommunen fylla i den i sitt överlägg.

e0112 = Raden hänvisar till { $lagrum }, som inte finns under [[lagrum]].
    .todo = Skriv det exakt som i process.toml, eller lägg till det där med källa.

e0113 = { $element } använder { $path }, som inte är deklarerad i uppgifter.toml.
    .todo = Rätta stavningen eller deklarera uppgiften.

e0114 = Uppgiften { $path } är inte deklarerad i uppgifter.toml med den typ som behövs här.
    .todo = Rätta stavningen eller deklarera uppgiften.

e0115 = { $element } anropar { $beslut }, som inga DMN-filer i paketet har.
    .todo = Rätta id:t, eller lägg filen under beslut/.

e0116 = Kommunen måste sätta parametern { $parameter } ({ $namn }).
    .todo = Sätt den i kommunens överlägg.

e0117 = Fältet { $falt } ger uppgiften { $path }, som { $fel ->
        [typ] är deklarerad med en annan typ
        [kalla] inte får komma från ansökan
       *[odeklarerad] inte är deklarerad i uppgifter.toml
    }.
    .todo = Låt formuläret och uppgifter.toml stämma överens.

e0118 = Det finns inte: { $vad ->
        [parameter] parametern
        [lagrum] lagrummet
        [tabell] regeltabellen
        [kalla] källan
        [fraga] frågan
        [varde] värdet
       *[rad] värdet eller raden
    } { $namn }.
    .todo = Rätta stavningen eller lägg till det som saknas.

e0119 = { $id } finns två gånger.
    .todo = Behåll en av dem.

e0120 = Paketutgåvan går inte att läsa ({ $fel }).
    .todo = Bygg den på nytt med saklig package build.

e0121 = Filen { $fil } läses inte.
    .todo = Flytta den till rätt mapp eller ta bort den.

e0122 = Paketet har fel.
    .todo = Rätta det som saklig package check skriver ut.

e0123 = Processen lämnar ett förslag men kommer aldrig till { $grind }.
    .todo = Lägg en service task av den typen före brev, betalning och arkivering.

e0124 = Parametern { $parameter } saknar värde för { $antal } av paketets månader ({ $manader }).
    .todo = Lägg till en period; tills dess blir det som läser den oklart.
