# Texts of saklig-connect.

e0901 = The line is not valid JSON, or has a key twice (column { $kolumn }).
    .todo = Correct the line.

e0902 = { $plats } is not a known field.
    .todo = Correct the spelling or take the field away. Known here: { $kanda }.

e0903 = The field { $falt } is missing ({ $plats }).
    .todo = Add the field.

e0904 = { $plats } must be { $slag ->
        [objekt] an object
        [lista] a list
        [text] a text
        [ja_nej] true or false
        [datum] a text with a date
        [manad] a text with a month
        [personnummer] a text with a personal number
       *[tal] a whole number, or a text such as "401.50"
    }.
    .todo = Write the value in the right form.

e0905 = { $plats } { $slag ->
        [datum] must be a date that exists, YYYY-MM-DD
        [manad] must be a month, YYYY-MM
        [personnummer] must be a number of twelve digits with the right check digit
        [ordning] must be a day that is not before fran
        [id] must be an id of the letters a to z, digits, - and _
       *[text] must be shorter, and on one line
    }.
    .todo = Correct the value.

e0906 = { $plats } is none of the words { $ord }.
    .todo = Write one of the words.

e0907 = The state { $lage } contradicts what stands beside it ({ $plats }).
    .todo = data and partial have uppgifter, error and partial have orsak, none has neither.

e0908 = The period overlaps another line about the same person ({ $fil } line { $rad }).
    .todo = Join the lines, or take one of them away.

e0909 = The id { $id } stands on an earlier line too.
    .todo = Give each decision an id of its own, or take one of the lines away.

e0910 = { $fil } cannot be read ({ $orsak }).
    .todo = Check the name, the permissions, and that the file is UTF-8.

e0921 = The question to the register has no purpose.
    .todo = Fill in syfte for the source in the package.

e0922 = The question to the register has no provision.
    .todo = Fill in lagtext for the source in the package.

e0923 = The period asked for ends before it begins.
    .todo = Correct fran and tom for the source in the package.

e0924 = There is nobody to ask about.
    .todo = Give the case an adult party with a number.

e0931 = The receiver cannot be reached ({ $kod }).
    .todo = It is tried again; check the connection if it lasts.

e0932 = It is uncertain whether the receiver took it ({ $kod }).
    .todo = The receiver is asked before anything is sent again.

e0933 = The receiver refuses ({ $kod }).
    .todo = Correct what the code is about.

e0934 = { $kod } is not connected yet.
    .todo = Connect the receiver; the work then goes on.

e1001 = { $fil } cannot be read.
    .todo = Check the path, and that the program's account may read the file.

e1002 = { $slag ->
        [ca] The issuer's certificate
        [key] The key
       *[certificate] Our certificate
    } cannot be used.
    .todo = Fetch the file again, and check that the key belongs to the certificate.

e1003 = The HTTP client cannot be started.
    .todo = Read the cause, and start the program again when it is gone.

e1004 = The last day of the certificate cannot be read.
    .todo = Check that the file is a certificate in PEM.

e1010 = The answer is broken ({ $kod }).
    .todo = The question is put again; report it if it recurs.

e1011 = The answer holds something that is refused ({ $kod }).
    .todo = Report it to those who run the register.

e1012 = The answer is too large ({ $kod }).
    .todo = Ask about a shorter period.

e1020 = The service answers with a fault ({ $kod }).
    .todo = Check the order and the organisation number, and ask what the code means.

e1021 = This is no answer to the question.
    .todo = Check the address and version of the service.

e1022 = The answer is about another person.
    .todo = Get the information in another way, and report it to the register.

e1023 = The answer belongs to another question.
    .todo = Get the information in another way, and report it to the service.

e1024 = Something in the answer does not fit ({ $kod }).
    .todo = Read the answer at that place.

e1025 = An agency is missing in the answer ({ $kod }).
    .todo = Wait until the question is put again.

e1030 = The source is stopped for a while.
    .todo = Wait; it is tried again by itself.

e1031 = { $fil } cannot be used ({ $orsak }).
    .todo = Correct the file at that place.
