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
    .from = A folder with files of your own in the shape of the demo's: ansokningar, answers, earlier, authority.toml

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
run-no-registers = Questions wait: no registers are connected. Give a folder with answers with --answers.
run-imported = { $new } months read in, { $before } were there already, { $rejected } faults.

demo-incidents = Incidents in the process: { $n }. See `saklig incident list`.

## package, check

help-package = What a process owner does with a package.
help-package-check = Checks a package: every remark with file, line and what to do.
    .path = The folder of the package (with process.toml), or the name of a shipped one
    .overlay = The municipality's overlay, such as demokommun
help-package-build = Builds the bundle: an archive whose SHA-256 is the version.
    .path = The folder of the package (with process.toml), or the name of a shipped one
    .overlay = The municipality's overlay, such as demokommun
    .out = The file to write (else <package>[-<overlay>].paket)
help-package-schema = Prints the JSON Schema of an application.
    .path = The folder of the package (with process.toml), or the name of a shipped one
    .overlay = The municipality's overlay, such as demokommun
help-package-deploy = Deploys the package in the data folder: new cases use it.
    .path = The folder of the package (with process.toml), or the name of a shipped one
    .overlay = The municipality's overlay, such as demokommun
help-check = Short form of `package check`.
    .path = The folder of the package (with process.toml), or the name of a shipped one
    .overlay = The municipality's overlay, such as demokommun
help-package-test = Runs the scenarios of a package and tells what differs.
    .path = The folder of the package, a folder of packages, a scenario file, or the name of a shipped package
    .overlay = Only scenarios for this overlay and for none (else all)
    .allow_uncovered = Accept rows of rule tables that no scenario shows
help-test = Short form of `package test`.
    .path = The folder of the package, a folder of packages, a scenario file, or the name of a shipped package
    .overlay = Only scenarios for this overlay and for none (else all)
    .allow_uncovered = Accept rows of rule tables that no scenario shows

package-checked = { $package } ({ $bundle }): { $faults } faults, { $warnings } other remarks.
package-runs = Cases may run on the package.
package-does-not-run = Cases may not run on the package yet: it does not say all that is required.
package-built = { $file }: { $bundle }
package-deployed = { $package } is deployed: { $bundle }
test-file = { $file }: { $passed } of { $all }
test-sum = { $package }: { $passed } scenarios give what they say, { $failed } do not.
test-rows = { $shown } of { $all } rows of the rule tables are shown by a scenario.

e0751 = { $file } cannot be written: { $cause }
    .todo = Check that the folder is there, may be written and has room.
e0752 = The package { $package } has no form.
    .todo = Add one in the folder formular, and run `saklig check`.
e0753 = The package { $package } has no overlay { $overlay }. It has: { $known }.
    .todo = Choose one of them with --overlay, or leave it out.
e0754 = There is no package in { $path }.
    .todo = Give the folder with process.toml, or the name of a shipped package.

## rules, feel, code

help-rules = A DMN file by itself, without a package.
help-rules-check = Checks a DMN file.
    .file = The DMN file
help-rules-eval = Evaluates a rule table and prints the value.
    .file = The DMN file
    .decision = The id or name of the table (else the last in the file)
    .inputs = Inputs: JSON, a file with JSON, or - for standard input
    .trace = Print the trace too, as JSON

rules-checked = { $faults } faults, { $warnings } other remarks.
rules-unclear = Unclear: something that was read is missing ({ $names }).

help-feel = Evaluates a FEEL expression and prints the value.
    .expression = The expression
    .inputs = Names and values: JSON, a file with JSON, or - for standard input

help-code = Shows what an error code means and what to do.
    .code = The error code, such as E0101

e0755 = There is no file in { $path }.
    .todo = Give a DMN file.
e0756 = The inputs cannot be read: { $cause }
    .todo = Write a JSON object, such as '{"{"}"belopp": 100, "dag": {"{"}"@": "2025-11-24"{"}"}{"}"}'.
e0757 = There is no error code { $given }.
    .todo = Write it with the letter E and four digits, such as E0101.

## stuck, verify, config, completions, man

help-stuck = Lists cases that wait for nothing that has a name. Must always be empty.
stuck-none = No case is stuck.
stuck-head-number = Case
stuck-head-since = Since

help-verify = Recomputes all chains and checkpoints and says whether anything was changed.
    .checkpoints = Checkpoints that another party has kept (else the file beside the data folder)
e0758 = { $file } line { $line } is no checkpoint: { $cause }
    .todo = Give the file that the other party has kept, unchanged.
verify-seen = { $cases } cases, { $entries } entries, { $blobs } documents, { $authority } entries of the authority register, { $reads } reads, { $checkpoints } checkpoints.
verify-green = Nothing is changed, missing or reordered.
verify-head-what = Finding
verify-head-number = Case
verify-head-entry = Entry

help-config = Where things lie, and whether anything needs attention.
help-config-show = Shows how the data folder is set up.
help-config-doctor = Checks secrets, disk, clock, log and packages.
config-data = Data folder
config-secrets = Secrets
config-checkpoints = Checkpoints
config-tenants = Authorities
config-clock = Clock
config-packages = Packages
config-connected = Connected
config-size = Size
doctor-good = good
doctor-bad = BAD
doctor-secrets-good = Only the owner can read the secrets.
doctor-secrets-bad = Others than the owner can read the secrets: run chmod -R go= on the folder.
doctor-outside-good = The secrets lie outside the data folder.
doctor-outside-bad = The secrets lie in the data folder and go into its backups: move them, and give --secrets.
doctor-disk-good = The disk can be written.
doctor-disk-bad = The disk cannot be written, or is full.
doctor-clock-good = The clock is right: nothing was written later than now.
doctor-clock-bad = The clock is wrong: something was written later than now.
doctor-wal-good = The log of the database is of moderate size.
doctor-wal-bad = The log of the database is large: some program has been reading for long. Close it.
doctor-package-good = At least one package is deployed.
doctor-package-bad = No package is deployed: run `saklig package deploy`.
doctor-certificates-good = The certificates are valid for at least 30 days more.
doctor-certificates-bad = A certificate expires within 30 days, or cannot be read: replace it.
doctor-registers-good = Registers to ask are connected.
doctor-registers-bad = No registers are connected: questions wait. Give them with `saklig run … --answers DIR`.

help-completions = Prints the completions of a shell.
    .shell = The shell: bash, elvish, fish, powershell or zsh
help-man = Writes a manual page per command into a folder.
    .folder = The folder
man-written = The manual pages lie in { $folder }.

help-bench = Measures how fast it is on this machine: cases, rules, space, memory.
    .seconds = For how many seconds cases are taken in
    .threads = How many threads decide
bench-title = Measurement ({ $profile })
bench-head-what = What
bench-head-value = Value
bench-cases = Cases per second, decided and durable
bench-decided = Decided automatically of all measured
bench-fsync = The disk: 4 kB made durable, times per second
bench-evaluations = Rules: evaluations per second and core, with trace
bench-bytes = Bytes per case without documents
bench-documents = Bytes per case of documents
bench-first = From opening the folder to the first case, ms
bench-memory = Memory, MB
bench-peak = Memory at most, MB
bench-machine = { $cores } cores, { $model }, kernel { $kernel }, { $rustc }

## The simulated world

help-simulate-world = Runs the simulated world alone: SSBTEK, Navet, post, bank and archive on this computer, until the program is told to end.
    .faults = A file (TOML) of faults that shall happen and how long things take
    .seed = The number that made-up people are made from
    .port = The port to listen on (else a free one)
    .with_input = End when standard input ends
    .from = A folder with answers of your own, answers, like the demo's

world-runs = The world answers on port { $port }. Addresses and certificates: { $folder }.
world-ended = The world has ended. What it received lies in { $folder }.

e1051 = The world's file { $file } cannot be read or written.
    .todo = Check that the folder may be written and that the disk is not full.
e1052 = The world cannot listen on port { $port }.
    .todo = Choose another port with --port, or leave it out.
e1053 = The world's certificates cannot be made ({ $what }).
    .todo = Remove the folder varld/certifikat and start again.
e1054 = The file of faults, { $file }, cannot be used: { $what }
    .todo = Correct the line. Sources: navet, ssbtek, post, bank, arkiv. Kinds: nere, langsam, fel, skrap, delvis, avbrott, avbrott-efter, fel-person.
e1055 = { $file }, line { $line }: the line of answers cannot be used: { $what }
    .todo = Correct the line; see demo/LASMIG.md.
e1056 = The world's ledger { $file } is damaged at line { $line }.
    .todo = Restore the file, or remove the folder varld and begin again.
e1057 = Another world already runs in { $file }.
    .todo = End it, or give another folder with --data.
