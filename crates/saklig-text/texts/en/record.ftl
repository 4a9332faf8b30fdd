# Texts of saklig-record.

e0651 = The log entry cannot be read.
    .todo = Verify the data folder, and use at least the version that wrote it.

e0652 = The log entry holds a decision without what a decision must have.
    .todo = Verify the data folder: the entry is changed or damaged.
