# Betalfiler och bankens svar.

e1151 = Kontot som beslutet anger går inte att läsa ({ $what }).
    .todo = Rätta kontot: clearing och kontonummer, BG, PG eller IBAN. Besluta sedan på nytt eller lös uppgiften.

e1152 = Beloppet går inte att betala ({ $what }).
    .todo = Beloppet ska vara större än noll och ha högst två decimaler. Rätta beräkningen.

e1153 = Betalfilen är tom eller har samma betalning två gånger ({ $place }).
    .todo = Anmäl felet: en fil fixeras med sina medlemmar och ska inte kunna bli sådan.

e1154 = Betalfilens id har fel form.
    .todo = Ett id är 1 till 35 bokstäver, siffror och bindestreck.

e1155 = Bankprofilen är fel på { $place } ({ $what }).
    .todo = Rätta bankprofilen (TOML) på den platsen.

e1161 = Bankens svar är inte hel XML på { $place } ({ $what }).
    .todo = Svaret räknas inte; banken frågas igen.

e1162 = Bankens svar vägras på { $place } ({ $what }).
    .todo = Svaret räknas inte. Kontakta banken.

e1163 = Svaret på { $place } är inget betalsvar av en version som läses.
    .todo = Be banken om pain.002.001.03, 10, 12, 14 eller 15.

e1164 = Något saknas eller står två gånger i bankens svar på { $place } ({ $what }).
    .todo = Svaret räknas inte; banken frågas igen.

e1165 = Bankens svar motsäger sig på { $place } ({ $what }).
    .todo = Svaret räknas inte. Kontakta banken.
