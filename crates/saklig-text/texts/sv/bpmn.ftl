# Texter för saklig-bpmn.
