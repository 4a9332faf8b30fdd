# Files that others read: the archive package.

e1201 = The archive package cannot be opened: { $vad }.
    .todo = Fetch the package again, or take the archive's own copy.

e1202 = The archive package is too big: { $vad }.
    .todo = A package of this size is not taken; ask who made it.

e1203 = { $fil } is not the file that the package describes: { $vad }.
    .todo = The file has been changed or damaged: take another copy of the package.

e1204 = { $fil } is missing in the archive package.
    .todo = Take another copy of the package.

e1205 = { $fil } does not belong to the archive package: { $vad }.
    .todo = Do not trust the file; take another copy of the package.

e1206 = { $fil } does not have the form of a table of contents: { $vad }.
    .todo = The package was made in the wrong way: tell whoever made it.

e1207 = Nothing vouches for { $fil }: { $vad }.
    .todo = Compare the package's own SHA-256 with the archive's receipt.

e1208 = A name in the archive package is not allowed ({ $fil }): { $vad }.
    .todo = Do not unpack the package; take another copy.

e1209 = { $fil } does not have the size that the package says: { $vad }.
    .todo = The package was made in the wrong way: tell whoever made it.

e1210 = The description { $fil } does not fit the package: { $vad }.
    .todo = The package was made in the wrong way: tell whoever made it.

e1220 = “{ $namn }” cannot be the name of a file in an archive package.
    .todo = Report the fault: the names are the program's.

e1221 = Two files of the archive package would be named “{ $namn }”.
    .todo = Report the fault: the names are the program's.

e1222 = The archive package could not be packed: { $fel }.
    .todo = It is tried again; see whether memory or disk is full.
