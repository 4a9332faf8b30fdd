# Texter för saklig-app.

e0720 = { $what ->
    [case] Ärendet { $name } finns inte.
    [task] Arbetsuppgiften { $name } finns inte.
    [package] Paketet { $name } finns inte.
    [bundle] Paketutgåvan { $name } finns inte.
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
e0726 = »{ $text }« går inte att använda ({ $what }): { $known }
    .todo = Rätta ordet eller värdet och försök igen.
e0801 = Behörighetsregistret: { $what } { $name } { $why }.
    .todo = »saklig authority show« visar vad som finns.
e0802 = Stickprovet i perioden { $period } visas när perioden är slut.
    .todo = Avsluta perioden med »saklig authority period end { $period }«.
