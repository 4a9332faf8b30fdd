# Texts of saklig-bpmn.

e0401 = The file is not well-formed XML: { $reason }.
    .todo = Open and save the model in the modelling tool again, or correct the XML at this line.

e0402 = The file is refused: { $reason }.
    .todo = Take away the document type and its entities, or split the model.

e0403 = { $element } is of the kind { $tag }, which is not executed.
    .todo = Model the step with elements that are executed.

e0404 = The model is written for Camunda 7 or Operaton ({ $count } places); import of that dialect comes later.
    .todo = Model it for Camunda 8 (zeebe: elements and FEEL) in the modelling tool.

e0405 = The file holds no process that can be executed.
    .todo = Save a BPMN 2.0 model with a process that has isExecutable="true".

e0406 = A { $tag } has no id.
    .todo = Give the element an id.

e0407 = The id { $element } is used twice, first at line { $first }.
    .todo = Give one of the elements another id.

e0408 = The flow { $element } has no { $end } ("{ $ref }" is not a step of the process).
    .todo = Connect the flow at both ends or delete it.

e0409 = The flow { $element } crosses the border of a sub-process ({ $source } to { $target }).
    .todo = End the flow inside the sub-process and continue from its edge.

e0410 = The flow { $element } { $way } { $node }, which is not allowed.
    .todo = Start events and boundary events have only outgoing flows, end events only incoming ones.

e0411 = The process { $element } has no start event.
    .todo = Add a start event.

e0412 = { $element } is one of several start events in { $scope } without trigger.
    .todo = Keep one start event without trigger.

e0413 = The sub-process { $element } has no start event.
    .todo = Add a start event in it.

e0414 = No path from a start leads to { $element }.
    .todo = Connect the step or delete it.

e0415 = The path ends in { $element } without an end event.
    .todo = Add an end event after it.

e0416 = The gateway { $element } has no default flow and its conditions may all be false.
    .todo = Make one of the flows the default.

e0417 = The flow { $element } out of the gateway { $gateway } has no condition.
    .todo = Give the flow a condition or make it the default.

e0418 = The flow { $element } has a condition, but { $source } is no exclusive gateway.
    .todo = Put an exclusive gateway before the flow.

e0419 = The default flow { $element } has a condition.
    .todo = Take the condition away.

e0420 = The default flow { $flow } of { $element } cannot be used.
    .todo = Choose one of the flows out of an exclusive gateway as default.

e0421 = The boundary event { $element } sits on "{ $host }", which is no task or sub-process beside it.
    .todo = Put the event on the edge of a task or a sub-process.

e0422 = { $element } refers to the { $kind } "{ $ref }", which the file does not have.
    .todo = Choose or create the { $kind } in the modelling tool.

e0423 = { $element } waits for a message without name.
    .todo = Give the message a name.

e0424 = { $element } waits for the message { $message }, which has no correlation key.
    .todo = Give the message a subscription correlation key (zeebe:subscription).

e0425 = The task { $element } has no task type.
    .todo = Give the task a type (zeebe:taskDefinition).

e0426 = { $attribute } of { $element } is an expression but must be a fixed text.
    .todo = Write the text without = at the beginning.

e0427 = { $element } has no { $part }.
    .todo = Give the event exactly one.

e0428 = The time "{ $text }" of { $element } cannot be read.
    .todo = Write it as ISO 8601 (P7D, PT2H, 2026-01-31, R/P1D) or as a FEEL expression beginning with =.

e0429 = { $element } repeats, which only a boundary event that does not interrupt may.
    .todo = Use a duration or a date.

e0430 = The error end event { $element } has no error code.
    .todo = Choose an error that has a code.

e0431 = No boundary event catches the error { $code } of { $element }.
    .todo = Add an error event on the sub-process around it.

e0432 = Nothing in { $host } can throw what { $element } waits for.
    .todo = Delete the event or correct the code.

e0433 = { $part } of { $element } is not a FEEL expression: "{ $text }".
    .todo = Begin the expression with =.

e0434 = { $element } uses { $tag }, which is not executed there.
    .todo = Take the setting away in the modelling tool.

e0435 = Settings of another tool are not read ({ $namespace }).
    .todo = Check that the process does not depend on them.

e0436 = The business rule task { $element } must have either a called decision or a task type.
    .todo = Give it a called decision with decision id and result variable, or a task type.

e0437 = A line of the { $kind } mapping of { $element } has no { $part }.
    .todo = Fill in the line or delete it.

e0438 = The process { $element } is not marked as executable and is not run.
    .todo = Set isExecutable="true" if it shall be run.

e0440 = { $element } ({ $task_type }) can be reached without the decision gate: { $path }.
    .todo = Lead every path to the step through a task of type { $gate }.

e0441 = The task type { $task_type } of { $element } does not exist; types that begin with { $prefix } are reserved.
    .todo = Use one of { $known }, or a type of your own.
