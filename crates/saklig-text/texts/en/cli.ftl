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
e0748 = { $file } cannot be read: { $cause }
    .todo = Check the name, that the file may be read, and that it is UTF-8.
e0749 = The data folder { $folder } is used for something else than the demo.
    .todo = Give the demo a folder of its own: `saklig demo --data DIR`.
e0750 = The case type { $type } is neither in the data folder nor among the packages that are shipped.
    .todo = Check the name, or deploy the package first: `saklig package deploy DIR`.

## demo

help-demo = Shows Saklig with the fictional Demokommun: earlier months, 200 applications, decisions and tasks. Run again it continues.

demo-importing = reading in earlier months
demo-receiving = taking in applications
demo-working = asking registers, working out rules
demo-title = Demokommun, { $date }
demo-came = { $applications } applications handled ({ $new } new cases), { $months } earlier months read in, { $jobs } questions to registers answered.
demo-all-there = All was there already: { $applications } applications and { $months } earlier months. Nothing has started over.
demo-automatic = Decided automatically: { $n }
demo-automatic-line = {"  "}{ $n } { $outcome }, { $sum } together
demo-by-person = {"  "}{ $n } have been decided by a person
demo-drawn-after = {"  "}of which { $n } drawn for a spot check after payment
demo-handed-over = To an officer: { $n } ({ $proposed } with a proposal, { $without } without)
demo-proposed = {"  "}Proposed: { $list }
demo-head-count = Count
demo-head-reason = Reason
demo-head-meaning = What it means
demo-rejected = Rejected at the door: { $n }. Nothing of them has been stored.
demo-duplicates = Duplicates: { $n }. The same application again gives nothing new.
demo-under-way = Under way: { $n }.
demo-waits-payment = { $n } payments wait: no bank is connected.
demo-waits-letter = { $n } letters wait: no post is connected.
demo-waits-archive = { $n } deposits wait: no archive is connected.
demo-waits-other = { $n } jobs wait: nothing is connected for { $kind }.
demo-where = The database lies in { $folder }.
demo-next = Try now:
demo-next-decided = {"  "}saklig case show { $number }{ $data }        a decision with its grounds
demo-next-handed-over = {"  "}saklig case explain { $number }{ $data }     why a case waits for a person
demo-next-clock = {"  "}saklig world clock +7d{ $data }               seven days later

## run

help-run = Takes in applications as JSON, one per file or line. What is wrong with one does not stop the others.
    .case_type = The case type, such as forsorjningsstod-ateransokan
    .path = A file, a folder with .json and .jsonl, or - for standard input
    .import = Read in finished decisions of another system instead of applications
    .answers = A folder with register answers to ask (kept in the data folder)
    .overlay = The municipality's overlay on the shipped package, such as demokommun

run-rejected = { $file }:{ $line } rejected
run-duplicate = { $file }:{ $line } duplicate of { $number }
run-decided = { $file }:{ $line } { $number } decided, SEK { $amount }
run-handed-over = { $file }:{ $line } { $number } to an officer: { $reasons }
run-under-way = { $file }:{ $line } { $number } under way
run-sum = { $all } applications, { $rejected } rejected, { $duplicates } duplicates.
run-imported = { $new } months read in, { $before } were there already, { $rejected } faults.
