# Texts for saklig-app.

e0720 = There is no { $what } { $name }.
    .todo = Check the number; `saklig task list` and `saklig search` show what there is.
e0721 = Others changed the case { $times } times while the command was carried out.
    .todo = Try again.
e0722 = The secret { $name } cannot be used.
    .todo = Check the folder of secrets, and that it may be read and written.
e0723 = The operating system gave no random numbers.
    .todo = Check the computer; without random numbers no case can be opened.
e0724 = The bundle { $name } in the store cannot be opened.
    .todo = Run `saklig verify`, and use a version of Saklig that can read it.
e0725 = The case has several open tasks.
    .todo = Give the key of one of them: { $keys }
e0726 = `{ $text }` cannot be used ({ $what }): { $known }
    .todo = Correct the word or value and try again.
e0801 = The authority register: { $what } { $name } { $why }.
    .todo = `saklig authority show` shows what there is.
e0802 = The spot check of period { $period } is shown when the period has ended.
    .todo = End the period with `saklig authority period end { $period }`.
