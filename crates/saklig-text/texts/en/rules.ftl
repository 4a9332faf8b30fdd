# Texts of saklig-rules.

e0301 = The file is not proper XML: { $detail }.
    .todo = Correct the file, or save it again from the modelling tool.

e0302 = The file contains a document type or an entity, and these are refused: { $name }.
    .todo = Write the text itself instead, and remove DOCTYPE.

e0303 = The file is too large or nested too deeply: { $detail }.
    .todo = Split the model into several files.

e0304 = The file is not a DMN model of version 1.1 to 1.5: { $found }.
    .todo = Save the model as DMN 1.1 to 1.5.

e0305 = The model imports something from outside, which is not supported: { $name }.
    .todo = Put the imported parts into this model.

e0306 = The model has a decision service, which is not supported: { $name }.
    .todo = Ask for the decision itself, and remove the service.

e0307 = A function is written in another language ({ $kind }), which is refused.
    .todo = Write the function in FEEL.

e0308 = The element “{ $element }” is not supported here.
    .todo = Use one of the expressions of DMN 1.5: table, literal, context, list, relation, invocation, function, conditional, filter or loop.

e0309 = The expression language “{ $language }” is not supported.
    .todo = Write the expression in FEEL.

e0310 = The element “{ $element }” has no name.
    .todo = Give it a name.

e0311 = “{ $name }” is there twice.
    .todo = Give one of them another name or id.

e0312 = Nothing of the right kind has the id “{ $target }”.
    .todo = Point at an element that is in the model, or remove the requirement.

e0313 = The rules need each other in a circle: { $path }.
    .todo = Remove one of the requirements.

e0314 = “{ $name }” has no logic.
    .todo = Give it a table or an expression.

e0315 = The row has { $found } cells, but the table has { $expected } columns.
    .todo = Give the row one cell for each column.

e0316 = The hit policy “{ $policy }” cannot be used here.
    .todo = Use one of U, A, P, F, R, O, C, C+, C<, C> and C#. Only one output can be aggregated.

e0317 = The type “{ $name }” is unknown.
    .todo = Use a type of FEEL or one that the model defines.

e0318 = The output “{ $column }” has no list of values to order by.
    .todo = List the output values from the highest priority to the lowest.

e0319 = “{ $value }” is not among the values that the column allows: { $allowed }.
    .todo = Correct the cell, or add the value to the list of the column.

e0320 = The table has no { $missing }.
    .todo = Add what is missing.

e0321 = Output column { $column } has no name of its own although the table has several outputs.
    .todo = Name every output column, each with a name of its own.

e0322 = There is no rule with the name or id “{ $name }”.
    .todo = Choose one of the rules that exist: { $known }.

e0323 = The rule “{ $name }” has faults and is not evaluated.
    .todo = Correct the remarks on the rule and on the rules it needs.

e0324 = The expression gives { $found }, but the declared type is { $expected }.
    .todo = Correct the expression, or the declared type.
