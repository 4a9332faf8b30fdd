# Ord som många delar: ja och nej, utfall, månader, enheter, uppräkning.

yes = ja
no = nej
unknown = okänd
none = inget

outcome-bifall = bifall
outcome-delavslag = delavslag
outcome-avslag = avslag
outcome-avvisning = avvisning

month-name = { $month ->
    [1] januari
    [2] februari
    [3] mars
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] augusti
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
month-year = { $month } { $year }
date-words = { $day } { $month } { $year }
instant-words = { $date } kl. { $hour }.{ $minute }

amount = { $number }{ "\u00A0" }kr
percent = { $number }{ "\u00A0" }%

unit-years = { $n } år
unit-months = { $n ->
    [one] { $n } månad
   *[other] { $n } månader
}
unit-weeks = { $n ->
    [one] { $n } vecka
   *[other] { $n } veckor
}
unit-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagar
}
unit-hours = { $n ->
    [one] { $n } timme
   *[other] { $n } timmar
}
unit-minutes = { $n ->
    [one] { $n } minut
   *[other] { $n } minuter
}
unit-seconds = { $n ->
    [one] { $n } sekund
   *[other] { $n } sekunder
}

list-and = { $first } och { $last }
list-or = { $first } eller { $last }
