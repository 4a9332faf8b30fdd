# Texts of saklig-package.
