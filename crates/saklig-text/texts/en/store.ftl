# Texts of saklig-store.
