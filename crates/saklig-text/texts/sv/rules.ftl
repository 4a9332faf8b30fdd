# Texter för saklig-rules.
