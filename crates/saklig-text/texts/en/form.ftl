# Texts of saklig-form.
