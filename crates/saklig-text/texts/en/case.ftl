# Texts of saklig-case.
