# Texts of saklig-store.

e0601 = Case { $arende } is at entry { $post } of its log. The command was decided on an older one.
    .todo = Run the command again; it is then decided on the case as it is now.

e0602 = The authority register is at entry { $post }. The decision was made under an older one.
    .todo = Run the command again; it is then tried against the register as it is now.

e0603 = The same application is already case { $arende }.
    .todo = Nothing. Open that case.

e0604 = An application with the same channel and id but other content is already case { $arende }.
    .todo = Give the new application an id of its own, or change the case that exists.

e0605 = Case { $arende } already holds what the application concerns.
    .todo = Treat the application as a supplement to that case, or let a case officer decide.

e0606 = Job { $uppdrag } was leased again or answered already (fence { $stangsel }). The result does not count.
    .todo = Nothing. Lease the job anew if it is still free.

e0607 = Job { $uppdrag } already does this.
    .todo = Nothing. To do it anew, cancel the first job first.

e0608 = Job { $uppdrag } is { $lage } and cannot take the step { $steg }.
    .todo = Show the job and choose a step that its state allows.

e0609 = There is no job { $uppdrag }.
    .todo = Check the key.

e0610 = There is no case { $arende } that can be written to.
    .todo = Check the key. An erased case cannot be changed.

e0611 = A case with the key { $arende } or the same number already exists.
    .todo = Take a new key and number from the store.

e0612 = What was handed to the store is not well formed: { $vad }.
    .todo = Correct the form. When it comes from the program itself, report it.

e0613 = Document { $nummer } has an address that does not match its content.
    .todo = Read the document in again.

e0614 = The demo's clock only goes forward.
    .todo = Give a later time, or begin anew in another folder.

e0620 = The disk is full. Nothing was written.
    .todo = Make room and run again. Everything acknowledged is still there.

e0621 = The store could not do this: { $vad }.
    .todo = See the cause in the log, correct it and run again.

e0622 = Another program held the store for too long.
    .todo = Run again. When it happens often, see which program holds the folder.

e0623 = The store is damaged: { $vad }.
    .todo = Change nothing. Run saklig verify and restore a backup.

e0624 = The store is at level { $niva }; this program knows level { $kand }.
    .todo = Use the newer release of Saklig.

e0625 = { $mapp } is on a file system without working locks ({ $skal }).
    .todo = Put the data folder on a local disk.

e0626 = The secret { $fil } cannot be used: { $skal }.
    .todo = Correct the permissions (0700 on the folder, 0600 on the file) or put the file back from the backup of the secrets.

e0627 = The store is closed.
    .todo = Run again when the program has restarted.
