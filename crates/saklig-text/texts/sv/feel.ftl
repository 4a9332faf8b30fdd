# Texter för saklig-feel.
