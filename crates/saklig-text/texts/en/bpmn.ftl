# Texts of saklig-bpmn.
