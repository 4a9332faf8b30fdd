# Words that many share: yes and no, outcomes, months, units, lists.

yes = yes
no = no
unknown = unknown
none = none

outcome-bifall = granted
outcome-delavslag = granted in part
outcome-avslag = refused
outcome-avvisning = dismissed

month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-year = { $month } { $year }
date-words = { $day } { $month } { $year }
instant-words = { $date } at { $hour }:{ $minute }

amount = SEK{ "\u00A0" }{ $number }
percent = { $number }%

unit-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
unit-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
unit-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
unit-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
unit-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
unit-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
unit-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}

list-and = { $first } and { $last }
list-or = { $first } or { $last }
