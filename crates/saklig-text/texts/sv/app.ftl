# Texter för saklig-app.

e0720 = { $what ->
    [case] Ärendet { $name } finns inte.
    [task] Arbetsuppgiften { $name } finns inte.
    [package] Paketet { $name } finns inte.
    [bundle] Paketutgåvan { $name } finns inte.
    [open-task] Ärendet { $name } har ingen öppen arbetsuppgift: det väntar på något annat eller är klart.
    [open-warning] Ärendet har ingen öppen varning { $name }.
   *[other] Det finns ingenting ({ $what }) för { $name }.
}
    .todo = Kontrollera numret; »saklig task list« och »saklig search« visar vad som finns.
e0721 = Ärendet ändrades av andra { $times } gånger medan kommandot utfördes.
    .todo = Försök igen.
e0722 = Hemligheten { $name } går inte att använda.
    .todo = Kontrollera mappen för hemligheter och att den får läsas och skrivas.
e0723 = Operativsystemet gav inga slumptal.
    .todo = Kontrollera datorn; utan slumptal kan inga ärenden öppnas.
e0724 = Paketutgåvan { $name } i lagringen går inte att öppna.
    .todo = Kör »saklig verify«, och använd en version av Saklig som kan läsa den.
e0725 = Ärendet har flera öppna arbetsuppgifter.
    .todo = Ange nyckeln till en av dem: { $keys }
e0726 = { $known ->
    [outcome] Inget är föreslaget, så utgången måste anges.
    [until] Paketet säger inte hur länge parten får svara, så tiden måste anges.
    [path] »{ $text }« är inte en väg till en uppgift. Skriv den som ansokan.kostnader[k1].belopp.
    [declared] Paketet har ingen uppgift »{ $text }«.
    [result] »{ $text }« är ett resultat av regler. Ändra det de läser, eller en rad i beräkningen.
    [kind] Värdet passar inte uppgiften: { $text }
    [shares] Andelarna { $text } går inte att använda. Var och en är 0 till 1, tillsammans högst 1.
    [mandate] Mandatet { $text } måste ha minst en utgång och ett delegeringsbeslut.
   *[other] »{ $text }« går inte att använda.
}
    .todo = Rätta ordet eller värdet och försök igen.
e0801 = { $what ->
    [mandate] Mandatet { $name }
    [brake] Bromsen { $name }
   *[other] Den stoppade källan { $name }
} { $why ->
    [taken] finns redan i behörighetsregistret.
   *[missing] finns inte i behörighetsregistret.
}
    .todo = »saklig authority show« visar vad som finns.
e0802 = Stickprovet i perioden { $period } visas när perioden är slut.
    .todo = Avsluta perioden med »saklig authority period end { $period }«.

e0727 = Hemligheten {$name} saknas eller hör till en annan datamapp.
    .todo = Lägg tillbaka mappen för hemligheter från sin säkerhetskopia.
