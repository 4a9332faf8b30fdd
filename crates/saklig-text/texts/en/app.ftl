# Texts of saklig-app.
