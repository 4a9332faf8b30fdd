# Skäl för att en människa tar över: en mening, och vad som tar bort skälet (bort).

skal-lage_av = Automatiken är avstängd för den här utgången.
    .bort = En handläggare beslutar.

skal-lage_skugga = Automatiken räknar bara vid sidan av för den här utgången.
    .bort = En handläggare beslutar.

skal-lage_foreslag = Automatiken får bara föreslå den här utgången.
    .bort = En handläggare beslutar.

skal-lage_bunt = Den här utgången beslutas av en person som skriver under en lista.
    .bort = En handläggare skriver under listan eller beslutar ärendet för sig.

skal-lage_over_paketets = Paketet är inte gjort för ett så högt läge.
    .bort = En handläggare beslutar, eller läget sänks i behörighetsregistret.

skal-mandat_saknas = Inget mandat täcker utgången i dag.
    .bort = Någon med mandat beslutar, eller ett mandat ges.

skal-belopp_over_mandat = Beloppet är högre än mandatet.
    .bort = Någon med högre mandat beslutar.

skal-delegering_obekraftad = Kommunen har inte bekräftat att beslutet får delegeras till en automatiserad funktion (KL 6 kap. 38 §).
    .bort = Kommunen bekräftar delegeringen i överlägget, eller en handläggare beslutar.

skal-delegering_forbjuden = Beslutet får inte delegeras till en automatiserad funktion: { $avser }.
    .bort = En handläggare beslutar.

skal-verkstallighet_saknas = Kommunen har inte angett när beslutet får verkställas.
    .bort = Kommunen fyller i verkställigheten i överlägget.

skal-oklart_resultat = Ett resultat som beslutet vilar på är oklart: { $avser }.
    .bort = Det okända blir känt, eller en handläggare bedömer det, med lagrum och motivering.

skal-skal_saknas = Förslaget har inget skäl.
    .bort = En handläggare bedömer, med lagrum och motivering.

skal-handandrad_uppgift = En människa har ändrat { $avser }, som beslutet vilar på.
    .bort = En handläggare beslutar.

skal-okand_kalla = En källa som beslutet vilar på är okänd: { $avser }.
    .bort = Källan svarar, eller en handläggare tar reda på uppgiften.

skal-obekraftat_varde = Ett värde som beslutet vilar på är inte bekräftat: { $avser }.
    .bort = Kommunen bekräftar värdet med källa och namn, eller en handläggare beslutar.

skal-obekraftat_lagrum = Ett lagrum som beslutet vilar på är inte bekräftat: { $avser }.
    .bort = Kommunen bekräftar lagrummet med källa och namn, eller en handläggare beslutar.

skal-tva_personer = Två personer ska vara med om beslutet.
    .bort = En handläggare beslutar, och en annan attesterar (task attest).

skal-ej_attesterat = Den andra personen attesterade inte beslutet: { $avser }
    .bort = En handläggare beslutar på nytt.

skal-mottagare_saknas = Det står inte vart pengarna ska betalas.
    .bort = Ange konto i beslutet (--payee clearing-konto).

skal-stickprov = Ärendet är draget till kontroll före beslut.
    .bort = En handläggare kontrollerar och beslutar.

skal-ej_kommunicerat = Materialet är inte kommunicerat med parten, eller svarstiden har inte gått ut (FL 25 §).
    .bort = Kommunicera och vänta ut svarstiden, eller ange varför det inte behövs.

skal-broms = En broms är dragen.
    .bort = Bromsen släpps, eller en handläggare beslutar.

skal-manad_ej_omfattad = Paketet omfattar inte månaden.
    .bort = En handläggare prövar ärendet enligt den rätt som gäller den månaden.

skal-anspraket_taget = Ett annat ärende gäller redan samma hushåll och månad.
    .bort = Avgör om det är en tilläggsansökan, eller avsluta det ena ärendet.

skal-anspraket_saknas = Ärendet håller inte anspråket på hushållets månad, så inget betalas.
    .bort = Det andra ärendet avslutas, eller betalningen prövas där.

skal-oklart_vagval = Processen kan inte välja väg: { $avser } är okänt.
    .bort = Uppgiften blir känd, eller en handläggare tar över.

skal-uppdrag_misslyckat = Ett uppdrag har misslyckats och nya försök hjälper inte: { $avser }.
    .bort = Rätta felet och lös driftstoppet.

skal-arbetsuppgift = Ett steg i processen görs av en människa: { $avser }.
    .bort = En handläggare gör steget.

skal-driftstopp = Processen har stannat på ett fel: { $avser }.
    .bort = Rätta paketet eller uppgifterna och lös driftstoppet.

skal-forslag_oanvandbart = Förslaget går inte att använda.
    .bort = En handläggare beslutar; paketets ägare rättar regeln.

skal-skyddad_uppgift = Ärendet kräver särskild hantering.
    .bort = En handläggare med rätt till det tar ärendet.

skal-inget_tidigare_arende = Hushållet har inget tidigare ärende, så det är en nyansökan.

skal-andrat_hushall = Hushållet skiljer sig från förra månaden.

skal-tillaggsansokan = Det finns redan ett ärende eller ett beslut för månaden.

skal-nyligen_avslutat = Ett ärende avslutades nyligen.

skal-kalla_saknas = En källa som behövs har inte svarat.

skal-delvist_svar = En källa som behövs har bara svarat delvis.

skal-ej_folkbokford = En vuxen är inte folkbokförd i kommunen.

skal-ofullstandig = Ansökan är ofullständig.

skal-medsokande_ej_signerat = Medsökande har inte intygat.

skal-fritext = Den sökande har skrivit något som en människa ska läsa.

skal-nytt_fordon = Ett fordon fanns inte förra månaden.

skal-ny_tillgang = En tillgång fanns inte förra månaden.

skal-andrat_konto = Kontot är ett annat än förra månaden, eller så ska pengarna betalas på annat sätt.

skal-andrat_boende = Boendet har ändrats.

skal-vantad_ersattning = Den sökande väntar på en ersättning.

skal-vistas_utanfor = Den sökande vistas inte i kommunen.

skal-annan_norm = En annan norm än riksnormen är sökt.

skal-planering_till_person = Planeringen behöver prövas av en människa.

skal-okand_inkomst = En inkomst står inte på listan.

skal-inkomst_till_person = En inkomst ska prövas av en människa.

skal-avdrag_i_utbetalning = En utbetalning har ett avdrag som en människa ska bedöma.

skal-andrad_inkomst = En inkomst har ändrats mycket sedan månaden före.

skal-ny_inkomst = En inkomst fanns inte månaden före.

skal-inkomst_saknas = En inkomst fanns månaden före men saknas nu.

skal-studiehjalp_saknas = Studiehjälpen betalades i juni men inte i september.

skal-kostnad_nedsatt = En kostnad är över taket och sätts ner.

skal-andrad_kostnad = En kostnad är klart högre än den förra.

skal-ny_kostnad = En kostnad är ny.

skal-okand_kostnad = En kostnad står inte på listan.

skal-kostnad_till_person = En kostnad ska prövas av en människa.

skal-oprovad_hushallsgemenskap = Hushållsgemenskap med barn eller partner prövas av en människa.

skal-barn_over_20 = Ett barn är äldre än reglerna om barn gäller.
