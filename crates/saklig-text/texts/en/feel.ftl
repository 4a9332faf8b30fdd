# Texts of saklig-feel.
