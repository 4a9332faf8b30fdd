# Texter för saklig-case.
