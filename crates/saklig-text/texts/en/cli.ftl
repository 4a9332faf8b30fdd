# Texts of the command line: help, faults in the words of a command, what the commands print.

## Help: a key per command, an attribute per argument

help-word-usage = Usage:
help-word-commands = Commands:
help-word-arguments = Arguments:
help-word-options = Options:

help = Saklig takes a case from application to a decision with grounds, or to a person with the reasons for that.
    .data = The data folder (else SAKLIG_DATA, else saklig/data in the user's folder for data)
    .secrets = The folder of secrets (else SAKLIG_SECRETS, else beside the data folder: <data folder>-hemligheter)
    .tenant = The authority, when the data folder has several
    .json = Print JSON instead of text
    .lang = Language: sv or en (else by locale)
    .now = Use this time instead of the clock of the data folder, such as 2025-11-24T08:00
    .no_color = Print without colour (as the variable NO_COLOR)
    .help = Show help
    .version = Show the version
    .after =
        How commands end: 0 done, 1 something was found (a failing test, a stuck case, a changed log),
        2 the words of the command are wrong, 3 input rejected, 4 there is no such thing, 5 the store or the world failed.

help-world = The world of the demo.
help-world-clock = Shows the demo's clock, or moves it forward and runs what falls due.
    .step = How far, such as +7d, +36h

clock-demo = The demo's clock: { $time }.
clock-real = The data folder has real time: { $time }.
clock-ran = Ran { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
}; { $timers ->
    [one] { $timers } timer fired.
   *[other] { $timers } timers fired.
}

## Faults in the words of a command

usage-invalid-value = Wrong value “{ $value }” for { $arg }.
usage-unknown-argument = Unknown argument: { $arg }.
usage-unknown-command = Unknown command: { $command }.
usage-missing-argument = Missing: { $arg }.
usage-missing-command = A subcommand is missing.
usage-conflict = { $arg } cannot be used together with { $prior }.
usage-values = Wrong number of values for { $arg }.
usage-valid = Possible values: { $values }.
usage-near = Did you mean { $near }?
usage-help = More help: --help

fault-line = line { $line }

## Faults that the command line itself finds

e0740 = It cannot be told where data shall lie: there is neither --data, SAKLIG_DATA nor a home folder.
    .todo = Give --data DIR.
e0741 = There is no data folder in { $folder }.
    .todo = Run `saklig demo` to make one, or give the right folder with --data.
e0742 = There is no authority { $tenant } in the data folder. There are: { $known }.
    .todo = Give one of them with --tenant.
e0743 = The data folder has no authority, or several: { $known }.
    .todo = Say which with --tenant.
e0744 = The file of register answers cannot be used: { $place } line { $line }: { $what }
    .todo = Correct the line, or point out another folder with --answers.
e0745 = The time “{ $text }” cannot be read.
    .todo = Write it as 2025-11-24T08:00 (Swedish time) or 2025-11-24T07:00Z.
e0746 = The data folder has real time, which cannot be moved.
    .todo = Only a demo folder has a clock that moves: `saklig demo --data DIR`.
e0747 = The step “{ $text }” cannot be read.
    .todo = Write it as +7d, +2w or +36h; the clock only goes forward.
