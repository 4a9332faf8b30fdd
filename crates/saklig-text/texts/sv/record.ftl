# Texter för saklig-record.

e0651 = Loggposten går inte att läsa.
    .todo = Kontrollera datamappen, och använd minst den version som skrev den.

e0652 = Loggposten har ett beslut utan det som ett beslut måste ha.
    .todo = Kontrollera datamappen: posten är ändrad eller skadad.
