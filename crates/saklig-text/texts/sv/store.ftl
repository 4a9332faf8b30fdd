# Texter för saklig-store.
