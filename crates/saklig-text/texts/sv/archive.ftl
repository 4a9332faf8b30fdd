# Filer som andra läser: arkivpaketet.

e1201 = Arkivpaketet går inte att öppna: { $vad }.
    .todo = Hämta paketet igen, eller ta arkivets eget exemplar.

e1202 = Arkivpaketet är för stort: { $vad }.
    .todo = Ett paket av den storleken tas inte emot; fråga den som gjorde det.

e1203 = { $fil } är inte den fil som paketet beskriver: { $vad }.
    .todo = Filen är ändrad eller skadad: ta ett annat exemplar av paketet.

e1204 = { $fil } saknas i arkivpaketet.
    .todo = Ta ett annat exemplar av paketet.

e1205 = { $fil } hör inte till arkivpaketet: { $vad }.
    .todo = Lita inte på filen; ta ett annat exemplar av paketet.

e1206 = { $fil } följer inte formen för en innehållsförteckning: { $vad }.
    .todo = Paketet är gjort på fel sätt: säg till den som gjorde det.

e1207 = Ingenting går i god för { $fil }: { $vad }.
    .todo = Jämför paketets egen SHA-256 med arkivets kvitto.

e1208 = Ett namn i arkivpaketet är inte tillåtet ({ $fil }): { $vad }.
    .todo = Packa inte upp paketet; ta ett annat exemplar.

e1209 = { $fil } har inte den storlek som paketet säger: { $vad }.
    .todo = Paketet är gjort på fel sätt: säg till den som gjorde det.

e1210 = Beskrivningen { $fil } stämmer inte med paketet: { $vad }.
    .todo = Paketet är gjort på fel sätt: säg till den som gjorde det.

e1220 = ”{ $namn }” kan inte vara namn på en fil i ett arkivpaket.
    .todo = Anmäl felet: namnen ges av programmet.

e1221 = Två filer i arkivpaketet skulle heta ”{ $namn }”.
    .todo = Anmäl felet: namnen ges av programmet.

e1222 = Arkivpaketet gick inte att packa: { $fel }.
    .todo = Det försöks igen; se om minne eller disk är slut.
