# Texter för saklig-app.
