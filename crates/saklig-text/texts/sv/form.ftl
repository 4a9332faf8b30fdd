# Texter för saklig-form.
