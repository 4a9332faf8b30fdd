# Texter för saklig-connect.

e0901 = Raden är inte giltig JSON, eller har en nyckel två gånger (kolumn { $kolumn }).
    .todo = Rätta raden.

e0902 = { $plats } är inget känt fält.
    .todo = Rätta stavningen eller ta bort fältet. Kända här: { $kanda }.

e0903 = Fältet { $falt } saknas ({ $plats }).
    .todo = Lägg till fältet.

e0904 = { $plats } ska vara { $slag ->
        [objekt] ett objekt
        [lista] en lista
        [text] en text
        [ja_nej] true eller false
        [datum] en text med ett datum
        [manad] en text med en månad
        [personnummer] en text med ett personnummer
       *[tal] ett heltal, eller en text som "401.50"
    }.
    .todo = Skriv värdet i rätt form.

e0905 = { $plats } { $slag ->
        [datum] ska vara ett datum som finns, ÅÅÅÅ-MM-DD
        [manad] ska vara en månad, ÅÅÅÅ-MM
        [personnummer] ska vara ett nummer med tolv siffror och rätt kontrollsiffra
        [ordning] ska vara en dag som inte är före fran
        [id] ska vara ett id av bokstäverna a till z, siffror, - och _
       *[text] ska vara kortare och på en rad
    }.
    .todo = Rätta värdet.

e0906 = { $plats } är inget av orden { $ord }.
    .todo = Skriv ett av orden.

e0907 = Läget { $lage } säger emot det som står bredvid ({ $plats }).
    .todo = data och partial har uppgifter, error och partial har orsak, none har ingetdera.

e0908 = Perioden överlappar en annan rad om samma person ({ $fil } rad { $rad }).
    .todo = Slå ihop raderna, eller ta bort den ena.

e0909 = Id { $id } står på en tidigare rad också.
    .todo = Ge varje beslut ett eget id, eller ta bort den ena raden.

e0910 = { $fil } går inte att läsa ({ $orsak }).
    .todo = Kontrollera namnet, rättigheterna och att filen är UTF-8.

e0921 = Frågan till registret saknar syfte.
    .todo = Fyll i syfte för källan i paketet.

e0922 = Frågan till registret saknar lagrum.
    .todo = Fyll i lagtext för källan i paketet.

e0923 = Perioden för frågan slutar före sin början.
    .todo = Rätta fran och tom för källan i paketet.

e0924 = Det finns ingen att fråga om.
    .todo = Ge ärendet en vuxen part med nummer.

e0931 = Mottagaren nås inte ({ $kod }).
    .todo = Det försöks igen; kontrollera anslutningen om det pågår länge.

e0932 = Det är ovisst om mottagaren har tagit emot ({ $kod }).
    .todo = Mottagaren frågas innan något skickas igen.

e0933 = Mottagaren säger nej ({ $kod }).
    .todo = Rätta det som koden gäller.

e0934 = { $kod } är inte ansluten än.
    .todo = Anslut mottagaren; uppdraget fortsätter då.

e1001 = { $fil } går inte att läsa.
    .todo = Kontrollera sökvägen och att programmets konto får läsa filen.

e1002 = { $slag ->
        [ca] Utfärdarens certifikat
        [key] Nyckeln
       *[certificate] Vårt certifikat
    } går inte att använda.
    .todo = Hämta filen på nytt, och kontrollera att nyckeln hör till certifikatet.

e1003 = HTTP-klienten går inte att starta.
    .todo = Läs orsaken, och starta om programmet när den är borta.

e1004 = Certifikatets sista dag går inte att läsa.
    .todo = Kontrollera att filen är ett certifikat i PEM.

e1010 = Svaret är trasigt ({ $kod }).
    .todo = Frågan ställs igen; anmäl det om det återkommer.

e1011 = Svaret innehåller något som inte tas emot ({ $kod }).
    .todo = Anmäl det till den som driver registret.

e1012 = Svaret är för stort ({ $kod }).
    .todo = Fråga om en kortare period.

e1020 = Tjänsten svarar med ett fel ({ $kod }).
    .todo = Kontrollera beställning och organisationsnummer, och fråga vad koden betyder.

e1021 = Det är inget svar på frågan.
    .todo = Kontrollera tjänstens adress och version.

e1022 = Svaret gäller en annan person.
    .todo = Begär uppgifterna på annat sätt, och anmäl det till registret.

e1023 = Svaret hör till en annan fråga.
    .todo = Begär uppgifterna på annat sätt, och anmäl det till tjänsten.

e1024 = Något i svaret passar inte ({ $kod }).
    .todo = Läs svaret på den platsen.

e1025 = En myndighet saknas i svaret ({ $kod }).
    .todo = Vänta tills frågan ställs igen.

e1030 = Källan är stoppad en stund.
    .todo = Vänta; den prövas igen av sig själv.

e1031 = { $fil } går inte att använda ({ $orsak }).
    .todo = Rätta filen på den platsen.
