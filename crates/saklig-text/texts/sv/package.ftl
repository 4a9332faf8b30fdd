# Texter för saklig-package.
