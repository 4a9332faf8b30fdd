# Payment files and the bank's answers.

e1151 = The account that the decision names cannot be read ({ $what }).
    .todo = Correct the account: clearing and account number, BG, PG or IBAN. Then decide again or resolve the task.

e1152 = The amount cannot be paid ({ $what }).
    .todo = The amount must be more than zero with at most two decimals. Correct the calculation.

e1153 = The payment file is empty or holds the same payment twice ({ $place }).
    .todo = Report the fault: a file is fixed with its members and should never become so.

e1154 = The payment file's id has the wrong form.
    .todo = An id is 1 to 35 letters, digits and hyphens.

e1155 = The bank profile is wrong at { $place } ({ $what }).
    .todo = Correct the bank profile (TOML) there.

e1161 = The bank's answer is no sound XML at { $place } ({ $what }).
    .todo = The answer does not count; the bank is asked again.

e1162 = The bank's answer is refused at { $place } ({ $what }).
    .todo = The answer does not count. Contact the bank.

e1163 = The answer at { $place } is no payment status report of a version that is read.
    .todo = Ask the bank for pain.002.001.03, 10, 12, 14 or 15.

e1164 = Something is missing or said twice in the bank's answer at { $place } ({ $what }).
    .todo = The answer does not count; the bank is asked again.

e1165 = The bank's answer contradicts itself at { $place } ({ $what }).
    .todo = The answer does not count. Contact the bank.
