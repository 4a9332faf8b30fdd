# Texts of saklig-rules.
